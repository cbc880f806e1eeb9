"""Last year's sentence with this year's figures: the English of an earlier pair with its numbers exchanged.

Two sources fit when they are the same but for their quantities and the number of the line. Each quantity that differs must stand in the
earlier English in a form that our own rules would write; it is exchanged there, and the new English is read
back. Whatever is not certain (a number in free words, one that is worded twice, a plural that would have to
change) gives no English at all. The number of a line (三、 in "III. Returns") is exchanged in its own form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product, zip_longest
from typing import Literal

from generator.listmark import exchange_marker, split_marker
from generator.memory import Match, Pair, match_key
from generator.quantities import (
    Quantity,
    Style,
    find_english_quantities,
    find_quantities,
    quantity_to_english,
)

_HOLE = "\ue000"
_FEWEST = 4  # letters outside the numbers: less than that is a cell, which is written by rule


class Renumbering:
    """Pairs by what their sources say when the numbers are set aside."""

    def __init__(self, pairs: Sequence[Pair], style: Style) -> None:
        self._style = style
        self._by_mask: dict[str, list[Pair]] = {}
        for pair in pairs:
            mask = _line_mask(pair.source)
            if mask is not None:
                self._by_mask.setdefault(mask, []).append(pair)

    def look_up(self, source: str) -> Match | None:
        """The English of the first pair whose numbers could be exchanged for those of this source with certainty."""
        for pair in self._by_mask.get(_line_mask(source) or "", ()):
            target = exchange_line(pair, source, self._style)
            if target is not None:
                return Match(target, (pair,))
        return None


def exchange_line(pair: Pair, source: str, style: Style) -> str | None:
    """The pair's English with the numbers of this source, that of the line too; None where that is not certain."""
    old, words = split_marker(pair.source.strip())
    new, rest = split_marker(source.strip())
    if old == new:
        return exchange_numbers(pair, find_quantities(source), style)
    lead = exchange_marker(pair.target.strip(), old, new)
    if lead is None:
        return None
    target = exchange_numbers(replace(pair, source=words, target=lead[1]), find_quantities(rest), style)
    return None if target is None else lead[0] + target


def _line_mask(source: str) -> str | None:
    """The mask of a line without its number; a line that has no other number is masked by having one."""
    marker, rest = split_marker(source.strip())
    mask = _mask(rest, find_quantities(rest))
    if mask is None and marker and sum(map(str.isalpha, rest)) > 1 and not find_quantities(rest):
        mask = match_key(rest)
    return f"{_HOLE}{re.sub('[0-9]+', '', marker)}{mask}" if mask and marker else mask


def _mask(source: str, quantities: Sequence[Quantity]) -> str | None:
    """The source with a hole in the place of each quantity; None for one that has none or little else."""
    if not quantities:
        return None
    words, holes, end = [], [], 0
    for quantity in quantities:
        words.append(source[end : quantity.start])
        holes.append(f"{_HOLE}{quantity.kind}{quantity.unit or ''}{quantity.approx or ''}{_HOLE}")
        end = quantity.end
    words.append(source[end:])
    if sum(map(str.isalpha, "".join(words))) < _FEWEST:
        return None
    return match_key("".join(piece for pair in zip_longest(words, holes, fillvalue="") for piece in pair))


def exchange_numbers(pair: Pair, quantities: Sequence[Quantity], style: Style) -> str | None:
    """The pair's English with these quantities in the places of its own, or None where that is not certain."""
    before = find_quantities(pair.source)
    english = list(find_english_quantities(pair.target))
    if len(before) != len(quantities):
        return None
    swaps: dict[int, str] = {}
    expected = [(q.kind, q.value) for q in english]
    for old, new in zip(before, quantities, strict=True):
        if old.value == new.value and old.says(new):
            continue
        found = [n for n, q in enumerate(english) if q.value == old.value and n not in swaps]
        words = _reworded(old, new, english[found[0]], style) if len(found) == 1 else None
        if words is None:
            return None
        swaps[found[0]] = words
        expected[found[0]] = (new.kind, new.value)
    target = _swapped(pair.target, english, swaps)
    return target if [(q.kind, q.value) for q in find_english_quantities(target)] == expected else None


def _reworded(old: Quantity, new: Quantity, english: Quantity, style: Style) -> str | None:
    """How the new quantity is written where the old one stood, in the style that the old one was written in."""
    if (old.value in ("1", "-1")) != (new.value in ("1", "-1")):
        return None  # a noun beside it would have to change its number
    for styled in _styles(style):
        for bare_old, bare_new in ((old, new), (_figure_alone(old), _figure_alone(new))):
            written = quantity_to_english(bare_old, styled)
            pieces = re.split(rf"(?<![\w.,]){re.escape(written)}(?![\w%]|[.,]\d)", english.text)
            if len(pieces) == 2:
                return quantity_to_english(bare_new, styled).join(pieces)
    return None


def _styles(style: Style) -> Iterator[Style]:
    yield style
    scales: tuple[Literal["auto", "million"], ...] = ("auto", "million")
    for space, day_first, scale in product((False, True), (False, True), scales):
        yield replace(style, currency_space=space, day_first=day_first, scale=scale)


def _figure_alone(quantity: Quantity) -> Quantity:
    """The figure without its noun and its approximator, which are words of the sentence."""
    unit, printed = (None, "") if quantity.kind == "count" else (quantity.unit, quantity.printed)
    return replace(quantity, unit=unit, printed=printed, approx=None)


def _swapped(target: str, english: Sequence[Quantity], swaps: dict[int, str]) -> str:
    for place in sorted(swaps, reverse=True):
        found = english[place]
        target = target[: found.start] + swaps[place] + target[found.end :]
    return target
