"""Whether what is said with each of two numbers alone comes in the same order as the numbers, in both languages.

Chinese puts a number and what it is of into one piece of the sentence: 乙二醇产量为38万吨，聚酯产量为65万吨. Where the words that
tell two pieces apart come in English in the other order than their numbers, words or numbers have changed places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

from generator.checks.contract import Pair, Span
from generator.draft.likeness import sort_of
from generator.draft.pieces import EACH, find_piece
from generator.draft.words import Word, find_said
from generator.quantities import Pair as Agreement

_PIECE = re.compile("[，；。、：（）和及与]|其中")
_LISTED = re.compile(EACH + r"[^，；。]*\Z")


class Labels:
    """The words that stand in one piece of the Chinese with each number, and where the English says them."""

    def __init__(self, pair: Pair, numbers: Sequence[Agreement], words: Sequence[Word]) -> None:
        self._target = pair.target
        self._source = pair.source
        self._numbers = numbers
        taken = [(one.source.start, one.source.end) for one in numbers]
        breaks = [
            found.start()
            for found in _PIECE.finditer(pair.source)
            if not any(start <= found.start() < end for start, end in taken)
        ]
        self._pieces = [find_piece(span, breaks, len(pair.source)) for span in taken]
        self._taken = [(one.target.start, one.target.end) for one in numbers]
        # What is done is often said once of several numbers, and English puts its verb where it likes.
        self._words = [word for word in words if not word.is_verb]

    def are_crossed(self, one: int, other: int) -> bool:
        """Whether the words that tell two figures apart come in the other order than the figures.

        The nearest word of each decides where the English has both; else all that it has, if they are of one mind.
        """
        if self._pieces[one] == self._pieces[other] or not self._are_alike(one, other):
            return False
        ours, theirs = self._find_places(one, other), self._find_places(other, one)
        first = self._numbers[one].target.start < self._numbers[other].target.start
        nearest = _find_orders(ours[:1], theirs[:1])
        return (nearest or _find_orders(ours, theirs)) == {not first}

    def _are_alike(self, one: int, other: int) -> bool:
        """Whether both are figures, or both lengths of time, and neither is one of a list whose words stand before it."""
        both = [self._numbers[number].source for number in (one, other)]
        sorts = {sort_of(number) for number in both}
        listed = any(_LISTED.search(self._source, 0, number.start) for number in both)
        return sorts in ({"figure"}, {"length"}) and not listed

    def _find_places(self, number: int, other: int) -> list[Span | None]:
        """Where the English says the words that stand with a number and not with the other, the nearest first.

        From where to where; None for one that it does not say, or in several places.
        """
        with_other = self._find_words(other)
        answers = {answer for word in with_other for answer in word.answers}
        return [
            find_said([one for one in word.answers if one not in answers], self._target, self._taken)
            for word in self._find_words(number)
            if not any(word.text in theirs.text for theirs in with_other)
        ]

    def _find_words(self, number: int) -> list[Word]:
        start, end = self._pieces[number]
        at = self._numbers[number].source
        words = [word for word in self._words if start <= word.start and word.end <= end]
        return sorted(words, key=lambda word: max(at.start - word.end, word.start - at.end))


def _find_orders(ours: Sequence[Span | None], theirs: Sequence[Span | None]) -> set[bool]:
    """For every two places, one of each, whether that of ours comes first; nothing for two that overlap."""
    return {
        our[1] < their[0]
        for our, their in product(ours, theirs)
        if our and their and (our[1] < their[0] or their[1] < our[0])
    }
