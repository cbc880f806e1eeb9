"""The rows of an English table without a full set of rules, and its grid.

Rows are told by the rules and shades between them, else by their distance: the lines of a cell stand closer than rows
do. Where they do not, a line goes on with the one above whose words had no room left. A cell beside several rows spans
them: it begins with the first of them or stands half way down.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.reader.latin.columns import YEAR, find_columns, is_number
from generator.reader.latin.spans import OVERLAP, Stack, place_stacks, span_heads
from generator.reader.tables.lattice import Grid, GridCell, Segment, cluster
from generator.reader.tables.pieces import Piece, Row, column_of

TIGHT = 1.75  # of the size: the lines of a cell stand no further apart
SLACK = 0.9  # points: steps that differ by less are alike
INTO = 1.0  # of the size: how far words reach into a column that they span
OUTER = 9.0  # points: how far the rule round a table is from its words at most
SPARSE = 0.75  # of the cells of the fullest column: a column with fewer may have merged ones
COVERED = 0.5  # share of a column that a rule covers which parts its cells
WRAPPED = 0.6  # share of the lines in cells that follow a full one at least
ROOM = 1.0  # of the size: what a full line leaves free beside the next word at most
FILLED = 0.4  # share of the cells of a table that have words at least
FIGURES = 0.7  # share of figures in a column of figures
MARKER = re.compile(r"^(?:[(（]?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[)）.]|[•●○◆■▪–—-])$")


@dataclass(frozen=True, slots=True)
class Region:
    """Lines of a zone that stand in columns, the rules and shades' edges in and around them, and the zone's edges.

    ``rest``: they stand first in the zone, where the last rows of a table from the page before would stand.
    """

    lines: list[Row]
    rules: list[Segment]
    left: float
    right: float
    rest: bool = False


class Columns:
    """The pieces of a region by column, and what parts those that stand below one another."""

    def __init__(self, region: Region, xs: Sequence[float]) -> None:
        self.xs, self.rules = xs, region.rules
        self.size = sorted(p.size for line in region.lines for p in line)[0]
        self.held: list[list[tuple[Piece, range]]] = [[] for _ in range(len(xs) - 1)]
        for line in region.lines:
            for piece in line:
                span = _span(piece, xs)
                self.held[span.start].append((piece, span))

    def pairs(self) -> list[tuple[int, Piece, Piece]]:
        """Pieces that stand below one another in a column with no rule between them."""
        return [
            (column, above, below)
            for column, held in enumerate(self.held)
            for (above, one), (below, other) in pairwise(held)
            if one == other and not self.parted(column, above, below)
        ]

    def covers(self, rule: Segment, column: int) -> bool:
        """Whether a rule goes over a column."""
        low, high = self.xs[column], self.xs[column + 1]
        return min(rule.high, high) - max(rule.low, low) > COVERED * (high - low)

    def parted(self, column: int, above: Piece, below: Piece) -> bool:
        """Whether a rule stands between two pieces of a column."""
        low, high = above.base - 0.5, below.base - 0.5 * below.size
        return any(low < rule.at < high and self.covers(rule, column) for rule in self.rules)

    def is_wrapped(self, column: int, above: Piece, below: Piece) -> bool:
        """Whether the first word of a line had no room left on the line above in its column."""
        pieces = [piece for piece, span in self.held[column] if len(span) == 1]
        room = max(p.box[2] for p in pieces) - min(p.box[0] for p in pieces)
        return above.box[2] - above.box[0] + below.lead + ROOM * below.size > room


def _span(piece: Piece, xs: Sequence[float]) -> range:
    """The columns that a piece stands in: more than one where it reaches well into others."""
    into = [
        k
        for k in range(len(xs) - 1)
        if min(piece.box[2], xs[k + 1]) - max(piece.box[0], xs[k]) > INTO * piece.size
    ]
    home = column_of(piece, xs)
    return range(min([*into, home]), max([*into, home]) + 1)


def region_to_grid(region: Region) -> Grid | None:
    """The grid of lines that stand in columns; None where they are no table."""
    xs = find_columns(region.lines, region.left, region.right)
    if len(xs) < 3:
        return None
    columns = Columns(region, xs)
    levels = _levels(columns, region)
    banded = _is_banded(columns, levels)
    limit = TIGHT * 2 * columns.size if banded else _leading(columns)
    stacks = _stacks(columns, limit) if limit else _wrapped_stacks(columns, region.lines)
    ys = _banded_rows(stacks, columns, levels) if banded else _spaced_rows(stacks, columns, levels)
    count = len(ys) - 1
    span_heads(stacks, count)
    if not _is_table(stacks, count, columns, region, told=banded or limit > 0):
        return None
    return Grid(tuple(xs), tuple(ys), tuple(_cells(stacks, count, len(xs) - 1)))


def _levels(columns: Columns, region: Region) -> list[float]:
    """The heights of the rules between rows, and of the table's ends; none with nothing between it and the next."""
    pieces = [piece for line in region.lines for piece in line]
    top, bottom = min(p.ink[0] for p in pieces), max(p.ink[1] for p in pieces)
    ats = cluster(
        rule.at for rule in columns.rules if any(columns.covers(rule, c) for c in range(len(columns.xs) - 1))
    )
    first = max((at for at in ats if top - OUTER < at <= top), default=top - 1.0)
    last = min((at for at in ats if bottom <= at < bottom + OUTER), default=bottom + 1.0)
    levels = [first]
    for at in [*(at for at in ats if top < at < bottom), last]:
        if any(levels[-1] < (p.ink[0] + p.ink[1]) / 2 < at for p in pieces):
            levels.append(at)
        elif len(levels) > 1:
            levels[-1] = at
    return levels


