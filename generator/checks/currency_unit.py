"""An amount whose currency, or a figure whose unit, is another one in the English.

Why: RMB for 美元 is wrong by seven, tonnes for 千克 by a thousand.
Caught: another currency; another unit of measure, area, energy, emission or time; shares for bonds.
Fine: a unit of another name for the same thing; items counted by their noun; a rate whose 每 stands apart (per-kept).
Not seen: a currency or unit that is missing on one side, where the other has only a figure.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence
from generator.checks.numbers import difference_to_remark, find_differences


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each figure whose unit differs."""
    for difference in find_differences(pair, ("unit",)):
        yield difference_to_remark(difference, "the unit differs", "单位或币种不一致", context.style)


CHECK = Check("currency-unit", "wrong", "sentence", per_sentence(look))
