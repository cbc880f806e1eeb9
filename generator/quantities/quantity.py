"""A quantity as a fact: its value in base units, what it counts, and how the source printed it.

Values are decimal strings and stay exact: a scale moves the decimal point of the printed digits, nothing is
ever computed in binary fractions. Ranges are ``lo..hi``, fractions ``1/2``, dates and periods ISO 8601.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

Kind = Literal["money", "count", "percent", "points", "ratio", "measure", "date", "period", "ordinal", "code"]
Approx = Literal["about", "nearly", "over", "under", "at_least", "at_most"]

NUMERIC_KINDS = frozenset({"money", "count", "percent", "points", "ratio", "measure"})
SOFT_FLAGS = frozenset({"bound", "title", "closed"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a text with its unit and markers.

    ``start`` and ``end`` are code points of the text it was found in. ``value`` is in base units (元, one share,
    t, MW, the figure before %), ``digits`` and ``scale`` are what was printed: 596,167.90万元 has the digits
    ``596167.90`` and the scale 4. ``printed`` names the printed unit in English where it is not the base unit.
    ``flags`` hold what a reviewer or a comparison wants to know (``grouping``, ``several``, ``working`` …).
    """

    text: str
    start: int
    end: int
    kind: Kind
    value: str
    unit: str | None = None
    approx: Approx | None = None
    flags: tuple[str, ...] = ()
    digits: str = ""
    scale: int = 0
    printed: str = ""

    @property
    def in_words(self) -> bool:
        """Whether the source wrote it without a figure: 三年, not 3年."""
        return bool(self.text) and not any(c.isdecimal() for c in self.text)

    @property
    def soft(self) -> bool:
        """Whether it stands inside a term, title, name or idiom and so may, but need not, show in English."""
        return not SOFT_FLAGS.isdisjoint(self.flags)

    def says(self, other: Quantity) -> bool:
        """Whether both state the same fact. English has no measure words, so ``item`` is as good as no unit."""
        return _fact(self) == _fact(other)


def negative(quantity: Quantity, start: int, end: int) -> Quantity:
    """The same below zero, with its minus or its brackets from ``start`` to ``end``."""
    value, digits = "-" + quantity.value, "-" + quantity.digits
    return replace(quantity, start=start, end=end, value=value, digits=digits)


def _fact(quantity: Quantity) -> tuple[object, ...]:
    """What is compared: amounts without zeros that a change of unit adds (0.75 t, 750 kg)."""
    value = quantity.value
    if quantity.kind in NUMERIC_KINDS:
        value = "..".join(trimmed(end) for end in value.split(".."))
    return quantity.kind, value, quantity.unit or "item", quantity.approx


@dataclass(frozen=True, slots=True)
class Style:
    """How a report writes its English figures.

    ``scale`` auto: 万 becomes million, 亿 billion once it is one, 万亿 trillion; million: never above million.
    """

    currency_space: bool = False
    day_first: bool = True
    spelling: Literal["british", "american"] = "british"
    scale: Literal["auto", "million"] = "auto"
    currency: str = "RMB"


def shift(digits: str, places: int) -> str:
    """The digits with the decimal point moved right by ``places`` (left when negative); no digit is lost or rounded."""
    sign = "-" if digits.startswith("-") else ""
    whole, _, fraction = digits.lstrip("-").partition(".")
    if places >= 0:
        moved = fraction.ljust(places, "0")
        whole, fraction = whole + moved[:places], moved[places:]
    else:
        padded = whole.rjust(-places + 1, "0")
        whole, fraction = padded[:places], padded[places:] + fraction
    whole = whole.lstrip("0") or "0"
    return f"{sign}{whole}.{fraction}" if fraction else sign + whole


def trimmed(digits: str) -> str:
    """The digits without zeros at the end of the fraction."""
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def grouped(digits: str) -> str:
    """The digits with a comma every three places before the point."""
    sign = "-" if digits.startswith("-") else ""
    whole, point, fraction = digits.lstrip("-").partition(".")
    return sign + re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", whole) + point + fraction


def each(digits: str, change: int) -> str:
    """``shift`` on a figure or on both ends of a range ``lo..hi``."""
    return "..".join(shift(part, change) for part in digits.split(".."))


def number_of(value: str) -> Decimal | None:
    """The value as a number, for comparison; None for ranges, fractions, dates and codes."""
    return Decimal(value) if re.fullmatch(r"-?\d+(?:\.\d+)?", value) else None
