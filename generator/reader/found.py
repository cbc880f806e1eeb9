"""What is found on one page before pages are joined: tables with their cells, figures with their labels."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Box, Chart
from generator.reader.pdf.page import Color, ImageBox


@dataclass(frozen=True, slots=True)
class FoundCell:
    """A cell as found: its place in the grid, its words, and what joining over a page break needs to know.

    ``indices`` are the characters that it owns; ``bold`` and ``shade`` hold for the whole cell. ``room`` is how
    much its last line leaves free and ``lead`` how wide its first word is, both in widths of a character;
    ``under`` is how much is free below the last line, in heights of a character.
    """

    page: int
    row: int
    column: int
    rowspan: int
    colspan: int
    text: str
    box: Box
    indices: tuple[int, ...] = ()
    bold: bool = False
    shade: Color | None = None
    room: float = 0.0
    lead: float = 0.0
    under: float = 0.0


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table of one page. ``xs``, ``ys`` are its column and row edges, ``indices`` all its characters.

    A table that is not ``ruled`` has its column edges somewhere between the words. ``tag`` is the id of a table that the
    file itself describes, one on all its pages.
    """

    page: int
    box: Box
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[FoundCell, ...]
    header_rows: int
    indices: frozenset[int]
    ruled: bool = True
    tag: int | None = None


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A picture or drawing of one page.

    ``images`` are the pictures that it is made of (none: it is drawn, and has to be rendered); ``labels`` the
    words printed in it; ``indices`` the characters that it owns.
    """

    page: int
    box: Box
    images: tuple[ImageBox, ...] = ()
    labels: tuple[str, ...] = ()
    indices: frozenset[int] = frozenset()
    chart: Chart | None = None
