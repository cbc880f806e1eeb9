"""Labels of groups of rows in the first column of tables without rules between their rows.

A label stands in the middle of its rows, which have nothing else in that column. That it does so, label after label, is
what tells a merged cell from empty ones. What a page end cuts off has its label on the other page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.reader.tables.lattice import Grid, GridCell
from generator.reader.tables.pieces import Piece

NEAR = 0.7  # of the size: how far from the middle of its rows a label may stand


def with_labels(grid: Grid, labels: Sequence[Piece], heads: int) -> Grid:
    """The grid with the cells of the first column merged where ``labels``, its words below the head, stand so."""
    rows = len(grid.ys) - 1
    groups = _groups(grid.ys, heads, _middles(labels)) if labels else [(heads, rows)]
    if groups is None or rows - heads < 2:
        return grid
    inner = {row for start, end in groups for row in range(start + 1, end)}
    starts = {start: end - start for start, end in groups}
    cells = [
        replace(cell, rowspan=starts[cell.row]) if cell.column == 0 and cell.row in starts else cell
        for cell in grid.cells
        if cell.column or cell.row not in inner
    ]
    return replace(grid, cells=tuple(cells)) if all(_is_free(cell) for cell in grid.cells) else grid


def unmerged(grid: Grid, cell: GridCell) -> Grid:
    """The grid with one cell for each row in place of a merged cell."""
    rows = (replace(cell, row=row, rowspan=1) for row in range(cell.row, cell.row + cell.rowspan))
    return replace(grid, cells=(*(other for other in grid.cells if other != cell), *rows))


def _is_free(cell: GridCell) -> bool:
    """Whether a cell is no merged one of the body's first column already."""
    return cell.column > 0 or cell.row == 0 or cell.rowspan == cell.colspan == 1


def _middles(labels: Sequence[Piece]) -> list[tuple[float, float]]:
    """(middle, size) of each label from the top; lines close under one another are one label."""
    lines: list[list[Piece]] = []
    for piece in sorted(labels, key=lambda piece: piece.base):
        if lines and piece.base - lines[-1][-1].base < 1.6 * piece.size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [((held[0].ink[0] + held[-1].ink[1]) / 2, held[0].size) for held in lines]


def _groups(
    ys: Sequence[float], first: int, labels: Sequence[tuple[float, float]]
) -> list[tuple[int, int]] | None:
    """The rows of each label, from and to, beginning in row ``first``; None where the labels do not stand so.

    Rows before the first label's or after the last one's are those of labels on other pages.
    """
    rows = len(ys) - 1
    for start in (first, *range(first + 2, rows)):
        groups = [(first, start)] if start > first else []
        for middle, size in labels:
            last = groups[-1][1] if groups else start
            end = next(
                (
                    row
                    for row in range(last + 1, rows + 1)
                    if abs((ys[last] + ys[row]) / 2 - middle) < NEAR * size
                ),
                None,
            )
            if end is None and (middle, size) == labels[-1] and groups and last < rows:
                end = rows  # a page end cuts the rows, and some programs move the label with it
            if end is None:
                break
            groups.append((last, end))
        else:
            last, end = groups[-1]
            if end < rows:  # a label of one row may stand at the top of more
                groups[-1:] = [(last, rows)] if end - last == 1 else [(last, end), (end, rows)]
            if any(end - start > 1 for start, end in groups):
                return groups
    return None
