"""The heaviest chain that rises: of pairs between two orders, those that together kept their order."""

from __future__ import annotations

from collections.abc import Sequence

_Entry = tuple[float, int]  # the weight of a chain, and the index of its last member


def heaviest_rising(places: Sequence[int], weights: Sequence[float]) -> list[int]:
    """The indices, rising, of a strictly rising subsequence of ``places`` with the most weight; the first of equals.

    >>> heaviest_rising([5, 0, 1, 7], [9, 5, 5, 5])
    [1, 2, 3]
    """
    ranks = {place: rank for rank, place in enumerate(sorted(set(places)), 1)}
    best: list[_Entry] = [(0.0, -1)] * (len(ranks) + 1)  # a Fenwick tree of maxima over the ranks
    before: list[int] = []
    for index, place in enumerate(places):
        weight, last = _best_up_to(best, ranks[place] - 1)
        before.append(last)
        _raise(best, ranks[place], (weight + weights[index], index))
    chain = []
    at = _best_up_to(best, len(ranks))[1]
    while at >= 0:
        chain.append(at)
        at = before[at]
    return chain[::-1]


def _best_up_to(tree: Sequence[_Entry], rank: int) -> _Entry:
    best = (0.0, -1)
    while rank:
        best = max(best, tree[rank], key=lambda entry: entry[0])
        rank -= rank & -rank
    return best


def _raise(tree: list[_Entry], rank: int, entry: _Entry) -> None:
    while rank < len(tree):
        if entry[0] > tree[rank][0]:
            tree[rank] = entry
        rank += rank & -rank
