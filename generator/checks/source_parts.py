"""A part that is larger than its whole: 98 项（其中发明专利 126 项）.

Why: one of the two figures is wrong, in both languages.
Caught: 其中 followed by a figure of the same unit that is larger than the figure before it, within a clause.
Fine: parts up to the whole; other units; a change before it (增加150人，其中…), whose whole stands further back.
Not seen: several parts that together exceed the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_source

_FIGURE = r"(\d[\d,]*(?:\.\d+)?)\s*(?:余|多)?\s*"
_UNIT = r"(万元|亿元|元|万股|股|项|件|家|人次|人|名|个|场|次|份|吨|万吨|户|所|台|位|篇|条)"
_PART = re.compile(
    rf"{_FIGURE}{_UNIT}[^，。；;（(\d]{{0,12}}[，,（(]?其中[，,]?[^，。；;）)\d]{{0,20}}{_FIGURE}\2"
)

_CHANGE = re.compile(r"增加了?$|减少了?$|增长了?$|下降了?$")


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each part that exceeds its whole."""
    for found in _PART.finditer(pair.source):
        whole, part = (Decimal(found[group].replace(",", "")) for group in (1, 3))
        if part > whole and not _CHANGE.search(pair.source[: found.start()].split("，")[-1]):
            yield Remark(
                f"“{found[0]}”: the part is larger than the whole. Ask the company.",
                f"“{found[0]}”：其中数大于总数，请公司核对。",
                found.span(),
            )


CHECK = Check("source-parts", "doubtful", "source", per_source(look))
