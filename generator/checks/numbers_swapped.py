"""Two numbers of one sentence that have changed places.

Why: every value is there, so that a comparison of values is content, and both statements are wrong.
Caught: like numbers in another order than the grammar of the Chinese explains, or beside each other's noun; a year that
counts something in the English.
Fine: an order that English turned round for a reason: a place, a comparison, a modifier with 的; equal numbers.
Not seen: exchanged numbers in a sentence that English has turned round as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence
from generator.checks.numbers import TIMES, find_differences
from generator.quantities import Quantity

_COUNTING = {"count", "money", "percent", "points", "measure"}


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each number that stands in another's place."""
    for difference in find_differences(pair, ("order",)):
        if difference.source.kind != "ordinal":
            yield _to_remark(difference.source, difference.target)
    for one in pair.match.matched:
        times = (one.source.kind in TIMES, one.target.kind in TIMES)
        counted = {one.source.kind, one.target.kind} & _COUNTING
        if times[0] != times[1] and counted:
            yield _to_remark(one.source, one.target)


def _to_remark(source: Quantity, target: Quantity) -> Remark:
    return Remark(
        f"“{source.text}” stands in the place of another number in the English. Are two numbers exchanged?",
        f"“{source.text}”在英文中的位置与另一数字互换，请核对。",
        (source.start, source.end),
        (target.start, target.end),
    )


CHECK = Check("numbers-swapped", "doubtful", "sentence", per_sentence(look))
