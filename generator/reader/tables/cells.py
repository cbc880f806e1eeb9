"""A table cell from its characters: its lines as one text, and how they fill it.

No character is changed and no blank is invented between Chinese characters. A line break stays (as a line
feed) only where the first word of the next line would still have fitted: there the author pressed Enter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from generator.model import Box
from generator.reader.found import FoundCell
from generator.reader.lines import CHINESE, DASHES, LATIN, Line, find_lines, find_turned_lines
from generator.reader.pdf.page import Char, Color
from generator.reader.tables.lattice import GridCell

MARKER = re.compile(r"^(?:[（(]?\d{1,2}[)）．、.]|[①-⑳⑴-⒇]|[（(]?[一二三四五六七八九十]{1,3}[）)、])\s*\S")
UNBROKEN = re.compile(
    r"[（(“‘《〈「『【〔\[]*(?:[0-9A-Za-z][0-9A-Za-z.,%/:@_+-]*|.)[，。、；：？！）)”’》〉」』】〕\]]*"
)
WORD_END = re.compile(r"(?:^|[\s(“])[A-Za-z’'-]*[A-Za-z’'][,;:)]?$")
WORD_START = re.compile(r"[(“]?(?:[A-Za-z’'-]+|(?:RMB|CNY|(?:US|HK)?\$)?\d[\d,.]*%?)[,;:.)]*(?:\s|$)")
CLAUSE = re.compile(r"\s\S*\d%?[,;:)]\n[a-z]{2}")  # a figure ends a part of an English sentence
REST = re.compile(r"[a-z]{1,3}")
WIDE_MARKS = "“”‘’—…"


def chars_to_lines(page: int, chars: Iterable[Char]) -> list[Line]:
    """The lines that the characters of a cell stand on, from the top; sideways ones last."""
    seen = [char for char in chars if not char.hidden]
    lines = find_lines(page, seen)
    if any(char.turn for char in seen):
        lines += find_turned_lines(page, seen)
    return lines


def chars_to_cell(
    page: int,
    place: GridCell,
    box: Box,
    chars: Sequence[Char],
    lines: Sequence[Line],
    right: float,
    shade: Color | None = None,
) -> FoundCell:
    """The cell at a place of the grid: its characters, which stand on ``lines`` that may run as far as ``right``."""
    printed = [char for char in chars if char.text.strip()]
    return FoundCell(
        page,
        place.row,
        place.column,
        place.rowspan,
        place.colspan,
        lines_to_text(lines, chars, right),
        box,
        tuple(char.index for char in chars),
        bool(printed) and all(char.bold for char in printed),
        shade,
        (right - lines[-1].x1) / max(lines[-1].size, 1.0) if lines else 0.0,
        _first_word(lines[0]) / max(lines[0].size, 1.0) if lines else 0.0,
        (box[3] - lines[-1].box[3]) / max(lines[-1].size, 1.0) if lines else 0.0,
    )


def lines_to_text(lines: Sequence[Line], chars: Sequence[Char], right: float) -> str:
    """One text from the lines of a cell, which may run as far as ``right``; ``chars`` are all the cell's."""
    if not lines:
        return ""
    blanks = [char for char in chars if char.text.isspace()]
    text = _words(lines[0])
    for before, after in pairwise(lines):
        text += _break(before, after, right, _ends_blank(before, blanks)) + _words(after)
    return text


def _words(line: Line) -> str:
    """The words of a line; a bullet before words is no word, one that stands alone or a dash is."""
    if line.marker and (line.marker in DASHES or not line.text):
        return f"{line.marker} {line.text}".rstrip()
    return line.text


def _ends_blank(line: Line, blanks: Iterable[Char]) -> bool:
    """Whether the text layer has a blank at the end of a line."""
    near, right = 0.25 * line.size, line.x1 - 0.3 * line.size
    return any(abs(blank.base - line.base) <= near and blank.x0 >= right for blank in blanks)


def _break(before: Line, after: Line, right: float, blank: bool) -> str:
    """What stands between two lines: a line feed, a blank or nothing.

    Word prints the mark at the end of a paragraph as a blank, so a blank between Chinese characters at the end
    of a line ends a paragraph even where the line is full.
    """
    room = right - before.x1
    fits = _first_word(after) + 0.35 * before.size < room
    if fits or after.marker or (MARKER.match(after.text) and before.size < room):
        return "\n"
    latin = LATIN.match(before.text[-1:])
    if blank:
        return " " if latin or LATIN.match(after.text[:1]) else "\n"
    if latin and LATIN.match(after.text[:1]) and before.size < room:
        return " "
    return " " if _is_english(before.text, after.text) else ""


def _is_english(before: str, after: str) -> bool:
    """Whether two lines hold English words, a blank between them; a few last letters are the rest of a long word."""
    if CHINESE.search(before + after):
        return False
    if CLAUSE.search(f"{before}\n{after}"):
        return True
    if not (WORD_END.search(before) and WORD_START.match(after)):
        return False
    return " " in before or not REST.fullmatch(after)


def _first_word(line: Line) -> float:
    """The width of what may not be broken at the beginning of a line, in points."""
    found = UNBROKEN.match(line.text)
    if not found:
        return line.token
    wide = sum(0.5 if char < "\u2e80" and char not in WIDE_MARKS else 1.0 for char in found[0])
    return max(line.token, wide * line.size)
