"""What the glossary asked when an English was written, so that a later edit can be followed and undone.

A person's, the memory's and an engine's English stays stored as it was written. The lock holds, for each stored
sentence, the English that the glossary asked for its terms when that sentence was first seen. A build rewrites from
the stored English and the lock to the glossary of today, and never in place: with the glossary as it was, nothing
differs and the earlier output comes back byte for byte. When a person retypes a sentence its line of the lock is
made anew.

The lock is plain data, ``{"schema": 1, "sentences": {id: {"of": …, "terms": {entry: [{"en": …}, …]}}}}``; whoever
keeps the report's files stores it beside them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.terms.check import TermUse, check_terms
from generator.terms.find import TermHit, find_terms
from generator.terms.follow import Doubt, Edit, Followed, follow_edits
from generator.terms.glossary import Glossary
from generator.terms.phrase import english, find_phrase

EMPTY_LOCK: Mapping[str, Any] = {"schema": 1, "sentences": {}}


@dataclass(frozen=True, slots=True)
class Stored:
    """A sentence with its English as it is stored; ``path`` are the headings above it."""

    id: str
    source: str
    target: str
    path: tuple[str, ...] = ()
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Cause:
    """An entry whose English changed: its id, its Chinese in the sentence, the old and the new English."""

    id: str
    zh: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Planned:
    """What an edit of the glossary does to one sentence; ``doubts`` are places that a person has to see to."""

    id: str
    before: str
    after: str
    causes: tuple[Cause, ...]
    followed: Followed

    @property
    def certain(self) -> bool:
        """Whether nothing was left in doubt."""
        return self.followed.certain


def update_lock(lock: Mapping[str, Any], stored: Iterable[Stored], glossary: Glossary) -> dict[str, Any]:
    """The lock for these sentences: what it says of an English that is as it was stays, the rest is asked today."""
    known = lock.get("sentences", {})
    sentences = {}
    for one in stored:
        mark = _mark(one.target)
        asked = _asked(find_terms(one.source, glossary, path=one.path))
        earlier = known.get(one.id)
        if earlier and earlier.get("of") == mark:
            asked |= earlier.get("terms", {})
        if asked:
            sentences[one.id] = {"of": mark, "terms": dict(sorted(asked.items()))}
    return {"schema": 1, "sentences": dict(sorted(sentences.items()))}


def plan_edits(stored: Iterable[Stored], lock: Mapping[str, Any], glossary: Glossary) -> tuple[Planned, ...]:
    """The sentences that today's glossary changes, or would if it were certain how; others are not among them."""
    sentences = lock.get("sentences", {})
    plans = []
    for one in stored:
        line = sentences.get(one.id)
        if line and line.get("of") == _mark(one.target):
            plan = _plan(one, line.get("terms", {}), glossary)
            if plan and (plan.before != plan.after or plan.followed.doubts):
                plans.append(plan)
    return tuple(plans)


def _mark(target: str) -> str:
    return hashlib.sha256(target.encode()).hexdigest()[:12]


def _asked(hits: Sequence[TermHit]) -> dict[str, list[dict[str, str]]]:
    """Entry → the wordings that it asks for in a sentence, in the order in which its senses stand there."""
    asked: dict[str, list[dict[str, str]]] = {}
    for hit in hits:
        wording = _wording(hit)
        wordings = asked.setdefault(hit.term.id, [])
        if wording not in wordings:
            wordings.append(wording)
    return asked


def _wording(hit: TermHit) -> dict[str, str]:
    wording = {"en": hit.english, "first": hit.first, "abbr": hit.abbr}
    return {key: text for key, text in wording.items() if text}


def _plan(one: Stored, then: Mapping[str, Any], glossary: Glossary) -> Planned | None:
    hits = find_terms(one.source, glossary, path=one.path)
    now = _asked(hits)
    changed = {name for name, wordings in now.items() if name in then and then[name] != wordings}
    if not changed:
        return None
    edits: list[Edit] = []
    causes: list[Cause] = []
    doubts: list[Doubt] = []
    for name in sorted(changed):
        hit = next(hit for hit in hits if hit.term.id == name)
        if len(then[name]) != len(now[name]):
            doubts.append(_other_senses(hit))
            continue
        for old, new in zip(then[name], now[name], strict=True):
            edits += _edits(hit, old, new)
            if old["en"] != new["en"]:
                causes.append(Cause(name, hit.text, old["en"], new["en"]))
    was = [_as_it_was(hit, then) for hit in hits]
    uses = check_terms(one.target, was)
    kept = [*_kept(uses, changed), *_in_alternatives(one, was, edits)]
    followed = follow_edits(one.target, edits, kept=kept, heading=one.heading)
    doubts += _split(one, uses, changed)
    return Planned(
        one.id,
        one.target,
        followed.text,
        tuple(causes),
        replace(followed, doubts=(*followed.doubts, *doubts)),
    )


def _edits(hit: TermHit, old: Mapping[str, str], new: Mapping[str, str]) -> list[Edit]:
    """The forms to replace: the English, its first mention and its abbreviation, where both glossaries have one."""
    edits = []
    for key in ("en", "first", "abbr"):
        made = new.get(key) or (
            old[key].replace(old["en"], new["en"]) if key == "first" and key in old else None
        )
        if key in old and made and old[key] != made:
            edits.append(Edit(old[key], made, hit.term.pos, hit.term.case == "fixed" or key == "abbr"))
    return edits


def _as_it_was(hit: TermHit, then: Mapping[str, Any]) -> TermHit:
    """The hit with the English that was asked then."""
    wordings = then.get(hit.term.id)
    if not wordings:
        return hit
    forms = tuple(dict.fromkeys(text for wording in wordings for text in wording.values()))
    return replace(hit, english=wordings[0]["en"], accepted=(*forms, *hit.accepted[1:]), forbidden=())


def _kept(uses: Iterable[TermUse], changed: set[str]) -> list[tuple[int, int]]:
    """The spans of the terms that did not change: a shorter old form inside them is not this term's."""
    return [use.span for use in uses if use.span and use.hit.term.id not in changed]


def _in_alternatives(one: Stored, was: Sequence[TermHit], edits: Sequence[Edit]) -> list[tuple[int, int]]:
    """The spans of accepted forms that hold an old form and are longer: they are forms of their own, and stay."""
    sentence = english(one.target)
    olds = {edit.old for edit in edits}
    forms = {form for hit in was for form in hit.accepted if form not in olds}
    longer = sorted(form for form in forms if any(find_phrase(old, english(form)) for old in olds))
    return [(found.start, found.end) for form in longer for found in find_phrase(form, sentence)]


def _split(one: Stored, uses: Iterable[TermUse], changed: set[str]) -> list[Doubt]:
    """Old forms that stand in two halves (wholly-owned and majority-owned subsidiaries): nothing replaced them."""
    doubts = []
    for use in uses:
        if use.hit.term.id not in changed or use.span is None or use.form != use.hit.english:
            continue
        if not find_phrase(use.form, english(one.target), pos=use.hit.term.pos):
            reason, reason_zh = (
                f"'{use.form}' is shared with another word here",
                f"此处“{use.form}”与其他词共用",
            )
            doubts.append(Doubt(*use.span, reason, reason_zh))
    return doubts


def _other_senses(hit: TermHit) -> Doubt:
    return Doubt(
        0,
        0,
        f"the senses of '{hit.text}' were counted otherwise then: compare by hand",
        f"“{hit.text}”的义项数与当时不同：请人工核对",
    )
