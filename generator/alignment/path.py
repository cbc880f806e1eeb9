"""The best monotone path through two lists: which segments go together, which have no counterpart.

First anchors: pairs of single segments that share much and that nothing else contests. A chain of them shows where the
path runs; dynamic programming near it finds the best one (1-1, 1-2, 2-1, 2-2, 1-3, 3-1, 1-0, 0-1).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.alignment.evidence import Collected
from generator.chain import heaviest_rising

AROUND = 6  # segments on both sides of the chain that the path may use
WIDE = 20_000  # partial paths between two anchors; where there are more, only those near the diagonal are looked at
_DIAGONAL = 60
_FEWEST = 4.0  # weight of an anchor
_CLEAR = 1.25  # times the next best
_COMMON = 40  # segments that hold a key, from which it anchors nothing


@dataclass(frozen=True, slots=True)
class Bead:
    """Source segments ``i`` to ``i+m`` with target segments ``j`` to ``j+n``; one side may be empty."""

    i: int
    m: int
    j: int
    n: int
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Anchor:
    """A pair of single segments that belong together whatever stands around them."""

    i: int
    j: int
    weight: float


Shares = dict[tuple[int, int], float]


def find_shares(collected: Collected, fits: Callable[[int, int], bool]) -> Shares:
    """What each pair of single segments shares, keys that very many hold aside; pairs that share nothing are left out."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for j, evidence in enumerate(collected.target):
        for key in evidence.keys:
            holders[key].append(j)
    shares: defaultdict[tuple[int, int], float] = defaultdict(float)
    for i, evidence in enumerate(collected.source):
        for key, count in evidence.keys.items():
            held = holders.get(key, ())
            if len(held) > _COMMON:
                continue
            for j in held:
                if fits(i, j):
                    shares[i, j] += collected.weights[key] * min(count, collected.target[j].keys[key]) ** 0.5
    return dict(shares)


def find_anchors(scores: Shares) -> list[Anchor]:
    """The pairs that are best on both sides, by far, in order of the source."""
    rows: defaultdict[int, list[float]] = defaultdict(list)
    columns: defaultdict[int, list[float]] = defaultdict(list)
    for (i, j), score in scores.items():
        rows[i].append(score)
        columns[j].append(score)
    for values in (*rows.values(), *columns.values()):
        values.sort(reverse=True)

    def is_clear(values: list[float], score: float) -> bool:
        return score >= values[0] and (len(values) < 2 or score >= _CLEAR * values[1])

    return [
        Anchor(i, j, score)
        for (i, j), score in sorted(scores.items())
        if score >= _FEWEST and is_clear(rows[i], score) and is_clear(columns[j], score)
    ]


def longest_chain(anchors: Sequence[Anchor]) -> list[Anchor]:
    """The heaviest run of anchors that rises on both sides."""
    kept = heaviest_rising([anchor.j for anchor in anchors], [anchor.weight for anchor in anchors])
    return [anchors[at] for at in kept]


def corridor(chain: Sequence[Anchor], rows: int, columns: int) -> list[tuple[int, int]]:
    """For each row of the table of partial paths the columns that are looked at: near the chain, all between two anchors."""
    points = [(0, 0), *((a.i, a.j) for a in chain), (rows, columns)]
    low, high = [columns] * (rows + 1), [0] * (rows + 1)
    for (i, j), (k, end) in pairwise(points):
        wide = (k - i) * (end - j) > WIDE
        for row in range(max(0, i - AROUND), min(rows, k + AROUND) + 1):
            first, last = j - AROUND, end + AROUND
            if wide:
                middle = j + (row - i) * (end - j) // max(k - i, 1)
                reach = max(_DIAGONAL, (end - j) // max(k - i, 1) + AROUND)
                first, last = max(first, middle - reach), min(last, middle + reach)
            low[row] = min(low[row], max(0, first))
            high[row] = max(high[row], min(columns, last))
    return list(zip(low, high, strict=True))


def best_path(
    rows: int,
    columns: int,
    bands: Sequence[tuple[int, int]],
    score: Callable[[int, int, int, int], float],
    beads: Sequence[tuple[int, int]],
) -> list[Bead]:
    """The beads of the best path from (0, 0) to (rows, columns) inside the bands."""
    totals: list[dict[int, float]] = [{} for _ in range(rows + 1)]
    steps: list[dict[int, tuple[int, int, float]]] = [{} for _ in range(rows + 1)]
    totals[0][0] = 0.0
    for row in range(rows + 1):
        for column in range(bands[row][0], bands[row][1] + 1):
            for m, n in beads:
                before = totals[row - m].get(column - n) if row >= m and column >= n else None
                if before is None:
                    continue
                gain = score(row - m, m, column - n, n)
                if before + gain > totals[row].get(column, float("-inf")):
                    totals[row][column] = before + gain
                    steps[row][column] = (m, n, gain)
    return list(_walk_back(rows, columns, steps))[::-1]


def _walk_back(
    row: int, column: int, steps: Sequence[Mapping[int, tuple[int, int, float]]]
) -> Iterator[Bead]:
    while row or column:
        m, n, gain = steps[row][column]
        row, column = row - m, column - n
        yield Bead(row, m, column, n, gain)
