"""First mentions in the reader's order: the long form with its abbreviation once, the abbreviation after.

"China Securities Regulatory Commission (CSRC)" stands where the body's prose first names it. Cover and headings
never introduce an abbreviation; tables and figures may, in a list of definitions, and are left as they are. What is
said here is a suggestion: each has the edit that would do it, and whether that edit is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.terms.find import TermHit
from generator.terms.follow import Edit, follow_edits
from generator.terms.phrase import Found, english, find_phrase

# Roles of the body's prose: here a reader meets a term in a sentence.
PROSE = frozenset({"paragraph", "item", "note"})
# Here an abbreviation is never introduced.
TITLES = frozenset({"cover", "heading"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence in the reader's order: its id, role, English and the terms of its source."""

    id: str
    role: str
    target: str
    hits: Sequence[TermHit]


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention that wants another form: ``before`` stands at ``start`` to ``end``, ``after`` should.

    ``rule`` is introduce (the first mention lacks its long form), again (introduced a second time), shorten (spelt
    out though it was introduced) or title (introduced on the cover or in a heading). ``certain`` edits may be made by a machine.
    """

    passage: str
    term: str
    rule: str
    start: int
    end: int
    before: str
    after: str
    certain: bool


@dataclass(slots=True)
class _Introduced:
    """Which entries were introduced so far, and how many mentions of each are still to come."""

    done: set[str] = field(default_factory=set)
    left: dict[str, int] = field(default_factory=dict)


def first_mentions(passages: Iterable[Passage]) -> tuple[Mention, ...]:
    """The mentions that are not in the form that their place and order ask for, in the reader's order."""
    state = _Introduced()
    found: list[tuple[Passage, TermHit, list[tuple[str, Found]]]] = []
    for passage in passages:
        if passage.role not in PROSE | TITLES or not passage.target:
            continue
        for hit in _with_forms(passage.hits):
            mentions = _mentions(hit, passage.target)
            found.append((passage, hit, mentions))
            if passage.role in PROSE:
                state.left[hit.term.id] = state.left.get(hit.term.id, 0) + len(mentions)
    wanted = []
    for passage, hit, mentions in found:
        for form, place in mentions:
            wanted += (
                _judge(passage, hit, form, place, state)
                if passage.role in PROSE
                else _plain(passage, hit, form, place)
            )
    return tuple(wanted)


def _plain(passage: Passage, hit: TermHit, form: str, place: Found) -> list[Mention]:
    """In a title the abbreviation in its bracket goes."""
    before = passage.target[place.start : place.end]
    return (
        [_mention(passage, hit, "title", place, before, hit.english, before)] if form == "introduced" else []
    )


def _with_forms(hits: Sequence[TermHit]) -> list[TermHit]:
    """One hit for each entry that has an abbreviation to introduce."""
    unique = {hit.term.id: hit for hit in reversed(hits) if hit.abbr and hit.abbr != hit.english}
    return sorted(unique.values(), key=lambda hit: hit.start)


def long_form(hit: TermHit) -> str:
    """The form of the first mention: the entry's own, or its English with the abbreviation in brackets."""
    return hit.first or f"{hit.english} ({hit.abbr})"


def _mentions(hit: TermHit, target: str) -> list[tuple[str, Found]]:
    """(form, place) of each mention in the English: introduced, spelt out, or short."""
    sentence = english(target)
    abbr = hit.abbr or ""
    introduced = list(find_phrase(long_form(hit), sentence, pos=hit.term.pos))
    taken = {word for one in introduced for word in range(one.first, one.last)}
    mentions = [("introduced", one) for one in introduced]
    for one in find_phrase(hit.english, sentence, pos=hit.term.pos):
        if taken & set(range(one.first, one.last)):
            continue
        bracket = _bracketed(target, one, abbr)
        mentions.append(("introduced" if bracket else "spelt out", bracket or one))
        taken |= set(range(one.first, (bracket or one).last))
    for one in find_phrase(abbr, sentence, fixed=True):
        if not taken & set(range(one.first, one.last)):
            mentions.append(("short", one))
    return sorted(mentions, key=lambda mention: mention[1].start)


def _bracketed(target: str, one: Found, abbr: str) -> Found | None:
    """The mention with the bracket behind it that introduces the abbreviation in its own way: (the "CSRC")."""
    match = re.match(rf"['’]?\s*\((?:the )?[\"“]?{re.escape(abbr)}[\"”]?[^)]*\)", target[one.end :])
    return Found(one.start, one.end + match.end(), one.first, one.last + 1) if match else None


def _judge(passage: Passage, hit: TermHit, form: str, place: Found, state: _Introduced) -> list[Mention]:
    name, abbr = hit.term.id, hit.abbr or ""
    before = passage.target[place.start : place.end]
    state.left[name] -= 1
    if name in state.done:
        if form == "short":
            return []
        rule = "again" if form == "introduced" else "shorten"
        return [_mention(passage, hit, rule, place, before, abbr, before)]
    later = state.left[name] > 0
    if form == "introduced":
        state.done.add(name)
        return []
    if form == "spelt out" and not later:
        return []  # named once: there is nothing to abbreviate
    state.done.add(name)
    return [_mention(passage, hit, "introduce", place, before, long_form(hit), before)]


def _mention(
    passage: Passage, hit: TermHit, rule: str, place: Found, before: str, after: str, old: str
) -> Mention:
    """The edit of one mention. It is certain where the form stands as the entry has it, without inflection."""
    part = passage.target[: place.end]
    followed = follow_edits(part, [Edit(old, after)], kept=[(0, place.start)] if place.start else ())
    plain = before in (hit.english, hit.abbr, long_form(hit))
    if plain and len(followed.changes) == 1 and followed.certain:
        change = followed.changes[0]
        return Mention(
            passage.id, hit.term.id, rule, change.start, change.end, change.before, change.after, True
        )
    return Mention(passage.id, hit.term.id, rule, place.start, place.end, before, after, False)


def apply_mentions(target: str, mentions: Iterable[Mention]) -> str:
    """The sentence with its certain edits made."""
    made = target
    for one in sorted((one for one in mentions if one.certain), key=lambda one: -one.start):
        made = made[: one.start] + one.after + made[one.end :]
    return made
