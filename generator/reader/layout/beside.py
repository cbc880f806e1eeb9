"""Short blocks that stand side by side without a box round them: key figures, a name with a few lines under it.

Each is read whole before the next. A table without rules looks alike; what tells them apart is that every block
begins with a line in another print than the next, or that its lines are full as those of a paragraph are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from generator.reader.layout.panels import hold_text
from generator.reader.lines import Line
from generator.reader.measure import is_bold

NARROW = 8.0  # points: the least width of a gap between blocks
APART = 2.4  # of the size: the lines of a block stand no further apart
CLOSE = 2.0  # of the size: lines of a list stand no further apart
FEW = 4  # rows of a block without running text at most: more are a table
WORDS = 6  # characters that a line of running text has at least, on average


def find_blocks(lines: Sequence[Line]) -> tuple[int, int, float] | None:
    """The first blocks side by side: from which line to which, and the middle of the first gap between them."""
    rows = _rows(lines)
    start = 0
    for i, row in enumerate(rows):
        columns = _columns(rows[i:])
        if columns and _are_blocks(columns):
            end = start + sum(len(below) for below in rows[i : i + _height(columns, rows[i:])])
            first, second = columns[0], columns[1]
            return start, end, (max(p.x1 for p in first) + min(p.x0 for p in second)) / 2
        start += len(row)
    return None


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines on one baseline together."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and abs(line.base - rows[-1][0].base) < 0.25 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _pieces(row: Sequence[Line]) -> list[Line]:
    return sorted((piece for line in row for piece in line.pieces or (line,)), key=lambda piece: piece.x0)


def _columns(rows: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """What stands under each piece of the first row, as far down as no piece stands under two of them."""
    columns = [[piece] for piece in _pieces(rows[0])]
    if len(columns) < 2 or any(b[0].x0 - a[0].x1 < NARROW for a, b in pairwise(columns)):
        return []
    for i, (above, row) in enumerate(pairwise(rows), 1):
        pieces = _pieces(row)
        homes = [_home(piece, columns) for piece in pieces]
        if None in homes or len(set(homes)) < len(homes) or _is_new(above, pieces, columns, rows[i:]):
            break
        for piece, home in zip(pieces, homes, strict=True):
            assert home is not None
            columns[home].append(piece)
    return columns


def _height(columns: Sequence[Sequence[Line]], rows: Sequence[Sequence[Line]]) -> int:
    """How many rows the blocks take."""
    lowest = max(column[-1].base for column in columns)
    return sum(row[0].base <= lowest + 0.1 for row in rows)


def _home(piece: Line, columns: Sequence[Sequence[Line]]) -> int | None:
    """The column that a piece stands in and in which it leaves the gaps beside it open; None where there is none."""
    left = [min(p.x0 for p in column) for column in columns]
    right = [max(p.x1 for p in column) for column in columns]
    over = [k for k in range(len(columns)) if piece.x0 < right[k] and piece.x1 > left[k]]
    if len(over) != 1:
        return None
    home = over[0]
    clear = (home == 0 or piece.x0 - right[home - 1] >= NARROW) and (
        home == len(columns) - 1 or left[home + 1] - piece.x1 >= NARROW
    )
    return home if clear else None


def _is_new(
    above: Sequence[Line],
    pieces: Sequence[Line],
    columns: Sequence[Sequence[Line]],
    below: Sequence[Sequence[Line]],
) -> bool:
    """Whether a row begins something new: far below, or a marked line by itself while the other columns stand still."""
    size = max(piece.size for piece in (*pieces, *_pieces(above)))
    if pieces[0].base - above[0].base > APART * size:
        return True
    last = _pieces(above)[0]
    larger = pieces[0].size > last.size + 0.9 or (is_bold(pieces[0]) and not is_bold(last))
    if len(pieces) == len(columns) or not larger:
        return False
    here = _home(pieces[0], columns)
    others = [column[-1] for k, column in enumerate(columns) if k != here]
    return not any(_goes_on(other, below) for other in others)


def _goes_on(line: Line, rows: Sequence[Sequence[Line]]) -> bool:
    """Whether a line has another one of its print close below it."""
    return any(
        0 < piece.base - line.base < APART * line.size and piece.x0 < line.x1 and piece.x1 > line.x0
        for row in rows
        for piece in _pieces(row)
    )


def _are_blocks(columns: Sequence[Sequence[Line]]) -> bool:
    """Whether columns are read one after the other."""
    stand_alone = sum(len(column) > 1 for column in columns) > 1 and hold_text(columns)
    if not stand_alone or not all(_is_aligned(column) for column in columns):
        return False
    texts = sum(is_text(column) for column in columns)
    if texts > 0.5 * len(columns):
        return True
    rows = max(len(column) for column in columns)
    headed = all(_is_headed(column) for column in columns)
    return headed and (rows <= FEW or all(_is_close(column) for column in columns))


def _is_aligned(column: Sequence[Line]) -> bool:
    """Whether the lines of a column begin at one place, or have one middle."""
    if _is_headed(column) and len(column) > 2:
        head, column = column[0], column[1:]
        if not min(line.x0 for line in column) - head.size < head.x0 < max(line.x1 for line in column):
            return False
    size = max(line.size for line in column)
    starts = max(line.x0 for line in column) - min(line.x0 for line in column)
    middles = max(line.middle for line in column) - min(line.middle for line in column)
    indented = len(column) == 2 and _is_headed(column) and column[1].x0 > column[0].x0
    return starts < 2.6 * size if indented or is_text(column) else min(starts, middles) < 0.5 * size


def _is_close(column: Sequence[Line]) -> bool:
    """Whether the lines under the head of a column stand as close as those of a list."""
    return all(b.base - a.base < CLOSE * b.size for a, b in pairwise(column[1:]))


def _is_headed(column: Sequence[Line]) -> bool:
    """Whether the first line of a column is set in another print than the second."""
    if len(column) < 2:
        return False
    first, second = column[0], column[1]
    return abs(first.size - second.size) > 0.9 or is_bold(first) != is_bold(second)


def is_text(column: Sequence[Line]) -> bool:
    """Whether the lines of a column, but for headings and those that end a sentence, are full."""
    ink: Counter[tuple[float, bool]] = Counter()
    for line in column:
        ink[line.size, is_bold(line)] += line.ink
    print_ = ink.most_common(1)[0][0]
    lines = [line for line in column if (line.size, is_bold(line)) == print_]
    if len(lines) < 2 or sum(line.ink for line in lines) < WORDS * len(lines):
        return False
    edge = max(line.x1 for line in lines)
    open_ = [(a, b) for a, b in pairwise(lines) if a.text[-1:] not in "。！？；"]
    full = sum(edge - a.x1 <= max(2.0 * a.size, b.token + 0.5 * a.size) for a, b in open_)
    return full >= 0.7 * len(open_) and (bool(open_) or lines[-1].text.endswith("。"))
