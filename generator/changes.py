"""What a build changed against the build before: each sentence, before and after, with its cause."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from generator.anchors import page_anchor

Cause = Literal["source", "term", "person", "memory", "rule", "engine"]
Moved = tuple[str, str | None, str | None]
Piece = tuple[Literal["same", "out", "in"], str]
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Change:
    """A sentence whose English is another than before, or that is new or gone.

    ``terms`` are the glossary terms whose English moved: Chinese → (before, after); None for one that came or went.
    ``anchor`` is the id of its block on the page of an edition.
    """

    sentence: str
    page: int
    source: str
    before: str | None
    after: str | None
    cause: Cause
    kind: Literal["new", "changed", "gone"]
    terms: tuple[Moved, ...] = ()
    anchor: str = ""

    @cached_property
    def redline(self) -> tuple[Piece, ...]:
        """The English with what was taken out and what was put in, word by word."""
        return tuple(compare_words(self.before or "", self.after or ""))

    @property
    def left(self) -> tuple[Piece, ...]:
        """The English before, with what was taken out."""
        return tuple(piece for piece in self.redline if piece[0] != "in")

    @property
    def right(self) -> tuple[Piece, ...]:
        """The English after, with what was put in."""
        return tuple(piece for piece in self.redline if piece[0] != "out")


def find_changes(before: dict[str, Any] | None, after: dict[str, Any]) -> tuple[Change, ...]:
    """The changes between two bitext.json records, in the order of the report; the sentences that went come last.

    Without an earlier record nothing is a change: it is the first build.
    """
    if before is None:
        return ()
    earlier = {row["id"]: row for row in before["sentences"]}
    now = {row["id"]: row for row in after["sentences"]}
    changes = [_compare(earlier.get(id), row) for id, row in now.items()]
    gone = [_gone(row) for id, row in earlier.items() if id not in now]
    return tuple(change for change in [*changes, *gone] if change is not None)


def _compare(earlier: dict[str, Any] | None, row: dict[str, Any]) -> Change | None:
    at, anchor = (row["id"], row["page"], row["source"]), page_anchor(row["role"], row["block"])
    if earlier is None:
        return Change(*at, None, row["target"], "source", "new", anchor=anchor)
    if earlier["target"] == row["target"]:
        return None
    terms = tuple(_moved_terms(earlier["terms"], row["terms"]))
    cause = _cause(earlier, row, terms)
    return Change(*at, earlier["target"], row["target"], cause, "changed", terms, anchor)


def _gone(row: dict[str, Any]) -> Change:
    return Change(row["id"], row["page"], row["source"], row["target"], None, "source", "gone")


def _moved_terms(earlier: dict[str, str], now: dict[str, str]) -> Iterator[Moved]:
    for term in sorted(earlier.keys() | now.keys()):
        if earlier.get(term) != now.get(term):
            yield term, earlier.get(term), now.get(term)


def _cause(earlier: dict[str, Any], row: dict[str, Any], terms: Iterable[Moved]) -> Cause:
    """Who moved the English: the glossary where it shows, in the note or in the words; else where it comes from."""
    origin = str(row["origin"])
    if _by_glossary(earlier) != _by_glossary(row) or any(_shows(term, earlier, row) for term in terms):
        return "term"
    if origin.startswith("memory"):
        return "memory"
    if origin.startswith("engine"):
        return "engine"
    return "person" if "person" in (origin, earlier["origin"]) else "rule"


def _shows(term: Moved, earlier: dict[str, Any], row: dict[str, Any]) -> bool:
    """Whether the new English of a term came into the sentence, or its old one left."""
    _, before, after = term
    old, new = (str(one["target"] or "").casefold() for one in (earlier, row))
    came = after is not None and after.casefold() in new and after.casefold() not in old
    return came or (before is not None and before.casefold() in old and before.casefold() not in new)


def _by_glossary(row: dict[str, Any]) -> str | None:
    """What the glossary did to the English of a row, as its note says; None where it did nothing."""
    note = str(row["note"] or "")
    return note if note.startswith("glossary ") else None


def compare_words(before: str, after: str) -> Iterator[Piece]:
    """The two texts as pieces: same, taken out, put in; joined without the one kind they give each text back."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, a0, a1, b0, b1 in matcher.get_opcodes():
        if kind == "equal":
            yield "same", "".join(old[a0:a1])
            continue
        if a1 > a0:
            yield "out", "".join(old[a0:a1])
        if b1 > b0:
            yield "in", "".join(new[b0:b1])


def changes_to_record(changes: tuple[Change, ...]) -> dict[str, Any]:
    """changes.json."""
    return {
        "schema": 1,
        "changes": [
            {
                "sentence": change.sentence,
                "page": change.page,
                "kind": change.kind,
                "anchor": change.anchor,
                "cause": change.cause,
                "terms": [{"term": t, "before": b, "after": a} for t, b, a in change.terms],
                "source": change.source,
                "before": change.before,
                "after": change.after,
            }
            for change in changes
        ],
    }
