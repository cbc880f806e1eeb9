"""The review document for people who work in Word: one table, a row a sentence, tracked changes read on return."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from generator.errors import MemoryInvalid
from generator.exchange.rows import HEADS, Row, to_state

_WIDTHS = (Mm(26), Mm(12), Mm(90), Mm(100), Mm(35), Mm(20))
_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - the format has no time zone; a fixed date keeps the bytes equal
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def export_docx(rows: Iterable[Row]) -> bytes:
    """The rows as a Word document with one table, its first row repeated on each page."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(8)
    document.styles["Normal"].font.size = Pt(9)
    listed = list(rows)
    table = document.add_table(rows=len(listed) + 1, cols=len(HEADS), style="Table Grid")
    table.autofit = False
    _fill(table, [HEADS, *((r.id, str(r.page), r.source, r.target, r.comment, r.state) for r in listed)])
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
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as fault:
        raise MemoryInvalid(
            f"{path.name}: this is not a Word document that can be read; save it as .docx again.",
            f"{path.name}：无法读取该 Word 文档，请重新另存为 .docx。",
        ) from fault
    rows = [row for table in document.tables for row in _table_rows(table._tbl)]
    if not rows:
        raise MemoryInvalid(
            f"{path.name}: no table has the columns {HEADS[2]} and {HEADS[3]}; keep the first row as it was sent.",
            f"{path.name}：找不到含“{HEADS[2]}”和“{HEADS[3]}”两列的表格，请保留首行标题。",
        )
    return tuple(rows)


def _table_rows(table: Any) -> list[Row]:
    lines = [[_cell_text(cell) for cell in row.findall(qn("w:tc"))] for row in _standing_rows(table)]
    heads = lines[0] if lines else []
    if not {HEADS[2], HEADS[3]} <= set(heads):
        return []
    at = {head: place for place, head in enumerate(heads)}

    def value(line: list[str], head: str) -> str:
        return line[at[head]] if head in at and at[head] < len(line) else ""

    return [
        Row(
            value(line, HEADS[0]).strip(),
            int(page) if (page := value(line, HEADS[1])).isdigit() else 0,
            value(line, HEADS[2]),
            value(line, HEADS[3]),
            value(line, HEADS[4]),
            to_state(value(line, HEADS[5])),
        )
        for line in lines[1:]
        if any(line)
    ]


def _standing_rows(table: Any) -> list[Any]:
    """The rows that were not deleted with tracked changes on."""
    return [row for row in table.findall(qn("w:tr")) if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None]


def _cell_text(cell: Any) -> str:
    return "\n".join("".join(_paragraph_text(paragraph)) for paragraph in cell.findall(qn("w:p")))


def _paragraph_text(element: Any) -> Iterable[str]:
    """The words that stand: ``w:ins`` is taken in, ``w:del`` and text moved away are left out."""
    for child in element:
        if child.tag in (qn("w:del"), qn("w:moveFrom")):
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in (qn("w:tab"),):
            yield "\t"
        elif child.tag in (qn("w:br"), qn("w:cr")):
            yield "\n"
        else:
            yield from _paragraph_text(child)
