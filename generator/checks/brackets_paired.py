"""Brackets in the English that do not open and close in turn.

Why: a lost bracket changes what belongs to what, and it is the trace of text that was cut or pasted.
Caught: a bracket without its partner, or closed by one of another kind, within a paragraph.
Fine: list markers such as "1)" and "a)" at the beginning; smileys have no place in a report.
Not seen: a pair of brackets in the wrong place; brackets that the Chinese has and the English says in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_text
from generator.checks.enclosures import find_unpaired

_MARKER = re.compile(r"(?:^|(?<=[\s;:,]))(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})\)")


_PAIRS = {"(": ")", "[": "]", "{": "}", "（": "）", "［": "］", "【": "】"}


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each bracket of the English that has no partner.

    What looks like a marker is one only where no bracket is open: in "(Scope 1 and 2)" it ends the pair.
    """
    markers = {found.end() - 1 for found in _MARKER.finditer(pair.target)}
    for at in find_unpaired(pair.target, _PAIRS):
        if at in markers:
            continue
        mark = pair.target[at]
        yield Remark(
            f"The bracket “{mark}” has no partner. Add the missing one or take this one away.",
            f"英文括号“{mark}”不成对。请补上或删去。",
            target_span=(at, at + 1),
        )


CHECK = Check("brackets-paired", "doubtful", "text", per_text(look))
