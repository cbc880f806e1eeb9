"""The columns of an English table that no rules part: what its lines leave open from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.reader.latin.pieces import size_of
from generator.reader.tables.pieces import NUMERIC, Row

OPEN = 0.5  # of the size: the least width of a gap between columns
HEAD = 9  # lines of a head at most
YEAR = re.compile(r"^(?:FY|H1|H2)?(?:19|20)\d\d[AEF]?$")
VALUE = re.compile(r"^[^A-Za-z]*\d[^A-Za-z]*$")
Stretch = tuple[float, float]


def is_number(text: str) -> bool:
    """Whether a piece is a figure or a dash, and no year."""
    return bool(NUMERIC.match(text) or VALUE.match(text)) and not YEAR.match(text)


def head_lines(lines: Sequence[Row]) -> int:
    """How many lines stand above the first that has a figure; 0 where none has one near the top."""
    for place, line in enumerate(lines[: HEAD + 1]):
        if any(is_number(piece.text) for piece in (line[1:] or line)):
            return place
    return 0


def find_columns(lines: Sequence[Row], left: float, right: float) -> list[float]:
    """The edges of the columns, the first and last of which are those of the zone; fewer than three for no table."""
    head = head_lines(lines)
    body = [line for line in lines[head:] if len(line) > 1]
    if len(body) < 2:
        head, body = 0, [line for line in lines if len(line) > 1]
    least = OPEN * size_of(lines)
    held = _joined([(p.box[0], p.box[2]) for line in body for p in line], least)
    for line in lines[head:]:
        if len(line) == 1:
            held = _with_single(held, (line[0].box[0], line[0].box[2]), least)
    held = _filled_together(held, lines)
    names = _names(lines[:head], held)
    edges = []
    for k, (one, other) in enumerate(pairwise(held)):
        low = max(one[1], names[k][1]) if k in names else one[1]
        high = min(other[0], names[k + 1][0]) if k + 1 in names else other[0]
        edges.append((low + high) / 2 if low < high else (one[1] + other[0]) / 2)
    if not held:
        return []
    first = min([held[0][0], *(name[0] for name in names.values())])
    last = max([held[-1][1], *(name[1] for name in names.values())])
    return [min(left, first) - 1, *edges, max(right, last) + 1]


def _joined(stretches: Sequence[Stretch], least: float) -> list[Stretch]:
    """Stretches that overlap, or leave less than a gap between them, as one."""
    held: list[Stretch] = []
    for low, high in sorted(stretches):
        if held and low - held[-1][1] < least:
            held[-1] = (held[-1][0], max(held[-1][1], high))
        else:
            held.append((low, high))
    return held


def _with_single(held: list[Stretch], single: Stretch, least: float) -> list[Stretch]:
    """The columns with a line of one piece in one of them; one that reaches over several changes nothing."""
    over = [k for k, (low, high) in enumerate(held) if single[0] < high and low < single[1]]
    if len(over) > 1:
        return held
    more = _joined([*held, single], least)
    return more if len(more) >= len(held) else held


def _filled_together(held: Sequence[Stretch], lines: Sequence[Row]) -> list[Stretch]:
    """The columns, two as one that have no words beside each other in any row: a dash at the right of a column of words."""
    pieces = [piece for line in lines for piece in line]
    kept: list[Stretch] = []
    for low, high in held:
        if kept:
            left, right = (
                [p for p in pieces if one[0] - 1 < p.box[0] and p.box[2] < one[1] + 1]
                for one in (kept[-1], (low, high))
            )
            if not any(a.ink[0] < b.ink[1] - 1 and b.ink[0] < a.ink[1] - 1 for a in left for b in right):
                kept[-1] = (kept[-1][0], high)
                continue
        kept.append((low, high))
    return kept


def _names(head: Sequence[Row], held: Sequence[Stretch]) -> dict[int, Stretch]:
    """By column how far the words of the head reach that name it.

    Where the head has as many names as there are columns, or one less, they stand in their order; else a name belongs
    to the column that it stands over, or nearest to.
    """
    names: list[Stretch] = []
    for line in reversed(head):
        for piece in line:
            box = (piece.box[0], piece.box[2])
            over = [k for k, (low, high) in enumerate(held) if box[0] < high and low < box[1]]
            above = [k for k, (low, high) in enumerate(names) if box[0] < high and low < box[1]]
            if len(over) > 1 or len(above) > 1:
                continue
            if above:
                low, high = names[above[0]]
                names[above[0]] = (min(low, box[0]), max(high, box[1]))
            else:
                names.append(box)
    names.sort()
    if len(names) == len(held):
        return dict(enumerate(names))
    if len(names) == len(held) - 1 and names and names[0][0] > held[0][0] + 1:
        return dict(enumerate(names, 1))
    homes: dict[int, Stretch] = {}
    for name in names:
        home = min(range(len(held)), key=lambda k: max(held[k][0] - name[1], name[0] - held[k][1]))
        low, high = homes.get(home, name)
        homes[home] = (min(low, name[0]), max(high, name[1]))
    return homes
