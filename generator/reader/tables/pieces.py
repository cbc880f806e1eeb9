"""Words on one baseline cut at their gaps: what columns are read from where no rules part them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.model import Box
from generator.reader.boxes import union
from generator.reader.pdf.page import Char

NUMERIC = re.compile(r"^[-+－＋(（]?[\d,，.．]+\s*[%％)）]?$|^[-—－–/]+$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters on one baseline without a gap between them; ``lead`` is the width of the first word, where it is known."""

    text: str
    box: Box
    size: float
    base: float
    bold: bool
    lead: float = 0.0

    @property
    def ink(self) -> tuple[float, float]:
        """Upper and lower edge of what is printed: glyph boxes are higher, and meet those of the next line."""
        return (self.base - 0.88 * self.size, self.base + 0.12 * self.size)


Row = list[Piece]


def chars_to_rows(chars: Iterable[Char], gap: float) -> list[Row]:
    """Lines from the top, each cut at gaps wider than ``gap`` of the size."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char.base):
        if rows and char.base - rows[-1][-1].base < 0.2 * char.size:
            rows[-1].append(char)
        else:
            rows.append([char])
    return [_cut(sorted(row, key=lambda char: char.x0), gap) for row in rows]


def row_box(row: Row) -> Box:
    """The box round the pieces of a line."""
    return union(piece.box for piece in row)


def column_of(piece: Piece, xs: Sequence[float]) -> int:
    """The column between the edges ``xs`` that holds most of a piece."""
    return max(range(len(xs) - 1), key=lambda k: min(piece.box[2], xs[k + 1]) - max(piece.box[0], xs[k]))


def _cut(row: Sequence[Char], gap: float) -> Row:
    parts: list[list[Char]] = []
    for char in row:
        if parts and char.x0 - parts[-1][-1].x1 <= gap * char.size:
            parts[-1].append(char)
        else:
            parts.append([char])
    return [
        Piece(
            "".join(char.text for char in part),
            union(char.box for char in part),
            part[0].size,
            part[0].base,
            all(char.bold for char in part),
        )
        for part in parts
    ]
