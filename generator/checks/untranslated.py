"""A sentence of the report that nobody has translated yet.

Why: the edition shows the Chinese in its place, and a person must know where.
Caught: every sentence with words that has no translation by a person, a rule, the memory or an engine.
Fine: dashes, rules and other sources without words.
Not seen: drafts that nobody has read; draft-left counts those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Remark

_WORDS = re.compile(r"\w")


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for every sentence that awaits its English."""
    for pair in material.pairs:
        if pair.awaiting and _WORDS.search(pair.source):
            yield Remark(
                "This sentence awaits its translation.",
                "此句尚待翻译。",
                source_span=(0, len(pair.source)),
                pair=pair,
            )


CHECK = Check("untranslated", "wrong", "report", look)
