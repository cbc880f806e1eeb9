"""The rows that go out to people and come back: id, page, source, English, comment, state.

A row's id holds the sentence's id and a mark of the English that went out (``s1f…:9c2e…``), so that what
comes back tells by itself whether the person changed it, wherever the row has been moved to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.memory import match_key
from generator.model import Bitext, State

HEADS = ("ID", "Page 页", "Source 原文", "English 英文", "Comment 备注", "State 状态")
STATES: tuple[State, ...] = ("initial", "translated", "reviewed", "final")
Kind = Literal["same", "changed", "conflict", "unknown"]


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence as it stands in a file for review. ``page`` is 0 and ``id`` empty where a file lost them."""

    id: str
    page: int
    source: str
    target: str
    comment: str = ""
    state: State = "translated"


@dataclass(frozen=True, slots=True)
class Planned:
    """What an import would do with one row: ``before`` is the English that stands now."""

    kind: Kind
    row: Row
    sentence: str | None
    before: str | None


def bitext_to_rows(bitext: Bitext) -> tuple[Row, ...]:
    """One row for each distinct sentence and English, in the report's order."""
    rows: dict[tuple[str, str], Row] = {}
    for sentence in bitext.sentences:
        found = bitext.translation_of(sentence)
        target = found.target or ""
        row = Row(
            row_id(sentence.id, target), sentence.place.page, sentence.source.strip(), target, "", found.state
        )
        rows.setdefault((match_key(row.source), target), row)
    return tuple(rows.values())


def row_id(sentence: str, target: str) -> str:
    """The id of a row: the sentence's, and a mark of its English."""
    return f"{sentence}:{_mark(target)}"


def _mark(target: str) -> str:
    return hashlib.sha256(target.strip().encode()).hexdigest()[:8]


def plan_import(bitext: Bitext, rows: Iterable[Row]) -> tuple[Planned, ...]:
    """What each returned row would do, three-way: what went out, what stands now, what came back.

    A row that came back as it went out changes nothing; one whose sentence was changed here meanwhile is a
    conflict; one whose source is not in the report is unknown. An English that was emptied is no edit.
    """
    now = {sentence.id: bitext.translation_of(sentence).target or "" for sentence in bitext.sentences}
    by_source: dict[str, str] = {}
    for sentence in bitext.sentences:
        by_source.setdefault(match_key(sentence.source), sentence.id)
    return tuple(_plan_row(row, now, by_source) for row in rows)


def _plan_row(row: Row, now: Mapping[str, str], by_source: Mapping[str, str]) -> Planned:
    sentence, _, mark = row.id.partition(":")
    if sentence not in now:
        sentence, mark = by_source.get(match_key(row.source), ""), ""
    if not sentence:
        return Planned("unknown", row, None, None)
    before, after = now[sentence].strip(), row.target.strip()
    went_out = mark or _mark(before)
    if after in ("", before) or _mark(after) == went_out:
        return Planned("same", row, sentence, before)
    return Planned("changed" if _mark(before) == went_out else "conflict", row, sentence, before)


def to_state(words: str) -> State:
    """The state that a file names; what it does not know is translated."""
    return next((state for state in STATES if state == words), "translated")


def count_kinds(plan: Sequence[Planned]) -> dict[str, int]:
    """How many rows of each kind a plan has."""
    return {
        kind: sum(step.kind == kind for step in plan) for kind in ("same", "changed", "conflict", "unknown")
    }
