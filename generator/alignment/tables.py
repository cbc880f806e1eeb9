"""Two tables that belong together, cell by cell: rows and columns by what they hold, whatever was left out or added.

Figures are compared by their leading digits, as the English may state them in another unit; the unit of a column or a
row is the power of ten by which most of its figures differ.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from generator.alignment.evidence import Evidence, leading_digits, pool
from generator.alignment.lexicon import Lexicon
from generator.alignment.path import best_path
from generator.alignment.score import compare
from generator.alignment.segments import Segment

_SKIP = -1.2  # for a row or column without a counterpart
_OTHER = 1.5  # of what a row of both tables shares: what it does not share weighs no more
_LONGEST = 8.0  # English characters for a Chinese one, from which a cell holds more than its counterpart
_STEPS = ((1, 1), (1, 0), (0, 1))
_DIGITS = 15  # more than any amount in print has: a longer number is a code
_NUMBER = re.compile(r"^[-+(（]?\s*(?:RMB|CNY|¥|￥|US\$|\$)?\s*(\d[\d,]*(?:\.\d+)?)\s*[%％)）]?$")
Places = Mapping[tuple[int, int], tuple[Segment, Evidence]]


@dataclass(frozen=True, slots=True)
class CellPair:
    """A cell and its English with a confidence; ``wrong`` is what the English figure should be, where it is another."""

    source: Segment
    target: Segment
    confidence: float
    wrong: str | None = None


def align_cells(
    source: Sequence[Segment],
    target: Sequence[Segment],
    evidence: tuple[Sequence[Evidence], Sequence[Evidence]],
    weights: Mapping[str, float],
    lexicon: Lexicon,
) -> tuple[CellPair, ...]:
    """The pairs of cells of two tables, each in one or more parts that stand one below the other."""
    ours, theirs = _places(source, evidence[0]), _places(target, evidence[1])
    rows = _matched(_lines(ours, 0), _lines(theirs, 0), weights, lexicon)
    columns = _matched_columns(ours, theirs, rows, weights, lexicon)
    found = [
        (ours[r, c], theirs[rows[r], columns[c]], (r, c))
        for r, c in sorted(ours)
        if r in rows and c in columns and (rows[r], columns[c]) in theirs
    ]
    trust = _trust(found, weights, lexicon)
    alike = _alike_rows(ours, theirs, rows, weights)
    down, across = _shifts(found, 1), _shifts(found, 0)
    return tuple(
        CellPair(
            a[0],
            b[0],
            alike[r] * _confidence(a, b, trust, weights, lexicon),
            _wrong(a[0], b[0], [shift for shift in (down.get(c), across.get(r)) if shift is not None]),
        )
        for a, b, (r, c) in found
    )


def _places(parts: Sequence[Segment], evidence: Sequence[Evidence]) -> Places:
    """The cells of a table's parts on one grid."""
    places: dict[tuple[int, int], tuple[Segment, Evidence]] = {}
    offset = 0
    for part, whole in zip(parts, evidence, strict=True):
        inner = whole.parts or (whole,)
        for ((row, column), cell), held in zip(part.cells.items(), inner, strict=True):
            places[row + offset, column] = (cell, held)
        offset += part.rows
    return places


def _lines(places: Places, axis: int) -> dict[int, Evidence]:
    """What each row (axis 0) or column (1) holds."""
    held: defaultdict[int, list[Evidence]] = defaultdict(list)
    for at in sorted(places):
        held[at[axis]].append(places[at][1])
    return {line: pool(parts) for line, parts in sorted(held.items())}


def _matched(
    ours: Mapping[int, Evidence],
    theirs: Mapping[int, Evidence],
    weights: Mapping[str, float],
    lexicon: Lexicon,
) -> dict[int, int]:
    """Which rows or columns go together, in order on both sides."""
    left, right = list(ours), list(theirs)

    def score(i: int, m: int, j: int, n: int) -> float:
        if not m or not n:
            return _SKIP
        same = 0.4 if left[i] == right[j] else 0.0
        return same + _likeness(ours[left[i]], theirs[right[j]], weights, lexicon)

    bands = [(0, len(right))] * (len(left) + 1)
    beads = best_path(len(left), len(right), bands, score, _STEPS)
    return {left[bead.i]: right[bead.j] for bead in beads if bead.m and bead.n}


