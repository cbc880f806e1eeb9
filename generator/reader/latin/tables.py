"""Grids of English tables that few rules or none part: where words stand in columns, line after line.

A table begins where a line falls into pieces and goes on while the lines below leave one of its gaps open. How its
columns and rows are told apart is in ``latinrows``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.model import Box
from generator.reader.boxes import inside
from generator.reader.latin.pieces import bottom_of, chars_to_pieces, find_zones, size_of, top_of
from generator.reader.latin.rows import Region, region_to_grid
from generator.reader.latin.streams import find_streams
from generator.reader.pdf.page import Fill, PageContent, Rule
from generator.reader.tables.lattice import Grid, Segment, rules_to_segments
from generator.reader.tables.pieces import Piece, Row

OPEN = 0.5  # of the size: the least width of a gap that stays open
APART = 3.6  # of the size: lines of a table without a rule between them stand no further apart
TIGHT = 1.6  # of the size: the lines of a cell stand no further apart
HEAD = 0.13  # of the page's height: running heads stand no lower
OFF = 2.4  # of the size: how far from the text they stand at least
LONG = 12.0  # points: rules and shades that part cells are at least this long
CONTENTS = re.compile(r"(?:table\s*of\s*)?contents", re.I)
LEADERS = re.compile(r"[.…·]{4,}")
UNIT = re.compile(r"[(\[]?(?:Units?|Currency|Amounts?in|Expressedin|In)[:：]?(?:RMB|[A-Z]|:)")


def find_latin_grids(page: PageContent, rules: Sequence[Rule], taken: Sequence[Box]) -> list[Grid]:
    """The grids of an English page whose tables have no full set of rules, from the top; none in ``taken``."""
    chars = [
        char
        for char in page.chars
        if not char.hidden and not char.turn and not any(inside(char.box, box, 3.0) for box in taken)
    ]
    streams = [chars_to_pieces(stream.chars) for stream in find_streams(chars)]
    lines = [line for stream in streams for line in stream]
    if any(CONTENTS.fullmatch("".join(piece.text for piece in line)) for line in lines):
        return []
    parting = [
        segment
        for segment in rules_to_segments([*rules, *_edges(page.fills)])[0]
        if segment.high - segment.low > LONG
    ]
    grids = []
    for zone in streams if len(streams) > 1 else find_zones(lines, parting):
        for region in _regions(zone, _over(parting, zone), page.height):
            grid = region_to_grid(region)
            if grid:
                grids.append(grid)
    return sorted(grids, key=lambda grid: grid.ys[0])


def _over(rules: Sequence[Segment], zone: Sequence[Row]) -> list[Segment]:
    """The rules that go over words of a zone, not those of the column beside it."""
    left = min((piece.box[0] for line in zone for piece in line), default=0.0)
    right = max((piece.box[2] for line in zone for piece in line), default=0.0)
    return [rule for rule in rules if min(rule.high, right) - max(rule.low, left) > 0.0]


def _edges(fills: Sequence[Fill]) -> list[Rule]:
    """The upper and lower edges of shaded boxes: they part rows as rules do."""
    shades = [
        fill for fill in fills if fill.color and min(fill.color) < 0.985 and fill.box[3] - fill.box[1] > 6
    ]
    return [
        Rule(fill.box[0], at, fill.box[2], at, True, fill.color)
        for fill in shades
        for at in (fill.box[1], fill.box[3])
    ]


def _regions(lines: Sequence[Row], rules: Sequence[Segment], height: float) -> list[Region]:
    """The stretches of lines that stand in columns, from the top, with the rules in and around them."""
    regions = []
    at = 0
    left = min((piece.box[0] for line in lines for piece in line), default=0.0)
    right = max((piece.box[2] for line in lines for piece in line), default=0.0)
    while at < len(lines):
        end = _end(lines, at, rules)
        start, end = _with_head(lines, at, rules), _without_tail(lines, at, end, rules)
        rest = _is_first(lines, start, height)
        if end > start and sum(len(line) > 1 for line in lines[start:end]) > (0 if rest else 1):
            held = lines[start:end]
            top, bottom, size = top_of(held[0]), bottom_of(held[-1]), size_of(held)
            near = [rule for rule in rules if top - 1.5 * size < rule.at < bottom + 1.5 * size]
            regions.append(Region(list(held), near, left, right, rest))
            at = end
        else:
            at += 1
    return regions


def _is_first(lines: Sequence[Row], start: int, height: float) -> bool:
    """Whether nothing but running heads stands above a line."""
    above = lines[:start]
    return not above or (
        bottom_of(above[-1]) < HEAD * height
        and lines[start][0].base - above[-1][0].base > OFF * lines[start][0].size
    )


def _end(lines: Sequence[Row], start: int, rules: Sequence[Segment]) -> int:
    """The first line below ``start`` that is none of the table that begins there."""
    if len(lines[start]) < 2 or _is_leader(lines[start]):
        return start
    gaps = _gaps(lines[start])
    widest = 0.0
    at = start + 1
    while at < len(lines):
        line, above = lines[at], lines[at - 1]
        step = line[0].base - above[0].base
        parted = _parts(rules, above, line)
        if (
            (step > APART * line[0].size and not parted)
            or step > 2 * APART * line[0].size
            or _is_leader(line)
        ):
            break
        if len(line) == 1 and not _may_go_on(line[0], lines[start:at], step, widest, parted):
            break
        gaps = _left_open(gaps, line)
        if not gaps:
            break
        widest = max(widest, step)
        at += 1
    return at


def _may_go_on(piece: Piece, held: Sequence[Row], step: float, widest: float, parted: bool) -> bool:
    """Whether a line of one piece may be part of a table: in its print, and no further off than its rows are."""
    if abs(piece.size - size_of(held)) > 0.3 or UNIT.match(piece.text):
        return False
    return parted or step <= max(1.25 * widest, 2.6 * piece.size)


def _is_leader(line: Row) -> bool:
    return any(LEADERS.search(piece.text) for piece in line)


def _gaps(line: Row) -> list[tuple[float, float]]:
    return [(a.box[2], b.box[0]) for a, b in pairwise(line)]


def _left_open(gaps: Sequence[tuple[float, float]], line: Row) -> list[tuple[float, float]]:
    """What a line leaves open of the gaps; at least so much that it can be one."""
    least = OPEN * line[0].size
    for piece in line:
        parts = [
            part
            for low, high in gaps
            for part in ((low, min(high, piece.box[0])), (max(low, piece.box[2]), high))
        ]
        gaps = sorted({(low, high) for low, high in parts if high - low >= least})
    return list(gaps)


def _parts(rules: Sequence[Segment], above: Row, below: Row) -> bool:
    """Whether a rule stands between two lines, over or under a word of them."""
    low, high = max(p.base for p in above) + 0.5, min(top_of([p]) for p in below) + 2.0
    return any(
        low - 0.5 <= rule.at <= max(high, low)
        and any(rule.low < (p.box[0] + p.box[2]) / 2 < rule.high for p in (*above, *below))
        for rule in rules
    )


def _with_head(lines: Sequence[Row], start: int, rules: Sequence[Segment]) -> int:
    """The first line of the table: above a line in pieces there may be single words of its head."""
    gaps = _gaps(lines[start])
    at = start
    while at > 0 and gaps:
        above, below = lines[at - 1], lines[at]
        step = below[0].base - above[0].base
        alike = all(abs(piece.size - lines[start][0].size) < 0.3 for piece in above)
        if (
            not alike
            or step > TIGHT * below[0].size
            or _parts(rules, above, below)
            or UNIT.match(above[0].text)
        ):
            break
        gaps = _left_open(gaps, above)
        if not gaps:
            break
        at -= 1
    return at


def _without_tail(lines: Sequence[Row], start: int, end: int, rules: Sequence[Segment]) -> int:
    """The end of the table without single lines below it that are no rest of a cell above them."""
    while end > start and len(lines[end - 1]) == 1:
        piece = lines[end - 1][0]
        over = [
            other
            for line in lines[start : end - 1]
            for other in line
            if other.box[0] < piece.box[2] and piece.box[0] < other.box[2]
        ]
        tight = over and piece.base - over[-1].base <= TIGHT * piece.size and over[-1].bold == piece.bold
        if tight and not _parts(rules, [over[-1]], [piece]):
            break
        end -= 1
    return end
