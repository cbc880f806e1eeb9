"""Whether the English of a sentence says its terms as the glossary asks, and says nothing that is forbidden for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.terms.find import TermHit, closed_spans
from generator.terms.phrase import English, Found, english, find_phrase
from generator.terms.term import Forbidden

Use = Literal["preferred", "alternative", "abbreviation", "capitals", "missing"]

# How many words may stand between the halves of a term whose head is shared: wholly-owned and majority-owned subsidiaries.
_SHARED = 8
_COORDINATED = re.compile(r"[\s\-'\"“”/,&()]*")


@dataclass(frozen=True, slots=True)
class ForbiddenUse:
    """A forbidden rendering that stands in the English; ``certain`` where nothing accepted stands for the term."""

    forbidden: Forbidden
    start: int
    end: int
    certain: bool


@dataclass(frozen=True, slots=True)
class TermUse:
    """What became of one term of the source in the English.

    ``span`` is where an accepted form stands (None: nowhere), ``form`` which one; ``capitals`` says that it stands
    there without the capitals that it has to have. ``shared`` says that the span
    serves another mention too: Chinese repeats a term where English says "it", or names it in a longer one.
    """

    hit: TermHit
    use: Use
    span: tuple[int, int] | None = None
    form: str | None = None
    shared: bool = False
    forbidden: tuple[ForbiddenUse, ...] = ()

    @property
    def required(self) -> bool:
        """Whether the entry is enforced: not where it is advice, proposed or deprecated."""
        return not self.hit.term.advice and self.hit.term.status == "approved"

    @property
    def right(self) -> bool:
        """Whether an accepted form stands, with its capitals, and no forbidden one."""
        return self.use not in ("missing", "capitals") and not self.forbidden


@dataclass(frozen=True, slots=True)
class _Place:
    """An accepted form found in the English: of which group of hits, which form, where."""

    found: Found
    group: int
    rank: int
    form: str
    capitals: bool = True


def check_terms(target: str, hits: Sequence[TermHit]) -> tuple[TermUse, ...]:
    """What became of each hit of the source in the target, in the order of the hits; none for a blank target."""
    if not target.strip():
        return ()
    sentence = english(target)
    groups: dict[tuple[str, str], list[int]] = {}
    for number, hit in enumerate(hits):
        groups.setdefault((hit.term.id, hit.english), []).append(number)
    members = list(groups.values())
    places = [_places(hits[own[0]], group, sentence) for group, own in enumerate(members)]
    taken = _assign(members, places)
    for group, own in enumerate(members):
        if not taken[group]:
            taken[group] = _fallback(hits[own[0]], group, places, members, hits, sentence)
    uses: dict[int, TermUse] = {}
    for group, own in enumerate(members):
        wrong = _forbidden(hits[own[0]], group, taken, sentence)
        for count, number in enumerate(own):
            uses[number] = _use(hits[number], taken[group], count, wrong if count == 0 else ())
    return tuple(uses[number] for number in range(len(hits)))


def _places(hit: TermHit, group: int, sentence: English) -> list[_Place]:
    """Where the hit's accepted forms stand, the preferred first among equals."""
    return [
        _Place(found, group, rank, form)
        for rank, form in enumerate(hit.accepted)
        for found in find_phrase(form, sentence, pos=hit.term.pos, fixed=_fixed(hit, form))
    ]


def _fixed(hit: TermHit, form: str) -> bool:
    return hit.term.case == "fixed" or form == hit.abbr


def _assign(members: Sequence[list[int]], places: Sequence[list[_Place]]) -> list[list[_Place]]:
    """Gives each group as many places as it has hits: longer forms first, and no words to two groups."""
    ordered = sorted(
        (place for group in places for place in group),
        key=lambda one: (one.found.first - one.found.last, one.rank, one.found.first, one.group),
    )
    taken: list[list[_Place]] = [[] for _ in members]
    words: set[int] = set()
    for place in ordered:
        span = set(range(place.found.first, place.found.last))
        if len(taken[place.group]) < len(members[place.group]) and not span & words:
            taken[place.group].append(place)
            words |= span
    for own in taken:
        own.sort(key=lambda one: one.found.first)
    return taken


