"""Word → Report: the same blocks as from the PDF that Word makes of the file, running heads aside.

Pages are those that Word noted when it saved the file, else those that the author forced; boxes there are
none. Automatic numbers are computed, drawings become figures, native charts bring their workbook's values.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from generator.errors import SourceUnreadable, source_missing
from generator.model import Cover, Furniture, Heading, Prose, Report
from generator.reader.figures.lettering import mark_unread
from generator.reader.names import find_names
from generator.reader.word.blocks import Drawn, Framed, Part, parts_to_blocks
from generator.reader.word.charts import xml_to_chart
from generator.reader.word.tables import read_table
from generator.reader.word.texts import Paragraphs, Words, inner_paragraphs, opened

EMBED, LINK = qn("r:embed"), qn("r:id")
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
IMAGEDATA = "{urn:schemas-microsoft-com:vml}imagedata"
EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
SMALLEST = 24 * 12700  # English Metric Units: smaller pictures are bullets and icons
TOO_LARGE = 1 << 30  # bytes unpacked: no report of words and pictures is larger


@dataclass(slots=True)
class WordFile:
    """The parts of a file in order, and what stands outside the text."""

    parts: list[Part] = field(default_factory=list)
    heads: list[tuple[str, str]] = field(default_factory=list)
    title: str = ""


def read_docx(
    path: Path, *, assets: Path | None = None, progress: Callable[[int, int], None] | None = None
) -> Report:
    """The report in the Word file at ``path``; the arguments are those of ``read_report``.

    Raises SourceUnreadable for a file that is no .docx or is damaged.
    """
    file = _read(path)
    blocks = parts_to_blocks(file.parts, assets)
    pages = max((block.place.page for block in blocks), default=1)
    cover = [line for block in blocks if isinstance(block, Cover) for line in block.lines]
    heads = [words for _, words in file.heads]
    texts = [block.source for block in blocks if isinstance(block, Prose | Heading)]
    title, company = find_names(cover, heads, file.title, texts)
    if progress:
        progress(pages, pages)
    furniture = tuple(
        Furniture("header" if kind == "header" else "footer", words, ()) for kind, words in file.heads
    )
    return Report(
        path.name,
        hashlib.sha256(path.read_bytes()).hexdigest(),
        pages,
        title,
        company,
        mark_unread(tuple(blocks), assets) if assets else tuple(blocks),
        furniture,
    )


def _read(path: Path) -> WordFile:
    name = path.name
    if not path.is_file():
        raise source_missing(path)
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > TOO_LARGE:
                raise SourceUnreadable(
                    f"{name} unpacks to more than 1 GB; it is no report, or it is damaged.",
                    f"{name} 解压后超过 1 GB，不是正常的报告文件或已损坏。",
                )
        return _Walk(Document(str(path))).read()
    except SourceUnreadable:
        raise
    except Exception as error:  # python-docx, zipfile and lxml raise many things on damaged files
        raise SourceUnreadable(
            f"{name} is no .docx that can be opened (an old .doc, a file with a password, or damaged); open it in Word"
            " and save it as .docx without a password.",
            f"{name} 不是可打开的 .docx 文件（可能是旧版 .doc、设有密码或已损坏），请用 Word 打开后另存为无密码的 .docx。",
        ) from error


class _Walk:
    """Goes through the body in order."""

    def __init__(self, document: Any) -> None:
        self._document = document
        numbering = next(
            (part for part in document.part.package.iter_parts() if part.partname.endswith("/numbering.xml")),
            None,
        )
        self._paragraphs = Paragraphs(document.styles.element, getattr(numbering, "element", None))
        self._noted = document.element.body.find(f".//{qn('w:lastRenderedPageBreak')}") is not None
        self._notes = _foot_notes(document)
        self._page = 1
        self._file = WordFile()

    def read(self) -> WordFile:
        """The file's parts."""
        self._body(self._document.element.body)
        self._file.heads = _running_heads(self._document)
        self._file.title = self._document.core_properties.title or ""
        return self._file

    def _body(self, body: Any) -> None:
        for element in opened(body, qn("w:p"), qn("w:tbl")):
            if element.tag == qn("w:p"):
                self._paragraph(element)
            else:
                self._table(element)

    def _paragraph(self, element: Any) -> None:
        words = self._paragraphs.read(element)
        self._page += words.rendered if self._noted else words.breaks
        words.page = self._page
        if words.text:
            self._file.parts.append(words)
        for drawing in words.drawings:
            self._drawing(drawing)
        for note in words.notes:
            self._file.parts += [
                Words(text, "footnote", None, "", False, 0, page=self._page)
                for text in self._notes.get(note, ())
            ]
        section = element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        if section is not None and not self._noted:
            kind = section.find(qn("w:type"))
            self._page += kind is None or kind.get(qn("w:val")) != "continuous"

    def _table(self, element: Any) -> None:
        table = read_table(element, self._paragraphs.read)
        table.page = self._page
        inside = [words for cell in table.cells for words in cell.words]
        if self._noted:
            self._page += sum(words.rendered for words in inside)
        if table.is_frame:
            for words in inside:
                words.page = table.page
                self._file.parts += [words] if words.text else []
        elif table.is_layout:
            for drawing, caption in table.captions():
                self._drawing(drawing, caption)
            return
        elif any(cell.text for cell in table.cells):
            self._file.parts.append(Framed(table))
        for cell in table.cells:
            for drawing in cell.drawings:
                self._drawing(drawing)

    def _drawing(self, drawing: Any, caption: str | None = None) -> None:
        """The figures in a drawing, and the words in its text boxes."""
        for chart in drawing.iter(CHART):
            blob = self._related(chart.get(LINK))
            if blob:
                read, printed = xml_to_chart(blob[0])
                self._file.parts.append(Drawn(self._page, printed, read, caption=caption))
        boxed = [words.whole for words in map(self._paragraphs.read, inner_paragraphs(drawing)) if words.text]
        pictures = [found for found in map(self._related, _picture_links(drawing)) if found]
        if pictures and _is_large(drawing):
            for n, picture in enumerate(pictures):
                labels = tuple(boxed) if n == 0 else ()
                self._file.parts.append(Drawn(self._page, labels, None, picture, caption))
        else:
            self._file.parts += [
                Words(text, "text box", None, "", False, 0, page=self._page) for text in boxed
            ]

    def _related(self, id: str | None) -> tuple[bytes, str] | None:
        part = self._document.part.related_parts.get(id) if id else None
        return (part.blob, part.content_type) if part is not None else None


