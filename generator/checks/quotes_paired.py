"""Quotation marks in the English that do not open and close in turn.

Why: an open quotation swallows the sentence after it and hides where a name or title ends.
Caught: a curly double mark without its partner; an odd number of straight double marks, in a paragraph.
Fine: apostrophes and single closing marks (shareholders’); inch and second marks after a digit.
Not seen: single quotation marks, because they look like apostrophes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_text
from generator.checks.enclosures import find_unpaired


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each double quotation mark that has no partner."""
    alone = list(find_unpaired(pair.target, {"“": "”", "„": "‟", "「": "」", "『": "』"}))
    straight = [found.start() for found in re.finditer('"', pair.target)]
    if len(straight) % 2 and not re.search(r'\d"', pair.target):
        alone.append(straight[-1])
    for at in sorted(alone):
        yield Remark(
            f"The quotation mark {pair.target[at]} has no partner. Add the missing one or take this one away.",
            f"英文引号{pair.target[at]}不成对。请补上或删去。",
            target_span=(at, at + 1),
        )


CHECK = Check("quotes-paired", "doubtful", "text", per_text(look))
