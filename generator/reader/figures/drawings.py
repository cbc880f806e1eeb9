"""Charts and diagrams that are drawn with strokes and fills rather than placed as images.

Shading, text frames, underlines, bullets and bands behind headings are drawn with the same strokes, so a
cluster of shapes is a figure only with a sign of one: slices round a middle, bars on one base, a line of
many points, boxes that connectors join, boxes on one ground, or very many curves.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from generator.model import Box
from generator.reader.boxes import area, groups, grown, holds, inside, overlap, sides, union
from generator.reader.pdf.extents import curve_box
from generator.reader.pdf.page import Color, PageContent

NEAR = 10.0  # points: shapes nearer than this belong to one drawing
LEAST = (60.0, 40.0)  # points: no chart or diagram is smaller
MARGIN = 0.08  # of the page's height: what is drawn wholly in the head or foot is decoration
MANY = 1500  # shapes of a page that are looked at
FEW = 24  # strokes of a curve whose exact box is worth its time: a slice has no more
SAMPLE = 14.0  # points: a sample of colour in a legend is no larger
LEGEND = 60.0  # points: a legend stands no further from its chart
Kind = Literal["pie", "bar", "line", "diagram"]


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn shape. ``round`` has curved sides; ``points`` are its corners as drawn."""

    box: Box
    fill: Color | None
    stroke: bool
    round: bool = False
    points: tuple[tuple[float, float], ...] = ()
    rule: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart or diagram: its box, what shows it to be one, and its shapes.

    ``grounded``: it stands on a ground of its own, so all its words are in the box.
    """

    box: Box
    kind: Kind
    shapes: tuple[Shape, ...]
    grounded: bool = False


def find_drawings(page: PageContent, taken: Sequence[Box]) -> list[Drawing]:
    """The drawings of a page from the top; what lies in ``taken`` (tables, pictures) is none."""
    shapes = [
        shape for shape in _largest(_shapes(page)) if not any(inside(shape.box, box, 3.0) for box in taken)
    ]
    if not any(not shape.rule for shape in shapes):
        return []
    grounds = [shape for shape in shapes if _is_ground(shape)]
    solid = [shape for shape in shapes if not _is_ground(shape)]
    drawings: list[Drawing] = []
    for near in groups([shape.box for shape in solid], NEAR):
        cluster = [solid[i] for i in near]
        kind = _kind(cluster, grounds)
        if kind:
            box = union(shape.box for shape in cluster)
            whole = _with_ground(box, grounds, page)
            drawings.append(Drawing(whole, kind, tuple(cluster), whole != box))
    drawings += _grounded(shapes, drawings, page)
    return sorted(_merged(drawings, shapes), key=lambda drawing: (drawing.box[1], drawing.box[0]))


def is_white(color: Color | None) -> bool:
    """Whether a fill cannot be seen on paper."""
    return color is None or min(color) > 0.98


def _shapes(page: PageContent) -> list[Shape]:
    """All shapes but page-wide backgrounds and rules in the margins."""
    shapes = [Shape(fill.box, fill.color, fill.stroked) for fill in page.fills]
    shapes += [Shape(frame, None, True) for frame in page.frames]
    for curve in page.curves:
        points = tuple(ends[-1] for _, ends in curve.segments if ends)
        bent = any(operator in "cvy" for operator, _ in curve.segments)
        box = curve_box(curve) if bent and len(curve.segments) <= FEW else curve.box
        shapes.append(Shape(box, curve.fill, curve.stroke is not None, bent, points))
    shapes += [Shape(rule.box, rule.color, True, rule=True) for rule in page.rules if rule.frame is None]
    paper = (0.0, 0.0, page.width, page.height)
    body = (0.0, MARGIN * page.height, page.width, (1 - MARGIN) * page.height)
    return [
        shape
        for shape in shapes
        if area(shape.box) < 0.7 * area(paper)
        and shape.box[3] > body[1]
        and shape.box[1] < body[3]
        and not (shape.rule and sides(shape.box)[0] > 0.95 * page.width)
    ]


def _largest(shapes: Sequence[Shape]) -> list[Shape]:
    """The shapes, of very many the largest: a map has thousands of strokes, and its outline says as much."""
    if len(shapes) <= MANY:
        return list(shapes)
    return sorted(shapes, key=lambda shape: max(sides(shape.box)), reverse=True)[:MANY]


def _is_ground(shape: Shape) -> bool:
    """A large box that other shapes stand on: it must not glue them to what is beside them."""
    wide, high = sides(shape.box)
    boxed = not shape.rule and not shape.round and len(shape.points) <= 8 and not is_slanted(shape.points)
    return boxed and wide > 3 * LEAST[0] and high > 2 * LEAST[1]


def _kind(cluster: Sequence[Shape], grounds: Sequence[Shape]) -> Kind | None:
    box = union(shape.box for shape in cluster)
    wide, high = sides(box)
    if wide < LEAST[0] or high < LEAST[1] / 2:
        return None
    if high < LEAST[1]:
        return "diagram" if _has_connected_boxes(cluster) else None
    if has_slices(cluster):
        return "pie"
    if has_bars(cluster):
        return "bar"
    if _has_line(cluster):
        return "line"
    if _has_connected_boxes(cluster) or _is_art(cluster):
        return "diagram"
    return None


def slices(shapes: Sequence[Shape]) -> tuple[Shape, ...]:
    """The filled wedges that share a point, or lie round one in a ring, each once: the slices of a pie."""
    wedges = [
        shape for shape in shapes if shape.round and not is_white(shape.fill) and max(sides(shape.box)) > 8
    ]
    ring = _ring(wedges)
    at: defaultdict[tuple[int, int], dict[Box, Shape]] = defaultdict(dict)
    for wedge in wedges:
        for x, y in set(wedge.points):
            at[round(x), round(y)].setdefault(wedge.box, wedge)
    best = max(at.values(), key=len, default={})
    return ring if len(ring) > len(best) else tuple(best.values())


def _ring(wedges: Sequence[Shape]) -> tuple[Shape, ...]:
    """The wedges where they all reach from one circle to another round the same middle."""
    parts = tuple({wedge.box: wedge for wedge in wedges}.values())
    if len(parts) < 2:
        return ()
    x0, top, x1, bottom = union(part.box for part in parts)
    radius = (x1 - x0) / 2
    centre = ((x0 + x1) / 2, (top + bottom) / 2)
    if radius < 20 or abs((bottom - top) / 2 - radius) > 0.05 * radius:
        return ()
    for part in parts:
        reach = [math.dist(point, centre) / radius for point in part.points]
        if not reach or min(reach) < 0.15 or not 0.95 < max(reach) < 1.05:
            return ()
    return parts


def has_slices(shapes: Sequence[Shape]) -> bool:
    """Whether wedges of different colours meet in one point, or parts of a ring of whatever colours form it.

    The parts of a ring may have one colour that is more or less transparent.
    """
    found = slices(shapes)
    if len(found) < 2 or max(max(sides(shape.box)) for shape in found) <= 20:
        return False
    return len({shape.fill for shape in found}) > 1 or found == _ring(found)


def bars(shapes: Sequence[Shape]) -> tuple[Shape, ...]:
    """The largest set of filled boxes of one breadth on one base line, with different lengths; upright or lying."""
    boxes = {
        shape.box: shape
        for shape in shapes
        if not shape.rule and not shape.round and not is_white(shape.fill) and len(shape.points) <= 8
    }
    best: tuple[Shape, ...] = ()
    for base, start, end in ((3, 0, 2), (0, 1, 3)):
        rows: defaultdict[tuple[int, int], list[Shape]] = defaultdict(list)
        for box, shape in boxes.items():
            rows[round(box[base] / 2), round((box[end] - box[start]) / 2)].append(shape)
        for row in rows.values():
            lengths = {round(sides(shape.box)[1 if base == 3 else 0] / 3) for shape in row}
            apart = {round(shape.box[start]) for shape in row}
            if len(apart) > 2 and len(lengths) > 1 and len(row) > len(best):
                best = tuple(sorted(row, key=lambda shape: shape.box[start]))
    return best


def has_bars(shapes: Sequence[Shape]) -> bool:
    """Whether there are three bars or more."""
    return len(bars(shapes)) > 2


def _has_line(shapes: Sequence[Shape]) -> bool:
    """Whether an open line of five points or more runs from left to right over gridlines or an axis."""
    rules = sum(shape.rule for shape in shapes)
    for shape in shapes:
        xs = [x for x, _ in shape.points]
        onward = len(xs) > 4 and all(b > a - 0.5 for a, b in pairwise(xs))
        if shape.fill is None and onward and sides(shape.box)[0] > 80 and rules > 1:
            return True
        area_ = shape.fill is not None and not shape.round and len({round(x) for x in xs}) > 4
        if area_ and is_slanted(shape.points) and sides(shape.box)[0] > 80 and rules > 3:
            return True
    steps = [shape for shape in shapes if not shape.rule and shape.fill is None and len(shape.points) == 2]
    ends = {(round(x), round(y)) for shape in steps for x, y in [max(shape.points)]}
    chained = sum((round(x), round(y)) in ends for shape in steps for x, y in [min(shape.points)])
    return chained > 2 and rules > 1


def is_slanted(points: Sequence[tuple[float, float]]) -> bool:
    """Whether a line between two corners goes neither across nor down."""
    return any(min(abs(a[0] - b[0]), abs(a[1] - b[1])) > 1.0 for a, b in pairwise(points))


def _has_connected_boxes(shapes: Sequence[Shape]) -> bool:
    """Whether three boxes or more are joined by two connectors or more, or one bracket stands before two boxes."""
    boxes = [
        shape for shape in shapes if not shape.rule and min(sides(shape.box)) > 10 and _is_boxlike(shape)
    ]
    links = [shape for shape in shapes if shape.rule or (not _is_boxlike(shape) and shape.fill is None)]
    joined: set[Box] = set()
    count = 0
    for link in links:
        reach = NEAR if link.round else NEAR / 2
        met = {
            box.box
            for box in boxes
            if min(sides(overlap(grown(link.box, reach), box.box))) > 0 and not inside(link.box, box.box, 2.0)
        }
        if len(met) > 1 or (met and min(sides(link.box)) < 4):
            joined |= met
            count += 1
        if len(met) > 1 and link.round and sides(link.box)[1] > LEAST[0]:
            return True
    return len(joined) > 2 and count > 1


def _is_boxlike(shape: Shape) -> bool:
    return (
        len(shape.points) == 0
        or (shape.round and shape.stroke and len(shape.points) >= 8)
        or (not shape.round and len(shape.points) in (4, 5))
    )


def _is_art(shapes: Sequence[Shape]) -> bool:
    """Very many curves or polygons over an area: a map, an emblem, an illustration, a chart in perspective."""
    curved = [
        shape
        for shape in shapes
        if max(sides(shape.box)) > 4 and (shape.round or (shape.points and not is_white(shape.fill)))
    ]
    if len(curved) < 30:
        return False
    wide, high = sides(union(shape.box for shape in curved))
    return wide > 2 * LEAST[0] and high > 2 * LEAST[1]


def _with_ground(box: Box, grounds: Sequence[Shape], page: PageContent) -> Box:
    """The box of the chart's own ground, where it stands on one."""
    around = [
        ground.box
        for ground in grounds
        if inside(box, ground.box, 3.0)
        and area(ground.box) < min(6 * area(box), 0.6 * page.width * page.height)
    ]
    return union([box, *around])


