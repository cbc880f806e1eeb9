"""The pictures of a report as files, at print quality.

A JPEG that the page shows whole and unchanged is copied byte for byte. Everything else (masks, CMYK, cut
strips, drawings, words over a picture) is rendered from the page, so that the file shows what the paper
shows. Files are named by what is in them: the same picture has the same name in every build.
"""

from __future__ import annotations

import hashlib
import io
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pypdfium2
from pdfminer.pdftypes import PDFStream
from PIL import Image, ImageChops, ImageStat

from generator.model import Box
from generator.reader.boxes import sides
from generator.reader.found import FoundFigure
from generator.reader.pdf.page import ImageBox
from generator.reader.pdf.source import Source, open_source

DRAWING = 200 / 72  # pixels a point for what is drawn
LEAST, MOST = 150 / 72, 300 / 72  # pixels a point for rendered pictures
ALIKE = 12.0  # grey levels of 255: a copy that differs more on the average is not what the page shows
TOO_LARGE = 120_000_000  # bytes of an image object: more is no picture of a report
TOO_MANY = 40_000_000  # pixels of a rendered page
PLAIN_FILTERS = ("DCTDecode", "DCT")


def write_images(
    path: Path, figures: Iterable[FoundFigure], assets: Path, turned: Mapping[int, int] | None = None
) -> dict[int, str]:
    """Writes each figure of the PDF into the folder ``assets``; the answer is the file name by ``id(figure)``.

    ``turned`` has, by page, the degrees clockwise by which a sideways page was read. A figure that cannot be
    drawn is left out of the answer.
    """
    by_page: defaultdict[int, list[FoundFigure]] = defaultdict(list)
    for figure in figures:
        by_page[figure.page].append(figure)
    names: dict[int, str] = {}
    try:
        document: Any = pypdfium2.PdfDocument(path)  # type: ignore[no-untyped-call]
    except pypdfium2.PdfiumError:
        return names
    assets.mkdir(parents=True, exist_ok=True)
    try:
        with open_source(path) as source:
            for number in sorted(by_page):
                degrees = (turned or {}).get(number, 0)
                names |= _write_page(document, number, degrees, by_page[number], source, assets)
    finally:
        document.close()
    return names


def _write_page(
    document: Any,
    number: int,
    turned: int,
    figures: Iterable[FoundFigure],
    source: Source,
    assets: Path,
) -> dict[int, str]:
    names: dict[int, str] = {}
    try:
        page = document[number - 1]
        sheet = PrintedPage(page, turned)
        for figure in figures:
            data, suffix = _figure_to_file(figure, sheet, source)
            name = f"{hashlib.sha256(data).hexdigest()[:16]}.{suffix}"
            (assets / name).write_bytes(data)
            names[id(figure)] = name
        page.close()
    except (pypdfium2.PdfiumError, IndexError, MemoryError):
        return names
    return names


class PrintedPage:
    """A page as printed, drawn once for each resolution that is asked for."""

    def __init__(self, page: Any, turned: int = 0) -> None:
        self._page = page
        self._turned = turned
        self._most = math.sqrt(TOO_MANY / max(page.get_width() * page.get_height(), 1.0))
        self._drawn: dict[float, Image.Image] = {}

    def crop(self, box: Box, scale: float) -> Image.Image:
        """The part of the page in a box, at ``scale`` pixels a point."""
        scale = min(scale, self._most)
        whole = self._drawn.get(scale)
        if whole is None:
            whole = self._page.render(scale=scale, rotation=self._turned).to_pil().convert("RGB")
            self._drawn = {scale: whole}
        left, top = (max(0, round(side * scale)) for side in box[:2])
        right, bottom = min(whole.width, round(box[2] * scale)), min(whole.height, round(box[3] * scale))
        left, top = min(left, whole.width - 1), min(top, whole.height - 1)
        return whole.crop((left, top, max(right, left + 1), max(bottom, top + 1)))


def _figure_to_file(figure: FoundFigure, page: PrintedPage, source: Source) -> tuple[bytes, str]:
    """The bytes of a figure's file and its suffix."""
    scale = _scale(figure)
    if len(figure.images) == 1 and not figure.labels:
        jpeg = _plain_jpeg(figure.images[0], source)
        if jpeg is not None and _looks_like(jpeg, page.crop(figure.box, LEAST)):
            return jpeg, "jpg"
    out = io.BytesIO()
    page.crop(figure.box, scale).save(out, "PNG", optimize=True)
    return out.getvalue(), "png"


def _scale(figure: FoundFigure) -> float:
    """Pixels a point: those of the finest picture in it, within reason."""
    density = [image.pixels[0] / sides(image.box)[0] for image in figure.images if sides(image.box)[0] > 0]
    return min(max([*density, LEAST]), MOST) if density else DRAWING


def _plain_jpeg(image: ImageBox, source: Source) -> bytes | None:
    """The bytes of a JPEG without mask or decoding table; None for any other picture."""
    if image.xref is None:
        return None
    try:
        stream = source.document.getobj(image.xref)
        if not isinstance(stream, PDFStream) or any(key in stream for key in ("SMask", "Mask", "Decode")):
            return None
        filters = [getattr(name, "name", name) for name, _ in stream.get_filters()]
        if not filters or filters[-1] not in PLAIN_FILTERS:
            return None
        data = stream.get_data()
    except Exception:  # a damaged object raises anything; the page is rendered instead
        return None
    return data if data[:2] == b"\xff\xd8" and len(data) < TOO_LARGE else None


def _looks_like(jpeg: bytes, printed: Image.Image) -> bool:
    """Whether a picture file shows what the page shows: not turned, mirrored, cut or in other colours."""
    try:
        with Image.open(io.BytesIO(jpeg)) as image:
            if image.mode not in ("RGB", "L"):
                return False
            small = image.convert("RGB").resize((24, 24))
    except Exception:  # Pillow raises many things on damaged data
        return False
    difference = ImageChops.difference(small, printed.convert("RGB").resize((24, 24)))
    return sum(ImageStat.Stat(difference).mean) / 3 < ALIKE
