"""Shares, changes from year to year and ratios of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.quantities.find import find_quantities
from generator.quantities.grid import Figure, Grid, Mismatch, added_up, meet, to_decimal, to_mismatch

_SHARE_HEAD = re.compile(r"占比|比例|比重|构成|占.*[%％]|百分比")


def check_shares(grid: Grid) -> Iterator[Mismatch]:
    """Columns of shares: each is its amount over the total, and together they are 100 %."""
    for column, head in enumerate(grid.heads):
        if not _SHARE_HEAD.search(head):
            continue
        rows = [
            r
            for r in range(grid.first, len(grid.rows))
            if (r, column) in grid.figures and not grid.is_part(r)
        ]
        items = [r for r in rows if not grid.is_total(r) and not grid.is_subtotal(r)]
        amounts = next(
            (
                c
                for c in range(column - 1, -1, -1)
                if items and all((r, c) in grid.figures and not grid.figures[r, c].percent for r in items)
            ),
            None,
        )
        if len(items) < 2:
            continue
        points = [
            (grid.figures[r, amounts] if amounts is not None else None, grid.figures[r, column])
            for r in items
        ]
        total = next((grid.figures[r, column] for r in rows if grid.is_total(r)), None)
        yield from check_share_points(points, total)


def check_share_points(
    points: Sequence[tuple[Figure | None, Figure]], total: Figure | None = None
) -> Iterator[Mismatch]:
    """Amounts with their shares, from a table or a chart: the shares that do not follow, and a sum that is not 100 %.

    Without amounts, or where the base is plainly another one (the shares are not of this total), only the sum is looked at.
    """
    shares = [share for _, share in points]
    added = added_up(shares)
    if not Fraction(90) <= added.value <= Fraction(110):
        return
    hundred = Figure(-1, -1, "100%", Fraction(100), Fraction(0), True)
    if not meet(added, hundred) and (total is None or total.value == 100):
        yield to_mismatch(
            "share-sum", _at(shares[-1], added, shares), hundred, [(s.row, s.column) for s in shares]
        )
    amounts = [amount for amount, _ in points if amount is not None]
    if len(amounts) != len(points) or any(a.value < 0 for a in amounts):
        return
    whole = added_up(amounts)
    if whole.value <= 0:
        return
    computed = [
        Figure(
            -1,
            -1,
            "",
            a.value / whole.value * 100,
            (a.slack + whole.slack * a.value / whole.value) / whole.value * 100,
            True,
        )
        for a in amounts
    ]
    right = [meet(share, due) for share, due in zip(shares, computed, strict=True)]
    if sum(right) * 2 >= len(right):
        for share, due, ok, amount in zip(shares, computed, right, amounts, strict=True):
            if not ok:
                yield to_mismatch("share", share, due, [(amount.row, amount.column)])


def _at(place: Figure, added: Figure, shares: list[Figure]) -> Figure:
    """The sum of the shares as a figure, at the place of the last one and with its precision."""
    places = max(len(s.text.rstrip("%％ ").partition(".")[2]) for s in shares)
    return Figure(
        place.row, place.column, f"{to_decimal(added.value, places)}%", added.value, added.slack, True
    )


_CHANGE_HEAD = re.compile(r"增减|同比|变动|增长|增幅|升降|变化")
_NOW = re.compile(r"本期|本年|本报告期|期末|年末|当期|报告期")
_BEFORE = re.compile(r"上期|上年|期初|年初|去年|同期|上一年")


def check_changes(grid: Grid) -> Iterator[Mismatch]:
    """Columns of change against the two columns that they compare; percentages change in points."""
    for column, head in enumerate(grid.heads):
        if not _CHANGE_HEAD.search(head) or _year(head):
            continue
        nows, befores = _compared(grid, column)
        checked = [
            (row, _changes(grid, row, column, nows, befores)) for row in range(grid.first, len(grid.rows))
        ]
        known = [(row, dues) for row, dues in checked if dues]
        right = [row for row, dues in known if any(meet(grid.figures[row, column], due) for due in dues)]
        if len(right) * 2 < len(known) or not known or (len(known) == 1 and not right):
            continue
        for row, dues in known:
            if row not in right:
                yield to_mismatch(
                    "change", grid.figures[row, column], dues[0], [(row, nows[0]), (row, befores[0])]
                )


def _year(head: str) -> str | None:
    found = [
        q.value[:4]
        for q in find_quantities(head)
        if q.kind in {"period", "date"} and q.value[:2] in {"19", "20"}
    ]
    return max(found) if found else None


def _compared(grid: Grid, column: int) -> tuple[list[int], list[int]]:
    """The columns of the period and of the one before, by year or by the words 本期 and 上期."""
    others = [c for c, head in enumerate(grid.heads) if c != column and not _CHANGE_HEAD.search(head)]
    years = {c: year for c in others if (year := _year(grid.heads[c]))}
    if len(set(years.values())) > 1:
        latest = max(years.values())
        earlier = max((y for y in years.values() if y != latest), default="")
        return [c for c, y in years.items() if y == latest], [c for c, y in years.items() if y == earlier]
    return [c for c in others if _NOW.search(grid.heads[c])], [
        c for c in others if _BEFORE.search(grid.heads[c]) and not _NOW.match(grid.heads[c])
    ]


def _changes(grid: Grid, row: int, column: int, nows: list[int], befores: list[int]) -> list[Figure]:
    """What the change should be, for each pair of columns that may be meant (before and after restatement)."""
    change = grid.figures.get((row, column))
    if change is None:
        return []
    pairs = [
        (grid.figures.get((row, now)), grid.figures.get((row, before))) for now in nows for before in befores
    ]
    return [
        due
        for now, before in pairs
        if now and before and (due := _change(change, now, before, grid.heads[column]))
    ]


def _change(change: Figure, now: Figure, before: Figure, head: str) -> Figure | None:
    if (now.percent and before.percent) or not (change.percent or re.search(r"[%％率幅]|比例|同比", head)):
        return Figure(-1, -1, "", now.value - before.value, now.slack + before.slack, now.percent)
    if before.low <= 0 or now.percent or before.percent:
        return None
    low, high = (now.low / before.high - 1) * 100, (now.high / before.low - 1) * 100
    return Figure(-1, -1, "", (now.value / before.value - 1) * 100, (high - low) / 2, True)


_RATIO_LABEL = re.compile(
    r"^(?P<part>.+?)占(?P<whole>.+?)的?(?:比例|比重|比率|百分比|比)(?:[（(]?[%％][)）]?)?$"
)


def check_ratios(grid: Grid) -> Iterator[Mismatch]:
    """A row named A占B比例 against the rows A and B of the same table."""
    labels = {grid.label(row): row for row in range(grid.first, len(grid.rows)) if grid.label(row)}
    for label, row in labels.items():
        match = _RATIO_LABEL.match(label)
        rows = [_row_named(labels, match[name]) for name in ("part", "whole")] if match else []
        if len(rows) != 2 or None in rows:
            continue
        for column in range(grid.columns):
            figures = [grid.figures.get((r, column)) for r in (rows[0], rows[1], row) if r is not None]
            if all(figures):
                mismatch = check_ratio(*figures)  # type: ignore[arg-type]
                if mismatch:
                    yield mismatch


def _row_named(labels: dict[str, int], name: str) -> int | None:
    if name in labels:
        return labels[name]
    alike = [
        row
        for label, row in labels.items()
        if "占" not in label and (label.endswith(name) or name.endswith(label)) and len(label) > 1
    ]
    return alike[0] if len(alike) == 1 else None


def check_ratio(part: Figure, whole: Figure, ratio: Figure) -> Mismatch | None:
    """A ratio in per cent against its two amounts, wherever they stand: R&D intensity, payout ratio."""
    if whole.low <= 0 or part.low < 0:
        return None
    low, high = part.low / whole.high * 100, part.high / whole.low * 100
    due = Figure(-1, -1, "", part.value / whole.value * 100, (high - low) / 2, True)
    return (
        None
        if meet(ratio, due)
        else to_mismatch("ratio", ratio, due, [(part.row, part.column), (whole.row, whole.column)])
    )
