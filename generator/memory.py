"""Earlier translations: found again whatever the width, the blanks or the script of the source.

The text files (a TMX, a report's translations.yaml) are the truth; this room only looks up. A source is
matched in compatibility form without blanks and in simplified characters, so that ``（深圳）`` finds
``(深圳)`` and 董事會 finds 董事会.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from generator.model import State, bare
from generator.script import find_readings, to_simplified

_SIMPLE = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "─": "—", "–": "—", "－": "-"})


@dataclass(frozen=True, slots=True)
class Pair:
    """A source and its English, as some file gave it.

    ``where`` is a piece of the heading path that the pair is meant for, or None; ``place`` tells a person
    where the pair stands: ``memory.tmx:17``. ``state`` is one of XLIFF's words.
    """

    source: str
    target: str
    place: str
    where: str | None = None
    state: State = "translated"


@dataclass(frozen=True, slots=True)
class Match:
    """An English that was found: from one pair, or from neighbouring pairs joined."""

    target: str
    pairs: tuple[Pair, ...]

    @property
    def note(self) -> str:
        """Where it was found, for a person."""
        return " + ".join(dict.fromkeys(pair.place for pair in self.pairs))


@lru_cache(maxsize=65536)
def match_key(source: str) -> str:
    """What two sources share when a translator would call them the same sentence.

    >>> match_key("董事會（深圳）") == match_key("董事会 (深圳)")
    True
    """
    return to_simplified(bare(source)).translate(_SIMPLE)


class Memory:
    """Pairs by what their sources say. Of two pairs with one source the earlier one wins."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self.pairs = tuple(pair for pair in pairs if pair.source.strip() and pair.target.strip())
        self._by_key: dict[str, list[Pair]] = {}
        for pair in self.pairs:
            self._by_key.setdefault(match_key(pair.source), []).append(pair)
        self._longest = max(map(len, self._by_key), default=0)

    def __len__(self) -> int:
        return len(self.pairs)

    def look_up(self, source: str, path: Sequence[str] = ()) -> Match | None:
        """The English of this source: of a pair meant for this heading path before any other."""
        keys = map(match_key, (source, *find_readings(source)))
        pairs = next((self._by_key[key] for key in keys if key in self._by_key), None)
        if not pairs:
            return None
        meant = [pair for pair in pairs if pair.where and any(pair.where in head for head in path)]
        best = next(iter(meant or [pair for pair in pairs if not pair.where]), None)
        return Match(best.target, (best,)) if best else None

    def look_up_joined(self, source: str) -> Match | None:
        """The English of a source which the memory holds as several neighbouring pieces.

        A piece ends in punctuation or at a blank of the source; pieces that end in neither are set off by
        a semicolon, as they were set off by room in the source.
        """
        pieces = self._split(match_key(source), _blanks(source))
        if len(pieces) < 2:
            return None
        pairs = tuple(self._by_key[piece][0] for piece in pieces)
        targets = [pair.target.strip() for pair in pairs]
        ended = [target if target[-1] in ".!?;:,”’)" else f"{target};" for target in targets[:-1]]
        return Match(" ".join([*ended, targets[-1]]), pairs)

    def _split(self, key: str, blanks: frozenset[int]) -> list[str]:
        """The fewest pieces that make up the key and end where a piece may; none where there is no such cut."""
        best: list[list[str] | None] = [[]] + [None] * len(key)
        for end in range(1, len(key) + 1):
            if end < len(key) and key[end - 1].isalnum() and end not in blanks:
                continue
            for start in range(max(0, end - self._longest), end):
                before = best[start]
                if before is None or key[start:end] not in self._by_key:
                    continue
                found = best[end]
                if found is None or len(before) + 1 < len(found):
                    best[end] = [*before, key[start:end]]
        return best[-1] or []


def _blanks(source: str) -> frozenset[int]:
    """Where the blanks of a source stand in its key, which has none."""
    lengths = (len(match_key(piece)) for piece in source.split())
    return frozenset(accumulate(lengths))
