"""A rise of the Chinese that is a fall in the English, or the other way about.

Why: the number is right, the statement is the opposite; checks of numbers alone let it pass.
Caught: 增长 上升 提高 with a number whose English number stands with decrease, decline, fall, down; and the reverse; an
English rise from the greater number to the smaller one.
Fine: sentences in which both happen, as long as each number keeps its own direction; 减少 answered by "saved".
A direction without a number is doubtful when the English has only the opposite word; so is a fall of a share that the
English neither calls one nor gives a minus.
Not seen: a turned word beside another of its own direction; numbers that the English gives in another form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence
from generator.checks.numbers import difference_to_remark, find_differences
from generator.quantities import Quantity, find_english_quantities
from generator.quantities.quantity import number_of

_UP = r"增长|上升|提高|提升|增加|上涨|增幅|攀升|回升|上浮|增至|升至|上调|递增|(?<![最提新])高(?=出?约?近?\s*[\d一二两三四五六七八九十])"
_DOWN = r"下降|减少|降低|下滑|下跌|降幅|缩减|回落|减幅|降至|减至|下调|递减|缩短|压降|(?<![最降减])低(?=出?约?近?\s*[\d一二两三四五六七八九十])"
_TIED = re.compile(rf"(?P<up>{_UP})|(?P<down>{_DOWN})")
_LINK = re.compile(r"[^，,。；;、\d]{0,8}$")
_POINTS = re.compile(r"[一二两三四五六七八九十]+(?=个(?:百分点|基点))")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_ENGLISH_UP = re.compile(
    r"\b(?:increas\w*|gr[eo]w\w*|rise[sn]?|rising|rose|rais\w*|up|climb\w*|improv\w*|gain\w*|higher|jump\w*|surg\w*|expan\w*|soar\w*|lift\w*(?! out)|push\w* up|more|additional|above|enhanc\w*|boost\w*|upward|lengthen\w*|extend\w*|prolong\w*)\b",
    re.IGNORECASE,
)
_ENGLISH_DOWN = re.compile(
    r"\b(?:decreas\w*|declin\w*|f[ae]ll\w*|reduc\w*|drop\w*|down|below|lower\w*|shr[aiu]nk\w*|cut\w*|less|fewer|sav\w*|slip\w*|slid\w*|short\w*|downward|contract(?:ed|ion)|dip\w*|loss|narrow\w*)\b",
    re.IGNORECASE,
)

_FROM = re.compile(
    r"\b(?:(?P<up>rose|risen|rises|grew|grown|grows|increased|increases|climbed|went up|up)|(?P<down>fell|fallen|falls|declined"
    r"|dropped|decreased|shrank|went down|down))(?: (?:sharply|slightly|further|year on year))? from (?=\S)",
    re.IGNORECASE,
)
_TO = re.compile(
    r"(?: (?!and\b|or\b)[a-z-]+){0,3} to (?:about |approximately |nearly |over |more than )?", re.IGNORECASE
)
_TIGHT = re.compile(
    r"(\w+)(?: (?:year[- ]on[- ]year|sharply|slightly))? (?:of|by) (?:about |approximately |nearly |around |over |more than )?(?:RMB|US\$|HK\$|€)?$"
)
_OTHERWISE = re.compile(
    r"\b(?:below|under|minus|negative|from|off|away|hal[vf]\w*|chang\w*|weak\w*|worse\w*|than|discount|backward|degrad\w*|attenuat\w*|fad(?:e[sd]?|ing)|decay\w*)\b",
    re.IGNORECASE,
)
_TURNED = {"money", "count", "percent", "points", "measure"}
_DOWN_HINT = re.compile("[降减缩跌落滑低省节轻弱短压]|收窄")
_UP_HINT = re.compile("提[升高]?|增[长加强]?|[涨扩超优改高升]|加强|更多")


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each number whose direction has turned."""
    told = set()
    yield from _find_backward(pair)
    for difference in find_differences(pair, ("direction",)):
        told.add(difference.source.start)
        yield difference_to_remark(difference, "the direction is turned", "升降方向相反", context.style)
    for found in (*_FIGURE.finditer(pair.source), *_POINTS.finditer(pair.source)):
        word = _word_before(pair.source, found.start())
        place = _only_place(pair.target, found[0]) or _matched_place(pair, found.start())
        if not word or not place or any(start <= found.start() <= start + 2 for start in told):
            continue
        around = _around(pair.target, place)
        right, wrong = (_ENGLISH_UP, _ENGLISH_DOWN) if word["up"] else (_ENGLISH_DOWN, _ENGLISH_UP)
        turned = wrong.search(around)
        tight = _tight(pair.target, place)
        if tight and wrong.search(tight) and not right.search(tight):
            turned = wrong.search(tight)
        elif turned and right.search(around):
            turned = None
        if turned:
            yield Remark(
                f"{found[0]} is “{word[0]}” in Chinese, but “{turned[0]}” in English.",
                f"{found[0]} 原文为“{word[0]}”，英文为“{turned[0]}”，方向相反。",
                (word.start(), found.end()),
                place,
                severity="wrong",
            )
            told.add(found.start())
    if not told:
        yield from _find_turned_word(pair)
        yield from _find_lost_fall(pair)


