"""Workbooks for people who sort and filter: heads and rows on each sheet, all text as text, the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | None
# What the libraries for office files raise for one that is broken: in its archive, its XML, or what that should say.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
)
_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - the format has no time zone
_NOW = re.compile(rb"<dcterms:modified.*?</dcterms:modified>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to be written: its heads with the width of each column in letters, and its rows."""

    title: str
    heads: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Sequence[Value]]


def export_sheet(
    title: str, heads: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[Value]]
) -> bytes:
    """An .xlsx with one sheet, as ``export_sheets`` writes it."""
    return export_sheets(Sheet(title, heads, widths, rows))


def export_sheets(*sheets: Sheet) -> bytes:
    """An .xlsx: the heads of each sheet stay in sight and filter; text that begins with = stays text."""
    from openpyxl import Workbook  # loads slowly, and what tells of a sheet need not write it

    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title), sheet)
    return workbook_to_bytes(book)


def _fill(sheet: Worksheet, content: Sheet) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet.append(list(content.heads))
    for row in content.rows:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", one) if isinstance(one, str) else one for one in row])
    for number, width in enumerate(content.widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    styles: dict[bool, Any] = {}
    rows: Any = sheet.iter_rows()
    for cells in rows:
        for cell in cells:
            text = not isinstance(cell.value, int)  # text stays text, now and when somebody types over it
            if isinstance(cell.value, str):
                cell.data_type = "s"
            if text not in styles:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.number_format = "@" if text else cell.number_format
                styles[text] = cell._style
            cell._style = copy(styles[text])  # to look a style up for every cell takes most of the time
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E6EFEC")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def workbook_to_bytes(book: Workbook) -> bytes:
    """The workbook without the moment of its making, which openpyxl stamps into every part of the archive."""
    book.properties.created = _EPOCH
    raw, out = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as still:
        for info in made.infolist():
            content = made.read(info)
            if info.filename == "docProps/core.xml":
                content = _NOW.sub(b"", content)
            still.writestr(
                zipfile.ZipInfo(info.filename, (2000, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED
            )
    return out.getvalue()
