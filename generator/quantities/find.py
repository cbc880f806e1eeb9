"""Quantities in Chinese text.

One scan looks for places where a number may begin. There the readers try, the most particular first: codes,
dates and periods, ordinals, fractions, numbers with their unit. What stands before (约, 人民币, 不低于) and behind
(以上, 左右) is read last. A Chinese numeral counts only with a unit or a measure word after it; what idioms, terms
and names hold is found too, as a soft quantity, for those who compare texts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from generator.quantities import markers
from generator.quantities.amounts import read_amount
from generator.quantities.bound import find_bound, find_marks, find_titles
from generator.quantities.codes import read_code
from generator.quantities.dates import Time, read_time
from generator.quantities.numerals import CHINESE
from generator.quantities.quantity import Kind, Quantity
from generator.quantities.shared import CHINESE as SHARED
from generator.quantities.shared import share_unit
from generator.quantities.special import read_special
from generator.script import simplified_table, to_full_stops

_WIDE = {ord(c): ord(c) - 0xFEE0 for c in "０１２３４５６７８９％．：／＋～"} | {
    0xFF0D: 0x2D, 0x2212: 0x2D, 0xFF08: 0x28, 0xFF09: 0x29, 0x3000: 0x20, 0xA0: 0x20, 0x2009: 0x20, 0x202F: 0x20,
    0x2236: 0x3A,
}  # fmt: skip
_START = re.compile(f"[0-9{CHINESE}数几第〔上下前翻过对半QqHIVXⅠ-Ⅻ]")
_PER_SHARES = re.compile(r"10\s*股")


def half_width(text: str) -> str:
    """The text with half-width figures, signs and blanks, in simplified characters, of the same length."""
    return text.translate(_plain_table())


@cache
def _plain_table() -> dict[int, int | str]:
    return {**simplified_table(), **_WIDE}


def find_quantities(text: str, closed: Iterable[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """The quantities of a Chinese text in order, none overlapping.

    ``closed`` are spans (terms, names) in which a numeral is no number. Book titles, idioms, versions and list
    marks are known here. Never raises.
    """
    return tuple(quantity for quantity in find_numerals(text, closed) if not quantity.soft)


def find_numerals(text: str, closed: Iterable[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """All quantities of a Chinese text, with those in titles, idioms and closed spans, flagged so."""
    plain = half_width(to_full_stops(text))
    blocked = _Blocked(plain, closed)
    found: list[Quantity] = []
    at = 0
    while start := _START.search(plain, at):
        at = start.start()
        if blocked.mark(at):
            at = blocked.mark(at)
            continue
        quantity = _read(plain, at, found[-1].end if found else 0)
        if quantity is None:
            at = _after_numeral(plain, at)
            continue
        found.append(_flagged(quantity, text, at, blocked))
        share_unit(plain, found, SHARED)
        at = max(quantity.end, at + 1)
    return tuple(found)


class _Blocked:
    """The spans of a text in which numerals do not count, by reason."""

    def __init__(self, text: str, closed: Iterable[tuple[int, int]]) -> None:
        self._soft = {"closed": sorted(closed), "title": find_titles(text), "bound": find_bound(text)}
        self._marks = find_marks(text)
        self._text = text

    def mark(self, at: int) -> int:
        """The end of the list mark that ``at`` is in, or 0."""
        span = _span_of(self._marks, at)
        return span[1] if span else 0

    def why(self, at: int, end: int) -> str | None:
        """The reason why a number from ``at`` to ``end`` does not count.

        A term that is nothing but the number (第一季度) does not close it, nor does one about a distribution (每10股派).
        """
        for flag, spans in self._soft.items():
            span = _span_of(spans, at)
            if span and not (
                flag == "closed" and ((at <= span[0] and span[1] <= end) or self._per_shares(at))
            ):
                return flag
        return None

    def _per_shares(self, at: int) -> bool:
        return _PER_SHARES.match(self._text, at) is not None and self._text[:at].rstrip().endswith("每")


def _span_of(spans: list[tuple[int, int]], at: int) -> tuple[int, int] | None:
    place = bisect_right(spans, (at, 1 << 60))
    for start, end in reversed(spans[max(0, place - 4) : place]):
        if start <= at < end:
            return start, end
    return None


def _flagged(quantity: Quantity, text: str, at: int, blocked: _Blocked) -> Quantity:
    why = blocked.why(at, quantity.end)
    flags = (*quantity.flags, why) if why else quantity.flags
    return replace(quantity, text=text[quantity.start : quantity.end], flags=flags)


def _after_numeral(text: str, at: int) -> int:
    """Where to look on after a place that gave no quantity: behind the whole run of figures or numerals."""
    run = re.compile(rf"\d+(?:[.,]\d+)*|[{CHINESE}]+").match(text, at)
    return run.end() if run else at + 1


def _read(text: str, at: int, floor: int) -> Quantity | None:
    """The quantity whose numeral begins at ``at``; nothing before ``floor`` may be taken."""
    if quantity := read_code(text, at):
        return quantity
    if time := read_time(text, at):
        return _from_time(text, at, time)
    if quantity := read_special(text, at):
        return markers.attach(text, quantity, floor)
    return read_amount(text, at, floor)


def _from_time(text: str, at: int, time: Time) -> Quantity:
    kind: Kind = "date" if time.kind == "date" else "period"
    return Quantity(text[at : time.end], at, time.end, kind, time.value, flags=time.flags)
