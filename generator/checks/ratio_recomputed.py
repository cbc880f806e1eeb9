"""A ratio "A 占 B 比例" that does not follow from A and B of the same table.

Why: payout ratios and research ratios are read beside their two figures; all three must agree.
Caught: a row or column named …占…比例 (比重, 比率) whose percentage differs from A ÷ B by more than rounding, where rows
or columns named A and B stand in the same table.
Fine: ratios whose A or B is not in the table; differences that the rounding of A and B explains.
Not seen: ratios with other names (毛利率); figures of two tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.checks.contract import Check, CheckContext, Pair, Remark, Sheet, per_table
from generator.checks.figures import half_unit, read_figure

_RATIO = re.compile(r"^(?P<part>.+?)占(?P<whole>.+?)(?:的)?(?:比例|比重|比率|百分比|之比)")
_NOISE = re.compile(r"\s|[（(][^）)]*[）)]|合并报表中|分红年度|当年|年度|本年|公司|金额|总额|的")
_FIGURE = re.compile(r"[-(（]?\d[\d,]*(?:\.\d+)?[)）]?")


def look(sheet: Sheet, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each ratio that does not follow, by rows and by columns."""
    upright = {at: (cell.source, sheet.cells.get(at)) for at, cell in sheet.grid.items()}
    for grid in (upright, {(c, r): cell for (r, c), cell in upright.items()}):
        yield from _check(grid)


def _check(grid: dict[tuple[int, int], tuple[str, Pair | None]]) -> Iterator[Remark]:
    labels = {_NOISE.sub("", words): r for (r, c), (words, _) in reversed(grid.items()) if c == 0}
    for (r, c), (words, _) in grid.items():
        name = _RATIO.match(re.sub(r"\s", "", words)) if c == 0 else None
        part = labels.get(_NOISE.sub("", name["part"])) if name else None
        whole = labels.get(_NOISE.sub("", name["whole"])) if name else None
        if part is None or whole is None or r in (part, whole):
            continue
        for column in sorted(k for row, k in grid if row == r and k):
            cells = [grid.get((row, column), ("", None))[0] for row in (part, whole, r)]
            message = _compare(*cells)
            if message:
                yield Remark(*message, pair=grid[r, column][1])


def _compare(part: str, whole: str, printed: str) -> tuple[str, str] | None:
    figures = [_read(part), _read(whole), _read(printed)]
    if None in figures or not figures[1] or _unit(part) != _unit(whole):
        return None
    a, b, ratio = (figure for figure in figures if figure is not None)
    right = a / b * 100
    slack = half_unit(printed) * 2 + (half_unit(part) + half_unit(whole) * abs(right) / 100) / abs(b) * 100
    if abs(right - ratio) <= slack:
        return None
    return (
        f"{part.strip()} of {whole.strip()} is {right:.2f}%, the table says {printed.strip()}.",
        f"{part.strip()} 占 {whole.strip()} 的 {right:.2f}%，表中为 {printed.strip()}，请核对。",
    )


def _read(words: str) -> Decimal | None:
    found = _FIGURE.search(words)
    return read_figure(found[0]) if found and len(_FIGURE.findall(words)) == 1 else None


def _unit(words: str) -> str:
    return re.sub(r"[\d,.\s()（）-]", "", words)


CHECK = Check("ratio-recomputed", "doubtful", "table", per_table(look))
