"""What a memory has for a sentence, best first: the same in its context, the same, and what is like it.

Scores are those of translators' tools: 100 for the same sentence, one more for each sign that its context is
the same (Trados and memoQ call 101 and 102 context matches), less a penalty for what makes a pair less sure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from generator.memory.index import Index, make_index, open_index
from generator.memory.pair import Match, Pair, match_key, match_mask
from generator.model import State
from generator.script import find_readings

DRAFT_FROM = 70  # Trados' and OmegaT's lower limit: what scores less is not shown to anybody
_STATES: tuple[State, ...] = ("initial", "translated", "reviewed", "final")


@dataclass(frozen=True, slots=True)
class Penalties:
    """Points off the score: for a pair that nobody confirmed, that a machine or an aligner made, or that has rivals;
    and for a source that differs in its punctuation. Width, blanks and script are no difference.
    """

    draft: int = 5
    machine: int = 15
    alignment: int = 1
    several: int = 1
    punctuation: int = 1


@dataclass(frozen=True, slots=True)
class MemoryFile:
    """A memory on disk: the hash of all that its index is made from, and the points off for all of its pairs."""

    path: Path
    key: str
    penalty: int = 0


class Memory:
    """Pairs by what their sources say, from one or several indexes; the earlier one comes first."""

    def __init__(
        self, pairs: Iterable[Pair] = (), *, penalties: Penalties = Penalties(0, 0, 0, 0, 1)
    ) -> None:
        self._indexes: tuple[tuple[Index, int], ...] = ((make_index(pairs), 0),)
        self._penalties = penalties

    @classmethod
    def of(cls, indexes: Sequence[tuple[Index, int]], penalties: Penalties) -> Memory:
        """A memory over these indexes, each with the points off for its file."""
        memory = cls.__new__(cls)
        memory._indexes = tuple(indexes)
        memory._penalties = penalties
        return memory

    def __len__(self) -> int:
        return sum(len(index) for index, _ in self._indexes)

    @property
    def pairs(self) -> Iterator[Pair]:
        """Every pair, file by file."""
        return (pair for index, _ in self._indexes for pair in index.pairs())

    def knows(self, source: str) -> bool:
        """Whether there is an English for this source, in whatever context."""
        return any(self._find(key) for key in map(match_key, (source, *find_readings(source))))

    def look_up(
        self, source: str, path: Sequence[str] = (), before: str = "", after: str = ""
    ) -> Match | None:
        """The English of this source: of a pair from this context, or meant for it, before any other."""
        for key in map(match_key, (source, *find_readings(source))):
            found = self._find(key)
            if found:
                return self._choose(found, path, before, after)
        return None

    def _choose(
        self, found: Sequence[tuple[Pair, int]], path: Sequence[str], before: str, after: str
    ) -> Match | None:
        ranked = [
            (min(2, _context(pair, path, before, after)) - off, off, pair)
            for pair, off in ((pair, self.points_off(pair, penalty)) for pair, penalty in found)
            if not pair.where or any(pair.where in head for head in path)
        ]
        if not ranked:
            return None
        score, off, best = max(ranked, key=lambda one: (one[0], _STATES.index(one[2].state)))
        rivals = _rivals(best, [pair for s, _, pair in ranked if s == score and pair.state == best.state])
        several = self._penalties.several if rivals else 0
        return Match(best.target, (best,), 100 + score - several, off + several, rivals)

    @property
    def penalties(self) -> Penalties:
        """The points off by kind."""
        return self._penalties

    def points_off(self, pair: Pair, penalty: int = 0) -> int:
        """What a pair loses for its state and for who made it, on top of what its file loses."""
        made = {"machine": self._penalties.machine, "alignment": self._penalties.alignment}
        return penalty + made.get(pair.origin, 0) + (self._penalties.draft if pair.state == "initial" else 0)

    def look_up_joined(self, source: str) -> Match | None:
        """The English of a source which the memory holds as several neighbouring pieces.

        A piece ends in punctuation or at a blank of the source; pieces that end in neither are set off by
        a semicolon, as they were set off by room in the source.
        """
        pieces = self._split(match_key(source), _blanks(source)) if len(self) else []
        if len(pieces) < 2:
            return None
        matches = [self._choose(self._find(piece), (), "", "") for piece in pieces]
        if not all(matches):
            return None
        known = [match for match in matches if match]
        targets = [match.target.strip() for match in known]
        ended = [target if target[-1] in ".!?;:,”’)" else f"{target};" for target in targets[:-1]]
        pairs = tuple(pair for match in known for pair in match.pairs)
        off = max(match.points_off for match in known)
        return Match(" ".join([*ended, targets[-1]]), pairs, min(100, *(match.score for match in known)), off)

    def _find(self, key: str) -> list[tuple[Pair, int]]:
        return [(pair, penalty) for index, penalty in self._indexes for pair in index.find(key)]

    def _split(self, key: str, blanks: frozenset[int]) -> list[str]:
        """The fewest pieces that make up the key and end where a piece may; none where there is no such cut."""
        ends = [end for end in range(1, len(key)) if not key[end - 1].isalnum() or end in blanks]
        best: dict[int, list[str]] = {0: []}
        longest = max((index.longest for index, _ in self._indexes), default=0)
        for end in [*ends, len(key)] if ends else []:
            for start in sorted(best):
                known = end - start <= longest and self._find(key[start:end])
                if known and (end not in best or len(best[start]) + 1 < len(best[end])):
                    best[end] = [*best[start], key[start:end]]
        return best.get(len(key), [])

    def find_renumbered(self, source: str) -> tuple[tuple[Pair, int], ...]:
        """The pairs whose sources differ from this one in figures only, each with its points off."""
        mask = match_mask(source)
        return tuple(
            (pair, self.points_off(pair, penalty))
            for index, penalty in self._indexes
            for pair in index.find_renumbered(mask)
        )

    def find_similar(self, source: str, limit: int = 3, least: int = DRAFT_FROM) -> tuple[Match, ...]:
        """Pairs like this source, best first: the share of characters, figures set aside, less the points off."""
        mask = match_mask(source)
        matches: dict[str, Match] = {}
        for index, penalty in self._indexes:
            for pair in index.find_alike(mask):
                off = self.points_off(pair, penalty)
                score = likeness(mask, match_mask(pair.source)) - off
                known = matches.get(pair.target)
                if score >= least and (known is None or known.score < score):
                    matches[pair.target] = Match(pair.target, (pair,), score, off)
        return tuple(sorted(matches.values(), key=lambda match: -match.score)[:limit])


def likeness(mask: str, other: str) -> int:
    """How much of two masks is the same, in percent of the longer one; 99 at most, as something was set aside."""
    longer = max(len(mask), len(other))
    return min(99, 100 - -(-100 * Levenshtein.distance(mask, other) // longer)) if longer else 0


def _context(pair: Pair, path: Sequence[str], before: str, after: str) -> int:
    """How many signs there are that a pair comes from the same context: headings or table heads, neighbours."""
    near = [(pair.before, before), (pair.after, after), (_innermost(pair.path), _innermost(path))]
    return (2 if pair.where else 0) + sum(bool(a and b) and _same(a, b) for a, b in near)


def _innermost(path: Sequence[str]) -> str:
    """The two innermost headings: for a cell these are its row and its column head."""
    return "\n".join(path[-2:])


def _same(one: str, other: str) -> bool:
    return one == other or match_mask(one) == match_mask(other)


def _rivals(best: Pair, equal: Sequence[Pair]) -> tuple[Pair, ...]:
    """The first pair of each other English."""
    others = {" ".join(pair.target.split()): pair for pair in reversed(equal)}
    others.pop(" ".join(best.target.split()), None)
    return tuple(pair for pair in equal if pair in others.values())


def _blanks(source: str) -> frozenset[int]:
    """Where the blanks of a source stand in its key, which has none."""
    lengths = (len(match_key(piece)) for piece in source.split())
    return frozenset(accumulate(lengths))


def open_memory(
    files: Sequence[MemoryFile], folder: Path, read: Callable[[Path], Iterable[Pair]], penalties: Penalties
) -> Memory:
    """The memory in these files, in their order, each through an index in ``folder``."""
    indexes = []
    for file in files:
        name = hashlib.sha256(str(file.path.resolve()).encode()).hexdigest()[:16]
        index = open_index(folder, name, file.key, partial(read, file.path))
        indexes.append((index, file.penalty))
    return Memory.of(indexes, penalties)
