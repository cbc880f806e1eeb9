"""What the old English says wrongly: figures, and one Chinese in several Englishes or several in one.

The examiner's own checks look at the pairs; a figure alone in a cell is compared in the unit of its column.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.alignment.pairs import AlignedPair, Alone
from generator.checks import CHECKS, CheckContext
from generator.checks.material import pairs_to_material
from generator.model import Finding, bare
from generator.reader.numbering import look_up_number, without_number

NUMBERS = frozenset(
    {
        "numbers-kept",
        "numbers-extra",
        "numbers-swapped",
        "dates-kept",
        "sign-kept",
        "percent-points",
        "currency-unit",
        "unit-scale-kept",
        "multiples-kept",
        "codes-kept",
    }
)
_SAME_SOURCE, _SAME_TARGET = "same-source-two-targets", "two-sources-one-target"
_HAN = re.compile(r"[\u3400-\u9fff]")
_CALL = re.compile(r"(?<=\b20\d\d\.)\d{1,2}$")  # of a note, behind a year that ends a sentence
_FIGURE = re.compile(r"\d(?:[\d,.]*\d)?")
_QUOTES = "“”‘’\"'"
_LETTERS = re.compile(r"[A-Za-z]{3}")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Words of one language with the several renderings that they have in the other, each with its pairs."""

    words: str
    renderings: tuple[tuple[str, tuple[AlignedPair, ...]], ...]


def find_wrong_numbers(
    pairs: Sequence[AlignedPair], context: CheckContext
) -> Mapping[int, tuple[Finding, ...]]:
    """By the place of a pair what its English states otherwise than its Chinese; ``line`` counts the pairs from 1."""
    wrong: defaultdict[int, list[Finding]] = defaultdict(list)
    for place, pair in enumerate(pairs):
        if pair.due is not None:
            wrong[place].append(_due(place, pair))
    for finding in _run(NUMBERS, pairs, context):
        if finding.line and _HAN.search(pairs[finding.line - 1].source):
            wrong[finding.line - 1].append(finding)
    return {place: tuple(found) for place, found in sorted(wrong.items())}


def find_miscut(
    pairs: Sequence[AlignedPair],
    wrong: Mapping[int, Sequence[Finding]],
    alone: tuple[Sequence[Alone], Sequence[Alone]],
    context: CheckContext,
) -> frozenset[int]:
    """The places of pairs that are cut or paired amiss, so that nothing says their figures are wrong.

    The figures of such a pair are right as soon as a text beside it that is alone is added; or, where its English only
    has figures too many, the sentence before or after it, which is cut as wrongly. (Where figures are missing as well,
    two sentences may have them exchanged, and that is wrong.) Or its English is that of another sentence, as words
    pulled out of the text are.
    """
    right = {_key(pair.target.strip(_QUOTES)) for place, pair in enumerate(pairs) if place not in wrong}
    prose = [place for place in wrong if pairs[place].due is None and pairs[place].kind != "cell"]
    tried: list[tuple[tuple[int, ...], AlignedPair]] = []
    for place, findings in wrong.items():
        if pairs[place].due is None:
            tried += (((place,), other) for other in _recut(pairs[place], *alone))
            if {one.check for one in findings} == {"numbers-extra"}:
                tried += _joined(pairs, place)
    still = {finding.line for finding in _run(NUMBERS, [other for _, other in tried], context)}
    recut = {place for line, (places, _) in enumerate(tried, 1) if line not in still for place in places}
    return frozenset(recut | {place for place in prose if _key(pairs[place].target.strip(_QUOTES)) in right})


