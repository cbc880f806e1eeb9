"""An English sentence that opens with a figure.

Why: English opens a sentence with a word: a figure after a full stop reads like a decimal or a list number.
Caught: prose whose first sign is a digit that is no year and no list number.
Fine: years, list numbers (1. (2) 3)), headings, cells and labels.
Not seen: sentences within one English that opens with a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

_FIGURE = re.compile(r"\s*[“\"(]?(?P<figure>\d[\d,]*(?:\.\d+)?%?)(?=\s+[a-z])")
_YEAR = re.compile(r"(?:19|20)\d\d$")


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark when prose opens with a figure."""
    found = _FIGURE.match(pair.target)
    if found and pair.is_prose and pair.target.rstrip().endswith(".") and not _YEAR.match(found["figure"]):
        yield Remark(
            f"The sentence opens with a figure ({found['figure']}). Open it with a word.",
            f"英文句首为数字（{found['figure']}）。请改以单词开头。",
            target_span=found.span("figure"),
        )


CHECK = Check("opening-figure", "untidy", "sentence", per_sentence(look))
