"""A rise of the Chinese that is a fall in the English, or the other way about.

Why: the number is right, the statement is the opposite; checks of numbers alone let it pass.
Caught: 增长 上升 提高 with a number whose English number stands with decrease, decline, fall, down; and the reverse.
Fine: sentences in which both happen, as long as each number keeps its own direction; 减少 answered by "saved".
Not seen: directions without a number; numbers that the English gives in another form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence
from generator.checks.numbers import difference_to_remark, find_differences

_UP = r"增长|上升|提高|提升|增加|上涨|增幅|攀升|回升|上浮|增至|升至|上调|递增"
_DOWN = r"下降|减少|降低|下滑|下跌|降幅|缩减|回落|减幅|降至|减至|下调|递减|缩短|压降"
_TIED = re.compile(rf"(?P<up>{_UP})|(?P<down>{_DOWN})")
_LINK = re.compile(r"[^，,。；;、\d]{0,8}$")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_ENGLISH_UP = re.compile(
    r"\b(?:increas\w*|gr[eo]w\w*|rise[sn]?|rising|rose|rais\w*|up|climb\w*|improv\w*|gain\w*|higher|jump\w*|surg\w*|expan\w*|soar\w*|more|additional|enhanc\w*|boost\w*|upward)\b",
    re.IGNORECASE,
)
_ENGLISH_DOWN = re.compile(
    r"\b(?:decreas\w*|declin\w*|f[ae]ll\w*|reduc\w*|drop\w*|down|lower\w*|shr[aiu]nk\w*|cut\w*|less|fewer|sav\w*|slip\w*|slid\w*|short\w*|downward|contract(?:ed|ion)|dip\w*|loss)\b",
    re.IGNORECASE,
)


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each number whose direction has turned."""
    told = set()
    for difference in find_differences(pair, ("direction",)):
        told.add(difference.source.start)
        yield difference_to_remark(difference, "the direction is turned", "升降方向相反", context.style)
    for found in _FIGURE.finditer(pair.source):
        word = _word_before(pair.source, found.start())
        place = _only_place(pair.target, found[0])
        if not word or not place or any(start <= found.start() <= start + 2 for start in told):
            continue
        around = _around(pair.target, place)
        right, wrong = (_ENGLISH_UP, _ENGLISH_DOWN) if word["up"] else (_ENGLISH_DOWN, _ENGLISH_UP)
        turned = wrong.search(around)
        if turned and not right.search(around):
            yield Remark(
                f"{found[0]} is “{word[0]}” in Chinese, but “{turned[0]}” in English.",
                f"{found[0]} 原文为“{word[0]}”，英文为“{turned[0]}”，方向相反。",
                (word.start(), found.end()),
                place,
                severity="wrong",
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


def _around(target: str, place: tuple[int, int]) -> str:
    """The words from the number before to the number after, within the clause."""
    before = re.split(r"\d[\d,.]*|[;(]|, (?=while|whereas|but|and)", target[: place[0]])[-1]
    after = re.split(r"\d|[;,.)]|\band\b|\bwhile\b", target[place[1] :])[0]
    return f"{before} # {after}"


CHECK = Check("direction-kept", "wrong", "sentence", per_sentence(look))
