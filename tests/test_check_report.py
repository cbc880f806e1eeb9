"""duizhao check on a report's folder says what a build would, but for its pages, and leaves nothing behind."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from generator.model import Finding
from generator.pipeline import order
from generator.records import findings_to_record
from generator.settings import Settings, load_settings
from generator.store import load_record

TRANSLATIONS = """\
- source: 公司治理
  target: Corporate Governance
- source: 公司重视安全生产。
  target: The Company attaches importance to work safety.
"""
SETTINGS = "source: source.docx\nyear: '{year}'\neditions: [en]\n"


def quiet(english: str, chinese: str) -> None:
    """Say nothing."""


def write_report(folder: Path, year: int, rows: list[list[str]], *said: str) -> None:
    """A folder with a small report of this year: a heading, sentences and a table."""
    folder.mkdir()
    document = docx.Document()
    document.add_heading("公司治理", 1)
    for words in said:
        document.add_paragraph(words)
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    document.save(str(folder / "source.docx"))
    (folder / "report.yaml").write_text(SETTINGS.format(year=year), encoding="utf-8")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Two years: a figure of a table and one of a sentence are others now, and an entry has lost its sentence."""
    last = [["项目", "2023年", "2022年"], ["用水量（吨）", "5,400", "5,600"]]
    now = [["项目", "2024年", "2023年"], ["用水量（吨）", "5,000", "5,410"]]
    write_report(tmp_path / "2023", 2023, last, "2023年，公司营业收入12.3亿元。")
    folder = tmp_path / "2024"
    write_report(folder, 2024, now, "2024年，公司营业收入13.5亿元，上年同期12.5亿元。", "公司召开3次董事会。")
    with (folder / "report.yaml").open("a", encoding="utf-8") as stream:
        stream.write("previous: ../2023\ntheme: pale\nkey_figures: [没有的指标]\n")
    (folder / "pale").mkdir()
    (folder / "pale" / "theme.yaml").write_text('colours: {soft: "#cccccc"}\n', encoding="utf-8")
    (folder / "translations.yaml").write_text(TRANSLATIONS, encoding="utf-8")
    return replace(load_settings(folder), out=tmp_path / "out")


def of_pages(check: str) -> bool:
    return check.startswith("page-") or check == "unexplained-change"


def as_rows(findings: tuple[Finding, ...]) -> list[str]:
    return [json.dumps(row, sort_keys=True) for row in findings_to_record(findings)["findings"]]


@pytest.mark.slow
def test_check_says_what_a_build_says(settings: Settings) -> None:
    before = as_rows(order.check_report(settings)[1])
    assert not settings.out.exists()
    order.build(settings, say=quiet)
    rows = (load_record(settings.out / "findings.json") or {})["findings"]
    built = [json.dumps(row, sort_keys=True) for row in rows if not of_pages(row["check"])]
    assert before == built
    files = {path: path.stat().st_mtime_ns for path in settings.out.rglob("*")}
    assert as_rows(order.check_report(settings)[1]) == built
    assert {path: path.stat().st_mtime_ns for path in settings.out.rglob("*")} == files
    said = [row["check"] for row in rows]
    assert said.count("restated-figure") == 2
    assert {"entries-apply", "key-figure-missing", "theme-contrast", "untranslated"} <= set(said)
