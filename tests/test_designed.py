"""Documents as designers set them: each is read at least as well as when its floor was written down.

The documents guided the rules of the reader: what they score is no forecast for a report it has not seen. They hold
each rule to what it was made for. ``tests/samples/designed/README.md`` says where they come from,
``tests/cases/designed.yaml`` what each holds and how well it must be read.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from scorer import report_to_figures

from generator.reader import read_report

HERE = Path(__file__).parent
DOCUMENTS = HERE / "samples" / "designed"
CASES: dict[str, Any] = yaml.safe_load((HERE / "cases" / "designed.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_designed_document_is_read_as_well_as_before(name: str) -> None:
    truth = yaml.safe_load((DOCUMENTS / f"{name}.yaml").read_text(encoding="utf-8"))
    figures = report_to_figures(truth, read_report(DOCUMENTS / f"{name}.pdf"))
    floors, ceilings = CASES[name]["at_least"], CASES[name]["at_most"]
    low = {key: float(figures[key]) for key, floor in floors.items() if figures[key] < Fraction(str(floor))}
    high = {key: int(figures[key]) for key, ceiling in ceilings.items() if figures[key] > ceiling}
    assert not low, f"less than {floors}"
    assert not high, f"more than {ceilings}"
    assert set(figures) == {*floors, *ceilings}


def test_every_designed_document_has_its_truth_and_its_floor() -> None:
    assert {path.stem for path in DOCUMENTS.glob("*.pdf")} == set(CASES)
    assert {path.stem for path in DOCUMENTS.glob("*.yaml")} == set(CASES)
