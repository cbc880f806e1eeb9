"""Characters → printed lines.

What is drawn one after another on one baseline is a run, and inside a run the drawing order stands: tight
punctuation overlaps its neighbour, so sorting by x would swap characters. Runs on one baseline are one
line. Glyph boxes never decide (small ones such as 、 hang low); baselines do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from generator.model import BULLETS, Box
from generator.reader.numbering import is_figure
from generator.reader.pdf.page import Char

LATIN = re.compile(r"[0-9A-Za-z\u00c0-\u024f]")
CHINESE = re.compile(r"[\u3400-\u9fff]")
UNBROKEN = re.compile(r"[0-9A-Za-z\u00c0-\u024f.,%:/@_+&*=~#'-]")
SYMBOL_FONT = re.compile(r"wingding|webding|dingbat|symbol", re.I)
WINGDINGS = {  # the bullets that Word sets in Wingdings and Symbol, by code
    0x6C: "●",
    0x6E: "■",
    0x71: "❑",
    0x75: "◆",
    0x76: "❖",
    0x77: "◆",
    0x7A: "●",
    0xA7: "▪",
    0xA8: "◻",
    0xB2: "✦",
    0xB7: "•",
    0xBE: "➢",
    0xD8: "➢",
    0xE8: "➔",
    0xF0: "➔",
    0xFB: "✗",
    0xFC: "✓",
    0xFE: "☑",
}
MARKS = BULLETS + "◎▲△▼▽✓✔➜➔→❖✦❑⚫◉▣"
BOXES = "□☐■☑√✓"  # ballot boxes: words of a form, no bullets, where a line has several
DASHES = "—–-－"
OPENING = "（(“‘《【「『〈[{"
CLOSING = "，。、；：！？）)”’》】」』〉]}%％"
QUOTES = '“”‘’"'  # some programs break on neither side of them
STOPS = "，、；："  # some programs do not break between these and a number
WORD_GAP = 0.2  # of the size: Latin letters further apart are two words
COLUMN_GAP = 0.9  # of the size: a gap between columns is no narrower
FIGURE_GAP = 0.5  # of the size: a gap between key figures is no narrower
SHORTEST = 4  # characters on both sides of such a gap
ALIKE = 3  # lines that begin anew at one place
OTHER = 1.4  # times as large: another print
PRINT_GAP = 1.4  # of the smaller size: the least gap between two prints that share a line
WIDE_GAP = 2.0  # of the size: further apart, two pieces of text share a line


@dataclass(slots=True, eq=False)
class Line:
    """One printed line: its words in reading order, and what the structure is read from.

    ``text`` has the spaces of the text layer, and one between Latin words or pieces that stand wide apart;
    a bullet at the beginning is in ``marker``, not in ``text``. ``size`` and ``face`` are those of most
    characters, ``boldness`` is the share of bold ones. ``text_x0`` is where the words begin after the
    marker; ``token`` the width of the first word, which may not be broken. ``ink`` counts all characters but
    white space. ``tag`` and ``end_tag`` are the tagged file's elements at both ends, ``role`` the first one's. ``pieces`` are the parts of a line with wide gaps; none for one without. ``column`` has the
    edges of its column on a page of several; ``beside`` the left or right edge that a figure beside it leaves.
    """

    page: int
    text: str
    box: Box
    base: float
    size: float
    face: str
    boldness: float
    first_bold: bool
    last_bold: bool
    ink: int
    marker: str | None
    text_x0: float
    token: float
    tag: int | None
    end_tag: int | None
    role: str
    hidden: bool
    pieces: tuple[Line, ...] = ()
    column: tuple[float, float] | None = None
    beside: tuple[float | None, float | None] = (None, None)

    @property
    def x0(self) -> float:
        """The left edge."""
        return self.box[0]

    @property
    def x1(self) -> float:
        """The right edge."""
        return self.box[2]

    @property
    def middle(self) -> float:
        """The middle from left to right."""
        return (self.box[0] + self.box[2]) / 2


def make_line(page: int, chars: Sequence[Char], starts: Sequence[float] = ()) -> Line:
    """The line that characters in reading order form; at least one of them is not white space.

    ``starts`` are left edges of columns, where a narrower gap than elsewhere cuts the line in pieces.
    """
    ink = [char for char in chars if not char.text.isspace()]
    marker, words = _cut_marker(ink)
    body = words or ink
    letters = [char for char in body if char.text.isalnum()] or body
    chinese = [char.font for char in body if char.text >= "\u2e80"]
    start = chars.index(body[0])
    return Line(
        page,
        text_of(chars[start:]) if words else "",
        _box_of(ink),
        _most(round(c.base, 1) for c in body),
        _most(round(c.size, 1) for c in body),
        _most(chinese or (c.font for c in body)),
        sum(c.bold for c in letters) / len(letters),
        letters[0].bold,
        letters[-1].bold,
        len(ink),
        marker,
        body[0].x0,
        _token(body),
        body[0].mcid,
        body[-1].mcid,
        "",
        sum(c.hidden for c in ink) > len(ink) / 2,
        _pieces(page, chars, body, starts),
    )


def find_lines(page: int, chars: Iterable[Char]) -> list[Line]:
    """The lines that the characters form, from the top; on one baseline one line. Sideways text comes last."""
    upright = [char for char in chars if char.turn == 0]
    rows: list[list[list[Char]]] = []
    for run in sorted(find_runs(upright), key=lambda run: (_anchor(run).base, run[0].x0)):
        if rows and _same_row(rows[-1], run):
            rows[-1].append(run)
        else:
            rows.append([run])
    woven = [_woven(row) for row in rows]
    starts = _column_starts(woven)
    return [make_line(page, row, starts) for row in woven]


def _column_starts(rows: Sequence[Sequence[Char]]) -> list[float]:
    """Where several lines begin again after a gap that is too wide for words and narrow for columns.

    Two lines will do that follow one another and begin again at two places.
    """
    of_rows: list[list[float]] = []
    for row in rows:
        ink = [char for char in row if not char.text.isspace()]
        of_rows.append(
            [
                b.x0
                for i, (a, b) in enumerate(pairwise(ink))
                if _gap(a, b) > COLUMN_GAP and min(i + 1, len(ink) - i - 1) >= SHORTEST
            ]
        )
    found = sorted(start for starts in of_rows for start in starts)
    alike = [
        sum(found[i : i + ALIKE]) / ALIKE
        for i in range(len(found) - ALIKE + 1)
        if found[i + ALIKE - 1] - found[i] < 1.0
    ]
    shared = (
        [a for a in above if any(abs(a - b) < 1.0 for b in below)] for above, below in pairwise(of_rows)
    )
    return [*alike, *(start for starts in shared if len(starts) > 1 for start in starts)]


def find_turned_lines(page: int, chars: Iterable[Char]) -> list[Line]:
    """Text that stands sideways or on its head, a line for each stretch of the drawing order."""
    stretches: list[list[Char]] = []
    for char in chars:
        if char.turn == 0 or char.text.isspace():
            continue
        if stretches and _follows_turned(stretches[-1][-1], char):
            stretches[-1].append(char)
        else:
            stretches.append([char])
    return [make_line(page, stretch) for stretch in stretches]


def text_of(chars: Sequence[Char]) -> str:
    """The words that the characters of one line form."""
    parts: list[str] = []
    last: Char | None = None
    for char in chars:
        if last is not None and not last.text.isspace() and not char.text.isspace():
            gap = (char.x0 - last.x1) / max(char.size, last.size, 1.0)
            latin = LATIN.match(last.text[-1:]) and LATIN.match(char.text)
            if gap > WIDE_GAP or (latin and gap > WORD_GAP):
                parts.append(" ")
        parts.append(char.text)
        last = char
    return "".join(parts).strip()


def find_runs(chars: Sequence[Char]) -> list[list[Char]]:
    """Stretches of the drawing order that go on to the right on one baseline."""
    runs: list[list[Char]] = []
    for char in chars:
        if runs and _follows(runs[-1], char):
            runs[-1].append(char)
        elif not char.text.isspace():
            runs.append([char])
    return runs


def _follows(run: list[Char], char: Char) -> bool:
    last, size = run[-1], max(run[-1].size, char.size)
    rise = abs(char.base - last.base)
    smaller = min(char.size, last.size)
    raised = rise <= 0.6 * size and smaller < 0.8 * size and char.x0 - last.x1 < 0.5 * smaller
    if rise > 0.2 * size and not raised:
        return False
    return -0.7 * size <= char.x0 - last.x1 <= 1.5 * size and char.x0 > last.x0 - 0.5 * size


def _anchor(run: list[Char]) -> Char:
    """The character whose baseline stands for the run: the first of the largest."""
    return max(run, key=lambda char: round(char.size, 1) if not char.text.isspace() else 0.0)


def _same_row(row: list[list[Char]], run: list[Char]) -> bool:
    first, this = _anchor(row[0]), _anchor(run)
    larger, smaller = max(first.size, this.size), min(first.size, this.size)
    rise = abs(first.base - this.base)
    if rise <= (0.1 * smaller if larger > OTHER * smaller else 0.25 * larger):
        return True
    return rise <= 0.45 * larger and smaller < 0.8 * larger and _touches(row, run, smaller)


def _touches(row: list[list[Char]], run: list[Char], size: float) -> bool:
    """Whether a run stands right beside one of the row's: a raised or lowered mark."""
    return any(
        -size < run[0].x0 - other[-1].x1 < 0.5 * size or -size < other[0].x0 - run[-1].x1 < 0.5 * size
        for other in row
    )


