"""Tables one below the other whose rules have one extent, told apart where the head is printed again.

The last row of a table need not have a rule below it: the title of the next table then stands in one band with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from generator.reader.lattice import Segment
from generator.reader.pieces import Row, row_box


def part_at_heads(
    held: Sequence[Sequence[Row]], bands: Sequence[Segment]
) -> list[tuple[list[Sequence[Row]], list[Segment]]]:
    """The lines in each band and the rules round them, table by table."""
    starts = [0, *(i for i in range(2, len(held)) if _is_head_again(held, i)), len(held)]
    parts = []
    for start, end in pairwise(starts):
        lines, edges = list(held[start:end]), list(bands[start : end + 1])
        if end < len(held):
            lines[-1], edges[-1] = _without_title(lines[-1], edges[-1])
        parts.append((lines, edges))
    return parts


def _is_head_again(held: Sequence[Sequence[Row]], i: int) -> bool:
    """Whether a band holds the words of the first one, and what stands above them may be a title or a row."""
    head = _words(held[0])
    return len(head) > 1 and _words(held[i]) == head


def _words(lines: Sequence[Row]) -> list[str]:
    return [piece.text for line in lines for piece in line]


def _without_title(lines: Sequence[Row], edge: Segment) -> tuple[Sequence[Row], Segment]:
    """The lines of a last row without those of one piece below it, and the edge above these."""
    end = len(lines)
    while end > 1 and len(lines[end - 1]) == 1:
        end -= 1
    if end == len(lines) or len(lines[end - 1]) < 2:
        return lines, edge
    low, high = row_box(lines[end - 1])[3], row_box(lines[end])[1]
    return lines[:end], replace(edge, at=(low + high) / 2)
