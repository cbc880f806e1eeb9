"""What the old English says wrongly: figures, and one Chinese in several Englishes or several in one.

The examiner's own checks look at the pairs; a figure alone in a cell is compared in the unit of its column.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from generator.alignment.pairs import AlignedPair
from generator.checks import CHECKS, CheckContext
from generator.checks.material import pairs_to_material
from generator.model import Finding, bare
from generator.reader.numbering import without_number

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
    """Both texts; of headings without their printed numbers, which are no figures: 第二节 may be 2. in the English."""
    if pair.kind != "heading":
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
