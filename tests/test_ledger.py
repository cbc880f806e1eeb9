"""The ledger has every number of a report, each with a verdict; the open ones are what a person must look at."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from generator.checks import CheckContext, check_bitext
from generator.checks.material import bitext_to_material
from generator.ledger import Row, bitext_to_ledger, ledger_to_sheet, row_to_words
from generator.model import Bitext, Finding, Place, Prose, Report, Translation
from generator.sentences import report_to_texts, texts_to_sentences
from generator.terms import load_glossary
from generator.workbook import export_sheets

GLOSSARY = Path(__file__).parent / "cases" / "checks" / "glossary.yaml"
PLACE = Place(3, (0.0, 0.0, 1.0, 1.0))


@pytest.fixture(scope="module")
def context() -> CheckContext:
    return CheckContext(load_glossary([GLOSSARY]))


def to_bitext(*pairs: tuple[str, str | None], origin: str = "person") -> Bitext:
    blocks = tuple(
        Prose(f"b{number}", "paragraph", source, (PLACE,)) for number, (source, _) in enumerate(pairs)
    )
    report = Report("source.pdf", "0" * 64, 3, "报告", "公司", blocks)
    texts = report_to_texts(report)
    sentences = texts_to_sentences(texts)
    made = {
        sentence.id: Translation(sentence.id, target, origin)
        for sentence, (_, target) in zip(sentences, pairs, strict=True)
        if target is not None
    }
    return Bitext(report, texts, sentences, made)


def ledger_of(bitext: Bitext, context: CheckContext, accepted: Sequence[Finding] = ()) -> tuple[Row, ...]:
    return bitext_to_ledger(bitext, bitext_to_material(bitext, context).pairs, accepted)


@pytest.mark.parametrize(
    ("source", "target", "rows"),
    [
        ("公司召开3次股东大会。", "The Company held three general meetings.", [("3次", "three", "agrees")]),
        ("公司召开3次股东大会。", "The Company held 4 general meetings.", [("3次", "4", "different")]),
        ("公司召开3次股东大会。", "The Company held general meetings.", [("3次", None, "missing")]),
        ("公司召开股东大会。", "The Company held 4 general meetings.", [(None, "4", "extra")]),
        ("公司召开3次股东大会。", None, [("3次", None, "awaits")]),
        (
            "占比由三成提高到37%。",
            "The share grew from 30% to 37%.",
            [("三成", "30% to 37%", "agrees"), ("37%", "30% to 37%", "agrees")],
        ),
        (
            "残值率为3%～5%。",
            "Residual values are from 3% up to a rate of 5%.",
            [("3%～5%", "5%", "agrees")],
        ),
        ("电话：0551-65391234", "Telephone: 0551-65391234", [("0551-65391234", "0551-65391234", "agrees")]),
        (
            "电话：0551-65391234",
            "Telephone: 0551-65391243",
            [("0551-65391234", "0551-65391243", "different")],
        ),
        (
            "电话：0551-65391234，传真：0551-65391235",
            "Fax: 0551-65391235; telephone: 0551-65391234",
            [
                ("0551-65391234", "0551-65391234", "agrees"),
                ("0551-65391235", "0551-65391235", "agrees"),
            ],
        ),
        (
            "电话：0755-12345678",
            "Telephone: +86 755 12345678",
            [("0755-12345678", "+86 755 12345678", "agrees")],
        ),
        (
            "涉及21个项目、3.4万户业主。",
            "There are 34,000 owners in 21 projects.",
            [("21个", "21", "agrees"), ("3.4万户", "34,000", "agrees")],
        ),
        ("单位：千美元", "Unit: US$’000", [(None, "000", "said once")]),
        (
            "开展三会一课。",
            "It held the “Three Meetings and One Lecture”.",
            [("三会一课", None, "in a term")],
        ),
    ],
)
def test_every_number_has_a_verdict(
    source: str, target: str | None, rows: list[tuple[str | None, str | None, str]], context: CheckContext
) -> None:
    made = ledger_of(to_bitext((source, target)), context)
    found = [(row.text, row.english, row.verdict) for row in made]
    if rows[0][2] == "in a term":
        assert {verdict for _, _, verdict in found} <= {"in a term", "agrees", "said once"}
    else:
        assert found == rows
    assert all(row.page == 3 for row in made)


def test_what_a_rule_wrote_says_so(context: CheckContext) -> None:
    rows = ledger_of(to_bitext(("37.50%", "37.50%"), origin="rule"), context)
    assert [row.verdict for row in rows] == ["by rule"]


def test_a_row_as_words(context: CheckContext) -> None:
    (row,) = ledger_of(to_bitext(("共37.5%。", "37.5% in all.")), context)
    assert row_to_words(row)[:6] == ("3", "37.5%", "37.5", "", "37.5%", "一致 agrees")
    assert row_to_words(replace(row, page=None))[0] == ""


def test_an_accepted_finding_closes_its_row(context: CheckContext) -> None:
    bitext = to_bitext(("公司召开3次股东大会。", "The Company held general meetings."))
    findings = check_bitext(bitext, context)
    assert ledger_of(bitext, context)[0].open
    assert [row.verdict for row in ledger_of(bitext, context, findings)] == ["accepted"]


def test_open_rows_are_those_of_the_findings(context: CheckContext) -> None:
    bitext = to_bitext(
        (
            "营业收入278,224.09万元，净利润8,789.32万元。",
            "Revenue was RMB2,782.2409 million and net profit RMB8,789.32 million.",
        ),
        ("公司共召开11次董事会。", "The board of directors met 11 times."),
    )
    verdicts = [row.verdict for row in ledger_of(bitext, context)]
    assert sorted(verdicts) == ["agrees", "agrees", "different"]
    assert [one.check for one in check_bitext(bitext, context)] == ["numbers-kept"]


def test_the_workbook_is_the_ledger_and_the_same_every_time(context: CheckContext) -> None:
    rows = ledger_of(to_bitext(("=公司召开3次股东大会。", "The Company held 3 general meetings.")), context)
    made = export_sheets(ledger_to_sheet(rows))
    assert made == export_sheets(ledger_to_sheet(rows))
    sheet = load_workbook(io.BytesIO(made)).active
    assert sheet is not None
    cells = list(sheet.iter_rows(values_only=True))
    assert cells[0][:2] == ("页 Page", "中文 Chinese")
    assert cells[1][:6] == (3, "3次", "3", "item", "3", "一致 agrees")
    assert cells[1][6] == "=公司召开3次股东大会。"
