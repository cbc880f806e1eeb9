"""A part of an edition laid out by itself, so that the merged parts are what one layout of the whole would be.

Importing this wakes WeasyPrint; see ``pages.py``. It reaches into private functions of WeasyPrint 70.0 as
``tagging.py`` does: the margin boxes are left out of the pages, links may lead elsewhere, fonts stay outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any
from unittest.mock import patch

from weasyprint import layout as _layout
from weasyprint import pdf as _pdf
from weasyprint.pdf import fonts as _fonts
from weasyprint.text.fonts import FontConfiguration

from generator.exporters.archiving import both_standards
from generator.exporters.laid import FOLLOWS, FontFacts, Job, Kind, Laid, Mark, PageFacts
from generator.exporters.last_page import render_to_the_end
from generator.exporters.pages import (
    OPTIONS,
    KnownFiles,
    collect_seldom,
    find_heights,
    hear_complaints,
    typesetter,
)
from generator.exporters.tagging import accessible_tags, boxes

POINTS = 0.75  # of a CSS pixel
# The marks of the whole document are those of its front; tags are needed wherever there is content.
_PART = {"pdf_variant": None, "pdf_tags": True, "output_intent": "srgb"}
_MARKS: dict[Kind, dict[str, Any]] = {
    "front": {},
    "part": _PART,
    "chapter": _PART,
    "heights": {},
    "furniture": {"pdf_variant": None},
}

layout: Any = _layout
pdf: Any = _pdf
fonts: Any = _fonts
_font_configuration: Any = FontConfiguration


def lay_out(job: Job) -> Laid:
    """The part of a job, laid out and drawn."""
    options = {**OPTIONS, **_MARKS[job.kind]}
    links: set[str] = set()
    fonts_known, sheet, of_sheet = _sheet(job.sheet, tuple(sorted(job.files.items())))
    with hear_complaints() as complaints, collect_seldom():

        def render(html: str) -> Any:
            read = typesetter.HTML(string=html, url_fetcher=KnownFiles(job.files))
            return read.render(font_config=fonts_known, stylesheets=[sheet], **options)

        with _without_furniture() if job.kind != "furniture" else nullcontext():
            document = render_to_the_end(job.html, render) if job.kind == "chapter" else render(job.html)
        if job.kind == "heights":
            return Laid(b"", heights=find_heights(document))
        document = _before_what_follows(document)
        facts = tuple(map(_page_facts, document.pages))
        if job.kind == "furniture":
            _strip(document)
        with _loose_ends(links, job.files):
            data = _draw(document, options)
    said = (*(of_sheet if job.kind == "front" else ()), *complaints)
    return Laid(bytes(data), facts, _font_facts(document, job.files), tuple(sorted(links)), said)


def _draw(document: Any, options: Mapping[str, Any]) -> Any:
    if not (options["pdf_variant"] or options.get("pdf_tags")):
        return document.write_pdf(**options)
    with accessible_tags(document), both_standards():
        return document.write_pdf(**options)


def _before_what_follows(document: Any) -> Any:
    """The layout without the page that is there for what follows."""
    pages = list(takewhile(lambda page: FOLLOWS not in page.anchors, document.pages))
    return document.copy(pages) if len(pages) < len(document.pages) else document


def _without_furniture() -> Any:
    return patch.object(layout, "make_margin_boxes", lambda *_: ())


@lru_cache(maxsize=4)
def _sheet(sheet: str, files: tuple[tuple[str, Path], ...]) -> tuple[Any, Any, tuple[str, ...]]:
    """The fonts of a style sheet, the sheet itself, and what is wrong in it: read once for all parts that share it."""
    found = _font_configuration()
    with hear_complaints() as complaints:
        css = typesetter.CSS(string=sheet, font_config=found, url_fetcher=KnownFiles(dict(files)))
    return found, css, tuple(complaints)


@contextmanager
def _loose_ends(links: set[str], files: Mapping[str, Path]) -> Iterator[None]:
    """Let links lead to anchors that are not here, noting them, and leave the files of known fonts out."""
    clean = fonts.Font.clean

    def resolved(pages: Any) -> Iterator[tuple[list[Any], list[Any]]]:
        seen: set[str] = set()
        for page in pages:
            links.update(target for kind, target, _, _ in page.links if kind == "internal")
            new = [(name, *at[:2]) for name, at in page.anchors.items() if name not in seen]
            seen.update(page.anchors)
            yield list(page.links), new

    def cleaned(font: Any, *rest: Any) -> None:
        if _address(font.file_content, files):
            font.source_content, font.file_content = font.file_content, font.file_content[:4]
        else:
            clean(font, *rest)

    with patch.object(pdf, "resolve_links", resolved), patch.object(fonts.Font, "clean", cleaned):
        yield


def _strip(document: Any) -> None:
    """Leave of each page its margin boxes alone."""
    for page in document.pages:
        box = page._page_box
        box.children = tuple(child for child in box.children if isinstance(child, boxes.MarginBox))
        box.background = box.canvas_background = None
        page.links, page.anchors, page.bookmarks = [], {}, []


def _page_facts(page: Any) -> PageFacts:
    box = page._page_box
    assigned = [pair for child in box.descendants() for pair in _strings(child)]
    return PageFacts(
        name=box.page_type.name or "",
        assigned=tuple((str(name), str(text)) for name, text in assigned),
        opening=tuple(sorted(_opening(box))),
        anchors=tuple(page.anchors),
        marks=tuple(
            Mark(level, label, x * POINTS, (page.height - y) * POINTS, state == "closed")
            for level, label, (x, y), state in page.bookmarks
        ),
        blank=box.page_type.blank,
    )


def _strings(box: Any) -> Any:
    return () if box.string_set in (None, "none") else box.string_set


def _opening(box: Any) -> Iterator[str]:
    """The names of the strings that the page sets at its very start, as ``string(…, start)`` understands it."""
    while box:
        if box.style["string_set"] != "none":
            yield from (name for name, _ in box.style["string_set"])
        box = box.children[0] if box.children else None


def _font_facts(document: Any, files: Mapping[str, Path]) -> dict[str, FontFacts]:
    found: dict[str, FontFacts] = {}
    for font in document.fonts.values():
        before = found.get(font.hash)
        found[font.hash] = FontFacts(
            _address(getattr(font, "source_content", font.file_content), files),
            {**font.widths, **(before.widths if before else {})},
            {**font.to_unicode, **(before.characters if before else {})},
            bool(font.missing) or (before is not None and before.lacking),
        )
    return found


def _address(content: bytes, files: Mapping[str, Path]) -> str:
    """Which of the files a font is, or nothing for a stranger."""
    known = _font_files(tuple(sorted(files.items())))
    return next((address for address, data in known if data == content), "")


@lru_cache(maxsize=4)
def _font_files(files: tuple[tuple[str, Path], ...]) -> tuple[tuple[str, bytes], ...]:
    return tuple((name, path.read_bytes()) for name, path in files if name.startswith("file:"))
