"""An open PDF: its pages one after another, flat in memory, and what it says about itself."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import decode_text

from generator.model import bare
from generator.reader.pdf.clips import ClippingInterpreter
from generator.reader.pdf.cmaps import Resources
from generator.reader.pdf.device import ContentDevice, TooMuchError
from generator.reader.pdf.dots import dots_to_rules
from generator.reader.pdf.page import Char, PageContent
from generator.reader.pdf.tags import find_tags
from generator.reader.tables.tagged import find_tagged_tables

FORGET = 8  # pages after which what pdfminer keeps is let go of


@dataclass(slots=True)
class Source:
    """An open PDF. Read its pages with ``read_pages``; use it in a ``with`` statement."""

    path: Path
    document: PDFDocument
    pages: list[PDFPage] = field(repr=False)
    file: BinaryIO = field(repr=False)

    @property
    def page_count(self) -> int:
        """How many pages the file has."""
        return len(self.pages)

    @property
    def title(self) -> str:
        """The title that the file gives itself; empty for none."""
        for info in self.document.info:
            raw = resolve1(info.get("Title")) if isinstance(info, dict) else None
            if isinstance(raw, bytes):
                return decode_text(raw).strip()
        return ""

    @property
    def outline(self) -> dict[str, int]:
        """The level of each bookmark by its title, white space aside; of equal titles the first."""
        levels: dict[str, int] = {}
        try:
            for level, title, *_ in self.document.get_outlines():
                levels.setdefault(bare(str(title)), level)
        except Exception:  # none, or a damaged one: pdfminer raises anything
            return levels
        return levels

    def __enter__(self) -> Source:
        """The source itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.file.close()


def open_source(path: Path) -> Source:
    """The PDF at ``path``, opened. pdfminer's exceptions pass through; ``faults`` makes sentences of them."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # what it finds odd in a file is no news for users
    file = path.open("rb")
    try:
        document = PDFDocument(PDFParser(file))
        return Source(path, document, list(PDFPage.create_pages(document)), file)
    except BaseException:
        file.close()
        raise


def read_pages(source: Source, numbers: Iterable[int] | None = None) -> Iterator[PageContent]:
    """The contents of the pages (by number from 1; None: all) in order, one at a time."""
    resources = Resources()
    device = ContentDevice(resources)
    interpreter = ClippingInterpreter(resources, device)
    for number in numbers if numbers is not None else range(1, len(source.pages) + 1):
        page = source.pages[number - 1]
        streams = [stream for stream in map(resolve1, page.contents) if isinstance(stream, PDFStream)]
        packed = [stream.rawdata for stream in streams]
        content = _read_page(page, number, device, interpreter)
        content.tags = find_tags(source.document, page)
        content.tables = find_tagged_tables(source.document, page) if content.tags else ()
        for stream, raw in zip(streams, packed, strict=True):
            if raw is not None:
                stream.data, stream.rawdata = None, raw
        if number % FORGET == 0:
            _forget_streams(source.document)
        yield content


def _forget_streams(document: PDFDocument) -> None:
    """Lets go of page contents and pictures, which pdfminer keeps: memory stays flat however long the report."""
    kept = document._cached_objs
    for number in [number for number, (thing, _) in kept.items() if isinstance(thing, PDFStream)]:
        del kept[number]


def _read_page(
    page: PDFPage, number: int, device: ContentDevice, interpreter: PDFPageInterpreter
) -> PageContent:
    fault = _interpret(page, interpreter)
    turned = _sideways(device.chars)
    if turned:
        as_filed = page.rotate
        page.rotate = (as_filed + turned) % 360
        fault = _interpret(page, interpreter)
        page.rotate = as_filed
    width, height = device.size
    chars, overprints = _without_overprints(device.chars)
    for char in chars:
        x, y = char.middle
        char.hidden = char.hidden or not (0 <= x <= width and 0 <= y <= height)
    return PageContent(
        number,
        width,
        height,
        tuple(chars),
        (*device.rules, *dots_to_rules(device.dots)),
        tuple(device.frames),
        tuple(device.fills),
        tuple(device.curves),
        tuple(device.images),
        turned,
        overprints,
        fault,
    )


def _interpret(page: PDFPage, interpreter: PDFPageInterpreter) -> str | None:
    """Draw the page into the device; the answer is what went wrong, None for nothing."""
    try:
        interpreter.process_page(page)
    except TooMuchError:
        return "the page draws too many objects"
    except RecursionError:
        return "the page's objects refer to one another without end"
    except Exception as error:  # pdfminer raises anything on a damaged page; what was drawn so far is kept
        return f"{type(error).__name__}: {error}"[:200]
    return None


def _sideways(chars: list[Char]) -> int:
    """By how many degrees clockwise to turn a page whose text is printed sideways; 0 for upright ones."""
    sides = {turn: sum(char.turn == turn for char in chars) for turn in (90, 180, 270)}
    turn, most = max(sides.items(), key=lambda side: side[1])
    return turn if most > 10 and most > 0.8 * len(chars) else 0


def _without_overprints(chars: list[Char]) -> tuple[list[Char], int]:
    """The characters without those drawn again at the same place, which makes the first one bold."""
    seen: dict[tuple[str, int], list[Char]] = {}
    kept: list[Char] = []
    for char in chars:
        if not char.text.isspace():
            row = round(char.base)
            twin = next(
                (
                    first
                    for y in (row, row - 1, row + 1)
                    for first in seen.get((char.text, y), ())
                    if abs(first.x0 - char.x0) <= 0.16 * char.size >= abs(first.base - char.base)
                ),
                None,
            )
            if twin is not None:
                twin.bold = True
                continue
            seen.setdefault((char.text, row), []).append(char)
        char.index = len(kept)
        kept.append(char)
    return kept, len(chars) - len(kept)
