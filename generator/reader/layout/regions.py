"""What stands on a page in reading order, panel by panel: what is in a panel is read where the panel stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from statistics import median

from generator.model import Box
from generator.reader.found import FoundFigure, FoundTable
from generator.reader.latin.streams import Stream
from generator.reader.layout.around import set_room
from generator.reader.layout.columns import column_edges, in_reading_order, joined
from generator.reader.layout.panels import Panel, Stand
from generator.reader.layout.tabs import set_tabs_apart
from generator.reader.lines import OTHER, Line, find_lines

STEP = 1.5  # of the size: the pitch of the lines that stand for a panel, a table or a figure
FULL = 40  # characters that such a line counts for
ASIDE = 30.0  # points: the most that a panel's text stands in from its edge
CLOSE = 4.0  # points: the least of it that is no part of a line

NUMERAL = re.compile(r"\d{1,2}")  # of a chapter, a step, one of several points

Thing = Line | FoundTable | FoundFigure


def panel_to_flow(page: int, panel: Panel, whole: bool = False) -> list[Thing]:
    """What stands in a panel, and in the panels in it, in reading order; ``whole``: it is the page itself."""
    lines, tabs = find_lines(page, panel.chars), list[Line]()
    if whole:
        lines, tabs = set_tabs_apart(lines, (panel.box[2], panel.box[3]), joined)
    size = median([line.size for line in lines]) if lines else 10.0
    stands = [stand for thing in (*panel.panels, *panel.floats) for stand in _stands(page, thing, size)]
    ordered = in_reading_order(sorted([*lines, *stands], key=lambda line: line.base) if stands else lines)
    ordered = [*_numerals_first(_once(ordered)), *tabs]
    set_room(ordered, [found.box for found in panel.floats if isinstance(found, FoundFigure)])
    flow: list[Thing] = []
    for line in ordered:
        thing = line.thing if isinstance(line, Stand) else line
        if isinstance(thing, Panel):
            flow += _in_panel(panel_to_flow(page, thing), thing.box)
        elif thing is not None:
            flow.append(thing)
    placed = {id(thing) for thing in flow}
    return with_floats(flow, [found for found in panel.floats if id(found) not in placed])


def streams_to_flow(page: int, panel: Panel, streams: Sequence[Stream]) -> list[Thing]:
    """What stands on a page that is read stream by stream; a column's lines have its edges."""
    flow: list[Thing] = []
    for stream, part in zip(streams, _parts(panel, streams), strict=True):
        within = panel_to_flow(page, part)
        lines = [thing for thing in within if isinstance(thing, Line)]
        edges = column_edges(lines) if stream.column and lines else None
        flow += [
            replace(thing, column=edges) if isinstance(thing, Line) and not thing.column else thing
            for thing in within
        ]
    return flow


def _parts(panel: Panel, streams: Sequence[Stream]) -> list[Panel]:
    """What stands in a panel, stream by stream: panels, tables and figures where most of their words are, or nearest."""
    home = {char.index: place for place, stream in enumerate(streams) for char in stream.chars}
    parts = [Panel(stream.box) for stream in streams]
    last = 0
    for char in panel.chars:
        last = home.get(char.index, last)
        parts[last].chars.append(char)
    for inner in panel.panels:
        parts[_home(inner.box, _indices(inner), home, streams)].panels.append(inner)
    for found in panel.floats:
        parts[_home(found.box, found.indices, home, streams)].floats.append(found)
    return parts


def _indices(panel: Panel) -> frozenset[int]:
    within = [_indices(inner) for inner in panel.panels] + [found.indices for found in panel.floats]
    return frozenset(char.index for char in panel.chars).union(*within)


def _home(box: Box, indices: Collection[int], home: Mapping[int, int], streams: Sequence[Stream]) -> int:
    """The stream to which most of some characters belong; where there are none, that which a box lies nearest to."""
    held = Counter(home[index] for index in indices if index in home)
    if held:
        return min(held, key=lambda place: (-held[place], place))
    return min(range(len(streams)), key=lambda place: (_off(box, streams[place].box), place))