def _woven(row: list[list[Char]]) -> list[Char]:
    """The runs of a row in one sequence from the left; a run drawn into another's gap goes there."""
    woven: list[Char] = []
    for run in sorted(row, key=lambda run: run[0].x0):
        start = run[0].x0
        if not woven or start > woven[-1].x0:
            woven.extend(run)
            continue
        at = next((i for i, char in enumerate(woven) if char.x0 > start), len(woven))
        woven[at:at] = run
    return woven


def _pieces(page: int, chars: Sequence[Char], ink: list[Char], starts: Sequence[float]) -> tuple[Line, ...]:
    """The line cut at its wide gaps; a bullet stays with what it marks."""
    cuts = [
        i
        for i in range(1, len(ink))
        if (gap := _gap(ink[i - 1], ink[i])) > WIDE_GAP
        or _is_other_print(ink[i - 1], ink[i])
        or (gap > COLUMN_GAP and any(ink[i - 1].x1 < start - 1 < ink[i].x0 for start in starts))
    ]
    cuts = _between_figures(ink, cuts)
    if not cuts:
        return ()
    places = {id(char): i for i, char in enumerate(chars)}
    bounds = [0, *cuts, len(ink)]
    return tuple(
        make_line(page, chars[places[id(ink[start])] if start else 0 : places[id(ink[end - 1])] + 1])
        for start, end in pairwise(bounds)
    )


