"""Brackets or title marks of the source that have no partner, or a partner of another width.

Why: a lost bracket hides what belongs to what, also from the translator.
Caught: （ ） ( ) 《 》 【 】 〔 〕 without a partner within a paragraph; （ closed by ) and the reverse.
Fine: list markers such as 1） and （1; lines of a drawing.
Not seen: brackets in the wrong place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_source
from generator.checks.enclosures import find_unpaired

_MARKER = re.compile(r"(?:^|(?<=[\s；;：:，,。、]))(?:\d{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,2})[)）]")
_MIXED = re.compile(r"（[^（）()]*\)|\([^（）()]*）")
_NARROW = str.maketrans("（）［］", "()[]")


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each bracket without a partner and each pair of two widths."""
    if pair.role == "label":
        return
    source = _MARKER.sub(lambda found: " " * len(found[0]), pair.source)
    for at in find_unpaired(
        source.translate(_NARROW), {"(": ")", "[": "]", "《": "》", "【": "】", "〔": "〕", "「": "」"}
    ):
        mark = pair.source[at]
        yield Remark(
            f"The bracket {mark} has no partner. Ask the company.",
            f"括号“{mark}”不成对，请公司核对。",
            (at, at + 1),
        )
    for found in _MIXED.finditer(source):
        yield Remark(
            f"“{found[0]}”: brackets of two widths.",
            f"“{found[0]}”：括号全角与半角混用，请统一。",
            found.span(),
            severity="untidy",
        )


CHECK = Check("source-brackets", "doubtful", "source", per_source(look))
