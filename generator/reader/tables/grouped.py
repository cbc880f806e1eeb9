"""Heads in two rows without rules between their columns: the first row names groups of the columns in the second.

A group's name stands over the middle of its columns, or over their left edge; a column without a group has its name at
any height beside the two rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.reader.tables.lattice import GridCell
from generator.reader.tables.pieces import Piece, Row, column_of

OVER = 0.35  # share of a column that words over several columns cover at least
NEAR = 1.5  # of the size: how far the name of a group is from its middle or its left edge


def head_rows(lines: Sequence[Row], xs: Sequence[float]) -> list[list[Row]]:
    """The head as one row, or as two where its first line names groups of columns."""
    if len(lines) > 1 and any(len(span) > 1 for span in _spans(lines[0], lines[-1], xs)):
        low = {column_of(piece, xs) for piece in lines[-1]}
        inner = [[piece for piece in line if column_of(piece, xs) in low] for line in lines[1:]]
        return [[lines[0]], [line for line in inner if line]]
    return [list(lines)]


def head_cells(groups: Row, below: Row, xs: Sequence[float]) -> list[GridCell]:
    """Two head rows: groups above, their columns below; a column without a group reaches over both."""
    spans = [span for span in _spans(groups, below, xs) if len(span) > 1]
    cells = [GridCell(0, span.start, 1, len(span), True) for span in spans]
    grouped = {column for span in spans for column in span}
    cells += [GridCell(1, column, 1, 1, True) for column in sorted(grouped)]
    cells += [GridCell(0, column, 2, 1, True) for column in range(len(xs) - 1) if column not in grouped]
    return cells


def span_of(piece: Piece, xs: Sequence[float]) -> range:
    """The columns over whose middles a piece stands; at least the one that holds most of it."""
    over = [
        k
        for k in range(len(xs) - 1)
        if min(piece.box[2], xs[k + 1]) - max(piece.box[0], xs[k]) > OVER * (xs[k + 1] - xs[k])
    ]
    home = column_of(piece, xs)
    return range(min([*over, home]), max([*over, home]) + 1)


def _spans(names: Row, below: Row, xs: Sequence[float]) -> list[range]:
    """The columns that each name of the first line stands over: from its left edge to the next, or nearest to it."""
    first = {column_of(piece, xs): piece for piece in below}
    homes = [column_of(name, xs) for name in names]
    flush = all(
        abs(first[home].box[0] - name.box[0]) < 0.5 * name.size
        for home, name in zip(homes, names, strict=True)
        if home in first
    )
    owned: dict[int, list[Piece]] = {}
    for column, piece in first.items():
        before = [k for k, home in enumerate(homes) if home <= column]
        near = min(range(len(names)), key=lambda k: abs(_middle(names[k]) - _middle(piece)))
        owned.setdefault(before[-1] if flush and before else near, []).append(piece)
    return [_span(name, owned.get(place, []), xs) for place, name in enumerate(names)]


def _span(name: Piece, below: Sequence[Piece], xs: Sequence[float]) -> range:
    columns = sorted({column_of(piece, xs) for piece in below})
    span = span_of(name, xs)
    if len(columns) < 2 or columns[-1] - columns[0] != len(columns) - 1:
        return span
    left, right = min(piece.box[0] for piece in below), max(piece.box[2] for piece in below)
    slack = NEAR * name.size
    if abs(_middle(name) - (left + right) / 2) < slack or abs(name.box[0] - left) < slack:
        return range(min(columns[0], span.start), max(columns[-1], span.stop - 1) + 1)
    return span


def _middle(piece: Piece) -> float:
    return (piece.box[0] + piece.box[2]) / 2
