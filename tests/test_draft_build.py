"""An engine in a whole build, from the command line: what is said, what is sent, and what stays when it is killed."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import docx
import pytest
from hosts import Fault, Host, Said, serving, speak_chat

from generator.__main__ import main
from generator.errors import WrongUse
from generator.model import Place, Prose, Report
from generator.pipeline.drafting import Drafting, add_drafts, find_names
from generator.pipeline.reading import read_source
from generator.pipeline.shelf import load_shelf, make_bitext
from generator.settings import load_settings
from generator.store import open_stage

ROOT = Path(__file__).resolve().parent.parent
STAFF = range(20, 32)


def english(said: str, number: int) -> Said:
    """A server that knows the one sentence of these reports."""
    found = re.search("[0-9]+", said)
    return f"{found[0]} employees of the Company attended the training." if found else "Corporate Governance"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A report of a dozen sentences that nothing but an engine has an English for."""
    document = docx.Document()
    document.add_heading("公司治理", 1)
    for count in STAFF:
        document.add_paragraph(f"公司有{count}名员工参加了培训。")
    folder = tmp_path / "invented"
    folder.mkdir()
    document.save(str(folder / "source.docx"))
    (folder / "report.yaml").write_text("source: source.docx\neditions: [en]\n", encoding="utf-8")
    return folder


@pytest.fixture
def host() -> Iterator[Host]:
    with serving(speak_chat, english) as made:
        yield made


def settings(folder: Path, text: str) -> None:
    with (folder / "report.yaml").open("a", encoding="utf-8") as stream:
        stream.write(text)


def command(folder: Path, *more: str) -> list[str]:
    return ["build", str(folder), "--out", str(folder / "out"), *more]


