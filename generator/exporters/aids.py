"""What a page offers its readers beside the report itself: definitions, key figures, and old links kept alive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Note:
    """A term with its definition. ``id`` is its anchor; ``source`` is the Chinese as the report has it."""

    id: str
    source: str
    english: str
    definition: str
    abbr: str | None = None


@dataclass(frozen=True, slots=True)
class NotePlace:
    """Where the English of a sentence says a term that is explained there: code points of the target."""

    start: int
    end: int
    note: Note


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure that is shown before the report: places (row, column) of cells of one table, nothing computed.

    ``unit`` is a cell; ``unit_line`` says that the line above the table names the unit; without either the figure or
    its head does. ``before`` is the figure of the year before and ``change`` the change as printed, where the table
    has them; ``year`` and ``year_before`` are column heads, None in a table without them.
    """

    table: str
    label: tuple[int, int]
    value: tuple[int, int]
    year: tuple[int, int] | None = None
    unit: tuple[int, int] | None = None
    unit_line: bool = False
    before: tuple[int, int] | None = None
    year_before: tuple[int, int] | None = None
    change: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Aids:
    """Everything together. ``notes`` are by Chinese and English, ``places`` by sentence, ``former`` ids by today's id."""

    notes: Mapping[tuple[str, str], Note] = field(default_factory=dict)
    places: Mapping[str, tuple[NotePlace, ...]] = field(default_factory=dict)
    key_figures: tuple[KeyFigure, ...] = ()
    former: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
