"""Tables one below the other whose rules have one extent, told apart where the head is printed again.

The last row of a table need not have a rule below it: the title of the next table then stands in one band with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from generator.reader.tables.lattice import Segment
from generator.reader.tables.pieces import Row, row_box

NOTE = re.compile(r"(?:备?注|说明|数据来源|资料来源)\d{0,2}[：:]")
OTHER = re.compile(
    r"(?:[附图续]?表|图|注|单位|数据来源|资料来源)\s*(?:\d*[：:]|\d{1,2}(?:[-－.]\d{1,2})?\s)"
)  # of another table, or of a note
TALL = 1.4  # times the height of a row: a higher band holds no row of one line
APART = 0.5  # of the size: what follows running text stands further below it than its lines from each other
LONG = 15  # characters of a line of running text in a column
WIDE = 0.6  # of a table's width: a single piece so wide is running text


def part_at_heads(
    held: Sequence[Sequence[Row]], bands: Sequence[Segment]
) -> list[tuple[list[Sequence[Row]], list[Segment]]]:
    """The lines in each band and the rules round them, table by table."""
    starts = [0, *(i for i in range(2, len(held)) if _titles(held, i) is not None), len(held)]
    parts = []
    for start, end in pairwise(starts):
        lines, edges = list(held[start:end]), list(bands[start : end + 1])
        above = _titles(held, start) if start else 0
        if above:
            top = (row_box(lines[0][above - 1])[3] + row_box(lines[0][above])[1]) / 2
            lines[0], edges[0] = lines[0][above:], replace(edges[0], at=top)
        if end < len(held) and not _titles(held, end):
            lines[-1], edges[-1] = _without_title(lines[-1], edges[-1])
        parts.append((lines, edges))
    return parts


def _titles(held: Sequence[Sequence[Row]], i: int) -> int | None:
    """How many lines of title stand above the words of the first band in another one; None where these do not come again."""
    head, words = _words(held[0]), _words(held[i])
    above = len(words) - len(head)
    if len(head) < 2 or above < 0 or words[above:] != head:
        return _titles_of_marked(held, i)
    return above if all(len(line) == 1 for line in held[i][:above]) else None


def _titles_of_marked(held: Sequence[Sequence[Row]], i: int) -> int | None:
    """The same for a head that only its print shows: bold below a title, and not the row before."""
    lines = held[i]
    above = next((k for k, line in enumerate(lines) if len(line) > 1), 0)
    below = [piece for line in lines[above:] for piece in line]
    before = [piece for line in held[i - 1] for piece in line]
    marked = all(piece.bold for piece in below) and not all(piece.bold for piece in before)
    return above if above and before and marked else None


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


def without_text(
    held: Sequence[Sequence[Row]], bands: Sequence[Segment]
) -> tuple[list[Sequence[Row]], list[Segment]]:
    """The lines in each band and the rules round them, without the running text above the head and below the last row.

    The band behind a heading is as wide as a table: what stands between the two is in one band with the head.
    """
    lines, edges = list(held), list(bands)
    width = WIDE * (bands[0].high - bands[0].low)
    start = _first_row(lines[0], width, bands[0].low, len(lines) > 1)
    if start == len(lines[0]) and len(lines) > 1:
        lines, edges = lines[1:], edges[1:]
    elif 0 < start < len(lines[0]):
        edges[0] = replace(edges[0], at=(row_box(lines[0][start - 1])[3] + row_box(lines[0][start])[1]) / 2)
        lines[0] = lines[0][start:]
    end = _last_row(lines[-1], width)
    if end < len(lines[-1]):
        edges[-1] = replace(edges[-1], at=(row_box(lines[-1][end - 1])[3] + row_box(lines[-1][end])[1]) / 2)
        lines[-1] = lines[-1][:end]
    return lines, edges


def has_text_above(lines: Sequence[Row], rule: Segment) -> bool:
    """Whether running text that begins at the left of the table stands above a line of several pieces."""
    width = WIDE * (rule.high - rule.low)
    text = next(
        (
            i
            for i, line in enumerate(lines)
            if len(line) == 1 and line[0].box[0] - rule.low < 3 * line[0].size and _is_text(line, width)
        ),
        len(lines),
    )
    return any(len(line) > 1 for line in lines[text:])


def _first_row(lines: Sequence[Row], width: float, left: float, ruled: bool) -> int:
    """How many lines stand above the head: running text, and after it titles that begin at the left, and unit lines.

    Where a rule stands below the head (``ruled``), text above it may stand in columns, or below a figure.
    """
    first = 0 if ruled else _first_of_columns(lines, 0, left)
    text = [i for i, line in enumerate(lines if ruled else lines[:first]) if _is_text(line, width)]
    while text and len(lines[text[-1]]) > 1 and not _is_followed(lines, text[-1]):
        text.pop()  # a row of long cells
    if not text:
        return 0
    start = text[-1] + 1
    head = _first_of_columns(lines, start, left)
    while start < head and _is_title(lines[start], left):
        start += 1
    return start


def _is_followed(lines: Sequence[Row], i: int) -> bool:
    """Whether another line stands apart below a line."""
    return i + 1 < len(lines) and row_box(lines[i + 1])[1] - row_box(lines[i])[3] > APART * lines[i][0].size


def _first_of_columns(lines: Sequence[Row], start: int, left: float) -> int:
    """The first line of several pieces that is no title."""
    columns = (i for i in range(start, len(lines)) if len(lines[i]) > 1 and not _is_title(lines[i], left))
    return next(columns, len(lines))


def _is_title(line: Row, left: float) -> bool:
    """Whether a line can be a title at the left, a unit at the right, or both."""
    *titles, last = line
    at_left = all(piece.box[0] - left < 3 * piece.size for piece in line[:1])
    return ("单位" in last.text and len(titles) < 2) or (not titles and at_left)


def _is_text(line: Row, width: float) -> bool:
    """Whether a line is one of running text: full, in columns too, or the end of a sentence."""
    if len(line) > 1:
        printed = sum(piece.box[2] - piece.box[0] for piece in line)
        full = printed > width and all(len(piece.text) >= LONG for piece in line)
        return full or all(piece.text.endswith("。") for piece in line)
    return _width(line) > width or line[0].text.endswith("。")


def _last_row(lines: Sequence[Row], width: float) -> int:
    """Where the lines of the last row end: what follows is of one piece each, full lines or a note among it."""
    end = len(lines)
    while end > 1 and len(lines[end - 1]) == 1:
        end -= 1
    below = lines[end:]
    return end if any(_width(line) > width or NOTE.match(line[0].text) for line in below) else len(lines)


def _width(line: Row) -> float:
    x0, _, x1, _ = row_box(line)
    return x1 - x0


def is_group_title(held: Sequence[Sequence[Row]], bands: Sequence[Segment], i: int) -> bool:
    """Whether a band between two with columns holds the title of a group of rows: one short line in a row's height.

    The title of another table stands in a higher band, calls itself one, or has that table's head below it.
    """
    if not 0 < i < len(held) - 1 or len(held[i]) != 1 or len(held[i][0]) != 1 or len(held[i - 1]) == 0:
        return False
    (title,) = held[i][0]
    rows = [
        b.at - a.at
        for lines, a, b in zip(held, bands, bands[1:], strict=False)
        if len(lines) == 1 < len(lines[0])
    ]
    low, high = bands[i].low, bands[i].high
    placed = title.box[0] - low < 3 * title.size or abs(sum(title.box[::2]) - low - high) < 2 * title.size
    fits = (
        bool(rows)
        and bands[i + 1].at - bands[i].at < TALL * min(rows)
        and title.box[2] - title.box[0] < WIDE * (high - low)
    )
    below = [piece for line in held[i + 1] for piece in line]
    head = (
        len(below) > 1 and all(piece.bold for piece in below) and _words(held[i + 1]) != _words(held[i - 1])
    )
    larger = title.size > min(piece.size for line in held[i - 1] for piece in line) + 0.9
    return placed and fits and not head and not larger and not OTHER.match(title.text)
