"""A figure of a table as a fact: its value in base units, whatever unit and scale it was printed in.

The unit stands in the cell, in the row's head (元/股), in a column of units, in the column's head, or in the line
over the table, and is looked for in this order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from generator.memory import match_key
from generator.quantities import Quantity, find_quantities, quantity_to_english

_BRACKET = re.compile(r"[(（]([^()（）]{1,16})[)）]|[:：,，、]\s*单位[:：]?\s*(\S{1,12})$")
_UNIT_LINE = re.compile(r"单位\s*[:：]\s*([^()（）]+)")
_KINDS = frozenset({"money", "count", "measure", "percent", "points", "ratio", "period"})
_PERIOD = re.compile(r"P(\d+(?:\.\d+)?)([DMY])")
_FIGURE = re.compile(r"[(-]?\d[\d,]*(?:\.\d+)?\)?")


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in base units: what it counts, how far it may have been rounded, and how it stands in print.

    ``places`` are the digits after the printed point, ``unit`` the words that it was read with (empty where the
    cell says all). Two amounts of one ``dimension`` can be compared. ``cut``: digits may have been cut off, not rounded.
    """

    text: str
    unit: str
    value: Decimal
    dimension: str
    slack: Decimal
    places: int
    cut: bool = False

    @property
    def shown(self) -> str:
        """The figure with its unit, as print has them."""
        return f"{self.text} {self.unit}".strip()

    @property
    def english(self) -> str:
        """The same in English, by rule."""
        read = _whole(match_key(self.text) + self.unit) or _whole(match_key(self.text))
        return quantity_to_english(read) if read else self.shown


def units_in(head: str) -> str:
    """The unit that a head names in brackets; empty where it names none.

    >>> units_in("基本每股收益（元/股）"), units_in("现金分红金额（含税）")
    ('元/股', '')
    """
    for found in _BRACKET.finditer(head):
        words = (found[1] or found[2]).removeprefix("单位：").removeprefix("单位:").strip()
        if is_unit(words):
            return words
    return ""


def is_unit(words: str) -> bool:
    """Whether these words are a unit: a figure before them makes one quantity."""
    return bool(words) and words not in ("-", "—", "/") and _whole(f"1{words}") is not None


def without_units(head: str) -> str:
    """A head without the unit in its brackets."""
    unit = units_in(head)
    return re.sub(rf"[(（]\s*(?:单位[:：])?\s*{re.escape(unit)}\s*[)）]", "", head) if unit else head


def units_of_line(line: str | None) -> tuple[str, ...]:
    """The units of a line over a table (单位：家、万元), in order."""
    found = _UNIT_LINE.search(line or "")
    words = re.split(r"[、，,;；]|\s+", found[1].strip()) if found else ()
    return tuple(word for word in words if is_unit(word))


def read_amount(cell: str, units: Iterable[str]) -> Amount | None:
    """The figure of a cell, read with the first of these units that is not empty; None for what is no figure."""
    words = match_key(cell)
    if not _FIGURE.fullmatch(words):
        own = _whole(words)
        return _to_amount(cell, "", own) if own else None
    unit = next((unit for unit in units if unit), "")
    read = _whole(words + unit)
    return _to_amount(cell, unit, read) if read else None


def quantity_to_amount(read: Quantity) -> Amount | None:
    """The figure of a sentence, where digits are cut off as often as they are rounded; None for what cannot be compared."""
    amount = _to_amount(read.text, "", read) if read.kind in _KINDS and not read.approx else None
    return replace(amount, cut=True) if amount else None


@lru_cache(maxsize=65536)
def _whole(words: str) -> Quantity | None:
    """The one quantity that these words are."""
    found = find_quantities(words)
    if len(found) != 1 or found[0].text != words or found[0].approx or found[0].kind not in _KINDS:
        return None
    return found[0]


def _to_amount(cell: str, unit: str, read: Quantity) -> Amount | None:
    length = _PERIOD.fullmatch(read.value) if read.kind == "period" else None
    value = length[1] if length else read.value
    if not re.fullmatch(r"-?\d+(?:\.\d+)?", value):
        return None
    dimension = f"{read.kind} {length[2] if length else read.unit or ''}".strip()
    places = len(read.digits.partition(".")[2])
    amount = Decimal(value)
    return Amount(cell.strip(), unit, amount, dimension, _slack(read, amount, places), places)


def _slack(read: Quantity, value: Decimal, places: int) -> Decimal:
    """Half of the last printed place in base units; 0 for whole things that nobody rounds."""
    if not read.scale and not places and read.kind in ("count", "period"):
        return Decimal(0)
    printed = Decimal(read.digits) if re.fullmatch(r"-?\d+(?:\.\d+)?", read.digits) else Decimal(0)
    factor = abs(value / printed) if printed else Decimal(1).scaleb(read.scale)
    return Decimal(5).scaleb(-places - 1) * factor


def same_amount(one: Amount, other: Amount) -> bool:
    """Whether two amounts of one dimension are the same figure, however each was rounded.

    Printed alike (same unit, same places) they must be equal; else the rounding of both is allowed for.
    """
    apart = abs(one.value - other.value)
    if one.slack == other.slack:
        return apart == 0
    coarse, fine = sorted((one, other), key=lambda amount: -amount.slack)
    cut = coarse.cut and 0 <= abs(fine.value) - abs(coarse.value) < 2 * coarse.slack
    return cut or apart <= one.slack + other.slack
