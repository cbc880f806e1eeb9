"""Rows of a table outside its rules: the row above the first rule or below the last, and what a page end leaves open."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from generator.reader.pdf.page import Char, PageContent
from generator.reader.tables.lattice import SNAP, Grid, Segment
from generator.reader.tables.pieces import Row, chars_to_rows, column_of, row_box

GUTTER = 0.6  # of the size: the least width of a gutter between rules
MARGIN = 0.08  # of the page's height: running heads and folios stand there
APART = 0.4  # of the size: what stands further above the head is none of it
FAR = 2.5  # of the size: the first row below a rule stands no further from it
TWICE = 2.4  # times the height of a row: two rows of a head with what pads them
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


def find_cut_end(
    page: PageContent, bands: Sequence[Segment], stacks: Sequence[Sequence[Segment]]
) -> Segment | None:
    """Where a page end cuts the rows of a merged cell: the last shorter rule below the table's, or a row further.

    None for no such rule.
    """
    last = bands[-1]
    shorter = [
        rule.at
        for stack in stacks
        for rule in stack
        if rule.at > last.at + SNAP and abs(rule.high - last.high) < SNAP < rule.low - last.low
    ]
    if not shorter:
        return None
    end, pitch = max(shorter), min((b - a for a, b in pairwise(sorted(shorter)) if b - a > SNAP), default=0.0)
    below = [
        char.middle[1]
        for char in page.chars
        if end < char.middle[1] < (1 - MARGIN) * page.height and char.text.strip() and not char.turn
    ]
    if below and max(below) > end + pitch:
        return None
    return Segment(end + (pitch if below else 1.0), last.low, last.high)  # a last row need not be shaded


def find_open_row(grid: Grid, chars: Sequence[Char], band: Segment, way: int) -> list[Row]:
    """The lines next to the outer rule of a table that are a row of it: nearly all columns have words of their own."""
    heights = sorted(b - a for a, b in pairwise(grid.ys))
    reach = heights[len(heights) // 2]
    double = _double_head(grid, chars, band, reach) if way < 0 else []
    if double:
        return double
    near = [
        char
        for char in chars
        if 0 < way * (char.middle[1] - band.at) < reach and band.low - 6 < char.x0 and char.x1 < band.high + 6
    ]
    rows = chars_to_rows(near, GUTTER)
    while way < 0 and len(rows) > 1 and len(rows[0]) == 1 and _is_apart(rows[0], rows[1]):
        rows = rows[1:]
    xs = grid.xs
    if way < 0 and len(xs) > 3 and rows and len(rows[-1]) == len(xs) - 1:
        return rows  # a name for each column, which may stand at the other side of it than its figures
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


def _double_head(grid: Grid, chars: Sequence[Char], band: Segment, reach: float) -> list[Row]:
    """The two rows above the first rule that name groups of columns, and the columns; the first one's name is in both."""
    near = [
        char
        for char in chars
        if 0 < band.at - char.middle[1] < TWICE * reach and band.low - 6 < char.x0 and char.x1 < band.high + 6
    ]
    *above, last = chars_to_rows(near, GUTTER) or [[]]
    columns = len(grid.xs) - 1
    if columns < COLUMNS or len(last) != columns - 1 or any(p.box[0] < grid.xs[1] - 1 for p in last):
        return []
    above = [line for line in above if last[0].base - line[0].base < FAR * last[0].size]
    pieces = [piece for line in above for piece in line]
    first = [piece for piece in pieces if piece.box[2] < grid.xs[1] + 1]
    groups = [piece for piece in pieces if piece not in first]
    return [groups, [*first, *last]] if len(first) == 1 and len(groups) > 1 else []


def is_at_edge(page: PageContent, bands: Sequence[Segment]) -> bool:
    """Whether a page begins or ends with what stands between rules, running heads and folios aside."""
    body = [
        char.middle[1]
        for char in page.chars
        if MARGIN * page.height < char.middle[1] < (1 - MARGIN) * page.height and char.text.strip()
    ]
    return not any(at < bands[0].at for at in body) or not any(at > bands[-1].at for at in body)
