"""Table → rows as the templates show them: heads, spans, groups that stay together, width, alignment."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.exporters.wording import Pair, Wording
from generator.model import Cell, Table

WIDE = 7
PAGE = 174.0
DENSE = 0.86
PADDING = 3.5
SHORT = 26.0
TALL = 4


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell. ``scope`` is that of a header cell: col, colgroup, row, rowgroup; None for data.

    ``more`` is the rest of a merged cell that was cut so that a page may end inside it.
    """

    id: str
    pair: Pair
    rowspan: int
    colspan: int
    scope: str | None
    number: bool
    more: bool = False


@dataclass(frozen=True, slots=True)
class TableView:
    """A table. ``groups`` are rows tied together by a cell that spans them: no page may part them.

    ``widths`` are the columns' shares in percent. Tables of many columns are set ``dense``, in smaller type,
    and those that need more than the page's width even so are ``wide``, on landscape pages.
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
    pairs = {at: wording.of(f"{table.id}.r{at[0]}c{at[1]}", cell.source) for at, cell in table.grid().items()}
    figures = _figure_columns(table, pairs)
    cells: list[list[CellView]] = [[] for _ in table.rows]
    for (r, c), cell in table.grid().items():
        cells[r].append(_cell(table, r, c, cell, pairs[r, c], figures))
    rows = [tuple(row) for row in cells]
    head = tuple(row for row in rows[: table.header_rows] if row)
    widths, need = _widths(table, pairs)
    caption = wording.of(f"{table.id}.caption", table.caption) if table.caption else Pair()
    unit = wording.of(f"{table.id}.unit", table.unit) if table.unit else Pair()
    dense = table.columns >= WIDE and need > PAGE
    wide = dense and need * DENSE > PAGE
    return TableView(table.id, caption, unit, head, tuple(_groups(table, rows)), widths, wide, dense)


Group = tuple[tuple[CellView, ...], ...]


def breakable(groups: Iterable[Group]) -> Iterator[Group]:
    """The groups with the tall ones cut where the fewest merged cells are cut, two rows at least to a part.

    A page can end between the parts; the cut cell's rest follows as an empty cell of its own.
    """
    for group in groups:
        yield from _cut(group) if len(group) > TALL else [group]


def _cut(group: Group) -> Iterator[Group]:
    crossing = [_crossing(group, r) for r in range(len(group))]
    fewest = min(len(cells) for cells in crossing[2:-1])
    start = 0
    rows = list(group)
    for r in range(2, len(group) - 1):
        if r - start >= 2 and len(crossing[r]) == fewest:
            yield _part(rows, start, r)
            rests = [_rest(cell, c, r - at) for at, c, cell in crossing[r]]
            rows[r] = tuple(
                cell for _, cell in sorted([*rests, *_placed(group)[r]], key=lambda found: found[0])
            )
            start = r
    yield _part(rows, start, len(group))


def _part(rows: list[tuple[CellView, ...]], start: int, end: int) -> Group:
    return tuple(
        tuple(replace(cell, rowspan=min(cell.rowspan, end - r)) for cell in rows[r])
        for r in range(start, end)
    )


def _rest(cell: CellView, column: int, above: int) -> tuple[int, CellView]:
    rest = replace(cell, id="", pair=Pair(), rowspan=cell.rowspan - above, scope=None, more=True)
    return column, rest


def _crossing(group: Group, r: int) -> list[tuple[int, int, CellView]]:
    """The cells that begin above row r and reach into it: (row, column, cell)."""
    return [
        (at, c, cell) for at, row in enumerate(_placed(group)[:r]) for c, cell in row if at + cell.rowspan > r
    ]


def _placed(group: Group) -> list[list[tuple[int, CellView]]]:
    """The cells of each row with the column in which each begins."""
    taken: set[tuple[int, int]] = set()
    placed: list[list[tuple[int, CellView]]] = []
    for r, row in enumerate(group):
        placed.append([])
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            placed[-1].append((c, cell))
            taken |= {(r + i, c + j) for i in range(cell.rowspan) for j in range(cell.colspan)}
            c += cell.colspan
    return placed


def table_to_csv(table: TableView, chinese: bool) -> bytes:
    """The table as CSV (UTF-8 with BOM, which spreadsheets need); a merged cell stands where it begins."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    rows = (*table.head, *(row for group in table.groups for row in group))
    for row in _placed(rows):
        line = [""] * table.columns
        for c, cell in row:
            words = cell.pair.source if chinese else cell.pair.english
            # A leading = + - @ would be run as a formula by a spreadsheet; figures are let through.
            line[c] = words if cell.pair.number or words[:1] not in ("=", "+", "-", "@") else f"'{words}"
        writer.writerow(line)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cell(table: Table, r: int, c: int, cell: Cell, pair: Pair, figures: frozenset[int]) -> CellView:
    in_head = r < table.header_rows
    number = c in figures and cell.colspan == 1 and (in_head or pair.number or len(pair.source) <= 2)
    rowspan = min(cell.rowspan, len(table.rows) - r)
    return CellView(
        f"{table.id}.r{r}c{c}", pair, rowspan, cell.colspan, _scope(table, r, c, cell, pair), number
    )


