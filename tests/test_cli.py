"""The command as its users meet it: what bad input gets, and the shapes that other programs read."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from docx import Document

from generator.exchange import export_rows, read_rows

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "reports" / "sample-2024"


def run(*arguments: object, stdin: str = "", cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "generator", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=300,
    )


def refused(result: subprocess.CompletedProcess[str], code: int, *says: str) -> None:
    """One plain sentence in each language that names the file; no traceback, nothing on standard output."""
    assert result.returncode == code, result.stderr
    assert "Traceback" not in result.stderr
    for words in says:
        assert words in result.stderr
    assert any("\u4e00" <= character <= "\u9fff" for character in result.stderr), "the Chinese is missing"
    assert result.stdout == ""


def make_bad(folder: Path, kind: str) -> Path:
    path = folder / f"{kind}.pdf"
    whole = (SAMPLE / "source.pdf").read_bytes()
    if kind == "empty":
        path.write_bytes(b"")
    elif kind == "truncated":
        path.write_bytes(whole[: len(whole) // 3])
    elif kind == "words":
        path.write_text("这不是 PDF", encoding="utf-8")
    elif kind == "encrypted":
        with pikepdf.open(SAMPLE / "source.pdf") as pdf:
            pdf.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))
    elif kind == "pictures":
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            pdf.save(path)
    return path


@pytest.mark.parametrize("kind", ["missing", "empty", "truncated", "words", "encrypted", "pictures"])
def test_a_source_that_cannot_be_read(tmp_path: Path, kind: str) -> None:
    path = make_bad(tmp_path, kind)
    out = tmp_path / "out"
    out.mkdir()
    (out / f"{kind}.en-zh.pdf").write_bytes(b"earlier")
    refused(run("build", path, "--out", out), 2, f"{kind}.pdf")
    assert (out / f"{kind}.en-zh.pdf").read_bytes() == b"earlier"


def test_a_broken_memory(tmp_path: Path) -> None:
    memory = tmp_path / "m.tmx"
    memory.write_text("<tmx><body><tu>", encoding="utf-8")
    refused(run("build", SAMPLE, "--memory", memory, "--out", tmp_path / "out"), 2, "m.tmx:1")


def test_a_broken_glossary(tmp_path: Path) -> None:
    glossary = tmp_path / "g.yaml"
    glossary.write_text("terms:\n- zh: 董事会\n  en: 董事会\n", encoding="utf-8")
    refused(run("build", SAMPLE, "--glossary", glossary, "--out", tmp_path / "out"), 2, "g.yaml:3")


def test_an_output_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused(run("build", SAMPLE, "--out", tmp_path / "file" / "out"), 3, "--out")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["buidl"], "不能是 'buidl'，可用 'build'"),
        (["build", "--edition", "fr"], "没有版本 fr"),
        (["check"], "缺少参数 source"),
        (["build", "--no-such-flag"], "不认识的参数 --no-such-flag"),
        (["build", "--edition"], "--edition 之后缺少内容"),
        (["build", "--e", "zh"], "--e 不够明确"),
        (["watch", "--port", "abc"], "--port 应为整数"),
    ],
)
def test_wrong_use(arguments: list[str], says: str) -> None:
    refused(run(*arguments), 2, says)


@pytest.mark.parametrize("command", ["build", "check", "learn"])
def test_a_name_that_the_system_refuses_is_told(command: str) -> None:
    refused(run(command, "报告" * 200), 2, "报告", "cannot be opened")


@pytest.mark.parametrize("name", ["r.pdf", "r"])
def test_an_export_of_another_kind_names_all_that_are_written(tmp_path: Path, name: str) -> None:
    refused(run("export", SAMPLE, tmp_path / name, "--quiet"), 2, name, ".xlsx", ".tmx")


@pytest.mark.parametrize(
    ("name", "says"), [("m.tmx", "with --memory"), ("terms.csv", "terms import"), ("source.pdf", ".xlsx")]
)
def test_an_import_of_what_is_no_review_file_says_where_it_goes(name: str, says: str) -> None:
    refused(run("import", SAMPLE, SAMPLE / name, "--quiet"), 2, name, says)


def test_an_import_says_what_was_emptied_and_which_files_it_writes(tmp_path: Path) -> None:
    document = Document()
    for text in ("公司坚持创新。", "公司重视员工。", "公司回报股东。"):
        document.add_paragraph(text)
    document.save(str(tmp_path / "source.docx"))
    (tmp_path / "report.yaml").write_text("source: source.docx\n", encoding="utf-8")
    theirs = tmp_path / "translations.yaml"
    theirs.write_text("- source: 公司坚持创新。\n  target: It innovates.\n", encoding="utf-8")
    review = tmp_path / "review.xlsx"
    assert run("export", tmp_path, review, "--quiet").returncode == 0
    edits = {"公司坚持创新。": {"target": ""}, "公司重视员工。": {"target": "It cares."}}
    comment = {"公司回报股东。": {"comment": "Ask counsel."}}
    rows = [replace(row, **{**edits, **comment}.get(row.source, {})) for row in read_rows(review)]
    review.write_bytes(export_rows(tuple(rows), ".xlsx"))
    planned = run("import", tmp_path, review, "--quiet")
    assert "emptied (" in planned.stdout
    assert "= It innovates." in planned.stdout
    assert "1 emptied" in planned.stderr
    assert "留空 1 处" in planned.stderr
    assert "--apply writes translations.yaml and comments.yaml" in planned.stderr
    assert not (tmp_path / "comments.yaml").exists()
    applied = run("import", tmp_path, review, "--apply", "--quiet")
    assert "Written: translations.yaml, comments.yaml." in applied.stderr
    assert "It innovates." in theirs.read_text(encoding="utf-8")
    assert "Ask counsel." in (tmp_path / "comments.yaml").read_text(encoding="utf-8")
    again = run("import", tmp_path, review, "--apply", "--quiet")
    assert "There is nothing to write." in again.stderr
    assert "没有需要写入的内容" in again.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    shutil.copy(SAMPLE / "source.pdf", tmp_path / "source.pdf")
    (tmp_path / "source.pdf").chmod(0)
    refused(run("build", tmp_path, "--quiet", "--out", tmp_path / "out"), 2, "source.pdf")


def test_without_a_command_the_commands_are_listed() -> None:
    result = run()
    assert result.returncode == 2
    for name in ("build", "check", "terms", "test", "doctor"):
        assert f"    {name} " in result.stdout


def test_quantities_as_json() -> None:
    result = run("quantities", "--json", "资产总额875,648.55万元", "无数字")
    first, second = [json.loads(line) for line in result.stdout.splitlines()]
    assert second == []
    assert {
        key: first[0][key] for key in ("text", "start", "end", "kind", "value", "unit", "approx", "english")
    } == {
        "text": "875,648.55万元",
        "start": 4,
        "end": 16,
        "kind": "money",
        "value": "8756485500",
        "unit": "CNY",
        "approx": None,
        "english": "RMB8,756.4855 million",
    }


def test_a_word_file_is_read_as_it_is_built(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("公司召开3次会议。")
    document.save(str(tmp_path / "report.docx"))
    read = run("read", tmp_path / "report.docx", "--quiet")
    assert "公司召开3次会议。" in [block["source"] for block in json.loads(read.stdout)["blocks"]]
    inspected = run("read", tmp_path / "report.docx", "--inspect", tmp_path / "page.html")
    refused(inspected, 2, "report.docx", "--inspect")


def test_quantities_read_standard_input() -> None:
    result = run("quantities", "--json", stdin="3次\n\n2024年4月17日\n")
    assert [len(json.loads(line)) for line in result.stdout.splitlines()] == [1, 0, 1]


def test_terms_find_as_json() -> None:
    found = json.loads(run("terms", "find", "--json", "修订《股东大会议事规则》").stdout)
    assert ("股东大会议事规则", 3, 11) in [(hit["term"], hit["start"], hit["end"]) for hit in found]
    assert all({"english", "id"} <= hit.keys() for hit in found)


@pytest.mark.slow
def test_terms_lint_shows_how_a_report_uses_the_glossary() -> None:
    result = run("terms", "lint", "--used-in", SAMPLE, "--rule", "unused")
    assert result.returncode == 0
    assert "国债逆回购" in result.stdout
    assert "'监事会'" not in result.stdout


def test_check_of_a_bilingual_file(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    rows = [
        {"source": "公司捐赠12.5万元。", "target": "The Company donated RMB125,000."},
        {"source": "公司捐赠12.5万元。", "target": "The Company donated RMB12.5 million."},
    ]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    checked = run("check", path)
    assert "findings: 1 wrong" in checked.stderr
    assert "错误 1" in checked.stderr
    said = checked.stdout.splitlines()
    assert any(line.startswith("wrong · ") and "line 2: " in line for line in said)
    assert "  公司捐赠12.5万元。" in said
    result = run("check", path, "--json")
    findings = json.loads(result.stdout)["findings"]
    assert result.returncode == 1
    assert {finding["line"] for finding in findings if finding["severity"] == "wrong"} == {2}


def test_doctor_finds_this_machine_fit() -> None:
    assert run("doctor").returncode == 0
