"""Chapters of a PDF that were set again, and why: which of what a chapter is made from is other than before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from generator.exporters.typeset import Chapter
from generator.settings import Edition

Chapters = Mapping[Edition, Sequence[Chapter]]

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


def find_resets(record: Mapping[str, Any] | None, chapters: Chapters) -> Iterator[Reset]:
    """The chapters that are made from other things than in the build before, whose chapters.json is ``record``.

    Of an edition that was not made then, none.
    """
    for edition, listed in chapters.items():
        if record is None or edition not in record["editions"]:
            continue
        before: dict[str, Mapping[str, Any]] = {row["id"]: row for row in record["editions"][edition]}
        for chapter in listed:
            then = before.get(chapter.id)
            moved = _moved(then["inputs"], chapter.inputs) if then else (NEW,)
            if moved:
                blocks = frozenset([*chapter.anchors, *(then["anchors"] if then else ())])
                yield Reset(f"{edition}.pdf", chapter.id, chapter.title, moved, blocks)


def _moved(then: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(name for name, mark in now.items() if then.get(name) != mark)


def chapters_to_record(chapters: Chapters) -> dict[str, Any]:
    """chapters.json: the chapters of each edition's PDF as they were set, for the build that follows."""
    editions = {edition: [asdict(chapter) for chapter in listed] for edition, listed in chapters.items()}
    return {"schema": 1, "editions": editions}


def resets_to_record(resets: Iterable[Reset]) -> list[dict[str, Any]]:
    """The chapters as build.json tells them."""
    return [
        {"file": one.file, "chapter": one.chapter, "title": one.title, "because": list(one.because)}
        for one in resets
    ]
