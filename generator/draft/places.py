"""Whether each number of a draft stands by what it tells of, as far as that can be seen.

Two numbers that have changed places are content with a comparison of values. Things that are set against each other decide
(``contrasts.py``), and the order of the words that tell two figures apart (``labels.py``). Else two numbers that look alike
are let pass only with a proof: what stands beside them (``beside.py``) and near them (``nearness.py``) stays with them in the
English, twice as much as goes over to the other; or the English says of both from what and to what a change leads; or both
languages list them, and what they are of, in one order. An order that is turned needs more: nothing may go over. Numbers
that do not look alike betray themselves, and are asked for less. The rest is a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations, pairwise

from generator.checks.contract import Pair
from generator.checks.numbers import first_reason
from generator.draft.astray import find_astray
from generator.draft.beside import compare_sides, look_around
from generator.draft.contrasts import find_contrasts
from generator.draft.labels import Labels
from generator.draft.likeness import are_alike, sort_of
from generator.draft.nearness import Nearness, Told
from generator.draft.pieces import EACH, RESPECTIVELY
from generator.draft.words import find_said, find_words
from generator.quantities import Pair as Agreement
from generator.quantities import Quantity, find_english_quantities

_ANOTHER_VALUE = frozenset({"value", "scale", "digits", "date", "sign"})
_CLAUSE = re.compile("[，；。：]")
_LISTED = re.compile(r"[、和及与][^、和及与\d]*\Z")
_AND = re.compile("[和与及、或]|以及")
_LISTS = re.compile(rf"[^，。；、和与及或\d]{{0,3}}(?:{_AND.pattern})[^，。；、和与及或\d]{{0,3}}")
# By how much more may speak against a time and a figure whose order is turned: most betray themselves.
_LEAST_OF_SORTS = -1
_FIRST = re.compile("首(?=[届次批期家个])")
_TURNS = re.compile(
    r"(?<!存)在|[从由对向给将把较经每]|以(?![上下来及内外后前])|(?<![费使利应占信作专])用(?![电水户工途量能])|[据于与](?![上下])|比(?!例)|通过|覆盖|"
    r"的\Z|为(?=[^\d，；。]+\d)"
)
_ARRIVAL = r"(?:(?<!达)[至到]|[降减增升短长大高加少低]为)"
_TO_A_NUMBER = r"(?:\d{4}\s*年[末底]?的?)?(?:每[年月日天人])?(?:约|近|超过)?\Z"
_SOURCE_ENDS = (
    ("to", re.compile(rf"{_ARRIVAL}[^，。；\d]{{0,2}}{_TO_A_NUMBER}")),
    ("from", re.compile(rf"[由从自较比][^，。；至到\d]{{0,8}}{_TO_A_NUMBER}")),
)
_ARRIVES = re.compile(rf"[^，。；]{{0,14}}?{_ARRIVAL}")
_TARGET_ENDS = (
    ("from", re.compile(r"\b(?:from|against|than|compared (?:with|to)|versus) (?:only |the )?\Z")),
    ("to", re.compile(r"\b(?:to|reach(?:ed|ing)) (?:only |over )?\Z")),
)
_SOURCE_STEP = re.compile("(?:增加|减少|提高|上升|下降|增长|降低|提升|缩短|延长|扩大)了?(?:约|近)?\\Z")
_TARGET_STEP = re.compile(
    r"(?<!made )(?<!make )(?<!makes )\b(?:by|up|down|(?:increase|decrease|rise|fall|growth|reduction|drop|decline) of)(?: (?:about|nearly|some|over))? \Z"
)
_AGO = re.compile(r" (?:ago|before|earlier)\b")
_PASSED = re.compile("[之以]?前|早")


@dataclass(frozen=True, slots=True)
class Places:
    """``doubts`` are numbers of the Chinese that may have changed places in the English, or one that stands astray.

    ``turned`` is where in the Chinese the numbers begin that English has rightly in another order.
    """

    doubts: tuple[tuple[Quantity, ...], ...]
    turned: frozenset[int]

    def explains(self, start: int) -> bool:
        """Whether the number that begins there stands in another order for a reason, and nothing is in doubt."""
        return start in self.turned and not self.doubts


def find_places(pair: Pair) -> Places:
    """What can be said of the places of a sentence's numbers."""
    numbers = _find_stated(pair)
    sides = [look_around(pair, one, numbers) for one in numbers]
    spans = [(one.source.start, one.source.end) for one in numbers]
    words = find_words(pair, spans) if len(numbers) > 1 else ()
    near, labels = Nearness(pair, numbers, words), Labels(pair, numbers, words)
    contrasts = find_contrasts(pair, numbers)
    doubts: list[tuple[Quantity, ...]] = []
    turned: set[int] = set()
    for (n, one), (m, other) in combinations(enumerate(numbers), 2):
        if one.source.value == other.source.value:
            continue
        kept = contrasts.get((n, m))
        if kept is None:
            beside = compare_sides(sides[n], sides[m])
            kept = not labels.are_crossed(n, m) and _is_certain(
                pair, (one, other), beside, partial(near.compare, n, m)
            )
        if not kept:
            doubts.append((one.source, other.source))
        elif one.target.start > other.target.start:
            turned |= {one.source.start, other.source.start}
    doubts += find_astray(pair, numbers, sides)
    return Places(tuple(doubts), frozenset(turned))


