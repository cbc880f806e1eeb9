"""Word → Report: the same blocks as from the PDF that Word makes of the file, running heads aside.

Pages are those that Word noted when it saved the file, else those that the author forced; boxes there are
none. Automatic numbers are computed, drawings become figures, native charts bring their workbook's values.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from PIL import Image

from generator.errors import SourceUnreadable
from generator.model import (
    BULLETS,
    Block,
    Chart,
    Contents,
    ContentsEntry,
    Cover,
    Figure,
    Furniture,
    Heading,
    Ids,
    Place,
    Prose,
    ProseKind,
    Report,
    Table,
    bare,
)
from generator.reader.blocks import NOTE
from generator.reader.front import TITLE
from generator.reader.headings import DATE
from generator.reader.items import CAPTION, UNIT
from generator.reader.lines import BOXES
from generator.reader.names import find_names
from generator.reader.numbering import look_up_number
from generator.reader.wordcharts import xml_to_chart
from generator.reader.wordtables import NOWHERE, WordTable, read_table
from generator.reader.wordtexts import Paragraphs, Words, inner_paragraphs

EMBED, LINK = qn("r:embed"), qn("r:id")
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
IMAGEDATA = "{urn:schemas-microsoft-com:vml}imagedata"
EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
SMALLEST = 24 * 12700  # English Metric Units: smaller pictures are bullets and icons
TOO_LARGE = 1 << 30  # bytes unpacked: no report of words and pictures is larger
FORMATS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}


@dataclass(slots=True)
class Drawn:
    """A figure as found: words in it, the chart, the picture's bytes and type, a caption from a layout table."""

    page: int
    labels: tuple[str, ...] = ()
    chart: Chart | None = None
    picture: tuple[bytes, str] | None = None
    caption: str | None = None


@dataclass(slots=True)
class Framed:
    """A table with what is bound to it."""

    table: WordTable
    caption: str | None = None
    unit: str | None = None


@dataclass(slots=True)
class WordFile:
    """The parts of a file in order, and what stands outside the text."""

    parts: list[Words | Framed | Drawn] = field(default_factory=list)
    heads: list[tuple[str, str]] = field(default_factory=list)
    title: str = ""


def read_docx(
    path: Path, *, assets: Path | None = None, progress: Callable[[int, int], None] | None = None
) -> Report:
    """The report in the Word file at ``path``; the arguments are those of ``read_report``.

    Raises SourceUnreadable for a file that is no .docx or is damaged.
    """
    file = _read(path)
    ids = Ids()
    front, rest = _front(file.parts, ids)
    _bind(rest)
    blocks = sorted([*front, *_parts_to_blocks(rest, ids, assets)], key=lambda block: block.place.page)
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
        path.name, hashlib.sha256(path.read_bytes()).hexdigest(), pages, title, company, tuple(blocks), furniture
    )


def _read(path: Path) -> WordFile:
    name = path.name
    if not path.is_file():
        raise SourceUnreadable(f"{name} does not exist; check the path.", f"找不到文件 {name}，请检查路径。")
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
            (part for part in document.part.package.iter_parts() if part.partname.endswith("/numbering.xml")), None
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

    def _body(self, parent: Any) -> None:
        for element in parent:
            if element.tag == qn("w:p"):
                self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                self._table(element)
            elif element.tag == qn("w:sdt"):
                content = element.find(qn("w:sdtContent"))
                self._body(content if content is not None else ())

    def _paragraph(self, element: Any) -> None:
        words = self._paragraphs.read(element)
        self._page += words.rendered if self._noted else words.breaks
        words.page = self._page
        if words.text:
            self._file.parts.append(words)
        for drawing in words.drawings:
            self._drawing(drawing)
        for note in words.notes:
            self._file.parts += [Words(text, "footnote", None, "", False, 0, page=self._page) for text in self._notes.get(note, ())]
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
            self._file.parts += [Words(text, "text box", None, "", False, 0, page=self._page) for text in boxed]

    def _related(self, id: str | None) -> tuple[bytes, str] | None:
        part = self._document.part.related_parts.get(id) if id else None
        return (part.blob, part.content_type) if part is not None else None


def _picture_links(drawing: Any) -> list[str]:
    links = [blip.get(EMBED) for blip in drawing.iter(BLIP)] + [data.get(LINK) for data in drawing.iter(IMAGEDATA)]
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
            lines = ("".join(run.text or "" for run in line.iter(qn("w:t"))).strip() for line in note.iter(qn("w:p")))
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