def _find_backward(pair: Pair) -> Iterator[Remark]:
    """A rise of the English from the greater number to the smaller one, or a fall the other way."""
    for verb, first, second in _find_ends(pair.target):
        low, high = number_of(first.value), number_of(second.value)
        if low is None or high is None or low == high or (low < high) == bool(verb["up"]):
            continue
        words = pair.target[verb.start() : second.end]
        yield Remark(
            f"“{words}” runs the wrong way. Compare both.",
            f"英文“{words}”的升降方向与数字不符，请核对。",
            target_span=(verb.start(), second.end),
            severity="wrong",
        )


def _find_ends(target: str) -> Iterator[tuple[re.Match[str], Quantity, Quantity]]:
    """Each "rose from … to …" of an English sentence: its verb and both numbers."""
    verbs = {found.end(): found for found in _FROM.finditer(target)}
    numbers = find_english_quantities(target) if verbs else ()
    for number in numbers:
        if number.start in verbs and number.value.count("..") == 1:
            low, high = number.value.split("..")
            yield verbs[number.start], replace(number, value=low), replace(number, value=high)
    for first, second in pairwise(numbers):
        alike = (first.kind, first.unit) == (second.kind, second.unit)
        if first.start in verbs and alike and _TO.fullmatch(target[first.end : second.start]):
            yield verbs[first.start], first, second


def _find_turned_word(pair: Pair) -> Iterator[Remark]:
    """A rise without a number that only falls in the English can answer, or the reverse."""
    for words, hint, right, wrong in (
        (_UP, _DOWN_HINT, _ENGLISH_UP, _ENGLISH_DOWN),
        (_DOWN, _UP_HINT, _ENGLISH_DOWN, _ENGLISH_UP),
    ):
        said = re.search(words, pair.source)
        turned = list(wrong.finditer(pair.target))
        if said and not right.search(pair.target) and len(turned) > len(hint.findall(pair.source)):
            yield Remark(
                f"“{said[0]}” has no answer in the English but “{turned[-1][0]}”, its opposite. Compare both.",
                f"原文“{said[0]}”在英文中只有其反义的“{turned[-1][0]}”。请核对。",
                said.span(),
                turned[-1].span(),
                severity="doubtful",
            )


def _find_lost_fall(pair: Pair) -> Iterator[Remark]:
    """A share that falls in the Chinese and in the English neither falls nor has a minus."""
    if _ENGLISH_DOWN.search(pair.target) or _OTHERWISE.search(pair.target):
        return
    for one in pair.match.matched:
        lost = "down" in one.source.flags and not one.target.value.startswith("-")
        if lost and one.source.kind in ("percent", "points"):
            yield Remark(
                f"“{one.source.text}” is a fall in the Chinese, “{one.target.text}” in the English does not say so.",
                f"“{one.source.text}”在原文中为下降，英文“{one.target.text}”没有体现。",
                (one.source.start, one.source.end),
                (one.target.start, one.target.end),
                severity="doubtful",
            )


def _word_before(source: str, at: int) -> re.Match[str] | None:
    """The word of rise or fall that the number at a place is tied to: the last one, without a break between."""
    words = [word for word in _TIED.finditer(source[:at]) if _LINK.match(source[word.end() : at])]
    return words[-1] if words else None


def _only_place(target: str, figure: str) -> tuple[int, int] | None:
    places = [
        found.span() for found in re.finditer(rf"(?<![\d.,]){re.escape(figure)}(?![\d]|[.,]\d)", target)
    ]
    return places[0] if len(places) == 1 else None


def _matched_place(pair: Pair, at: int) -> tuple[int, int] | None:
    """Where the English has the number of a place, in whatever form."""
    for one in pair.match.matched:
        if one.source.start <= at < one.source.end and one.source.kind in _TURNED:
            return one.target.start, one.target.end
    return None


def _tight(target: str, place: tuple[int, int]) -> str:
    """The word of rise or fall right before a number (an increase of 723), or none."""
    found = _TIGHT.search(target[: place[0]])
    return found[1] if found else ""


def _around(target: str, place: tuple[int, int]) -> str:
    """The words from the number before to the number after, within the clause."""
    before = re.split(r"\d[\d,.]*|[;(]|, (?=while|whereas|but|and|which)", target[: place[0]])[-1]
    after = re.split(r"\d|[;,.)]|\band\b|\bwhile\b", target[place[1] :])[0]
    return f"{before} # {after}"


CHECK = Check("direction-kept", "wrong", "sentence", per_sentence(look))