def _find_stated(pair: Pair) -> list[Agreement]:
    """The numbers that both sides have, by their place in the Chinese; 首届 and first among them.

    Where one has another value that is told elsewhere; numbers inside terms count where the English says respectively.
    """
    listed = RESPECTIVELY.search(pair.target)
    both = [one for one in pair.match.matched if listed or not one.source.soft]
    both += [
        Agreement(one.source, one.target)
        for one in pair.match.different
        if first_reason(one) not in _ANOTHER_VALUE
    ]
    # A range that English makes of two numbers, "from 58% to 69%", stands where the first of them does.
    both += [
        one
        for one, end in pairwise(sorted(pair.match.joined, key=lambda joined: joined.source.start))
        if one.target == end.target and re.split(r"\.\.|/", one.target.value)[0] == one.source.value
    ]
    first = _FIRST.search(pair.source)
    firsts = [
        one for one in find_english_quantities(pair.target) if (one.kind, one.value) == ("ordinal", "1")
    ]
    if first and len(firsts) == 1:
        both.append(Agreement(Quantity(first[0], first.start(), first.end(), "ordinal", "1"), firsts[0]))
    by_place = {one.source.start: one for one in both}
    return [by_place[start] for start in sorted(by_place)]


def _are_time_and_length(pair: Pair, one: Agreement, other: Agreement) -> bool:
    """Whether a year stands where its length of time belongs, and the other way round: for 2024, since three years.

    Or whether a length is said as one that has passed, "three years ago", and the Chinese has no 前.
    """
    time, length = (one, other) if sort_of(one.target) == "time" else (other, one)
    if _AGO.match(pair.target, length.target.end) and not _PASSED.match(pair.source, length.source.end):
        return True
    return bool(
        re.search(r"\b(?:for|within|over|of) \Z", pair.target[: time.target.start])
        and re.search(
            r"\b(?:in|since|from|by)(?: the)? \Z", pair.target[: length.target.start], re.IGNORECASE
        )
    )


