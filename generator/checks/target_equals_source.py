"""An English that is the Chinese again.

Why: a translator or an engine that skips a sentence often leaves the source in its place.
Caught: source and English equal, blanks and widths aside, where the source has Chinese characters.
Fine: numbers, codes and Latin names that are the same in both languages.
Not seen: an English that keeps only some of the Chinese; chinese-left has those.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence
from generator.checks.scripts import HAN
from generator.model import bare


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark when the English is the source."""
    if HAN.search(pair.source) and bare(pair.source) == bare(pair.target):
        yield Remark(
            "The English is the Chinese sentence again. Translate it.",
            "英文与中文原文相同，尚未翻译。请翻译。",
            (0, len(pair.source)),
            (0, len(pair.target)),
        )


CHECK = Check("target-equals-source", "wrong", "sentence", per_sentence(look))
