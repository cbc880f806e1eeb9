"""约 近 逾 余 以上 不超过: what makes a figure approximate or a bound, lost or turned in the English.

Why: "more than 20" and "20" are different statements, "nearly" and "more than" opposite ones.
Caught: about, nearly, more than, less than, at least, at most on one side only, or another of them on the other side.
Fine: every wording of the same (approximately, some, around; over, above, in excess of; 以上 as "or more").
Not seen: a lost marker where the sentence has the same one elsewhere; 含 and 不含 in brackets, which bounds-kept compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence
from generator.checks.numbers import difference_to_remark, find_differences
from generator.quantities import Difference, Quantity
from generator.quantities.quantity import Approx

_CHINESE: dict[Approx, re.Pattern[str]] = {
    "about": re.compile("约|左右|上下"),
    "nearly": re.compile("近(?!年|期|日|来|况)|接近|将近"),
    "over": re.compile("超|逾|余|多|高于|大于"),
    "under": re.compile("不足|不到|低于|少于|小于"),
    "at_least": re.compile("不少于|不低于|不小于|至少|不得低于|不得少于|最低"),
    "at_most": re.compile("不超过|不多于|不高于|不大于|至多|不得超过|最高|上限"),
}
_ENGLISH: dict[Approx, re.Pattern[str]] = {
    "about": re.compile(r"\b(?:approximately|about|around|roughly|some|circa)\b", re.IGNORECASE),
    "nearly": re.compile(r"\b(?:nearly|almost|close to|approaching)\b", re.IGNORECASE),
    "over": re.compile(
        r"\b(?:more than|over|above|exceed\w*|in excess of|beyond|upwards of)\b", re.IGNORECASE
    ),
    "under": re.compile(r"\b(?:less than|fewer than|under|below|lower than)\b", re.IGNORECASE),
    "at_least": re.compile(
        r"\b(?:at least|not less than|no less than|minimum|(?:not|no) fewer than|or more)\b", re.IGNORECASE
    ),
    "at_most": re.compile(
        r"\b(?:at most|not exceed\w*|(?:not|no) more than|up to|maximum|within|or less)\b", re.IGNORECASE
    ),
}
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
        if _stands_apart(pair, difference):
            continue
        source, target = _WORDS[difference.source.approx], _WORDS[difference.target.approx]
        yield difference_to_remark(
            difference,
            f"{source[0]} in Chinese, {target[0]} in English",
            f"中文为{source[1]}，英文为{target[1]}",
            context.style,
        )
    yield from _lost_bounds(pair)


def _stands_apart(pair: Pair, difference: Difference) -> bool:
    """Whether the marker that one side lacks stands in its sentence all the same, by no other number."""
    ours, theirs = difference.source.approx, difference.target.approx
    if ours is None and theirs is not None:
        return bool(_CHINESE[theirs].search(_without(pair.source, _source_numbers(pair))))
    if theirs is None and ours is not None:
        return bool(_ENGLISH[ours].search(_without(pair.target, _target_numbers(pair))))
    return False


def _lost_bounds(pair: Pair) -> Iterator[Remark]:
    """Bounds that stand apart from their number (不少于可分配利润的30%) and are nowhere in the English."""
    source = _without(pair.source, _source_numbers(pair))
    said = {number.approx for number in _target_numbers(pair)}
    for bound in _BOUNDS:
        found = _CHINESE[bound].search(source)
        if found and pair.numbers and bound not in said and not _ENGLISH[bound].search(pair.target):
            yield Remark(
                f"“{found[0]}” ({_WORDS[bound][0]}) is missing in the English.",
                f"英文漏译“{found[0]}”。",
                found.span(),
            )


def _source_numbers(pair: Pair) -> list[Quantity]:
    match = pair.match
    return [*(one.source for one in match.matched), *(one.source for one in match.different), *match.missing]


def _target_numbers(pair: Pair) -> list[Quantity]:
    match = pair.match
    return [*(one.target for one in match.matched), *(one.target for one in match.different), *match.extra]


def _without(text: str, numbers: list[Quantity]) -> str:
    """The text with its approximate numbers blotted out, their markers with them."""
    for number in numbers:
        if number.approx:
            text = text[: number.start] + " " * (number.end - number.start) + text[number.end :]
    return text


CHECK = Check("approximation-kept", "wrong", "sentence", per_sentence(look))
