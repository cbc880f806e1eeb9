"""A minus sign, or a bracket that means one, on one side only.

Why: a loss without its sign is a profit.
Caught: -12.05% and (12.05)% against 12.05%; a negative amount that has become positive and the reverse.
Fine: a negative change told by a word: -12% as "down 12%"; hyphens of ranges and codes.
Not seen: the sign of numbers that differ in value too.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence
from generator.checks.numbers import difference_to_remark, find_differences


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each number whose sign differs."""
    for difference in find_differences(pair, ("sign",)):
        yield difference_to_remark(difference, "the sign differs", "正负号不一致", context.style)


CHECK = Check("sign-kept", "wrong", "sentence", per_sentence(look))
