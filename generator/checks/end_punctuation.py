"""A sentence whose English does not end as a sentence, or a heading or cell that ends as one.

Why: a missing full stop is often a cut sentence; a full stop after a heading is a slip of pasting.
Caught: Chinese ending in 。 ！ ？ whose English ends without a mark; Chinese ending in ： whose English does not
end in a colon; a heading, cell or label without end mark in Chinese whose English has a full stop.
Fine: ； answered by a full stop or a semicolon; 。 in a cell answered by nothing when the English is no sentence
but a phrase of up to six words; abbreviations such as Co., Ltd. and etc. at the end.
Not seen: the wrong one of two end marks inside a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

_CLOSERS = "”’\"'』」）)] \u00a0\n\t"
_ABBREVIATION = re.compile(
    r"(?:\b(?:Co|Ltd|Inc|Corp|etc|No|Nos|Jr|Sr|St|approx|p\.a|a\.m|p\.m|U\.S|U\.K|i\.e|e\.g)|\b[A-Z])\.$"
)


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark when the ends of source and English are of different kinds."""
    source, target = pair.source.rstrip(_CLOSERS), pair.target.rstrip(_CLOSERS)
    if not source or not target:
        return
    end, place = source[-1], (max(len(target) - 1, 0), len(target))
    if end in "。！？" and target[-1].isalnum() and len(target.split()) > 6:
        yield Remark(
            "The Chinese sentence ends here, the English has no end mark. Is something cut off?",
            "中文句子已结束，英文句末没有标点。请核对是否缺失内容。",
            target_span=place,
        )
    elif end == "：" and target[-1] not in ":：" and not target.endswith(tuple(".—–")):
        yield Remark(
            "The Chinese announces what follows with a colon. End the English with one.",
            "中文以冒号结尾。英文句末请用冒号。",
            target_span=place,
        )
    elif (end.isalnum() or end in "》%％") and _is_stop(target) and len(target.split()) < 25:
        yield Remark(
            "The Chinese has no end mark here. Take the full stop away.",
            "中文此处没有句末标点。请删去英文句号。",
            target_span=place,
            fix="",
        )


def _is_stop(target: str) -> bool:
    return target.endswith(".") and not target.endswith("..") and not _ABBREVIATION.search(target)


CHECK = Check("end-punctuation", "untidy", "sentence", per_sentence(look))
