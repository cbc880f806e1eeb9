"""Tables of a Word file as cells on one grid, and layout tables that only hold pictures side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml.ns import qn

from generator.model import Cell, Place
from generator.reader.found import FoundCell
from generator.reader.tables.heads import find_header_rows
from generator.reader.word.texts import Words, opened

NOWHERE = (0.0, 0.0, 0.0, 0.0)


@dataclass(slots=True)
class WordCell:
    """A cell: its place in the grid, its paragraphs, its shading."""

    row: int
    column: int
    rowspan: int
    colspan: int
    words: list[Words]
    shade: str

    @property
    def text(self) -> str:
        """The words, a line for each paragraph."""
        return "\n".join(words.whole for words in self.words if words.whole)

    @property
    def drawings(self) -> list[Any]:
        """What is drawn in the cell."""
        return [drawing for words in self.words for drawing in words.drawings]


@dataclass(slots=True)
class WordTable:
    """A table with its cells in order; ``repeated`` counts the rows that Word repeats on each page."""

    cells: list[WordCell]
    repeated: int
    page: int = 1

    @property
    def is_frame(self) -> bool:
        """Whether it is one cell: a framed text, no table."""
        return len(self.cells) == 1

    @property
    def is_layout(self) -> bool:
        """Whether it does nothing but set pictures and their captions side by side."""
        pictures = sum(len(cell.drawings) for cell in self.cells)
        worded = sum(bool(cell.text) for cell in self.cells if not cell.drawings)
        return pictures > 0 and worded <= pictures and all(len(cell.text) <= 60 for cell in self.cells)

    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows as the model has them."""
        count = max((cell.row + cell.rowspan for cell in self.cells), default=0)
        rows: list[list[Cell]] = [[] for _ in range(count)]
        for cell in sorted(self.cells, key=lambda cell: (cell.row, cell.column)):
            place = Place(self.page, NOWHERE)
            rows[cell.row].append(Cell(cell.text, cell.rowspan, cell.colspan, place))
        return tuple(tuple(row) for row in rows)

    def header_rows(self) -> int:
        """How many rows are the head: those that Word repeats, else as in any table."""
        return self.repeated or find_header_rows([_found(cell) for cell in self.cells])

    def captions(self) -> list[tuple[Any, str | None]]:
        """For a layout table, each drawing with the words in or under its cell."""
        found = []
        for cell in self.cells:
            below = [
                other.text
                for other in self.cells
                if other.row == cell.row + cell.rowspan and other.column == cell.column and not other.drawings
            ]
            said = cell.text or "\n".join(below)
            found += [(drawing, " ".join(said.split("\n")) or None) for drawing in cell.drawings]
        return found


def read_table(table: Any, read: Callable[[Any], Words]) -> WordTable:
    """A table element as cells; ``read`` reads a paragraph. Tables inside cells become lines of their cell."""
    cells: list[WordCell] = []
    open_cells: dict[int, WordCell] = {}
    repeated, in_head = 0, True
    rows = [row for row in opened(table, qn("w:tr")) if not _is_deleted(row)]
    for number, row in enumerate(rows):
        properties = row.find(qn("w:trPr"))
        in_head = in_head and properties is not None and properties.find(qn("w:tblHeader")) is not None
        repeated += in_head
        column = _number(properties, "w:gridBefore", 0)
        for element in opened(row, qn("w:tc")):
            details = element.find(qn("w:tcPr"))
            wide = _number(details, "w:gridSpan", 1)
            merge = details.find(qn("w:vMerge")) if details is not None else None
            above = open_cells.get(column)
            if merge is not None and merge.get(qn("w:val")) != "restart" and above is not None:
                above.rowspan = number - above.row + 1
                above.words += [words for words in _words(element, read) if words.whole or words.drawings]
            else:
                cell = WordCell(number, column, 1, wide, _words(element, read), _shade(details))
                cells.append(cell)
                open_cells[column] = cell
            column += wide
    return WordTable(_compressed(cells), repeated)


def _is_deleted(row: Any) -> bool:
    """Whether someone took the row out with changes tracked; its words are marked as deleted as well."""
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def _words(cell: Any, read: Callable[[Any], Words]) -> list[Words]:
    return [read(paragraph) for paragraph in cell.iter(qn("w:p")) if not _in_drawing(paragraph, cell)]


def _in_drawing(paragraph: Any, cell: Any) -> bool:
    parent = paragraph.getparent()
    while parent is not None and parent is not cell:
        if parent.tag == qn("w:txbxContent"):
            return True
        parent = parent.getparent()
    return False


def _compressed(cells: Sequence[WordCell]) -> list[WordCell]:
    """The cells without grid columns at which no cell begins or ends."""
    edges = sorted({edge for cell in cells for edge in (cell.column, cell.column + cell.colspan)})
    place = {edge: number for number, edge in enumerate(edges)}
    return [
        replace(
            cell, column=place[cell.column], colspan=place[cell.column + cell.colspan] - place[cell.column]
        )
        for cell in cells
    ]


def _found(cell: WordCell) -> FoundCell:
    words = [one for one in cell.words if one.text]
    shade = None
    if len(cell.shade) == 6:
        red, green, blue = (int(cell.shade[at : at + 2], 16) / 255 for at in (0, 2, 4))
        shade = (red, green, blue)
    return FoundCell(
        1,
        cell.row,
        cell.column,
        cell.rowspan,
        cell.colspan,
        cell.text,
        NOWHERE,
        (),
        bool(words) and all(one.bold for one in words),
        shade,
    )


def _shade(details: Any) -> str:
    """The six digits of a cell's shading; nothing for none or white."""
    shading = details.find(qn("w:shd")) if details is not None else None
    color = (shading.get(qn("w:fill")) or "").upper() if shading is not None else ""
    hexadecimal = len(color) == 6 and all(digit in "0123456789ABCDEF" for digit in color)
    return color if hexadecimal and color != "FFFFFF" else ""


def _number(parent: Any, tag: str, missing: int) -> int:
    child = parent.find(qn(tag)) if parent is not None else None
    value = child.get(qn("w:val")) if child is not None else None
    return max(int(value), 0) if value and value.isdigit() else missing
