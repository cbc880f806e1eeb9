"""The panels of a page: boxes with a ground or a frame of their own that hold words, each a small page in itself.

Cards, side bars and coloured boxes stand beside each other in designed reports, and their lines share baselines by
chance. What is drawn round words tells which belong together, whatever stands on the same line elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeGuard

from generator.model import Box
from generator.reader.boxes import area, holds, inside, overlap, sides, union
from generator.reader.figures.drawings import is_white
from generator.reader.found import FoundFigure, FoundTable
from generator.reader.lines import Line, find_runs
from generator.reader.pdf.page import Char, Curve, PageContent

LEAST = (36.0, 12.0)  # points: width and height of the smallest panel
MOST = 0.6  # of the page's area: a larger box is the page's ground
SAME = 3.0  # points: edges this near are one
ROUNDED = 16  # strokes of a box with round corners at most, one for each corner
STROKES = 80  # the same where a corner is drawn with many
STRAIGHT = 0.5  # share of the outline of such a box that is straight at least
LINE = 2.4  # of the size: a lower box holds one line
CAPTION = 2  # lines of a caption at most


@dataclass(slots=True)
class Panel:
    """A panel: its box, and what stands in it but in no panel of its own: characters, panels, tables and figures."""

    box: Box
    chars: list[Char] = field(default_factory=list)
    panels: list[Panel] = field(default_factory=list)
    floats: list[FoundTable | FoundFigure] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Stand(Line):
    """A line that stands for a part of a panel, a table or a figure while lines are put in order: as wide, and full."""

    thing: Panel | FoundTable | FoundFigure | None = None


def hold_text(columns: Sequence[Sequence[Line]]) -> bool:
    """Whether columns are more than figures side by side, each with its caption."""
    figures = [{id(line.thing) for line in column if _is_figure(line)} for column in columns]
    words = [sum(not _is_figure(line) for line in column) for column in columns]
    return not any(figures) or any(
        count > CAPTION * max(len(found), 1) for count, found in zip(words, figures, strict=True)
    )


def _is_figure(line: Line) -> TypeGuard[Stand]:
    return isinstance(line, Stand) and isinstance(line.thing, FoundFigure)


def find_panels(
    page: PageContent, chars: Sequence[Char], floats: Sequence[FoundTable | FoundFigure]
) -> Panel:
    """The page as a panel with all ``chars`` and ``floats``; what is a table or a figure is no panel."""
    root = Panel((0.0, 0.0, page.width, page.height))
    runs = find_runs([char for char in chars if char.turn == 0])
    boxes = _closed([box for box in _boxes(page) if not any(_same(box, f.box) for f in floats)], runs)
    boxes = _beside(boxes, runs, [found.box for found in floats])
    panels = [root]
    for box in sorted(boxes, key=area, reverse=True):
        panel = Panel(box)
        next(p for p in reversed(panels) if inside(box, p.box, SAME)).panels.append(panel)
        panels.append(panel)
    for char in chars:
        home = next(p for p in reversed(panels) if p is root or holds(p.box, char.middle))
        home.chars.append(char)
    for found in floats:
        next(p for p in reversed(panels) if p is root or inside(found.box, p.box, SAME)).floats.append(found)
    return root


def _boxes(page: PageContent) -> list[Box]:
    """The boxes with a ground or a frame, each once; white ones only where they stand on a colour."""
    coloured = [fill.box for fill in page.fills if not is_white(fill.color)]
    coloured += [image.box for image in page.images]
    drawn = [*coloured, *page.frames, *(curve.box for curve in page.curves if _is_rounded(curve))]
    drawn += [
        fill.box
        for fill in page.fills
        if is_white(fill.color) and any(inside(fill.box, box, SAME) for box in coloured)
    ]
    images = {image.box for image in page.images}
    found: list[Box] = []
    for box in sorted(set(drawn) - images, key=lambda box: (area(box), box)):
        wide, high = sides(box)
        small = wide < LEAST[0] or high < LEAST[1]
        if small or area(box) > MOST * page.width * page.height or any(_same(box, f) for f in found):
            continue
        found.append(box)
    return _stacked(found)


def _is_rounded(curve: Curve) -> bool:
    """Whether a path is a box with round corners: its corners lie on the box's edges, or most of it does."""
    points = [point for _, ends in curve.segments for point in ends[-1:]]
    if not 8 <= len(points) <= STROKES:
        return False
    wide, high = sides(curve.box)
    straight = sum(
        math.dist(a, b) for a, b in pairwise([*points, points[0]]) if _on_one_edge(a, b, curve.box)
    )
    if straight >= STRAIGHT * 2 * (wide + high):
        return True
    on_edge = sum(_on_one_edge(point, point, curve.box) for point in points)
    long = max(abs(a[0] - b[0]) for a, b in pairwise(points)) > 0.3 * wide
    return len(points) <= ROUNDED and on_edge == len(points) and long