def _off(box: Box, other: Box) -> float:
    """How far a box lies off another: its middle across, its upper edge down."""
    across, top = (box[0] + box[2]) / 2, box[1]
    return max(other[0] - across, across - other[2], 0.0) + max(other[1] - top, top - other[3], 0.0)


def _once(lines: Sequence[Line]) -> list[Line]:
    """The lines with one that stands for each panel, and for each table or figure in a column."""
    kept: list[Line] = []
    seen: set[int] = set()
    for line in lines:
        if not isinstance(line, Stand):
            kept.append(line)
        elif id(line.thing) not in seen and (line.column or isinstance(line.thing, Panel)):
            seen.add(id(line.thing))
            kept.append(line)
    return kept


def _numerals_first(lines: Sequence[Line]) -> list[Line]:
    """The lines, a large numeral apart from what stands at its right, and before all of that."""
    ordered: list[Line] = []
    for line in (part for whole in lines for part in _without_numeral(whole)):
        at = len(ordered)
        while at and _stands_before(line, ordered[at - 1]):
            at -= 1
        ordered.insert(at, line)
    return ordered


def _without_numeral(line: Line) -> list[Line]:
    """A line, or the large numeral that it begins with and the rest of it."""
    if not line.pieces or not NUMERAL.fullmatch(line.pieces[0].text):
        return [line]
    first, rest = line.pieces[0], joined(line.pieces[1:])
    parts = [replace(first, column=line.column), replace(rest, column=line.column)]
    return parts if first.size > OTHER * rest.size else [line]


def _stands_before(line: Line, other: Line) -> bool:
    larger = line.size > OTHER * other.size and line.column == other.column
    return larger and line.x1 <= other.x0 and line.base - line.size < other.base < line.base


def _in_panel(flow: Sequence[Thing], box: Box) -> list[Thing]:
    """What is in a panel, its lines with the edges that the panel gives them: it stands in from both sides alike."""
    free = [thing for thing in flow if isinstance(thing, Line) and thing.column is None]
    if not free:
        return list(flow)
    padding = min(max(min(line.x0 for line in free) - box[0], 0.0), ASIDE)
    if all(abs(line.middle - (box[0] + box[2]) / 2) < 1.5 for line in free):
        padding = min(padding, CLOSE)
    edges = (box[0] + padding, max(box[2] - padding, max(line.x1 for line in free)))
    return [
        replace(thing, column=edges) if isinstance(thing, Line) and thing.column is None else thing
        for thing in flow
    ]


def _stands(page: int, thing: Panel | FoundTable | FoundFigure, size: float) -> list[Stand]:
    """The lines that stand for something, from its top to its bottom."""
    x0, top, x1, bottom = thing.box
    count = max(1, int((bottom - top) / (STEP * size)))
    step = (bottom - top) / count
    return [
        Stand(
            page,
            "",
            (x0, top + i * step, x1, top + (i + 1) * step),
            top + (i + 0.8) * step,
            size,
            "",
            0.0,
            False,
            False,
            FULL,
            None,
            x0,
            size,
            None,
            None,
            "",
            False,
            thing=thing,
        )
        for i in range(count)
    ]


def with_floats(things: Sequence[Thing], floats: Collection[FoundTable | FoundFigure]) -> list[Thing]:
    """The flow: each table and figure before the first line that stands below its upper edge."""
    flow = list(things)
    for found in sorted(floats, key=lambda found: (found.box[1], found.box[0])):
        flow.insert(_place_of(found.box, flow), found)
    return flow


def _place_of(box: Box, flow: Collection[Thing]) -> int:
    for i, thing in enumerate(flow):
        other = thing.box
        beside = other[2] <= box[0] or other[0] >= box[2]
        if beside and isinstance(thing, Line) and thing.column:
            continue
        if other[1] > box[1] - 0.5 and (
            isinstance(thing, Line) or other[1] >= box[3] - 1 or _is_after(other, box)
        ):
            return i
    return len(flow)


def _is_after(other: Box, box: Box) -> bool:
    return (other[1], other[0]) > (box[1], box[0])
