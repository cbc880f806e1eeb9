"""Two numbers of one sentence that have changed places.

Why: every value is there, so that a comparison of values is content, and both statements are wrong.
Caught: numbers of the same kind and unit that stand in another order in the English, where the words next to each of them
(common words, terms, Latin names) have not moved with it.
Fine: an order that English turned round together with the words; numbers of different kinds; equal numbers.
Not seen: exchanged numbers whose neighbours have no words in common with the English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from generator.checks.contract import Check, CheckContext, Pair, Remark, Span, per_sentence
from generator.checks.traces import answers_in
from generator.quantities import Quantity

_Matched = tuple[Quantity, Quantity]
_BREAK = re.compile(r"[，；。：]|[;:]|\.(?= |$)")


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each two numbers that are exchanged."""
    matched = [(one.source, one.target) for one in pair.match.matched if not one.source.soft]
    for one, other in combinations(matched, 2):
        if _are_crossed(one, other) and _have_words_stayed(pair, one, other):
            yield Remark(
                f"“{one[0].text}” and “{other[0].text}” stand in the other order in the English. Are they exchanged?",
                f"“{one[0].text}”与“{other[0].text}”在英文中的顺序相反，请核对是否互换。",
                (one[0].start, one[0].end),
                (one[1].start, one[1].end),
            )


def _are_crossed(one: _Matched, other: _Matched) -> bool:
    alike = (one[0].kind, one[0].unit) == (other[0].kind, other[0].unit) and one[0].value != other[0].value
    return alike and (one[0].start < other[0].start) != (one[1].start < other[1].start)


def _have_words_stayed(pair: Pair, one: _Matched, other: _Matched) -> bool:
    """Whether the words beside each number stand beside the other number in the English rather than beside itself."""
    sources = [_beside(pair.source, number, [m.source for m in pair.match.matched]) for number in (one[0], other[0])]
    sources = _unshared(*sources)
    targets = [_beside(pair.target, number, [m.target for m in pair.match.matched]) for number in (one[1], other[1])]
    answers = [answers_in(pair, *span) for span in sources]
    words = [pair.target[start:end] for start, end in targets]
    together = sum(bool(answer.search(words[side])) for side in (0, 1) for answer in answers[side])
    apart = sum(bool(answer.search(words[1 - side])) for side in (0, 1) for answer in answers[side])
    return apart > together


def _unshared(one: Span, other: Span) -> list[Span]:
    """The two stretches without what lies in both: words between two numbers may belong to either."""
    first, second = sorted((one, other))
    shared = max(0, first[1] - second[0])
    parted = {first: (first[0], first[1] - shared), second: (second[0] + shared, second[1])}
    return [parted[one], parted[other]]


def _beside(text: str, number: Quantity, numbers: list[Quantity]) -> Span:
    """The stretch of text around a number: to the numbers on either side, and not over a break."""
    start = max((one.end for one in numbers if one.end <= number.start), default=0)
    end = min((one.start for one in numbers if one.start >= number.end), default=len(text))
    start = max((found.end() for found in _BREAK.finditer(text, start, number.start)), default=start)
    found = _BREAK.search(text, number.end, end)
    return start, found.start() if found else end


CHECK = Check("numbers-swapped", "doubtful", "sentence", per_sentence(look))