def _on_one_edge(a: tuple[float, float], b: tuple[float, float], box: Box) -> bool:
    """Whether both ends of a stroke lie on the same edge of a box."""
    x0, top, x1, bottom = box
    across = any(abs(a[0] - x) < SAME > abs(b[0] - x) for x in (x0, x1))
    return across or any(abs(a[1] - y) < SAME > abs(b[1] - y) for y in (top, bottom))


def _stacked(boxes: Sequence[Box]) -> list[Box]:
    """The boxes, those of one width that touch one below the other as one: lines that are shaded each by itself."""
    left: dict[tuple[int, int], list[Box]] = {}
    for box in sorted(boxes, key=lambda box: box[1]):
        column = left.setdefault((round(box[0]), round(box[2])), [])
        if column and abs(box[1] - column[-1][3]) < 1.0:
            column[-1] = union([column[-1], box])
        else:
            column.append(box)
    return [box for column in left.values() for box in column]


def _same(a: Box, b: Box) -> bool:
    return inside(a, b, SAME) and inside(b, a, SAME)


def _closed(boxes: Sequence[Box], runs: Sequence[Sequence[Char]]) -> list[Box]:
    """The boxes that hold words, none of which goes on outside, and that no other box cuts."""
    kept: list[Box] = []
    for box in boxes:
        within = [[holds(box, char.middle) for char in run] for run in runs if _meets(run, box)]
        if any(any(held) for held in within) and all(all(held) or not any(held) for held in within):
            kept.append(box)
    return [
        box
        for box in kept
        if not any(
            area(overlap(box, other)) > 0
            and not inside(box, other, SAME)
            and not inside(other, box, SAME)
            and min(sides(overlap(box, other))) > SAME
            for other in kept
        )
    ]


def _meets(run: Sequence[Char], box: Box) -> bool:
    return run[0].x0 < box[2] and run[-1].x1 > box[0] and run[0].top < box[3] and run[0].bottom > box[1]


def _beside(boxes: Sequence[Box], runs: Sequence[Sequence[Char]], floats: Iterable[Box]) -> list[Box]:
    """The boxes that something stands beside, or that hold more than a line."""
    others = [*boxes, *floats, *(union([run[0].box, run[-1].box]) for run in runs)]
    return [
        box
        for box in boxes
        if any(
            min(box[3], other[3]) - max(box[1], other[1]) > 1.0
            and (other[2] <= box[0] + 1 or other[0] >= box[2] - 1)
            for other in others
        )
    ]


def find_panel_row(lines: Sequence[Line]) -> tuple[list[Line], list[Line], list[Line]] | None:
    """The first row of panels with nothing else beside them: the lines above it, its own from the left, those below.

    Panels of one row have the same upper and lower edge.
    """
    rows: dict[tuple[int, int], dict[int, Panel]] = {}
    for line in lines:
        if isinstance(line, Stand) and isinstance(line.thing, Panel):
            top, bottom = line.thing.box[1], line.thing.box[3]
            key = next((k for k in rows if abs(k[0] - top) <= SAME and abs(k[1] - bottom) <= SAME), None)
            rows.setdefault(key or (round(top), round(bottom)), {})[id(line.thing)] = line.thing
    for (top, bottom), panels in sorted(rows.items()):
        within = [line for line in lines if isinstance(line, Stand) and id(line.thing) in panels]
        others = [line for line in lines if not (isinstance(line, Stand) and id(line.thing) in panels)]
        low = bottom - top < LINE * within[0].size  # a band behind one line each: heads of columns
        if (
            len(panels) > 1
            and not low
            and not any(line.box[1] < bottom - SAME and line.box[3] > top + SAME for line in others)
        ):
            above = [line for line in others if line.box[1] < top]
            below = [line for line in others if line.box[1] >= top]
            return above, sorted(within, key=lambda line: (line.x0, line.base)), below
    return None
