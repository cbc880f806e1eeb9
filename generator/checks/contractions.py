"""Contractions such as don't and it's in the English.

Why: disclosure is formal English.
Caught: n't, it's, we're, they've, let's and the like, with the full form as correction where there is one.
Fine: possessives (the Company's), quotations, slogans in quotation marks, Don't as a sign on a wall in quotation marks.
Not seen: other colloquial words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

_SHORT = re.compile(
    r"\b(?:\w+n[’']t|(?:it|that|there|here|what|who|let|he|she)[’']s(?= (?:a|an|the|not|been|to|[a-z]+ed|[a-z]+ing)\b)|(?:we|they|you|I)[’'](?:re|ve|ll|d|m))\b",
    re.IGNORECASE,
)
_LONG = {"can": "cannot", "won": "will not", "shan": "shall not"}


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each contraction outside quotation marks."""
    for found in _SHORT.finditer(pair.target):
        before = pair.target[: found.start()]
        if before.count("“") > before.count("”") or before.count('"') % 2:
            continue
        yield Remark(
            f"“{found[0]}”: write it in full.",
            f"“{found[0]}”为缩略口语形式。请写全。",
            target_span=found.span(),
            fix=_in_full(found[0]),
        )


def _in_full(word: str) -> str | None:
    if word.lower()[-3:] in ("n't", "n’t"):
        return _LONG.get(word[:-3].lower(), f"{word[:-3]} not") if word[:-3].lower() != "ca" else "cannot"
    return None


CHECK = Check("contractions", "untidy", "sentence", per_sentence(look))
