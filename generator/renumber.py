"""Last year's sentence with this year's figures: the English of an earlier pair with its numbers exchanged.

Two sources fit when they are the same but for their quantities and the number of the line. Each quantity that
differs must stand in the earlier English in a form that our own rules would write; it is exchanged there, and the
new English is read back. Whatever is not certain (a number in free words, one that is worded twice, a plural that
would have to change) gives no English at all. The number of a line (三、 in "III. Returns") is exchanged in its own
form.

Names are exchanged too where the glossary knows both and the earlier English holds the old one once. An article
beside a name may have to change with it, so that such an English is a draft for a person to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product, zip_longest
from typing import Literal

from generator.listmark import exchange_marker, split_marker
from generator.memory import DRAFT_FROM, Match, Memory, Pair, match_key
from generator.quantities import (
    Quantity,
    Style,
    compare_texts,
    find_english_quantities,
    find_quantities,
    quantity_to_english,
)
from generator.terms import Glossary, TermHit, check_terms, find_terms

_HOLE = "\ue000"
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d%]|[.,]\d)")
_MARKS = re.compile(
    r"""(?<!\d)[,.;:!?、。"'《》〈〉…·()](?!\d)"""
)  # beside a figure a mark may be part of it
_END = {"。": ".", ";": ";", ",": ",", ":": ":", "!": "!", "?": "?"}
_FEWEST = 4  # letters outside the numbers: less than that is a cell, which is written by rule
_RENUMBERED, _FOR_A_NAME = 99, 5
_LIKE, _CANDIDATES = 50, 8  # in how far, and how many, earlier sentences are tried for other names


class Renumbering:
    """What the memories hold with other figures, or with other names of the glossary."""

    def __init__(self, memories: Sequence[Memory], style: Style, glossary: Glossary) -> None:
        self._memories = memories
        self._style = style
        self._glossary = glossary

    def look_up(self, source: str, hits: Sequence[TermHit] = ()) -> Match | None:
        """The English of the surest pair whose numbers could be exchanged for those of this source with certainty.

        ``hits`` are the glossary's terms in the source. The score is 99, or 94 where a name was exchanged too, less
        the points off for the pair.
        """
        return self._renumbered(source) or self._renamed(source, hits)

    def _renumbered(self, source: str) -> Match | None:
        found = [one for memory in self._memories for one in memory.find_renumbered(source)]
        mask = _line_mask(source) if found else None
        for pair, points_off in sorted(found, key=lambda one: one[1]):
            score = _RENUMBERED - points_off
            if mask is not None and score >= DRAFT_FROM and _line_mask(pair.source) == mask:
                target = exchange_line(pair, source, self._style)
                if target is not None:
                    return Match(target, (pair,), score, points_off)
        return None

    def _renamed(self, source: str, hits: Sequence[TermHit]) -> Match | None:
        names = _names(hits)
        for memory in self._memories if names else ():
            for like in memory.find_similar(source, _CANDIDATES, _LIKE):
                target = self._with_names(like.pairs[0], source, names, hits)
                points_off = like.points_off + _FOR_A_NAME
                if target is not None and _RENUMBERED - points_off >= DRAFT_FROM:
                    return Match(target, like.pairs, _RENUMBERED - points_off, points_off)
        return None

    def _with_names(
        self, pair: Pair, source: str, names: Sequence[TermHit], hits: Sequence[TermHit]
    ) -> str | None:
        """The pair's English with these names and numbers; None where a name or a number is not certain."""
        earlier = find_terms(pair.source, self._glossary, path=pair.path)
        renamed = exchange_names(pair, earlier, names)
        if renamed is None or not _same_words(renamed.source, source):
            return None
        target = exchange_line(renamed, source, self._style)
        if target is None or any(use.required and use.span is None for use in check_terms(target, hits)):
            return None
        return target


def _names(hits: Sequence[TermHit]) -> tuple[TermHit, ...]:
    return tuple(hit for hit in hits if hit.term.kind == "name")


