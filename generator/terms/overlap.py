"""Which of the overlapping readings of a sentence stand: protected first, then coverage, then length, then layer.

Leftmost-longest is not enough (企业社会责任 hides 社会责任报告); the reading with the fewest characters left over is
taken. Where two readings are as good as each other, neither is: they are handed back as tied.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A candidate: characters ``start`` to ``end``, whether its kind is protected, and its layer."""

    start: int
    end: int
    protected: bool = False
    layer: int = 0


# One number orders readings as (coverage, fewer pieces, longer pieces, later layers) would: no part reaches the base.
_BASE = 1 << 24


def _weight(span: Span) -> int:
    length = span.end - span.start
    return ((length * _BASE - 1) * _BASE + length * length) * _BASE + span.layer


def choose(spans: Sequence[Span]) -> tuple[list[int], list[int]]:
    """(chosen, tied): places in ``spans``, which are sorted by start; the chosen do not overlap."""
    chosen: list[int] = []
    tied: list[int] = []
    cluster: list[int] = []
    reach = -1
    for place, span in enumerate(spans):
        if span.start >= reach and cluster:
            _choose_in(spans, cluster, chosen, tied)
            cluster = []
        cluster.append(place)
        reach = max(reach, span.end)
    if cluster:
        _choose_in(spans, cluster, chosen, tied)
    return chosen, tied


def _choose_in(spans: Sequence[Span], cluster: list[int], chosen: list[int], tied: list[int]) -> None:
    """Decides one cluster of overlapping candidates."""
    if len(cluster) == 1:
        chosen += cluster
        return
    longest = max(cluster, key=lambda place: spans[place].end - spans[place].start)
    if all(_inside(spans[place], spans[longest]) for place in cluster):
        chosen.append(longest)  # the common case: shorter keys inside a longer one
        return
    free = [place for place in cluster if not _crosses_protected(place, cluster, spans)]
    sure, open_ = _best_readings(free, spans)
    chosen += sure
    tied += open_


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _crosses_protected(place: int, cluster: list[int], spans: Sequence[Span]) -> bool:
    """Whether an unprotected candidate cuts into a protected one."""
    span = spans[place]
    if span.protected:
        return False
    return any(
        other.protected
        and span.start < other.end
        and other.start < span.end
        and not _inside(span, other)
        and not _inside(other, span)
        for other in (spans[k] for k in cluster)
    )


def _best_readings(places: list[int], spans: Sequence[Span]) -> tuple[list[int], list[int]]:
    """(those in every best reading, those in some): readings are counted forwards and backwards."""
    first = min(spans[place].start for place in places)
    size = max(spans[place].end for place in places) - first
    moves = [
        (spans[place].start - first, spans[place].end - first, _weight(spans[place])) for place in places
    ]
    ahead = _readings(size, moves)
    behind = _readings(size, [(size - end, size - start, weight) for start, end, weight in moves])
    best, count = ahead[size]
    sure: list[int] = []
    some: list[int] = []
    for place, (start, end, weight) in zip(places, moves, strict=True):
        (before, ways_before), (after, ways_after) = ahead[start], behind[size - end]
        if before + weight + after == best:
            (sure if ways_before * ways_after == count else some).append(place)
    return sure, some


def _readings(size: int, moves: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """For each position the best weight up to it, and in how many readings it is reached."""
    ending: dict[int, list[tuple[int, int]]] = {}
    for start, end, weight in moves:
        ending.setdefault(end, []).append((start, weight))
    table = [(0, 1)]
    for position in range(1, size + 1):
        best, count = table[position - 1]
        for start, weight in ending.get(position, ()):
            value, ways = table[start][0] + weight, table[start][1]
            if value > best:
                best, count = value, ways
            elif value == best:
                count += ways
        table.append((best, count))
    return table
