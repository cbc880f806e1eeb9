"""Cells of an English table that span rows or columns: where no rule shows it, how they stand does.

A cell beside several rows begins with the first of them or stands half way down; the name of a group of columns stands
over their middle or their left edge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.reader.latin.columns import is_number
from generator.reader.tables.pieces import Piece

OVERLAP = 0.25  # of the size: what stands side by side overlaps at least so much
LEVEL = 0.3  # of the size: baselines nearer than this are one


@dataclass(slots=True)
class Stack:
    """The pieces of one cell, from the top, with the columns and rows that it stands in."""

    columns: range
    pieces: list[Piece]
    rows: range = field(default=range(0))

    @property
    def top(self) -> float:
        """The upper edge of its ink."""
        return self.pieces[0].ink[0]

    @property
    def bottom(self) -> float:
        """The lower edge of its ink."""
        return self.pieces[-1].ink[1]

    @property
    def middle(self) -> float:
        """Half way from top to bottom."""
        return (self.top + self.bottom) / 2

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(piece.text for piece in self.pieces)


def place_stacks(
    stacks: Sequence[Stack],
    rows: Sequence[Sequence[Stack]],
    extents: Sequence[tuple[float, float]],
    size: float,
) -> None:
    """Gives the cells of a column that may be merged their rows."""
    tops = [min(stack.pieces[0].base for stack in row) for row in rows]
    first = [
        next((r for r, base in enumerate(tops) if abs(base - stack.pieces[0].base) < LEVEL * size), None)
        for stack in stacks
    ]
    overlapped = [_overlapped(stack, extents, size) for stack in stacks]
    begins = (first[0] == 0 and (len(first) < 2 or first[1] == 1)) or len(stacks) < 2
    if None not in first and begins:
        places = first
    else:
        middles = _half_way([stack.middle for stack in stacks], extents)
        if middles and (None in first or sum(map(len, middles)) == len(extents)):
            for stack, span in zip(stacks, middles, strict=True):
                stack.rows = span
            return
        places = [over.start if f is None else f for f, over in zip(first, overlapped, strict=True)]
    for stack, start, over in zip(stacks, places, overlapped, strict=True):
        assert start is not None
        stack.rows = range(start, max(start + 1, over.stop))


def _overlapped(stack: Stack, extents: Sequence[tuple[float, float]], size: float) -> range:
    """The rows that a cell stands beside; the nearest one where there is none."""
    over = [
        r
        for r, (top, low) in enumerate(extents)
        if min(stack.bottom, low) - max(stack.top, top) > OVERLAP * size
    ]
    if not over:
        near = min(range(len(extents)), key=lambda r: abs(sum(extents[r]) / 2 - stack.middle))
        return range(near, near + 1)
    return range(over[0], over[-1] + 1)


def _half_way(middles: Sequence[float], extents: Sequence[tuple[float, float]]) -> list[range] | None:
    """The rows of each of some cells when each stands half way down its own; None where one does not.

    The runs of rows that come nearest to it and leave out the fewest, by dynamic programming: a row is left out below a
    page end, where the cell stands on the page before.
    """
    rows, cells = len(extents), len(middles)
    if cells > rows:
        return None
    pitch = (extents[-1][1] - extents[0][0]) / rows
    best: list[dict[int, tuple[float, range]]] = [{} for _ in range(cells + 1)]
    best[0][0] = (0.0, range(0))
    for k, middle in enumerate(middles):
        for before, (cost, _) in best[k].items():
            for start in range(before, rows):
                for stop in range(start + 1, rows + 1):
                    off = abs((extents[start][0] + extents[stop - 1][1]) / 2 - middle)
                    left_out = start - before + (rows - stop if k == cells - 1 else 0)
                    whole = cost + off + pitch * left_out
                    if off < 0.4 * pitch and whole < best[k + 1].get(stop, (float("inf"), None))[0]:
                        best[k + 1][stop] = (whole, range(start, stop))
    if not best[cells]:
        return None
    spans: list[range] = []
    stop = min(best[cells], key=lambda end: best[cells][end][0])
    for k in range(cells, 0, -1):
        spans.append(best[k][stop][1])
        stop = _before(best[k - 1], spans[-1].start, pitch)
    return spans[::-1]


def _before(ends: Mapping[int, tuple[float, range]], start: int, pitch: float) -> int:
    """Where the run before one that begins at ``start`` ends: the cheapest, what is left out between them counted."""
    return min((end for end in ends if end <= start), key=lambda end: ends[end][0] + pitch * (start - end))


def span_heads(stacks: Sequence[Stack], count: int) -> None:
    """Names of groups of columns get the columns below them; a column without a group has its name over both rows."""
    by_row: dict[int, dict[int, Stack]] = {}
    for stack in stacks:
        by_row.setdefault(stack.rows.start, {})[stack.columns.start] = stack
    if count < 3 or any(is_number(s.text) for row in (0, 1) for c, s in by_row.get(row, {}).items() if c):
        return
    names, below = by_row.get(0, {}), by_row.get(1, {})
    owned = _owned(names, below)
    groups = {home: columns for home, columns in owned.items() if len(columns) > 1}
    if not groups or any(len(s.rows) > 1 for s in below.values()):
        return
    grouped = {column for columns in groups.values() for column in columns}
    for home, columns in groups.items():
        names[home].columns = range(min(columns), max(columns) + 1)
    for column, stack in (*names.items(), *below.items()):
        if column not in grouped and column not in groups and (column not in names or column not in below):
            stack.rows = range(2)


def _owned(names: Mapping[int, Stack], below: Mapping[int, Stack]) -> dict[int, list[int]]:
    """The columns below each name: those under which no name stands go with the nearest, or with the one to their left."""

    def left(stack: Stack) -> float:
        return min(piece.box[0] for piece in stack.pieces)

    def middle(stack: Stack) -> float:
        return (left(stack) + max(piece.box[2] for piece in stack.pieces)) / 2

    over = {home: stack for home, stack in names.items() if any(c in below for c in stack.columns)}
    flush = all(abs(left(below[h]) - left(s)) < 0.5 * s.pieces[0].size for h, s in over.items() if h in below)
    owned: dict[int, list[int]] = {}
    for column, stack in sorted(below.items()):
        before = [home for home in over if home <= column]
        wide = [home for home, name in over.items() if column in name.columns and len(name.columns) > 1]
        if wide:
            owned.setdefault(wide[0], []).append(column)
        elif flush:
            owned.setdefault(max(before, default=-1), []).append(column)
        elif over:
            near = min(over, key=lambda home: abs(middle(over[home]) - middle(stack)))
            owned.setdefault(near, []).append(column)
    owned.pop(-1, None)
    return {
        home: columns if flush else _centred(home, columns, names, below) for home, columns in owned.items()
    }


def _centred(
    home: int, columns: Sequence[int], names: Mapping[int, Stack], below: Mapping[int, Stack]
) -> list[int]:
    """Those of some columns that a name stands over the middle of."""

    def off(run: Sequence[int]) -> float:
        low = min(piece.box[0] for column in run for piece in below[column].pieces)
        high = max(piece.box[2] for column in run for piece in below[column].pieces)
        pieces = names[home].pieces
        return abs(min(p.box[0] for p in pieces) + max(p.box[2] for p in pieces) - low - high)

    runs = [list(columns[i:j]) for i in range(len(columns)) for j in range(i + 1, len(columns) + 1)]
    whole = [run for run in runs if home in run or len(run) > 1] or [list(columns)]
    return min(whole, key=lambda run: (round(off(run)), -len(run)))