def _between_figures(ink: Sequence[Char], cuts: Sequence[int]) -> list[int]:
    """The cuts, and those at narrower gaps between two key figures: large ones stand close to each other."""
    more = [
        i
        for i in range(1, len(ink))
        if ink[i].text.isdigit() and i not in cuts and _gap(ink[i - 1], ink[i]) > FIGURE_GAP
    ]
    if not more:
        return list(cuts)
    bounds = [0, *sorted([*cuts, *more]), len(ink)]
    texts = {start: "".join(char.text for char in ink[start:end]) for start, end in pairwise(bounds)}
    kept = [
        end
        for start, end in pairwise(bounds[:-1])
        if end in more and is_figure(texts[start]) and is_figure(texts[end])
    ]
    return sorted([*cuts, *kept])


def _is_other_print(left: Char, right: Char) -> bool:
    """Whether a gap that is wide for small print parts it from large print: a tab in the margin from a heading."""
    small, large = sorted((left.size, right.size))
    return large > OTHER * small and right.x0 - left.x1 > PRINT_GAP * small


def _gap(left: Char, right: Char) -> float:
    return (right.x0 - left.x1) / max(left.size, right.size, 1.0)


def _cut_marker(ink: list[Char]) -> tuple[str | None, list[Char]]:
    """The bullet at the beginning of a line and the characters after it; None where there is none."""
    first = ink[0]
    if first.text in BOXES and any(char.text in BOXES for char in ink[1:]):
        return None, ink
    if SYMBOL_FONT.search(first.font):
        return WINGDINGS.get(_code(first.text), "•"), ink[1:]
    if len(first.text) == 1 and (first.text in MARKS or "\ue000" <= first.text <= "\uf8ff"):
        return WINGDINGS.get(_code(first.text), first.text), ink[1:]
    if first.text in DASHES and len(ink) > 1 and _gap(first, ink[1]) > 0.2 and ink[1].text.isalpha():
        return first.text, ink[1:]
    return None, ink


def _code(text: str) -> int:
    """The code of a character in a symbol font, whatever the text layer makes of it."""
    found = re.fullmatch(r"\(cid:(\d+)\)", text)
    return int(found[1]) if found else ord(text[0]) & 0xFF


def _token(ink: Sequence[Char]) -> float:
    """The width of what no line break may cut: a Chinese character or a Latin word, with the marks that cling to it."""
    end = 1
    while end < len(ink) and _is_bound(ink[end - 1], ink[end]):
        end += 1
    return ink[end - 1].x1 - ink[0].x0


def _is_bound(left: Char, right: Char) -> bool:
    """Whether no line ends between two characters (the prohibitions of GB/T 15834 and of UAX 14)."""
    if left.text in OPENING or right.text in CLOSING or left.text in QUOTES or right.text in QUOTES:
        return True
    word = (UNBROKEN.match(left.text) or left.text in STOPS) and UNBROKEN.match(right.text)
    return bool(word) and _gap(left, right) <= WORD_GAP


def _box_of(chars: Iterable[Char]) -> Box:
    boxes = [char.box for char in chars]
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def _most(values: Iterable[Any]) -> Any:
    return Counter(values).most_common(1)[0][0]


def _follows_turned(last: Char, char: Char) -> bool:
    near = 2.0 * max(last.size, char.size)
    return char.turn == last.turn and abs(char.x0 - last.x0) < near and abs(char.top - last.top) < near
