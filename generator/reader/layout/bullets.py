"""Bullets that are drawn, as browsers draw those of lists: small marks before the first lines of items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.model import Box
from generator.reader.boxes import sides, union
from generator.reader.figures.drawings import is_white
from generator.reader.lines import Line
from generator.reader.pdf.page import PageContent

DRAWN = "•"
SIZES = (0.15, 0.6)  # of the size of the text: the sides of a bullet, the least and the most
BEFORE = (0.2, 2.0)  # of the size: how far before the words it stands, the least and the most
ABOVE = (0.1, 0.75)  # of the size: its middle over the base of the line, the least and the most
LEAST = 2  # bullets of one size at one place from the left: fewer are something else


def set_drawn_bullets(lines: Sequence[Line], page: PageContent) -> None:
    """Gives the lines before which a bullet is drawn that marker; their boxes reach over it."""
    boxes = [
        *(fill.box for fill in page.fills if not is_white(fill.color)),
        *(curve.box for curve in page.curves),
    ]
    small = [box for box in boxes if min(sides(box)) > 1.0 and max(sides(box)) < 1.3 * min(sides(box)) < 12]
    found = [(line, box) for line in lines if not line.marker for box in small if _is_before(box, line)]
    alike = Counter(_kind(box) for _, box in found)
    for line, box in found:
        if alike[_kind(box)] >= LEAST:
            line.marker, line.box = DRAWN, union([line.box, box])


def _kind(box: Box) -> tuple[int, int]:
    """Where a mark stands from the left, and its size."""
    return round(box[0] / 2), round(sides(box)[0])


def _is_before(box: Box, line: Line) -> bool:
    """Whether a mark stands before a line as a bullet does."""
    size = line.size
    gap, rise = line.text_x0 - box[2], line.base - (box[1] + box[3]) / 2
    return (
        SIZES[0] * size < min(sides(box)) <= max(sides(box)) < SIZES[1] * size
        and BEFORE[0] * size < gap < BEFORE[1] * size
        and ABOVE[0] * size < rise < ABOVE[1] * size
    )
