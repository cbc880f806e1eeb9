"""One English for two Chinese sentences that say different things.

Why: an English that was pasted in the wrong place reads well and is wrong.
Caught: equal English of five words or more for sources that share less than half of their characters, or that differ in
a figure.
Fine: sources that differ in wording only; short labels, which often share their English.
Not seen: an English pasted in the wrong place and then changed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher

from generator.checks.contract import Check, CheckContext, Material, Pair, Remark
from generator.model import bare


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark at each later source that shares its English with a different one."""
    groups: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in material.translated:
        if len(pair.target.split()) >= 5:
            groups[" ".join(pair.target.lower().split())].append(pair)
    for pairs in groups.values():
        first = pairs[0]
        for pair in pairs[1:]:
            if _differ(bare(first.source), bare(pair.source)):
                yield Remark(
                    f"This English also stands for “{first.source}”. Is it in its right place?",
                    f"此英文同时用于“{first.source}”。请核对是否贴错位置。",
                    (0, len(pair.source)),
                    (0, len(pair.target)),
                    pair=pair,
                )


def _differ(one: str, other: str) -> bool:
    if one == other:
        return False
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() < 0.5


CHECK = Check("two-sources-one-target", "untidy", "file", look)
