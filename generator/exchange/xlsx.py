"""The review book for people who work in Excel: one sheet, one row a sentence, everything as text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from generator.errors import MemoryInvalid
from generator.exchange.rows import HEADS, Row, cells_to_row, find_columns
from generator.memory import Pair
from generator.workbook import export_sheet

_MORE = ("Proposal 建议", "Remarks 提示")
_WIDTHS = (22, 8, 60, 70, 30, 12, 50, 50)
_THREAD = re.compile(
    r"\A\[Threaded comment\].*?Comment:\s*", re.DOTALL
)  # what Excel puts before a thread for older readers


def export_xlsx(rows: Iterable[Row]) -> bytes:
    """The rows as a workbook; the same rows give the same bytes."""
    cells = (
        (
            row.id,
            row.page,
            row.source,
            row.target,
            row.comment,
            row.state,
            "\n".join(row.offers),
            "\n".join(row.remarks),
        )
        for row in rows
    )
    return export_sheet("Review 审阅", (*HEADS, *_MORE), _WIDTHS, cells)


def read_xlsx_rows(path: Path) -> tuple[Row, ...]:
    """The rows of a returned workbook, from every sheet that has the heads, whatever their order.

    Notes and threads that people fastened to a cell are part of the comment. Raises MemoryInvalid when the file is
    no workbook or no sheet has the columns of source and English.
    """
    try:
        book = load_workbook(path, data_only=False)
        rows = [row for sheet in book.worksheets for row in _sheet_rows(sheet)]
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


def read_xlsx(path: Path) -> Iterator[Pair]:
    """The pairs of a workbook; ``place`` counts the rows that hold one, from 1 over all sheets."""
    for number, row in enumerate(read_xlsx_rows(path), 1):
        yield Pair(row.source, row.target, f"{path.name}:{number}", state=row.state)


def _sheet_rows(sheet: Any) -> list[Row]:
    lines = list(sheet.iter_rows())
    columns = find_columns([_words(cell) for cell in lines[0]]) if lines else None
    if columns is None:
        return []
    found = []
    for line in lines[1:]:
        cells = [_words(cell) for cell in line]
        notes = [_THREAD.sub("", cell.comment.text) for cell in line if cell.comment]
        if any(cells):
            found.append(cells_to_row(cells, columns, notes))
    return found


def _words(cell: Any) -> str:
    return "" if cell.value is None else str(cell.value)
