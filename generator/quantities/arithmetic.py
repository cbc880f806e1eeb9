"""Tables recomputed: sums, subtotals, parts, shares, changes and ratios, as far as the table itself can tell.

Each rule looks for figures that must agree and gives those that do not, unless rounding explains it. A rule that
is not sure what a row adds up says nothing: a false alarm on every page would make the list worthless.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from generator.quantities.grid import Figure, Grid, Mismatch, read_figure, read_grid
from generator.quantities.proportions import (
    check_changes,
    check_ratio,
    check_ratios,
    check_share_points,
    check_shares,
)
from generator.quantities.sums import check_parts, check_row_sums, check_sums


def check_table(
    rows: Sequence[Sequence[str]], header_rows: int = 1, unit: str | None = None
) -> tuple[Mismatch, ...]:
    """All mismatches of a table, from its cells as text, in reading order. Merged cells stand once; ``unit`` is its unit line."""
    grid = read_grid(rows, header_rows, unit)
    rules: tuple[Callable[[Grid], Iterator[Mismatch]], ...] = (
        check_sums,
        check_row_sums,
        check_parts,
        check_shares,
        check_changes,
        check_ratios,
    )
    found = [mismatch for rule in rules for mismatch in rule(grid)]
    return tuple(sorted(dict.fromkeys(found), key=lambda m: (m.row, m.column, m.rule)))


__all__ = [
    "Figure",
    "Mismatch",
    "check_ratio",
    "check_share_points",
    "check_table",
    "read_figure",
    "read_grid",
]
