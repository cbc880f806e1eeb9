"""Our end of pdfminer's interpreter: takes what a page draws and keeps it as ``PageContent``.

It keeps what pdfplumber throws away (text render mode, marked content) and skips what pdfplumber adds
(a dictionary for each object), so that reading a page costs less than ``page.chars``.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice, PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream
from pdfminer.utils import Matrix, PathSegment, apply_matrix_pt, apply_matrix_rect, mult_matrix

from generator.model import Box
from generator.reader.boxes import overlap
from generator.reader.pdf.page import Char, Color, Curve, Fill, ImageBox, Rule
from generator.reader.pdf.radicals import radicals_to_characters

THIN = 2.0  # points: a box with a shorter side is a line
TOO_MANY = 400_000  # objects on one page: no printed page has them; a damaged one may

Segments = tuple[tuple[str, tuple[tuple[float, float], ...]], ...]


class TooMuchError(Exception):
    """A page draws more than any page of print does."""


class ContentDevice(PDFTextDevice):
    """Collects the characters, rules, fills, curves and pictures of one page at a time."""

    def __init__(self, resources: PDFResourceManager) -> None:
        """``resources`` caches the fonts of the document."""
        super().__init__(resources)
        self._fonts: dict[int, tuple[PDFFont, bool, bool, str]] = {}
        self._clear((0.0, 0.0, 0.0, 0.0))

    def _clear(self, visible: Box) -> None:
        self.chars: list[Char] = []
        self.rules: list[Rule] = []
        self.dots: list[tuple[Box, Color | None]] = []
        self.frames: list[Box] = []
        self.fills: list[Fill] = []
        self.curves: list[Curve] = []
        self.images: list[ImageBox] = []
        self.visible = visible
        self.clip: Box | None = None
        self.count = 0
        self._mode = 0
        self._tags: list[int | None] = []

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the visible page."""
        x0, y0, x1, y1 = self.visible
        return (x1 - x0, y1 - y0)

    # what pdfminer's interpreter calls

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """Start afresh; what is visible is the crop box."""
        media = apply_matrix_rect(ctm, page.mediabox)
        crop = apply_matrix_rect(ctm, page.cropbox or page.mediabox)
        visible = overlap(media, crop)
        self._clear(visible if visible[0] < visible[2] and visible[1] < visible[3] else media)

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        """Remember which marked content we are in."""
        mcid = props.get("MCID") if isinstance(props, dict) else None
        outer = self._tags[-1] if self._tags else None
        self._tags.append(mcid if isinstance(mcid, int) else outer)

    def end_tag(self) -> None:
        """Leave the marked content."""
        if self._tags:
            self._tags.pop()

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        """Take the render mode along; characters follow one by one."""
        self._mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        """Keep one character; the answer is how far the pen moves on."""
        advance = font.char_width(cid) * fontsize * scaling
        box = _glyph_box(font, fontsize, rise, advance, cid)
        x0, y0, x1, y1 = apply_matrix_rect(matrix, box)
        _, bold, italic, name = self._font(font)
        a, b, c, d, _, f = matrix
        left, _, _, up = self.visible
        mode = self._mode
        tags = self._tags
        self._counted()
        color = graphicstate.scolor if mode == 1 else graphicstate.ncolor
        slanted = abs(c) > 0.15 * abs(d) > 0.0 and abs(b) < 0.01 * abs(a)  # how an italic is faked
        self.chars.append(
            Char(
                _text(font, cid),
                x0 - left,
                up - y1,
                x1 - left,
                up - y0,
                up - (f + rise * d),
                x1 - x0 if font.is_vertical() or abs(b) > abs(a) else y1 - y0,
                name,
                bold or mode in (2, 6),
                italic or slanted,
                _rgb(color),
                _turn(a, b),
                mode in (3, 7),
                tags[-1] if tags else None,
                len(self.chars),
            )
        )
        return advance

    def begin_figure(self, name: str, bbox: Any, matrix: Matrix) -> None:
        """Note where a picture will be; forms need nothing, the interpreter turns their coordinates."""
        assert self.ctm is not None
        self._picture = apply_matrix_rect(mult_matrix(matrix, self.ctm), bbox)

    def end_figure(self, name: str) -> None:
        """Nothing to do."""

    def render_image(self, name: str, stream: PDFStream) -> None:
        """Keep the place of a picture and the number of its object."""
        self._counted()
        pixels = (_whole(stream.get_any(("W", "Width"))), _whole(stream.get_any(("H", "Height"))))
        box = self._shown(self._down(self._picture))
        if box:
            self.images.append(ImageBox(box, name, stream.objid, pixels, self.count))

    def paint_path(
        self, gstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[PathSegment]
    ) -> None:
        """Sort each part of a path into rules, fills and curves."""
        ink = _rgb(gstate.scolor) if stroke else None
        paint = _rgb(gstate.ncolor) if fill else None
        for segments in self._subpaths(path):
            self._counted()
            points = [point for _, ends in segments for point in ends]
            if len(points) < 2:
                continue
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            box = (min(xs), min(ys), max(xs), max(ys))
            if self._shown(box):
                self._place(box, segments, stroke, fill, ink, paint, gstate.linewidth)

    # how it is sorted

    def _place(
        self,
        box: Box,
        segments: Segments,
        stroke: bool,
        fill: bool,
        ink: Color | None,
        paint: Color | None,
        linewidth: float,
    ) -> None:
        straight = _is_straight(segments)
        wide, high = box[2] - box[0], box[3] - box[1]
        if straight and min(wide, high) <= THIN and max(wide, high) > 0 and (fill or stroke):
            if max(wide, high) > THIN or stroke:
                self._rule(box, wide >= high, paint if fill else ink, None, 0.0 if fill else linewidth)
            else:
                self.dots.append((box, paint))
        elif straight and stroke and not fill:
            self._edges(segments, ink, linewidth, box)
        elif straight and fill and _is_box(segments):
            self.fills.append(Fill(self._shown(box) or box, paint, stroke, self.count))
        else:
            self.curves.append(Curve(box, segments, paint, ink, self.count))

    def _edges(self, segments: Segments, ink: Color | None, linewidth: float, box: Box) -> None:
        """The sides of an unfilled path as rules; a closed box is a frame as well."""
        frame = None
        if _is_box(segments):
            frame = len(self.frames)
            self.frames.append(box)
        points = [ends[-1] for _, ends in segments if ends]
        if segments[-1][0] == "h":
            points.append(points[0])
        for (x0, y0), (x1, y1) in pairwise(points):
            side = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            if max(side[2] - side[0], side[3] - side[1]) > 0:
                self._rule(side, side[2] - side[0] >= side[3] - side[1], ink, frame, linewidth)

    def _rule(
        self, box: Box, horizontal: bool, color: Color | None, frame: int | None, linewidth: float
    ) -> None:
        half = min(linewidth, THIN) / 2
        x0, top, x1, bottom = box
        if horizontal:
            middle = (top + bottom) / 2
            half = max(half, (bottom - top) / 2)
            self.rules.append(Rule(x0, middle - half, x1, middle + half, True, color, frame))
        else:
            middle = (x0 + x1) / 2
            half = max(half, (x1 - x0) / 2)
            self.rules.append(Rule(middle - half, top, middle + half, bottom, False, color, frame))

    def _subpaths(self, path: Sequence[PathSegment]) -> list[Segments]:
        """The parts of a path, each from one move to the next, in our coordinates."""
        assert self.ctm is not None
        left, _, _, up = self.visible
        found: list[list[tuple[str, tuple[tuple[float, float], ...]]]] = []
        for operator, *numbers in path:
            if operator == "m":
                found.append([])
            if not found:
                continue
            flat = [float(n) for n in numbers]
            ends = []
            for point in zip(flat[::2], flat[1::2], strict=False):
                x, y = apply_matrix_pt(self.ctm, point)
                ends.append((x - left, up - y))
            found[-1].append((str(operator), tuple(ends)))
        return [tuple(part) for part in found if len(part) > 1]

    def _down(self, rect: Box) -> Box:
        left, _, _, up = self.visible
        return (rect[0] - left, up - rect[3], rect[2] - left, up - rect[1])

    def _shown(self, box: Box) -> Box | None:
        """The part of a box that is not cut off; None where nothing is left of it."""
        part = overlap(box, self._down(self.clip)) if self.clip else box
        return part if part[0] <= part[2] and part[1] <= part[3] else None

    def _counted(self) -> None:
        self.count += 1
        if self.count > TOO_MANY:
            raise TooMuchError

    def _font(self, font: PDFFont) -> tuple[PDFFont, bool, bool, str]:
        known = self._fonts.get(id(font))
        if known is None:
            known = (font, *font_face(_raw_name(font), font.flags, font.descriptor))
            self._fonts[id(font)] = known
        return known


