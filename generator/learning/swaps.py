"""What an edit put in the place of what: the words that went, the words that came.

Changes that stand within two words of one another are one (general meeting of shareholders → shareholders’ general
meeting). Where words only came or only went the word beside them goes with them, so that both sides have words.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\w+(?:[’'&-]\w+)*[’']?|[^\w\s]")
_POSSESSIVE = re.compile(r"[’']s?$")  # grammar, no part of an expression
_NEAR = 2
_LONGEST = 8
# Words that say nothing of a subject matter: a change among these alone is style.
_SMALL = frozenset(
    (
        "a", "an", "the", "of", "in", "on", "at", "by", "for", "to", "from", "with", "within", "without",
        "during", "under", "over", "as", "and", "or", "but", "nor", "if", "that", "which", "who", "whose",
        "this", "these", "those", "it", "its", "their", "his", "her", "he", "she", "they", "we", "our",
        "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "do", "does", "did",
        "will", "would", "shall", "should", "may", "might", "can", "could", "must", "not", "no", "also",
        "both", "all", "each", "any", "some", "such", "than", "then", "there", "so", "into", "onto", "per",
        "via",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Swap:
    """Words of the English before and what stands for them now, as written; ``start`` and ``end`` are theirs before."""

    gone: str
    come: str
    start: int
    end: int

    @property
    def key(self) -> tuple[str, str]:
        """What is the same for the same change elsewhere, whatever the capitals."""
        return self.gone.lower(), self.come.lower()


def find_swaps(before: str, after: str) -> tuple[Swap, ...]:
    """The changes of wording between two Englishes of a sentence; figures, marks, capitals and small words are none."""
    old, new = list(_WORD.finditer(before)), list(_WORD.finditer(after))
    found: dict[tuple[int, int], Swap] = {}
    for a0, a1, b0, b1 in _spans([w[0] for w in old], [w[0] for w in new]):
        for x0, x1, y0, y1 in _with_words(a0, a1, b0, b1, len(old), len(new)):
            if not (x1 > x0 and y1 > y0) or max(x1 - x0, y1 - y0) > _LONGEST:
                continue
            gone, come = (
                before[old[x0].start() : old[x1 - 1].end()],
                after[new[y0].start() : new[y1 - 1].end()],
            )
            gone, come = _POSSESSIVE.sub("", gone), _POSSESSIVE.sub("", come)
            if _says_something(gone, come):
                start = old[x0].start()
                found.setdefault((x0, x1), Swap(gone, come, start, start + len(gone)))
    return tuple(found.values())


def _spans(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The changed stretches on both sides: neighbours that stand near one another as one, then each alone."""
    matcher = difflib.SequenceMatcher(
        None, [w.lower() for w in old], [w.lower() for w in new], autojunk=False
    )
    changes = [(a0, a1, b0, b1) for kind, a0, a1, b0, b1 in matcher.get_opcodes() if kind != "equal"]
    joined: list[tuple[int, int, int, int]] = []
    for change in changes:
        if joined and change[0] - joined[-1][1] <= _NEAR:
            joined[-1] = (joined[-1][0], change[1], joined[-1][2], change[3])
        else:
            joined.append(change)
    yield from dict.fromkeys([*joined, *changes])


def _with_words(
    a0: int, a1: int, b0: int, b1: int, old: int, new: int
) -> Iterator[tuple[int, int, int, int]]:
    """The stretch itself; where one side has no word, the stretch with the word behind it, and with the word before it."""
    if a1 > a0 and b1 > b0:
        yield a0, a1, b0, b1
        return
    if a1 < old and b1 < new:
        yield a0, a1 + 1, b0, b1 + 1
    if a0 and b0:
        yield a0 - 1, a1, b0 - 1, b1


def _says_something(gone: str, come: str) -> bool:
    """Whether words of a subject matter differ or change places: not figures, marks, capitals, or small words alone."""
    if any(character.isdigit() for character in gone + come) or gone.lower() == come.lower():
        return False
    old, new = ([word for word in words_of(side.lower()) if not is_small(word)] for side in (gone, come))
    return old != new


def words_of(english: str) -> list[str]:
    """The words and marks of an English text."""
    return _WORD.findall(english)


def spans_of(english: str) -> list[tuple[int, int]]:
    """Where they stand."""
    return [word.span() for word in _WORD.finditer(english)]


def is_small(word: str) -> bool:
    """Whether a word or mark says nothing of a subject matter."""
    return word.lower() in _SMALL or not word[0].isalpha()
