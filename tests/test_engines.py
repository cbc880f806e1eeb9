"""Engines are guests: each is held to one contract, by real servers and processes that misbehave as they do."""

from __future__ import annotations

import gzip
import json
import shutil
import ssl
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hosts import Fault, Host, Reply, Said, serving, speak_chat, speak_deepl, speak_qwen
from marian import write_model

from generator.checks import CheckContext
from generator.draft import Egress, Job, draft_sentences
from generator.draft.parallel import Stop, in_order
from generator.engines import ENGINES, Answer, Engine, Request, open_engine, worker
from generator.engines.deepl import DeepL, open_deepl
from generator.engines.fxtranslate import FxTranslate, open_fxtranslate
from generator.engines.http import Door, read_address
from generator.engines.keys import find_key
from generator.engines.openai import Server, open_server
from generator.engines.qwenmt import QwenMt, open_qwenmt
from generator.errors import DuizhaoError, EnvironmentLacking, WrongUse
from generator.model import Place, Sentence
from generator.terms import load_glossary

KEPT = "RMB125,000"
HOSTED = ("openai", "hy-mt", "qwen-mt", "deepl")
ALL = (*HOSTED, "fxtranslate")


@dataclass
class Guest:
    """An engine with the server behind it, where it has one."""

    engine: Engine
    host: Host | None
    egress: Egress

    def ask(self, requests: list[Request]) -> list[Answer]:
        """All of them, as the drafts ask: several at once, in order."""
        stop = Stop()
        return [
            answer for _, answer in in_order(self.engine.ask, requests, max(3, self.engine.parallel), stop)
        ]


Make = Callable[[str, Reply], Guest]

FAKE_WORKER = """
import json, sys
print(json.dumps({"hashes": {}}), flush=True)
count = 0
for line in sys.stdin:
    asked = json.loads(line)
    count += 1
    said = reply(asked["text"])
    print(json.dumps({"number": asked["number"], "text": said}), flush=True)
"""


def fake_process(body: str, **given: float) -> FxTranslate:
    """Fxtranslate with another program in the place of its worker; ``body`` is that of reply(text)."""
    script = f"def reply(text):\n{textwrap.indent(body, '    ')}\n{FAKE_WORKER}"
    return FxTranslate(Path("model"), {}, command=(sys.executable, "-c", script), **given)


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    opened: list[object] = []

    def guest(name: str, reply: Reply) -> Guest:
        egress = Egress()
        if name == "fxtranslate":
            body = "text = text.strip()\nreturn '' if text == 'EMPTY' else 'E ' + text"
            engine: Engine = fake_process(body, timeout=5)
            made = Guest(engine, None, egress)
        else:
            serve = serving({"qwen-mt": speak_qwen, "deepl": speak_deepl}.get(name, speak_chat), reply)
            host = serve.__enter__()
            opened.append(serve)
            paths = {"qwen-mt": "/compatible-mode/v1", "deepl": ""}
            address = read_address(host.url + paths.get(name, "/v1"), "URL")
            monkeypatch.setenv("DUIZHAO_QWENMT_KEY", "key-1")
            monkeypatch.setenv("DUIZHAO_DEEPL_KEY", "key-1")
            door = Door(address, egress, f"DUIZHAO_{name}", timeout=0.5, wait=0)
            engine = {
                "openai": lambda: Server(door, "m", parallel=3),
                "hy-mt": lambda: Server(door, "hy-mt2", "hy-mt", parallel=3),
                "qwen-mt": lambda: QwenMt(door, "qwen-mt-plus"),
                "deepl": lambda: DeepL(door),
            }[name]()
            made = Guest(engine, host, egress)
        engine.start(())
        opened.append(engine)
        return made

    yield guest
    for one in reversed(opened):
        one.close() if hasattr(one, "close") else one.__exit__(None, None, None)


def english(sentence: str, number: int) -> Said:
    """A server that translates: it keeps what is Latin already."""
    return f"E {sentence.strip().splitlines()[-1]}"


# The contract