def _text(font: PDFFont, cid: int) -> str:
    """The character that a glyph stands for; its code where the file does not say."""
    try:
        return radicals_to_characters(font.to_unichr(cid))
    except PDFUnicodeNotDefined:
        return f"(cid:{cid})"


def _raw_name(font: PDFFont) -> Any:
    """The name of a font; of one without a descriptor the base font's."""
    return font.fontname if font.fontname != "unknown" else getattr(font, "basefont", "unknown")


def font_face(raw: Any, flags: int, descriptor: Any) -> tuple[bool, bool, str]:
    """(bold, italic, name): the name without its subset prefix, GBK bytes read as Chinese."""
    name = raw.decode("gbk", "replace") if isinstance(raw, bytes) else str(raw)
    if re.match(r"b['\"]", name):  # pdfminer's way to say that a name is not UTF-8
        name = ast.literal_eval(name).decode("gbk", "replace")
    name = re.sub(r"^[A-Z]{6}\+", "", name)
    weight = descriptor.get("FontWeight", 0) if hasattr(descriptor, "get") else 0
    heavy = isinstance(weight, (int, float)) and weight >= 600
    bold = bool(re.search(r"bold|black|heavy|粗", name, re.I)) or bool(flags & 1 << 18) or heavy
    return bold, bool(re.search(r"italic|oblique", name, re.I)), name


