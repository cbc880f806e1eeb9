"""Which English words go with which Chinese characters, learned from the pairs that are sure already."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.alignment.evidence import Evidence

_OFTEN = 2  # pairs in which two words must stand together
_LEAST = 0.3  # Dice coefficient from which they go together


@dataclass(frozen=True, slots=True)
class Lexicon:
    """For a pair of Chinese characters the English words that go with it, from 0 to 1; empty before the first pass."""

    words: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def expected(self, grams: Iterable[str]) -> dict[str, float]:
        """The English words that a Chinese segment leads one to expect."""
        found: dict[str, float] = {}
        for gram in grams:
            for word, strength in self.words.get(gram, {}).items():
                if strength > found.get(word, 0.0):
                    found[word] = strength
        return found


def learn(pairs: Iterable[tuple[Evidence, Evidence]]) -> Lexicon:
    """The lexicon that aligned pairs give."""
    sure = list(pairs)
    ours = Counter(gram for source, _ in sure for gram in source.words)
    theirs = Counter(word for _, target in sure for word in target.words)
    both: Counter[tuple[str, str]] = Counter()
    for source, target in sure:
        grams = [gram for gram in source.words if ours[gram] >= _OFTEN]
        known = [word for word in target.words if theirs[word] >= _OFTEN]
        both.update((gram, word) for gram in grams for word in known)
    words: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (gram, word), count in both.items():
        strength = 2 * count / (ours[gram] + theirs[word])
        if count >= _OFTEN and strength >= _LEAST:
            words[gram][word] = strength
    return Lexicon(dict(words))
