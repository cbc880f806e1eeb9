"""Quotation marks of the source that have no partner, or are straight in one place and curly in another.

Why: “1+X” and "1+X" are one thing printed in two ways; an open quotation hides where a name ends.
Caught: “ without ” in a paragraph and the reverse; an odd number of straight marks; the same quoted words with curly and
straight marks in one report, at the straight ones.
Fine: straight marks throughout; inch and second marks after a figure.
Not seen: single quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Pair, Remark
from generator.checks.enclosures import find_unpaired

_STRAIGHT = re.compile(r'"([^"]{1,40})"')
_CURLY = re.compile(r"“([^“”]{1,40})”")


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each quotation mark without a partner or of the other kind."""
    curly = {found[1].strip() for pair in material.texts for found in _CURLY.finditer(pair.source)}
    for pair in material.texts:
        yield from _alone(pair)
        for found in _STRAIGHT.finditer(pair.source):
            if found[1].strip() in curly:
                yield Remark(
                    f"{found[0]} has straight quotation marks here and curly ones elsewhere.",
                    f"{found[0]}此处用直引号，他处用弯引号，请统一。",
                    found.span(),
                    severity="untidy",
                    pair=pair,
                )


def _alone(pair: Pair) -> Iterator[Remark]:
    alone = list(find_unpaired(pair.source, {"“": "”", "『": "』"}))
    straight = [found.start() for found in re.finditer('"', pair.source)]
    if len(straight) % 2 and not re.search(r'\d"', pair.source):
        alone.append(straight[-1])
    for at in alone:
        yield Remark(
            f"The quotation mark {pair.source[at]} has no partner. Ask the company.",
            f"引号{pair.source[at]}不成对，请公司核对。",
            (at, at + 1),
            pair=pair,
        )


CHECK = Check("source-quotes", "doubtful", "source", look)
