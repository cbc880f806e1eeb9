"""Chapters of a PDF that were set again, and why: which of what a chapter is made from is other than before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from generator.exporters.typeset import Chapter
from generator.store import to_json

# What cannot be told from before: the chapter is new, or its heading is.
NEW = "new"


@dataclass(frozen=True, slots=True)
class Reset:
    """A chapter that was set again. ``because`` names what moved, as ``job_inputs`` does, or says that it is new.

    ``blocks`` are the anchors that stand in it, or stood in it before.
    """

    file: str
    chapter: str
    title: str
    because: tuple[str, ...]
    blocks: frozenset[str] = frozenset()


def find_resets(file: str, kept: bytes | None, chapters: Sequence[Chapter]) -> Iterator[Reset]:
    """The chapters of a file that are made from other things than those that were kept; none where nothing was kept."""
    if kept is None:
        return
    before: dict[str, Mapping[str, Any]] = {row["id"]: row for row in json.loads(kept)}
    for chapter in chapters:
        then = before.get(chapter.id)
        moved = _moved(then["inputs"], chapter.inputs) if then else (NEW,)
        if moved:
            blocks = frozenset([*chapter.anchors, *(then["anchors"] if then else ())])
            yield Reset(file, chapter.id, chapter.title, moved, blocks)


def _moved(then: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(name for name, mark in now.items() if then.get(name) != mark)


def chapters_to_bytes(chapters: Iterable[Chapter]) -> bytes:
    """The chapters as they are kept for the build that follows."""
    return to_json([asdict(chapter) for chapter in chapters])


def resets_to_record(resets: Iterable[Reset]) -> list[dict[str, Any]]:
    """The chapters as build.json tells them."""
    return [
        {"file": one.file, "chapter": one.chapter, "title": one.title, "because": list(one.because)}
        for one in resets
    ]
