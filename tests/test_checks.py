"""Every check catches what it says and lets pass what it says; the cases are in cases/checks, one file a check."""

from __future__ import annotations

import importlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import checks
from generator.checks import CHECKS, CheckContext, check_bitext, check_pairs
from generator.checks.contract import PROSE
from generator.checks.material import bitext_to_material, pairs_to_material
from generator.model import (
    Bitext,
    Cell,
    Chart,
    ChartPoint,
    Contents,
    ContentsEntry,
    Figure,
    Finding,
    Furniture,
    Heading,
    PageAccount,
    Place,
    Proposal,
    Prose,
    Report,
    Table,
    Translation,
    Unread,
)
from generator.quantities import Style
from generator.script import to_full_stops
from generator.sentences import report_to_texts, texts_to_sentences
from generator.terms import load_glossary

CASES = Path(__file__).parent / "cases" / "checks"
GLOSSARY = CASES / "glossary.yaml"
PLACE = Place(1, (0.0, 0.0, 1.0, 1.0))


def load_cases(check_id: str) -> dict[str, list[dict[str, Any]]]:
    path = CASES / f"{check_id}.yaml"
    return yaml.safe_load(path.read_text("utf-8")) if path.exists() else {}


def all_cases(kind: str) -> list[Any]:
    return [
        pytest.param(check.id, case, id=f"{check.id}-{number}")
        for check in CHECKS
        for number, case in enumerate(load_cases(check.id).get(kind, []), 1)
    ]


@pytest.fixture(scope="session")
def context() -> CheckContext:
    return CheckContext(load_glossary([GLOSSARY]), Style())


def to_block(number: int, said: dict[str, Any]) -> Any:
    """A block of a report from its short form in a case: {heading: …}, {paragraph: …}, {table: [[…]]} and so on."""
    name = f"b{number}"
    kind = next(iter(said))
    words = said[kind]
    match kind:
        case "heading":
            return Heading(name, words, PLACE, said.get("level", 1))
        case "table":
            rows = tuple(tuple(Cell(str(cell)) for cell in row) for row in words)
            return Table(name, rows, (PLACE,), said.get("caption"), said.get("unit"), said.get("header", 1))
        case "chart":
            points = tuple(ChartPoint(*point) for point in words)
            chart = Chart(said.get("kind", "pie"), points, said.get("title"))
            return Figure(
                name, PLACE, said.get("title"), None, tuple(p.label for p in points if p.label), chart
            )
        case "picture":
            return Figure(name, PLACE, image=words, unread=said.get("unread", False))
        case "contents":
            entries = tuple(ContentsEntry(entry, "1", 1) for entry in words)
            return Contents(name, "目录", entries, (PLACE,))
        case "unread":
            return Unread(name, PLACE, words, words)
        case _:
            return Prose(name, kind, words, (PLACE,))


def to_bitext(case: dict[str, Any]) -> Bitext:
    """A bitext from the blocks of a case and the English that it gives for their sentences."""
    blocks = tuple(to_block(number, block) for number, block in enumerate(case["blocks"], 1))
    accounts = tuple(PageAccount(1, *counts) for counts in case.get("accounts", []))
    kept_out = tuple(
        Furniture("header", words, tuple(pages)) for words, pages in case.get("heads", {}).items()
    )
    report = Report("source.pdf", "0" * 64, 1, "报告", "公司", blocks, kept_out, accounts=accounts)
    texts = report_to_texts(report)
    sentences = texts_to_sentences(texts)
    english = {str(source): target for source, target in case.get("english", {}).items()}
    made = {
        one.id: Translation(
            one.id,
            english[one.source.strip()],
            case.get("origin", "person"),
            case.get("state", "reviewed"),
            proposals=tuple(
                Proposal(one.source, rival, 99, "m.tmx:9")
                for rival in case.get("rivals", {}).get(one.source.strip(), ())
            ),
        )
        for one in sentences
        if one.source.strip() in english
    }
    return Bitext(report, texts, sentences, made)


def run(check_id: str, case: dict[str, Any], context: CheckContext) -> list[Finding]:
    check = next(check for check in CHECKS if check.id == check_id)
    if "blocks" in case:
        material = bitext_to_material(to_bitext(case), context)
    else:
        pairs = case.get("pairs") or [[case["source"], case["target"]]]
        material = pairs_to_material([(str(source), str(target)) for source, target in pairs], context)
    return list(check.run(material, context))


def half_width_cases() -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """The cases of one sentence whose stops can be half-width and be told from the commas of figures and names."""
    found = []
    for check in CHECKS:
        if check.scope not in ("sentence", "text") or check.id.startswith("source-"):
            continue
        for case in (case for cases in load_cases(check.id).values() for case in cases if "source" in case):
            half = str(case["source"]).translate(str.maketrans("，；：", ",;:"))
            if half != case["source"] and to_full_stops(half) == case["source"]:
                found.append((check.id, case, {**case, "source": half}))
    return found


def test_half_width_stops_change_nothing(context: CheckContext) -> None:
    cases = half_width_cases()
    assert len(cases) > 50
    for check_id, full, half in cases:
        told = [
            [(one.severity, one.source_span) for one in run(check_id, case, context)] for case in (full, half)
        ]
        assert told[0] == told[1], half


