"""How alike two texts are, and which of many are worth comparing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import Indel

ALIKE = 0.6  # of the letters stand in both, in order: the same sentence, edited
_SHARED = 0.25  # of the pairs of letters: less is not worth a closer look


def ratio(one: str, other: str) -> float:
    """The share of letters that stand in both in one order, 0 to 1; two empty texts are nothing alike."""
    if not one or not other:
        return 0.0
    return Indel.normalized_similarity(one, other)


@lru_cache(maxsize=65536)
def letter_pairs(words: str) -> Counter[str]:
    """The neighbouring letters of a text with their number; its ends count as letters."""
    framed = f"^{words}$"
    return Counter(framed[at : at + 2] for at in range(len(framed) - 1))


def contained(piece: str, whole: str) -> float:
    """The share of the piece's neighbouring letters that the whole has too, 0 to 1."""
    mine = Counter(piece[at : at + 2] for at in range(len(piece) - 1))
    return (mine & letter_pairs(whole)).total() / max(1, mine.total())


class Index:
    """Texts by the pairs of letters in them, so that the alike ones are found without comparing all."""

    def __init__(self, texts: Iterable[tuple[int, str]]) -> None:
        self._words = dict(texts)
        self._with: dict[str, list[int]] = {}
        for number, words in self._words.items():
            for pair in letter_pairs(words):
                self._with.setdefault(pair, []).append(number)

    def find(self, words: str) -> tuple[int, ...]:
        """The numbers of the texts that share enough with these words, or are mostly in them or they in it."""
        shared: Counter[int] = Counter()
        mine = letter_pairs(words)
        for pair in mine:
            for number in self._with.get(pair, ()):
                shared[number] += 1
        return tuple(
            sorted(number for number, count in shared.items() if count >= _SHARED * self._least(number, mine))
        )

    def _least(self, number: int, mine: Counter[str]) -> int:
        return min(len(letter_pairs(self._words[number])), len(mine))

    def nearest(self, words: str, least: float) -> tuple[int, float] | None:
        """The text most alike, with its ratio; the first of equals; None where none reaches ``least``."""
        rated = [(ratio(words, self._words[number]), -number) for number in self.find(words)]
        best = max(rated, default=(0.0, 0))
        return (-best[1], best[0]) if best[0] >= least else None
