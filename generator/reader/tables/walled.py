"""Rows of tables that have rules between their columns and round their head, and none between their rows.

The rules alone make one row of the whole body. What parts its rows is white space: it goes through all columns, and is
wider than the space between the lines of a cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from generator.reader.pdf.page import Char
from generator.reader.tables.lattice import Grid, GridCell
from generator.reader.tables.pieces import Piece, chars_to_rows

MOST = 4  # rows between rules: a table with more has a rule under each
LEAST = 3  # rows in one that are told by equal spaces
WIDE = 0.7  # of the size: the least space between rows where all are equal
WIDER = 1.5  # times the space between lines: the least space between rows
FULL = 0.8  # share of the rows that have words in two columns or more
GAP = 1.0  # of the size: pieces further apart are two


def part_rows(grid: Grid, chars: Iterable[Char]) -> Grid:
    """The grid, its rows that hold several rows of words cut into these."""
    rows = len(grid.ys) - 1
    if rows > MOST or len(grid.xs) < 3 or any(cell.rowspan > 1 for cell in grid.cells):
        return grid
    left, top, right, bottom = grid.box
    held = [
        c
        for c in chars
        if left < c.middle[0] < right and top < c.middle[1] < bottom and not c.turn and not c.text.isspace()
    ]
    cuts = {row: _cuts(grid, row, held) for row in range(rows) if _is_plain(grid, row)}
    if not any(cuts.values()):
        return grid
    ys = sorted([*grid.ys, *(at for found in cuts.values() for at in found)])
    return Grid(grid.xs, tuple(ys), tuple(_cells(grid, cuts)))


def _is_plain(grid: Grid, row: int) -> bool:
    """Whether each column has a cell of its own in a row."""
    return sum(cell.row == row for cell in grid.cells) == len(grid.xs) - 1


def _cuts(grid: Grid, row: int, chars: Sequence[Char]) -> list[float]:
    """The heights at which a row falls apart into rows; none where it is one."""
    top, bottom = grid.ys[row], grid.ys[row + 1]
    columns = [
        [
            piece
            for line in chars_to_rows(
                [c for c in chars if left < c.middle[0] < right and top < c.middle[1] < bottom], GAP
            )
            for piece in line
        ]
        for left, right in pairwise(grid.xs)
    ]
    return find_cuts(columns, top, bottom)


def find_cuts(columns: Sequence[Sequence[Piece]], top: float, bottom: float) -> list[float]:
    """The heights at which what stands in columns between two edges falls apart into rows; none where it is one row."""
    bands = _bands([piece for column in columns for piece in column])
    spaces = [(below[0] - above[1], (above[1] + below[0]) / 2) for above, below in pairwise(bands)]
    if not spaces:
        return []
    size = min(piece.size for column in columns for piece in column)
    inside = [b.ink[0] - a.ink[1] for column in columns for a, b in pairwise(column) if b.ink[0] > a.ink[1]]
    wide = max(space for space, _ in spaces)
    narrow = min(inside or [space for space, _ in spaces])
    if wide < WIDER * narrow:
        cuts = [at for _, at in spaces] if narrow >= WIDE * size and len(bands) >= LEAST else []
    else:
        cuts = [at for space, at in spaces if space > (narrow + wide) / 2]
    return cuts if cuts and _are_rows(columns, [top, *cuts, bottom]) else []


def _bands(pieces: Sequence[Piece]) -> list[tuple[float, float]]:
    """The stretches from top to bottom in which something is printed in any column."""
    bands: list[tuple[float, float]] = []
    for low, high in sorted(piece.ink for piece in pieces):
        if bands and low < bands[-1][1]:
            bands[-1] = (bands[-1][0], max(bands[-1][1], high))
        else:
            bands.append((low, high))
    return bands


def _are_rows(columns: Sequence[Sequence[Piece]], edges: Sequence[float]) -> bool:
    """Whether nearly all stretches between the edges have words in two columns or more."""
    filled = [
        sum(any(top < piece.base < bottom for piece in column) for column in columns)
        for top, bottom in pairwise(edges)
    ]
    return sum(count > 1 for count in filled) >= FULL * len(filled)


def _cells(grid: Grid, cuts: dict[int, list[float]]) -> list[GridCell]:
    """The cells on the rows as cut."""
    cells = []
    for cell in grid.cells:
        start = cell.row + sum(len(found) for row, found in cuts.items() if row < cell.row)
        cells += [
            GridCell(start + i, cell.column, 1, cell.colspan, cell.closed)
            for i in range(len(cuts.get(cell.row, [])) + 1)
        ]
    return sorted(cells, key=lambda cell: (cell.row, cell.column))
