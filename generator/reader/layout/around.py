"""Text that runs round a figure: lines beside one end, or begin, where it leaves room.

The figure's frame is wider than its ink, so its edge is read from the lines themselves: several that end at
one place beside a figure are full there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.model import Box
from generator.reader.boxes import area, inside, union
from generator.reader.layout.columns import joined
from generator.reader.lines import Line

REACH = 3  # of the size: a caption stands no further below its figure
LONGEST = 60  # characters of a caption's line
WIDE = 100.0  # points: no box with paragraphs is narrower
PADDING = (3.0, 40.0)  # points between a box and its text
FEWEST = 2  # lines beside a figure, where they end close to it
CLOSE = 4.0  # of the size: so close
RAGGED = 3.0  # of the size: lines that are not set to both edges end so far apart
LEAST = 3  # lines that end at one place beside a figure


def set_room(lines: list[Line], figures: Sequence[Box]) -> None:
    """Gives ``line.beside`` to the lines of a page that run past a figure; columns have edges of their own.

    The caption of such a figure, which stands among the lines beside it, is put before them.
    """
    for figure in figures:
        if len(_beside(lines, figure)) < FEWEST:
            continue
        captions = _set_before(lines, figure)
        box = union([figure, *(caption.box for caption in captions)])
        left = [line for line in _beside(lines, box) if line.x1 <= box[0] + 1]
        right = [line for line in _beside(lines, box) if line.x0 >= box[2] - 1]
        free = [line for line in lines if line.column is None and line.text and line not in captions]
        if len(left) >= FEWEST:
            edge = max(line.x1 for line in left)
            if _are_full(left, edge, box[0]):
                for line in _with_neighbours(left, free, edge, 2):
                    line.beside = (None, edge)
        elif len(right) >= LEAST:
            edge = min(line.x0 for line in right)
            if sum(line.x0 - edge < line.size for line in right) >= LEAST:
                for line in _with_neighbours(right, free, edge, 0):
                    line.beside = (edge, None)


def _are_full(lines: Sequence[Line], edge: float, figure: float) -> bool:
    """Whether lines end at one place left of a figure; close to it fewer will do, and their ends may be ragged."""
    if sum(edge - line.x1 < line.size for line in lines) >= LEAST:
        return True
    open_ = [line for line in lines[:-1] if line.text[-1:] not in "。！？；"]
    near = figure - edge < CLOSE * lines[0].size
    return near and bool(open_) and all(edge - line.x1 < RAGGED * line.size for line in open_)


def set_inset(lines: Sequence[Line], boxes: Iterable[Box]) -> None:
    """Gives ``line.beside`` to the lines in a coloured or framed box: the padding is the same on both sides."""
    for box in sorted(set(boxes), key=area, reverse=True):
        if box[2] - box[0] < WIDE or box[3] - box[1] < WIDE / 5:
            continue
        held = [line for line in lines if inside(line.box, box, 1.0)]
        padding = min((line.x0 for line in held), default=box[0]) - box[0]
        end = max((line.x1 for line in held), default=box[2])
        if PADDING[0] < padding < PADDING[1] and end < box[2] - PADDING[0]:
            for line in held:
                left, right = line.beside
                line.beside = (
                    box[0] + padding if left is None else left,
                    max(box[2] - padding, end) if right is None else right,
                )


def _set_before(lines: list[Line], figure: Box) -> list[Line]:
    """Puts a figure's caption before the lines that stand beside the two; the caption's lines."""
    _take_apart(lines, figure)
    captions = _captions(lines, figure)
    for caption in captions:
        lines.remove(caption)
    first = next((i for i, line in enumerate(lines) if line.box[3] > figure[1]), len(lines))
    lines[first:first] = captions
    return captions


def _beside(lines: Sequence[Line], box: Box) -> list[Line]:
    """The lines in no column that stand left or right of a figure."""
    return [
        line
        for line in lines
        if line.column is None
        and line.text
        and line.box[1] < box[3]
        and line.box[3] > box[1]
        and (line.x1 <= box[0] + 1 or line.x0 >= box[2] - 1)
    ]


def _take_apart(lines: list[Line], figure: Box) -> None:
    """Cuts lines close under a figure in what stands under it and what stands beside it."""
    for i in range(len(lines) - 1, -1, -1):
        line = lines[i]
        if line.column is not None or not line.pieces or not -2 < line.box[1] - figure[3] < REACH * line.size:
            continue
        under = [piece for piece in line.pieces if figure[0] - 6 < piece.x0 and piece.x1 < figure[2] + 6]
        beside = [piece for piece in line.pieces if piece.x1 <= figure[0] or piece.x0 >= figure[2]]
        if under and beside and len(under) + len(beside) == len(line.pieces):
            lines[i : i + 1] = [joined(beside), joined(under)]


def _captions(lines: Sequence[Line], figure: Box) -> list[Line]:
    """The lines close under a figure and no wider than it, where other lines stand beside them."""
    under = [
        line
        for line in lines
        if line.column is None
        and figure[0] - 6 < line.x0
        and line.x1 < figure[2] + 6
        and -2 < line.box[1] - figure[3] < REACH * line.size
        and line.ink < LONGEST
    ]
    beside = [line for line in lines if line.x1 <= figure[0] or line.x0 >= figure[2]]
    return [line for line in under if any(o.box[1] < line.box[3] and o.box[3] > line.box[1] for o in beside)]


def _with_neighbours(beside: Sequence[Line], lines: Sequence[Line], edge: float, side: int) -> list[Line]:
    """The lines beside a figure, and those next to them that keep its edge: its frame is higher than its ink."""
    first, last = lines.index(beside[0]), lines.index(beside[-1])
    while first > 0 and _keeps(lines[first - 1], lines[first], edge, side):
        first -= 1
    while last + 1 < len(lines) and _keeps(lines[last + 1], lines[last], edge, side):
        last += 1
    return list(lines[first : last + 1])


def _keeps(line: Line, neighbour: Line, edge: float, side: int) -> bool:
    near = abs(line.base - neighbour.base) < 3 * line.size and abs(line.size - neighbour.size) < 0.3
    return near and abs(line.box[side] - edge) < line.size
