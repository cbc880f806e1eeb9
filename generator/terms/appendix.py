"""The terms that a report uses, for the glossary at the end of an edition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.terms.find import TermHit


@dataclass(frozen=True, slots=True)
class UsedTerm:
    """A term with its English, how often the source has it, and the page where it stands first."""

    id: str
    zh: str
    en: str
    domain: str
    count: int
    page: int


def used_terms(mentions: Iterable[tuple[int, Sequence[TermHit]]]) -> tuple[UsedTerm, ...]:
    """The terms of (page, hits) in reading order, by their English; one line for each English that a term has."""
    counts: dict[tuple[str, str], int] = {}
    firsts: dict[tuple[str, str], tuple[int, TermHit]] = {}
    for page, hits in mentions:
        for hit in hits:
            key = (hit.term.id, hit.english)
            counts[key] = counts.get(key, 0) + 1
            firsts.setdefault(key, (page, hit))
    used = [
        UsedTerm(
            hit.term.id,
            hit.term.zh if "{" not in hit.term.zh else hit.text,
            hit.english,
            hit.term.domain,
            counts[key],
            page,
        )
        for key, (page, hit) in firsts.items()
    ]
    return tuple(sorted(used, key=lambda one: (one.en.casefold(), one.zh)))
