"""The review book for people who work in Excel: one sheet, one row a sentence, everything as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from generator.errors import MemoryInvalid
from generator.exchange.rows import HEADS, Row, cells_to_row, find_rows
from generator.memory import Pair
from generator.workbook import BROKEN, export_sheet

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
        rows = _book_rows(book)
    except (InvalidFileException, *BROKEN) as fault:
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
    """The pairs of a workbook; ``place`` counts the rows that hold one, from 1 over all sheets.

    An English that Excel keeps as a number or a date is none: 12.5% would come back as 0.125.
    """
    for number, row in enumerate(read_xlsx_rows(path), 1):
        target = "" if row.retyped else row.target
        yield Pair(row.source, target, f"{path.name}:{number}", state=row.state)


def _book_rows(book: Any) -> list[Row]:
    """The rows of all sheets; one whose heads stayed behind goes by those of the sheet before it."""
    found: list[Row] = []
    columns: dict[str, int] | None = None
    for sheet in book.worksheets:
        lines = list(sheet.iter_rows())
        words = [[_words(cell) for cell in line] for line in lines]
        own, places = find_rows(words, columns)
        if own is not None:
            columns = own
            found += [_to_row(lines[place], words[place], own) for place in places]
    return found


def _to_row(line: Sequence[Any], words: Sequence[str], columns: Mapping[str, int]) -> Row:
    notes = [_THREAD.sub("", cell.comment.text) for cell in line if cell.comment]
    return replace(cells_to_row(words, columns, notes), retyped=_is_retyped(line[columns[HEADS[3]]]))


def _words(cell: Any) -> str:
    return "" if cell.value is None else str(cell.value)


def _is_retyped(cell: Any) -> bool:
    """Whether a cell holds something else than text; a whole number that is shown as it is may pass as text."""
    if cell.value is None or cell.data_type in ("s", "inlineStr", "str"):
        return False
    return type(cell.value) is not int or cell.number_format not in ("General", "@", "0")
