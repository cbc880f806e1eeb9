"""Grids of tables that nothing but white space parts.

A first line of three pieces or more names the columns. The table goes on while every piece below stands under one of
them and leaves the gaps open. A row is what stands side by side: cells of several lines are as often centred on
their row as they begin at its top.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from generator.model import Box
from generator.reader.boxes import inside, union
from generator.reader.numbering import is_figure, look_up_number
from generator.reader.tables.grouped import head_cells
from generator.reader.tables.labelled import with_labels
from generator.reader.tables.lattice import SNAP, Grid, GridCell
from generator.reader.tables.pieces import NUMERIC, Piece, Row, row_box

GUTTER = 0.5  # of the size: the least gap between columns
APART = 3.2  # of the size: lines of a table stand no further apart
FIRST = (
    5.0  # of the size: the same for a head that comes again and a row with figures below what a page end cut
)
TIGHT = 1.75  # of the size: the lines of a cell stand no further apart
WIDER = 1.2  # times the pitch of the lines in a cell: rows stand further apart
FILLED = 0.7  # share of the cells that have words at least
LEAST = 3  # rows, and columns
LINES = 1.8  # lines of a cell on average, from which all columns are running text
PROSE = 8  # characters of a line of running text at least
CLOSE = 2.1  # of the size: the lines of running text stand no further apart


def find_bare_grids(lines: Sequence[Row], bands: Sequence[Box], foot: float) -> list[Grid]:
    """The grids that the lines of a page form, from the top; ``bands`` are shaded boxes, one of which may hold a head; ``foot`` is where the page's text ends: a table that
    goes on from there need not have many rows above it."""
    grids: list[Grid] = []
    free = list(lines)
    for i in range(len(free)):
        double = _double_headed(free[i], free[max(i - 2, 0) : i], free[i + 1 :])
        found = [double] if double else _grids(free[i], free[i + 1 :], bands, foot)
        if found:
            grids += found
            boxes = [grid.box for grid in found]
            free = [[p for p in line if not any(inside(p.box, box, SNAP) for box in boxes)] for line in free]
    return grids


def _double_headed(head: Row, above: Sequence[Row], below: Sequence[Row]) -> Grid | None:
    """The table whose head is two rows: ``head`` and above it the names of groups of its columns.

    The name of the first column stands at any height beside the two.
    """
    if len(head) < LEAST:
        return None
    full = [line for line in below[:LEAST] if len(line) == len(head) + 1 and line[0].box[2] < head[0].box[0]]
    near = [piece for line in above for piece in line if head[0].base - piece.base < APART * piece.size]
    names = [piece for piece in near if piece.box[2] < head[0].box[0]] if full else []
    groups = [piece for piece in near if piece not in names and piece.box[0] < head[-1].box[2]]
    if len(full) < LEAST or len(names) != 1 or len(groups) < 2:
        return None
    grid = _grid([replace(names[0], base=head[0].base), *head], below, True, 0.0)
    cells = head_cells(groups, head, grid.xs) if grid else []
    if grid is None or len(cells) != len(groups) + len(head) + 1:
        return None
    top = min(piece.ink[0] for piece in (*names, *groups)) - 2
    between = (max(piece.ink[1] for piece in groups) + min(piece.ink[0] for piece in head)) / 2
    body = (replace(cell, row=cell.row + 1) for cell in grid.cells if cell.row)
    return Grid(grid.xs, (top, between, *grid.ys[1:]), (*cells, *body))


def _grids(head: Row, below: Sequence[Row], bands: Sequence[Box], foot: float) -> list[Grid]:
    """The tables that begin in a line: two beside each other, else one, or one on a side of its widest gap."""
    if len(head) < LEAST:
        return []
    marked = any(inside(row_box(head), band, SNAP) for band in bands)
    gaps = [b.box[0] - a.box[2] for a, b in pairwise(head)]
    at = gaps.index(max(gaps)) + 1
    half = len(head) // 2
    if [piece.text for piece in head[:half]] == [piece.text for piece in head[half:]]:
        at = half
    if len(head) >= 2 * LEAST and (head[0].text == head[at].text):
        return [*_grids(head[:at], below, bands, foot), *_grids(head[at:], below, bands, foot)]
    grid = _grid(head, below, marked, foot)
    if grid:
        return [grid]
    return [*_grids(head[:at], below, bands, foot), *_grids(head[at:], below, bands, foot)]


def _grid(head: Row, below: Sequence[Row], marked: bool, foot: float) -> Grid | None:
    columns = _columns(head, below)
    rows, labels = _without_labels(_rows(columns))
    while rows and len(rows[-1]) < 2:
        rows.pop()
    last = max((piece.base for row in rows for cell in row.values() for piece in cell), default=0.0)
    valued = any(NUMERIC.match(p.text) for row in rows[1:] for cell in row.values() for p in cell)
    cut = valued and not any(last + 1.0 < line[0].base < foot for line in below if line)
    if not _is_table(rows, len(head), marked, LEAST - cut):
        return None
    xs = _edges(rows, len(head))
    boxes = [[piece.ink for cell in row.values() for piece in cell] for row in rows]
    tops, bottoms = [min(b[0] for b in box) for box in boxes], [max(b[1] for b in box) for box in boxes]
    ys = [tops[0] - 2, *((a + b) / 2 for a, b in zip(bottoms, tops[1:], strict=False)), bottoms[-1] + 2]
    cells = [GridCell(r, c, 1, 1, True) for r in range(len(rows)) for c in range(len(head))]
    grid = Grid(tuple(xs), tuple(ys), tuple(cells))
    return with_labels(grid, [*labels, *(piece for row in rows[1:] for piece in row.get(0, ()))], 1)


def _without_labels(
    rows: Sequence[dict[int, list[Piece]]],
) -> tuple[list[dict[int, list[Piece]]], list[Piece]]:
    """The rows, and the labels that stand between two rows without one: they name a group of rows, and are none."""
    alone = {
        i
        for i in range(2, len(rows) - 1)
        if set(rows[i]) == {0} and 0 not in rows[i - 1] and 0 not in rows[i + 1]
    }
    labels = [piece for i in sorted(alone) for piece in rows[i][0]]
    return [row for i, row in enumerate(rows) if i not in alone], labels


def _columns(head: Row, below: Sequence[Row]) -> list[list[Piece]]:
    """What stands in each column, the head first, down to the first line that is none of the table."""
    columns = [[piece] for piece in head]
    left, right = head[0].box[0], head[-1].box[2]
    reach = max(b.box[0] - a.box[2] for a, b in pairwise(head))  # figures at the right of their column
    last = head[0]
    for line in below:
        label = len(line) == 1 and line[0].base - last.base < 0.5 * last.size  # stands beside the row above
        beyond = reach if len(line) == len(head) or label else 0.0
        wider = reach if len(line) in (len(head), len(head) - 1) else 0.0
        pieces = [
            piece
            for piece in line
            if piece.box[2] > left - SNAP - beyond
            and piece.box[0] < right + SNAP + (wider if NUMERIC.match(piece.text) else 0.0)
        ]
        if not pieces:
            continue
        if _is_another_head(pieces, columns):
            columns = _without_title(columns)
            break
        turn = _in_turn(pieces, columns)
        homes = turn or [_home(piece, columns) for piece in pieces]
        valued = last is head[0] and turn and any(NUMERIC.match(piece.text) for piece in pieces)
        apart = FIRST if valued else APART
        if None in homes or pieces[0].base - last.base > apart * max(pieces[0].size, last.size):
            break
        for piece, home in zip(pieces, homes, strict=True):
            assert home is not None
            columns[home].append(piece)
        left, right = min(left, pieces[0].box[0]), max(right, pieces[-1].box[2])
        last = pieces[0]
    return columns


def _is_another_head(pieces: Sequence[Piece], columns: Sequence[Sequence[Piece]]) -> bool:
    """Whether a line names columns again: bold as the first one is, below rows that are not."""
    body = [piece for column in columns for piece in column[1:]]
    marked = len(pieces) == len(columns) and all(piece.bold for piece in (*pieces, *(c[0] for c in columns)))
    return marked and 2 * sum(piece.bold for piece in body) < len(body)


def _without_title(columns: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """The columns without a title of another table that stands below their last row."""
    first, *others = columns
    title = all(first[-1].base > column[-1].base + first[-1].size for column in others)
    return [list(first[:-1] if title else first), *(list(column) for column in others)]


def _in_turn(pieces: Sequence[Piece], columns: Sequence[Sequence[Piece]]) -> list[int | None]:
    """The columns one after the other, where a line has a piece for each and none reaches into its neighbours.

    A line without a label has a piece for all but the first. A figure at the right of its column may stand nearer to the next name than to its own.
    """
    high = [max(p.box[2] for p in column) for column in columns]
    gap = GUTTER * pieces[0].size
    first = len(columns) - len(pieces)  # 1 where the line has no label
    if first not in (0, 1) or (first and pieces[0].box[0] - high[0] < gap):
        return []
    low = [min(p.box[0] for p in column) for column in columns[first:]]
    clear = all(
        piece.box[0] - edge >= gap for piece, edge in zip(pieces[1:], high[first:], strict=False)
    ) and all(edge - piece.box[2] >= gap for piece, edge in zip(pieces, low[1:], strict=False))
    return list(range(first, len(columns))) if clear else []


def _home(piece: Piece, columns: Sequence[Sequence[Piece]]) -> int | None:
    """The column that a piece stands in; None where it reaches into a second one."""
    low = [min(p.box[0] for p in column) for column in columns]
    high = [max(p.box[2] for p in column) for column in columns]
    over = [min(piece.box[2], high[k]) - max(piece.box[0], low[k]) for k in range(len(columns))]
    home = over.index(max(over))
    gap = GUTTER * piece.size
    if home and piece.box[0] - high[home - 1] < gap:
        return None
    if home < len(columns) - 1 and low[home + 1] - piece.box[2] < gap:
        return None
    return home


def _rows(columns: Sequence[Sequence[Piece]]) -> list[dict[int, list[Piece]]]:
    """The rows from the top: by column the pieces of each cell."""
    cells = [(column, cell) for column, held in enumerate(columns) for cell in _cells(held, _pitch(columns))]
    spans = sorted(
        ((min(p.ink[0] for p in cell), max(p.ink[1] for p in cell), column, cell) for column, cell in cells),
        key=lambda span: (span[0], span[2]),
    )
    rows: list[dict[int, list[Piece]]] = []
    reach = 0.0
    for top, bottom, column, cell in spans:
        if rows and top < reach - 0.5:
            rows[-1].setdefault(column, []).extend(cell)
        else:
            rows.append({column: list(cell)})
            reach = bottom
        reach = max(reach, bottom)
    return rows


def _pitch(columns: Sequence[Sequence[Piece]]) -> float:
    """The pitch of the lines inside cells, over the size; 0 where each line is a row."""
    steps = sorted(
        (b.base - a.base) / b.size
        for column in columns
        for a, b in pairwise(column[1:])
        if not (NUMERIC.match(a.text) and NUMERIC.match(b.text))
    )
    if not steps or steps[0] > TIGHT or steps[-1] < WIDER * steps[0]:
        return 0.0
    return steps[0]


def _cells(column: Sequence[Piece], pitch: float) -> list[list[Piece]]:
    """The pieces of a column that are the lines of one cell, together; figures are never one cell."""
    cells: list[list[Piece]] = []
    for piece in column:
        last = cells[-1][-1] if cells else None
        if (
            last is not None
            and pitch
            and piece.base - last.base < (1 + WIDER) / 2 * pitch * piece.size
            and abs(piece.size - last.size) < 0.3
            and not (NUMERIC.match(piece.text) and NUMERIC.match(last.text))
        ):
            cells[-1].append(piece)
        else:
            cells.append([piece])
    return cells


def _is_table(rows: Sequence[dict[int, list[Piece]]], columns: int, marked: bool, least: int) -> bool:
    """Whether rows are those of a table: enough of them, filled, in one print, and with a head or figures."""
    if len(rows) < least or len(rows[0]) < columns:
        return False
    if 2 * sum(is_figure(cell[0].text) for cell in rows[0].values()) > columns and is_figure(
        rows[0][0][0].text
    ):
        return False
    body = rows[1:]
    filled = sum(len(row) for row in body) / (len(body) * columns)
    pieces = [piece for row in body for cell in row.values() for piece in cell]
    sizes = sorted(piece.size for piece in pieces)
    alike = sum(abs(size - sizes[len(sizes) // 2]) < 0.6 for size in sizes) >= 0.9 * len(sizes)
    if all(len(piece.text) == 1 for row in rows for cell in row.values() for piece in cell):
        return False  # words that are written downwards
    figures = sum(_has_figures(body, column) for column in range(1, columns))
    if filled < FILLED or not alike or (2 * figures < columns and _is_prose(rows, columns)):
        return False
    if not marked and not figures and _are_lists(rows, columns):
        return False
    bold = all(p.bold for cell in rows[0].values() for p in cell) and not all(p.bold for p in pieces)
    return marked or bold or figures > 0


def _is_prose(rows: Sequence[dict[int, list[Piece]]], columns: int) -> bool:
    """Whether what stands side by side is running text.

    In some column every line but the last is full and the next one follows close; or no column has short cells.
    """
    held = [[row[column] for row in rows[1:] if column in row] for column in range(columns)]
    if all(sum(len(cell) for cell in cells) >= LINES * max(len(cells), 1) for cells in held):
        return True
    return any(runs_on([piece for cell in cells for piece in cell]) for cells in held)


def runs_on(pieces: Sequence[Piece]) -> bool:
    """Whether pieces below one another are running text: nearly all full, one close under the other."""
    if len(pieces) < 2:
        return False
    right = max(piece.box[2] for piece in pieces)
    steps = [(b.base - a.base) / b.size for a, b in pairwise(pieces)]
    full = sum(
        right - piece.box[2] < 3 * piece.size and len(piece.text) >= PROSE and piece.text[-1] not in "。；"
        for piece in pieces[:-1]
    )
    return full >= 0.6 * (len(pieces) - 1) and max(steps) < 1.3 * min(steps) and max(steps) < CLOSE


def _are_lists(rows: Sequence[dict[int, list[Piece]]], columns: int) -> bool:
    """Whether each column is a list under its head: numbered on downwards, or as close as lines of text with short ends."""
    body = [[row[column][0] for row in rows[1:] if column in row] for column in range(columns)]
    if any(len(cell) > 1 for row in rows[1:] for cell in row.values()) or not all(body):
        return False
    numbers = [[look_up_number(piece.text) for piece in column] for column in body]
    counted = sum(
        all(a and b and b.value == a.value + 1 for a, b in pairwise(column)) and len(column) > 1
        for column in numbers
    )
    if counted > 0.5 * columns:
        return True
    steps = [(b.base - a.base) / b.size for column in body for a, b in pairwise(column)]
    return (
        bool(steps) and max(steps) < CLOSE - 0.1 and not any(NUMERIC.match(p.text) for c in body for p in c)
    )


def _has_figures(rows: Sequence[dict[int, list[Piece]]], column: int) -> bool:
    cells = [row[column] for row in rows if column in row]
    return len(cells) > 1 and sum(bool(NUMERIC.match(cell[0].text)) for cell in cells) > 0.8 * len(cells)


def _edges(rows: Sequence[dict[int, list[Piece]]], columns: int) -> list[float]:
    """The edges of the columns: the ends, and the middles of the gaps."""
    boxes = [union(piece.box for row in rows for piece in row.get(column, ())) for column in range(columns)]
    return [boxes[0][0] - 2, *((a[2] + b[0]) / 2 for a, b in pairwise(boxes)), boxes[-1][2] + 2]
