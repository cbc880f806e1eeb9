"""What was found in a sentence before is found again without looking, as long as the sentence is the same."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from generator.bench.large_report import sample_report
from generator.checks import CheckContext, Known, check_bitext, check_material
from generator.checks.material import bitext_to_material
from generator.ledger import Row, bitext_to_ledger
from generator.model import Bitext, Finding
from generator.pipeline.shelf import shipped_glossary


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Bitext:
    """The sample report, with a wrong number and a wrong term put in."""
    bitext = sample_report(tmp_path_factory.mktemp("assets"))
    return edited(edited(bitext, "9.65%", "9.56%"), "Supervisory Committee", "Board of Supervisors")


def edited(bitext: Bitext, old: str, new: str) -> Bitext:
    translations = {
        id: replace(found, target=found.target.replace(old, new)) if found.target else found
        for id, found in bitext.translations.items()
    }
    return replace(bitext, translations=translations)


def kept(known: Known) -> Known:
    """What the next build gets of it."""
    return Known(json.loads(json.dumps(known.now)))


def examined(
    bitext: Bitext, context: CheckContext, known: Known
) -> tuple[tuple[Finding, ...], tuple[Row, ...]]:
    material = bitext_to_material(bitext, context)
    return check_material(material, context, known), bitext_to_ledger(bitext, material.pairs, (), known)


def test_what_is_kept_gives_the_same_findings_and_rows(sample: Bitext) -> None:
    context = CheckContext(shipped_glossary())
    plain, first = check_bitext(sample, context), Known()
    assert plain
    found, rows = examined(sample, context, first)
    assert found == plain
    second = kept(first)
    assert examined(sample, context, second) == (plain, rows)
    assert second.looked == set()


def test_an_edit_is_looked_at_and_the_rest_is_not(sample: Bitext) -> None:
    context, first = CheckContext(shipped_glossary()), Known()
    examined(sample, context, first)
    after, second = edited(sample, "9.56%", "9.65%"), kept(first)
    assert examined(after, context, second)[0] == check_bitext(after, context)
    assert 0 < len(second.looked) <= 4


def test_an_edit_of_the_glossary_is_looked_at_where_the_term_stands(sample: Bitext, tmp_path: Path) -> None:
    first = Known()
    examined(sample, CheckContext(shipped_glossary()), first)
    edit = tmp_path / "edit.yaml"
    edit.write_text(
        "terms:\n  - zh: 监事会\n    en: Board of Supervisors\n    domain: governance\n    source: an edit\n",
        encoding="utf-8",
    )
    context, second = CheckContext(shipped_glossary([edit])), kept(first)
    assert examined(sample, context, second)[0] == check_bitext(sample, context)
    standing = sum("监事会" in sentence.source for sentence in sample.sentences)
    assert 0 < len(second.looked) <= 2 * standing + 2
