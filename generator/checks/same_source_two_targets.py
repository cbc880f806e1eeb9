"""The same Chinese in two English versions.

Why: a reader takes two words for two things; repeated headings, cells and sentences are to be repeated in English.
Caught: a source that stands several times (blanks and widths aside) with different English, shown at the rarer one.
Fine: differences of capitals, quotation marks and the article only; a single character or word that English must render by
its place, such as 其他, when it is a cell of one word.
Not seen: two renderings of a word inside different sentences; drift has those.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Pair, Remark
from generator.checks.scripts import han_length
from generator.model import bare


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark at each English that differs from the usual one of its source."""
    groups: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in material.translated:
        if han_length(pair.source) >= 3:
            groups[bare(pair.source)].append(pair)
    for pairs in groups.values():
        forms = Counter(_plain(pair.target) for pair in pairs)
        if len(forms) < 2:
            continue
        usual = next(pair for pair in pairs if _plain(pair.target) == forms.most_common(1)[0][0])
        for pair in pairs:
            if _plain(pair.target) != _plain(usual.target):
                yield Remark(
                    f"The same Chinese is “{usual.target}” elsewhere. Use one English.",
                    f"同一中文在他处译为“{usual.target}”。请统一。",
                    (0, len(pair.source)),
                    (0, len(pair.target)),
                    usual.target,
                    pair=pair,
                )


def _plain(target: str) -> str:
    words = re.sub(r"[^\w%.+-]+", " ", target.lower())
    return re.sub(r"\b(?:the|a|an)\b ?", "", words).strip(" .")


CHECK = Check("same-source-two-targets", "doubtful", "file", look)
