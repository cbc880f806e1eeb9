"""The review book for people who work in Excel: one sheet, one row a sentence, everything as text."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from generator.errors import MemoryInvalid
from generator.exchange.rows import HEADS, Row, to_state
from generator.memory import Pair
from generator.workbook import export_sheet

_WIDTHS = (22, 8, 60, 70, 30, 12)


def export_xlsx(rows: Iterable[Row]) -> bytes:
    """The rows as a workbook; the same rows give the same bytes."""
    cells = ((row.id, row.page, row.source, row.target, row.comment, row.state) for row in rows)
    return export_sheet("Review 审阅", HEADS, _WIDTHS, cells)


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


def read_xlsx(path: Path) -> Iterator[Pair]:
    """The pairs of a workbook; ``place`` counts the rows that hold one, from 1 over all sheets."""
    for number, row in enumerate(read_xlsx_rows(path), 1):
        yield Pair(row.source, row.target, f"{path.name}:{number}", state=row.state)


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
