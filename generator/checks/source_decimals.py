"""Percentages of one column with uneven decimals.

Why: 0.30%, 0.50%, 1%, 1.5% in one column are either of uneven precision or badly typed.
Caught: a column of three or more percentages of which some have decimals and some another number of them.
Fine: 0% and 100% among decimals; columns that are even.
Not seen: amounts; the precision that the company wants.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Remark, Sheet, per_table

_PERCENT = re.compile(r"^[-+]?\d+(?:\.(\d+))?\s*[%％]$")


def look(sheet: Sheet, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each column of uneven percentages."""
    for column in range(sheet.table.columns):
        cells = {r: cell.source.strip() for (r, c), cell in sorted(sheet.grid.items()) if c == column}
        found = {r: _PERCENT.match(words) for r, words in cells.items()}
        figures = {
            r: match for r, match in found.items() if match and not re.match(r"(?:100|0)\s*[%％]$", match[0])
        }
        places = {len(match[1] or "") for match in figures.values()}
        if len(figures) >= 3 and len(places) > 1:
            listed = "、".join(match[0] for match in figures.values())
            yield Remark(
                f"The percentages of this column have uneven decimals ({listed}).",
                f"本列百分比的小数位数不一致（{listed}），请统一。",
                pair=sheet.cells.get((min(figures), column)),
            )


CHECK = Check("source-decimals", "untidy", "source", per_table(look))
