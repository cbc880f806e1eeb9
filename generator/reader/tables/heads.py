"""How many rows at the top of a table are its head.

Marks come first: a head is bold or shaded where the body is not. Without marks, words do: a first row of
names above columns of numbers. A table of labels and values has no head.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from generator.reader.found import FoundCell

NUMBER = re.compile(r"^[\s\d０-９,，.．%％+＋\-－—–―/（）()不适用无元股¥￥]+$")
YEAR = re.compile(r"^\s*(?:19|20)\d\d\s*(?:年度?|末)?")
HEAD_WORDS = re.compile(
    r"^(?:序\s*号|项\s*目|指\s*标|名\s*称|类\s*[别型]|时\s*间|年\s*[份度]|日\s*期|内\s*容|编\s*号|姓\s*名|议\s*题|科\s*目|事\s*项)$"
)
Mark = Callable[[FoundCell], bool]


def find_header_rows(cells: Sequence[FoundCell]) -> int:
    """The number of head rows; 0 where there is none."""
    rows = max((cell.row + cell.rowspan for cell in cells), default=0)
    first = [cell for cell in cells if cell.row == 0]
    if rows < 2 or not any(cell.text for cell in first):
        return 0
    depth = _depth(cells)
    for marked in _marks(first):
        rows_marked = _marked_rows(cells, rows, marked)
        if all(rows_marked[:depth]) and rows_marked.count(True) <= 0.6 * rows:
            valued = {cell.row for cell in cells if cell.row >= depth and is_value(cell.text)}
            plain = [mark and row not in valued for row, mark in enumerate(rows_marked)]
            return _marked_head(cells, plain, depth)
    columns = max(cell.column + cell.colspan for cell in cells)
    return depth if depth < rows and columns > 1 and _names_columns(cells, columns, depth) else 0


def has_marked_head(cells: Sequence[FoundCell], head: int) -> bool:
    """Whether the head stands out by shading or bold type, in two columns or more."""
    first = [cell for cell in cells if cell.row < head and cell.text]
    body = [cell for cell in cells if cell.row >= head and cell.text]
    return len(first) > 1 and any(
        all(marked(cell) for cell in first) and not any(marked(cell) for cell in body)
        for marked in _marks(first)
    )


def _marks(first: Sequence[FoundCell]) -> tuple[Mark, Mark]:
    """What can set a head off: the shade of the first cells, bold type."""
    shade = next((cell.shade for cell in first if cell.text), None)
    return (lambda cell: cell.shade is not None and cell.shade == shade, lambda cell: cell.bold)


def _depth(cells: Sequence[FoundCell]) -> int:
    """The rows that the first row's cells reach down to, two-level heads included."""
    depth = 1
    while True:
        deeper = max(cell.row + cell.rowspan for cell in cells if cell.row < depth)
        if deeper == depth:
            return depth
        depth = deeper


def _marked_rows(cells: Sequence[FoundCell], rows: int, marked: Mark) -> list[bool]:
    """For each row, whether all cells with words that touch it carry the mark, and at least one does."""
    answer = []
    for row in range(rows):
        touching = [cell for cell in cells if cell.row <= row < cell.row + cell.rowspan]
        worded = [cell for cell in touching if cell.text]
        answer.append(bool(worded) and all(marked(cell) for cell in worded))
    return answer


def _marked_head(cells: Sequence[FoundCell], rows_marked: Sequence[bool], depth: int) -> int:
    """The run of marked rows at the top; 0 for title bars that come again further down."""
    run = next((row for row, marked in enumerate(rows_marked) if not marked), len(rows_marked))
    later = rows_marked[run:]
    if run == 1 and any(later) and later.index(True) == 1:
        return 0
    bars = {cell.row for cell in cells if cell.column == 0 and _spans_all(cell, cells)}
    if 0 in bars and any(marked and row in bars for row, marked in enumerate(later, run)):
        return 0
    return max(run, depth)


def _spans_all(cell: FoundCell, cells: Sequence[FoundCell]) -> bool:
    return cell.colspan == max(other.column + other.colspan for other in cells)


def _names_columns(cells: Sequence[FoundCell], columns: int, depth: int) -> bool:
    """Whether the rows above ``depth`` hold names and no values, and the columns below hold values."""
    head = [cell for cell in cells if cell.row < depth]
    named = [cell for cell in head if cell.text and (cell.row > 0 or cell.column > 0)]
    if len(named) < max(1, columns - 1) or any(is_value(cell.text) for cell in head):
        return False
    corner = next((cell.text for cell in head if cell.row == 0 and cell.column == 0), "")
    if HEAD_WORDS.match(corner.strip()):
        return True
    if columns < 3:
        return False
    body = [cell for cell in cells if cell.row >= depth and cell.text]
    for column in range(1, columns):
        below = [cell for cell in body if cell.column == column]
        if len(below) > 1 and sum(is_value(cell.text) for cell in below) > 0.5 * len(below):
            return True
    return not corner


def is_value(text: str) -> bool:
    """Whether a cell holds a number, an amount or a dash, and no year."""
    return bool(text) and bool(NUMBER.match(text)) and not YEAR.match(text)
