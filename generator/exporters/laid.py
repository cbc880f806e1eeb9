"""A part of an edition as it was laid out by itself: its pages, and what the merge must know of them.

A part is no document: its fonts are named and not embedded, its pages lack their furniture, and a link may lead
to an anchor of another part. ``merge.py`` makes one document of them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

Kind = Literal["front", "part", "chapter", "heights", "furniture"]
# The anchor of an empty page in the place of what follows a part: there for the blank page that may come before it.
FOLLOWS = "follows"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file enclosed in a PDF: the data of a table."""

    name: str
    description: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Job:
    """What is laid out by itself: an HTML, the style sheet that all parts of an edition share, the files they name.

    The ``front`` bears the marks of the document; of ``furniture`` only running heads and folios are drawn. Where
    ``heights`` are asked for, nothing is drawn.
    """

    html: str
    sheet: str
    files: Mapping[str, Path]
    kind: Kind = "part"


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry of the outline: its level from 1, and where it leads on its page, in points from the lower left."""

    level: int
    label: str
    x: float
    y: float
    closed: bool


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page: the name that CSS gives it, the strings it sets for running heads, its anchors and outline entries.

    ``opening`` are the names of the strings that are set by what stands first on the page. A ``blank`` one is there
    because what follows begins on the other side.
    """

    name: str
    assigned: tuple[tuple[str, str], ...]
    opening: tuple[str, ...]
    anchors: tuple[str, ...]
    marks: tuple[Mark, ...]
    blank: bool = False


@dataclass(frozen=True, slots=True)
class FontFacts:
    """A font as a part uses it: the address of its file, the width and the characters of each glyph.

    ``lacking`` says that some characters had no glyph; their codes mean something in this part alone.
    """

    file: str
    widths: Mapping[int, float]
    characters: Mapping[int, str]
    lacking: bool


@dataclass(frozen=True, slots=True)
class Height:
    """How tall a block is, in CSS pixels; ``parts`` are the row groups of a table."""

    whole: float
    parts: tuple[float, ...] = ()

    def of(self, start: int, end: int) -> float:
        """The height of the table with the row groups from start to end alone, its head included."""
        return self.whole - sum(self.parts) + sum(self.parts[start:end])


@dataclass(frozen=True, slots=True)
class Laid:
    """A part laid out: its PDF, its pages, its fonts by the name they have in the PDF, the anchors it links to.

    ``heights`` are those of its blocks by their number, where they were asked for.
    """

    pdf: bytes
    pages: tuple[PageFacts, ...] = ()
    fonts: Mapping[str, FontFacts] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()
    heights: Mapping[int, Height] = field(default_factory=dict)


def laid_to_bytes(laid: Laid) -> bytes:
    """One file to keep: a line of JSON, then the PDF."""
    facts = {
        "pages": [asdict(page) for page in laid.pages],
        "fonts": {
            name: [font.file, list(font.widths.items()), list(font.characters.items()), font.lacking]
            for name, font in laid.fonts.items()
        },
        "links": laid.links,
        "complaints": laid.complaints,
        "heights": [(number, height.whole, height.parts) for number, height in laid.heights.items()],
    }
    return json.dumps(facts, ensure_ascii=False).encode() + b"\n" + laid.pdf


def bytes_to_laid(kept: bytes) -> Laid:
    """What ``laid_to_bytes`` kept."""
    line, _, pdf = kept.partition(b"\n")
    facts = json.loads(line)
    return Laid(
        pdf=pdf,
        pages=tuple(map(_page, facts["pages"])),
        fonts={
            name: FontFacts(file, dict(widths), dict(characters), lacking)
            for name, (file, widths, characters, lacking) in facts["fonts"].items()
        },
        links=tuple(facts["links"]),
        complaints=tuple(facts["complaints"]),
        heights={number: Height(whole, tuple(parts)) for number, whole, parts in facts["heights"]},
    )


def _page(facts: Mapping[str, Any]) -> PageFacts:
    pairs: Sequence[Sequence[str]] = facts["assigned"]
    return PageFacts(
        name=facts["name"],
        assigned=tuple((name, text) for name, text in pairs),
        opening=tuple(facts["opening"]),
        anchors=tuple(facts["anchors"]),
        marks=tuple(Mark(**mark) for mark in facts["marks"]),
        blank=facts["blank"],
    )