def _joined(pairs: Sequence[AlignedPair], place: int) -> Iterator[tuple[tuple[int, int], AlignedPair]]:
    """A sentence with the one before it, and with the one after it, which must not have the same figures in English."""
    over = _figures(pairs[place].target) - _figures(pairs[place].source)
    for first, second in pairwise(range(max(place - 1, 0), min(place + 2, len(pairs)))):
        a, b = pairs[first], pairs[second]
        other = b if first == place else a
        if a.kind == b.kind == "sentence" and a.path == b.path and not over & _figures(other.target):
            whole = replace(a, source=a.source + b.source, target=f"{a.target} {b.target}")
            yield (first, second), whole


def _figures(text: str) -> frozenset[str]:
    return frozenset(_FIGURE.findall(text))


def _recut(pair: AlignedPair, chinese: Sequence[Alone], english: Sequence[Alone]) -> Iterator[AlignedPair]:
    """The pair with each text of words that is alone on its pages or beside them; and without the call of a note."""
    if _CALL.search(pair.target):
        yield replace(pair, target=_CALL.sub("", pair.target))
    for one in chinese:
        if abs(one.page - pair.source_page) <= 1 and _HAN.search(one.text):
            yield replace(pair, source=one.text + pair.source)
            yield replace(pair, source=pair.source + one.text)
    for one in english:
        if abs(one.page - pair.target_page) <= 1 and _LETTERS.search(one.text):
            yield replace(pair, target=f"{one.text} {pair.target}")
            yield replace(pair, target=f"{pair.target} {one.text}")


def _due(place: int, pair: AlignedPair) -> Finding:
    return Finding(
        "numbers-kept",
        "wrong",
        f"The English has {pair.target}; in the unit of its column it should be {pair.due}.",
        f"英文为 {pair.target}，按该列的单位应为 {pair.due}。",
        line=place + 1,
        fix=pair.due,
    )


def find_contradictions(
    pairs: Sequence[AlignedPair], context: CheckContext
) -> tuple[tuple[Contradiction, ...], tuple[Contradiction, ...]]:
    """One Chinese in several Englishes, and several Chinese in one English, in the order of the first pair."""
    flagged = {name: set[int]() for name in (_SAME_SOURCE, _SAME_TARGET)}
    for finding in _run(frozenset(flagged), pairs, context):
        if finding.line:
            flagged[finding.check].add(finding.line - 1)
    return (
        _group(pairs, flagged[_SAME_SOURCE], lambda pair: pair.source, lambda pair: pair.target),
        _group(pairs, flagged[_SAME_TARGET], lambda pair: pair.target, lambda pair: pair.source),
    )


def _run(wanted: frozenset[str], pairs: Sequence[AlignedPair], context: CheckContext) -> list[Finding]:
    material = pairs_to_material(map(_words, pairs), context)
    return [finding for check in CHECKS if check.id in wanted for finding in check.run(material, context)]


def _words(pair: AlignedPair) -> tuple[str, str]:
    """Both texts; without printed numbers of headings, or the same ones of both, which are no figures: 第二节 is 2. too."""
    numbers = look_up_number(pair.source), look_up_number(pair.target)
    same = all(numbers) and len({number.value for number in numbers if number}) == 1
    if pair.kind != "heading" and not same:
        return pair.source, pair.target
    return without_number(pair.source), without_number(pair.target)


def _group(
    pairs: Sequence[AlignedPair],
    flagged: Collection[int],
    words: Callable[[AlignedPair], str],
    rendering: Callable[[AlignedPair], str],
) -> tuple[Contradiction, ...]:
    """The words at the flagged places with all renderings that they have."""
    keys = dict.fromkeys(_key(words(pairs[place])) for place in sorted(flagged))
    found = []
    for key in keys:
        same = [pair for pair in pairs if _key(words(pair)) == key]
        renderings: dict[str, list[AlignedPair]] = {}
        for pair in same:
            renderings.setdefault(rendering(pair), []).append(pair)
        if len(renderings) > 1:
            listed = tuple((text, tuple(group)) for text, group in renderings.items())
            found.append(Contradiction(words(same[0]), listed))
    return tuple(found)


def _key(words: str) -> str:
    return bare(words).lower()
