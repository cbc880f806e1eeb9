"""What is found on one page before pages are joined: tables with their cells, figures with their labels."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Box


@dataclass(frozen=True, slots=True)
class FoundCell:
    """A cell as found: its place in the grid, its words, and what joining over a page break needs to know.

    ``indices`` are the characters that it owns; ``bold`` and ``shaded`` hold for the whole cell; ``full``
    says that its last line leaves no room.
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
    shaded: bool = False
    full: bool = False


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table of one page. ``xs``, ``ys`` are its column and row edges, ``indices`` all its characters."""

    page: int
    box: Box
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[FoundCell, ...]
    header_rows: int
    indices: frozenset[int]
