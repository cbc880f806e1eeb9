"""The per cent sign parted from its figure, or written both as a sign and as a word.

Why: 37.50% is one thing; parted it can break over two lines.
Caught: "37.50 %"; "percent" or "per cent" after a figure in a file that mostly writes %.
Fine: "percentage points", "per cent" throughout a file; "a high percentage".
Not seen: % for percentage points; percent-points looks for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Remark

_PARTED = re.compile(r"(?<=\d)[ \u00a0\u202f]+%")
_WORD = re.compile(r"(?<=\d)[ -]per ?cent\b(?!age)", re.IGNORECASE)


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each parted sign and each word among signs."""
    signs = sum(pair.target.count("%") for pair in material.translated)
    words = [(pair, found) for pair in material.translated for found in _WORD.finditer(pair.target)]
    for pair in material.translated:
        for found in _PARTED.finditer(pair.target):
            yield Remark(
                "The per cent sign stands close to its figure. Take the blank away.",
                "百分号与数字之间不留空格。请删去空格。",
                target_span=found.span(),
                fix="%",
                pair=pair,
            )
    if len(words) < signs:
        for pair, found in words:
            yield Remark(
                "Most of the English writes %. Write it here too.",
                "英文多用百分号 %。请统一。",
                target_span=found.span(),
                fix="%",
                pair=pair,
            )


CHECK = Check("percent-space", "untidy", "file", look)