def _scope(table: Table, r: int, c: int, cell: Cell, pair: Pair) -> str | None:
    if pair.blank:
        return None
    if r < table.header_rows:
        return "colgroup" if cell.colspan > 1 else "col"
    if c == 0 and (table.columns > 2 or (table.columns > 1 and not table.header_rows)):
        return "rowgroup" if cell.rowspan > 1 else "row"
    return None


def _figure_columns(table: Table, pairs: dict[tuple[int, int], Pair]) -> frozenset[int]:
    """The columns, but for the first, most of whose filled cells are figures."""
    figures: set[int] = set()
    for column in range(1, table.columns):
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
    """The columns' shares in percent, and the width in millimetres at which the table reads well.

    Each column gets what its longest word needs; what room is left goes first to dates and names, so that
    they stand on one line, then to columns of sentences, a long one not in proportion to its length.
    """
    least, whole = [8.0] * table.columns, [8.0] * table.columns
    for (r, c), cell in table.grid().items():
        if cell.colspan == 1:
            word, line = _measure(pairs[r, c], heavy=r < table.header_rows)
            least[c] = max(least[c], min(word, 40.0) + PADDING)
            whole[c] = max(whole[c], (line / 3 if r < table.header_rows else line) + PADDING)
    short = [max(low, min(full, SHORT)) for low, full in zip(least, whole, strict=True)]
    wanted = [max(low, min(full, SHORT + 4 * full**0.5)) for low, full in zip(short, whole, strict=True)]
    whole = [max(want, full) for want, full in zip(wanted, whole, strict=True)]
    widths = least
    for wished in (short, wanted, whole):
        widths = _fill_up(widths, wished)
    return _shares(widths), sum(wanted)


def _fill_up(widths: list[float], wished: list[float]) -> list[float]:
    """The widths grown towards those wished for, as far as the page has room."""
    wish = sum(wished) - sum(widths)
    part = min(1.0, max(PAGE - sum(widths), 0.0) / wish) if wish > 0 else 0.0
    return [width + (want - width) * part for width, want in zip(widths, wished, strict=True)]


def _shares(widths: list[float]) -> tuple[int, ...]:
    total = sum(widths) or 1
    shares = [int(100 * width / total) for width in widths]
    if shares:
        shares[shares.index(max(shares))] += 100 - sum(shares)
    return tuple(shares)


def _measure(pair: Pair, *, heavy: bool) -> tuple[float, float]:
    """Millimetres of the longest piece that cannot break, and of the whole on one line, at about 8 pt."""
    letter = 1.62 if heavy else 1.5
    words = pair.english.replace("-", "- ").split() or [""]
    chinese = 2.6 * len(pair.source) if not pair.once else 0
    return max(len(word) for word in words) * letter, max(len(pair.english) * letter, chinese)
