"""Reading order on a page of several columns of running text.

Columns are seen where many lines in a row leave the same gap open and what is left of the gap fills its
measure, as running text does; cells of an unruled table do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from generator.reader.layout.beside import find_blocks, is_text
from generator.reader.layout.hanging import find_hanging
from generator.reader.layout.panels import Stand, find_panel_row, hold_text
from generator.reader.lines import Line
from generator.reader.measure import common_edges, is_bold

ROWS = 5  # lines of a first column at least
FEWEST = 3  # lines of any other
MANY = 8  # lines of a column among which short ones, of headings and items, may prevail
TITLE = 3.0  # points: a line so much larger than the text is a title of both columns
OFF = 2.4  # of the size: no lines of running text stand so far apart
NARROW = 8.0  # points: the least width of a gap between columns
ROOM = 3.0  # of the size: how much a line that is no running text leaves free
START = 2.6  # of the size: the most that a line of such a column stands in
WORDS = 8  # characters that a line of a column has at least, on average


def in_reading_order(lines: Sequence[Line], known: float | None = None) -> list[Line]:
    """The lines of a page as they are read: down the first column, then down the next.

    ``known`` is a gap between columns that others on the page leave: fewer lines will do there.
    """
    row = find_panel_row(lines)
    if row:
        above, within, below = row
        return [*in_reading_order(above), *within, *in_reading_order(below)]
    head, rest, foot = _set_off(lines)
    ordered: list[Line] = list(head)
    hanging = find_hanging(rest)
    if hanging:
        start, end, within = hanging
        above, below = in_reading_order(rest[:start], known), in_reading_order(rest[end:], known)
        return [*ordered, *above, *within, *below, *foot]
    while rest:
        found = _first_columns(rest) or (_few_columns(rest, known) if known else None) or find_blocks(rest)
        if found is None:
            break
        start, end, gutter = found
        known = gutter
        end = _without_heads(rest[start:end], gutter) + start
        ordered += in_reading_order(rest[:start], gutter)
        for band in _bands(rest[start:end], gutter):
            left, right = _cut(band, gutter)
            for side, other in ((left, right), (right, left)):
                limit = gutter if side is left else None
                ordered += _with_edges(in_reading_order(side, _next_gap(side, other)), limit) if side else []
        rest = rest[end:]
    return [*ordered, *rest, *foot]


def _set_off(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line], Sequence[Line]]:
    """The first line, the lines between, the last line, where the outer ones stand well off: running heads, folios."""
    by_place = sorted(lines, key=lambda line: line.base)
    if len(by_place) < ROWS:
        return [], lines, []
    head = [by_place[0]] if _is_off(by_place[0], by_place[1]) else []
    foot = [by_place[-1]] if _is_off(by_place[-1], by_place[-2]) else []
    return head, [line for line in lines if line not in head and line not in foot], foot


def _is_off(line: Line, neighbour: Line) -> bool:
    """Whether no line of running text stands so far from its neighbour, whose letters may be larger."""
    above, below = sorted((line, neighbour), key=lambda part: part.base)
    return below.base - below.size - above.base > (OFF - 1) * above.size and line.size <= neighbour.size


def _first_columns(lines: Sequence[Line]) -> tuple[int, int, float] | None:
    """The first stretch of lines that stand in columns: from, to, and the gap's middle."""
    best: tuple[int, int, float] | None = None
    most = 0
    for gutter in _gutters(lines):
        for start, end in _stretches(lines, gutter):
            left, right = _cut(lines[start:end], gutter)
            beside = min(len(left), len(right))
            if beside <= most or len(left) < ROWS or not hold_text((left, right)):
                continue
            if all(_is_text(side) or _is_short_text(side) for side in (left, right)):
                best, most = (start, end, gutter), beside
    return best


def _next_gap(side: Sequence[Line], other: Sequence[Line]) -> float | None:
    """Where a gap is in one side of a page when its columns are as wide as the other side; None for one column."""
    if not side or not other:
        return None
    (x0, x1), (other_x0, other_x1) = (
        (min(x.x0 for x in part), max(x.x1 for x in part)) for part in (side, other)
    )
    between = max(x0 - other_x1, other_x0 - x1)
    return x0 + (other_x1 - other_x0) + between / 2 if x1 - x0 > 1.5 * (other_x1 - other_x0) else None