def environment(host: Host, **more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DUIZHAO_")}
    return kept | {"DUIZHAO_ENGINE_URL": f"{host.url}/v1", "DUIZHAO_ENGINE_MODEL": "m"} | more


@dataclass
class Run:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str


Build = Callable[..., Run]


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Build:
    """The command, in this process, with a host and more variables in the environment."""

    def run(folder: Path, host: Host, *more: str, **variables: str) -> Run:
        for name in [name for name in os.environ if name.startswith("DUIZHAO_")]:
            monkeypatch.delenv(name)
        for name, value in environment(host, **variables).items():
            monkeypatch.setenv(name, value)
        code = main(command(folder, *more))
        said = capsys.readouterr()
        return Run(code, said.out, said.err)

    return run


def account(folder: Path) -> dict:  # type: ignore[type-arg]
    return json.loads((folder / "out" / "egress.json").read_bytes())  # type: ignore[no-any-return]


@pytest.mark.slow
def test_killed_at_any_point_it_goes_on_where_it_was(folder: Path, build: Build) -> None:
    asked_before_kill = (3, 8)

    def slowly(said: str, number: int) -> Said:
        time.sleep(0.05)
        return english(said, number)

    with serving(speak_chat, slowly) as host:
        for most in asked_before_kill:
            running = subprocess.Popen(
                [sys.executable, "-m", "generator", *command(folder, "--engine", "openai")],
                cwd=ROOT,
                env=environment(host),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            while len(host.asked) < most:
                assert running.poll() is None, "it ended before it could be killed"
                time.sleep(0.005)
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
            assert not (folder / "out" / "build.json").exists()
        made = build(folder, host, "--engine", "openai")
        assert made.code == 0, made.err
        again = len(host.asked) - len(STAFF)
    assert 0 <= again <= len(asked_before_kill), "more than what was under way was asked for twice"
    rows = json.loads((folder / "out" / "bitext.json").read_bytes())["sentences"]
    drafts = [row["target"] for row in rows if row["origin"] == "engine:openai"]
    assert drafts == [f"{count} employees of the Company attended the training." for count in STAFF]
    record = account(folder)
    assert record["costs"]["all_builds"]["requests"] == len(host.asked)
    assert record["costs"]["this_build"]["requests"] < len(STAFF)
    assert sorted(row["size"] for row in record["sent"]) == sorted(len(asked.raw) for asked in host.asked)
    bodies = [
        json.loads(line).get("body")
        for line in (folder / "out" / "egress.jsonl").read_text("utf-8").splitlines()
    ]
    assert sorted(body.encode() for body in bodies if body) == sorted(asked.raw for asked in host.asked)


def draft(folder: Path, host: Host) -> tuple[Drafting, list[str]]:
    """The drafts of a report without its editions, and what was said."""
    said: list[str] = []
    made = replace(load_settings(folder), engine="openai")
    report = read_source(made.source)
    shelf = load_shelf(made, report)
    with pytest.MonkeyPatch.context() as patch, open_stage(folder / "out") as stage:
        patch.setenv("DUIZHAO_ENGINE_URL", f"{host.url}/v1")
        bitext = make_bitext(report, shelf)
        drafting = add_drafts(bitext, made, shelf, stage, lambda en, zh: said.append(en))
    return drafting, said


def test_what_only_the_verification_sees_is_a_finding(folder: Path) -> None:
    def adding(sentence: str, number: int) -> Said:
        return f"{english(sentence, number)} All partners praised the great commitment of the board."

    with serving(speak_chat, adding) as host:
        drafting, said = draft(folder, host)
    assert len(drafting.findings) == len(STAFF)
    assert {finding.check for finding in drafting.findings} == {"engine-draft"}
    assert "nothing beyond it" in drafting.findings[0].message
    assert "原文所无" in drafting.findings[0].message_zh
    assert drafting.findings[0].sentence
    assert any("with something to look at" in line for line in said)


def test_a_masked_report_hides_its_company(folder: Path) -> None:
    document = docx.Document()
    document.add_paragraph("青梧水务股份有限公司（以下简称“青梧水务”）完善治理。")
    document.add_paragraph("青梧水务股份有限公司捐赠25万元。")
    document.add_paragraph("青梧水务捐赠26万元。")
    document.save(str(folder / "source.docx"))
    settings(folder, "company: 青梧水务股份有限公司\ncompany_en: Qingwu Water Co., Ltd.\nmask: true\n")

    def in_codes(sentence: str, number: int) -> Said:
        codes = re.findall(r"[A-Z]\d\d", sentence)
        return f"{codes[0]} donated {codes[-1]}."

    with serving(speak_chat, in_codes) as host:
        drafting, said = draft(folder, host)
        received = host.bytes
    drafts = [made.target for made in drafting.bitext.translations.values() if made.origin == "engine:openai"]
    assert drafts == ["Qingwu Water Co., Ltd. donated RMB250,000."]
    for secret in ("青梧", "Qingwu", "25万", "RMB250", "250,000", "26万"):
        assert secret.encode() not in received, secret
    assert "masked" in said[0]
    assert "2 not sent, as it could not be masked whole" in said[-1]


PERSONS = ("周建国", "李四", "赵晓敏", "钱一鸣", "孙佳慧", "阿依古丽", "陈先生", "甲乙", "丙丁")
NAMED = (
    "董事长周建国先生在年会上致辞。",
    "会上，周 建国回顾了全年工作。",
    "周建国感谢全体员工。",
    "独立董事：李四、赵晓敏。",
    "李四提出了建议。",
    "员工阿依古丽·买买提获得表彰。",
    "客户陈先生致信感谢。",
    "公司与上海甲乙科技有限公司（以下简称“甲乙科技”）签署协议。",
    "甲乙科技是重要的伙伴。",
    "公司向丙丁慈善基金会捐赠物资。",
)


def test_no_byte_of_a_name_leaves_and_who_hinders_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """周建国 has an English in the glossary and is drafted under a code; what names the others stays here."""
    document = docx.Document()
    document.add_heading("钱一鸣先生的一天", 1)
    for text in (*NAMED, "公司关爱员工。"):
        document.add_paragraph(text)
    rows = (("姓名", "职务"), ("孙佳慧", "监事"))
    grid = document.add_table(2, 2)
    for row, words in zip(grid.rows, rows, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    document.save(str(folder / "source.docx"))
    term = "terms:\n- {zh: 周建国, kind: name, en: Zhou Jianguo, domain: name, source: invented}\n"
    (folder / "names.yaml").write_text(term.replace("domain: name", "domain: title"), encoding="utf-8")
    settings(folder, "mask: true\nglossary: [names.yaml]\n")

    def in_codes(sentence: str, number: int) -> Said:
        codes = re.findall(r"[A-Z]\d\d", sentence)
        return f"{codes[0]} thanked everybody." if codes else "The Company cares for its employees."

    with serving(speak_chat, in_codes) as host:
        monkeypatch.setenv("DUIZHAO_ENGINE_URL", f"{host.url}/v1")
        assert main(command(folder, "--engine", "openai", "--estimate")) == 0
        estimated = capsys.readouterr().out
        assert host.bytes == b""
        drafting, said = draft(folder, host)
        received = host.bytes
    withheld = int(re.search(r"(\d+) cannot be masked whole", estimated)[1])  # type: ignore[index]
    assert f"{withheld} not sent, as it could not be masked whole" in said[-1]
    assert withheld >= 9
    for name in (
        "李四",
        "阿依古丽",
        "陈先生",
        "孙佳慧",
        "上海甲乙科技有限公司",
        "甲乙科技",
        "丙丁慈善基金会",
    ):
        assert name in estimated
        assert name in said[0]
    assert "周建国" not in estimated
    kept = (folder / "out" / "egress.jsonl").read_bytes()
    sent = [json.loads(line) for line in kept.decode().splitlines()]
    assert received, "what has no name, and what has a name with an English, is sent"
    for secret in (*PERSONS, "建国", "Zhou", "Jianguo", "买买提"):
        for form in (secret.encode(), secret.encode("gb18030"), json.dumps(secret)[1:-1].encode()):
            assert form not in received, secret
            assert form not in kept, secret
    assert all(row.get("body", "").encode() in received for row in sent)
    drafts = {made.target for made in drafting.bitext.translations.values() if made.origin == "engine:openai"}
    assert "Zhou Jianguo thanked everybody." in drafts
    account = json.loads((folder / "out" / "egress.json").read_bytes())
    reasons = [row["problems"] for row in account["became"] if row["became"] == "withheld"]
    assert len(reasons) == withheld
    assert ["李四 would stand in it"] in reasons


@pytest.mark.slow
def test_a_build_says_whom_it_asks_and_stops_at_its_budget(folder: Path, host: Host, build: Build) -> None:
    settings(folder, "engine: openai\nparallel: 2\nbudget: 100 characters\n")
    made = build(folder, host, DUIZHAO_ENGINE_KEY="s3cret-key")
    assert made.code == 0, made.err
    assert "Asking 127.0.0.1 (on this machine) for 12 sentences" in made.err
    assert "正请求 127.0.0.1（本机）" in made.err
    assert "the budget of 100 characters is used up. What was answered is kept" in made.err
    assert "预算（100 characters）已用完" in made.err
    assert re.search(r"Drafts: [1-9] drafted, \d+ not asked", made.err)
    record = account(folder)
    assert record["stopped"] == "the budget of 100 characters is used up"
    assert record["costs"]["this_build"]["characters"] <= 100
    assert "s3cret-key" in str(host.asked[0].headers)
    for path in (folder / "out").rglob("*"):
        assert not path.is_file() or b"s3cret-key" not in path.read_bytes(), path
    assert "s3cret-key" not in made.out + made.err
    (folder / "out" / "build.json").unlink()
    silent = build(folder, host, "--quiet").err
    assert "The engine openai (127.0.0.1) is asked" in silent
    assert "Asking" not in silent


@pytest.mark.slow
def test_a_server_that_dies_half_way_is_said(folder: Path, build: Build) -> None:
    def dying(said: str, number: int) -> Said:
        return english(said, number) if number <= 5 else Fault(401)

    with serving(speak_chat, dying) as host:
        made = build(folder, host, "--engine", "openai")
    assert made.code == 3
    assert "refused the key (HTTP 401)" in made.err
    assert re.search(r"[45] of 12 sentences had their draft\.", made.err)
    assert "已起草" in made.err
    assert not (folder / "out" / "build.json").exists()
    assert list((folder / "out" / ".kept").glob("draft-*"))


FAULTS = {
    "a wrong name": (["--engine", "babel"], {}, 2, "There is no engine babel", "没有翻译引擎 babel"),
    "no key": (["--engine", "deepl"], {}, 3, "wants a key: set DUIZHAO_DEEPL_KEY", "需要密钥"),
    "nobody there": (
        ["--engine", "openai"],
        {"DUIZHAO_ENGINE_URL": "http://127.0.0.1:9/v1"},
        3,
        "the engine cannot be reached",
        "无法连接翻译引擎",
    ),
    "no model": (["--engine", "fxtranslate"], {}, 3, "needs a model", "需要模型"),
    "offline and an engine": (["--engine", "openai", "--offline"], {}, 2, "--offline opens", "禁止联网"),
    "a budget that is none": (
        ["--engine", "openai", "--budget", "lots"],
        {},
        2,
        "A budget is written as",
        "预算请写成",
    ),
    "an estimate of nothing": (["--estimate"], {}, 2, "--estimate needs an engine", "需要指定翻译引擎"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_what_a_person_did_wrong_is_said_plainly(
    folder: Path, what: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    flags, variables, code, message, message_zh = FAULTS[what]
    monkeypatch.setattr("generator.engines.keys._from_ring", lambda variable: None)
    for name in [name for name in os.environ if name.startswith("DUIZHAO_")]:
        monkeypatch.delenv(name)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert main(command(folder, *flags)) == code
    said = capsys.readouterr().err
    assert message in said
    assert message_zh in said


def test_an_estimate_sends_nothing(
    folder: Path, host: Host, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings(folder, "price:\n  currency: CNY\n  million_tokens_in: 1\n  million_tokens_out: 4\n")
    monkeypatch.setenv("DUIZHAO_ENGINE_URL", f"{host.url}/v1")
    assert main(command(folder, "--engine", "openai", "--estimate", "--budget", "2 CNY")) == 0
    said = capsys.readouterr().out
    assert "12 sentences to ask for" in said
    assert re.search(r"At the price in report\.yaml about 0\.\d{4} CNY\. The budget is 2 CNY\.", said)
    assert "未发送任何内容" in said
    assert host.asked == []
    assert not (folder / "out" / "egress.jsonl").exists()


def test_none_sets_the_engine_of_a_report_aside(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings(folder, "engine: deepl\n")
    assert main(command(folder, "--engine", "none", "--estimate")) == 2
    assert "--estimate needs an engine" in capsys.readouterr().err


def test_a_report_names_its_company_in_several_ways(folder: Path) -> None:
    words = (
        "青梧水务股份有限公司（以下简称“公司”或“青梧水务”）与中国证券监督管理委员会（以下简称“中国证监会”）。"
    )
    block = Prose("p1", "paragraph", words, (Place(1, (0, 0, 1, 1)),))
    report = Report("r.pdf", "0", 1, "报告", "青梧水务股份有限公司", (block,))
    settings(folder, "company_en: Qingwu Water Co., Ltd.\n")
    assert find_names(report, load_settings(folder)) == (
        ("青梧水务股份有限公司", "Qingwu Water Co., Ltd."),
        ("青梧水务", None),
        ("青梧", None),
    )


def test_settings_of_an_engine(folder: Path) -> None:
    settings(folder, "engine: deepl\nmask: true\nbudget: 2 CNY\nparallel: 8\nprice:\n  currency: CNY\n")
    made = load_settings(folder)
    assert (made.engine, made.mask, made.budget, made.parallel) == ("deepl", True, "2 CNY", 8)
    assert made.price == {"currency": "CNY"}


@pytest.mark.parametrize(
    "text", ["mask: yes please", "parallel: many", "parallel: 0", "price: 5", "price:\n  gold: 1"]
)
def test_settings_that_cannot_be_meant(folder: Path, text: str) -> None:
    settings(folder, f"{text}\n")
    with pytest.raises(Exception, match=text.split(":")[0]) as fault:
        load_settings(folder)
    assert not isinstance(fault.value, (WrongUse, ValueError))
