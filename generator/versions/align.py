"""Which unit of the earlier version is which of this one, wherever it stands now.

First those that say the same; where several do, by their neighbours and headings. Then those that are alike with
the numbers set aside: those that have no rival first, so that they are neighbours to the rest; last the best of
what remains, one for one, or one for two to four that follow one another (a sentence split or merged).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.memory import match_key
from generator.versions.alike import ALIKE, Index, contained, ratio
from generator.versions.units import Unit

_SURE, _MARGIN = 0.85, 0.05  # alike enough to be taken before the rest, and by how much no rival comes near
_JOINED, _MOST = 0.75, 4  # how alike several sentences joined must be to the one, and how many they may be
_INSIDE = 0.5  # how much of each of them must stand in the one
_BLOCK, _BESIDE = 0.1, 0.05  # what a common block, and each common neighbour, count beside the ratio
_CELLS = 0.2  # what it counts that all cells of two rows are the same


@dataclass(frozen=True, slots=True)
class Link:
    """Units that are the same thing: one for one, one for several, or several for one; by index."""

    old: tuple[int, ...]
    new: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Offer:
    """A link that could be made: how alike its sides are, what they have in common around them.

    ``apart`` is how far they stand from the same place of their blocks.
    """

    alike: float
    bonus: float
    link: Link
    apart: int = 0

    @property
    def score(self) -> float:
        """By which the better of two offers is known."""
        return self.alike + self.bonus

    @property
    def sides(self) -> tuple[tuple[str, int], ...]:
        """What the link would take."""
        return (*(("old", i) for i in self.link.old), *(("new", j) for j in self.link.new))


def align_units(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[Link, ...]:
    """The links in the order of the new units; what is in none came or went."""
    same = _find_same(old, new)
    links = [Link((i,), (j,)) for i, j in same.items()]
    links += _without_rival(_offers(old, new, links))
    links += _best_first(_offers(old, new, links))
    return tuple(sorted(links, key=lambda link: (link.new, link.old)))


def _find_same(old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, int]:
    before, now = _by_key(old), _by_key(new)
    common = [key for key in before if key in now]
    alone = [key for key in common if len(before[key]) == len(now[key]) == 1]
    found = {before[key][0]: now[key][0] for key in alone}
    for key in common:
        if before[key][0] not in found:
            found |= _by_surroundings(before[key], now[key], found, old, new)
    return found


def _by_key(units: Sequence[Unit]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, unit in enumerate(units):
        places.setdefault(unit.key, []).append(at)
    return places


def _by_surroundings(
    before: Sequence[int],
    now: Sequence[int],
    found: Mapping[int, int],
    old: Sequence[Unit],
    new: Sequence[Unit],
) -> dict[int, int]:
    """Units that say the same, paired by their neighbours, their headings, and last their order."""
    rated = sorted(
        (-_surroundings(i, j, found, old, new), abs(a - b), i, j)
        for a, i in enumerate(before)
        for b, j in enumerate(now)
    )
    pairs: dict[int, int] = {}
    for _, _, i, j in rated:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _surroundings(i: int, j: int, found: Mapping[int, int], old: Sequence[Unit], new: Sequence[Unit]) -> int:
    beside = sum(found.get(i + step) == j + step for step in (-2, -1, 1, 2))
    return 2 * beside + (old[i].under == new[j].under) + (old[i].block == new[j].block)


def _offers(old: Sequence[Unit], new: Sequence[Unit], links: Sequence[Link]) -> list[_Offer]:
    """What could be linked of what is not yet: one for one, one for several."""
    free_old, free_new = _free(old, new, links)
    index = Index((j, new[j].words) for j in free_new)
    around = _Around(old, new, links)
    found: list[tuple[float, Link]] = []
    for i in free_old:
        for j in sorted({*index.find(old[i].words), *around.like(i, free_new)}):
            alike = around.rate(i, j) if around.fit(i, j) else 0.0
            if alike >= ALIKE:
                found.append((alike, Link((i,), (j,))))
    found += [(alike, Link((i,), run)) for alike, i, run in _splits(old, free_old, new, free_new)]
    found += [(alike, Link(run, (j,))) for alike, j, run in _splits(new, free_new, old, free_old)]
    return [
        _Offer(alike, around.bonus(link.old[0], link.new[0]), link, around.apart(link.old[0], link.new[0]))
        for alike, link in found
    ]


def _free(old: Sequence[Unit], new: Sequence[Unit], links: Iterable[Link]) -> tuple[list[int], list[int]]:
    links = tuple(links)
    taken_old = {i for link in links for i in link.old}
    taken_new = {j for link in links for j in link.new}
    return (
        [i for i in range(len(old)) if i not in taken_old],
        [j for j in range(len(new)) if j not in taken_new],
    )


class _Around:
    """What the links that are known say about two units: whether their blocks and neighbours are the same."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit], links: Sequence[Link]) -> None:
        self._old, self._new = old, new
        self._partner = {i: j for link in links for i, j in zip(link.old, link.new, strict=False)}
        self._blocks = Counter((old[i].block, new[j].block) for i, j in self._partner.items())
        self._sizes = Counter(unit.block for unit in old)
        self._first_old, self._first_new = _firsts(old), _firsts(new)

    def fit(self, i: int, j: int) -> bool:
        """Whether the two are of a kind that an edit leaves as it is; rows of other tables have as many cells or one head."""
        one, other = self._old[i], self._new[j]
        if one.group != other.group or (one.group == "line" and one.role != other.role):
            return False
        same = len(one.parts) == len(other.parts) or one.head == other.head
        return one.group != "row" or same or self._related(i, j)

    def rate(self, i: int, j: int) -> float:
        """How alike the two are. Rows of one table that begin alike are the same row, whatever else it says."""
        alike = ratio(self._old[i].words, self._new[j].words)
        return ALIKE if alike < ALIKE and self._is_like(i, j) else alike

    def bonus(self, i: int, j: int) -> float:
        """What stands around the two in common: a share of the block, headings, neighbours."""
        one, other = self._old[i], self._new[j]
        share = self._blocks[one.block, other.block] / self._sizes[one.block]
        beside = sum(self._partner.get(i + step) == j + step for step in (-1, 1))
        cells = {match_key(part.source) for part in one.parts} & {
            match_key(part.source) for part in other.parts
        }
        around = beside + (one.under == other.under)
        return _BLOCK * share + _BESIDE * around + _CELLS * len(cells) / len(one.parts)

    def apart(self, i: int, j: int) -> int:
        """How far the two stand from the same place of their blocks."""
        old, new = self._old[i].block, self._new[j].block
        return abs(i - self._first_old[old] - (j - self._first_new[new]))

    def like(self, i: int, free: Iterable[int]) -> list[int]:
        """The rows of the same table that begin as this one does; for a line of numbers those of the same block."""
        if self._by_head(i) or not self._old[i].words:
            return [j for j in free if self._is_like(i, j)]
        return []

    def _is_like(self, i: int, j: int) -> bool:
        one, other = self._old[i], self._new[j]
        if not self._related(i, j):
            return False
        return one.head == other.head if self._by_head(i) else not one.words and one.mask == other.mask

    def _by_head(self, i: int) -> bool:
        return self._old[i].group in ("row", "labels")

    def _related(self, i: int, j: int) -> bool:
        return self._blocks[self._old[i].block, self._new[j].block] > 0


