"""The same English word twice in a row.

Why: it is the commonest slip of revision and no reader forgives it.
Caught: "the the", "and and", also across a line break, with one of them as the correction.
Fine: "had had", "that that", names and codes made of doubled words, numbers, letters, and words parted by punctuation.
Not seen: a phrase of several words repeated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

_TWICE = re.compile(r"\b([A-Za-z]{2,})\s+\1\b(?![-’'])", re.IGNORECASE)
_RIGHT = {"had", "that", "bye", "chop", "tsk", "very"}


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each doubled word."""
    for found in _TWICE.finditer(pair.target):
        word = found[1]
        first, second = found[0].split()[0], found[0].split()[-1]
        if word.lower() in _RIGHT or (first[0].isupper() and second[0].isupper()):
            continue
        yield Remark(
            f"“{word}” stands twice. Leave one.",
            f"单词“{word}”重复。请保留一个。",
            target_span=found.span(),
            fix=word,
        )


CHECK = Check("repeated-word", "untidy", "sentence", per_sentence(look))
