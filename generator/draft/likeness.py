"""What a number is, and which numbers of a sentence look alike once they are written."""

from __future__ import annotations

from generator.quantities import Quantity

TIMES = frozenset({"date", "period"})


def sort_of(quantity: Quantity) -> str:
    """What a number is, as far as one can stand for another: a time, a length of time, an ordinal, a code, a figure."""
    if quantity.kind in TIMES:
        return "length" if quantity.value.startswith("P") else "time"
    return quantity.kind if quantity.kind in ("ordinal", "code") else "figure"


def are_alike(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers look alike once they are written: of one kind and, where it shows, in one unit."""
    if one.kind != other.kind or sort_of(one) != sort_of(other):
        return False
    if sort_of(one) == "length":
        return one.value[-1] == other.value[-1]
    return one.kind not in ("measure", "money") or one.unit == other.unit
