"""Grids from rules: where thin lines meet, there are cells.

Only rules count, never the edges of shading (peers.md: with that filter alone 35 of 43 real tables come
out whole, without it 20). Coordinates are the page's, in points from the top left.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.model import Box
from generator.reader.boxes import area
from generator.reader.pdf.page import Rule

SNAP = 4.0  # points: no row or column is narrower, so rules nearer than this are one
REACH = 3.0  # points: how far a rule may stop short of the one that it meets
SHORT = 8.0  # points: on a page full of strokes, shorter ones are hatching
MANY = 1_500_000  # pairs of rules that are compared on a page at most; a page of tables has some thousand
COVERED = 0.6  # share of a side that must be drawn for the side to part two cells


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight stretch of rule: ``at`` across its direction, from ``low`` to ``high`` along it."""

    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class GridCell:
    """Where a cell stands in its grid, and whether rules (or an open end of the table) close it all round."""

    row: int
    column: int
    rowspan: int
    colspan: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """Column edges ``xs`` and row edges ``ys``, one more than there are of either, and the cells between."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]

    @property
    def box(self) -> Box:
        """The box that the edges span."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def cell_box(self, cell: GridCell) -> Box:
        """The box of a cell."""
        right, low = cell.column + cell.colspan, cell.row + cell.rowspan
        return (self.xs[cell.column], self.ys[cell.row], self.xs[right], self.ys[low])

    def is_corner(self, cell: GridCell) -> bool:
        """Whether a cell lies in a corner of the grid."""
        right, low = cell.column + cell.colspan, cell.row + cell.rowspan
        return (cell.column == 0 or right == len(self.xs) - 1) and (cell.row == 0 or low == len(self.ys) - 1)

    def closed_share(self) -> float:
        """How much of the area is in closed cells: 1 for a table, little for boxes that lines connect."""
        whole = (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])
        closed = sum(area(self.cell_box(cell)) for cell in self.cells if cell.closed)
        return closed / whole if whole else 0.0


def find_grids(rules: Iterable[Rule]) -> tuple[Grid, ...]:
    """The grids that the rules of a page form, from the top; each with two cells or more."""
    across, down = rules_to_segments(rules)
    if len(across) * len(down) > MANY:
        across, down = ([s for s in segments if s.high - s.low > SHORT] for segments in (across, down))
    if len(across) * len(down) > MANY:
        return ()
    grids = []
    for horizontals, verticals in _connected(across, down):
        grid = _segments_to_grid(horizontals, verticals)
        if grid and len(grid.cells) > 1:
            grids.append(grid)
    return tuple(sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0])))


def rules_to_segments(rules: Iterable[Rule]) -> tuple[list[Segment], list[Segment]]:
    """Horizontal and vertical rules, each drawn in however many pieces, as whole segments."""
    across: list[Segment] = []
    down: list[Segment] = []
    for rule in rules:
        if rule.horizontal:
            across.append(Segment((rule.top + rule.bottom) / 2, rule.x0, rule.x1))
        else:
            down.append(Segment((rule.x0 + rule.x1) / 2, rule.top, rule.bottom))
    return _joined(across), _joined(down)