def _firsts(units: Sequence[Unit]) -> dict[str, int]:
    """Where each block begins."""
    return {unit.block: at for at, unit in reversed(tuple(enumerate(units)))}


def _without_rival(offers: Sequence[_Offer]) -> list[Link]:
    """The links of offers that are better than every other for each of their units, by a margin."""
    scores: dict[tuple[str, int], list[float]] = {}
    for offer in offers:
        for side in offer.sides:
            scores.setdefault(side, []).append(offer.score)
    return [
        offer.link
        for offer in offers
        if offer.alike >= _SURE
        and all(sorted([0.0, *scores[side]])[-2] <= offer.score - _MARGIN for side in offer.sides)
    ]


def _splits(
    wholes: Sequence[Unit], free: Iterable[int], pieces: Sequence[Unit], free_pieces: Iterable[int]
) -> Iterator[tuple[float, int, tuple[int, ...]]]:
    loose = {j for j in free_pieces if pieces[j].group == "prose"}
    index = Index((j, pieces[j].words) for j in sorted(loose))
    for i in free:
        whole = wholes[i].words
        if wholes[i].group != "prose":
            continue
        inside = {j for j in index.find(whole) if contained(pieces[j].words, whole) >= _INSIDE}
        for run in _consecutive(inside):
            joined = ratio(whole, "".join(pieces[j].words for j in run))
            alone = max(ratio(whole, pieces[j].words) for j in run)
            if joined >= _JOINED and joined > alone:
                yield joined, i, run


def _consecutive(places: set[int]) -> Iterator[tuple[int, ...]]:
    for start in sorted(places):
        for end in range(start + 1, start + _MOST):
            if end not in places:
                break
            yield tuple(range(start, end + 1))


def _best_first(offers: Iterable[_Offer]) -> list[Link]:
    links: list[Link] = []
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for offer in sorted(offers, key=_preference):
        if taken_old.isdisjoint(offer.link.old) and taken_new.isdisjoint(offer.link.new):
            links.append(offer.link)
            taken_old.update(offer.link.old)
            taken_new.update(offer.link.new)
    return links


def _preference(offer: _Offer) -> tuple[float, int, tuple[int, ...], tuple[int, ...]]:
    return (-round(offer.score, 6), offer.apart, offer.link.old, offer.link.new)
