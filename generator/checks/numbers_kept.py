"""A number of the Chinese whose value the English does not state.

Why: a wrong figure in a report to investors is a misstatement.
Caught: amounts, counts, percentages, measures, ratios, ordinals and codes that are missing or have another value: a digit, a
lost 万, two ordinals exchanged. Values are compared, not digits: 875,648.55万元 and RMB8,756.4855 million are equal.
Fine: any wording of the same value (nine, 9, tripled, half, Q1); numerals inside terms (三会一课); 一家 as an article; a
number that English says once for two, or that only counts the names before it (甲、乙两个基地).
Not seen: dates, signs, units and approximations, which have checks of their own; two equal numbers exchanged.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence
from generator.checks.numbers import (
    TIMES,
    difference_to_remark,
    find_differences,
    first_reason,
    missing_to_remark,
)

_WHAT = {
    "scale": ("the scale is wrong by a power of ten", "数量级错误"),
    "digits": ("a digit differs", "数字有误"),
    "value": ("the value differs", "数值不一致"),
    "order": ("two numbers are exchanged", "两个序数互换"),
    "form": ("it is written as something else", "写法所指不同"),
    "kind": ("it counts something else", "数量类型不一致"),
}


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each number that is missing or different."""
    for difference in find_differences(pair, _WHAT):
        kinds = {difference.source.kind, difference.target.kind}
        reason = first_reason(difference)
        elsewhere = (
            kinds & TIMES or kinds == {"percent", "points"} or (reason == "order" and kinds != {"ordinal"})
        )
        if not elsewhere:
            yield difference_to_remark(difference, *_WHAT[reason], context.style)
    for quantity in pair.match.missing:
        if quantity.kind not in TIMES:
            yield missing_to_remark(quantity, context.style)


CHECK = Check("numbers-kept", "wrong", "sentence", per_sentence(look))
