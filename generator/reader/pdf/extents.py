"""How far a curve reaches: its control points lie outside it, so that their box is larger than what is drawn."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Box
from generator.reader.pdf.page import Curve

Point = tuple[float, float]
STEPS = 8  # points of a Bézier curve that are looked at: the box is exact to a hundredth of its size


def curve_box(curve: Curve) -> Box:
    """The box of the points on a curve."""
    points = list(_points(curve)) or [(curve.box[0], curve.box[1]), (curve.box[2], curve.box[3])]
    return (
        min(x for x, _ in points),
        min(y for _, y in points),
        max(x for x, _ in points),
        max(y for _, y in points),
    )


def _points(curve: Curve) -> Iterator[Point]:
    """The ends of all strokes, and points on those that are bent."""
    last: Point | None = None
    for operator, ends in curve.segments:
        if operator in "cvy" and last is not None:
            first = last if operator == "v" else ends[0]
            second = ends[-1] if operator == "y" else ends[-2]
            yield from (_on_curve(last, first, second, ends[-1], step / STEPS) for step in range(1, STEPS))
        if ends:
            last = ends[-1]
            yield last


def _on_curve(start: Point, first: Point, second: Point, end: Point, t: float) -> Point:
    """A point on a cubic Bézier curve (ISO 32000-1, 8.5.2.2), t from 0 to 1."""
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    points = (start, first, second, end)
    return (
        sum(w * x for w, (x, _) in zip(weights, points, strict=True)),
        sum(w * y for w, (_, y) in zip(weights, points, strict=True)),
    )
