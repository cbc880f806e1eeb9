"""Two numbers of one sentence that have changed places.

Why: every value is there, so that a comparison of values is content, and both statements are wrong.
Caught: like numbers in another order than the Chinese explains, whose words have not moved with them; a year that counts
something in the English; a count that stands where a year belongs (In 386, the Company); "from 75 to 30" for 由30至75;
a count with the noun of another; more of a thing than there are (186 of the 179).
Fine: an order that English turned round together with the words, which it does within a clause more than between the
members of a list; equal numbers.
Not seen: exchanged numbers in a sentence whose words English has turned round as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence
from generator.checks.neighbours import count_words
from generator.checks.numbers import TIMES, first_reason
from generator.quantities import Pair as Agreement
from generator.quantities import Quantity
from generator.quantities.alike import base_unit, is_length
from generator.quantities.nouns import counted_noun, says_noun
from generator.quantities.quantity import number_of

_COUNTING = {"count", "money", "percent", "points", "measure"}
_LISTED = re.compile("[，、；：（,(和及与]")
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_COMPARED = re.compile("[较比]|从|由")
_FROM, _TO = re.compile(r"\bfrom [^;,]{0,30}$"), re.compile(r"\bto [^;,]{0,30}$")
_PART_OF = re.compile(r" (?:out )?of (?:the |our |its |all )?")
_BEHIND = re.compile(r"(?:[\s-]+[A-Za-z’'-]+){1,3}")
_BEFORE_YEAR = re.compile(r"(?:\b[Ii]n|[Ss]ince|[Dd]uring|[Ee]nd of|[Uu]ntil|[Ff]rom|[Ff]or|year)$")
_AFTER_YEAR = re.compile(r"\s*(?:[,.;:)]|(?:it|they|the|a|an|its|was|were|and|to|as|at)\b|$)")


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each number that stands in another's place, once."""
    found: dict[int, Agreement] = {}
    numbers = _find_numbers(pair)
    for one in numbers:
        if _is_time_and_count(one) or _is_turned_range(pair, one) or _turns_its_end(one):
            found.setdefault(one.source.start, one)
    for one, other in combinations(numbers, 2):
        if _are_crossed(one, other):
            exchanged = _are_exchanged(pair, one, other)
        else:
            exchanged = _take_nouns(pair, one, other) or _is_part_of_less(
                pair.target, one.target, other.target
            )
        if exchanged:
            found.setdefault(min(one.source.start, other.source.start), one)
    for _, one in sorted(found.items()):
        yield Remark(
            f"“{one.source.text}” stands in the place of another number in the English. Are two numbers exchanged?",
            f"“{one.source.text}”在英文中疑与另一数字互换位置，请核对。",
            (one.source.start, one.source.end),
            (one.target.start, one.target.end),
        )


def _find_numbers(pair: Pair) -> list[Agreement]:
    """The numbers that both sides have, each once, those whose unit or marker differs among them."""
    both = [one for one in pair.match.matched if not one.source.soft]
    both += [
        Agreement(one.source, one.target) for one in pair.match.different if first_reason(one) != "value"
    ]
    return list({one.source.start: one for one in both}.values())


def _is_time_and_count(one: Agreement) -> bool:
    """Whether two equal figures are a time on one side and count something on the other."""
    if is_length(one.source) or is_length(one.target):
        return False
    kinds = {one.source.kind, one.target.kind}
    return (one.source.kind in TIMES) != (one.target.kind in TIMES) and bool(kinds & _COUNTING)


def _is_turned_range(pair: Pair, one: Agreement) -> bool:
    """Whether a range runs from its upper end to its lower one."""
    is_range = ".." in one.source.value or ".." in one.target.value
    return is_range and one.source.start in _find_unexplained(pair)


def _are_crossed(one: Agreement, other: Agreement) -> bool:
    if one.source.value == other.source.value:
        return False
    return (one.source.start < other.source.start) != (one.target.start < other.target.start)


def _are_exchanged(pair: Pair, one: Agreement, other: Agreement) -> bool:
    if any(number.source.kind == "measure" and _measures_another(number) for number in (one, other)):
        return True
    times = [number for number in (one, other) if number.source.kind in TIMES]
    if len(times) == 1:
        count = other if one in times else one
        return _stands_for_a_year(pair.target, count.target)
    if one.source.kind != other.source.kind or is_length(one.source) != is_length(other.source):
        return False
    if all(_keeps_its_end(number) for number in (one, other)):
        return False
    if _keep_their_nouns(pair, one, other) or {"clock"} & {*one.source.flags, *other.source.flags}:
        return False
    if _is_comparison(pair, one, other) or any(_keeps_its_every(pair, number) for number in (one, other)):
        return False
    if _runs_backwards(pair.target, *sorted((one.target, other.target), key=lambda number: number.start)):
        return True
    together, apart = count_words(pair, one, other)
    first, second = sorted((one.source, other.source), key=lambda number: number.start)
    listed = bool(_LISTED.search(pair.source, first.end, second.start))
    unexplained = {first.start, second.start} <= _find_unexplained(pair)
    if unexplained and listed and _RESPECTIVELY.search(pair.target):
        return True
    if times:
        return listed and (unexplained or apart >= together)
    return apart >= together if listed or unexplained else apart > together + 1