def _bind(parts: list[Words | Framed | Drawn]) -> None:
    """Gives tables and figures their captions and unit lines, and takes these out of the text."""
    bound: set[int] = set()
    for i, part in enumerate(parts):
        if isinstance(part, Framed):
            bound |= _bind_above(parts, i, part)
    for i, part in enumerate(parts):
        if isinstance(part, Drawn) and part.caption is None:
            bound |= _bind_figure(parts, i, part, bound)
    parts[:] = [part for i, part in enumerate(parts) if i not in bound]


def _bind_above(parts: list[Words | Framed | Drawn], at: int, framed: Framed) -> set[int]:
    bound = set()
    for i in range(at - 1, max(at - 4, -1), -1):
        words = parts[i]
        if not isinstance(words, Words) or words.page < framed.table.page - 1:
            break
        if UNIT.match(words.text) and framed.unit is None:
            framed.unit = words.text
        elif _is_caption(words):
            framed.caption = words.whole
            bound.add(i)
            break
        else:
            break
        bound.add(i)
    return bound


def _bind_figure(parts: list[Words | Framed | Drawn], at: int, drawn: Drawn, bound: set[int]) -> set[int]:
    """The caption below the figure or the row of figures, else the one above."""
    after = next((i for i in range(at + 1, len(parts)) if not isinstance(parts[i], Drawn)), None)
    for i in (after, at - 1):
        words = parts[i] if i is not None and i >= 0 else None
        near = isinstance(words, Words) and words.page == drawn.page
        if i is not None and i not in bound and near and isinstance(words, Words) and _is_caption(words):
            for other in parts[at : i if i > at else at + 1]:
                if isinstance(other, Drawn):
                    other.caption = words.whole
            return {i}
    return set()


def _is_caption(words: Words) -> bool:
    """Whether a paragraph names a figure or table: by its style, its words, or as a short centred line."""
    if words.outline or len(words.whole) > 60 or words.text.endswith(("。", "；", "：")):
        return False
    styled = re.search(r"caption|题注|table title|图题|表题|表格标题", words.style, re.I)
    centred = words.align == "center" and len(words.whole) <= 40 and not look_up_number(words.whole)
    return bool(styled or CAPTION.match(words.whole) or centred)


def _parts_to_blocks(parts: list[Words | Framed | Drawn], ids: Ids, assets: Path | None) -> list[Block]:
    blocks: list[Block] = []
    levels = _levels(parts)
    signed = _signed(parts)
    for part in parts:
        if isinstance(part, Framed):
            blocks.append(_table(part, ids))
        elif isinstance(part, Drawn):
            blocks.append(_figure(part, ids, assets))
        elif id(part) in levels:
            place = Place(part.page, NOWHERE)
            blocks.append(Heading(ids.take("heading", part.whole), part.whole, place, levels[id(part)]))
        else:
            blocks += _prose(part, ids, id(part) in signed)
    return blocks


def _front(
    parts: list[Words | Framed | Drawn], ids: Ids
) -> tuple[list[Block], list[Words | Framed | Drawn]]:
    """The cover and the contents, and all parts that follow."""
    blocks: list[Block] = []
    cover = _cover(parts)
    if cover:
        lines = tuple(words.whole for words in cover)
        blocks.append(Cover(ids.take("cover", "\n".join(lines)), lines, Place(1, NOWHERE)))
    contents = _contents(parts)
    if contents:
        titles = [words for words in contents if TITLE.fullmatch(bare(words.text))]
        entries = tuple(_entry(words) for words in contents if words not in titles)
        title = titles[0].text if titles else ""
        said = "\n".join([title, *(entry.source for entry in entries)])
        blocks.append(Contents(ids.take("toc", said), title, entries, (Place(contents[0].page, NOWHERE),)))
    taken = {id(words) for words in (*cover, *contents)}
    return blocks, [part for part in parts if id(part) not in taken]


def _cover(parts: list[Words | Framed | Drawn]) -> list[Words]:
    """The paragraphs of page 1 where it is a cover: few, none of them a sentence or a heading."""
    first = [part for part in parts if part_page(part) == 1]
    words = [part for part in first if isinstance(part, Words)]
    sparse = len(words) <= 12 and not any(isinstance(part, Framed) for part in first)
    plain = not any(part.outline or part.text.endswith("。") or _is_contents(part) for part in words)
    return words if words and sparse and plain and len(first) < len(parts) else []


def part_page(part: Words | Framed | Drawn) -> int:
    """The page on which a part begins."""
    return part.table.page if isinstance(part, Framed) else part.page


