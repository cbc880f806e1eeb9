"""Which numbers of a sentence could stand in each other's place, and which look alike once they are written."""

from __future__ import annotations

from generator.quantities import Pair as Agreement
from generator.quantities import Quantity

TIMES = frozenset({"date", "period"})


def sort_of(quantity: Quantity) -> str:
    """What a number is, as far as one can stand for another: a time, a length of time, an ordinal, a code, a figure."""
    if quantity.kind in TIMES:
        return "length" if quantity.value.startswith("P") else "time"
    return quantity.kind if quantity.kind in ("ordinal", "code") else "figure"


def may_be_taken(one: Agreement, other: Agreement) -> bool:
    """Whether one could stand in the place of the other, and the values would not show it."""
    sorts = [{sort_of(number.source), sort_of(number.target)} for number in (one, other)]
    are_times = sorts[0] | sorts[1] <= {"time", "length"}
    same = sort_of(one.source) == sort_of(other.source)
    return one.source.value != other.source.value and (same or are_times)


def are_alike(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers look alike once they are written: of one kind and, where it shows, in one unit."""
    if one.kind != other.kind:
        return False
    if sort_of(one) == "length":
        return one.value[-1] == other.value[-1]
    return one.kind not in ("measure", "money") or one.unit == other.unit
