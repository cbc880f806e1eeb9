"""A number of the English that the Chinese does not have.

Why: a figure that came from another sentence, an earlier report or an engine's imagination is a misstatement too.
Caught: quantities of the English, in figures or words, without a partner in the Chinese.
Fine: one, first and two where the Chinese says 首 双 独; numbers of idioms and names; RMB’000; a year repeated for clearness.
Not seen: a number that stands in both by chance.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each number that only the English has."""
    for quantity in pair.match.extra:
        yield Remark(
            f"“{quantity.text}” has no number in the Chinese. Where does it come from?",
            f"英文中的“{quantity.text}”在原文中没有对应数字，请核对来源。",
            target_span=(quantity.start, quantity.end),
        )


CHECK = Check("numbers-extra", "wrong", "sentence", per_sentence(look))