def _is_banded(columns: Columns, levels: Sequence[float]) -> bool:
    """Whether rules or shades part every row from the next: between two of them stand the lines of single cells."""
    pairs = columns.pairs()
    if len(levels) < 4 or any(is_number(a.text) and is_number(b.text) for _, a, b in pairs):
        return False
    tight = sum(b.base - a.base <= TIGHT * b.size for _, a, b in pairs)
    return tight >= 0.9 * len(pairs)


def _leading(columns: Columns) -> float:
    """The most between two lines of one cell, in points; 0 where rows stand no further apart than lines do."""
    pairs = columns.pairs()
    figures = [b.base - a.base for _, a, b in pairs if is_number(a.text) and is_number(b.text)]
    texts = [(c, a, b) for c, a, b in pairs if not (is_number(a.text) and is_number(b.text))]
    steps = sorted(b.base - a.base for _, a, b in texts if b.base - a.base <= TIGHT * b.size)
    if not steps or (figures and min(figures) < steps[0] + SLACK):
        return 0.0
    limit = steps[0] + SLACK
    more = [*figures, *(b.base - a.base for _, a, b in texts if b.base - a.base > limit)]
    close = [(c, a, b) for c, a, b in texts if b.base - a.base <= limit]
    full = sum(columns.is_wrapped(*pair) for pair in close)
    return limit if more and full >= WRAPPED * len(close) else 0.0


def _stacks(columns: Columns, limit: float) -> list[Stack]:
    """The cells: pieces of a column no further apart than ``limit`` with no rule between them; figures are never one."""
    stacks: list[Stack] = []
    for column, held in enumerate(columns.held):
        last: Stack | None = None
        for piece, span in held:
            above = last.pieces[-1] if last and last.columns == span else None
            if (
                last is not None
                and above is not None
                and piece.base - above.base <= limit
                and not (is_number(above.text) and is_number(piece.text))
                and not columns.parted(column, above, piece)
            ):
                last.pieces.append(piece)
            else:
                last = Stack(span, [piece])
                stacks.append(last)
    return stacks