@pytest.mark.parametrize("name", ALL)
def test_one_answer_each_in_order_and_empty_stays_empty(make: Make, name: str) -> None:
    guest = make(name, english)
    requests = [Request(f"甲 {n}" if n % 4 else " ") for n in range(20)]
    answers = guest.ask(requests)
    assert [answer.text for answer in answers] == [f"E 甲 {n}" if n % 4 else "" for n in range(20)]
    if guest.host:
        assert len(guest.host.asked) == 15


@pytest.mark.parametrize("name", ALL)
def test_what_is_kept_comes_back(make: Make, name: str) -> None:
    guest = make(name, english)
    (answer,) = guest.ask([Request(f"捐赠 {KEPT} & 物资 <一批>", kept=(KEPT,))])
    assert answer.text == f"E 捐赠 {KEPT} & 物资 <一批>"


REFUSALS = {
    "400": (Fault(400), "refused"),
    "404": (Fault(404), "refused"),
    "a redirect": (Fault(302, {"Location": "http://127.0.0.1:9/elsewhere"}), "refused"),
    "500": (Fault(500), "busy"),
    "hangs up": (Fault(hang_up=True), "busy"),
    "promises more": (Fault(raw=b'{"choices": [', promise=500), "busy"),
    "slow": (Fault(delay=1.2), "slow"),
    "no JSON": (Fault(raw=b"<html>"), "broken"),
    "nothing": (Fault(), "broken"),
    "an empty object": (Fault(raw=b"{}"), "broken"),
    "a list": (Fault(raw=b"[]"), "broken"),
    "no choices": (Fault(raw=b'{"choices": [], "translations": []}'), "broken"),
    "null": (
        Fault(raw=b'{"choices": [{"message": {"content": null}}], "translations": [{"text": null}]}'),
        "broken",
    ),
    "a page in gzip": (
        Fault(headers={"Content-Encoding": "gzip"}, raw=gzip.compress(b" " * (1 << 24))),
        "broken",
    ),
    "lists in lists": (Fault(raw=b"[" * 500_000), "broken"),
    "half a character": (Fault(raw=b'{"model": "\\ud800"}'), "broken"),
    "a head without end": (Fault(headers={"X-Line": "a" * 10_000_000}), "busy"),
    "drop by drop": (Fault(raw=b" " * 60, pause=0.05), "slow"),
    "too large": (Fault(raw=b'"' + b"x" * (1 << 20) + b'"'), "busy"),
}


@pytest.mark.parametrize("name", HOSTED)
@pytest.mark.parametrize("what", REFUSALS)
def test_a_server_that_lies_hangs_or_dies_gives_no_answer(make: Make, name: str, what: str) -> None:
    fault, why = REFUSALS[what]
    guest = make(name, lambda sentence, number: fault)
    (answer,) = guest.ask([Request("甲")])
    assert (answer.text, answer.why) == (None, why)


@pytest.mark.parametrize("translation", ["[" * 200_000, '{"translation": "\\ud800"}'])
def test_words_that_no_file_can_hold_are_no_draft(make: Make, translation: str) -> None:
    choice = {"message": {"content": translation}}
    guest = make("openai", lambda sentence, number: Fault(raw=json.dumps({"choices": [choice]}).encode()))
    place = Sentence("s1", "p", "p", "paragraph", "公司完善治理。", Place(1, (0, 0, 1, 1)))
    job = Job(CheckContext(load_glossary([])), keep=lambda key, answer: pytest.fail(f"{answer!r} is kept"))
    ((_, outcome),) = draft_sentences([place], guest.engine, job, guest.egress)
    assert (outcome.kind, outcome.translation) == ("unanswered", None)


@pytest.mark.parametrize("said", [-1_000_000, True, 10**12, "5", None])
def test_what_no_request_can_have_cost_is_not_counted(make: Make, said: object) -> None:
    """A server that gives a budget back, or uses it up at once, is taken for one that says nothing."""
    usage = {"prompt_tokens": said, "completion_tokens": said}
    reply = {
        "choices": [{"message": {"content": json.dumps({"translation": "E"})}}],
        "translations": [{"text": "E", "billed_characters": said}],
        "usage": usage,
    }
    for name in ("openai", "deepl"):
        guest = make(name, lambda sentence, number: Fault(raw=json.dumps(reply).encode()))
        assert guest.ask([Request("甲")])[0].text == "E"
        spent = guest.egress.spent
        assert (spent.tokens_in, spent.tokens_out, spent.unsaid) == (0, 0, 1)
        assert spent.characters == 1, "what was sent counts where the server says nothing that can be true"