def cluster(values: Iterable[float], distance: float = SNAP) -> list[float]:
    """The middles of groups of values that lie nearer to each other than ``distance``, in order."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] < distance and value - groups[-1][0] < 2 * distance:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def nearest(edges: Sequence[float], value: float) -> int:
    """The place of the edge nearest to a value."""
    after = bisect_right(edges, value)
    if after == 0 or (after < len(edges) and edges[after] - value < value - edges[after - 1]):
        return after
    return after - 1


def _joined(segments: list[Segment]) -> list[Segment]:
    """Pieces on one line that touch, as one."""
    lines = cluster((segment.at for segment in segments), SNAP / 2)
    on_line: defaultdict[int, list[Segment]] = defaultdict(list)
    for segment in segments:
        on_line[nearest(lines, segment.at)].append(segment)
    whole: list[Segment] = []
    for place in sorted(on_line):
        low = high = None
        for piece in sorted(on_line[place], key=lambda piece: piece.low):
            if low is None or high is None:
                low, high = piece.low, piece.high
            elif piece.low <= high + REACH:
                high = max(high, piece.high)
            else:
                whole.append(Segment(lines[place], low, high))
                low, high = piece.low, piece.high
        if low is not None and high is not None:
            whole.append(Segment(lines[place], low, high))
    return whole


def _connected(across: list[Segment], down: list[Segment]) -> list[tuple[list[Segment], list[Segment]]]:
    """Sets of rules that hang together, each with two horizontal and two vertical ones or open sides."""
    leader = list(range(len(across) + len(down)))

    def lead(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    for i, h in enumerate(across):
        for j, v in enumerate(down, len(across)):
            if _meet(h, v):
                leader[lead(j)] = lead(i)
    sets: defaultdict[int, tuple[list[Segment], list[Segment]]] = defaultdict(lambda: ([], []))
    for i, segment in enumerate(across + down):
        sets[lead(i)][0 if i < len(across) else 1].append(segment)
    return [(hs, vs) for hs, vs in sets.values() if len(hs) > 1 and vs]


def _meet(h: Segment, v: Segment) -> bool:
    return h.low - REACH <= v.at <= h.high + REACH and v.low - REACH <= h.at <= v.high + REACH


def _segments_to_grid(across: list[Segment], down: list[Segment]) -> Grid | None:
    xs = _edges(across, down)
    ys = _edges(down, across)
    if len(xs) < 2 or len(ys) < 2:
        return None
    rights = _drawn(xs, ys, down)
    lows = _drawn(ys, xs, across)
    cells = _cells(xs, ys, rights, lows)
    return _compressed(Grid(tuple(xs), tuple(ys), tuple(cells)))


def _edges(along: list[Segment], across: list[Segment]) -> list[float]:
    """Where the segments ``across`` stand, and where two or more ``along`` end beyond them: an open side."""
    edges = cluster(segment.at for segment in across)
    before = [segment.low for segment in along if segment.low < edges[0] - 2 * SNAP]
    beyond = [segment.high for segment in along if segment.high > edges[-1] + 2 * SNAP]
    open_ends = [
        value
        for outer in (before, beyond)
        for value in cluster(outer)
        if sum(abs(end - value) < SNAP for end in outer) > 1
    ]
    return sorted([*edges, *open_ends])


def _drawn(edges: list[float], others: list[float], segments: list[Segment]) -> list[list[bool]]:
    """``drawn[e][k]``: whether edge e has a rule along the stretch from others[k] to others[k + 1]."""
    lengths = [[0.0] * (len(others) - 1) for _ in edges]
    for segment in segments:
        row = lengths[nearest(edges, segment.at)]
        for k in range(len(others) - 1):
            row[k] += max(0.0, min(segment.high, others[k + 1]) - max(segment.low, others[k]))
    return [
        [length >= COVERED * (others[k + 1] - others[k]) for k, length in enumerate(row)] for row in lengths
    ]


def _cells(
    xs: list[float], ys: list[float], rights: list[list[bool]], lows: list[list[bool]]
) -> list[GridCell]:
    """Unit cells with no rule between them, joined to rectangles."""
    rows, columns = len(ys) - 1, len(xs) - 1
    taken = [[False] * columns for _ in range(rows)]
    cells = []
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            wide, high = _extent(row, column, rows, columns, rights, lows, taken)
            for r in range(row, row + high):
                for c in range(column, column + wide):
                    taken[r][c] = True
            closed = _is_closed(row, column, high, wide, rights, lows)
            cells.append(GridCell(row, column, high, wide, closed))
    return cells


def _extent(
    row: int,
    column: int,
    rows: int,
    columns: int,
    rights: list[list[bool]],
    lows: list[list[bool]],
    taken: list[list[bool]],
) -> tuple[int, int]:
    """How many columns and rows a cell spans: right to the first rule, down while no rule crosses it."""
    right = column + 1
    while right < columns and not rights[right][row] and not taken[row][right]:
        right += 1
    low = row + 1
    while low < rows and not any(lows[low][c] for c in range(column, right)):
        walls = (right == columns or rights[right][low]) and (column == 0 or rights[column][low])
        inside = any(rights[c][low] for c in range(column + 1, right))
        if inside or not walls or any(taken[low][column:right]):
            break
        low += 1
    return right - column, low - row


def _is_closed(
    row: int, column: int, high: int, wide: int, rights: list[list[bool]], lows: list[list[bool]]
) -> bool:
    """Whether all four sides are drawn; an outer side that is open along the whole table counts as drawn."""

    def side(drawn: list[list[bool]], edge: int, along: range) -> bool:
        outer = edge in (0, len(drawn) - 1)
        return all(drawn[edge][k] for k in along) or (outer and not any(drawn[edge]))

    down, over = range(row, row + high), range(column, column + wide)
    return (
        side(rights, column, down)
        and side(rights, column + wide, down)
        and side(lows, row, over)
        and side(lows, row + high, over)
    )


def _compressed(grid: Grid) -> Grid:
    """The grid without edges at which no cell begins or ends."""
    columns = sorted({edge for cell in grid.cells for edge in (cell.column, cell.column + cell.colspan)})
    rows = sorted({edge for cell in grid.cells for edge in (cell.row, cell.row + cell.rowspan)})
    new_column = {old: new for new, old in enumerate(columns)}
    new_row = {old: new for new, old in enumerate(rows)}
    cells = tuple(
        GridCell(
            new_row[cell.row],
            new_column[cell.column],
            new_row[cell.row + cell.rowspan] - new_row[cell.row],
            new_column[cell.column + cell.colspan] - new_column[cell.column],
            cell.closed,
        )
        for cell in grid.cells
    )
    return Grid(tuple(grid.xs[c] for c in columns), tuple(grid.ys[r] for r in rows), cells)
