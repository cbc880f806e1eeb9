"""Which meaning of a term stands, decided by the words near by, the headings above and the company."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from generator.terms.fold import fold
from generator.terms.glossary import Profile
from generator.terms.term import Forbidden, Sense, Term, When

# How many characters to either side count as near; a sentence's end stops them.
NEAR = 40
_STOP = re.compile(r"[。！？!?\n]")


@dataclass(frozen=True, slots=True)
class Context:
    """What decides: the folded text, the headings above it, the company, the domains of the terms in the text."""

    text: str
    path: tuple[str, ...] = ()
    profile: Profile = field(default_factory=Profile)
    domains: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Chosen:
    """The English that stands: the preferred, what is accepted too, what is forbidden, first mention, abbreviation."""

    en: str
    also: tuple[str, ...]
    forbidden: tuple[Forbidden, ...]
    first: str | None
    abbr: str | None


def choose_sense(term: Term, start: int, end: int, context: Context) -> Chosen:
    """The sense of the term that stands at ``start`` to ``end`` of the context's text."""
    if not term.senses:
        return _own(term, term.en, (), ())
    near = _near(context.text, start, end)
    sense = next(
        (one for one in term.senses if one.when is None or _holds(one.when, near, context, term)), None
    )
    return _sense_to_chosen(term, sense) if sense else _own(term, term.en, (), ())


def _own(term: Term, en: str, also: tuple[str, ...], forbidden: tuple[Forbidden, ...]) -> Chosen:
    forms = (*also, *term.alternatives, *term.forms, *(one for one in (term.first, term.abbr) if one))
    return Chosen(en, forms, (*forbidden, *term.forbidden), term.first, term.abbr)


def _sense_to_chosen(term: Term, sense: Sense) -> Chosen:
    """A sense with the entry's own English keeps all that the entry says; another has what it says itself.

    What the entry forbids stays forbidden in every sense that does not ask for it.
    """
    if sense.en == term.en:
        return _own(term, sense.en, sense.alternatives, sense.forbidden)
    right = {sense.en, *sense.alternatives}
    forbidden = sense.forbidden + tuple(one for one in term.forbidden if one.text not in right)
    return Chosen(sense.en, sense.alternatives, forbidden, None, None)


def _near(text: str, start: int, end: int) -> tuple[str, str]:
    """The text before and after, as far as it is near and in the same sentence."""
    before = _STOP.split(text[max(0, start - NEAR) : start])[-1]
    after = _STOP.split(text[end : end + NEAR], maxsplit=1)[0]
    return before, after


def _holds(when: When, near: tuple[str, str], context: Context, term: Term) -> bool:
    profile = context.profile
    return (
        (not when.near or _any_in(when.near, near))
        and not (when.not_near and _any_in(when.not_near, near))
        and (not when.section or _any_in(when.section, _folded(context.path)))
        and (not when.market or profile.market in when.market)
        and (not when.company or profile.company in when.company)
        and (not when.domain or _domain(when.domain, context, term))
    )


def _domain(domains: tuple[str, ...], context: Context, term: Term) -> bool:
    around = (context.domains - {term.domain}) | set(context.profile.domains)
    return bool(around & set(domains))


def _any_in(words: tuple[str, ...], texts: tuple[str, ...]) -> bool:
    return any(word in text for word in _folded(words) for text in texts)


@lru_cache(maxsize=4096)
def _folded(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fold(text).text for text in texts)
