"""The review book for people who work in Excel: one sheet, one row a sentence, everything as text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException

from generator.errors import MemoryInvalid
from generator.exchange.rows import HEADS, Row, to_state

_WIDTHS = (22, 8, 60, 70, 30, 12)
_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - the format has no time zone; a fixed date keeps the bytes equal


def export_xlsx(rows: Iterable[Row]) -> bytes:
    """The rows as a workbook; the same rows give the same bytes."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Review 审阅"
    sheet.append(list(HEADS))
    for row in rows:
        sheet.append(
            [_text(value) for value in (row.id, row.page, row.source, row.target, row.comment, row.state)]
        )
    _dress(sheet)
    book.properties.created = book.properties.modified = _EPOCH
    return _save(book)


def _text(value: object) -> object:
    return ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value


def _dress(sheet: Any) -> None:
    for column, width in zip("ABCDEF", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if cell.data_type == "f":  # a sentence that begins with = is text, never a formula
                cell.data_type = "s"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E6EFEC")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _save(book: Workbook) -> bytes:
    """The workbook without the moment of its making: openpyxl stamps now into every part of the archive."""
    raw, out = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as still:
        for info in made.infolist():
            content = made.read(info)
            if info.filename == "docProps/core.xml":
                content = _without_now(content)
            still.writestr(
                zipfile.ZipInfo(info.filename, (2000, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


def _without_now(core: bytes) -> bytes:
    start, end = core.find(b"<dcterms:modified"), core.find(b"</dcterms:modified>")
    return core if start < 0 else core[:start] + core[end + len(b"</dcterms:modified>") :]


def read_xlsx_rows(path: Path) -> tuple[Row, ...]:
    """The rows of a returned workbook, from every sheet that still has the heads, whatever their order.

    Raises MemoryInvalid when the file is no workbook or no sheet has the columns of source and English.
    """
    try:
        book = load_workbook(path, read_only=True, data_only=False)
        rows = [
            row for sheet in book.worksheets for row in _sheet_rows(list(sheet.iter_rows(values_only=True)))
        ]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as fault:
        raise MemoryInvalid(
            f"{path.name}: this is not a workbook that can be read; save it as .xlsx again.",
            f"{path.name}：无法读取该工作簿，请重新另存为 .xlsx。",
        ) from fault
    if not rows:
        raise MemoryInvalid(
            f"{path.name}: no sheet has the columns {HEADS[2]} and {HEADS[3]}; keep the first row as it was sent.",
            f"{path.name}：找不到“{HEADS[2]}”和“{HEADS[3]}”两列，请保留首行标题。",
        )
    return tuple(rows)


def _sheet_rows(table: list[tuple[Any, ...]]) -> list[Row]:
    heads = [str(cell or "").strip() for cell in table[0]] if table else []
    if not {HEADS[2], HEADS[3]} <= set(heads):
        return []
    at = {head: place for place, head in enumerate(heads)}

    def value(cells: tuple[Any, ...], head: str) -> str:
        found = cells[at[head]] if head in at and at[head] < len(cells) else None
        return "" if found is None else str(found)

    return [
        Row(
            value(cells, HEADS[0]).strip(),
            int(page) if (page := value(cells, HEADS[1])).isdigit() else 0,
            value(cells, HEADS[2]),
            value(cells, HEADS[3]),
            value(cells, HEADS[4]),
            to_state(value(cells, HEADS[5])),
        )
        for cells in table[1:]
        if any(cells)
    ]