def _likeness(a: Evidence, b: Evidence, weights: Mapping[str, float], lexicon: Lexicon) -> float:
    """How much better two rows, columns or cells go together than by chance."""
    got, lost, _ = compare(a, b, weights)
    expected = lexicon.expected(a.words)
    words = math.fsum(expected.get(word, 0.0) for word in b.words) / (len(b.words) + 1.0)
    return got - lost + 4.0 * (words - 0.1 if b.words and expected else 0.0)


def _matched_columns(
    ours: Places, theirs: Places, rows: Mapping[int, int], weights: Mapping[str, float], lexicon: Lexicon
) -> dict[int, int]:
    """The columns as they stand where both tables have as many, else by what they hold in the rows that go together."""
    left = {at: cell for at, cell in ours.items() if at[0] in rows}
    right = {at: cell for at, cell in theirs.items() if at[0] in rows.values()}
    counts = [len({column for _, column in places}) for places in (left, right)]
    if counts[0] == counts[1]:
        return dict(zip(sorted({c for _, c in left}), sorted({c for _, c in right}), strict=True))
    return _matched(_lines(left, 1), _lines(right, 1), weights, lexicon)


Found = Sequence[tuple[tuple[Segment, Evidence], tuple[Segment, Evidence], tuple[int, int]]]


def _trust(found: Found, weights: Mapping[str, float], lexicon: Lexicon) -> float:
    """The share of cells that speak for the pair of tables among those that speak at all, from 0 to 1."""
    votes = [_likeness(a[1], b[1], weights, lexicon) for a, b, _ in found]
    good, bad = sum(vote > 0.8 for vote in votes), sum(vote < -0.8 for vote in votes)
    return (good + 0.5) / (good + bad + 1.5)


def _alike_rows(
    ours: Places, theirs: Places, rows: Mapping[int, int], weights: Mapping[str, float]
) -> dict[int, float]:
    """For each row 1, or less where its counterpart holds much else: two rows read as one, or another row."""
    left, right = _lines(ours, 0), _lines(theirs, 0)
    alike = {}
    for row, other in rows.items():
        got, lost, _ = compare(left[row], right[other], weights)
        alike[row] = 1.0 if got + 1.0 >= _OTHER * lost else 0.5
    return alike


def _confidence(
    a: tuple[Segment, Evidence],
    b: tuple[Segment, Evidence],
    trust: float,
    weights: Mapping[str, float],
    lexicon: Lexicon,
) -> float:
    ours, theirs = number_in(a[0].text), number_in(b[0].text)
    if (ours is None) != (theirs is None) and not (a[1].keys and b[1].keys):
        return 0.3 * trust
    if b[1].length > _LONGEST * (a[1].length + 3):
        return 0.3 * trust
    own = 1 / (1 + math.exp(-0.8 * max(-4.0, min(4.0, _likeness(a[1], b[1], weights, lexicon)))))
    return trust * (0.55 + 0.45 * own)


def number_in(text: str) -> str | None:
    """The figure of a cell that is a figure and nothing else, without commas; None for a code of many digits."""
    found = _NUMBER.match(text.strip())
    number = found[1].replace(",", "") if found else ""
    return number if 0 < len(number) <= _DIGITS else None


def _shifts(found: Found, axis: int) -> dict[int, int]:
    """For each row (axis 0) or column (1) the power of ten by which its English figures are smaller.

    Two figures must agree on it, and most.
    """
    powers: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for (a, _), (b, _), at in found:
        ours, theirs = number_in(a.text), number_in(b.text)
        if ours and theirs and Decimal(ours) and Decimal(theirs):
            fits = (power for power in range(-8, 9) if _shifted(ours, power, theirs) == Decimal(theirs))
            powers[at[axis]].update(fits)
    shifts = {}
    for line, counts in powers.items():
        power, count = max(counts.items(), key=lambda item: (item[1], -abs(item[0])), default=(0, 0))
        if count > 1 or power == 0:
            shifts[line] = power
    return shifts


def _shifted(ours: str, power: int, theirs: str) -> Decimal:
    """Our figure in the unit and with the decimals of theirs."""
    decimals = len(theirs.partition(".")[2])
    return Decimal(ours).scaleb(-power).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _wrong(a: Segment, b: Segment, powers: Sequence[int]) -> str | None:
    """What the English figure should be in the unit of its column, where it fits neither that nor its row's."""
    ours, theirs = number_in(a.text), number_in(b.text)
    if ours is None or theirs is None:
        return None
    due = [_shifted(ours, power, theirs) for power in powers]
    if not due:
        return None if leading_digits(ours) == leading_digits(theirs) else ours
    return None if Decimal(theirs) in due else f"{due[0]:,f}"