def _same_words(one: str, other: str) -> bool:
    """Whether two sources are the same but for their numbers."""
    mask = _line_mask(one)
    return match_key(one) == match_key(other) or (mask is not None and mask == _line_mask(other))


def exchange_names(pair: Pair, hits: Sequence[TermHit], names: Sequence[TermHit]) -> Pair | None:
    """The pair with these names in the places of its own, on both sides; None where that is not certain.

    ``hits`` are all terms of the pair's source. A name that differs must stand in the English once.
    """
    uses = [use for use in check_terms(pair.target, hits) if use.hit.term.kind == "name"]
    if len(uses) != len(names):
        return None
    source, swaps = pair.source, []
    for use, name in reversed(list(zip(uses, names, strict=True))):
        if use.hit.text == name.text:
            continue
        if use.span is None or use.shared or pair.target.count(pair.target[slice(*use.span)]) != 1:
            return None
        source = source[: use.hit.start] + name.text + source[use.hit.end :]
        swaps.append((use.span, name.english))
    target = pair.target
    for (start, end), english in sorted(swaps, reverse=True):
        target = target[:start] + english + target[end:]
    return replace(pair, source=source, target=target) if swaps else None


def exchange_marks(pair: Pair, source: str) -> str | None:
    """The pair's English for a source that differs in its marks alone, the mark at the end exchanged with it.

    None for other differences, and where the English does not end as its own Chinese does.
    """
    old, new = match_key(pair.source), match_key(source)
    if old == new or _MARKS.sub("", old) != _MARKS.sub("", new):
        return None
    target, ended, ends = pair.target.strip(), _END.get(old[-1:], ""), _END.get(new[-1:], "")
    if ended == ends:
        return target
    return target.removesuffix(ended) + ends if target.endswith(ended) else None


def exchange_line(pair: Pair, source: str, style: Style) -> str | None:
    """The pair's English with the numbers of this source, that of the line too; None where that is not certain."""
    target = _exchange_line(pair, source, style)
    if target is not None:
        return target
    other = exchange_years(pair, source)
    target = _exchange_line(other, source, style) if other else None
    return target if target is not None and compare_texts(source, target).agrees else None


def exchange_years(pair: Pair, source: str) -> Pair | None:
    """The pair with its years moved on to those of this source, on both sides, wherever they stand.

    None unless each year of the pair becomes one and the same year in every place, and its English names the same
    years as its Chinese. A year stands more than once, and in words that are no date (its 2023 annual report).
    """
    old, new = _YEAR.findall(pair.source), _YEAR.findall(source)
    moved = dict(zip(old, new, strict=False))
    if len(old) != len(new) or [moved[year] for year in old] != new or old == new:
        return None
    if set(_YEAR.findall(pair.target)) != set(old):
        return None
    source, target = (_YEAR.sub(lambda found: moved[found[0]], text) for text in (pair.source, pair.target))
    return replace(pair, source=source, target=target)


def _exchange_line(pair: Pair, source: str, style: Style) -> str | None:
    old, words = split_marker(pair.source.strip())
    new, rest = split_marker(source.strip())
    if old == new:
        return exchange_numbers(pair, find_quantities(source), style)
    lead = exchange_marker(pair.target.strip(), old, new)
    if lead is None:
        return None
    target = exchange_numbers(replace(pair, source=words, target=lead[1]), find_quantities(rest), style)
    return None if target is None else lead[0] + target


def look_up_line(memory: Memory, source: str) -> Match | None:
    """The English of a line that the memory holds under another number, with the number of this one.

    >>> memory = Memory([Pair("三、股东回报", "III. Returns to Shareholders", "m:1")])
    >>> found = look_up_line(memory, "四、股东回报")
    >>> found.target if found else None
    'IV. Returns to Shareholders'
    """
    number, words = split_marker(source.strip())
    for pair, points_off in memory.find_renumbered(source) if number else ():
        old, rest = split_marker(pair.source.strip())
        lead = exchange_marker(pair.target.strip(), old, number)
        if lead and match_key(rest) == match_key(words):
            return Match("".join(lead), (pair,), _RENUMBERED - points_off, points_off)
    return None


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