def _few_columns(lines: Sequence[Line], gutter: float) -> tuple[int, int, float] | None:
    """The first stretch of a few lines side by side at a gap that is known."""
    for start, end in _stretches(lines, gutter, FEWEST):
        left, right = _cut(lines[start:end], gutter)
        level = left and right and abs(left[0].base - right[0].base) < OFF * left[0].size
        if level and hold_text((left, right)) and min(_words(left), _words(right)) >= WORDS:
            return start, end, gutter
    return None


def _words(lines: Sequence[Line]) -> float:
    return sum(line.ink for line in lines) / len(lines)


def _gutters(lines: Sequence[Line]) -> list[float]:
    """Where a gap between columns may be: in the wide gaps of lines, and between where some end and others begin.

    The lines of two columns need not stand on the same baselines.
    """
    pieces = [piece for line in lines for piece in line.pieces or (line,)]
    ends = [edge for edge, _ in common_edges(piece.x1 for piece in pieces)]
    starts = [edge for edge, _ in common_edges(piece.x0 for piece in pieces)]
    between = ((end, min((s for s in starts if s > end + NARROW), default=None)) for end in ends)
    gaps = {round((end + start) / 2) for end, start in between if start is not None}
    gaps |= {round((a.x1 + b.x0) / 2) for line in lines for a, b in pairwise(line.pieces)}
    # a numeral may hang into the gap from the right, a single long line reach into it from the left
    close = {round(edge + NARROW / 2) for edge in ends} | {round(edge - NARROW / 2) for edge in starts}
    close -= gaps
    return [float(gap) for gap in (*sorted(gaps), *sorted(close))]


def _stretches(lines: Sequence[Line], gutter: float, least: int = ROWS) -> list[tuple[int, int]]:
    """Runs of at least so many lines that leave the gutter open."""
    found: list[tuple[int, int]] = []
    start = 0
    for i, line in enumerate([*lines, None]):
        if line is not None and not any(p.x0 < gutter < p.x1 for p in line.pieces or (line,)):
            continue
        if i - start >= least:
            found.append((start, i))
        start = i + 1
    return found


def _cut(lines: Sequence[Line], gutter: float) -> tuple[list[Line], list[Line]]:
    """The parts of lines left and right of a gutter."""
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        parts = line.pieces or (line,)
        for side, kept in (
            (left, [p for p in parts if p.x1 <= gutter]),
            (right, [p for p in parts if p.x0 >= gutter]),
        ):
            if kept:
                side.append(joined(kept))
    return left, right


def _without_heads(lines: Sequence[Line], gutter: float) -> int:
    """How many lines are in columns: marked ones on the left below both of them open what comes after."""
    end = len(lines)
    left, right = _cut(lines, gutter)
    lowest = max(line.base for line in right)
    text = median(line.size for line in left)
    while (
        end > ROWS
        and lines[end - 1].x1 <= gutter
        and lines[end - 1].base > lowest
        and (is_bold(lines[end - 1]) or lines[end - 1].size > text + 0.9)
    ):
        end -= 1
    return end


def _bands(lines: Sequence[Line], gutter: float) -> list[Sequence[Line]]:
    """Lines in columns, cut where a heading over both columns begins a new pair of them."""
    starts = [0]
    for i in range(ROWS, len(lines)):
        if i - starts[-1] >= ROWS and _spans(lines[starts[-1] : i], lines[i], lines[i + 1 :], gutter):
            starts.append(i)
    return [lines[start:end] for start, end in pairwise([*starts, len(lines)])]


