"""The rules that tables without vertical rules are read from: stacks of one extent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from generator.model import Box
from generator.reader.boxes import groups, inside, union
from generator.reader.pdf.page import Fill, PageContent, Rule
from generator.reader.tables.lattice import SNAP, Segment, rules_to_segments

WIDE = 100.0  # points: rules of a table are at least this long
MOST = 200  # rules of one extent on a page: more are hatching


def find_stacks(page: PageContent, rules: Sequence[Rule], taken: Sequence[Box]) -> list[list[Segment]]:
    """Horizontal rules of the same extent, two or more, from the top; the edges of shaded rows count too."""
    across, _ = rules_to_segments([*rules, *_row_edges(page)])
    free = [
        segment
        for segment in across
        if segment.high - segment.low > WIDE
        and not any(inside((segment.low, segment.at, segment.high, segment.at), box, SNAP) for box in taken)
    ]
    stacks: defaultdict[tuple[int, int], list[Segment]] = defaultdict(list)
    for segment in free:
        key = next(
            (key for key in stacks if abs(key[0] - segment.low) < 4 and abs(key[1] - segment.high) < 4),
            (round(segment.low), round(segment.high)),
        )
        stacks[key].append(segment)
    ordered = [_apart(sorted(stack, key=lambda s: s.at)) for stack in stacks.values()]
    ordered.sort(key=lambda stack: stack[0].low - stack[0].high)
    return [stack for stack in ordered if len(stack) < MOST]


def _apart(stack: Sequence[Segment]) -> list[Segment]:
    """The segments without those that lie on the one before."""
    kept: list[Segment] = []
    for segment in stack:
        if not kept or segment.at - kept[-1].at > SNAP:
            kept.append(segment)
    return kept


def _row_edges(page: PageContent) -> list[Rule]:
    """The upper and lower edges of shaded rows."""
    boxes = find_shaded_rows(page)
    return [Rule(x0, at, x1, at, True, None) for x0, top, x1, bottom in boxes for at in (top, bottom)]


def find_shaded_rows(page: PageContent) -> list[Box]:
    """The boxes of shaded rows, each drawn as one or as one a cell."""
    bands: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)
    for fill in page.fills:
        if _is_shade(fill):
            bands[round(fill.box[1]), round(fill.box[3])].append(fill.box)
    return [union(boxes[i] for i in part) for boxes in bands.values() for part in groups(boxes, 2.0)]


def _is_shade(fill: Fill) -> bool:
    """Whether a fill has a colour and the height of a row."""
    return bool(fill.color) and min(fill.color or (1.0,)) < 0.98 and 8 < fill.box[3] - fill.box[1] < 60
