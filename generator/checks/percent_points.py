"""Percentage points of the Chinese that are per cent in the English, or the reverse.

Why: from 10% to 12% is two percentage points and twenty per cent.
Caught: 个百分点 answered by %, % answered by percentage points, basis points by either.
Fine: "percentage points", "pp", "ppts"; basis points for 个基点; 百分之 as per cent.
Not seen: figures that differ in value too.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence
from generator.checks.numbers import difference_to_remark

_KINDS = {"percent", "points"}


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each figure that is per cent on one side and points on the other."""
    for difference in pair.match.different:
        if {difference.source.kind, difference.target.kind} == _KINDS:
            points = difference.source.kind == "points"
            what = "percentage points, not per cent" if points else "per cent, not percentage points"
            what_zh = "应为百分点，不是百分比" if points else "应为百分比，不是百分点"
            yield difference_to_remark(difference, what, what_zh, context.style)


CHECK = Check("percent-points", "wrong", "sentence", per_sentence(look))