def _wrapped_stacks(columns: Columns, lines: Sequence[Row]) -> list[Stack]:
    """The cells where rows are as close as lines: a line all of whose pieces go on with full ones is no row."""
    stacks: list[Stack] = []
    row: dict[int, Stack] = {}
    for line in lines:
        spans = [_span(piece, columns.xs) for piece in line]
        goes_on = bool(row) and all(
            span.start in row and _goes_on(columns, row[span.start], span, piece)
            for piece, span in zip(line, spans, strict=True)
        )
        if not goes_on:
            row = {}
        for piece, span in zip(line, spans, strict=True):
            if goes_on:
                row[span.start].pieces.append(piece)
            else:
                row[span.start] = Stack(span, [piece])
                stacks.append(row[span.start])
    return stacks


def _goes_on(columns: Columns, stack: Stack, span: range, piece: Piece) -> bool:
    above = stack.pieces[-1]
    return (
        stack.columns == span
        and piece.base - above.base <= TIGHT * piece.size
        and not is_number(piece.text)
        and not columns.parted(span.start, above, piece)
        and columns.is_wrapped(span.start, above, piece)
    )


def _banded_rows(stacks: Sequence[Stack], columns: Columns, levels: Sequence[float]) -> list[float]:
    """The edges of the rows that rules and shades part; each cell gets the rows between the rules over its columns."""
    drawn = [
        {
            column
            for column in range(len(columns.xs) - 1)
            if place in (0, len(levels) - 1)
            or any(abs(rule.at - at) < 4.0 and columns.covers(rule, column) for rule in columns.rules)
        }
        for place, at in enumerate(levels)
    ]
    for stack in stacks:
        home = stack.columns.start
        above = [k for k, at in enumerate(levels) if at < stack.middle and home in drawn[k]]
        below = [k for k, at in enumerate(levels) if at > stack.middle and home in drawn[k]]
        stack.rows = range(max(above, default=0), min(below, default=len(levels) - 1))
    return list(levels)


def _spaced_rows(stacks: Sequence[Stack], columns: Columns, levels: Sequence[float]) -> list[float]:
    """The edges of the rows that stand side by side; each cell gets its rows."""
    counts = Counter(stack.columns.start for stack in stacks)
    sparse = {
        column
        for column, count in counts.items()
        if count < SPARSE * max(counts.values())
        and not any(is_number(s.text) for s in stacks if s.columns.start == column)
    }
    spanning = [
        stack for stack in stacks if stack.columns.start in sparse or _is_beside(stack, stacks, columns.size)
    ]
    base = [stack for stack in stacks if stack not in spanning] or list(stacks)
    rows = _side_by_side(base, columns.size)
    between = _between(rows, columns.size)
    spanning += between
    rows = [row for row in rows if row[0] not in between]
    for place, row in enumerate(rows):
        for stack in row:
            stack.rows = range(place, place + 1)
    extents = [(min(s.top for s in row), max(s.bottom for s in row)) for row in rows]
    for column in sorted({stack.columns.start for stack in spanning}):
        place_stacks(
            sorted((s for s in spanning if s.columns.start == column), key=lambda s: s.top),
            rows,
            extents,
            columns.size,
        )
    inner = [
        next((at for at in levels if above[1] < at < below[0]), (above[1] + below[0]) / 2)
        for above, below in pairwise(extents)
    ]
    return [levels[0], *inner, levels[-1]]


def _is_beside(stack: Stack, stacks: Sequence[Stack], size: float) -> bool:
    """Whether a cell stands beside several cells of another column."""
    over: Counter[int] = Counter()
    for other in stacks:
        if other.columns.start not in stack.columns and other is not stack:
            over[other.columns.start] += (
                min(stack.bottom, other.bottom) - max(stack.top, other.top) > 0.4 * size
            )
    return any(count > 1 for count in over.values())


def _side_by_side(stacks: Sequence[Stack], size: float) -> list[list[Stack]]:
    """Cells that overlap from top to bottom, together."""
    rows: list[list[Stack]] = []
    reach = 0.0
    for stack in sorted(stacks, key=lambda stack: (stack.top, stack.columns.start)):
        if rows and stack.top < reach - OVERLAP * size:
            rows[-1].append(stack)
        else:
            rows.append([stack])
            reach = stack.bottom
        reach = max(reach, stack.bottom)
    return rows


