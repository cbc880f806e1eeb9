"""A pair whose English is empty or only blanks.

Why: an empty English is delivered as a hole in the page.
Caught: a Chinese source with nothing, blanks or only dashes for an English.
Fine: a source without words, such as a dash that marks an empty cell; a sentence that nobody has begun, which
untranslated lists.
Not seen: an English that says only half; clause-dropped and length-odd look for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Remark

_WORDS = re.compile(r"\w")


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for every source with words whose English has none."""
    for pair in material.pairs:
        if not pair.awaiting and _WORDS.search(pair.source) and not _WORDS.search(pair.target):
            yield Remark(
                "There is no English. Translate this sentence.",
                "此句没有英文。请翻译。",
                source_span=(0, len(pair.source)),
                pair=pair,
            )


CHECK = Check("empty-target", "wrong", "sentence", look)