def _fallback(
    hit: TermHit,
    group: int,
    places: Sequence[list[_Place]],
    members: Sequence[list[int]],
    hits: Sequence[TermHit],
    sentence: English,
) -> list[_Place]:
    """A place inside the English of a longer term, or whose head is shared with another, or that lacks its capitals."""
    longer = [hits[own[0]] for other, own in enumerate(members) if other != group]
    if any(hit.text in other.text for other in longer) and places[group]:
        return places[group][:1]
    for rank, form in enumerate(() if hit.term.protected else hit.accepted):
        if found := _coordinated(form, hit, sentence):
            return [_Place(found, group, rank, form)]
    return _without_capitals(hit, group, sentence)


def _without_capitals(hit: TermHit, group: int, sentence: English) -> list[_Place]:
    """The first place of a form of several words that lacks only its capitals; "it" is no "IT"."""
    for rank, form in enumerate(hit.accepted):
        if " " in form and _fixed(hit, form):
            for found in find_phrase(form, sentence, pos=hit.term.pos):
                return [_Place(found, group, rank, form, capitals=False)]
    return []


def _coordinated(form: str, hit: TermHit, sentence: English) -> Found | None:
    """The form cut in two by a coordination: "directors and supervisors of the Company", "A and B shares"."""
    words = form.split()
    for cut in range(1, len(words)):
        head, tail = " ".join(words[:cut]), " ".join(words[cut:])
        for one in find_phrase(head, sentence, pos=hit.term.pos):
            for two in find_phrase(tail, sentence):
                if one.last < two.first <= one.last + _SHARED and _coordinates(sentence, one.last, two.first):
                    return Found(one.start, two.end, one.first, two.last)
    return None


def _coordinates(sentence: English, first: int, last: int) -> bool:
    """Whether the words in between are coordinated: and, or, a comma right behind the one half or before the other."""
    gaps = [sentence.gap(place) for place in range(first - 1, last)]
    joins = {"and", "or", "nor"} & {sentence.words[first].key, sentence.words[last - 1].key}
    joined = bool(joins) or "," in gaps[0] or "," in gaps[-1]
    return joined and all(_COORDINATED.fullmatch(gap) for gap in gaps)


def _forbidden(
    hit: TermHit, group: int, taken: Sequence[list[_Place]], sentence: English
) -> tuple[ForbiddenUse, ...]:
    """The hit's forbidden renderings that no other term of the sentence accounts for."""
    explained: set[int] = set()
    for own in taken:
        for place in (one for one in own if one.capitals):
            explained |= set(range(place.found.first, place.found.last))
    found = []
    for forbidden in hit.forbidden:
        for one in find_phrase(forbidden.text, sentence, strict=True):
            if not set(range(one.first, one.last)) <= explained:
                found.append(ForbiddenUse(forbidden, one.start, one.end, not taken[group]))
    return tuple(found)


def _use(hit: TermHit, taken: Sequence[_Place], count: int, wrong: tuple[ForbiddenUse, ...]) -> TermUse:
    if not taken:
        return TermUse(hit, "missing", forbidden=wrong)
    place = taken[min(count, len(taken) - 1)]
    use: Use = "preferred" if place.form in (hit.english, hit.first) else "alternative"
    if not place.capitals:
        use = "capitals"
    elif place.form == hit.abbr and place.form != hit.english:
        use = "abbreviation"
    span = (place.found.start, place.found.end)
    return TermUse(hit, use, span, place.form, shared=count >= len(taken), forbidden=wrong)


def closed_in_target(uses: Sequence[TermUse]) -> tuple[tuple[int, int], ...]:
    """The spans of the English in which a numeral is no number: those of terms whose Chinese is closed to numbers."""
    closed = set(closed_spans(use.hit for use in uses))
    return tuple(sorted({use.span for use in uses if use.span and (use.hit.start, use.hit.end) in closed}))


def adherence(uses: Iterable[TermUse]) -> tuple[int, int]:
    """(right, all) of the required uses."""
    required = [use for use in uses if use.required]
    return sum(use.right for use in required), len(required)
