"""A unit that is said once for several numbers: 分别提升0.5、0.3和1.2个百分点, from 640 to 585 mm, 5, 8 and 12.5 MW."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.quantities.english_units import MEASURES
from generator.quantities.quantity import Quantity, each

_PLACES = {one: places for one, _, _, places, _ in MEASURES} | {"‰": -1}

_NAMED = re.compile(
    r"\b(?:(?i:boiler|line|unit|furnace|plant|workshop|phase|group|room|class|type|zone|area|site|base|project|level|scope|category"
    r"|table|figure|tank|reactor|machine|kiln|mine|well|shaft|building|tower|section|step|stage|grade|tier|no\.?)|(?<=[a-z,] )[A-Z]\w*)\s$"
)


@dataclass(frozen=True, slots=True)
class Joint:
    """What joins such numbers: ``last`` before the one with the unit, ``listed`` between those before it.

    The kinds in ``certain`` are shared wherever it stands, those in ``kinds`` where ``said`` is found in the text.
    """

    last: re.Pattern[str]
    listed: re.Pattern[str]
    said: re.Pattern[str]
    certain: frozenset[str]
    kinds: frozenset[str]


CHINESE = Joint(
    re.compile(r"\s*[和及与、]\s*"),
    re.compile(r"\s*[、,，]\s*"),
    re.compile("分别|依次"),
    frozenset(),
    frozenset({"measure", "percent", "points", "money"}),
)
ENGLISH = Joint(
    re.compile(
        r",?\s+(?:in\s+(?:19|20)\d\d\s+)?(?:to|and|or|versus|against)\s+(?:about\s+|approximately\s+|nearly\s+)?|/|\s?–\s?"
    ),
    re.compile(r",\s+"),
    re.compile(r"\brespectively\b|\bfrom\s[^;.]*\sto\s[^;.]*%"),
    frozenset({"measure"}),
    frozenset({"percent", "points"}),
)


def share_unit(text: str, found: list[Quantity], joint: Joint) -> None:
    """Gives the unit of the last quantity to the bare numbers joined to it; dates between them do not count."""
    last = found[-1]
    if last.kind not in joint.certain and not (last.kind in joint.kinds and joint.said.search(text)):
        return
    link = joint.last
    for place in range(len(found) - 2, -1, -1):
        before = found[place]
        if before.kind in {"date", "period"} and link is joint.last:
            continue
        if (
            not _is_bare(text, before)
            or ".." in last.digits
            or not link.fullmatch(text, before.end, last.start)
        ):
            return
        found[place] = last = _with_unit_of(before, last)
        link = joint.listed


def _is_bare(text: str, number: Quantity) -> bool:
    """Whether it is a figure without a unit that names nothing: not that of Boiler 2."""
    if _NAMED.search(text, max(0, number.start - 24), number.start):
        return False
    plain = number.kind == "count" and number.unit is None and ".." not in number.digits
    return plain and bool(number.digits) and not {"idiom", "bound", "closed", "title"} & set(number.flags)


def _with_unit_of(bare: Quantity, other: Quantity) -> Quantity:
    """The bare number in the unit of the other, and in its million or 万 where it is a small figure without its own."""
    ours, theirs = (len(one.digits.partition(".")[0]) for one in (bare, other))
    scale = other.scale if not bare.scale and ours <= max(3, theirs) else bare.scale
    value = each(bare.digits, scale + _places(other))
    return replace(bare, kind=other.kind, unit=other.unit, value=value, scale=scale, printed=other.printed)


def _places(quantity: Quantity) -> int:
    """How many places lie between the printed and the base unit in its value; a Chinese rate keeps the printed one."""
    places = _PLACES.get(quantity.printed, 0)
    moved = Decimal(each(quantity.digits, quantity.scale + places))
    return places if moved == Decimal(quantity.value) else 0
