"""Engines are guests: a real server on this machine, in all the ways in which servers misbehave."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from generator.draft import draft_sentences, find_problems, protect
from generator.engines import ENGINES, Request, open_engine
from generator.engines.openai import Server
from generator.errors import EnvironmentLacking, WrongUse
from generator.model import Place, Sentence
from generator.quantities import Style
from generator.terms import load_glossary

Answer = Callable[[str, int], object]


class Host:
    """A chat server on loopback whose answers a test decides: a text, an HTTP status, or raw bytes."""

    def __init__(self, answer: Answer) -> None:
        self.asked: list[str] = []
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                host.asked.append(body["messages"][0]["content"])
                said = answer(host.asked[-1], len(host.asked))
                status = said if isinstance(said, int) else 200
                reply = {"choices": [{"message": {"content": said}, "finish_reason": "stop"}]}
                raw = said if isinstance(said, bytes) else json.dumps(reply).encode()
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", "http://127.0.0.1:9/elsewhere")
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def engine(self) -> Server:
        return Server(f"http://127.0.0.1:{self.server.server_port}/v1", "m", timeout=5, wait=0)


@pytest.fixture
def host() -> Iterator[Callable[[Answer], Host]]:
    hosts: list[Host] = []

    def make(answer: Answer) -> Host:
        hosts.append(Host(answer))
        return hosts[-1]

    yield make
    for made in hosts:
        made.server.shutdown()
        made.server.server_close()


def test_same_length_and_order_and_empty_stays_empty(host: Callable[[Answer], Host]) -> None:
    there = host(lambda prompt, n: prompt.splitlines()[-1].upper())
    assert there.engine.translate([Request("a"), Request(" "), Request("b")]) == ["A", "", "B"]
    assert len(there.asked) == 2


@pytest.mark.parametrize("said", [400, 404, 500, 302, b"not json", b"{}", b'{"choices": []}', b"[]", b""])
def test_a_server_that_lies_or_dies_gives_no_answer(host: Callable[[Answer], Host], said: object) -> None:
    assert host(lambda prompt, n: said).engine.translate([Request("a")]) == [None]


def test_a_busy_server_is_asked_again(host: Callable[[Answer], Host]) -> None:
    there = host(lambda prompt, n: 429 if n == 1 else "yes")
    assert there.engine.translate([Request("a")]) == ["yes"]


def test_an_answer_that_was_cut_off_is_none(host: Callable[[Answer], Host]) -> None:
    cut = {"choices": [{"message": {"content": "The Comp"}, "finish_reason": "length"}]}
    assert host(lambda prompt, n: json.dumps(cut).encode()).engine.translate([Request("a")]) == [None]


def test_a_server_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    with pytest.raises(EnvironmentLacking, match="cannot be reached"):
        Server("http://127.0.0.1:9/v1", "m").translate([Request("a")])


def test_a_refused_key_is_said(host: Callable[[Answer], Host]) -> None:
    with pytest.raises(EnvironmentLacking, match="DUIZHAO_ENGINE_KEY"):
        host(lambda prompt, n: 401).engine.translate([Request("a")])


def test_what_was_sent_is_counted(host: Callable[[Answer], Host]) -> None:
    engine = host(lambda prompt, n: "yes").engine
    engine.translate([Request("a")])
    assert [(sent.host, sent.size > 50) for sent in engine.sent] == [("127.0.0.1", True)]


def test_names_that_are_not_known() -> None:
    with pytest.raises(WrongUse, match="openai"):
        open_engine("babel")
    assert set(ENGINES) == {"openai"}


GLOSSARY = """terms:
- zh: 监事会
  en: Supervisory Committee
  domain: governance
  source: established usage
  forbidden: [monitoring meeting]
"""


@pytest.fixture(scope="module")
def glossary(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    path = tmp_path_factory.mktemp("glossary") / "g.yaml"
    path.write_text(GLOSSARY, encoding="utf-8")
    return load_glossary([path])


def sentence(source: str) -> Sentence:
    return Sentence("s1", "p", "p", "paragraph", source, Place(1, (0, 0, 1, 1)))


SOURCE = "监事会审议通过捐赠12.5万元的议案。"
RIGHT = "The Supervisory Committee approved a donation of RMB125,000."


def test_amounts_stand_in_english_before_the_engine_sees_them() -> None:
    assert "RMB125,000" in protect(SOURCE, Style())


def test_it_is_asked_again_with_what_was_wrong(host: Callable[[Answer], Host], glossary) -> None:  # type: ignore[no-untyped-def]
    there = host(
        lambda prompt, n: (
            "The monitoring meeting approved a donation of RMB12.5 million." if n == 1 else RIGHT
        )
    )
    (draft,) = draft_sentences([sentence(SOURCE)], there.engine, glossary, Style())
    assert (draft.target, draft.origin, draft.state, draft.note) == (RIGHT, "engine:openai", "initial", None)
    assert "监事会 = Supervisory Committee" in there.asked[0]
    assert "RMB125,000" in there.asked[1].split("corrected")[1]


def test_a_wrong_number_never_leaves(host: Callable[[Answer], Host], glossary) -> None:  # type: ignore[no-untyped-def]
    there = host(lambda prompt, n: "The Supervisory Committee approved a donation of RMB125 million.")
    assert list(draft_sentences([sentence(SOURCE)], there.engine, glossary, Style())) == []
    assert len(there.asked) == 3


def test_another_fault_is_kept_with_its_note(host: Callable[[Answer], Host], glossary) -> None:  # type: ignore[no-untyped-def]
    there = host(lambda prompt, n: "The board of supervisors approved a donation of RMB125,000.")
    (draft,) = draft_sentences([sentence(SOURCE)], there.engine, glossary, Style())
    assert "Supervisory Committee" in (draft.note or "")


def test_what_was_answered_is_not_asked_again(host: Callable[[Answer], Host], glossary) -> None:  # type: ignore[no-untyped-def]
    there, kept = host(lambda prompt, n: RIGHT), {}
    for _ in range(2):
        made = list(
            draft_sentences([sentence(SOURCE)], there.engine, glossary, Style(), kept.get, kept.__setitem__)
        )
        assert made[0].target == RIGHT
    assert len(there.asked) == 1


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("监事会 approved a donation of RMB125,000.", "Chinese"),
        ("Approved RMB125,000.", "Supervisory Committee"),
        (
            "The Supervisory Committee approved it. " + "The Supervisory Committee said so. " * 5,
            "say each thing once",
        ),
        ("The Supervisory Committee approved a donation of RMB125,001.", "RMB125,000"),
    ],
)
def test_each_fault_is_seen(glossary, target: str, says: str) -> None:  # type: ignore[no-untyped-def]
    from generator.terms import find_terms

    problems = find_problems(SOURCE, target, find_terms(SOURCE, glossary))
    assert any(says in problem.message for problem in problems)
    assert find_problems(SOURCE, RIGHT, find_terms(SOURCE, glossary)) == ()
