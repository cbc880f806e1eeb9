"""增长至 and 增长了: whether a number is the level reached or the change.

Why: "grew to 12%" and "grew by 12%" are different results; the little word is lost easily.
Caught: 增长至 升到 降为 with "by" before the number; 增长了 or 增长 followed by the number with "to" before it.
Fine: "from 10% to 12%", "an increase of 12%", "up 12%", "a total of"; numbers written in another form.
Not seen: numbers that stand twice in the English; 达 and 为 without a verb of change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

_CHANGE = r"(?:增长|增加|提高|提升|上升|上涨|下降|减少|降低|下滑|下跌|缩减|缩短|扩大|回落|升|降|增|减)"
_ABOUT = r"(?:约|近|逾|超过?|人民币|到了)?\s*"
_LEVEL = re.compile(rf"{_CHANGE}(?:了)?(?:至|到|为){_ABOUT}(?P<figure>\d[\d,]*(?:\.\d+)?)")
_BY = re.compile(rf"{_CHANGE}(?:了)?{_ABOUT}(?P<figure>\d[\d,]*(?:\.\d+)?)(?!\s*年)")
_PREPOSITION = re.compile(
    r"\b(to|by|at|of|reach\w*)\s+(?:(?:approximately|about|around|nearly|almost|over|more than|some|RMB|US\$|HK\$|a total of)\s*)*$",
    re.IGNORECASE,
)


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each level told as a change and each change told as a level."""
    for found in _LEVEL.finditer(pair.source):
        yield from _compare(pair, found, "by", "to", "至")
    for found in _BY.finditer(pair.source):
        yield from _compare(pair, found, "to", "by", "了")


def _compare(pair: Pair, found: re.Match[str], wrong: str, right: str, word: str) -> Iterator[Remark]:
    figure = found["figure"]
    places = list(re.finditer(rf"(?<![\d.,]){re.escape(figure)}(?!\d|[.,]\d)", pair.target))
    if len(places) != 1:
        return
    before = pair.target[: places[0].start()]
    preposition = _PREPOSITION.search(before)
    if preposition and preposition[1].lower() == wrong and not re.search(r"\bfrom\b[^,;]*$", before):
        yield Remark(
            f"“{found[0]}” means {right} {figure}, not {wrong} {figure}.",
            f"“{found[0]}”（{'增至' if word == '至' else '增减量'}）应译为 {right} {figure}，而不是 {wrong} {figure}。",
            found.span(),
            preposition.span(1),
            right,
        )


CHECK = Check("to-or-by", "wrong", "sentence", per_sentence(look))
