"""Lays the sample report out as a .docx, the way a company's secretariat does in a word processor."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from charts import chart_to_xml
from docx import Document
from docx.document import Document as Docx
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu, Length, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from pictures import draw_picture
from truth import LEVELS, block_parts, running_head

SONG, KAI, HEI, LATIN = "AR PL SungtiL GB", "AR PL KaitiM GB", "Noto Sans CJK SC", "Liberation Serif"
# 〇 is not in the old national character set, so these faces lack it.
ZERO, ZERO_FACE = "〇", "AR PL UMing CN"
BULLET = "•"
BLUE, INK, GREY = RGBColor(0x1B, 0x5E, 0x94), RGBColor(0, 0, 0), RGBColor(0x66, 0x70, 0x78)
TEXT_WIDTH = Cm(15.6)
_LEADING = Pt(22)
_HEADINGS = {
    "h1": (HEI, 18, 26, 14, BLUE),
    "h2": (SONG, 14, 12, 6, INK),
    "h3": (KAI, 12, 8, 4, INK),
    "h4": (SONG, 12, 4, 2, INK),
}
_SIDES = {"l": ALIGN.LEFT, "c": ALIGN.CENTER, "r": ALIGN.RIGHT}
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_CHART_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"


def report_to_docx(report: dict[str, Any], pages: dict[int, int], path: Path) -> None:
    """Writes the .docx. ``pages`` says on which page each block begins; empty before the first layout."""
    document = Document()
    _prepare(document, report)
    for number, block in enumerate(report["blocks"]):
        kind, content = block_parts(block)
        if kind == "contents":
            _add_contents(document, content, report, pages)
        elif kind in LEVELS:
            first = kind == "h1" and number == 2
            _add_heading(document, kind, content, new_page=first)
        else:
            _WRITERS[kind](document, content)
    document.save(str(path))


def _prepare(document: Docx, report: dict[str, Any]) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.7)
    section.top_margin, section.bottom_margin = Cm(2.7), Cm(2.4)
    section.header_distance, section.footer_distance = Cm(1.5), Cm(1.3)
    section.different_first_page_header_footer = True
    _add_running_head(section.header.paragraphs[0], running_head(report))
    _add_folio(section.footer.paragraphs[0])
    normal = document.styles["Normal"]
    normal.font.size, normal.font.name = Pt(12), LATIN
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), SONG)
    _close_up(normal.element.get_or_add_pPr())
    moment = datetime.datetime(2025, 4, 17, 9, 0, 0, tzinfo=datetime.UTC)
    core = document.core_properties
    core.author, core.title, core.comments = report["company"], report["title"], ""
    core.created = core.modified = moment


def _close_up(properties: Any) -> None:
    """No gaps between Chinese and Latin, so that the PDF holds only typed blanks; no mark hangs in the margin."""
    for name in ("w:overflowPunct", "w:autoSpaceDE", "w:autoSpaceDN"):
        element = OxmlElement(name)
        element.set(qn("w:val"), "0")
        properties.insert_element_before(element, "w:spacing", "w:ind", "w:jc")


def _add_running_head(paragraph: Paragraph, words: str) -> None:
    _set(paragraph, ALIGN.CENTER, spacing=1.0)
    _add_words(paragraph, words, SONG, 9, GREY)
    border = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="4" w:space="3" w:color="9AA6AE"/></w:pBdr>'
    )
    paragraph._p.get_or_add_pPr().insert_element_before(border, "w:tabs", "w:spacing", "w:ind", "w:jc")


def _add_folio(paragraph: Paragraph) -> None:
    _set(paragraph, ALIGN.CENTER, spacing=1.0)
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()
        run.font.size, run.font.name = Pt(9), LATIN
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = "PAGE"
        run._r.append(element)


def _set(
    paragraph: Paragraph,
    align: ALIGN,
    *,
    spacing: float = 1.5,
    before: float = 0,
    after: float = 0,
    indent: float = 0,
) -> None:
    """Alignment, and the gaps between and before lines in points."""
    form = paragraph.paragraph_format
    form.alignment, form.line_spacing_rule = align, WD_LINE_SPACING.MULTIPLE
    form.line_spacing, form.space_before, form.space_after = spacing, Pt(before), Pt(after)
    form.first_line_indent = Pt(indent) if indent else None
    form.widow_control = True


def _add_words(
    paragraph: Paragraph, words: str, face: str, size: float, colour: RGBColor = INK, *, bold: bool = False
) -> None:
    for piece in words.replace(ZERO, f"\0{ZERO}\0").split("\0"):
        if not piece:
            continue
        run = paragraph.add_run(piece)
        run.font.name, run.font.size, run.font.color.rgb = LATIN, Pt(size), colour
        run.font.bold, run.font.italic = bold, False
        fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), ZERO_FACE if piece == ZERO else face)
        fonts.set(qn("w:hint"), "eastAsia")


def _add_cover(document: Docx, lines: list[str]) -> None:
    code, short, company, title, notice, date = lines
    for words in (code, short):
        paragraph = document.add_paragraph()
        _set(paragraph, ALIGN.LEFT, spacing=1.3)
        _add_words(paragraph, words, SONG, 11, GREY)
    for words, face, size, before in ((company, HEI, 24, 90), (title, HEI, 30, 22)):
        paragraph = document.add_paragraph()
        _set(paragraph, ALIGN.CENTER, spacing=1.2, before=before)
        _add_words(paragraph, words, face, size, BLUE, bold=True)
    paragraph = document.add_paragraph()
    _set(paragraph, ALIGN.CENTER, spacing=1.0, before=46)
    _add_picture(paragraph, "cover", TEXT_WIDTH)
    for words, size, before in ((notice, 12, 40), (date, 15, 46)):
        paragraph = document.add_paragraph()
        _set(paragraph, ALIGN.CENTER, spacing=1.2, before=before)
        _add_words(paragraph, words, KAI if words == notice else SONG, size)


def _add_picture(paragraph: Paragraph, name: str, width: Length) -> None:
    shape = paragraph.add_run().add_picture(io.BytesIO(draw_picture(name)), width=width)
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")


def _add_contents(document: Docx, title: str, report: dict[str, Any], pages: dict[int, int]) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.page_break_before = True
    _set(paragraph, ALIGN.CENTER, spacing=1.2, after=10)
    _add_words(paragraph, title, HEI, 18, BLUE, bold=True)
    for number, block in enumerate(report["blocks"]):
        kind, words = block_parts(block)
        if kind not in ("h1", "h2"):
            continue
        line = document.add_paragraph()
        _set(line, ALIGN.LEFT, spacing=1.0, before=5 if kind == "h1" else 1)
        line.paragraph_format.left_indent = Pt(0 if kind == "h1" else 21)
        line.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        _add_words(line, f"{words}\t{pages.get(number, 0)}", SONG, 10.5)


def _add_heading(document: Docx, kind: str, words: str, *, new_page: bool) -> None:
    face, size, before, after, colour = _HEADINGS[kind]
    paragraph = document.add_paragraph(style=f"Heading {LEVELS[kind]}")
    _set(paragraph, ALIGN.CENTER if kind == "h1" else ALIGN.LEFT, spacing=1.3, before=before, after=after)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.page_break_before = new_page
    _add_words(paragraph, words, face, size, colour, bold=True)


def _add_text(document: Docx, words: str) -> None:
    paragraph = document.add_paragraph()
    _set(paragraph, ALIGN.JUSTIFY, indent=24)
    paragraph.paragraph_format.line_spacing = _LEADING
    _add_words(paragraph, words, SONG, 12)


def _add_item(document: Docx, words: str) -> None:
    paragraph = document.add_paragraph()
    _set(paragraph, ALIGN.JUSTIFY)
    form = paragraph.paragraph_format
    form.line_spacing, form.left_indent, form.first_line_indent = _LEADING, Pt(42), Pt(-18)
    form.tab_stops.add_tab_stop(Pt(42))
    _add_words(paragraph, f"{BULLET}\t{words}", SONG, 12)


def _add_note(document: Docx, words: str) -> None:
    paragraph = document.add_paragraph()
    _set(paragraph, ALIGN.JUSTIFY, spacing=1.3, before=3, indent=21)
    _add_words(paragraph, words, SONG, 10.5)


def _add_remark(document: Docx, words: str) -> None:
    paragraph = document.add_paragraph()
    _set(paragraph, ALIGN.LEFT, spacing=1.2, before=3, after=6)
    _add_words(paragraph, words, SONG, 9, GREY)


def _add_title(document: Docx, words: str, *, face: str = SONG, bold: bool = True) -> None:
    paragraph = document.add_paragraph()
    _set(paragraph, ALIGN.CENTER, spacing=1.3, before=6, after=3)
    paragraph.paragraph_format.keep_with_next = True
    _add_words(paragraph, words, face, 10.5, bold=bold)


def _add_table(document: Docx, content: dict[str, Any]) -> None:
    if "caption" in content:
        _add_title(document, content["caption"])
    elif "unit" not in content:
        document.paragraphs[-1].paragraph_format.space_after = Pt(5)
    if "unit" in content:
        unit = document.add_paragraph()
        _set(unit, ALIGN.RIGHT, spacing=1.2, before=4, after=1)
        unit.paragraph_format.keep_with_next = True
        _add_words(unit, content["unit"], SONG, 10.5)
    rows = content["rows"]
    table = document.add_table(len(rows), len(rows[0]))
    _set_grid(table, content["widths"])
    size = float(content.get("size", 10.5))
    for r, row in enumerate(rows):
        head = r < content["header_rows"]
        _set_row(table, r, head)
        for c, words in enumerate(row):
            if words not in ("^", "<"):
                cell = _merge(table, rows, r, c)
                side = "c" if head else content["align"][c]
                _fill_cell(cell, words, size, _SIDES[side], head, keep=len(rows) < 14 and r < len(rows) - 1)
    after = document.add_paragraph()
    _set(after, ALIGN.LEFT, spacing=1.0)
    after.paragraph_format.line_spacing = Pt(6)


def _set_grid(table: Table, shares: list[float]) -> None:
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    widths = [Emu(round(TEXT_WIDTH * share / sum(shares))) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8CA3B5"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>")
    table._tbl.tblPr.insert_element_before(borders, "w:tblLayout", "w:tblLook")


def _set_row(table: Table, number: int, head: bool) -> None:
    properties = table.rows[number]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def _merge(table: Table, rows: list[list[str]], r: int, c: int) -> _Cell:
    down, right = r, c
    while down + 1 < len(rows) and rows[down + 1][c] == "^":
        down += 1
    while right + 1 < len(rows[r]) and rows[r][right + 1] == "<":
        right += 1
    cell = table.cell(r, c)
    return cell if (down, right) == (r, c) else cell.merge(table.cell(down, right))


def _fill_cell(cell: _Cell, words: str, size: float, align: ALIGN, head: bool, *, keep: bool) -> None:
    for spare in cell.paragraphs[1:]:
        spare._p.getparent().remove(spare._p)
    paragraph = cell.paragraphs[0]
    _set(paragraph, align, spacing=1.15, before=2.5, after=2.5)
    paragraph.paragraph_format.keep_with_next = keep
    _add_words(paragraph, words, SONG, size, bold=head)
    if head:
        shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="DCE8F1"/>'
        cell._tc.get_or_add_tcPr().append(parse_xml(shade))
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER


def _add_photos(document: Docx, photos: list[dict[str, str]]) -> None:
    """One photo across the page, or two side by side in a table without rules, each over its caption."""
    if len(photos) == 1:
        paragraph = document.add_paragraph()
        _set(paragraph, ALIGN.CENTER, spacing=1.0, before=8)
        paragraph.paragraph_format.keep_with_next = True
        _add_picture(paragraph, photos[0]["picture"], Cm(13))
        return _add_title(document, photos[0]["caption"], face=KAI, bold=False)
    table = document.add_table(2, len(photos))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, photo in enumerate(photos):
        above, below = table.cell(0, column).paragraphs[0], table.cell(1, column).paragraphs[0]
        _set(above, ALIGN.CENTER, spacing=1.0, before=8)
        above.paragraph_format.keep_with_next = True
        _add_picture(above, photo["picture"], Cm(7.3))
        _set(below, ALIGN.CENTER, spacing=1.3, before=3, after=6)
        _add_words(below, photo["caption"], KAI, 10.5)
    return None


def _add_chart(document: Docx, chart: dict[str, Any]) -> None:
    """Columns stand in the text over a caption; the pie floats at the right and the text runs beside it."""
    number = sum(rel.reltype == _CHART_REL for rel in document.part.rels.values()) + 1
    kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), kind, chart_to_xml(chart), document.part.package)
    link = document.part.relate_to(part, _CHART_REL)
    floats = "caption" not in chart
    width, height = (Cm(8.4), Cm(7.2)) if floats else (Cm(13), Cm(6.4))
    paragraph = document.add_paragraph()
    _set(paragraph, ALIGN.CENTER, spacing=1.0)
    paragraph.paragraph_format.keep_with_next = True
    place = _anchor if floats else _inline
    run = paragraph.add_run()
    drawing = OxmlElement("w:drawing")
    drawing.append(parse_xml(place(width, height, number, link)))
    run._r.append(drawing)
    if floats:
        paragraph.paragraph_format.line_spacing = Pt(1)
    else:
        _add_title(document, chart["caption"], face=KAI, bold=False)


def _graphic(link: str) -> str:
    return (
        f'<a:graphic {nsdecls("a")}><a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" {nsdecls("r")} '
        f'r:id="{link}"/></a:graphicData></a:graphic>'
    )


def _inline(width: Length, height: Length, number: int, link: str) -> str:
    return (
        f'<wp:inline {nsdecls("wp")} distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{100 + number}" name="Chart {number}"/>{_graphic(link)}</wp:inline>'
    )


def _anchor(width: Length, height: Length, number: int, link: str) -> str:
    return (
        f'<wp:anchor {nsdecls("wp")} distT="0" distB="0" distL="180000" distR="0" simplePos="0" relativeHeight="2" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:align>right</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        '<wp:wrapSquare wrapText="bothSides"/>'
        f'<wp:docPr id="{100 + number}" name="Chart {number}"/><wp:cNvGraphicFramePr/>{_graphic(link)}</wp:anchor>'
    )


def _add_signature(document: Docx, lines: list[str]) -> None:
    for number, words in enumerate(lines):
        paragraph = document.add_paragraph()
        _set(paragraph, ALIGN.RIGHT, before=48 if number == 0 else 4)
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.keep_with_next = number < len(lines) - 1
        _add_words(paragraph, words, SONG, 12)


_WRITERS: dict[str, Callable[[Docx, Any], None]] = {
    "cover": _add_cover,
    "p": _add_text,
    "item": _add_item,
    "note": _add_note,
    "remark": _add_remark,
    "table": _add_table,
    "photos": _add_photos,
    "chart": _add_chart,
    "signature": _add_signature,
}