def _glyph_box(font: PDFFont, size: float, rise: float, advance: float, cid: int) -> Box:
    """The glyph's box before the matrix, as pdfminer has it."""
    if font.is_vertical():
        shift = font.char_disp(cid)
        vx, vy = shift if isinstance(shift, tuple) else (None, 880.0)
        left = size * 0.5 if vx is None else vx * size * 0.001
        high = (1000 - vy) * size * 0.001 + rise
        return (-left, high + advance, -left + size, high)
    low = font.get_descent() * size + rise
    return (0.0, low, advance, low + size)


def _turn(a: float, b: float) -> int:
    """The direction of writing in degrees counter-clockwise: a right angle where it is near one."""
    if abs(b) < 0.15 * abs(a):
        return 0 if a >= 0 else 180
    if abs(a) < 0.15 * abs(b):
        return 90 if b > 0 else 270
    return round(math.degrees(math.atan2(b, a))) % 360


def _is_straight(segments: Segments) -> bool:
    """Whether every side is a horizontal or vertical line (half a point aside)."""
    last: tuple[float, float] | None = None
    for operator, ends in segments:
        if operator not in "mlh":
            return False
        if last and ends and min(abs(ends[0][0] - last[0]), abs(ends[0][1] - last[1])) > 0.5:
            return False
        last = ends[-1] if ends else last
    return True


def _is_box(segments: Segments) -> bool:
    """Whether straight segments go round a box once."""
    corners = {(round(x, 1), round(y, 1)) for _, ends in segments for x, y in ends}
    return len(corners) == 4 and len(segments) in (4, 5, 6) and len({x for x, _ in corners}) == 2


def _whole(value: Any) -> int:
    return int(value) if isinstance(value, (int, float)) else 0


def _rgb(color: Any) -> Color | None:
    """A device colour as red, green, blue from 0 to 1; None for patterns."""
    if type(color) is tuple or isinstance(color, (int, float)):
        return _rgb_of(color)
    return None


@lru_cache(maxsize=4096)
def _rgb_of(color: Any) -> Color | None:
    parts = color if isinstance(color, tuple) else (color,)
    if not all(isinstance(part, (int, float)) for part in parts):
        return None
    if len(parts) == 3:
        return (float(parts[0]), float(parts[1]), float(parts[2]))
    if len(parts) == 4:
        c, m, y, k = (float(part) for part in parts)
        return ((1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k))
    return (float(parts[0]),) * 3 if len(parts) == 1 else None
