"""The columns of an English page by the order in which they were drawn: each is set whole before the next.

A table looks like columns of text where its words leave the same gap open on every line, and columns that hold tables
look like one wide table. The drawing order tells them apart: the rows of a table follow one another, left and right by
turns, while a column is drawn to its foot before the next begins at the top. A page whose lines were drawn from the top
across all columns tells nothing; ``find_zones`` looks at its gaps alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.model import Box
from generator.reader.boxes import union
from generator.reader.latin.pieces import PROSE, char_lines
from generator.reader.measure import common_edges
from generator.reader.pdf.page import Char

TALL = 6  # lines of a column where several pairs of columns stand one below the other
FEW = 3  # lines of a column at least
LEVEL = 0.6  # of the lines of the shorter side: as many stand level in columns of a table
TEXT = 0.3  # of the lines of a column of text are long
EDGE = 0.5  # points: lines of a column begin so near to its edge
PITCH = 1.6  # of the size: the lines of a title stand no further apart
WIDE = 2.2  # of the size: no blank in a line that is set to both edges is wider
NARROW = 6.0  # points: the least width of a gap between columns


@dataclass(frozen=True, slots=True)
class Strip:
    """Characters that stand together on one baseline; ``order`` is the place of the first in the drawing order."""

    chars: tuple[Char, ...]
    box: Box
    base: float
    size: float
    order: int

    @property
    def is_text(self) -> bool:
        """Whether it is as long as a line of running text."""
        return len(self.chars) >= PROSE


@dataclass(frozen=True, slots=True)
class Stream:
    """A part of a page that is read before the next: its characters, and the edges of its column, where it is one."""

    chars: tuple[Char, ...]
    box: Box
    column: bool


Block = tuple[list[Strip], list[Strip]]
Run = tuple[int, list[Strip]]  # side of a gap: -1 left of it, 1 right of it, 0 across


def find_streams(chars: Iterable[Char]) -> tuple[Stream, ...]:
    """The parts of a page in the order in which they are read; one where no columns are seen."""
    upright = [char for char in chars if not char.turn]
    strips = [_strip(part) for line in char_lines(upright) for part, _ in line]
    parts = _parted(strips, column=False)
    home = {char.index: place for place, (part, _) in enumerate(parts) for s in part for char in s.chars}
    held: list[list[Char]] = [[] for _ in parts]
    last = 0
    for char in upright:  # a blank goes with the character before it
        last = home.get(char.index, last)
        held[last].append(char)
    return tuple(
        Stream(tuple(inner), union(strip.box for strip in part), column)
        for inner, (part, column) in zip(held, parts, strict=True)
    )


def _strip(part: Sequence[Char]) -> Strip:
    first = max(part, key=lambda char: round(char.size, 1))
    return Strip(
        tuple(part), union(c.box for c in part), first.base, first.size, min(char.index for char in part)
    )


def _parted(
    strips: Sequence[Strip], column: bool, known: Sequence[float] = ()
) -> list[tuple[Sequence[Strip], bool]]:
    """Some strips in parts that are read one after the other, each with whether it is a column.

    ``known`` are the gaps of the page, which a few lines may keep too.
    """
    ordered = sorted(strips, key=lambda strip: strip.order)
    known = sorted({*known, *_gutters(ordered)})
    best: list[Block] = []
    most = 0
    for gutter in known:
        blocks = _blocks(_runs(ordered, gutter))
        beside = sum(min(len(left), len(right)) for left, right in blocks)
        if beside > most:
            best, most = blocks, beside
    if not best:
        return [(ordered, column)] if ordered else []
    sides = [(side, bool(right)) for left, right in best for side in (left, right) if side]
    return [part for side, inner in sides for part in _parted(side, inner or column, known)]


def _gutters(strips: Sequence[Strip]) -> list[float]:
    """Where a gap may be: right before places at which several strips begin."""
    starts = sorted(strip.box[0] for strip in strips)
    found: list[float] = []
    for place in range(len(starts) - FEW + 1):
        start = starts[place]
        if starts[place + FEW - 1] - start < 2.0 and (not found or start - 1.0 - found[-1] > 2.0):
            found.append(start - 1.0)
    return found


def _runs(ordered: Sequence[Strip], gutter: float) -> list[Run]:
    """The strips in drawing order as runs on one side of a gap; a strip that ends close to the gap goes across it."""
    runs: list[Run] = []
    for strip in ordered:
        side = 1 if strip.box[0] >= gutter else -1 if strip.box[2] <= gutter - NARROW + 1.0 else 0
        if runs and runs[-1][0] == side:
            runs[-1][1].append(strip)
        else:
            runs.append((side, [strip]))
    return runs


def _blocks(runs: Sequence[Run]) -> list[Block]:
    """Pairs of columns in order; what stands across both, rows of tables too, is the first of a pair without a second."""
    pairs = {
        place
        for place, ((side, left), (other, right)) in enumerate(pairwise(runs))
        if side < 0 < other and _are_columns(left, right, _is_alone(runs, place))
    }
    starts = [_starts([s for place in pairs for s in runs[place + k][1]]) for k in (0, 1)]
    blocks: list[Block] = []
    place = 0
    while place < len(runs):
        side, strips = runs[place]
        right = runs[place + 1][1] if place + 1 < len(runs) and side < 0 < runs[place + 1][0] else []
        if right and (place in pairs or _keep(strips, right, starts)):
            title = _title(blocks, strips)
            if title:
                blocks[-1][0].extend(strips[:title])
            blocks.append((strips[title:], right))
            place += 2
            continue
        if blocks and not blocks[-1][1]:
            blocks[-1][0].extend(strips)
        else:
            blocks.append((list(strips), []))
        place += 1
    return blocks


def _starts(strips: Sequence[Strip]) -> list[float]:
    """Where several lines of one or more columns begin."""
    return [edge for edge, _ in common_edges(strip.box[0] for strip in strips)]


def _keep(left: Sequence[Strip], right: Sequence[Strip], starts: Sequence[Sequence[float]]) -> bool:
    """Whether a few lines are text of columns: they begin where others do, which the cells of a table seldom do.

    What stands beside a column that does may be a table.
    """
    kept = [_begin(side, at) for side, at in zip((left, right), starts, strict=True)]
    tall = [_count(side) >= TALL for side in (left, right)]
    return (kept[0] or tall[0]) and (kept[1] or tall[1]) and any(kept) and _is_beside(left, right)


def _begin(strips: Sequence[Strip], starts: Sequence[float]) -> bool:
    """Whether all lines begin at one of some places; what a wide blank parts from the words before it is no line."""
    return all(
        any(-EDGE < edge - strip.box[0] < 3.0 for edge in starts)
        or any(0 < strip.box[0] - s.box[2] < WIDE * s.size and abs(s.base - strip.base) < 1 for s in strips)
        for strip in strips
    )


def _title(blocks: Sequence[Block], strips: Sequence[Strip]) -> int:
    """How many lines at the top of a first column are the rest of a title over both columns."""
    if not blocks or blocks[-1][1]:
        return 0
    last, count = blocks[-1][0][-1], 0
    for strip in strips:
        if abs(strip.size - last.size) > 0.3 or not 0 < strip.base - last.base < PITCH * last.size:
            break
        last, count = strip, count + 1
    return count if count < len(strips) and strips[count].size < last.size - 0.3 else 0


def _is_alone(runs: Sequence[Run], place: int) -> bool:
    """Whether nothing but what goes across stands before and after a run and the next."""
    before = place == 0 or not runs[place - 1][0]
    return before and (place + 2 >= len(runs) or not runs[place + 2][0])


def _are_columns(left: Sequence[Strip], right: Sequence[Strip], alone: bool) -> bool:
    """Whether two runs stand beside each other, the second drawn from its top after the first was drawn to its foot."""
    lines = _count(left), _count(right)
    if lines[0] < (FEW if alone else TALL) or lines[1] < (1 if lines[0] >= TALL else FEW):
        return False
    return _is_beside(left, right) and (_are_texts(left, right) or (alone and not _are_level(left, right)))


def _is_beside(left: Sequence[Strip], right: Sequence[Strip]) -> bool:
    return min(s.base for s in right) < max(s.base for s in left) + 1


def _count(strips: Sequence[Strip]) -> int:
    return len({round(strip.base) for strip in strips})


def _are_texts(left: Sequence[Strip], right: Sequence[Strip]) -> bool:
    return all(sum(s.is_text for s in side) >= TEXT * _count(side) for side in (left, right))


def _are_level(left: Sequence[Strip], right: Sequence[Strip]) -> bool:
    """Whether most lines of the shorter side have one of the other on their baseline."""
    small, large = sorted(({round(s.base) for s in side} for side in (left, right)), key=len)
    return sum(not large.isdisjoint((base - 1, base, base + 1)) for base in small) >= LEVEL * len(small)