def _picture_links(drawing: Any) -> list[str]:
    links = [blip.get(EMBED) for blip in drawing.iter(BLIP)] + [
        data.get(LINK) for data in drawing.iter(IMAGEDATA)
    ]
    return list(dict.fromkeys(link for link in links if link))


def _is_large(drawing: Any) -> bool:
    extent = next(drawing.iter(EXTENT), None)
    if extent is None:
        return True
    sides = [extent.get(name) or "" for name in ("cx", "cy")]
    return not all(side.isdigit() for side in sides) or min(map(int, sides)) >= SMALLEST


def _foot_notes(document: Any) -> dict[str, list[str]]:
    """The words of footnotes by their id."""
    notes: dict[str, list[str]] = {}
    for part in document.part.package.iter_parts():
        if not re.search(r"/(?:foot|end)notes\.xml$", str(part.partname)):
            continue
        for note in parse_xml(part.blob):
            lines = (
                "".join(run.text or "" for run in line.iter(qn("w:t"))).strip()
                for line in note.iter(qn("w:p"))
            )
            if note.get(qn("w:type")) in (None, "normal"):
                notes[note.get(qn("w:id")) or ""] = [line for line in lines if line]
    return notes


def _running_heads(document: Any) -> list[tuple[str, str]]:
    """The words of headers and footers, each once."""
    found: dict[tuple[str, str], None] = {}
    for section in document.sections:
        for kind, story in (("header", section.header), ("footer", section.footer)):
            for paragraph in story.paragraphs:
                if paragraph.text.strip() and not re.fullmatch(r"[\s\d\-—/第页共]+", paragraph.text):
                    found[kind, paragraph.text.strip()] = None
    return list(found)
