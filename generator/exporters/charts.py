"""Chart → shapes for an SVG, from the printed data alone: pies and bars, with both languages beside them.

A chart is drawn anew only when every point has its value or share printed and a label; otherwise the
picture of the source is shown. Drawing units are points; y grows downwards.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from generator.exporters.columns import width as ems
from generator.exporters.wording import Pair, Wording
from generator.model import Chart, ChartPoint

# The drawing is as wide as the text it stands in; its type is 9 points, a line of it 11.
WIDTH, TYPE, LINE = 440.0, 9.0, 11.0
# The ring of a pie stands to the left, its words begin at LEGEND; figures have FIGURES at the right.
RING, LEGEND, FIGURES = 168.0, 206.0, 84.0
# Labels of bars take what they need up to this.
LABELS = 200.0


@dataclass(frozen=True, slots=True)
class Shape:
    """One datum: an SVG path or a bar's box, the number of its colour, its words and the printed figures.

    ``lines`` are the words with the height at which each line stands.
    """

    label: Pair
    lines: tuple[tuple[str, str], ...]
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
    draw = _pie if chart.kind == "pie" else _bars
    shapes, height = draw(chart, labels, sizes, wording)
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


def _pie(
    chart: Chart, labels: list[Pair], sizes: list[Decimal], wording: Wording
) -> tuple[list[Shape], float]:
    room = WIDTH - LEGEND - FIGURES
    words = [_lines(label, room, wording) for label in labels]
    rows = [LINE * len(lines) + 10 for lines in words]
    height = max(150.0, sum(rows) + 12)
    total, y, start = sum(sizes), (height - sum(rows)) / 2, 0.0
    shapes = []
    for i, (point, label, size) in enumerate(zip(chart.points, labels, sizes, strict=True)):
        end = start + float(size / total)
        path = _slice(RING / 2, height / 2, 66.0, 34.0, start, end)
        middle = y + rows[i] / 2
        shapes.append(
            Shape(label, _placed(words[i], middle), _figures(point), i, path=path, x="190",
                  y=_n(middle - 4.5), text_y=_n(middle + 3))
        )  # fmt: skip
        start, y = end, y + rows[i]
    return shapes, height


def _lines(label: Pair, room: float, wording: Wording) -> list[str]:
    """The words of a label in lines no wider than the room; the two languages share one where it holds both."""
    english = label.english if wording.english else ""
    chinese = label.source if wording.chinese and not (english and (label.once or label.missing)) else ""
    if ems(f"{english}  {chinese}") * TYPE <= room:
        return [f"{english}  {chinese}".strip()]
    return [*_wrapped(english.split(), " ", room), *_wrapped(list(chinese), "", room)]


def _wrapped(pieces: list[str], gap: str, room: float) -> list[str]:
    lines: list[str] = []
    for piece in pieces:
        if lines and ems(lines[-1] + gap + piece) * TYPE <= room:
            lines[-1] += gap + piece
        else:
            lines.append(piece)
    return lines


def _placed(lines: list[str], middle: float) -> tuple[tuple[str, str], ...]:
    """The lines with the height of each baseline, about the middle."""
    top = middle - LINE * (len(lines) - 1) / 2 + 3
    return tuple((line, _n(top + LINE * i)) for i, line in enumerate(lines))


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


def _bars(
    chart: Chart, labels: list[Pair], sizes: list[Decimal], wording: Wording
) -> tuple[list[Shape], float]:
    words = [_lines(label, LABELS, wording) for label in labels]
    left = max(ems(line) * TYPE for lines in words for line in lines) + 8
    most = WIDTH - left - FIGURES
    longest, y = max(sizes), 4.0
    shapes = []
    for point, label, lines, size in zip(chart.points, labels, words, sizes, strict=True):
        row = max(LINE * len(lines), 16.0) + 8
        middle = y + row / 2
        shapes.append(
            Shape(label, _placed(lines, middle), _figures(point), 0, x=_n(left), y=_n(middle - 8),
                  width=_n(most * float(size / longest)), height="16", text_y=_n(middle + 3))
        )  # fmt: skip
        y += row
    return shapes, y + 4


def _figures(point: ChartPoint) -> str:
    if point.value and point.share:
        return f"{point.value} ({point.share.strip('()（）')})"
    return point.value or point.share or ""


def _n(value: float) -> str:
    """A coordinate as SVG wants it, two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
