"""The shipped glossary: its form, its English, the traps, and correct translations that it must not call wrong."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from generator.terms import Glossary, adherence, check_terms, find_terms, load_glossary
from generator.terms.fold import CHINESE, fold_key
from generator.terms.phrase import english, find_phrase
from generator.terms.term import Term

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "glossary"
COMPANIES = sorted((SHIPPED / "companies").glob("*.yaml"))
SHARED = ROOT.parent / "shared"
# American spellings that the English of an entry, official names aside, must not have.
AMERICAN = re.compile(r"\b(?:\w+iz(?:e|ed|es|ing|ation)|labor|center|program|honor|favor|fulfill|license)\b")
AMERICAN_BY_RIGHT = {"sized", "prize", "citizen"}


@pytest.fixture(scope="session")
def shipped() -> Glossary:
    return load_glossary([SHIPPED])


def cases() -> list[Any]:
    found = yaml.safe_load(
        (Path(__file__).parent / "cases" / "glossary-files.yaml").read_text(encoding="utf-8")
    )
    return [pytest.param(case, id=f"{case['id']} {case['text']}") for case in found]


def shared_file(name: str) -> Path:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the evidence {name} is not on this machine: its pairs were left out")
    return path


def official(term: Term) -> bool:
    return term.kind in ("name", "rule-title", "award") or term.case == "fixed" or term.case == "title"


def test_it_is_large_and_every_entry_says_where_it_comes_from(shipped: Glossary) -> None:
    assert len(shipped.entries) >= 1200
    assert all(term.source and all(term.source) for term in shipped.entries)
    cited = [term for term in shipped.entries if any(source.startswith("http") for source in term.source)]
    assert len(cited) >= 300


def test_definitions_are_fit_for_investors(shipped: Glossary) -> None:
    """A page shows them: whole sentences of British English, short, in our own names for other terms."""
    defined = {term.zh: term.definition for term in shipped.entries if term.domain == "governance"}
    defined = {zh: words for zh, words in defined.items() if words}
    assert {"股东会", "董事会", "独立董事", "关联交易", "内部控制", "同业竞争"} <= set(defined)
    assert len(defined) >= 80
    for zh, words in defined.items():
        assert 20 <= len(words) <= 280, zh
        assert words[0].isupper(), zh
        assert words.endswith("."), zh
        assert not set(AMERICAN.findall(words)) - AMERICAN_BY_RIGHT, zh
        assert not re.search(r"[<>{}*_\n]|  |actual controller", words), zh


@pytest.mark.parametrize("path", COMPANIES, ids=lambda path: path.stem)
def test_a_company_lies_on_top(path: Path) -> None:
    glossary = load_glossary([SHIPPED, path])
    assert glossary.profile.company
    assert any(term.layer == 1 for term in glossary.entries)


@pytest.mark.parametrize("path", [*sorted(SHIPPED.glob("*.yaml")), *COMPANIES], ids=lambda path: path.stem)
def test_a_file_keeps_the_published_schema(path: Path) -> None:
    schema = json.loads((SHIPPED / "schema.json").read_text(encoding="utf-8"))
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    jsonschema.Draft202012Validator(schema).validate(content)


def test_the_english_is_british_but_for_official_names(shipped: Glossary) -> None:
    found = [
        (term.zh, word)
        for term in shipped.entries
        if not official(term)
        for word in AMERICAN.findall(term.en)
        if word not in AMERICAN_BY_RIGHT
    ]
    assert found == []


def test_no_alternative_says_what_the_matcher_accepts_anyway(shipped: Glossary) -> None:
    """An inflection, the other spelling or another capital is accepted: listing it would only hide the real ones."""
    idle = [
        (term.zh, other) for term in shipped.entries for other in term.alternatives if is_idle(term, other)
    ]
    assert idle == []


def is_idle(term: Term, other: str) -> bool:
    if "{" in other or official(term):
        return False
    sentence = english(other)
    whole = (0, len(sentence.words))
    return any((one.first, one.last) == whole for one in find_phrase(term.en, sentence, pos=term.pos))


def test_what_is_forbidden_is_reported_and_what_is_accepted_is_not(shipped: Glossary) -> None:
    wrong = []
    for term in shipped.entries:
        if "{" in term.zh:
            continue
        hits = [hit for hit in find_terms(term.zh, shipped) if hit.term is term]
        for hit in hits[:1]:
            wrong += [(term.zh, form) for form in hit.accepted if not check_terms(form, [hit])[0].right]
            wrong += [(term.zh, one.text) for one in hit.forbidden if check_terms(one.text, [hit])[0].right]
    assert wrong == []


def test_examples_pass_their_own_check(shipped: Glossary) -> None:
    examples = [(term, term.example) for term in shipped.entries if term.example]
    assert examples
    for term, example in examples:
        hits = [hit for hit in find_terms(example.zh, shipped) if hit.term is term]
        assert hits
        assert all(use.right for use in check_terms(example.en, hits))


def test_notes_are_sentences_and_definitions_english(shipped: Glossary) -> None:
    for term in shipped.entries:
        if term.note:
            assert term.note[-1] in ".)?", term.zh
            assert not CHINESE.match(term.note[-1])


@pytest.mark.parametrize("case", cases())
def test_traps_and_ambiguities(case: dict[str, Any], shipped: Glossary, tmp_path: Path) -> None:
    glossary = shipped
    if profile := {key: case[key] for key in ("market", "domains") if key in case}:
        over = tmp_path / "company.yaml"
        over.write_text(yaml.safe_dump({"profile": profile, "terms": []}), encoding="utf-8")
        glossary = load_glossary([SHIPPED, over])
    hits = find_terms(case["text"], glossary, path=case.get("path", ()))
    found = [f"{hit.text} = {hit.english}" for hit in hits]
    assert [one for one in case.get("has", []) if one not in found] == [], found
    assert [one for one in case.get("not", []) if one in [hit.text for hit in hits]] == []


@pytest.mark.parametrize(("letter", "last"), [("C", 40), ("A", 60)])
def test_every_trap_and_ambiguity_has_a_case(letter: str, last: int) -> None:
    ids = {case.values[0]["id"] for case in cases()}
    assert {f"{letter}-{number:02}" for number in range(1, last + 1)} <= ids


def test_the_facts_are_accepted(shipped: Glossary) -> None:
    """Each preferred English of the collected facts is right by the glossary too."""
    facts = yaml.load(shared_file("terms/facts.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    missing = []
    for fact in facts:
        source = fact["zh"].strip("《》")
        hits = [hit for hit in find_terms(source, shipped) if hit.text.strip("《》") == source]
        if not hits or not check_terms(fact["en"].replace("...", "…"), hits)[0].right:
            missing.append(source)
    assert missing == []


def test_correct_translations_pass(shipped: Glossary) -> None:
    """The sample's English was written without looking at the check."""
    pairs = yaml.load(
        (ROOT / "reports" / "sample-2024" / "translations.yaml").read_text(encoding="utf-8"),
        Loader=yaml.CSafeLoader,
    )
    right, required = adherence(
        use for pair in pairs for use in check_terms(pair["target"], find_terms(pair["source"], shipped))
    )
    assert required >= 300
    assert right / required >= 0.99


def test_a_complete_memory_passes() -> None:
    from lxml import etree

    path = shared_file("reports/winning-health-2024/memory.tmx")
    glossary = load_glossary([SHIPPED, SHIPPED / "companies" / "winning-health.yaml"])
    uses = []
    for unit in etree.parse(str(path)).iter("tu"):
        source, target = ("".join(segment.itertext()) for segment in unit.iter("seg"))
        uses += check_terms(target, find_terms(source, glossary))
    right, required = adherence(uses)
    assert required >= 500
    assert right / required >= 0.995


def test_no_chinese_stands_twice_across_files(shipped: Glossary) -> None:
    owners: dict[str, str] = {}
    for term in shipped.entries:
        for surface in term.surfaces:
            assert owners.setdefault(fold_key(surface), term.id) == term.id
