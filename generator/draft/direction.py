"""Whether a number that tells by how much something differs says in English that there is more of it where the Chinese does.

The check of rises and falls looks for the words of a change (增长, 下降); here are the short ones that touch the number:
多出430名, 少用6%, 提前2天, and the English right behind it: 430 more, 6% fewer, two days less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Pair
from generator.quantities import Quantity

_MORE = re.compile(
    r"(?:多[出于]?|(?<!至)多[\u3400-\u9fff]了?|高[出于]|增收|[涨升增]幅[为达]?|延后|推迟)\s*(?:约|近)?\Z"
)
_LESS = re.compile(
    r"(?:(?<![至不])少[于了]?|(?<![至不])少[\u3400-\u9fff]了?|低[于出]|[降跌减]幅[为达]?|提前|短缺)\s*(?:约|近)?\Z"
)
_BEHIND = re.compile(
    r"\s*(?:(?!and\b|or\b|with\b|of\b|than\b)[a-z’-]+\s+){0,3}?(?:(?P<more>more|higher|above|later)|(?P<less>fewer|less|lower|below|earlier|ahead))\b"
)
_BEFORE = re.compile(
    r"(?:(?P<more>\b(?:up|rose|rising|grew|increased|raised|raising|higher))|(?P<less>\b(?:down|fell|falling|declined|decreased|lowered"
    r"|lowering|cut))) (?:[a-z ]{0,24}\b)?by (?:about |nearly )?\Z"
)


def find_turned(pair: Pair) -> Iterator[Quantity]:
    """The numbers of the Chinese that are more there and less in the English, or the other way round."""
    for one in pair.match.matched:
        before = pair.source[: one.source.start]
        more, less = _MORE.search(before), _LESS.search(before)
        said = _BEHIND.match(pair.target, one.target.end) or _BEFORE.search(pair.target[: one.target.start])
        if said and bool(more) != bool(less) and bool(said["more"]) != bool(more):
            yield one.source
