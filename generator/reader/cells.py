"""The words of a table cell: its characters as lines, and the lines as one text.

No character is changed and no blank is invented between Chinese characters. A line break stays (as a line
feed) only where the first word of the next line would still have fitted: there the author pressed Enter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from generator.model import Box
from generator.reader.page import Char

OPENERS = "（(“‘《〈「『【〔[{"
CLOSERS = "，。、；：？！）)”’》〉」』】〕]}…—,.;:?!%％"
MARKER = re.compile(r"^(?:[（(]?\d{1,2}[）)．、.]|[①-⑳⑴-⒇]|[（(]?[一二三四五六七八九十]{1,3}[）)、])\s*\S")
_LATIN = re.compile(r"[0-9A-Za-z\u00c0-\u024f]")


@dataclass(frozen=True, slots=True)
class Line:
    """Characters that stand on one line, in reading order, blanks included."""

    chars: tuple[Char, ...]
    text: str
    x0: float
    x1: float
    middle: float
    size: float


def chars_to_lines(chars: Iterable[Char]) -> tuple[Line, ...]:
    """The lines that the characters stand on, from the top; sideways text is read in its own direction."""
    seen = [char for char in chars if char.text and not char.hidden]
    if not any(char.text.strip() for char in seen):
        return ()
    turn = seen[len(seen) // 2].turn
    upright = [(char, _upright_box(char, turn)) for char in seen]
    size = median(box[3] - box[1] for char, box in upright if char.text.strip())
    groups: list[list[tuple[Char, Box]]] = []
    last = None
    for char, box in sorted(upright, key=lambda item: (item[1][1] + item[1][3]) / 2):
        middle = (box[1] + box[3]) / 2
        if last is None or middle - last > 0.5 * size:
            groups.append([])
        groups[-1].append((char, box))
        last = middle
    lines = (_line(group) for group in groups)
    return tuple(line for line in lines if line.text.strip())


def lines_to_text(lines: Sequence[Line], right: float) -> str:
    """One text from lines that may run as far as ``right``."""
    if not lines:
        return ""
    text = lines[0].text.strip()
    for before, after in zip(lines, lines[1:], strict=False):
        text += _break(before, after, right) + after.text.strip()
    return text


def is_full(line: Line, right: float, start: str = "") -> bool:
    """Whether a line leaves no room for the character that follows it."""
    return right - line.x1 < 1.5 * line.size


def _break(before: Line, after: Line, right: float) -> str:
    """What stands between two lines: a line feed, a blank or nothing."""
    room = right - before.x1
    first, word = _first_widths(after)
    if word + 0.35 * before.size < room or (MARKER.match(after.text.strip()) and first + before.size < room):
        return "\n"
    last_char, first_char = before.text.rstrip()[-1:], after.text.lstrip()[:1]
    if before.text[-1:].isspace() or after.text[:1].isspace():
        return " "
    if _LATIN.match(last_char) and _LATIN.match(first_char) and first + 0.1 * before.size < room:
        return " "
    return ""


def _first_widths(line: Line) -> tuple[float, float]:
    """The widths of the first character and of the first stretch that no line may break."""
    chars = [char for char in line.chars if char.text.strip()]
    end = 0
    while end + 1 < len(chars):
        here, after = chars[end].text, chars[end + 1].text
        stuck = after in CLOSERS or here in OPENERS or (_LATIN.match(here) and _LATIN.match(after))
        if not stuck:
            break
        end += 1
    return _width(chars[:1]), _width(chars[: end + 1])


def _width(chars: Sequence[Char]) -> float:
    if not chars:
        return 0.0
    if chars[0].turn in (90, 270):
        return max(char.bottom for char in chars) - min(char.top for char in chars)
    return chars[-1].x1 - chars[0].x0


def _upright_box(char: Char, turn: int) -> Box:
    """The box as it would be if the text stood upright."""
    match turn:
        case 90:
            return (-char.bottom, char.x0, -char.top, char.x1)
        case 180:
            return (-char.x1, -char.bottom, -char.x0, -char.top)
        case 270:
            return (char.top, -char.x1, char.bottom, -char.x0)
        case _:
            return char.box


def _line(group: list[tuple[Char, Box]]) -> Line:
    """A line in reading order: the drawing order, except where it goes back to the left.

    Tight kerning puts a comma's box before that of the character it follows, so sorting each character by
    its place would swap them.
    """
    group.sort(key=lambda item: item[0].index)
    runs: list[list[tuple[Char, Box]]] = []
    for char, box in group:
        if not runs or box[0] < runs[-1][-1][1][0] - 0.6 * (box[3] - box[1]):
            runs.append([])
        runs[-1].append((char, box))
    runs.sort(key=lambda run: run[0][1][0])
    ordered = [item for run in runs for item in run]
    printed = [box for char, box in ordered if char.text.strip()] or [box for _, box in ordered]
    return Line(
        tuple(char for char, _ in ordered),
        _text(ordered),
        min(box[0] for box in printed),
        max(box[2] for box in printed),
        sum((box[1] + box[3]) / 2 for box in printed) / len(printed),
        max(box[3] - box[1] for box in printed),
    )


def _text(ordered: Sequence[tuple[Char, Box]]) -> str:
    """The characters as they are, with a blank where Latin words are parted by a gap alone."""
    parts: list[str] = []
    before: tuple[Char, Box] | None = None
    for char, box in ordered:
        if before is not None and _LATIN.match(char.text) and _LATIN.match(before[0].text):
            if box[0] - before[1][2] > 0.25 * (box[3] - box[1]):
                parts.append(" ")
        parts.append(char.text)
        before = (char, box)
    return "".join(parts)
