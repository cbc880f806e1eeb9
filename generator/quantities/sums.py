"""Totals, subtotals and parts of a table, by column and by row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.quantities.grid import Figure, Grid, Mismatch, added_up, meet, to_mismatch

_Addends = list[tuple[int, int]]  # rows with the sign that they have in the sum


def check_sums(grid: Grid) -> Iterator[Mismatch]:
    """Totals and subtotals of columns. ``合计`` may add the rows above, or the subtotals above."""
    rows = range(grid.first, len(grid.rows))
    if _units_differ(grid):
        return
    for row in rows:
        if not (grid.is_total(row) or grid.is_subtotal(row)):
            continue
        choices = [
            signed for choice in _addends(grid, row) if len(choice) > 1 for signed in _signed(grid, choice)
        ]
        columns = [
            c
            for c in range(grid.columns)
            if (row, c) in grid.figures and not grid.is_rate(c) and not grid.figures[row, c].percent
        ]
        yield from _sums_of_row(grid, row, columns, choices)


def _sums_of_row(grid: Grid, row: int, columns: list[int], choices: list[_Addends]) -> Iterator[Mismatch]:
    groups = _groups(grid, row)
    good = [
        column
        for column in columns
        if any(_adds_up(grid, row, column, choice) for choice in choices)
        or (groups and all(_adds_up(grid, row, column, group) for group in groups))
    ]
    simple = len(choices) == 1
    for column in columns:
        usable = [choice for choice in choices if sum((r, column) in grid.figures for r, _ in choice) > 1]
        if column in good or not usable:
            continue
        total = grid.figures[row, column]
        best = min(usable, key=lambda choice: abs(_sum(grid, column, choice).value - total.value))
        added = _sum(grid, column, best)
        near = total.value != 0 and abs(added.value - total.value) <= abs(total.value) / 5
        complete = simple and all((r, column) in grid.figures for r, _ in best)
        if good or near or complete:
            yield to_mismatch(
                "sum", total, added, [(r, column) for r, _ in best if (r, column) in grid.figures]
            )


def _groups(grid: Grid, row: int) -> list[_Addends]:
    """The rows above by what their first cell says, where one whole is parted in several ways: by sex, by age."""
    named: dict[str, _Addends] = {}
    name = ""
    for above in range(grid.first, row):
        name = grid.rows[above][0].strip() or name  # a cell over several rows stands in the first of them
        if _has_figures(grid, above):
            named.setdefault(name, []).append((above, 1))
    return list(named.values()) if len(named) > 1 and all(len(rows) > 1 for rows in named.values()) else []


def _signed(grid: Grid, rows: list[int]) -> list[_Addends]:
    """The rows with their signs: 减 takes its row away, or all rows from there to 加 or the end."""
    if not any(grid.label(row).startswith("减") for row in rows):
        return [[(row, 1) for row in rows]]
    one = [(row, -1 if grid.label(row).startswith("减") else 1) for row in rows]
    rest, sign = [], 1
    for row in rows:
        sign = -1 if grid.label(row).startswith("减") else 1 if grid.label(row).startswith("加") else sign
        rest.append((row, sign))
    return [one, rest] if one != rest else [one]


def _addends(grid: Grid, row: int) -> list[list[int]]:
    """The sets of rows that a total may add: since the last total, all details above, all subtotals above."""
    above = [r for r in range(grid.first, row) if not grid.is_part(r) and _has_figures(grid, r)]
    last = max((r for r in above if grid.is_total(r) or grid.is_subtotal(r)), default=grid.first - 1)
    since = [r for r in above if r > last]
    details = [r for r in above if not grid.is_total(r) and not grid.is_subtotal(r)]
    subtotals = [r for r in above if grid.is_subtotal(r)]
    loose = [r for r in since if subtotals]
    choices = [since] if grid.is_subtotal(row) else [since, details, subtotals, sorted({*subtotals, *loose})]
    unique: list[list[int]] = []
    for choice in choices:
        if choice and choice not in unique:
            unique.append(choice)
    return unique


def _has_figures(grid: Grid, row: int) -> bool:
    return any((row, c) in grid.figures for c in range(grid.columns))


def _units_differ(grid: Grid) -> bool:
    """A column of units (吨, kWh) means that rows cannot be added."""
    columns = [c for c, head in enumerate(grid.heads) if re.fullmatch(r"(?:计量)?单位", head)]
    return any(
        len({row[c].strip() for row in grid.rows[grid.first :] if c < len(row) and row[c].strip()}) > 1
        for c in columns
    )


def _sum(grid: Grid, column: int, rows: _Addends) -> Figure:
    figures = [(grid.figures[r, column], sign) for r, sign in rows if (r, column) in grid.figures]
    return added_up(
        [figure if sign > 0 else replace(figure, value=-figure.value) for figure, sign in figures]
    )


def _adds_up(grid: Grid, row: int, column: int, rows: _Addends) -> bool:
    return meet(grid.figures[row, column], _sum(grid, column, rows))


def check_row_sums(grid: Grid) -> Iterator[Mismatch]:
    """Columns headed 合计 or 小计 against the columns to their left."""
    totals = [
        c
        for c, head in enumerate(grid.heads)
        if re.search(r"(?:合计|小计|总计)$", head) and not grid.is_rate(c)
    ]
    for column in totals:
        start = max((t + 1 for t in totals if t < column), default=0)
        parts = [
            c
            for c in range(start, column)
            if not grid.is_rate(c) and any((r, c) in grid.figures for r in range(len(grid.rows)))
        ]
        rows = [
            r
            for r in range(grid.first, len(grid.rows))
            if (r, column) in grid.figures and all((r, c) in grid.figures for c in parts)
        ]
        if len(parts) < 2 or len(rows) < 2:
            continue
        sums = {r: added_up([grid.figures[r, c] for c in parts]) for r in rows}
        right = [r for r in rows if meet(grid.figures[r, column], sums[r])]
        if len(right) * 2 >= len(rows):
            for row in rows:
                if row not in right:
                    yield to_mismatch("sum", grid.figures[row, column], sums[row], [(row, c) for c in parts])


def check_parts(grid: Grid) -> Iterator[Mismatch]:
    """其中: a part must not be more than its whole."""
    whole = -1
    for row in range(grid.first, len(grid.rows)):
        if not grid.is_part(row):
            whole = row
            continue
        for column in range(grid.columns):
            part, of = grid.figures.get((row, column)), grid.figures.get((whole, column))
            if part and of and not grid.is_rate(column) and of.value > 0 and part.low > of.high:
                yield to_mismatch("part", part, of, [(whole, column)])
