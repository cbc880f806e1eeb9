"""Traces that the words of a Chinese sentence leave in its English: terms, common words, figures, Latin names.

A trace is no translation: it shows that something was said, not that it was said well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from generator.checks.contract import Pair, Span
from generator.terms import TermHit

LEXICON = Path(__file__).with_name("lexicon.tsv")
_WORD = re.compile(r"[A-Za-z]+")
_EMPTY = {"the", "of", "and", "for", "in", "on", "to", "with", "by", "an", "or", "at", "as", "its", "per", "from", "which", "where", "them"}  # fmt: skip
_COPIED = re.compile(r"\d[\d,]*(?:\.\d+)?|[A-Za-z]{2,}")
_STEM = 5


def find_traces(pair: Pair) -> dict[Span, bool]:
    """The terms, common words, figures and Latin names of the source by place, and whether the English has each."""
    said = stems(pair.target)
    traces: dict[Span, bool] = {}
    for use in pair.terms:
        if use.required:
            traces[use.hit.start, use.hit.end] = use.use != "missing" or is_told(use.hit, said)
    taken = {at for start, end in traces for at in range(start, end)}
    for (start, end), kept in [*_find_words(pair), *_find_copied(pair)]:
        if taken.isdisjoint(range(start, end)):
            traces[start, end] = kept
    return traces


def answers_in(pair: Pair, start: int, end: int) -> list[re.Pattern[str]]:
    """For each term and common word of a stretch of the source the pattern of the English that answers it."""
    return [answer for _, answer in find_answers(pair, start, end, LEXICON)]


def find_answers(pair: Pair, start: int, end: int, lexicon: Path) -> list[tuple[int, re.Pattern[str]]]:
    """The same for the words of a lexicon, with the places where they begin, in order; the glossary's terms always."""
    words, answers = load_lexicon(lexicon)
    found = [(word.start(), answers[word[0]]) for word in words.finditer(pair.source, start, end)]
    for hit in pair.hits:
        if start <= hit.start and hit.end <= end:
            found.append((hit.start, re.compile("|".join(map(re.escape, hit.accepted)), re.IGNORECASE)))
    return sorted(found, key=lambda one: one[0])


def stems(english: str) -> set[str]:
    """The beginnings of the words of an English text."""
    return {word[:_STEM].lower() for word in _WORD.findall(english)}


def is_told(hit: TermHit, said: set[str]) -> bool:
    """Whether the English has at least a third of the words of an accepted form of a term."""
    return share_told(hit, said) * 3 >= 1


def share_told(hit: TermHit, said: set[str]) -> Fraction:
    """How much of the words of an accepted form of a term the English has, of the form that it has most of."""
    shares = []
    for form in hit.accepted:
        parts = [word[:_STEM].lower() for word in _WORD.findall(form) if word.lower() not in _EMPTY]
        shares.append(Fraction(sum(part in said for part in parts), len(parts) or 1))
    return max(shares)


def _find_words(pair: Pair) -> Iterator[tuple[Span, bool]]:
    words, answers = load_lexicon(LEXICON)
    for found in words.finditer(pair.source):
        yield found.span(), bool(answers[found[0]].search(pair.target))


def _find_copied(pair: Pair) -> Iterator[tuple[Span, bool]]:
    """Figures and Latin names count where they are found; a figure may be written otherwise."""
    for found in _COPIED.finditer(pair.source):
        if found[0] in pair.target:
            yield found.span(), True


@lru_cache(maxsize=4)
def load_lexicon(path: Path) -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    """The pattern of all words of a file like ``lexicon.tsv``, the longest first, and for each the pattern of its English."""
    lines = path.read_text("utf-8").splitlines()
    rows = dict(line.split("\t") for line in lines if line.strip() and not line.startswith("#"))
    answers = {
        word: re.compile(r"\b(?:" + "|".join(map(re.escape, english.split())) + ")", re.IGNORECASE)
        for word, english in rows.items()
    }
    return re.compile("|".join(sorted(rows, key=lambda word: (-len(word), word)))), answers
