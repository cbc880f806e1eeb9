"""Table → rows as the templates show them: heads, spans, groups that stay together, width, alignment."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from generator.exporters.wording import Pair, Wording
from generator.model import Cell, Table

WIDE = 7
VERY_WIDE = 10


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell. ``scope`` is that of a header cell: col, colgroup, row, rowgroup; None for data."""

    id: str
    pair: Pair
    rowspan: int
    colspan: int
    scope: str | None
    number: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """A table. ``groups`` are rows tied together by a cell that spans them: no page may part them.

    ``widths`` are the columns' shares in percent. ``wide`` tables go on landscape pages.
    """

    id: str
    caption: Pair
    unit: Pair
    head: tuple[tuple[CellView, ...], ...]
    groups: tuple[tuple[tuple[CellView, ...], ...], ...]
    widths: tuple[int, ...]
    wide: bool
    dense: bool
    kind: str = "table"

    @property
    def rows(self) -> int:
        """How many rows the body has."""
        return sum(len(group) for group in self.groups)

    @property
    def columns(self) -> int:
        """How many columns the table has."""
        return len(self.widths)


def table_to_view(table: Table, wording: Wording) -> TableView:
    """The view of a table. Columns of figures are set to the right, their heads too."""
    pairs = {
        at: wording.of(f"{table.id}.r{at[0]}c{at[1]}", cell.source) for at, cell in table.grid().items()
    }
    rows = [tuple(_cells(table, r, pairs)) for r in range(len(table.rows))]
    head = tuple(row for row in rows[: table.header_rows] if row)
    widths, need = _widths(table, pairs)
    caption = wording.of(f"{table.id}.caption", table.caption) if table.caption else Pair()
    unit = wording.of(f"{table.id}.unit", table.unit) if table.unit else Pair()
    wide = table.columns >= WIDE and need > 150
    dense = table.columns >= VERY_WIDE
    return TableView(table.id, caption, unit, head, tuple(_groups(table, rows)), widths, wide, dense)


def table_to_csv(table: TableView, chinese: bool) -> bytes:
    """The table as CSV (UTF-8 with BOM, which spreadsheets need); a merged cell stands where it begins."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    taken: set[tuple[int, int]] = set()
    rows = [*table.head, *(row for group in table.groups for row in group)]
    for r, row in enumerate(rows):
        line = [""] * table.columns
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            words = cell.pair.source if chinese else cell.pair.english
            # A leading = + - @ would be run as a formula by a spreadsheet; figures are let through.
            line[c] = words if cell.pair.number or words[:1] not in ("=", "+", "-", "@") else f"'{words}"
            taken |= {(r + i, c + j) for i in range(cell.rowspan) for j in range(cell.colspan)}
            c += cell.colspan
        writer.writerow(line)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cells(table: Table, r: int, pairs: dict[tuple[int, int], Pair]) -> Iterator[CellView]:
    figures = _figure_columns(table, pairs)
    row_heads = 0 not in figures and table.columns > 1
    for (row, c), cell in table.grid().items():
        if row != r:
            continue
        pair = pairs[row, c]
        scope = _scope(table, row, c, cell, pair, row_heads)
        number = pair.number or (row < table.header_rows and c in figures and cell.colspan == 1)
        rowspan = min(cell.rowspan, len(table.rows) - row)
        yield CellView(f"{table.id}.r{row}c{c}", pair, rowspan, cell.colspan, scope, number)


def _scope(table: Table, r: int, c: int, cell: Cell, pair: Pair, row_heads: bool) -> str | None:
    if pair.blank:
        return None
    if r < table.header_rows:
        return "colgroup" if cell.colspan > 1 else "col"
    if c == 0 and row_heads:
        return "rowgroup" if cell.rowspan > 1 else "row"
    return None


def _figure_columns(table: Table, pairs: dict[tuple[int, int], Pair]) -> frozenset[int]:
    """The columns most of whose filled cells are figures."""
    figures: set[int] = set()
    for column in range(table.columns):
        body = [p for (r, c), p in pairs.items() if c == column and r >= table.header_rows and p]
        if body and sum(pair.number for pair in body) * 2 > len(body):
            figures.add(column)
    return frozenset(figures)


def _groups(table: Table, rows: list[tuple[CellView, ...]]) -> Iterator[tuple[tuple[CellView, ...], ...]]:
    group: list[tuple[CellView, ...]] = []
    end = table.header_rows
    for r in range(table.header_rows, len(rows)):
        end = max([end, r + 1, *(r + cell.rowspan for cell in rows[r])])
        group.append(rows[r])
        if end == r + 1:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def _widths(table: Table, pairs: dict[tuple[int, int], Pair]) -> tuple[tuple[int, ...], float]:
    """The columns' shares in percent, and the width in millimetres at which the table reads well."""
    least, most = [6.0] * table.columns, [6.0] * table.columns
    for (r, c), cell in table.grid().items():
        if cell.colspan > 1:
            continue
        word, whole = _measure(pairs[r, c])
        least[c] = max(least[c], word)
        most[c] = max(most[c], whole)
    wanted = [max(low, min(high, 26 + (high - 26) * 0.35)) + 4 for low, high in zip(least, most, strict=True)]
    total = sum(wanted) or 1
    shares = [int(100 * width / total) for width in wanted]
    if shares:
        shares[shares.index(max(shares))] += 100 - sum(shares)
    return tuple(shares), total


def _measure(pair: Pair) -> tuple[float, float]:
    """Millimetres of the longest piece that cannot break, and of the whole on one line, at about 8 pt."""
    words = pair.english.split() or [""]
    chinese = 2.7 * len(pair.source) if not pair.once else 0
    return max(len(word) for word in words) * 1.55, max(len(pair.english) * 1.45, chinese)
