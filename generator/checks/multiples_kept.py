"""翻番, N倍 and halves: multiples that English counts otherwise.

Why: 翻两番 is four times, not three; 增长2倍 is three times as much.
Caught: 翻一番 not answered by double, 翻两番 not by quadruple, 增长N倍 answered by "N times" or "N-fold" as a level,
减半 not answered by half.
Fine: "by 100%", "by 300%", "twofold"; "N times" for 是…的N倍 and 增长到N倍; a multiple in a ratio such as 市盈率.
Not seen: N倍 without a verb of growth; numbers-kept compares its figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

_FORMS = (
    (
        re.compile(r"翻(?:了)?一?番|翻倍"),
        re.compile(r"doubl|two-?fold|twice|100 ?%|two times|2 times|2x", re.I),
        "double",
    ),
    (
        re.compile(r"翻(?:了)?[两二2]番"),
        re.compile(r"quadrupl|four-?fold|four times|4 times|300 ?%|4x", re.I),
        "quadruple",
    ),
    (
        re.compile(r"翻(?:了)?[三3]番"),
        re.compile(r"eight-?fold|eight times|8 times|700 ?%|8x|octupl", re.I),
        "eight times",
    ),
    (
        re.compile(r"减半|(?:减少|下降|降低)(?:了)?一半"),
        re.compile(r"hal(?:f|ve)|50 ?%|fifty per ?cent", re.I),
        "half",
    ),
)
_GROWN = re.compile(
    r"(?:增长|增加|提高|提升|上升|扩大|延长)(?:了)?(?:约|近|逾|超过?)?\s*(?P<figure>\d+(?:\.\d+)?)\s*倍"
)
_LEVEL = r"\b{0}(?: times|[- ]?fold)\b(?! higher| more| increase| growth)"


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each multiple that the English counts otherwise."""
    for source, target, english in _FORMS:
        found = source.search(pair.source)
        if found and not target.search(pair.target):
            yield Remark(
                f"“{found[0]}” is {english}. The English says something else.",
                f"“{found[0]}”应译为 {english}，英文与之不符。",
                found.span(),
            )
    for found in _GROWN.finditer(pair.source):
        level = re.search(r"(?:\bto\s+)" + _LEVEL.format(re.escape(found["figure"])), pair.target)
        if level:
            yield Remark(
                f"“{found[0]}” is growth by {found['figure']} times, one more as a level. Say by, or add one.",
                f"“{found[0]}”是增量，不是增长后的倍数。英文请用 by，或将倍数加一。",
                found.span(),
                level.span(),
            )


CHECK = Check("multiples-kept", "wrong", "sentence", per_sentence(look))
