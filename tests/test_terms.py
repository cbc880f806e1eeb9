"""The glossary: files in, terms found, English checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.terms import Glossary, find_terms, find_ties, load_glossary

CASES = Path(__file__).parent / "cases"
SMALL = CASES / "terms-glossary.yaml"


def cases(name: str) -> list[Any]:
    found = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return [pytest.param(case, id=f"{case['id']}: {case['why']}") for case in found]


@pytest.fixture(scope="session")
def small() -> Glossary:
    return load_glossary([SMALL])


def shown(hits: Any) -> list[str]:
    return [f"{hit.text} = {hit.english}" for hit in hits]


def glossary_of(case: dict[str, Any], tmp_path: Path) -> Glossary:
    over = tmp_path / "over.yaml"
    content = {"terms": case.get("overlay", []), "profile": case.get("profile", {})}
    over.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return load_glossary([SMALL, over])


@pytest.mark.parametrize("case", cases("terms-traps.yaml"))
def test_traps(case: dict[str, Any], small: Glossary) -> None:
    hits = find_terms(case["text"], small)
    assert shown(hits) == case["find"]
    assert shown(find_ties(case["text"], small)) == case.get("ties", [])
    for hit in hits:
        assert case["text"][hit.start : hit.end] == hit.text


@pytest.mark.parametrize("case", cases("terms-ambiguities.yaml"))
def test_ambiguities(case: dict[str, Any], small: Glossary, tmp_path: Path) -> None:
    glossary = glossary_of(case, tmp_path) if "overlay" in case or "profile" in case else small
    assert shown(find_terms(case["text"], glossary, path=case.get("path", ()))) == case["find"]


@pytest.mark.parametrize(
    ("name", "letter", "last"), [("terms-traps.yaml", "C", 40), ("terms-ambiguities.yaml", "A", 60)]
)
def test_every_number_has_a_case(name: str, letter: str, last: int) -> None:
    ids = {case.values[0]["id"] for case in cases(name)}
    assert {f"{letter}-{number:02}" for number in range(1, last + 1)} <= ids