def _grounded(shapes: Sequence[Shape], drawings: Sequence[Drawing], page: PageContent) -> list[Drawing]:
    """Grounds in colour on which two boxes or more with words stand."""
    found = []
    for ground in shapes:
        if not _is_ground(ground) or is_white(ground.fill):
            continue
        on_it = {
            tuple(round(side) for side in shape.box): shape
            for shape in shapes
            if shape is not ground
            and not shape.rule
            and min(sides(shape.box)) > 30
            and inside(shape.box, ground.box, 2.0)
            and area(shape.box) < 0.8 * area(ground.box)
            and any(holds(shape.box, char.middle) for char in page.chars)
        }
        if len(on_it) > 1 and not any(inside(ground.box, drawing.box, 3.0) for drawing in drawings):
            found.append(Drawing(ground.box, "diagram", (ground, *on_it.values()), True))
    return found


def _merged(drawings: Sequence[Drawing], shapes: Sequence[Shape]) -> list[Drawing]:
    """Drawings that overlap, as one."""
    merged = []
    for near in groups([drawing.box for drawing in drawings], 0.0):
        parts = [drawings[i] for i in near]
        box = union(part.box for part in parts)
        kind = max(parts, key=lambda part: (part.kind != "diagram", area(part.box))).kind
        box = union([box, *_samples(box, kind, shapes)])
        held = tuple(shape for shape in shapes if inside(shape.box, box, 2.0))
        merged.append(Drawing(box, kind, held, any(part.grounded for part in parts)))
    return merged


def _samples(box: Box, kind: Kind, shapes: Sequence[Shape]) -> list[Box]:
    """The small samples of a legend that stands beside a chart: boxes in the colours of the chart."""
    if kind == "diagram":
        return []
    colors = {
        shape.fill
        for shape in shapes
        if inside(shape.box, box, 2.0) and not shape.rule and not is_white(shape.fill)
    }
    return [
        shape.box
        for shape in shapes
        if not shape.rule
        and shape.fill in colors
        and max(sides(shape.box)) <= SAMPLE
        and inside(shape.box, grown(box, LEGEND))
    ]
