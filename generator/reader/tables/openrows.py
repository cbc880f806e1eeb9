"""Rows of a table outside its rules: the row above the first rule or below the last, and what a page end leaves open."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from generator.reader.pdf.page import Char, PageContent
from generator.reader.tables.lattice import Grid, Segment
from generator.reader.tables.pieces import Row, chars_to_rows, column_of, row_box

GUTTER = 0.6  # of the size: the least width of a gutter between rules
MARGIN = 0.1  # of the page's height: running heads and folios stand there
APART = 0.4  # of the size: what stands further above the head is none of it
FAR = 2.5  # of the size: the first row below a rule stands no further from it
COLUMNS = 3  # columns of a table that a page end leaves open at least


def find_page_end(page: PageContent, bands: Sequence[Segment], head: Sequence[Row]) -> Segment | None:
    """Where a table ends whose head is between the last rules and whose rows run down to the page's end; None for others.

    All that stands below belongs to it, in as many columns as the head has.
    """
    last = bands[-1]
    columns = max((len(line) for line in head), default=0)
    below = [
        char
        for char in page.chars
        if last.at < char.middle[1] < (1 - MARGIN) * page.height and char.text.strip() and not char.turn
    ]
    rows = chars_to_rows(below, GUTTER)
    if columns < COLUMNS or not rows or any(c.x0 < last.low - 6 or c.x1 > last.high + 6 for c in below):
        return None
    near = row_box(rows[0])[1] - last.at < FAR * rows[0][0].size
    starts = sorted(piece.box[0] for line in head for piece in line)
    pieces = [piece for row in rows for piece in row]
    left = min(piece.box[0] for piece in pieces) - 6 < starts[0]
    full = any(len(row) == columns for row in rows)
    fits = not any(sum(piece.box[0] - 1 < x < piece.box[2] for x in starts) > 1 for piece in pieces)
    end = max(row_box(row)[3] for row in rows) + 1.0
    return Segment(end, last.low, last.high) if near and left and fits and full else None


def find_open_row(grid: Grid, chars: Sequence[Char], band: Segment, way: int) -> list[Row]:
    """The lines next to the outer rule of a table that are a row of it: nearly all columns have words of their own."""
    heights = sorted(b - a for a, b in pairwise(grid.ys))
    reach = heights[len(heights) // 2]
    near = [
        char
        for char in chars
        if 0 < way * (char.middle[1] - band.at) < reach and band.low - 6 < char.x0 and char.x1 < band.high + 6
    ]
    rows = chars_to_rows(near, GUTTER)
    while way < 0 and len(rows) > 1 and len(rows[0]) == 1 and _is_apart(rows[0], rows[1]):
        rows = rows[1:]
    xs = grid.xs
    pieces = [piece for row in rows for piece in row]
    if any(
        not any(left - 1 < piece.box[0] and piece.box[2] < right + 1 for left, right in pairwise(xs))
        for piece in pieces
    ):
        return []
    filled = {column_of(piece, xs) for piece in pieces}
    if way < 0 and len(xs) == 3 and len(filled) == 2 and all(piece.bold for piece in pieces):
        return rows
    return rows if len(xs) > 3 and len(filled) >= len(xs) - 2 and len(filled) > 2 - (way > 0) else []


def _is_apart(above: Row, below: Row) -> bool:
    return row_box(below)[1] - row_box(above)[3] > APART * below[0].size


def is_at_edge(page: PageContent, bands: Sequence[Segment]) -> bool:
    """Whether a page begins or ends with what stands between rules, running heads and folios aside."""
    body = [
        char.middle[1]
        for char in page.chars
        if MARGIN * page.height < char.middle[1] < (1 - MARGIN) * page.height and char.text.strip()
    ]
    return not any(at < bands[0].at for at in body) or not any(at > bands[-1].at for at in body)
