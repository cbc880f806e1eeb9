"""What is compared between two versions: sentences, the rows of tables, the words of pictures.

A row is one thing with parts, because its cells are read together: a row that is new is one piece of news, not
six. Cells merged over several rows count in each, so that a row stays the same when its neighbours go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from generator.listmark import split_marker
from generator.memory import match_key
from generator.model import Bitext, Cell, Figure, Report, Role, Table, Text
from generator.quantities import find_numerals
from generator.sentences import cell_id, cut, report_to_texts, table_heads

Group = Literal["prose", "heading", "line", "row", "labels"]
_PROSE = frozenset({"paragraph", "item", "note"})
_HOLE = "#"
_LEFT = re.compile(r"\d[\d,.]*")


@dataclass(frozen=True, slots=True)
class English:
    """The English of a stretch of a text: its source, target and origin, and the sentence that it belongs to."""

    sentence: str
    source: str
    target: str | None
    origin: str


@dataclass(frozen=True, slots=True)
class Version:
    """A report as read, and its English by text id: the stretches of a text, joined, are its source."""

    report: Report
    english: Mapping[str, tuple[English, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence, or the words of one cell or label. ``heads`` are the row and column heads of a cell, ``column`` the latter.

    ``at`` tells parts of one block apart; a merged cell has the same in each of its rows.
    """

    source: str
    english: tuple[English, ...] = ()
    at: tuple[int, int] = (0, 0)
    heads: tuple[str, ...] = ()
    column: tuple[str, ...] = ()

    @property
    def target(self) -> str | None:
        """The English, where all of it is there."""
        targets = [piece.target for piece in self.english]
        known = [target.strip() for target in targets if target]
        return " ".join(known) if known and len(known) == len(targets) else None

    @property
    def sentences(self) -> tuple[str, ...]:
        """The ids of its sentences."""
        return tuple(piece.sentence for piece in self.english)


@dataclass(frozen=True)
class Unit:
    """What is matched as one: a sentence has one part, a row its cells, a picture its labels."""

    group: Group
    role: Role
    block: str
    page: int
    path: tuple[str, ...]
    parts: tuple[Part, ...]

    @cached_property
    def source(self) -> str:
        """Its words, the cells of a row set apart."""
        return " | ".join(part.source.strip() for part in self.parts if part.source.strip())

    @cached_property
    def key(self) -> str:
        """What two units share that say the same."""
        words = (match_key(part.source) for part in self.parts)
        return f"{self.group in ('row', 'labels')}:{'|'.join(self._ordered(words))}"

    @cached_property
    def mask(self) -> str:
        """What it says with its numbers, and the number of its line, set aside."""
        return "|".join(self._ordered(mask_numbers(part.source) for part in self.parts))

    def _ordered(self, words: Iterable[str]) -> Iterable[str]:
        """The words of its parts: those of a picture whatever order they were found in."""
        return sorted(words) if self.group == "labels" else words

    @cached_property
    def words(self) -> str:
        """Its letters alone: what is left of the mask without marks."""
        return "".join(filter(str.isalpha, self.mask))

    @cached_property
    def head(self) -> str:
        """The first words of a row: what the row is about."""
        return next((m for part in self.parts if any(map(str.isalpha, m := mask_numbers(part.source)))), "")

    @cached_property
    def under(self) -> tuple[str, ...]:
        """The headings above it without their numbers."""
        return tuple(match_key(split_marker(heading)[1]) for heading in self.path)


@lru_cache(maxsize=65536)
def mask_numbers(source: str) -> str:
    """The words of a source with a hole for each number, the number of the line left out.

    >>> mask_numbers("（二）2024年召开董事会11次。")
    '#召开董事会#。'
    """
    line = split_marker(source.strip())[1]
    words, end = [], 0
    for number in find_numerals(line):
        words.append(line[end : number.start])
        end = number.end
    return _LEFT.sub(_HOLE, match_key(_HOLE.join([*words, line[end:]])))


