"""The figures of one page: pictures, charts and diagrams, with all words that are printed in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from generator.model import Box
from generator.reader.boxes import area, grown, sides, union
from generator.reader.figures.charts import drawing_to_chart
from generator.reader.figures.drawings import Drawing, find_drawings
from generator.reader.figures.labels import (
    Label,
    chars_in,
    chars_round,
    find_box_labels,
    find_labels,
    in_reading_order,
    labels_to_texts,
)
from generator.reader.figures.pictures import find_pictures
from generator.reader.found import FoundFigure, FoundTable
from generator.reader.pdf.page import ImageBox, PageContent


def find_figures(page: PageContent, tables: Sequence[FoundTable] = ()) -> tuple[FoundFigure, ...]:
    """The figures of a page from the top; ``tables`` are those found on it.

    Stamps are among them: that a picture stands on most pages can be seen only when all have been read.
    """
    taken = {index for table in tables for index in table.indices}
    boxes = [table.box for table in tables]
    figures = [_picture(page, box, images, taken) for box, images in find_pictures(page, boxes)]
    taken |= {index for figure in figures for index in figure.indices}
    pictured = [figure.box for figure in figures]
    figures += [_drawn(page, drawing, taken) for drawing in find_drawings(page, [*boxes, *pictured])]
    return tuple(sorted(figures, key=lambda figure: (figure.box[1], figure.box[0])))


def _picture(
    page: PageContent, box: Box, images: tuple[ImageBox, ...], taken: Collection[int]
) -> FoundFigure:
    """A figure made of images; words over it that are not hidden are its labels."""
    labels = in_reading_order(find_labels(chars_in(page, box, taken)))
    return FoundFigure(
        page.number,
        box,
        images,
        labels_to_texts(labels),
        frozenset(index for label in labels for index in label.indices),
    )


def _drawn(page: PageContent, drawing: Drawing, taken: Collection[int]) -> FoundFigure:
    """A figure that is drawn, with the words in it and those round it that belong to it."""
    within = chars_in(page, grown(drawing.box, 2.0), taken)
    outside = [] if drawing.grounded else chars_round(page, drawing.box, within, taken)
    chars = sorted([*within, *outside], key=lambda char: char.index)
    if drawing.kind == "diagram":
        frames = [shape.box for shape in drawing.shapes if not shape.rule and min(sides(shape.box)) > 10]
        labels = find_box_labels(page, chars, [box for box in frames if area(box) < 0.95 * area(drawing.box)])
    else:
        labels = find_labels(chars)
    ordered = in_reading_order(labels)
    return FoundFigure(
        page.number,
        _round(drawing.box, ordered),
        (),
        labels_to_texts(ordered),
        frozenset(char.index for char in chars),
        drawing_to_chart(drawing, ordered),
    )


def _round(box: Box, labels: Sequence[Label]) -> Box:
    return union([box, *(label.box for label in labels)])
