"""A table of amounts that names no unit anywhere.

Why: 1,234,567.89 is yuan or ten thousand yuan; a translator may not choose.
Caught: a table with three or more grouped or decimal figures whose caption, unit line, heads and cells name no unit.
Fine: tables with a unit line, a unit in a head, row label or cell; tables of years, counts without separators or ratios.
Not seen: a wrong unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Remark, Sheet, per_table

_AMOUNT = re.compile(r"^[-(（]?\d{1,3}(?:,\d{3})+(?:\.\d+)?[)）]?$|^[-(（]?\d{4,}\.\d{2}[)）]?$")
_NAME = r"元|万|亿|[%％‰人名位家个股张份吨克米升度天次项件台套户所场篇条]|公[斤里顷]|平方|立方|千瓦|小时|kWh|GJ|CO2|tce|RMB|CNY|USD"
_UNIT = re.compile(
    rf"单位|[（(][^（）()]*(?:{_NAME})[^（）()]*[)）]|\d\s*(?:{_NAME})|[/／](?:{_NAME})"
    r"|元$|人数|数量|股数|次数|户数|面积|时长|小时|吨|kWh|GJ|CO2|m[2³3²]",
    re.IGNORECASE,
)


def look(sheet: Sheet, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark when amounts stand without a unit."""
    words = [cell.source.replace(" ", "") for cell in sheet.grid.values()]
    amounts = [word for word in words if _AMOUNT.match(word)]
    named = [sheet.table.caption or "", sheet.table.unit or "", *(w for w in words if w not in amounts)]
    if len(amounts) >= 3 and not any(_UNIT.search(word) for word in named):
        first = next(
            at for at, cell in sorted(sheet.grid.items()) if _AMOUNT.match(cell.source.replace(" ", ""))
        )
        yield Remark(
            f"The table has amounts such as {amounts[0]} and names no unit. Ask the company.",
            f"表中有“{amounts[0]}”等金额，但未标明单位，请公司补充。",
            pair=sheet.cells.get(first),
        )


CHECK = Check("source-unit-missing", "doubtful", "source", per_table(look))