def bitext_to_version(bitext: Bitext) -> Version:
    """A report with the English that it has now."""
    found = (
        (one.text, English(one.id, one.source, now.target, now.origin))
        for one in bitext.sentences
        for now in [bitext.translation_of(one)]
    )
    return to_version(bitext.report, found)


def to_version(report: Report, english: Iterable[tuple[str, English]]) -> Version:
    """A version from its English, sentence by sentence with the id of the text."""
    by_text: dict[str, list[English]] = {}
    for text, piece in english:
        by_text.setdefault(text, []).append(piece)
    return Version(report, {text: tuple(pieces) for text, pieces in by_text.items()})


def version_to_units(version: Version) -> tuple[Unit, ...]:
    """All that is compared, in reading order."""
    blocks = {block.id: block for block in version.report.blocks}
    units: list[Unit] = []
    done: set[str] = set()
    for text in report_to_texts(version.report):
        block = blocks[text.block]
        if text.role not in ("cell", "label"):
            units += _text_to_units(text, version.english.get(text.id, ()))
        elif block.id not in done:
            done.add(block.id)
            if isinstance(block, Table):
                units += _table_to_units(block, _path_of(text, block), version)
            elif isinstance(block, Figure):
                units.append(_figure_to_unit(block, text, version))
    return tuple(units)


def _text_to_units(text: Text, english: Sequence[English]) -> Iterator[Unit]:
    group: Group = "prose" if text.role in _PROSE else "heading" if text.role == "heading" else "line"
    start = 0
    for piece in cut(text.source):
        part = Part(piece, _covering(english, start, start + len(piece)))
        yield Unit(group, text.role, text.block, text.place.page, text.path, (part,))
        start += len(piece)


def _covering(english: Sequence[English], start: int, end: int) -> tuple[English, ...]:
    """The English of the stretches that these characters of the text are in."""
    found, at = [], 0
    for piece in english:
        if at < end and start < at + len(piece.source):
            found.append(piece)
        at += len(piece.source)
    return tuple(found)


def _path_of(text: Text, table: Table) -> tuple[str, ...]:
    """The headings above a table: the path of its first cell without the heads of the table."""
    heads = table_heads(table)
    at = next(at for at in table.grid() if cell_id(table.id, at) == text.id)
    return text.path[: len(text.path) - len(heads[at])]


def _table_to_units(table: Table, path: tuple[str, ...], version: Version) -> Iterator[Unit]:
    heads = table_heads(table)
    rows: dict[int, dict[int, Part]] = {}
    for at, cell in table.grid().items():
        named = at[1] > 0 and at[0] >= table.header_rows and rows.get(at[0], {}).get(0)
        column = heads[at][1:] if named and named.source else heads[at]
        part = Part(cell.source, version.english.get(cell_id(table.id, at), ()), at, heads[at], column)
        for row in range(at[0], at[0] + cell.rowspan):
            rows.setdefault(row, {})[at[1]] = part
    pages = _pages(table)
    for row, parts in sorted(rows.items()):
        ordered = tuple(parts[column] for column in sorted(parts))
        if any(part.source.strip() for part in ordered):
            yield Unit("row", "cell", table.id, pages.get(row, table.place.page), path, ordered)


def _pages(table: Table) -> dict[int, int]:
    """The page on which each row begins, as far as its cells tell."""
    cells: list[tuple[tuple[int, int], Cell]] = sorted(table.grid().items())
    return {at[0]: cell.place.page for at, cell in reversed(cells) if cell.place}


def _figure_to_unit(figure: Figure, text: Text, version: Version) -> Unit:
    parts = tuple(
        Part(label, version.english.get(f"{figure.id}.label{number}", ()), (0, number))
        for number, label in enumerate(figure.labels, 1)
        if label.strip()
    )
    return Unit("labels", "label", figure.id, figure.place.page, text.path, parts)
