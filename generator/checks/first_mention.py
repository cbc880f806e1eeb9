"""An abbreviation that the English uses before it is introduced.

Why: a stranger cannot look up SZSE; the first mention in the text has to say what it stands for.
Caught: in the prose of a report a glossary term named by its abbreviation before any "(SZSE)" or "(“SZSE”)".
Fine: the long form with the abbreviation once, the abbreviation afterwards; terms that are never abbreviated; cover,
headings, tables and figures; an introduction within a longer title.
Not seen: abbreviations that the glossary does not have; a long form repeated after its introduction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Remark
from generator.terms import Passage, first_mentions

_INTRODUCED = re.compile(r"\([^()]*?[“\"‘]?\b([A-Z][\w&.-]+)[”\"’]?[^()]*\)")


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each abbreviation that is used before it is introduced."""
    pairs = {str(number): pair for number, pair in enumerate(material.translated)}
    passages = [Passage(key, pair.role or "", pair.target, pair.hits) for key, pair in pairs.items()]
    introduced = _introductions(material)
    for mention in first_mentions(passages):
        place, short = int(mention.passage), mention.before
        if mention.rule == "introduce" and short.isupper() and place < introduced.get(short, len(pairs)):
            yield Remark(
                f"“{short}” has not been introduced: write “{mention.after}” at its first mention.",
                f"“{short}”首次出现时未给出全称，请写作“{mention.after}”。",
                target_span=(mention.start, mention.end),
                fix=mention.after if mention.certain else None,
                pair=pairs[mention.passage],
            )


def _introductions(material: Material) -> dict[str, int]:
    """For each abbreviation that stands in brackets the place of the first sentence that has it so."""
    first: dict[str, int] = {}
    for place, pair in enumerate(material.translated):
        for found in _INTRODUCED.finditer(pair.target):
            first.setdefault(found[1], place)
    return first


CHECK = Check("first-mention", "untidy", "report", look)
