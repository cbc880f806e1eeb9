"""What stands nearer to which of two numbers in both languages: the words of the sentence, and its other numbers.

A word speaks for two numbers when it stands nearest to the same of them on both sides, and against them when it stands
nearest to the one in the Chinese and to the other in the English. A comma, the 、 or the "and" of a list, and a number in
between put apart what they part.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from generator.checks.contract import Pair, Span
from generator.draft.likeness import are_alike
from generator.draft.words import Word
from generator.quantities import Pair as Agreement

Told = tuple[int, int]  # how many things speak for two numbers, and how many against them


@dataclass(frozen=True, slots=True)
class _Measure:
    """How far apart things are in a language: what its smallest pieces and its breaks weigh, and how far is too far.

    ``margin`` is by how much the nearest number must be nearer than the next.
    """

    piece: re.Pattern[str]
    weight: int
    stop: re.Pattern[str]
    comma: re.Pattern[str]
    link: re.Pattern[str]
    weights: tuple[int, int, int]
    far: int
    far_number: int
    margin: int


_CHINESE = _Measure(
    piece=re.compile(r"\S"),
    weight=1,
    stop=re.compile("[；。：;:]|其中"),
    comma=re.compile("[，,（）()]"),
    link=re.compile(r"、|(?<=\D)[和及与](?!平|以[上下])|以及|而"),
    weights=(16, 10, 8),
    far=24,
    far_number=8,
    margin=2,
)
_ENGLISH = _Measure(
    piece=re.compile(r"\S+"),
    weight=3,
    stop=re.compile(
        r"[;:]|\bof wh(?:ich|om)\b|\bincluding\b|\bamong them\b|(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bNo)(?<!Ltd)\.(?=\s|$)"
    ),
    comma=re.compile(r"[()]|,(?!\d)"),
    link=re.compile(r"\b(?:and|while|whereas|with|but|or)\b"),
    weights=(32, 20, 16),
    far=48,
    far_number=18,
    margin=3,
)


_CLAUSE = re.compile("[，；。]")
_LIST = re.compile("[、和与及]")


@dataclass(frozen=True, slots=True)
class _Row:
    """A word or number of the sentence, and how far it is from each number: in the Chinese, and each way it may be said.

    ``number`` is which number it is; None for a word. What may not deny only ever speaks for two numbers: a verb is often
    said of both, and whether a number stands where it belongs is asked of that number itself.
    """

    source: tuple[int, ...]
    targets: tuple[tuple[int, ...], ...]
    may_deny: bool = False
    number: int | None = None

    def is_of(self, group: Collection[int]) -> bool:
        """Whether no other number stands nearer to it in the Chinese; a number may have one of another kind beside it."""
        nearest = min(self.source) + _CHINESE.margin
        return self.number is not None or any(self.source[number] < nearest for number in group)


class Nearness:
    """The words and numbers of a sentence with their distances from each number that both sides have."""

    def __init__(self, pair: Pair, numbers: Sequence[Agreement], words: Sequence[Word]) -> None:
        self._pair = pair
        self._words = words
        self._numbers = numbers
        self._sources = [(one.source.start, one.source.end) for one in numbers]
        self._targets = [(one.target.start, one.target.end) for one in numbers]
        self._ranks = sorted(range(len(numbers)), key=lambda number: self._targets[number])

    @cached_property
    def _rows(self) -> tuple[_Row, ...]:
        return (*self._measure_words(), *self._measure_numbers())

    def compare(self, one: int, other: int) -> Told:
        """What is said of two numbers that look alike; where that is nothing, what is said of their companions."""
        told = self._compare(one, other)
        if told != (0, 0):
            return told
        both = product((one, *self._companions(one)), (other, *self._companions(other)))
        all_told = [self._compare(ours, theirs) for ours, theirs in both if self._are_alike(ours, theirs)]
        return sum(together for together, _ in all_told), sum(apart for _, apart in all_told)

    def _are_alike(self, one: int, other: int) -> bool:
        return one != other and are_alike(self._numbers[one].source, self._numbers[other].source)

    def _companions(self, number: int) -> list[int]:
        """The numbers that stand next to one in both languages, on the same side: 3.98吨，同比下降9.95%."""
        rank = self._ranks.index(number)
        sides = [side for side in (-1, 1) if 0 <= number + side < len(self._numbers)]
        sides = [side for side in sides if 0 <= rank + side < len(self._numbers)]
        return [number + side for side in sides if self._ranks[rank + side] == number + side]

    def _compare(self, one: int, other: int) -> Told:
        group = [n for n in range(len(self._numbers)) if n in (one, other) or self._are_alike(n, one)]
        together = apart = 0
        for row in self._rows:
            if row.number in group or not row.is_of(group):
                continue
            ours = _nearest(row.source, group, _CHINESE, row.number)
            theirs = {_nearest(target, group, _ENGLISH, row.number) for target in row.targets} - {None}
            if ours is None or not theirs:
                continue
            if theirs == {ours}:
                together += ours in (one, other)
            elif ours not in theirs and row.may_deny:
                apart += any({ours, their} == {one, other} for their in theirs)
        return together, apart

    def _is_of_a_list(self, word: Word) -> bool:
        """Whether a word is said of several numbers at once: 东部3省、中部2省和西部6省的客户."""
        clause = _CLAUSE.split(self._pair.source[: word.start])[-1]
        first = word.start - len(clause)
        listed = [start for start, end in self._sources if first <= start and end <= word.start]
        of = self._pair.source.find("的", listed[-1] if listed else word.start, word.start)
        return (
            of > 0 and len(listed) > 1 and _LIST.search(self._pair.source, listed[-2], listed[-1]) is not None
        )

    def _measure_words(self) -> Iterable[_Row]:
        pair = self._pair
        words = {word.text: word for word in self._words if not self._is_of_a_list(word)}
        counts = Counter(answer for word in words.values() for answer in word.answers)
        for word in words.values():
            places = [found.span() for found in re.finditer(re.escape(word.text), pair.source)]
            said = [
                [
                    found.span()
                    for found in re.finditer(answer, pair.target, re.IGNORECASE)
                    if not any(start <= found.start() < end for start, end in self._targets)
                ]
                for answer in word.answers
                if counts[answer] == 1
            ]
            targets = tuple(_measure(pair.target, spans, self._targets, _ENGLISH) for spans in said if spans)
            if targets:
                ours = _measure(pair.source, places, self._sources, _CHINESE)
                yield _Row(ours, targets, not word.is_verb)

    def _measure_numbers(self) -> Iterable[_Row]:
        for number, (source, target) in enumerate(zip(self._sources, self._targets, strict=True)):
            ours = _measure(self._pair.source, [source], self._sources, _CHINESE)
            theirs = _measure(self._pair.target, [target], self._targets, _ENGLISH)
            yield _Row(ours, (theirs,), number=number)


def _measure(
    text: str, places: Iterable[Span], numbers: Sequence[Span], measure: _Measure
) -> tuple[int, ...]:
    """How far the nearest of the places is from each number."""
    return tuple(
        min(_distance(text, place, number, numbers, measure) for place in places) for number in numbers
    )


def _distance(text: str, place: Span, number: Span, numbers: Sequence[Span], measure: _Measure) -> int:
    (_, start), (end, _) = sorted((place, number))
    if start >= end:
        return 0
    between = text[start:end]
    breaks = zip((measure.stop, measure.comma, measure.link), measure.weights, strict=True)
    parted = sum(weight * len(found.findall(between)) for found, weight in breaks)
    passed = sum(start <= one[0] < end for one in numbers if one not in (place, number))
    return measure.weight * len(measure.piece.findall(between)) + parted + passed * measure.weights[-1]


def _nearest(
    distances: Sequence[int], group: Sequence[int], measure: _Measure, number: int | None
) -> int | None:
    """Which number of the group is the nearest; None where two are about as near, or all too far."""
    first, second = sorted(group, key=lambda one: (distances[one], one))[:2]
    far = measure.far if number is None else measure.far_number
    if distances[first] > far or distances[second] - distances[first] < measure.margin:
        return None
    return first
