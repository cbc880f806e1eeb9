"""Two or more blanks in a row inside the English, or blanks at its ends.

Why: they show as holes in justified text and make equal sentences unequal to a memory.
Caught: runs of two or more spaces or tabs, and spaces before the first or after the last word.
Fine: one blank; line breaks.
Not seen: blanks before punctuation; space-before-punctuation has those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

_BLANKS = re.compile(r"(?<=\S)[ \t\u00a0\u2002-\u200a\u202f]{2,}(?=\S)|\A[ \t]+|[ \t]+\Z")


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each run of blanks."""
    for run in _BLANKS.finditer(pair.target):
        inside = run.start() > 0 and run.end() < len(pair.target)
        yield Remark(
            "Two blanks in a row. Leave one."
            if inside
            else "A blank at the end of the English. Take it away.",
            "英文中有连续空格。请保留一个。" if inside else "英文首尾有多余空格。请删去。",
            target_span=run.span(),
            fix=" " if inside else "",
        )


CHECK = Check("double-space", "untidy", "sentence", per_sentence(look))
