"""What a drawn chart says in words: the points whose label or value is printed.

A value is given to a label only when the drawing itself proves it: the colour of a legend's swatch is that
of the slice, the printed share is the slice's share of the circle, the printed value is in proportion to the
bar. Nothing is measured from the drawing to fill a gap; what is not proved stays a label without a value.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from statistics import median

from generator.model import Box, Chart, ChartPoint
from generator.reader.boxes import sides, union
from generator.reader.figures.drawings import SAMPLE, Drawing, Shape, bars, is_slanted, is_white, slices
from generator.reader.figures.labels import Label
from generator.reader.pdf.page import Color

VALUE = re.compile(r"[-+－＋]?\d+(?:[,，]\d{3})*(?:[.．]\d+)?")
SHARE = re.compile(r"([-+－＋]?\d+(?:[.．]\d+)?)\s*[%％]")
SHARE_SLACK = 0.02  # of the circle: how far a printed share may be from the slice, rounding included
BAR_SLACK = 0.06  # how far a printed value may be from the bar's proportion


@dataclass(frozen=True, slots=True)
class Datum:
    """What one label says: a name, a value, a share, each where it is there."""

    label: Label
    name: str | None
    value: str | None
    share: str | None


def drawing_to_chart(drawing: Drawing, labels: Sequence[Label]) -> Chart | None:
    """The chart that a drawing with these labels, in reading order, is; None for a diagram."""
    if drawing.kind == "diagram":
        return None
    parts = _parts(drawing)
    plot = union(part.box for part in parts) if parts else drawing.box
    title = _title(labels, plot)
    legend = _legend(drawing, labels)
    others = [label for label in labels if label is not title]
    if drawing.kind == "pie":
        points = _pie_points(parts, others, legend)
    elif drawing.kind == "bar":
        points = _bar_points(parts, others, legend)
    else:
        points = _line_points(plot, others)
    return Chart(drawing.kind, tuple(points), title.text if title else None)


def _parts(drawing: Drawing) -> Sequence[Shape]:
    """The shapes that stand for values: slices, bars, lines."""
    if drawing.kind == "pie":
        return slices(drawing.shapes)
    if drawing.kind == "bar":
        return bars(drawing.shapes)
    return [shape for shape in drawing.shapes if is_slanted(shape.points)]


def _line_points(plot: Box, labels: Sequence[Label]) -> list[ChartPoint]:
    """The names of the places below a line; its values are not told."""
    return [ChartPoint(label.text) for label in labels if label.box[1] > plot[3] - 4 and _is_name(label.text)]


def _is_name(text: str) -> bool:
    """Whether a label names a place of the chart rather than giving a value: words, or a year."""
    return not VALUE.fullmatch(text) or re.fullmatch(r"(?:19|20)\d\d", text) is not None


def _title(labels: Sequence[Label], plot: Box) -> Label | None:
    """The label above the plot that is no number and stands over its middle third."""
    middle = (plot[0] + plot[2]) / 2
    reach = max(60.0, (plot[2] - plot[0]) / 3)
    for label in labels:
        if (
            label.box[3] <= plot[1] + 4
            and not VALUE.match(label.text)
            and abs(label.middle[0] - middle) < reach
        ):
            return label
    return None


def _read(label: Label) -> Datum:
    """A label as name, value and share."""
    text = label.text
    share = SHARE.search(text)
    rest = text[: share.start()] + text[share.end() :] if share else text
    values = VALUE.findall(rest)
    name = re.sub(r"^[\s,，;；:：、()（）]+|[\s,，;；:：、()（）]+$", "", VALUE.sub("", rest)) or None
    value = values[0] if len(values) == 1 and not _is_year(values[0], rest) else None
    if values and value is None:
        name = text.strip()
    return Datum(label, name, value, f"{share[1]}%" if share else None)


def _is_year(value: str, text: str) -> bool:
    return re.search(re.escape(value) + r"\s*(?:年|月|季)", text) is not None or "Q" in text


def _legend(drawing: Drawing, labels: Sequence[Label]) -> dict[Color, Label]:
    """The label right of each small sample of colour; none for a colour with two."""
    found: dict[Color, Label | None] = {}
    samples = {
        shape.box: shape.fill
        for shape in drawing.shapes
        if shape.fill and not is_white(shape.fill) and max(sides(shape.box)) <= SAMPLE
    }
    for box, color in samples.items():
        level = (box[1] + box[3]) / 2
        beside = [
            label
            for label in labels
            if -2 <= label.box[0] - box[2] <= 14 and label.box[1] <= level <= label.box[3]
        ]
        if not beside:
            continue
        label = min(beside, key=lambda label: label.box[0])
        found[color] = label if found.get(color, label) is label else None
    return {color: label for color, label in found.items() if label is not None}


@dataclass(frozen=True, slots=True)
class Wedge:
    """A slice: its colour, where it begins and how far it goes round, as parts of a circle."""

    color: Color | None
    start: float
    sweep: float

    def off(self, angle: float) -> float:
        """How far an angle is from the slice, 0 inside it."""
        ahead = (angle - self.start) % 1.0
        return 0.0 if ahead <= self.sweep else min(ahead - self.sweep, 1.0 - ahead)


def _pie_points(
    shapes: Sequence[Shape], labels: Sequence[Label], legend: Mapping[Color, Label]
) -> list[ChartPoint]:
    """A point for each slice, with what is tied to it, and one for each name that is left."""
    named = {id(label) for label in legend.values()}
    data = [_read(label) for label in labels if id(label) not in named]
    data = [datum for datum in data if datum.value or datum.share]
    centre, wedges = _wedges(shapes)
    tied = _tie(wedges, data, centre)
    points = []
    for wedge in wedges:
        datum = tied.get(wedge)
        own = legend.get(wedge.color) if wedge.color else None
        name = own.text if own else (datum.name if datum else None)
        if datum:
            points.append(ChartPoint(name, datum.value, datum.share))
        elif name:
            points.append(ChartPoint(name))
    left = [datum for datum in data if datum not in tied.values()]
    points += [ChartPoint(datum.name, datum.value, datum.share) for datum in left if datum.name]
    used = {point.label for point in points}
    points += [ChartPoint(label.text) for label in legend.values() if label.text not in used]
    return points


def _wedges(shapes: Sequence[Shape]) -> tuple[tuple[float, float], list[Wedge]]:
    """The middle of a pie and its slices, clockwise from the top."""
    counts: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for shape in shapes:
        for point in set(shape.points):
            counts.setdefault((round(point[0]), round(point[1])), []).append(point)
    at = max(counts.values(), key=len)
    centre = (sum(x for x, _ in at) / len(at), sum(y for _, y in at) / len(at))
    x0, top, x1, bottom = union(shape.box for shape in shapes)
    middle = ((x0 + x1) / 2, (top + bottom) / 2)
    if (
        len(shapes) > 2
        and math.dist(centre, middle) > 0.15 * (x1 - x0)
        and abs((x1 - x0) - (bottom - top)) < 4
    ):
        centre = middle  # a ring: its slices meet nowhere
    wedges = []
    for shape in shapes:
        turns = [_turn(point, centre) for point in shape.points if math.dist(point, centre) > 3]
        if turns:
            start, sweep = _span(turns)
            wedges.append(Wedge(shape.fill, start, sweep))
    return centre, sorted(wedges, key=lambda wedge: wedge.start)


def _turn(point: tuple[float, float], centre: tuple[float, float]) -> float:
    """How far round the circle a point lies, clockwise from the top, from 0 to 1."""
    return (math.atan2(point[0] - centre[0], centre[1] - point[1]) / (2 * math.pi)) % 1.0


def _span(turns: Sequence[float]) -> tuple[float, float]:
    """Where the arc that holds all turns begins, and its length: the circle without its largest gap."""
    ordered = sorted(set(turns))
    gaps = [(ordered[(i + 1) % len(ordered)] - turn) % 1.0 for i, turn in enumerate(ordered)]
    largest = max(range(len(gaps)), key=gaps.__getitem__)
    return ordered[(largest + 1) % len(ordered)], 1.0 - gaps[largest] if len(ordered) > 1 else 0.0


def _tie(wedges: Sequence[Wedge], data: Sequence[Datum], centre: tuple[float, float]) -> dict[Wedge, Datum]:
    """The slice of each datum: the only one near it whose size the printed number proves."""
    values = [_number(datum.value) for datum in data if datum.value]
    total = sum(values, Decimal(0)) if len(values) == len(data) == len(wedges) else None
    tied: dict[Wedge, Datum] = {}
    for datum in data:
        angle = _turn(datum.label.middle, centre)
        fitting = [wedge for wedge in wedges if wedge.off(angle) < 0.06 and _proves(datum, wedge, total)]
        inside = [wedge for wedge in fitting if wedge.off(angle) == 0.0]
        choice = fitting if len(fitting) == 1 else inside
        if len(choice) != 1 or choice[0] in tied:
            nearest = sorted(fitting, key=lambda wedge: wedge.off(angle))
            choice = (
                [wedge for wedge in nearest if wedge not in tied][:1] if len(fitting) == len(choice) else []
            )
        if choice and choice[0] not in tied:
            tied[choice[0]] = datum
    return tied


def _proves(datum: Datum, wedge: Wedge, total: Decimal | None) -> bool:
    if datum.share:
        return abs(float(_number(datum.share.rstrip("%"))) / 100 - wedge.sweep) <= SHARE_SLACK
    if datum.value and total:
        return abs(float(_number(datum.value) / total) - wedge.sweep) <= SHARE_SLACK
    return False


def _number(text: str) -> Decimal:
    plain = text.replace(",", "").replace("，", "").replace("．", ".").replace("－", "-").replace("＋", "+")
    return Decimal(plain)


def _bar_points(
    found: Sequence[Shape], labels: Sequence[Label], legend: Mapping[Color, Label]
) -> list[ChartPoint]:
    """A point for each bar with a name below it; its value where all values agree with all bars.

    Bars of several colours are several series, named by the legend.
    """
    upright = len({round(bar.box[3] / 2) for bar in found}) == 1
    names = [_name_of(bar, labels, upright) for bar in found]
    several = len({bar.fill for bar in found}) > 1
    series = [legend.get(bar.fill) if several and bar.fill else None for bar in found]
    values = [_value_of(bar, labels, upright, names) for bar in found]
    if not _in_proportion(found, values, upright):
        values = [None] * len(found)
    return [
        ChartPoint(
            name.text if name else None, value.text if value else None, series=own.text if own else None
        )
        for name, value, own in zip(names, values, series, strict=True)
        if name or value
    ]


def _name_of(bar: Shape, labels: Sequence[Label], upright: bool) -> Label | None:
    """The nearest label under an upright bar, or left of a lying one."""
    x0, top, x1, bottom = bar.box
    if upright:
        below = [label for label in labels if label.box[1] >= bottom - 2 and label.box[1] - bottom < 40]
        row = [label for label in below if label.box[1] < min(other.box[1] for other in below) + 6]
        middle = (x0 + x1) / 2
        places = sorted(label.middle[0] for label in row)
        pitch = min((b - a for a, b in pairwise(places)), default=2 * max(x1 - x0, 12.0))
        near = [label for label in row if abs(label.middle[0] - middle) < pitch / 2]
        return min(near, key=lambda label: abs(label.middle[0] - middle), default=None)
    left = [
        label
        for label in labels
        if label.box[2] <= x0 + 2 and abs(label.middle[1] - (top + bottom) / 2) < max(bottom - top, 8.0)
    ]
    return max(left, key=lambda label: label.box[2], default=None)


def _value_of(
    bar: Shape, labels: Sequence[Label], upright: bool, names: Sequence[Label | None]
) -> Label | None:
    """The number at the end of a bar."""
    x0, top, x1, bottom = bar.box
    end = ((x0 + x1) / 2, top) if upright else (x1, (top + bottom) / 2)
    near = [
        label
        for label in labels
        if VALUE.fullmatch(label.text.rstrip("%％ "))
        and label not in names
        and abs(label.middle[0] - end[0]) < (max(x1 - x0, 14.0) if upright else 60.0)
        and abs(label.middle[1] - end[1]) < (24.0 if upright else max(bottom - top, 8.0))
    ]
    return min(near, key=lambda label: math.dist(label.middle, end), default=None)


def _in_proportion(found: Sequence[Shape], values: Sequence[Label | None], upright: bool) -> bool:
    """Whether each printed value is to its bar as all the others are to theirs."""
    side = 1 if upright else 0
    pairs = [
        (float(_number(VALUE.findall(value.text)[0])), sides(bar.box)[side])
        for bar, value in zip(found, values, strict=True)
        if value
    ]
    if len(pairs) < 3 or len(pairs) < len(found) or len({id(value) for value in values}) < len(values):
        return False
    largest = max(length for _, length in pairs)
    rate = median(value / length for value, length in pairs if length > 0.3 * largest)
    return bool(rate) and all(
        abs(value / rate - length) <= max(BAR_SLACK * length, 2.0) for value, length in pairs
    )