@pytest.mark.parametrize(("check_id", "case"), all_cases("caught"))
def test_is_caught(check_id: str, case: dict[str, Any], context: CheckContext) -> None:
    findings = run(check_id, case, context)
    assert findings, f"{check_id} finds nothing in {case}"
    assert len(findings) == case.get("times", len(findings))
    if "severity" in case:
        assert {finding.severity for finding in findings} == {case["severity"]}
    if "fix" in case:
        assert case["fix"] in [finding.fix for finding in findings]
    if "zh" in case:
        assert all(str(case["zh"]) in finding.message_zh for finding in findings)
    if "at" in case:
        pairs = case.get("pairs") or [[case["source"], case["target"]]]
        spans = [(finding.line or 1, finding.source_span, finding.target_span) for finding in findings]
        shown = {str(pairs[line - 1][0])[slice(*source)] for line, source, _ in spans if source}
        shown |= {str(pairs[line - 1][1])[slice(*target)] for line, _, target in spans if target}
        assert str(case["at"]) in shown


@pytest.mark.parametrize(("check_id", "case"), all_cases("fine"))
def test_is_fine(check_id: str, case: dict[str, Any], context: CheckContext) -> None:
    findings = run(check_id, case, context)
    assert not findings, f"{check_id}: {[finding.message for finding in findings]} in {case}"


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_is_proved_both_ways(check: checks.Check) -> None:
    cases = load_cases(check.id)
    assert cases.get("caught"), f"cases/checks/{check.id}.yaml has nothing that must be caught"
    assert cases.get("fine"), f"cases/checks/{check.id}.yaml has nothing that must pass"


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_docstring_is_complete(check: checks.Check) -> None:
    module = importlib.import_module(f"generator.checks.{check.id.replace('-', '_')}")
    assert check is module.CHECK
    parts = [
        part.split(":")[0] for part in (module.__doc__ or "").splitlines() if re.match(r"[A-Z][a-z ]+:", part)
    ]
    assert [part for part in parts if part in ("Why", "Caught", "Fine", "Not seen")] == [
        "Why",
        "Caught",
        "Fine",
        "Not seen",
    ]
    assert (module.__doc__ or "").splitlines()[0].strip()


def test_ids_are_unique_and_every_file_is_listed() -> None:
    ids = [check.id for check in CHECKS]
    assert len(ids) == len(set(ids))
    folder = Path(checks.__file__).parent
    files = {
        path.stem.replace("_", "-") for path in folder.glob("*.py") if "\nCHECK = " in path.read_text("utf-8")
    }
    assert files == set(ids)
    assert {path.stem for path in CASES.glob("*.yaml")} - {"glossary"} == set(ids)


def test_at_least_sixty() -> None:
    assert len(CHECKS) >= 60


def test_messages_are_in_both_languages(context: CheckContext) -> None:
    for check in CHECKS:
        for case in load_cases(check.id).get("caught", []):
            for finding in run(check.id, case, context):
                assert finding.message.rstrip()[-1] in ".?!"
                assert re.search(r"[\u4e00-\u9fff]", finding.message_zh)


def test_a_file_is_checked_by_line(context: CheckContext) -> None:
    findings = check_pairs([("公司概况", "Company Profile"), ("公司治理", "公司治理")], context)
    assert [(one.check, one.line, one.sentence) for one in findings] == [("target-equals-source", 2, None)]


def test_a_file_gets_the_prose_checks_only(context: CheckContext) -> None:
    findings = check_pairs([("研发投入占比 20.21%万元。", "R&D investment accounted for 20.21%.")], context)
    assert {next(check for check in CHECKS if check.id == one.check).scope for one in findings} <= set(PROSE)


def test_a_report_is_checked_by_sentence(context: CheckContext) -> None:
    case = {
        "blocks": [{"heading": "一、公司治理"}, {"paragraph": "公司治理完善。公司不送红股。"}],
        "english": {
            "一、公司治理": "1. Corporate Governance",
            "公司治理完善。": "The Company’s governance (is sound.",
        },
    }
    bitext = to_bitext(case)
    findings = check_bitext(bitext, context)
    sources = {sentence.id: sentence.source for sentence in bitext.sentences}
    assert [(one.check, sources[one.sentence or ""], one.page) for one in findings] == [
        ("untranslated", "公司不送红股。", 1)
    ]


def test_a_bracket_may_close_in_the_next_sentence(context: CheckContext) -> None:
    case = {
        "blocks": [{"paragraph": "（甲公司成立。乙公司成立。）丙公司成立。"}],
        "english": {
            "（甲公司成立。": "(Company A was set up.",
            "乙公司成立。）": "Company B was set up.)",
            "丙公司成立。": "Company C was set up).",
        },
    }
    bitext = to_bitext(case)
    found = [one for one in check_bitext(bitext, context) if one.check == "brackets-paired"]
    assert [one.target_span for one in found] == [(20, 21)]
    assert found[0].sentence == bitext.sentences[2].id


def test_a_bitext_with_new_translations_has_each_sentence_once(context: CheckContext) -> None:
    bitext = to_bitext({"blocks": [{"paragraph": "公司不送红股。"}], "english": {}})
    again = replace(replace(bitext, translations={}), translations={})
    assert [one.check for one in check_bitext(again, context)] == ["untranslated"]
