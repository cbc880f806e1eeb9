"""Text that runs round a figure: lines beside one end, or begin, where it leaves room.

The figure's frame is wider than its ink, so its edge is read from the lines themselves: several that end at
one place beside a figure are full there.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.model import Box
from generator.reader.boxes import union
from generator.reader.lines import Line

LONGEST = 60  # characters of a caption's line
LEAST = 3  # lines that end at one place beside a figure


def set_room(lines: list[Line], figures: Sequence[Box]) -> None:
    """Gives ``line.beside`` to the lines of a page that run past a figure; columns have edges of their own.

    The caption of such a figure, which stands among the lines beside it, is put before them.
    """
    for figure in figures:
        captions = _captions(lines, figure)
        for caption in captions:
            lines.remove(caption)
        free = [line for line in lines if line.column is None and line.text]
        box = union([figure, *(caption.box for caption in captions)])
        first = next((i for i, line in enumerate(lines) if line.box[3] > box[1]), len(lines))
        lines[first:first] = captions
        near = [line for line in free if line.box[1] < box[3] and line.box[3] > box[1]]
        left = [line for line in near if line.x1 <= box[0] + 1]
        right = [line for line in near if line.x0 >= box[2] - 1]
        if len(left) >= LEAST:
            edge = max(line.x1 for line in left)
            if sum(edge - line.x1 < line.size for line in left) >= LEAST:
                for line in _with_neighbours(left, free, edge, 2):
                    line.beside = (None, edge)
        elif len(right) >= LEAST:
            edge = min(line.x0 for line in right)
            if sum(line.x0 - edge < line.size for line in right) >= LEAST:
                for line in _with_neighbours(right, free, edge, 0):
                    line.beside = (edge, None)


def _captions(lines: Sequence[Line], figure: Box) -> list[Line]:
    """The lines close under a figure and no wider than it, where other lines stand beside them."""
    under = [
        line for line in lines
        if line.column is None and figure[0] - 6 < line.x0 and line.x1 < figure[2] + 6
        and -2 < line.box[1] - figure[3] < 3 * line.size and line.ink < LONGEST
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
