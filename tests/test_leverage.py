"""A real report with an older memory: what is carried over is right, and what is not is left to a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.memory import Pair
from tests.leverage import SHARED, carry, other_figures, other_year


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("2024年收入1,203.5万元，5月8日开会9次", "2023年收入2,304.6万元，5月8日开会2次"),
        ("In 2024 revenue was RMB12.035 million on 8 May", "In 2023 revenue was RMB23.046 million on 8 May"),
        ("《指引第17号》", "《指引第17号》"),
    ],
)
def test_other_figures(text: str, other: str) -> None:
    assert other_figures(text) == other


def test_a_pair_whose_sides_would_differ_is_left() -> None:
    assert other_year(Pair("召开会议3次。", "It held three meetings.", "m:1")) is None


@pytest.mark.slow
@pytest.mark.skipif(
    not SHARED.is_dir(), reason="the shared real report is not here: leverage is not measured"
)
@pytest.mark.parametrize("seed", [8, 9])
def test_an_older_memory_gives_no_wrong_number(tmp_path: Path, seed: int) -> None:
    carried = carry(tmp_path, seed)
    assert carried.wrong == ()
    assert carried.sources["changed"] > 80, "almost a third of the sources has other years' numbers"
    assert carried.renumbered > 25, "sentences that came back with this year's figures"
    assert carried.verbatim >= 0.9 * carried.origins["memory-fuzzy"], "as the true English words them"
    assert carried.awaiting < sum(carried.origins.values()) / 4