@pytest.fixture
def unproven(tmp_path: Path) -> Iterator[str]:
    """The address of a server with a certificate that nobody vouches for."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed, so no certificate can be made: bad certificates are not tried")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    subprocess.run(
        [*command.split(), "-keyout", key, "-out", certificate], check=True, stderr=subprocess.DEVNULL
    )
    with serving(speak_chat, english) as host:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        host.server.socket = context.wrap_socket(host.server.socket, server_side=True)
        yield host.url.replace("http://", "https://")
        assert host.bytes == b"", "not a byte of a request came through"


def test_a_server_that_does_not_prove_who_it_is_gets_nothing(unproven: str) -> None:
    engine = Server(Door(read_address(f"{unproven}/v1", "MY_URL"), Egress(), "KEY"), "m")
    with pytest.raises(EnvironmentLacking, match=r"does not prove that it is 127\.0\.0\.1.*MY_URL") as fault:
        engine.ask(Request("甲"))
    assert "证书" in fault.value.message_zh


def test_a_server_without_encryption_is_told_from_one_that_is_not_there(make: Make) -> None:
    guest = make("openai", english)
    assert guest.host is not None
    address = read_address(guest.host.url.replace("http", "https"), "MY_URL")
    with pytest.raises(EnvironmentLacking, match="no encrypted connection can be made"):
        Server(Door(address, Egress(), "KEY"), "m").ask(Request("甲"))


@pytest.mark.parametrize("name", HOSTED)
@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again(make: Make, name: str, status: int) -> None:
    busy = Fault(status, {"Retry-After": "0"})
    guest = make(name, lambda sentence, number: busy if number < 3 else english(sentence, number))
    (answer,) = guest.ask([Request("甲")])
    assert answer.text == "E 甲"
    assert guest.host is not None
    assert len(guest.host.asked) == 3
    assert guest.egress.spent.retries == 2


def test_a_server_is_asked_again_when_it_says_so() -> None:
    door = Door(read_address("http://127.0.0.1:9", "URL"), Egress(), "KEY", wait=1)
    assert [door._pause(asked, 1) for asked in ("7", "100000", "Wed, 21 Oct 2026", None)] == [7, 60, 1, 1]
    assert [door._pause(None, attempt) for attempt in (1, 2, 3)] == [1, 2, 4]


@pytest.mark.parametrize("name", HOSTED)
def test_a_refused_key_is_said_and_not_shown(make: Make, name: str) -> None:
    guest = make(name, lambda sentence, number: Fault(401, raw=b"key-1 is wrong"))
    with pytest.raises(EnvironmentLacking, match="refused the key") as fault:
        guest.engine.ask(Request("甲"))
    assert "key-1" not in repr(fault.value) + fault.value.message_zh


@pytest.mark.parametrize(("key", "why"), [("sk-0123456789abcdef", "broken"), ("ollama", "")])
def test_a_server_that_repeats_the_key_is_not_believed(
    make: Make, monkeypatch: pytest.MonkeyPatch, key: str, why: str
) -> None:
    """What it says would be kept, and shown: no key may come to stand in a file that way; a word is none."""
    monkeypatch.setenv("DUIZHAO_ENGINE_KEY", key)
    guest = make("openai", lambda sentence, number: f"The Company {key} donated.")
    assert guest.ask([Request("甲")])[0].why == why


@pytest.mark.parametrize("name", HOSTED)
def test_no_credit_left_is_said(make: Make, name: str) -> None:
    guest = make(name, lambda sentence, number: Fault(456))
    with pytest.raises(EnvironmentLacking, match="no credit left"):
        guest.engine.ask(Request("甲"))


@pytest.mark.parametrize("name", HOSTED)
def test_a_server_that_is_not_there_is_said(make: Make, name: str) -> None:
    guest = make(name, english)
    guest.engine.door.address = read_address("http://127.0.0.1:9/v1", "MY_URL")  # type: ignore[attr-defined]
    with pytest.raises(
        EnvironmentLacking, match=r"http://127\.0\.0\.1:9/v1: the engine cannot be reached"
    ) as fault:
        guest.engine.ask(Request("甲"))
    assert all("MY_URL" in words for words in (fault.value.message, fault.value.message_zh))


def test_no_proxy_of_the_environment_is_used(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", "")
    assert make("openai", english).ask([Request("甲")])[0].text == "E 甲"


@pytest.mark.parametrize("name", HOSTED)
def test_the_ledger_has_every_byte_before_it_leaves(make: Make, name: str) -> None:
    seen: list[int] = []
    guest = make(name, lambda sentence, number: seen.append(len(guest.egress.rows)) or english(sentence, 1))  # type: ignore[func-returns-value]
    guest.ask([Request(f"甲 {n}", sentence=f"s{n}") for n in range(5)])
    assert guest.host is not None
    sent = [row for row in guest.egress.rows if row["kind"] == "sent"]
    assert sorted(row["body"].encode() for row in sent) == sorted(asked.raw for asked in guest.host.asked)
    assert sorted(row["sentence"] for row in sent) == [f"s{n}" for n in range(5)]
    assert {tuple(row["headers"]) for row in sent} == {
        tuple(sorted(asked.headers)) for asked in guest.host.asked
    }
    assert all(seen)
    assert "key-1" not in json.dumps(guest.egress.rows)


@pytest.mark.parametrize("name", ["openai", "qwen-mt"])
def test_an_answer_that_was_cut_off_is_none(make: Make, name: str) -> None:
    cut = {"choices": [{"message": {"content": '{"translation": "The Comp'}, "finish_reason": "length"}]}
    guest = make(name, lambda sentence, number: Fault(raw=json.dumps(cut).encode()))
    assert guest.ask([Request("甲")])[0].why == "cut"


# Chat servers


WORDS = {
    '{"translation": "A."}': "A.",
    '<think>Well.</think>\n{"translation": "A."}': "A.",
    '```json\n{"translation": "A."}\n```': "A.",
    "A.": None,
    'Here it is: {"translation": "A."}': None,
    '{"translation": "A.", "note": "B"}': None,
    '{"translation": ""}': None,
    '{"translation": 5}': None,
    '["A."]': None,
}


@pytest.mark.parametrize("words", WORDS)
def test_only_the_form_that_was_asked_for_is_an_answer(make: Make, words: str) -> None:
    said = {"choices": [{"message": {"content": words}, "finish_reason": "stop"}]}
    guest = make("openai", lambda sentence, number: Fault(raw=json.dumps(said).encode()))
    assert guest.ask([Request("甲")])[0].text == WORDS[words]


def test_a_server_without_json_schema_is_asked_for_less(make: Make) -> None:
    guest = make("openai", english)
    assert guest.host is not None
    kinds: list[str | None] = []

    def speak(sentence: str, number: int) -> Said:
        assert guest.host is not None
        kinds.append(guest.host.asked[-1].body.get("response_format", {}).get("type"))
        return Fault(400) if kinds[-1] == "json_schema" else english(sentence, number)

    refusing = make("openai", speak)
    guest.host = refusing.host
    assert [answer.text for answer in refusing.ask([Request("甲")])] == ["E 甲"]
    assert kinds == ["json_schema", "json_object"]


def test_a_request_on_its_way_while_another_finds_the_format_is_asked_again(make: Make) -> None:
    guests: list[Guest] = []
    between: list[Answer] = []

    def speak(sentence: str, number: int) -> Said:
        host = guests[0].host
        assert host is not None
        if number == 1:
            between.append(guests[0].engine.ask(Request("乙")))
        wanted = "response_format" in host.asked[number - 1].body
        return Fault(400) if wanted else json.dumps({"translation": f"E {sentence}"})

    guests.append(make("openai", speak))
    assert isinstance(guests[0].engine, Server)
    guests[0].engine.door.timeout = 10
    assert guests[0].engine.ask(Request("甲")).text == "E 甲"
    assert [answer.text for answer in between] == ["E 乙"]


def test_a_chat_model_is_told_terms_headings_examples_and_what_was_wrong(make: Make) -> None:
    guest = make("openai", english)
    request = Request(
        "监事会召开会议。",
        terms=(("监事会", "Supervisory Committee"),),
        path=("公司治理",),
        examples=(("监事会召开了会议。", "The Supervisory Committee met."),),
        previous="The board met.",
        problems=('write "Supervisory Committee" for 监事会',),
        advice=(("会议", "meeting"),),
        kept=("4 times",),
    )
    guest.ask([request])
    assert guest.host is not None
    prompt = guest.host.asked[0].body["messages"][-1]["content"]
    for said in (
        *request.terms[0],
        *request.path,
        *request.examples[0],
        *request.problems,
        request.previous,
        *request.advice[0],
        *request.kept,
    ):
        assert str(said) in prompt


def test_a_hy_mt_model_gets_the_form_that_it_was_trained_with(make: Make) -> None:
    guest = make("hy-mt", english)
    guest.ask([Request("监事会召开会议。", terms=(("监事会", "Supervisory Committee"),))])
    assert guest.host is not None
    (message,) = guest.host.asked[0].body["messages"]
    assert message["role"] == "user"
    assert message["content"].startswith("参考下面的翻译：\n监事会 翻译成 Supervisory Committee\n")
    assert message["content"].endswith("不要额外解释：\n\n监事会召开会议。")


def test_the_environment_describes_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUIZHAO_ENGINE_URL", "http://localhost:11434/v1/")
    monkeypatch.setenv("DUIZHAO_ENGINE_MODEL", "Hy-MT2-1.8B-Q8_0")
    monkeypatch.setenv("DUIZHAO_ENGINE_EXTRA", '{"seed": 7}')
    server = open_server(Egress())
    assert (server.where, server.host, server.door.address.url) == (
        "loopback",
        "localhost",
        "http://127.0.0.1:11434/v1",
    )
    assert server.form == "hy-mt"
    assert json.loads(server.body(Request("甲")))["seed"] == 7
    assert "7" in server.identity


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DUIZHAO_ENGINE_URL", "file:///etc/passwd"),
        ("DUIZHAO_ENGINE_URL", "127.0.0.1:8080"),
        ("DUIZHAO_ENGINE_URL", "http://127.0.0.1:x/v1"),
        ("DUIZHAO_ENGINE_URL", "https://me:s3cret@example.com/v1"),
        ("DUIZHAO_ENGINE_URL", "https://example.com/v1?key=s3cret"),
        ("DUIZHAO_ENGINE_URL", "http://api.example.com/v1"),
        ("DUIZHAO_ENGINE_URL", "http://8.8.8.8/v1"),
        ("DUIZHAO_ENGINE_URL", "http://[::ffff:8.8.8.8]/v1"),
        ("DUIZHAO_ENGINE_URL", "http://2130706433/v1"),
        ("DUIZHAO_ENGINE_URL", "http://127.0.0.1:8080/模型"),
        ("DUIZHAO_ENGINE_URL", "http://127.0.0.1:8080/v1 chat"),
        ("DUIZHAO_ENGINE_PROMPT", "poem"),
        ("DUIZHAO_ENGINE_EXTRA", "{'seed': 7}"),
        ("DUIZHAO_ENGINE_EXTRA", "[7]"),
    ],
)
def test_an_environment_that_cannot_be_meant_is_said(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(WrongUse, match=variable) as fault:
        open_server(Egress())
    assert variable in fault.value.message_zh
    assert "s3cret" not in fault.value.message + fault.value.message_zh


@pytest.mark.parametrize(
    ("url", "where"),
    [
        ("http://127.0.0.1:8080/v1", "loopback"),
        ("http://[::1]:8080/v1", "loopback"),
        ("http://localhost/v1", "loopback"),
        ("https://127.0.0.1.example.com/v1", "remote"),
        ("https://localhost.example.com/v1", "remote"),
        ("http://10.0.0.5:8000/v1", "remote"),
        ("http://0.0.0.0:8080/v1", "remote"),
        ("https://api.deepseek.com/v1", "remote"),
    ],
)
def test_only_this_machine_is_loopback(url: str, where: str) -> None:
    assert read_address(url, "URL").where == where


# Qwen-MT and DeepL


def test_qwen_mt_gets_terms_and_examples_as_options(make: Make) -> None:
    guest = make("qwen-mt", english)
    terms = (("监事会", "Supervisory Committee"), ("公司", "Company"), ("公司", "Group"))
    guest.ask([Request("监事会", terms=terms, examples=(("甲", "A"),), problems=("say it once",))])
    assert guest.host is not None
    options = guest.host.asked[0].body["translation_options"]
    assert options["terms"] == [{"source": "监事会", "target": "Supervisory Committee"}]
    assert options["tm_list"] == [{"source": "甲", "target": "A"}]
    assert "say it once" in options["domains"]
    assert (options["source_lang"], options["target_lang"]) == ("Chinese", "English")


def test_deepl_makes_a_glossary_uses_it_and_takes_it_away(make: Make) -> None:
    guest = make("deepl", english)
    guest.engine.start((("监事会", "Supervisory Committee"), ("坏\t", "bad"), ("公司", "A"), ("公司", "B")))
    guest.ask([Request("监事会", path=("公司治理",))])
    guest.engine.close()
    assert guest.host is not None
    made, asked, removed = guest.host.asked
    assert made.body["dictionaries"][0]["entries"] == "监事会\tSupervisory Committee"
    assert asked.body["glossary_id"] == "g-1"
    assert asked.body["context"] == "公司治理"
    assert (removed.method, removed.path) == ("DELETE", "/v3/glossaries/g-1")


def test_a_server_that_is_gone_at_the_end_takes_no_drafts_along(make: Make) -> None:
    guest = make("deepl", english)
    guest.engine.start((("监事会", "Supervisory Committee"),))
    assert guest.host is not None
    guest.host.server.shutdown()
    guest.host.server.server_close()
    guest.engine.close()


def test_deepl_keeps_to_a_glossary_that_was_named(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    guest = make("deepl", english)
    assert isinstance(guest.engine, DeepL)
    guest.engine.glossary = "mine"
    guest.engine.start((("监事会", "Supervisory Committee"),))
    guest.engine.close()
    assert guest.host is not None
    assert guest.host.asked == []


@pytest.mark.parametrize(
    "said", ["<k>RMB125,001</k>", "RMB125,000", "<k>RMB125,000</k> <k>RMB125,000</k>", "<k>"]
)
def test_deepl_must_bring_back_every_tag_as_it_was(make: Make, said: str) -> None:
    guest = make("deepl", lambda sentence, number: said)
    assert guest.ask([Request(f"捐赠 {KEPT}", kept=(KEPT,))])[0].why == "broken"


def test_a_key_of_deepls_free_plan_is_refused(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    guest = make("deepl", english)
    monkeypatch.setenv("DUIZHAO_DEEPL_KEY", "secret-9:fx")
    with pytest.raises(EnvironmentLacking, match="free plan") as fault:
        guest.engine.start(())
    assert "secret-9" not in str(fault.value)


# Keys


@pytest.mark.parametrize("opened", [open_qwenmt, open_deepl])
def test_a_key_that_is_missing_is_said_before_anything_is_sent(
    monkeypatch: pytest.MonkeyPatch, opened: Callable[[Egress], Engine]
) -> None:
    monkeypatch.setattr("generator.engines.keys._from_ring", lambda variable: None)
    egress = Egress()
    with pytest.raises(EnvironmentLacking, match="wants a key: set DUIZHAO_") as fault:
        opened(egress).start(())
    assert "keyring set" in fault.value.message_zh
    assert egress.rows == []


def test_a_key_may_lie_in_the_key_ring(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring = pytest.importorskip("keyring", reason="the package keyring is not installed")
    ring = {("duizhao", "DUIZHAO_DEEPL_KEY"): "from-the-ring"}
    monkeypatch.setattr(keyring, "get_password", lambda service, name: ring.get((service, name)))
    assert find_key("DUIZHAO_DEEPL_KEY") == "from-the-ring"
    assert find_key("DUIZHAO_QWENMT_KEY") is None
    monkeypatch.setenv("DUIZHAO_DEEPL_KEY", "from-the-environment")
    assert find_key("DUIZHAO_DEEPL_KEY") == "from-the-environment"


@pytest.mark.parametrize("key", ["s3cret key", "s3cret\nX-Header: 1", "s3crét"])
def test_a_key_that_no_header_can_carry_is_not_shown(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv("DUIZHAO_DEEPL_KEY", key)
    with pytest.raises(WrongUse, match="DUIZHAO_DEEPL_KEY is not a key") as fault:
        find_key("DUIZHAO_DEEPL_KEY")
    assert "s3cr" not in repr(fault.value)


def test_an_engine_does_not_show_its_key(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUIZHAO_ENGINE_KEY", "s3cret")
    for name in HOSTED:
        guest = make(name, english)
        guest.engine.start(())
        assert "s3cret" not in repr(guest.engine) + guest.engine.identity
        assert "key-1" not in repr(guest.engine) + guest.engine.identity


# fxtranslate: a process of its own


def test_a_process_that_dies_is_replaced() -> None:
    engine = fake_process("if text == 'DIE': sys.exit(1)\nreturn 'E ' + text", timeout=5)
    answers = [engine.ask(Request(text)) for text in ("甲", "DIE", "乙")]
    engine.close()
    assert [answer.text for answer in answers] == ["E 甲", None, "E 乙"]


def test_a_process_that_hangs_is_replaced() -> None:
    engine = fake_process("import time\nif text == 'HANG': time.sleep(60)\nreturn 'E ' + text", timeout=0.5)
    engine.start(())
    answers = [engine.ask(Request(text)) for text in ("HANG", "乙")]
    engine.close()
    assert [(answer.text, answer.why) for answer in answers] == [(None, "slow"), ("E 乙", "")]


def test_an_answer_to_another_question_is_none() -> None:
    engine = fake_process(
        "asked['number'] = 99 if text == 'LIE' else asked['number']\nreturn text", timeout=5
    )
    assert [engine.ask(Request(text)).text for text in ("LIE", "乙")] == [None, "乙"]
    engine.close()


def test_a_process_that_always_dies_is_said() -> None:
    engine = fake_process("sys.exit(1)", timeout=5)
    with pytest.raises(EnvironmentLacking, match="3 times in a row"):
        [engine.ask(Request(f"甲{n}")) for n in range(5)]


def test_a_sentence_that_the_model_would_cut_is_not_given_to_it() -> None:
    engine = fake_process("return text", timeout=5)
    assert engine.ask(Request("水" * 301)).why == "too-long"
    engine.close()


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("fxtranslate", reason="the package fxtranslate is not installed")
    pytest.importorskip(
        "sentencepiece", reason="the package sentencepiece, which makes the test model, is not installed"
    )
    folder = tmp_path_factory.mktemp("model")
    write_model(
        folder, ["监事会审议通过议案。", "The Supervisory Committee approved it.", "公司治理", "水处理"] * 20
    )
    return folder


def test_a_real_model_answers_in_a_real_process(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUIZHAO_FXTRANSLATE_MODEL", str(model))
    engine = open_fxtranslate(Egress())
    assert set(engine.hashes) == {"model.zhen.bin", "vocab.zhen.spm"}
    answers = [engine.ask(Request(text)) for text in ("监事会审议通过议案。", "", "监事会审议通过议案。")]
    engine.close()
    assert answers[0].text
    assert answers[1].text == ""
    assert answers[2] == answers[0]
    assert (engine.where, engine.host, engine.body(Request("甲"))) == ("process", "", "")


def test_the_noise_of_a_model_by_chance_does_not_get_out(model: Path) -> None:
    sources = ("监事会审议通过捐赠12.5万元的议案。", "公司治理完善。", "水处理能力比上年增加3.2%。")
    sentences = [
        Sentence(f"s{n}", "t", "b", "paragraph", source, Place(1, (0, 0, 1, 1)))
        for n, source in enumerate(sources)
    ]
    engine = FxTranslate(model, worker.read_files(model)[1])
    egress = Egress()
    drafts = list(draft_sentences(sentences, engine, Job(CheckContext(load_glossary([]))), egress))
    assert [outcome.kind for _, outcome in drafts if outcome.kind == "drafted"] == []
    assert len(drafts) == len(sources)
    assert egress.rows == []


def test_a_model_that_is_not_as_pinned_is_refused(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in model.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    _, hashes = worker.read_files(tmp_path)
    pins = "".join(f"{digest}  {name}\n" for name, digest in hashes.items())
    (tmp_path / "SHA256SUMS").write_text(pins, encoding="utf-8")
    monkeypatch.setenv("DUIZHAO_FXTRANSLATE_MODEL", str(tmp_path))
    assert open_fxtranslate(Egress()).hashes == hashes
    with (tmp_path / "model.zhen.bin").open("ab") as stream:
        stream.write(b"\0")
    with pytest.raises(EnvironmentLacking, match=r"model\.zhen\.bin is not the file"):
        open_fxtranslate(Egress())


def test_another_model_is_another_engine(model: Path, tmp_path: Path) -> None:
    for path in model.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes() + b"\0")
    hashes = [worker.read_files(folder)[1] for folder in (model, tmp_path)]
    assert FxTranslate(model, hashes[0]).identity != FxTranslate(tmp_path, hashes[1]).identity


def test_a_model_that_is_cut_off_is_said(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "model.zhen.bin").write_bytes((model / "model.zhen.bin").read_bytes()[:5000])
    (tmp_path / "vocab.zhen.spm").write_bytes((model / "vocab.zhen.spm").read_bytes())
    monkeypatch.setenv("DUIZHAO_FXTRANSLATE_MODEL", str(tmp_path))
    with pytest.raises(EnvironmentLacking, match="this model cannot be used"):
        open_fxtranslate(Egress()).start(())


def test_a_packed_model_that_is_cut_off_is_said(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = gzip.compress((model / "model.zhen.bin").read_bytes())
    (tmp_path / "model.zhen.bin.gz").write_bytes(packed[: len(packed) // 2])
    (tmp_path / "vocab.zhen.spm").write_bytes((model / "vocab.zhen.spm").read_bytes())
    monkeypatch.setenv("DUIZHAO_FXTRANSLATE_MODEL", str(tmp_path))
    with pytest.raises(EnvironmentLacking, match=r"model\.zhen\.bin\.gz is not whole"):
        open_fxtranslate(Egress())


def test_a_folder_without_a_model_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUIZHAO_FXTRANSLATE_MODEL", str(tmp_path))
    with pytest.raises(EnvironmentLacking, match="no model"):
        open_fxtranslate(Egress())
    monkeypatch.delenv("DUIZHAO_FXTRANSLATE_MODEL")
    with pytest.raises(EnvironmentLacking, match="needs a model"):
        open_fxtranslate(Egress())


# The table


def test_names_that_are_not_known() -> None:
    with pytest.raises(WrongUse, match="none, fxtranslate, openai, qwen-mt, deepl"):
        open_engine("babel", Egress())
    assert set(ENGINES) == {"none", "fxtranslate", "openai", "qwen-mt", "deepl"}


def test_no_engine_answers_nothing() -> None:
    engine = open_engine("none", Egress())
    engine.start(())
    assert [engine.ask(Request(text)).text for text in ("甲", " ")] == [None, ""]
    engine.close()


@pytest.mark.parametrize("name", HOSTED)
def test_every_fault_speaks_both_languages(make: Make, name: str) -> None:
    for status in (401, 456):
        guest = make(name, lambda sentence, number, status=status: Fault(status))  # type: ignore[misc]
        with pytest.raises(DuizhaoError) as fault:
            guest.engine.ask(Request("甲"))
        assert fault.value.message
        assert any("\u4e00" <= character <= "\u9fff" for character in fault.value.message_zh)
