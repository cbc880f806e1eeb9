"""The words of a table cell: its lines as one text.

No character is changed and no blank is invented between Chinese characters. A line break stays (as a line
feed) only where the first word of the next line would still have fitted: there the author pressed Enter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from generator.reader.lines import LATIN, Line, find_lines, find_turned_lines
from generator.reader.page import Char

OPENERS = "（(“‘《〈「『【〔[{"
CLOSERS = "，。、；：？！）)”’》〉」』】〕]}…—,.;:?!%％"
MARKER = re.compile(r"^(?:[（(]?\d{1,2}[)）．、.]|[①-⑳⑴-⒇]|[（(]?[一二三四五六七八九十]{1,3}[）)、])\s*\S")


def chars_to_lines(page: int, chars: Iterable[Char]) -> list[Line]:
    """The lines that the characters of a cell stand on, from the top; sideways ones last."""
    seen = [char for char in chars if not char.hidden]
    lines = find_lines(page, seen)
    if any(char.turn for char in seen):
        lines += find_turned_lines(page, seen)
    return lines


def lines_to_text(lines: Sequence[Line], right: float) -> str:
    """One text from lines that may run as far as ``right``."""
    if not lines:
        return ""
    text = lines[0].text
    for before, after in pairwise(lines):
        text += _break(before, after, right) + after.text
    return text


def is_full(line: Line, right: float) -> bool:
    """Whether a line leaves no room for another character."""
    return right - line.x1 < 1.5 * line.size


def _break(before: Line, after: Line, right: float) -> str:
    """What stands between two lines: a line feed, a blank or nothing.

    Word prints the mark at the end of a paragraph as a blank, so a blank after a Chinese character at the end
    of a line ends a paragraph even where the line is full.
    """
    room = right - before.x1
    first, word = _first_widths(after)
    marked = MARKER.match(after.text) and first + before.size < room
    if before.chars[0].turn == 0 and (marked or word + 0.35 * before.size < room):
        return "\n"
    latin = LATIN.match(before.text[-1:])
    if before.chars[-1].text.isspace():
        return " " if latin else "\n"
    if latin and LATIN.match(after.text[:1]) and first + 0.1 * before.size < room:
        return " "
    return ""


def _first_widths(line: Line) -> tuple[float, float]:
    """The widths of the first character and of the first stretch that no line may break."""
    end = 0
    while end + 1 < len(line.ink):
        here, after = line.ink[end].text, line.ink[end + 1].text
        if not (after in CLOSERS or here in OPENERS or (LATIN.match(here) and LATIN.match(after))):
            break
        end += 1
    start = line.ink[0].x0
    return line.ink[0].x1 - start, line.ink[end].x1 - start
