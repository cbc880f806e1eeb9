"""Two numbers of one sentence that have changed places.

Why: every value is there, so that a comparison of values is content, and both statements are wrong.
Caught: numbers that stand in another order in the English and count the other's thing there (In 1,264 … 2024
questionnaires), or whose neighbours (common words, terms) have not moved with them; "from 75 to 30" for 由30至75.
Fine: an order that English turned round together with the words, which it does within a clause more than between
the members of a list; equal numbers.
Not seen: exchanged numbers in a sentence whose words English has turned round as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from generator.checks.contract import Check, CheckContext, Pair, Remark, Span, per_sentence
from generator.checks.numbers import TIMES
from generator.checks.traces import answers_in
from generator.quantities import Quantity

_Matched = tuple[Quantity, Quantity]
_NEAR_CHINESE, _NEAR_ENGLISH = 9, 40
_LISTED = re.compile("[，、；：（,(]")
_BEFORE_YEAR = re.compile(r"(?:\b[Ii]n|[Ss]ince|[Dd]uring|[Ee]nd of|[Uu]ntil|[Ff]rom|year)$")
_AFTER_YEAR = re.compile(r"\s*(?:[,.;:)]|(?:it|the|a|an|its|was|were|and|to|as)\b|$)")
_BREAK = re.compile(r"[，；。：]|[;:]|\.(?= |$)")


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each two numbers that are exchanged."""
    matched = [(one.source, one.target) for one in pair.match.matched if not one.source.soft]
    matched += [(one.source, one.target) for one in pair.match.different]
    for one, other in combinations(matched, 2):
        if _are_crossed(one, other) and _are_exchanged(pair, one, other):
            yield Remark(
                f"“{one[0].text}” and “{other[0].text}” stand in the other order in the English. Are they exchanged?",
                f"“{one[0].text}”与“{other[0].text}”在英文中的顺序相反，请核对是否互换。",
                (one[0].start, one[0].end),
                (one[1].start, one[1].end),
            )


def _are_crossed(one: _Matched, other: _Matched) -> bool:
    return one[0].value != other[0].value and (one[0].start < other[0].start) != (
        one[1].start < other[1].start
    )


def _are_exchanged(pair: Pair, one: _Matched, other: _Matched) -> bool:
    if _counts_another(one) or _counts_another(other):
        return True
    times = [number for number in (one, other) if number[0].kind in TIMES]
    if len(times) == 1 and _stands_for_a_year(pair.target, (other if one in times else one)[1]):
        return True
    if one[0].kind != other[0].kind:
        return False
    if _runs_backwards(pair.target, *sorted((one[1], other[1]), key=lambda number: number.start)):
        return True
    together, apart = _count_words(pair, one, other)
    first, second = sorted((one[0], other[0]), key=lambda number: number.start)
    listed = bool(_LISTED.search(pair.source, first.end, second.start))
    return apart >= together if listed else apart > together + 1


def _counts_another(matched: _Matched) -> bool:
    """Whether a number that matches by value is of another kind: a year that counts, a measure that is a time."""
    source, target = matched
    if source.kind == target.kind:
        return (
            source.kind == "measure" or target.kind == "measure"
        ) and source.unit != target.unit is not None
    return bool({source.kind, target.kind} & (TIMES | {"money", "percent", "points", "measure"}))


def _stands_for_a_year(target: str, number: Quantity) -> bool:
    """Whether a count stands where a year belongs: In 386, the Company; at the end of 20."""
    bare = number.kind == "count" and number.text[-1:].isdecimal()
    before, after = target[: number.start].rstrip(), target[number.end :]
    return bare and bool(_BEFORE_YEAR.search(before) and _AFTER_YEAR.match(after))


def _runs_backwards(target: str, first: Quantity, second: Quantity) -> bool:
    """Whether the English leads from the one to the other: an order that no translator turns round."""
    return (
        target[: first.start].rstrip().endswith(" from") and target[first.end : second.start].strip() == "to"
    )


def _count_words(pair: Pair, one: _Matched, other: _Matched) -> tuple[int, int]:
    """How many words beside a number stand beside it in the English too, and how many beside the other number."""
    ours, theirs = ([getattr(m, side) for m in pair.match.matched] for side in ("source", "target"))
    sources = _unshared(*(_beside(pair.source, number[0], ours, _NEAR_CHINESE) for number in (one, other)))
    targets = [_beside(pair.target, number[1], theirs, _NEAR_ENGLISH) for number in (one, other)]
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


CHECK = Check("numbers-swapped", "doubtful", "sentence", per_sentence(look))