def _spans(above: Sequence[Line], line: Line, below: Sequence[Line], gutter: float) -> bool:
    """Whether a marked line on the left stands over both columns: above it both end, below it both begin."""
    (left_end, right_end), (left_start, right_start) = _cut(above, gutter), _cut(below, gutter)
    while len(left_start) > 1 and right_start and _heads(left_start[0], left_start[-1], right_start[0]):
        left_start = left_start[1:]
    if line.x1 > gutter or not (left_end and right_end and len(left_start) > 1 and right_start):
        return False
    pitch = left_start[1].base - left_start[0].base
    pieces = [piece for other in (*above, *below) for piece in other.pieces or (other,)]
    if any(
        abs(piece.base - line.base) < 0.75 * pitch and (piece.x1 <= line.x0 or piece.x0 >= line.x1)
        for piece in pieces
    ):
        return False  # a column beside it goes on
    marked = line.size > left_start[0].size + 0.9 or (is_bold(line) and not is_bold(left_start[0]))
    ended = abs(left_end[-1].base - right_end[-1].base) < 1.4 * pitch
    begun = abs(left_start[0].base - right_start[0].base) < 0.3 * pitch
    title = line.size > left_start[0].size + TITLE  # a figure may stand above or below it
    blank = right_end[-1].base < line.base < right_start[0].base and (
        right_start[0].base - right_end[-1].base > max(1.6 * pitch, pitch + line.size)
    )
    return marked and blank and (title or (ended and begun))


def _heads(line: Line, text: Line, right: Line) -> bool:
    """Whether a marked line stands above the text of both columns."""
    return right.base - line.base > 0.5 * line.size and (is_bold(line) or line.size > text.size + 0.9)


def joined(pieces: Sequence[Line]) -> Line:
    """Pieces that stand side by side as one line."""
    if len(pieces) == 1:
        return pieces[0]
    boxes = [piece.box for piece in pieces]
    box = (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )
    ink = sum(piece.ink for piece in pieces)
    return replace(
        pieces[0],
        text=" ".join(piece.text for piece in pieces),
        box=box,
        ink=ink,
        boldness=sum(piece.boldness * piece.ink for piece in pieces) / ink,
        last_bold=pieces[-1].last_bold,
        pieces=tuple(pieces),
    )


def _is_text(lines: Sequence[Line]) -> bool:
    """Whether the lines on one side are running text: enough of them, long enough, most of them full."""
    if len(lines) < FEWEST or _words(lines) < WORDS:
        return False
    full = 0
    for column in _side_by_side([piece for line in lines for piece in line.pieces or (line,)]):
        edge = max(piece.x1 for piece in column)
        full += sum(edge - piece.x1 <= 2.0 * piece.size for piece in column)
    return full >= (0.4 if len(lines) >= MANY else 0.6) * len(lines)


def _is_short_text(lines: Sequence[Line]) -> bool:
    """Whether the lines on one side are short paragraphs under headings: one column, and what is open is full."""
    words = [line for line in lines if not isinstance(line, Stand)]
    if len(words) < FEWEST or any(line.pieces for line in words) or _words(words) < WORDS:
        return False
    starts = sum(line.x0 - min(x.x0 for x in words) < START * line.size for line in words)
    return starts == len(words) and any(line.text.endswith("。") for line in words) and is_text(words)


def _side_by_side(pieces: Sequence[Line]) -> list[list[Line]]:
    """The pieces in columns that leave a gap open between them from top to bottom."""
    columns: list[list[Line]] = []
    reach = 0.0
    for piece in sorted(pieces, key=lambda piece: piece.x0):
        if columns and piece.x0 < reach + NARROW:
            columns[-1].append(piece)
        else:
            columns.append([piece])
        reach = max(reach, piece.x1)
    return columns


def column_edges(lines: Sequence[Line]) -> tuple[float, float]:
    """The edges of a column: where several of its lines begin, and end."""
    left = min(
        (edge for edge, _ in common_edges(line.x0 for line in lines)), default=min(x.x0 for x in lines)
    )
    right = max(
        (edge for edge, _ in common_edges(line.x1 for line in lines)), default=max(x.x1 for x in lines)
    )
    return left, right


def _with_edges(lines: list[Line], limit: float | None) -> list[Line]:
    """The lines with the edges of their column: a running head or a folio that is in it may stand further out.

    ``limit`` is the middle of the gap beside the column, where there is one: nothing in it reaches further.
    """
    left, right = column_edges([line for line in lines if not isinstance(line, Stand)] or lines)
    if (len(lines) < ROWS or _words(lines) < WORDS) and not is_text(
        lines
    ):  # a key figure, a name: no line of it is full
        right += ROOM * max(line.size for line in lines)
        right = right if limit is None else min(right, limit)
    return [line if line.column else replace(line, column=(left, right)) for line in lines]
