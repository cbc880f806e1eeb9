"""An edit of the glossary, followed into the English that was written before it.

A person's, the memory's and an engine's English stays stored as it was written. The lock beside the report
remembers what the glossary asked when a sentence was first built; from it and from today's glossary each
build makes the English of today. With the glossary as it was, the earlier English comes back byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.model import Bitext, Finding, Translation
from generator.terms import EMPTY_LOCK, Glossary, Planned, Stored, plan_edits, update_lock


@dataclass(frozen=True, slots=True)
class Followed:
    """The bitext with the edits followed, the lock to keep, and what a person has to see to."""

    bitext: Bitext
    lock: Mapping[str, Any]
    findings: tuple[Finding, ...]


def follow_glossary(bitext: Bitext, lock: Mapping[str, Any] | None, glossary: Glossary) -> Followed:
    """Today's English of every sentence whose English somebody wrote; what is by rule is of today already."""
    stored = tuple(_stored(bitext))
    known = lock or EMPTY_LOCK
    plans = {plan.id: plan for plan in plan_edits(stored, known, glossary)}
    translations = {
        id: _followed(found, plans[id]) if id in plans else found for id, found in bitext.translations.items()
    }
    pages = {sentence.id: sentence.place.page for sentence in bitext.sentences}
    findings = [finding for plan in plans.values() for finding in _doubts(plan, pages[plan.id])]
    return Followed(
        replace(bitext, translations=translations), update_lock(known, stored, glossary), tuple(findings)
    )


def _stored(bitext: Bitext) -> Iterable[Stored]:
    for sentence in bitext.sentences:
        found = bitext.translation_of(sentence)
        if found.target is not None and found.origin != "rule":
            yield Stored(
                sentence.id, sentence.source, found.target, sentence.path, sentence.role == "heading"
            )


def _followed(found: Translation, plan: Planned) -> Translation:
    causes = "; ".join(f"{cause.zh}: {cause.old} → {cause.new}" for cause in plan.causes)
    note = f"glossary {causes}" if plan.before != plan.after else found.note
    return replace(found, target=plan.after, note=note)


def _doubts(plan: Planned, page: int) -> Iterable[Finding]:
    for doubt in plan.followed.doubts:
        yield Finding(
            "term-edit-followed",
            "doubtful",
            f"The glossary changed and this place was not: {doubt.reason}. Change it in translations.yaml.",
            f"术语表已修改，但此处未自动更新：{doubt.reason_zh}。请在 translations.yaml 中修改。",
            sentence=plan.id,
            page=page,
            target_span=(doubt.start, doubt.end) if doubt.end > doubt.start else None,
        )
