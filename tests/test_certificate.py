"""The certificate states what was compared and stands open; the queries are what the company is asked, in Chinese."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from generator.certificate import make_certificate
from generator.checks import CHECKS, CheckContext, check_bitext
from generator.checks.decisions import Decision, settle
from generator.ledger import bitext_to_ledger
from generator.model import Bitext, Cell, Place, Prose, Report, Table, Translation
from generator.queries import export_queries, findings_to_queries
from generator.sentences import report_to_texts, texts_to_sentences
from generator.terms import load_glossary

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
    made = make_certificate(
        bitext, context, settle(findings, [], {}), bitext_to_ledger(bitext, context), {"b": "2", "a": "1"}
    )
    assert made["consistent"] is False
    assert made["open"] == {"wrong": 1, "doubtful": 1, "untidy": 0}
    assert made["compared"] == {
        "sentences": 5, "translated": 5, "tables": 1, "cells": 4, "terms": 1, "terms_right": 1, "numbers": 2, "open_numbers": 1,
    }  # fmt: skip
    assert [rule["id"] for rule in made["rules"]] == [check.id for check in CHECKS]
    assert {rule["id"]: rule["open"] for rule in made["rules"] if rule["open"]} == {
        "numbers-kept": 1,
        "source-percent-unit": 1,
    }
    assert list(made["hashes"]) == ["a", "b"]


def test_what_a_person_accepted_is_named_and_no_longer_open(bitext: Bitext, context: CheckContext) -> None:
    findings = check_bitext(bitext, context)
    sentences = {one.id: (one.source, bitext.translation_of(one).target or "") for one in bitext.sentences}
    decision = Decision(
        "numbers-kept", "公司召开3次股东大会。", "one was adjourned", "Li Wei", date(2025, 4, 17)
    )
    settled = settle(findings, [decision], sentences)
    rows = bitext_to_ledger(bitext, context, [finding for finding, _ in settled.accepted])
    made = make_certificate(bitext, context, settled, rows, {})
    assert made["consistent"] is True
    assert [(one["check"], one["by"], one["date"]) for one in made["accepted"]] == [
        ("numbers-kept", "Li Wei", "2025-04-17")
    ]


def test_the_queries_are_about_the_source_alone(bitext: Bitext, context: CheckContext) -> None:
    queries = findings_to_queries(check_bitext(bitext, context), bitext)
    assert [(query.page, query.source) for query in queries] == [(2, "20.21%万元")]
    assert "百分比" in queries[0].question
    sheet = load_workbook(io.BytesIO(export_queries(queries))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][:2] == ["1", "2"]