def _is_certain(
    pair: Pair, both: tuple[Agreement, Agreement], beside: Told, near: Callable[[], Told]
) -> bool:
    """Whether two numbers stand where they belong: what is said for them, and what against, is counted beside and near them.

    Numbers that do not look alike betray themselves, and are asked for less. Those that do need a proof in any order.
    """
    one, other = both
    crossed = one.target.start > other.target.start
    sorts = {sort_of(one.source), sort_of(other.source)}
    if len(sorts) > 1:
        if sorts & {"ordinal", "code"}:
            return True
        if sorts == {"time", "length"} and _are_time_and_length(pair, one, other):
            return False
        return not crossed or _balance(beside, near()) >= _LEAST_OF_SORTS
    if RESPECTIVELY.search(pair.target) or EACH in pair.source[: one.source.start]:
        return not crossed and _are_lists_in_order(pair, one.source.start)
    if _AND.fullmatch(pair.source, one.source.end, other.source.start):
        return not crossed
    ends = _keep_their_ends(pair, one, other)
    if ends is not None:
        return ends
    if _have_changed_steps(pair, one, other):
        return False
    turns = _may_turn(pair.source, one.source, other.source)
    if not are_alike(one.source, other.source):
        are_kin = one.source.kind == other.source.kind
        return _balance(beside, near()) >= (1 if crossed and (are_kin or not turns) else 0)
    together, apart = beside
    if crossed or turns:
        return together > apart == 0
    if sort_of(one.source) in ("time", "ordinal"):
        return apart <= together
    told = near()
    return together + told[0] > 2 * (apart + told[1])


def _balance(*told: Told) -> int:
    """By how much more is said for two numbers than against them."""
    return sum(together - apart for together, apart in told)


def _are_lists_in_order(pair: Pair, end: int) -> bool:
    """Whether words that the Chinese lists before its numbers are listed in the same order in the English."""
    words = [word for word in find_words(pair, ()) if word.end <= end and pair.source.count(word.text) == 1]
    places = [find_said(word.answers, pair.target, ()) for word in words]
    return all(
        first[0] <= second[0]
        for (one, first), (other, second) in pairwise(zip(words, places, strict=True))
        if first is not None and second is not None and _LISTS.fullmatch(pair.source, one.end, other.start)
    )


def _keep_their_ends(pair: Pair, one: Agreement, other: Agreement) -> bool | None:
    """Whether what a change starts from and arrives at is said so in the English; None where that is not said."""
    ours = [_source_end(pair.source, number.source) for number in (one, other)]
    theirs = [_end(pair.target, number.target, _TARGET_ENDS) for number in (one, other)]
    told = [(our, their) for our, their in zip(ours, theirs, strict=True) if our and their]
    if any(our != their for our, their in told) or (ours != theirs and ours == theirs[::-1]):
        return False
    return True if told and set(theirs) == {"from", "to"} else None


def _have_changed_steps(pair: Pair, one: Agreement, other: Agreement) -> bool:
    """Whether by how much something changed is said of the one in the Chinese, and of the other in the English."""
    ours = [_SOURCE_STEP.search(pair.source, 0, number.source.start) is not None for number in (one, other)]
    theirs = [_TARGET_STEP.search(pair.target, 0, number.target.start) is not None for number in (one, other)]
    return ours != theirs and ours == theirs[::-1]


def _end(text: str, number: Quantity, ends: Sequence[tuple[str, re.Pattern[str]]]) -> str:
    """Which end of a change a number is said to be, from or to; empty where nothing is said."""
    before = text[max(0, number.start - 24) : number.start]
    return next((end for end, pattern in ends if pattern.search(before)), "")


def _source_end(source: str, number: Quantity) -> str:
    """The same of the Chinese: what 由 leads in is a start only where an arrival follows."""
    end = _end(source, number, _SOURCE_ENDS)
    return end if end != "from" or _ARRIVES.match(source, number.end) else ""


def _may_turn(source: str, one: Quantity, other: Quantity) -> bool:
    """Whether English has a reason to say the second number first: a phrase with a preposition, a 的, a comparison."""
    between = source[one.end : other.start]
    if _CLAUSE.search(between) or _LISTED.search(between):
        return False
    clause = _CLAUSE.split(source[: one.start])[-1]
    led = _TURNS.search(clause) or (clause.endswith("为") and one.kind == "count")
    return bool(led or _TURNS.search(between) or "的" in between)
