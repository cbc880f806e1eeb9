"""Chart → shapes for an SVG, from the printed data alone: pies and bars, with both languages beside them.

A chart is drawn anew only when every point has its value or share printed and a label; otherwise the
picture of the source is shown. Drawing units are points; y grows downwards.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from generator.exporters.wording import Pair, Wording
from generator.model import Chart, ChartPoint

WIDTH = 440.0


@dataclass(frozen=True, slots=True)
class Shape:
    """One datum: an SVG path or a bar's box, the number of its colour, its words and the printed figures."""

    label: Pair
    figures: str
    tint: int
    path: str = ""
    x: str = "0"
    y: str = "0"
    width: str = "0"
    height: str = "0"
    text_y: str = "0"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart ready for the SVG template."""

    form: str
    title: Pair
    shapes: tuple[Shape, ...]
    width: str
    height: str
    has_value: bool
    has_share: bool
    points: tuple[tuple[Pair, str, str], ...]


def chart_to_drawing(chart: Chart, wording: Wording) -> Drawing | None:
    """The drawing of a chart, or None when its printed data are not enough to draw it honestly."""
    amounts = [_amount(point) for point in chart.points]
    sizes = [amount for amount in amounts if amount is not None]
    labelled = all(point.label for point in chart.points)
    if len(sizes) < max(2, len(amounts)) or not labelled or chart.kind not in ("pie", "bar"):
        return None
    if chart.kind == "pie" and (min(sizes) < 0 or not _is_whole(chart.points)):
        return None
    if min(sizes) < 0 or not sum(sizes) or any(point.series for point in chart.points):
        return None
    labels = [wording.said(point.label) for point in chart.points]
    shapes = _pie(chart, labels, sizes) if chart.kind == "pie" else _bars(chart, labels, sizes)
    height = max(150.0, 24.0 * len(shapes) + 12) if chart.kind == "pie" else 34.0 * len(shapes) + 8
    return Drawing(
        form=chart.kind,
        title=wording.said(chart.title),
        shapes=tuple(shapes),
        width=_n(WIDTH),
        height=_n(height),
        has_value=any(point.value for point in chart.points),
        has_share=any(point.share for point in chart.points),
        points=tuple(
            (label, point.value or "", point.share or "")
            for label, point in zip(labels, chart.points, strict=True)
        ),
    )


def _amount(point: ChartPoint) -> Decimal | None:
    digits = (point.value or point.share or "").replace(",", "").replace("，", "").strip(" %％")
    try:
        amount = Decimal(digits)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def _is_whole(points: tuple[ChartPoint, ...]) -> bool:
    """Whether the printed shares of a pie make about a hundred: else points are lacking."""
    shares = [_amount(ChartPoint(None, share=point.share)) for point in points if point.share]
    if len(shares) < len(points):
        return not shares
    return abs(sum((share for share in shares if share is not None), Decimal(0)) - 100) <= 3


def _pie(chart: Chart, labels: list[Pair], sizes: list[Decimal]) -> list[Shape]:
    total = sum(sizes)
    height = max(150.0, 24.0 * len(sizes) + 12)
    cx, cy, outer, inner = 84.0, height / 2, 66.0, 34.0
    top = height / 2 - 12.0 * len(sizes)
    shapes, start = [], 0.0
    for i, (point, label, size) in enumerate(zip(chart.points, labels, sizes, strict=True)):
        end = start + float(size / total)
        path = _slice(cx, cy, outer, inner, start, end)
        shapes.append(
            Shape(label, _figures(point), i, path=path, x="190", y=_n(top + 24 * i + 5),
                  text_y=_n(top + 24 * i + 13))
        )  # fmt: skip
        start = end
    return shapes


def _slice(cx: float, cy: float, outer: float, inner: float, start: float, end: float) -> str:
    """A piece of a ring from one share of the circle to another, clockwise from the top."""
    end = min(end, start + 0.9999)
    a, b = 2 * math.pi * start - math.pi / 2, 2 * math.pi * end - math.pi / 2
    large = int(end - start > 0.5)
    at = [
        (cx + r * math.cos(t), cy + r * math.sin(t))
        for r, t in ((outer, a), (outer, b), (inner, b), (inner, a))
    ]
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = at
    return (
        f"M{_n(x1)} {_n(y1)}A{_n(outer)} {_n(outer)} 0 {large} 1 {_n(x2)} {_n(y2)}"
        f"L{_n(x3)} {_n(y3)}A{_n(inner)} {_n(inner)} 0 {large} 0 {_n(x4)} {_n(y4)}Z"
    )


def _bars(chart: Chart, labels: list[Pair], sizes: list[Decimal]) -> list[Shape]:
    longest = max(sizes)
    shapes = []
    for i, (point, label, size) in enumerate(zip(chart.points, labels, sizes, strict=True)):
        y = 34.0 * i + 8
        width = 210.0 * float(size / longest)
        shapes.append(
            Shape(label, _figures(point), 0, x="160", y=_n(y), width=_n(width), height="18", text_y=_n(y + 9))
        )
    return shapes


def _figures(point: ChartPoint) -> str:
    if point.value and point.share:
        return f"{point.value} ({point.share.strip('()（）')})"
    return point.value or point.share or ""


def _n(value: float) -> str:
    """A coordinate as SVG wants it, two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