def _between(rows: Sequence[Sequence[Stack]], size: float) -> list[Stack]:
    """Cells half way between two rows that leave no room for a row: they span both."""
    found: list[Stack] = []
    for above, row, below in zip(rows, rows[1:], rows[2:], strict=False):
        own = {column for stack in row for column in stack.columns}
        others = {column for stack in (*above, *below) for column in stack.columns}
        room = min(s.top for s in below) - max(s.bottom for s in above)
        high = max(s.bottom for s in row) - min(s.top for s in row)
        if not own & others and room < high + 0.5 * size and above[0] not in found:
            found += row
    return found


def _is_table(stacks: Sequence[Stack], count: int, columns: Columns, region: Region, told: bool) -> bool:
    """Whether cells are those of a table: ruled, or with columns of figures, or with a head that is set off."""
    width = len(columns.xs) - 1
    held = [[s for s in stacks if s.rows.start == row] for row in range(count)]
    if count < 3 and region.rest and all(_is_values(row, width) for row in held):
        return True
    if sum(len(row) > 1 for row in held) < 2:
        return False
    low, high = (
        f(x for line in region.lines for p in line for x in (p.box[0], p.box[2])) for f in (min, max)
    )
    wide = [r for r in region.rules if min(r.high, high) - max(r.low, low) > 0.6 * (high - low)]
    if len(cluster(rule.at for rule in wide)) > 1:
        return True
    if count == 2:
        named = len(held[0]) == width and not any(is_number(s.text) for s in held[0])
        return named and _is_values(held[1], width) and len({round(s.pieces[0].size) for s in stacks}) == 1
    if len(stacks) < FILLED * count * width or all(
        MARKER.match(s.text) for s in stacks if s.columns.start == 0
    ):
        return False
    figures = sum(
        _is_figures([s for s in stacks if s.columns.start == c and s.rows.start]) for c in range(1, width)
    )
    if width == 2:
        return figures == 1 and not _is_contents([s.text for s in stacks if s.columns.start == 1])
    bold = all(p.bold for s in held[0] for p in s.pieces) and not all(
        p.bold for s in stacks for p in s.pieces
    )
    return figures > 0 or ((bold or told) and len(held[0]) == width)


def _is_values(row: Sequence[Stack], width: int) -> bool:
    """Whether a row has a name and figures in nearly all columns."""
    figures = sum(is_number(s.text) for s in row if s.columns.start)
    return width > 2 and len(row) == width and figures >= max(2, width - 2)


def _is_figures(stacks: Sequence[Stack]) -> bool:
    return len(stacks) > 1 and sum(
        is_number(s.text) or bool(YEAR.match(s.text)) for s in stacks
    ) >= FIGURES * len(stacks)


def _is_contents(texts: Sequence[str]) -> bool:
    """Whether figures are those of pages: small, whole, and never less than the one before."""
    pages = [int(text) for text in texts if text.isdecimal() and len(text) < 4]
    return len(pages) > 4 and len(pages) == len(texts) and pages == sorted(pages)


def _cells(stacks: Sequence[Stack], rows: int, columns: int) -> list[GridCell]:
    """A cell for each stack, and one for each place that none covers."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for stack in sorted(stacks, key=lambda s: (s.rows.start, s.columns.start)):
        at = {(row, column) for row in stack.rows for column in stack.columns}
        if at & taken:
            at = {(stack.rows.start, stack.columns.start)}
        if at & taken:
            continue
        taken |= at
        high, wide = len({row for row, _ in at}), len({column for _, column in at})
        cells.append(GridCell(stack.rows.start, stack.columns.start, high, wide, True))
    free = [(row, column) for row in range(rows) for column in range(columns) if (row, column) not in taken]
    return [*cells, *(GridCell(row, column, 1, 1, True) for row, column in free)]
