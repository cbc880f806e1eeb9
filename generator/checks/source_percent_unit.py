"""A percentage of the source that carries a unit of money or quantity.

Why: 20.21%万元 is either a ratio or an amount; only the company can say which.
Caught: % or ‰ followed by 万, 亿, 元 or a counting word at the end of the figure.
Fine: 100%股权, 51%股份, 5%个人所得税: a noun follows, not a unit.
Not seen: a percentage in a column whose head names an amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_source

_SLIP = re.compile(
    r"[\d.,]*\d\s*[%％‰]\s*(?P<unit>(?:[万亿千百]+(?:元|股|吨|人|张|美元|港元)?|元|美元|港元)|(?:股|吨|人|张|家|户|名|次)(?=$|[，。；、）)\s]))"
)


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each percentage with a unit."""
    for found in _SLIP.finditer(pair.source):
        yield Remark(
            f"“{found[0]}”: a percentage with the unit {found['unit']}. Ask the company which is meant.",
            f"“{found[0]}”：百分比后带有单位“{found['unit']}”，请公司核对并删去其一。",
            found.span(),
        )


CHECK = Check("source-percent-unit", "doubtful", "source", per_source(look))
