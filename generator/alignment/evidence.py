"""What a segment holds that its English must hold too: values, names in Latin letters, terms, words.

A key is shared by a Chinese and an English segment when both hold it: ``v:`` a value (93.7% and 93.7 per cent are one,
875万元 and RMB8.75 million too), ``n:`` a name, ``t:`` an entry of the glossary, ``d:`` the leading digits of a cell.
A key that few segments hold weighs more.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from generator.alignment.meaning import Direction, pool_meanings
from generator.alignment.segments import Segment
from generator.quantities import Quantity, find_english_quantities, find_quantities
from generator.script import to_simplified
from generator.terms import Glossary, closed_spans, find_terms

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-+./&][A-Za-z0-9]+)*\+?")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_WORD = re.compile(r"[a-z]{3,}")
_CHARACTER = re.compile(r"[\u3400-\u9fff]")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_COMMON = frozenset(
    (
        "the", "and", "of", "to", "in", "for", "with", "that", "its", "has", "was", "were", "are", "been",
        "have", "from", "this", "which", "all", "also", "into", "than", "their", "they", "our", "will",
        "such", "any", "per", "not", "other", "each", "more", "between", "through", "under", "upon", "out",
        "over",
    )
)  # fmt: skip
_KIND = {"v": 1.2, "n": 1.2, "t": 0.7, "d": 0.9}
_FIGURE = re.compile(r"^[-+(（]?\s*\d[\d,]*(?:\.\d+)?\s*[%％)）]?$")
_LEADING = 3  # digits of a number in a cell that survive a change of unit and rounding


@dataclass(frozen=True, slots=True)
class Evidence:
    """The keys of a segment with their counts, its length in characters, and the words that a lexicon knows.

    ``parts`` are those of a table's cells, in their order; ``meaning`` is None without an encoder.
    """

    keys: Mapping[str, int]
    length: float
    words: frozenset[str]
    parts: tuple[Evidence, ...] = ()
    meaning: Direction | None = None


@dataclass(frozen=True, slots=True)
class Collected:
    """The evidence of both sides, and what each key weighs."""

    source: tuple[Evidence, ...]
    target: tuple[Evidence, ...]
    weights: Mapping[str, float]


def collect(
    source: Sequence[Segment],
    target: Sequence[Segment],
    glossary: Glossary,
    meanings: Mapping[str, Direction],
) -> Collected:
    """The evidence of Chinese and English segments; a table holds what its cells hold."""
    chinese = [segment.parts() for segment in source]
    english = [segment.parts() for segment in target]
    names: set[str] = set()
    forms: dict[str, set[str]] = defaultdict(set)
    ours = [[_chinese(cell, glossary, names, forms, meanings) for cell in cells] for cells in chinese]
    finder = _Finder(forms)
    theirs = [[_english(cell, names, finder, meanings) for cell in cells] for cells in english]
    sides = [pool(cells) for cells in ours], [pool(cells) for cells in theirs]
    return Collected(tuple(sides[0]), tuple(sides[1]), _weigh(sides))


def pool(parts: Sequence[Evidence]) -> Evidence:
    """The evidence of several segments as one."""
    if len(parts) == 1:
        return parts[0]
    keys: Counter[str] = Counter()
    for part in parts:
        keys.update(part.keys)
    words = frozenset(word for part in parts for word in part.words)
    inner = tuple(cell for part in parts for cell in part.parts or (part,))
    meaning = pool_meanings([part.meaning for part in parts])
    return Evidence(keys, sum(part.length for part in parts), words, inner, meaning)


def _chinese(
    segment: Segment,
    glossary: Glossary,
    names: set[str],
    forms: dict[str, set[str]],
    meanings: Mapping[str, Direction],
) -> Evidence:
    text = to_simplified(segment.text)
    hits = find_terms(text, glossary)
    keys: Counter[str] = Counter()
    if not is_figure(segment):
        keys.update(_values(find_quantities(text, closed_spans(hits))))
    for hit in hits:
        keys[f"t:{hit.term.id}"] += 1
        forms[hit.term.id].update(form.lower() for form in (*hit.accepted, *([hit.abbr] if hit.abbr else [])))
    found = [name.lower() for name in _NAME.findall(text) if len(name) > 1]
    names.update(found)
    keys.update(f"n:{name}" for name in found)
    keys.update(_digits(segment))
    grams = {run[i : i + 2] for run in _HAN.findall(text) for i in range(len(run) - 1)}
    return Evidence(keys, _length(text), frozenset(grams), meaning=meanings.get(segment.text))


def _english(
    segment: Segment, names: set[str], finder: _Finder, meanings: Mapping[str, Direction]
) -> Evidence:
    text = segment.text
    lower = text.lower()
    keys: Counter[str] = Counter()
    if not is_figure(segment):
        keys.update(_values(q for q in find_english_quantities(text) if "idiom" not in q.flags))
    keys.update(f"t:{id}" for id in finder.find(lower))
    keys.update(f"n:{name}" for name in (name.lower() for name in _NAME.findall(text)) if name in names)
    keys.update(_digits(segment))
    words = {_stem(word) for word in _WORD.findall(lower) if word not in _COMMON}
    return Evidence(keys, len(text), frozenset(words), meaning=meanings.get(text))


def _length(text: str) -> float:
    """The length of a Chinese text in Chinese characters; of figures and Latin letters three go for one."""
    han = len(_CHARACTER.findall(text))
    return han + (len(re.sub(r"\s", "", text)) - han) / 3


def _stem(word: str) -> str:
    """An English word without the endings that its grammar gives it."""
    for end in ("ies", "ing", "ed", "es", "s"):
        if word.endswith(end) and len(word) - len(end) >= 4:
            return word[: -len(end)]
    return word


def _values(quantities: Iterable[Quantity]) -> list[str]:
    """The values, each end of a range for itself, without zeros that a change of unit adds."""
    values = (value for q in quantities for value in q.value.split(".."))
    return [f"v:{_plain(value)}" for value in values]


def _plain(value: str) -> str:
    return value.rstrip("0").rstrip(".") if "." in value else value


def _digits(segment: Segment) -> list[str]:
    """The leading digits of the numbers in a short line: the unit may stand elsewhere, or be another one."""
    if segment.role != "line":
        return []
    return [f"d:{leading_digits(found)}" for found in _DIGITS.findall(segment.text)]


def is_figure(segment: Segment) -> bool:
    """Whether a line is a figure and nothing else: its unit stands elsewhere."""
    return segment.role == "line" and bool(_FIGURE.match(segment.text.strip()))


def leading_digits(number: str) -> str:
    """The first significant digits of a number, rounded, without zeros around them.

    >>> leading_digits("14,893.60"), leading_digits("148.94"), leading_digits("0.77")
    ('149', '149', '77')
    """
    digits = number.replace(",", "").replace(".", "").lstrip("0")
    if len(digits) > _LEADING:
        digits = str((int(digits[: _LEADING + 1]) + 5) // 10)
    return digits.rstrip("0") or "0"


class _Finder:
    """Which entries of the glossary an English text shows, of those that the Chinese holds."""

    def __init__(self, forms: Mapping[str, Iterable[str]]) -> None:
        self._ids: defaultdict[str, list[str]] = defaultdict(list)
        for id, written in sorted(forms.items()):
            for form in written:
                if len(form) > 1:
                    self._ids[form].append(id)
        self._forms = sorted(self._ids)
        self._automaton = AhoCorasick(self._forms, matchkind=MatchKind.LeftmostLongest)

    def find(self, lower: str) -> list[str]:
        """The ids of the entries in a text in small letters; a plural or a possessive may follow a form."""
        found: list[str] = []
        for place, start, end in self._automaton.find_matches_as_indexes(lower):
            before, after = lower[start - 1 : start], lower[end:]
            if not before.isalnum() and re.match(r"(?:e?s|['’]s?)?(?![a-z0-9])", after):
                found += self._ids[self._forms[place]]
        return found


def _weigh(sides: tuple[Sequence[Evidence], Sequence[Evidence]]) -> dict[str, float]:
    """The weight of each key that a side holds: the logarithm of how rare it is, by kind."""
    counts: Counter[str] = Counter()
    for side in sides:
        for evidence in side:
            counts.update(set(evidence.keys))
    total = len(sides[0]) + len(sides[1]) + 2
    return {
        key: _KIND[key[0]] * min(max(math.log(total / (count + 1.0)), 0.3), 5.5)
        for key, count in counts.items()
    }
