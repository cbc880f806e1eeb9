"""The review document for people who work in Word: one table, a row a sentence, tracked changes read on return."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.run import Run

from generator.errors import MemoryInvalid
from generator.exchange.rows import HEADS, Row, cells_to_row, find_rows
from generator.workbook import BROKEN

_WIDTHS = (Mm(24), Mm(11), Mm(88), Mm(98), Mm(34), Mm(26))
_OURS = "Duizhao 对照"
_WRAPPERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo")))
_PASSED_OVER = frozenset(
    (qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
)
# What Word keeps as an element of its own; a sign of a symbol font is told by the checks as one that is not known.
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:sym"): "\ufffd",
}
_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - the format has no time zone; a fixed date keeps the bytes equal
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def export_docx(rows: Iterable[Row]) -> bytes:
    """The rows as a Word document with one table, its first row repeated on each page.

    Proposals and remarks stand in the margin as comments of ours; they are not read back.
    """
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(8)
    document.styles["Normal"].font.size = Pt(9)
    listed = list(rows)
    table = document.add_table(rows=len(listed) + 1, cols=len(HEADS), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = width
    _fill(table, [HEADS, *((r.id, str(r.page), r.source, r.target, r.comment, r.state) for r in listed)])
    for row, element in zip(listed, table._tbl.tr_lst[1:], strict=True):
        _add_margin(document, element.tc_lst[3], "\n".join((*row.remarks, *row.offers)))
    document.core_properties.created = document.core_properties.modified = _EPOCH
    return _save(document)


def _fill(table: Any, lines: list[tuple[str, ...]]) -> None:
    # python-docx looks a cell up anew each time; walking the rows' own elements keeps this linear.
    for element, line in zip(table._tbl.tr_lst, lines, strict=True):
        for cell, width, words in zip(element.tc_lst, _WIDTHS, line, strict=True):
            cell.width = width
            run = cell.p_lst[0].add_r()
            run.text = _CONTROL.sub("", words)
    head = table._tbl.tr_lst[0].get_or_add_trPr()
    head.append(head.makeelement(qn("w:tblHeader"), {}))


def _add_margin(document: Any, cell: Any, words: str) -> None:
    """What the program has to say of a row as a comment in the margin, signed by it."""
    if words:
        run = cell.p_lst[0].r_lst[0]
        comment = document.add_comment(Run(run, document), _CONTROL.sub("", words), _OURS, "DZ")
        del comment._comment_elm.attrib[
            qn("w:date")
        ]  # the moment of its making would be other bytes each time


def _save(document: Any) -> bytes:
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as still:
        for info in made.infolist():
            still.writestr(
                zipfile.ZipInfo(info.filename, (2000, 1, 1, 0, 0, 0)), made.read(info), zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


def read_docx_rows(path: Path) -> tuple[Row, ...]:
    """The rows of a returned document, insertions taken in and deletions left out, with the comments of the margin.

    Raises MemoryInvalid when the file is no Word document or has no table with the heads that were sent.
    """
    try:
        document = Document(str(path))
        said = {str(one.comment_id): one.text for one in document.comments if one.author != _OURS}
    except (PackageNotFoundError, *BROKEN) as fault:
        raise MemoryInvalid(
            f"{path.name}: this is not a Word document that can be read; save it as .docx again.",
            f"{path.name}：无法读取该 Word 文档，请重新另存为 .docx。",
        ) from fault
    rows: list[Row] = []
    columns: dict[str, int] | None = None
    for table in document.element.body.iter(qn("w:tbl")):
        columns, found = _table_rows(table, said, columns)
        rows += found
    if not rows:
        raise MemoryInvalid(
            f"{path.name}: no table has the columns {HEADS[2]} and {HEADS[3]}; keep the first row as it was sent.",
            f"{path.name}：找不到含“{HEADS[2]}”和“{HEADS[3]}”两列的表格，请保留首行标题。",
        )
    return tuple(rows)


def _table_rows(
    table: Any, said: Mapping[str, str], before: dict[str, int] | None
) -> tuple[dict[str, int] | None, list[Row]]:
    """The columns and the rows of a table of ours; ``said`` are people's comments in the margin by id.

    ``before`` are the columns of the table before it: where Word cut one in two the second has no heads.
    """
    elements = list(_standing_rows(table))
    lines = [_line(element) for element in elements]
    columns, places = find_rows(lines, before)
    if columns is None:
        return before, []
    return columns, [cells_to_row(lines[at], columns, _margin(elements[at], said)) for at in places]


def _margin(row: Any, said: Mapping[str, str]) -> list[str]:
    """The comments that begin in a row, or are referred to in it where they have no beginning."""
    begun = [element.get(qn("w:id")) for element in row.iter(qn("w:commentRangeStart"))]
    named = [element.get(qn("w:id")) for element in row.iter(qn("w:commentReference"))]
    return [said[one] for one in dict.fromkeys([*begun, *named]) if one in said]


def _line(row: Any) -> list[str]:
    """The words of the cells; a cell that was merged over several columns stands in the first of them."""
    words: list[str] = []
    for cell in _inside(row, "w:tc"):
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        more = int(span.get(qn("w:val")) or 1) - 1 if span is not None else 0
        words += [_cell_text(cell), *[""] * more]
    return words


def _standing_rows(table: Any) -> Iterator[Any]:
    """The rows that were not deleted with tracked changes on."""
    return (row for row in _inside(table, "w:tr") if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None)


def _inside(element: Any, name: str) -> Iterator[Any]:
    """The elements of a name in order, also those that Word keeps in a content control."""
    for child in element:
        if child.tag == qn(name):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, name)


def _cell_text(cell: Any) -> str:
    """The words of a cell, a line a paragraph; where the end of a paragraph was deleted the next one goes on."""
    words, end = "", ""
    for paragraph in _inside(cell, "w:p"):
        words += end + "".join(_paragraph_text(paragraph))
        gone = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None
        end = "" if gone else "\n"
    return words


def _paragraph_text(element: Any) -> Iterable[str]:
    """The words that stand: ``w:ins`` is taken in, ``w:del`` and text moved away are left out."""
    for child in element:
        if child.tag in _PASSED_OVER:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        else:
            yield from _paragraph_text(child)
