"""约 近 逾 余 以上 不超过: what makes a figure approximate or a bound, lost or turned in the English.

Why: "more than 20" and "20" are different statements, "nearly" and "more than" opposite ones.
Caught: about, nearly, more than, less than, at least, at most on one side only, or another of them on the other side.
Fine: every wording of the same (approximately, some, around; over, above, in excess of; 以上 as "or more").
Not seen: a lost marker where the sentence has the same one elsewhere; 含 and 不含 in brackets, which bounds-kept compares.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence
from generator.checks.leniency import (
    CHINESE_MARKERS,
    ENGLISH_MARKERS,
    source_numbers,
    target_numbers,
    without_markers,
)
from generator.checks.numbers import difference_to_remark, find_differences
from generator.quantities.quantity import Approx

_BOUNDS: tuple[Approx, ...] = ("at_least", "at_most")
_WORDS: dict[Approx | None, tuple[str, str]] = {
    None: ("exact", "确数"),
    "about": ("about", "约"),
    "nearly": ("nearly", "近"),
    "over": ("more than", "逾"),
    "under": ("less than", "不足"),
    "at_least": ("at least", "不少于"),
    "at_most": ("at most", "不超过"),
}


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each figure whose marker differs."""
    for difference in find_differences(pair, ("approx",)):
        source, target = _WORDS[difference.source.approx], _WORDS[difference.target.approx]
        yield difference_to_remark(
            difference,
            f"{source[0]} in Chinese, {target[0]} in English",
            f"中文为{source[1]}，英文为{target[1]}",
            context.style,
        )
    yield from _lost_bounds(pair)


def _lost_bounds(pair: Pair) -> Iterator[Remark]:
    """Bounds that stand apart from their number (不少于可分配利润的30%) and are nowhere in the English."""
    source = without_markers(pair.source, source_numbers(pair.match))
    said = {number.approx for number in target_numbers(pair.match)}
    for bound in _BOUNDS:
        found = CHINESE_MARKERS[bound].search(source)
        if found and pair.numbers and bound not in said and not ENGLISH_MARKERS[bound].search(pair.target):
            yield Remark(
                f"“{found[0]}” ({_WORDS[bound][0]}) is missing in the English.",
                f"英文漏译“{found[0]}”。",
                found.span(),
            )


CHECK = Check("approximation-kept", "wrong", "sentence", per_sentence(look))
