"""The words beside two numbers: whether they have moved with the numbers or stayed where they were."""

from __future__ import annotations

import re

from generator.checks.contract import Pair, Span
from generator.checks.traces import answers_in
from generator.quantities import Pair as Agreement
from generator.quantities import Quantity

_NEAR_CHINESE, _NEAR_ENGLISH = 9, 40
_BREAK = re.compile(r"[，；。：]|[;:]|\.(?= |$)")


def count_words(pair: Pair, one: Agreement, other: Agreement) -> tuple[int, int]:
    """How many words beside a number stand beside it in the English too, and how many beside the other number."""
    ours = [matched.source for matched in pair.match.matched]
    theirs = [matched.target for matched in pair.match.matched]
    sources = _unshared(
        *(_beside(pair.source, number.source, ours, _NEAR_CHINESE) for number in (one, other))
    )
    targets = [_beside(pair.target, number.target, theirs, _NEAR_ENGLISH) for number in (one, other)]
    words = [pair.target[start:end] for start, end in targets]
    answers = [answers_in(pair, *span) for span in sources]
    together = sum(bool(answer.search(words[side])) for side in (0, 1) for answer in answers[side])
    apart = sum(bool(answer.search(words[1 - side])) for side in (0, 1) for answer in answers[side])
    return together, apart


def _unshared(one: Span, other: Span) -> list[Span]:
    """The two stretches without what lies in both: words between two numbers may belong to either."""
    first, second = sorted((one, other))
    shared = max(0, first[1] - second[0])
    parted = {first: (first[0], first[1] - shared), second: (second[0] + shared, second[1])}
    return [parted[one], parted[other]]


def _beside(text: str, number: Quantity, numbers: list[Quantity], reach: int) -> Span:
    """The stretch of text around a number: so many characters, not to other numbers nor over a break."""
    start = max([number.start - reach, 0, *(one.end for one in numbers if one.end <= number.start)])
    end = min([number.end + reach, len(text), *(one.start for one in numbers if one.start >= number.end)])
    start = max((found.end() for found in _BREAK.finditer(text, start, number.start)), default=start)
    found = _BREAK.search(text, number.end, end)
    return start, found.start() if found else end
