"""The lines of type on the pages of a PDF, as PDFium finds them: an outsider, who knows nothing of how they were made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ctypes import CFUNCTYPE, byref, c_double, c_int, c_void_p, cast
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pypdfium2 as _pypdfium2
import pypdfium2.raw as _raw

from generator.exporters.page_clips import find_clipped

GAP = 1.5
STEP = 2.0
# How much of its size a line of type takes below the line it stands on; the rest is above.
BELOW = 0.22

pypdfium2: Any = _pypdfium2
raw: Any = _raw
# The place of the object that a character is drawn with, as a number: none where PDFium added the character.
_drawn_with: Any = cast(raw.FPDFText_GetTextObject, CFUNCTYPE(c_void_p, c_void_p, c_int))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of type on a page, in points from the top left corner; ``size`` is the size of its type."""

    page: int
    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class PageLines:
    """A page: its size in points, its lines in the order in which they were drawn, and words that are cut off."""

    width: float
    height: float
    lines: tuple[Line, ...]
    clipped: tuple[str, ...] = ()


@dataclass(slots=True)
class _Character:
    text: str
    x0: float
    x1: float
    base: float
    size: float


# What PDFium gives for a hyphen that ends a line.
_LINE_END_HYPHENS = (0x02, 0xFFFE)


def read_lines(data: bytes, pages: Sequence[int] | None = None) -> tuple[PageLines, ...]:
    """The pages of these indices (from 0), or all pages, with their lines. Lines bear page numbers from 1."""
    document = pypdfium2.PdfDocument(data)
    try:
        wanted = range(len(document)) if pages is None else pages
        return tuple(_page_lines(document[index], index + 1) for index in wanted)
    finally:
        document.close()


def reading_hash() -> str:
    """A hash of the program that reads pages: lines that another one read may differ."""
    names = ("page_lines.py", "page_clips.py")
    programs = b"".join(Path(__file__).with_name(name).read_bytes() for name in names)
    return sha256(programs + version("pypdfium2").encode()).hexdigest()[:12]


def page_to_row(page: PageLines) -> list[Any]:
    """A page as JSON can hold it."""
    lines = [
        [line.page, line.text, line.x0, line.top, line.x1, line.bottom, line.size] for line in page.lines
    ]
    return [page.width, page.height, lines, page.clipped]


def row_to_page(row: Sequence[Any]) -> PageLines:
    """The page of a row."""
    width, height, lines, clipped = row
    return PageLines(width, height, tuple(Line(*line) for line in lines), tuple(clipped))


def _page_lines(page: Any, number: int) -> PageLines:
    width, height = page.get_size()
    words = page.get_textpage()
    lines: list[Line] = []
    run: list[_Character] = []
    for character in _characters(words.raw, words.count_chars(), height):
        if run and _parts(run[-1], character):
            lines.append(_line(number, run))
            run = []
        run.append(character)
    if run:
        lines.append(_line(number, run))
    clipped = find_clipped(page, words)
    words.close()
    page.close()
    return PageLines(float(width), float(height), tuple(lines), clipped)


def _characters(text: Any, count: int, height: float) -> Iterator[_Character]:
    """The characters that are drawn; PDFium adds blanks and line ends of its own, which are not.

    What is drawn in one go, and not aslant, stands on one line in one size: that is asked for once.
    """
    x, y = c_double(), c_double()
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    px, py, pbox, pmatrix = byref(x), byref(y), byref(box), byref(matrix)
    drawn_before, aslant, base, size = None, False, 0.0, 0.0
    for n in range(count):
        drawn = _drawn_with(text, n)
        if drawn != drawn_before or aslant or not drawn:
            if raw.FPDFText_IsGenerated(text, n):
                continue
            raw.FPDFText_GetMatrix(text, n, pmatrix)
            raw.FPDFText_GetCharOrigin(text, n, px, py)
            size = round(raw.FPDFText_GetFontSize(text, n) * abs(matrix.d or matrix.b), 3)
            drawn_before, aslant, base = drawn, bool(matrix.b or matrix.c), height - y.value
        raw.FPDFText_GetLooseCharBox(text, n, pbox)
        code = raw.FPDFText_GetUnicode(text, n)
        yield _Character("-" if code in _LINE_END_HYPHENS else chr(code), box.left, box.right, base, size)


def _parts(before: _Character, here: _Character) -> bool:
    """Whether a new line, or a new column, begins with a character."""
    return (
        here.size != before.size
        or abs(here.base - before.base) > STEP
        or here.x0 > before.x1 + GAP
        or here.x0 < before.x0 - 0.01
    )


def _line(page: int, run: list[_Character]) -> Line:
    size, base = run[0].size, run[0].base
    return Line(
        page=page,
        text="".join(character.text for character in run),
        x0=min(character.x0 for character in run),
        top=base - (1 - BELOW) * size,
        x1=max(character.x1 for character in run),
        bottom=base + BELOW * size,
        size=size,
    )
