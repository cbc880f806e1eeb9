"""Numbers of a draft that stand where another thing belongs, seen by what English says right before and behind them.

A figure where a year does (at the end of 20), a year where a figure does (the cost was 2024), an amount that the Chinese has
not, two ends that English joins in one range.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.checks.contract import Pair
from generator.checks.leniency import source_numbers
from generator.draft.beside import Sides, compare_sides, look_at
from generator.draft.likeness import are_alike, sort_of
from generator.draft.pieces import RESPECTIVELY
from generator.quantities import Pair as Agreement
from generator.quantities import Quantity, find_english_quantities

_ONE_OF_MANY = re.compile(r"[Oo]ne (?!means\b|series\b|species\b)[a-z]+[^\Wsui]s\b")
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:[Ii]n|[Oo]n|[Ss]ince|[Dd]uring|[Uu]ntil|[Ff]or|[Aa]s (?:at|of))|[Ee]nd of|year) \Z"
)
_BEFORE_TIME = re.compile(
    r"(?:(?:\A|[.,;] |\d%? |(?:million|billion|points?|tonnes?|kWh|people|years?|months?|days?) )[Ii]n|\b(?:[Oo]n|[Ss]ince|[Dd]uring|[Uu]ntil|[Aa]s (?:at|of)|[Ee]nd of)) \Z"
)
_AFTER_YEAR = re.compile(r"\s*(?:[,.;:)](?!\d)|(?:it|they|the|a|was|were|and|to|as|at|in)\b|\Z)")
_BEFORE_FIGURE = re.compile(
    r"(?<!year )(?<!date )(?<!period )(?<!day )\b(?:was|were|is|are|totall?ed|amounted to|reached|accounted for|total of|[a-z]+ing [a-z]* ?of) \Z"
)


def find_astray(
    pair: Pair, numbers: Sequence[Agreement], sides: Sequence[Sides]
) -> Iterator[tuple[Quantity, ...]]:
    """Numbers of the Chinese, or of the English where the Chinese has them not, that stand where another thing belongs.

    ``sides`` are what stands beside each of the numbers.
    """
    yield from _find_parted(pair, numbers)
    yield from _find_parted_from_year(numbers, sides)
    yield from _find_misplaced(pair, numbers, sides)
    yield from _find_strange(pair, numbers)


def _find_parted_from_year(
    numbers: Sequence[Agreement], sides: Sequence[Sides]
) -> Iterator[tuple[Quantity, ...]]:
    """A figure whose year stands right before it in the Chinese (2021年的24%), and another one like it between the two in English."""
    for one, side in zip(numbers, sides, strict=True):
        years = [year for year in numbers if year.source.value in side.linked - side.links]
        for year in years:
            first, last = sorted((one.target.start, year.target.start))
            if any(
                first < other.target.start < last and are_alike(one.source, other.source) for other in numbers
            ):
                yield year.source, one.source


def _find_parted(pair: Pair, numbers: Sequence[Agreement]) -> Iterator[tuple[Quantity, ...]]:
    """Two numbers that English joins in one range, "from 41 to 45", and that the Chinese parts by another like them."""
    for one, other in pairwise(sorted(pair.match.joined, key=lambda joined: joined.target.start)):
        if one.target != other.target:
            continue
        first, last = sorted((one.source.start, other.source.start))
        if any(
            first < number.source.start < last and are_alike(one.source, number.source) for number in numbers
        ):
            yield one.source, other.source


def _find_misplaced(
    pair: Pair, numbers: Sequence[Agreement], sides: Sequence[Sides]
) -> Iterator[tuple[Quantity, ...]]:
    """Numbers of the Chinese that stand where another thing belongs.

    A figure where a year does; a figure whose words stand beside an English count that the Chinese has not, which may be
    one of them; lengths of time and figures in each other's place.
    """
    listed = RESPECTIVELY.search(pair.target)
    counts = [] if listed else [one for one in _find_strangers(pair, numbers) if one.kind == "count"]
    others = [look_at(pair.target, one, numbers) for one in counts]
    for one, ours in zip(numbers, sides, strict=True):
        counted = [compare_sides(ours, theirs) for theirs in others if sort_of(one.source) == "figure"]
        if (
            any(apart > together for together, apart in counted)
            or _stands_for_a_year(pair.target, one.target)
            or _stands_for_a_figure(pair.target, one.target)
        ):
            yield (one.source,)
    taken = [
        (one.source, sort_of(one.source) == "length", sort_of(one.target) == "length") for one in numbers
    ]
    mixed = [(source, ours) for source, ours, theirs in taken if ours != theirs]
    if len({ours for _, ours in mixed}) > 1:
        yield tuple(source for source, _ in mixed)


def _find_strange(pair: Pair, numbers: Sequence[Agreement]) -> Iterator[tuple[Quantity, ...]]:
    """Numbers of the English that answer none of the Chinese and are in order nowhere, and ends that it turned round.

    An amount; a figure that stands for a year; one of many; a range that rises where its ends fall in the Chinese.
    """
    strangers = _find_strangers(pair, numbers)
    for one in strangers:
        counts = _ONE_OF_MANY.match(pair.target, one.start) or _stands_for_a_year(pair.target, one)
        if counts or _is_a_loose_amount(one):
            yield (one,)
    known = {one.start for one in source_numbers(pair.match)}
    ends = [one for one in pair.numbers if one.start not in known and not one.soft]
    for first, second in pairwise(ends):
        if any(re.split(r"\.\.|/", one.value) == [second.value, first.value] for one in strangers):
            yield first, second


def _find_strangers(pair: Pair, numbers: Sequence[Agreement]) -> list[Quantity]:
    taken = {one.target.start for one in numbers}
    return [one for one in find_english_quantities(pair.target) if one.start not in taken]


def _is_a_loose_amount(number: Quantity) -> bool:
    """Whether an English number that answers none of the Chinese says an amount: no range of two, no unit of a table."""
    plain = number.kind in ("money", "percent", "points", "measure") and not number.soft
    is_unit = re.fullmatch("10{3,}", number.value) is not None
    return plain and not is_unit and ".." not in number.value and "idiom" not in number.flags


def _stands_for_a_year(target: str, number: Quantity) -> bool:
    """Whether a figure that is no year stands where one belongs: In 386, the Company; at the end of 20."""
    counts = number.kind == "count" and number.text[-1:].isdecimal()
    if not counts and number.kind not in ("money", "percent", "points", "measure"):
        return False
    before = _BEFORE_YEAR if counts else _BEFORE_TIME
    return bool(before.search(target[: number.start]) and _AFTER_YEAR.match(target, number.end))


def _stands_for_a_figure(target: str, number: Quantity) -> bool:
    """Whether a day or a year stands where a figure belongs: the cost was 2024."""
    return sort_of(number) == "time" and _BEFORE_FIGURE.search(target[: number.start]) is not None
