"""Tables recomputed: sums, subtotals, parts, shares, changes and ratios, as far as the table itself can tell.

Each rule looks for figures that must agree and gives those that do not, unless rounding explains it. A rule that
is not sure what a row adds up says nothing: a false alarm on every page would make the list worthless.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from generator.quantities.find import find_quantities
from generator.quantities.grid import Figure, Grid, read_figure, read_grid

_Addends = list[tuple[int, int]]  # rows with the sign that they have in the sum


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A printed figure that does not follow from the others.

    ``rule`` is sum, part, share, share-sum, change or ratio; ``computed`` what the others give, to the printed
    precision; ``cells`` the others, as (row, column). ``rounding`` says what rounding could explain at most.
    """

    rule: str
    row: int
    column: int
    printed: str
    computed: str
    cells: tuple[tuple[int, int], ...]
    rounding: str


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
    good = [c for c in columns if any(_adds_up(grid, row, c, choice) for choice in choices)]
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
            yield _mismatch(
                "sum", total, added, [(r, column) for r, _ in best if (r, column) in grid.figures]
            )


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
    return _added([figure if sign > 0 else replace(figure, value=-figure.value) for figure, sign in figures])


def _added(figures: list[Figure]) -> Figure:
    return Figure(
        -1,
        -1,
        "",
        sum((f.value for f in figures), Fraction(0)),
        sum((f.slack for f in figures), Fraction(0)),
        False,
    )


def _adds_up(grid: Grid, row: int, column: int, rows: _Addends) -> bool:
    return _meet(grid.figures[row, column], _sum(grid, column, rows))


def _meet(left: Figure, right: Figure) -> bool:
    """Whether two figures can stand for the same amount."""
    return left.low <= right.high and right.low <= left.high


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
        sums = {r: _added([grid.figures[r, c] for c in parts]) for r in rows}
        right = [r for r in rows if _meet(grid.figures[r, column], sums[r])]
        if len(right) * 2 >= len(rows):
            for row in rows:
                if row not in right:
                    yield _mismatch("sum", grid.figures[row, column], sums[row], [(row, c) for c in parts])


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
                yield _mismatch("part", part, of, [(whole, column)])


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
    added = _added(shares)
    if not Fraction(90) <= added.value <= Fraction(110):
        return
    hundred = Figure(-1, -1, "100%", Fraction(100), Fraction(0), True)
    if not _meet(added, hundred) and (total is None or total.value == 100):
        yield _mismatch(
            "share-sum", _at(shares[-1], added, shares), hundred, [(s.row, s.column) for s in shares]
        )
    amounts = [amount for amount, _ in points if amount is not None]
    if len(amounts) != len(points) or any(a.value < 0 for a in amounts):
        return
    whole = _added(amounts)
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
    right = [_meet(share, due) for share, due in zip(shares, computed, strict=True)]
    if sum(right) * 2 >= len(right):
        for share, due, ok, amount in zip(shares, computed, right, amounts, strict=True):
            if not ok:
                yield _mismatch("share", share, due, [(amount.row, amount.column)])


def _at(place: Figure, added: Figure, shares: list[Figure]) -> Figure:
    """The sum of the shares as a figure, at the place of the last one and with its precision."""
    places = max(len(s.text.rstrip("%％ ").partition(".")[2]) for s in shares)
    return Figure(
        place.row, place.column, f"{_decimal(added.value, places)}%", added.value, added.slack, True
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
        right = [row for row, dues in known if any(_meet(grid.figures[row, column], due) for due in dues)]
        if len(right) * 2 < len(known) or not known or (len(known) == 1 and not right):
            continue
        for row, dues in known:
            if row not in right:
                yield _mismatch(
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
        if _meet(ratio, due)
        else _mismatch("ratio", ratio, due, [(part.row, part.column), (whole.row, whole.column)])
    )


def _mismatch(rule: str, printed: Figure, due: Figure, cells: Sequence[tuple[int, int]]) -> Mismatch:
    places = len(re.sub(r"[^\d.]", "", printed.text).partition(".")[2])
    mark = "%" if printed.percent else ""
    slack = _decimal(printed.slack + due.slack, places + 1)
    return Mismatch(
        rule,
        printed.row,
        printed.column,
        printed.text,
        f"{_decimal(due.value, places)}{mark}",
        tuple(cells),
        f"±{slack}{mark}",
    )


def _decimal(value: Fraction, places: int) -> str:
    """The value rounded half up to so many places, with commas."""
    scaled = abs(value) * 10**places
    whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    figures = str(whole).rjust(places + 1, "0")
    body = f"{int(figures[: len(figures) - places]):,}" + (f".{figures[-places:]}" if places else "")
    return f"-{body}" if value < 0 and whole else body


__all__ = [
    "Figure",
    "Mismatch",
    "check_ratio",
    "check_share_points",
    "check_table",
    "read_figure",
    "read_grid",
]
