"""The certificate states what was compared and stands open; the queries are what the company is asked, in Chinese."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from generator.certificate import make_certificate
from generator.checks import CHECKS, CheckContext, check_bitext
from generator.checks.decisions import Decision, settle
from generator.checks.material import bitext_to_material
from generator.exporters import load_theme
from generator.exporters.page_lines import read_lines
from generator.exporters.review import certificate_page, certificate_pdf
from generator.ledger import bitext_to_ledger
from generator.model import Bitext, Cell, Place, Prose, Report, Table, Translation
from generator.pipeline.desk import certified_files
from generator.queries import findings_to_queries, queries_to_sheet
from generator.sentences import report_to_texts, texts_to_sentences
from generator.settings import load_settings
from generator.store import Stage, sha256
from generator.terms import load_glossary
from generator.workbook import export_sheets

GLOSSARY = Path(__file__).parent / "cases" / "checks" / "glossary.yaml"
PLACE = Place(2, (0.0, 0.0, 1.0, 1.0))
ENGLISH = {"公司召开3次股东大会。": "The Company held 4 general meetings.", "项目": "Item", "比例": "Ratio"}


@pytest.fixture(scope="module")
def context() -> CheckContext:
    return CheckContext(load_glossary([GLOSSARY]))


@pytest.fixture(scope="module")
def bitext() -> Bitext:
    table = Table(
        "t", ((Cell("项目"), Cell("比例")), (Cell("研发"), Cell("20.21%万元"))), (PLACE,), header_rows=1
    )
    report = Report(
        "source.pdf",
        "ab" * 32,
        2,
        "报告",
        "公司",
        (Prose("p", "paragraph", "公司召开3次股东大会。", (PLACE,)), table),
    )
    texts = report_to_texts(report)
    sentences = texts_to_sentences(texts)
    english = ENGLISH | {"研发": "R&D", "20.21%万元": "20.21%"}
    made = {one.id: Translation(one.id, english[one.source], "person") for one in sentences}
    return Bitext(report, texts, sentences, made)


def test_it_states_what_was_compared_and_what_is_open(bitext: Bitext, context: CheckContext) -> None:
    findings = check_bitext(bitext, context)
    pairs = bitext_to_material(bitext, context).pairs
    ledger = bitext_to_ledger(bitext, pairs)
    made = make_certificate("sample", bitext, pairs, ledger, findings, [], {"b": "2", "a": "1"})
    assert made["findings"] == {"wrong": 1, "doubtful": 1, "untidy": 0, "accepted": 0}
    assert (made["sentences"], made["terms"]) == ("5 / 5", "1 / 1")
    assert (made["numbers"], made["numbers_open"]) == (2, 1)
    assert made["checks"] == [check.id for check in CHECKS]
    assert made["files"] == {"a": "1", "b": "2"}


def certificate_of(bitext: Bitext, context: CheckContext, **names: str) -> dict[str, Any]:
    pairs = bitext_to_material(bitext, context).pairs
    files = {f"sample.{n}.pdf": "ab" * 32 for n in range(12)}
    return make_certificate("sample", bitext, pairs, bitext_to_ledger(bitext, pairs), [], [], files, **names)


def test_it_bears_the_names_in_both_languages(bitext: Bitext, context: CheckContext) -> None:
    """Those that a person chose, else those of the report; where it has none the Chinese stands alone."""
    named = replace(bitext, report=replace(bitext.report, title="项目"))
    assert certificate_of(named, context)["title_en"] == "Item"
    chosen = certificate_of(named, context, company_en="Tinglan", title_en="Report")
    assert (chosen["company_en"], chosen["title_en"]) == ("Tinglan", "Report")
    assert "Tinglan · Report" in certificate_page(chosen).decode()
    assert "<p></p>" not in certificate_page(certificate_of(bitext, context)).decode()


def test_the_board_secretary_signs_it_on_the_page_of_what_is_signed(
    bitext: Bitext, context: CheckContext
) -> None:
    """With a line for the name, the signature and the date, all on one page with the files of four editions."""
    made = certificate_of(bitext, context, company_en="Tinglan", title_en="Report")
    page, *more = read_lines(certificate_pdf(made, load_theme()))
    lines = {line.text.strip(): line for line in page.lines}
    assert not more
    fields = [lines["Name 姓名"], lines["Signature 签字"], lines["Date 日期"]]
    assert fields[0].top - lines["本人已阅知上述核对范围与未决事项。"].bottom > 36
    assert [field.x0 for field in fields] == sorted(field.x0 for field in fields)


def test_last_years_files_do_not_stand_for_this_years(tmp_path: Path) -> None:
    for year in ("2023", "2024"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "source.pdf").write_bytes(year.encode())
    (tmp_path / "2023" / "report.yaml").write_text("year: '2023'\n", encoding="utf-8")
    (tmp_path / "2024" / "report.yaml").write_text("previous: ../2023\n", encoding="utf-8")
    files = certified_files(Stage(tmp_path / "out"), load_settings(tmp_path / "2024"))
    assert files["source.pdf"] == sha256(tmp_path / "2024" / "source.pdf")
    assert files["report.yaml"] == sha256(tmp_path / "2024" / "report.yaml")
    assert sha256(tmp_path / "2023" / "source.pdf") in files.values()


def test_what_a_person_accepted_is_counted_and_no_longer_open(bitext: Bitext, context: CheckContext) -> None:
    sentences = {one.id: (one.source, bitext.translation_of(one).target or "") for one in bitext.sentences}
    decision = Decision(
        "numbers-kept", "公司召开3次股东大会。", "one was adjourned", "Li Wei", date(2025, 4, 17)
    )
    settled = settle(check_bitext(bitext, context), [decision], sentences)
    accepted = [finding for finding, _ in settled.accepted]
    pairs = bitext_to_material(bitext, context).pairs
    ledger = bitext_to_ledger(bitext, pairs, accepted)
    made = make_certificate("sample", bitext, pairs, ledger, settled.standing, accepted, {})
    assert made["findings"] == {"wrong": 0, "doubtful": 1, "untidy": 0, "accepted": 1}
    assert made["numbers_open"] == 0


def test_the_queries_are_about_the_source_alone(bitext: Bitext, context: CheckContext) -> None:
    queries = findings_to_queries(check_bitext(bitext, context), bitext)
    assert [(query.page, query.source) for query in queries] == [(2, "20.21%万元")]
    assert "百分比" in queries[0].question
    sheet = load_workbook(io.BytesIO(export_sheets(queries_to_sheet(queries)))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][:2] == ["1", "2"]