def _find_unexplained(pair: Pair) -> set[int]:
    """Where the numbers begin whose order the grammar of the Chinese does not explain."""
    return {one.source.start for one in pair.match.different if first_reason(one) == "order"}


def _measures_another(one: Agreement) -> bool:
    return one.target.unit is not None and base_unit(one.source.unit) != base_unit(one.target.unit)


def _stands_for_a_year(target: str, number: Quantity) -> bool:
    """Whether a count stands where a year belongs: In 386, the Company; at the end of 20."""
    bare = number.kind == "count" and number.text[-1:].isdecimal()
    before, after = target[: number.start].rstrip(), target[number.end :]
    return bare and bool(_BEFORE_YEAR.search(before) and _AFTER_YEAR.match(after))


def _keeps_its_end(number: Agreement) -> bool:
    """Whether what a change starts from or arrives at is said so in the English: to 22.2% from 11.1%."""
    ends = [{"from", "to"} & set(one.flags) for one in (number.source, number.target)]
    return bool(ends[0]) and ends[0] == ends[1]


def _keep_their_nouns(pair: Pair, one: Agreement, other: Agreement) -> bool:
    """Whether one of the two counts in English what it counts in Chinese, and the other does not: 31 provinces."""
    words = _words_behind(pair, one, other)
    for side, number in enumerate((one, other)):
        noun = counted_noun(pair.source, number.source.end)
        if noun and says_noun(words[side], noun) and not says_noun(words[1 - side], noun):
            return True
    return False


def _turns_its_end(number: Agreement) -> bool:
    """Whether what a change arrives at is what it starts from in the English: 降至84 as "instead of 84"."""
    ends = [{"from", "to"} & set(one.flags) for one in (number.source, number.target)]
    return bool(ends[0]) and bool(ends[1]) and not ends[0] & ends[1]


def _take_nouns(pair: Pair, one: Agreement, other: Agreement) -> bool:
    """Whether each of two counts has the other's noun in English, in the order of the Chinese: 21 owners in 340 projects."""
    if one.source.kind != "count" or other.source.kind != "count" or one.source.value == other.source.value:
        return False
    words = _words_behind(pair, one, other)
    nouns = [counted_noun(pair.source, number.source.end) for number in (one, other)]
    own = [noun is not None and says_noun(words[side], noun) for side, noun in enumerate(nouns)]
    others = [noun is not None and says_noun(words[1 - side], noun) for side, noun in enumerate(nouns)]
    return not any(own) and any(others)


def _words_behind(pair: Pair, one: Agreement, other: Agreement) -> list[str]:
    """The words right behind both numbers in the English, three at most."""
    behind = [_BEHIND.match(pair.target, number.target.end) for number in (one, other)]
    return [found[0] if found else "" for found in behind]


def _is_part_of_less(target: str, one: Quantity, other: Quantity) -> bool:
    """Whether the English has more of a thing than there are: 186 of the 179 delegates."""
    first, second = sorted((one, other), key=lambda number: number.start)
    part, whole = number_of(first.value), number_of(second.value)
    between = target[first.end : second.start]
    return part is not None and whole is not None and part > whole and bool(_PART_OF.fullmatch(between))


def _is_comparison(pair: Pair, one: Agreement, other: Agreement) -> bool:
    """Whether 0.21，较0.30下降 has become "from 0.30 to 0.21", which English says the other way round."""
    before, after = sorted((one, other), key=lambda number: number.source.start)
    compared = _COMPARED.search(pair.source, before.source.end, after.source.start)
    leads = _FROM.search(pair.target[: after.target.start]), _TO.search(pair.target[: before.target.start])
    return bool(compared and all(leads))


def _keeps_its_every(pair: Pair, number: Agreement) -> bool:
    """Whether a number that stands behind 每 stands behind every or per in the English too."""
    every = re.search(r"\b(?:every|per|each) $", pair.target[: number.target.start])
    return pair.source[: number.source.start].rstrip().endswith("每") and bool(every)


def _runs_backwards(target: str, first: Quantity, second: Quantity) -> bool:
    """Whether the English leads from the one to the other: an order that no translator turns round."""
    between = target[first.end : second.start].strip()
    return target[: first.start].rstrip().endswith(" from") and between == "to"


CHECK = Check("numbers-swapped", "doubtful", "sentence", per_sentence(look))
