"""HTML → PDF through WeasyPrint: the fonts and pictures of the report, and nothing else in the world.

Importing this wakes WeasyPrint, Pango and fontconfig; only ``pdf.py`` does so, once it has shut out the
machine's own fonts.
"""

from __future__ import annotations

import gc
import io
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.urls import URLFetcher, URLFetcherResponse

from generator.exporters.archiving import VARIANT, both_standards
from generator.exporters.laid import Enclosure, Height
from generator.exporters.tagging import accessible_tags, boxes

OPTIONS = {"pdf_variant": VARIANT, "dpi": 200, "jpeg_quality": 85}
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
typesetter: Any = weasyprint
_fetcher: Any = URLFetcher
_response: Any = URLFetcherResponse


@dataclass(frozen=True, slots=True)
class Pages:
    """A finished PDF, how many pages it has, and what WeasyPrint complained about while it was made."""

    data: bytes
    count: int
    complaints: tuple[str, ...]


class KnownFiles(_fetcher):  # type: ignore[misc]
    """Gives out the files of the report by their address; every other address is refused."""

    def __init__(self, known: Mapping[str, Path]) -> None:
        super().__init__()
        self._known = known

    def fetch(self, url: str, headers: object = None) -> Any:
        """The file at an address of the report."""
        if url not in self._known:
            raise ValueError(f"not part of the report: {url[:120]}")
        return _response(url, self._known[url].read_bytes())


def html_to_pages(html: str, known: Mapping[str, Path], enclosures: Sequence[Enclosure] = ()) -> Pages:
    """The tagged PDF (PDF/UA-1, PDF/A-3a) of a print HTML. The same HTML and files give the same bytes."""
    with hear_complaints() as complaints, collect_seldom():
        document = typesetter.HTML(string=html, url_fetcher=KnownFiles(known)).render(**OPTIONS)
        with accessible_tags(document), both_standards():
            data = document.write_pdf(attachments=[_attachment(e) for e in enclosures], **OPTIONS)
    return Pages(bytes(data), len(document.pages), tuple(complaints))


def _attachment(enclosure: Enclosure) -> Any:
    # The standard asks for a date; no clock is read, so that the same report gives the same bytes.
    return typesetter.Attachment(
        file_obj=io.BytesIO(enclosure.data),
        name=enclosure.name,
        description=enclosure.description,
        created=NO_DATE,
        modified=NO_DATE,
        relationship="Data",
    )


def html_to_heights(html: str, known: Mapping[str, Path]) -> dict[int, Height]:
    """How tall the blocks of a print HTML are, each laid out by itself, by their number."""
    return find_heights(typesetter.HTML(string=html, url_fetcher=KnownFiles(known)).render())


def find_heights(document: Any) -> dict[int, Height]:
    """How tall each block of a layout is that bears a number, ``data-n``."""
    found: dict[int, Height] = {}
    for page in document.pages:
        for box in page._page_box.descendants():
            number = box.element.get("data-n") if box.element is not None else None
            if number and isinstance(box, boxes.BlockBox) and int(number) not in found:
                found[int(number)] = Height(box.margin_height(), tuple(_row_groups(box)))
    return found


def _row_groups(block: Any) -> Iterator[float]:
    for box in block.descendants():
        if isinstance(box, boxes.TableRowGroupBox) and box.element_tag == "tbody":
            yield box.height


@contextmanager
def hear_complaints() -> Iterator[list[str]]:
    """What WeasyPrint warns about meanwhile."""
    found: list[str] = []
    listener, logger = logging.Handler(logging.WARNING), logging.getLogger("weasyprint")
    listener.emit = lambda record: found.append(record.getMessage())  # type: ignore[method-assign]
    logger.addHandler(listener)
    try:
        yield found
    finally:
        logger.removeHandler(listener)


@contextmanager
def collect_seldom() -> Iterator[None]:
    """Collect garbage seldom: a render makes a million boxes that all live to the end."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