def _contents(parts: list[Words | Framed | Drawn]) -> list[Words]:
    """The contents: paragraphs of its styles, and after its title those that end in a page number."""
    found: list[Words] = []
    for part in parts:
        if not isinstance(part, Words):
            continue
        typed = bool(found) and part_page(part) - found[-1].page <= 1 and re.search(r"\t\s*\d{1,4}$", part.whole)
        if _is_contents(part) or typed:
            found.append(part)
        elif len(found) > 1:
            break
    return found


def _is_contents(words: Words) -> bool:
    style = words.style.lower()
    return bool(re.match(r"toc\b|toc\d|目录", style)) or bool(TITLE.fullmatch(bare(words.text)))


def _entry(words: Words) -> ContentsEntry:
    said, _, page = words.whole.rpartition("\t")
    level = re.search(r"^toc.*?([1-9])\s*$", words.style, re.I)
    if not said:
        said, page = words.whole, ""
    return ContentsEntry(said.replace("\t", " ").strip(), page.strip() or None, int(level[1]) if level else 1)


def _levels(parts: list[Words | Framed | Drawn]) -> dict[int, int]:
    """The level of each heading by identity: its style's; where no style says, that of its number."""
    words = [part for part in parts if isinstance(part, Words)]
    outlined = {id(part): part.outline for part in words if part.outline and len(part.text) <= 100}
    if not outlined:
        ranks = {
            id(part): number.rank
            for part in words
            if (number := look_up_number(part.whole)) and (part.bold or number.rank <= 4)
            and len(part.text) <= 40 and not part.text.endswith(("。", "；", "，", "："))
        }
        outlined = dict(ranks)
    order = sorted(set(outlined.values()))
    return {key: order.index(level) + 1 for key, level in outlined.items()}


def _signed(parts: list[Words | Framed | Drawn]) -> set[int]:
    """The lines that sign the report: set to the right at its end, the last of them a date."""
    found: set[int] = set()
    words = [part for part in parts if isinstance(part, Words)]
    for i, part in enumerate(words):
        if not DATE.fullmatch(part.text.strip()) or not _is_set_off(part):
            continue
        found.add(id(part))
        for before in reversed(words[max(0, i - 5) : i]):
            if not _is_set_off(before) or before.text.endswith("。"):
                break
            found.add(id(before))
    return found


def _is_set_off(words: Words) -> bool:
    return words.align in ("right", "end") or words.indent > 3600 or "sign" in words.style.lower()


def _table(framed: Framed, ids: Ids) -> Table:
    rows = framed.table.rows()
    said = "\n".join([framed.caption or "", *(cell.source for row in rows for cell in row)])
    return Table(
        ids.take("table", said), rows, (Place(framed.table.page, NOWHERE),), framed.caption, framed.unit,
        framed.table.header_rows(),
    )


def _figure(drawn: Drawn, ids: Ids, assets: Path | None) -> Figure:
    said = "\n".join([drawn.caption or "", *drawn.labels])
    image = _save(drawn.picture, assets) if drawn.picture and assets else None
    return Figure(
        ids.take("figure", said), Place(drawn.page, NOWHERE), drawn.caption, image, drawn.labels, drawn.chart
    )


def _save(picture: tuple[bytes, str], assets: Path) -> str | None:
    """Writes a picture and names it; None for formats that nothing can show (EMF, WMF)."""
    data, kind = picture
    suffix = FORMATS.get(kind)
    if suffix is None:
        out = io.BytesIO()
        try:
            with Image.open(io.BytesIO(data)) as image:
                image.convert("RGB").save(out, "PNG")
        except Exception:  # Pillow raises many things on formats it does not know
            return None
        data, suffix = out.getvalue(), "png"
    name = f"{hashlib.sha256(data).hexdigest()[:16]}.{suffix}"
    assets.mkdir(parents=True, exist_ok=True)
    (assets / name).write_bytes(data)
    return f"assets/{name}"


def _prose(words: Words, ids: Ids, signed: bool) -> Iterator[Prose]:
    """A paragraph's block; each line that the author broke off is one of its own only in a signature."""
    text, bullet = words.whole.replace("\t", " "), words.bullet
    if text[0] in BULLETS and text[1:].strip() and text[0] not in BOXES:
        text, bullet = text[1:].strip(), text[0]
    number = look_up_number(text)
    marker = bullet or (text[: number.end].strip() if number else None)
    kind: ProseKind = "item" if marker else "paragraph"
    if signed:
        kind = "signature"
    elif NOTE.match(text) or words.style == "footnote":
        kind = "note"
    elif CAPTION.match(text) and len(text) <= 60:
        kind = "caption"
    yield Prose(ids.take(kind, text), kind, text, (Place(words.page, NOWHERE),), marker)
