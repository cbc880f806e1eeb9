"""Table → rows as the templates show them: heads, spans, groups that stay together, width, alignment."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from generator.exporters.columns import Tail, Words, find_tail, fits_phone, pad, width, words_to_columns
from generator.exporters.wording import Pair, Run, Wording
from generator.model import Cell, Table

TALL = 4
MINUS = "\u2212"
# Words up to so many ems stand to the right, with the figures of their column.
BRIEF = 16.0
# What may not stand in an address or, within quotation marks, in HTML.
_NO_ADDRESS = re.compile(r"""[\x00-\x20"'#%&<>\[\\\]^`{|}\x7f\ufeff]""")


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell. ``scope`` is that of a header cell: col, colgroup, row, rowgroup; None for data.

    ``pad`` is what a figure lacks to the right so that the decimal points of its column stand under one another;
    it takes room and is not shown. ``more`` is the rest of a merged cell that was cut so that a page may end inside it.
    ``label`` says what heads its column and ``lead`` that it begins its row: how a phone shows a table that stacks.
    """

    id: str
    pair: Pair
    rowspan: int
    colspan: int
    scope: str | None
    number: bool
    more: bool = False
    pad: str = ""
    label: Pair = field(default_factory=Pair)
    lead: bool = False


@dataclass(frozen=True, slots=True)
class TableView:
    """A table. ``groups`` are rows tied together by a cell that spans them: no page may part them.

    ``widths`` are the columns' shares in thousandths. Tables of many columns are set ``dense``, in smaller type,
    and those that need more than the page's width even so are ``wide``, on landscape pages. One that ``stacks`` is
    no table on a phone, which is too narrow for it: each row is a block of its cells, one below the other.
    """

    id: str
    caption: Pair
    unit: Pair
    head: tuple[tuple[CellView, ...], ...]
    groups: tuple[tuple[tuple[CellView, ...], ...], ...]
    widths: tuple[int, ...]
    wide: bool
    dense: bool
    stacks: bool = False
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
    """The view of a table. Columns of figures are set to the right by their decimal points, their heads too."""
    pairs = {
        at: wording.of_lines(f"{table.id}.r{at[0]}c{at[1]}", cell.source) for at, cell in table.grid().items()
    }
    figures = _figure_columns(table, pairs)
    cells: list[list[CellView]] = [[] for _ in table.rows]
    words: list[Words] = []
    for (r, c), cell in table.grid().items():
        view = _cell(table, r, c, cell, pairs[r, c], figures)
        cells[r].append(view)
        if cell.colspan == 1:
            figure = view.pair.english + view.pad if view.number and r >= table.header_rows else ""
            words.append(Words(c, view.pair, r < table.header_rows, figure))
    rows = [tuple(row) for row in cells]
    head = tuple(row for row in rows[: table.header_rows] if row)
    columns = words_to_columns(words, table.columns, english=wording.english, chinese=wording.chinese)
    fits = fits_phone(words, table.columns, english=wording.english, chinese=wording.chinese)
    caption = wording.of(f"{table.id}.caption", table.caption) if table.caption else Pair()
    unit = wording.of(f"{table.id}.unit", table.unit) if table.unit else Pair()
    groups = tuple(_groups(table, rows))
    stacks = not fits and _can_stack(head, groups)
    if stacks:
        groups = _labelled(groups, _column_heads(head))
    return TableView(
        table.id,
        caption,
        unit,
        head,
        groups,
        columns.shares,
        wide=columns.wide,
        dense=columns.dense,
        stacks=stacks,
    )


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


def _can_stack(head: Group, groups: Iterable[Group]) -> bool:
    """Whether rows can stand alone: each figure has a head, and a merged cell belongs to all rows of its group."""
    whole = all(cell.rowspan in (1, len(group)) for group in groups for row in group for cell in row)
    return bool(head) and whole


def _column_heads(head: Group) -> dict[int, Pair]:
    """What heads each column, from the uppermost cell down."""
    heads: dict[int, list[Pair]] = {}
    for row in _placed(head):
        for c, cell in row:
            for column in range(c, c + cell.colspan):
                heads.setdefault(column, []).append(cell.pair)
    return {column: _joined(pairs) for column, pairs in heads.items()}


def _joined(pairs: Iterable[Pair]) -> Pair:
    """Heads one above the other, or side by side over one cell, in one line."""
    said = [pair for pair in dict.fromkeys(pairs) if not pair.blank]
    english = " · ".join(pair.english for pair in said if pair.english)
    return Pair(" · ".join(pair.source for pair in said), (Run(english),))


def _labelled(groups: Iterable[Group], heads: Mapping[int, Pair]) -> tuple[Group, ...]:
    """The groups with the head of each cell beside it, but for those that lead a row or a group."""
    return tuple(tuple(_labelled_row(row, len(group), heads) for row in _placed(group)) for group in groups)


def _labelled_row(
    row: Iterable[tuple[int, CellView]], height: int, heads: Mapping[int, Pair]
) -> tuple[CellView, ...]:
    cells, led = [], False
    for c, cell in row:
        merged = height > 1 and cell.rowspan == height
        lead = not led and not merged and not cell.pair.blank
        led = led or lead
        label = _joined(heads[column] for column in range(c, c + cell.colspan) if column in heads)
        cells.append(replace(cell, lead=lead, label=Pair() if lead or (merged and c == 0) else label))
    return tuple(cells)


def table_to_address(table: TableView, chinese: bool) -> str:
    """The table as CSV in an address of its own. Letters stay letters: a page that is sent packed has them already."""
    text = _NO_ADDRESS.sub(lambda found: quote(found[0]), table_to_csv(table, chinese).decode())
    return f"data:text/csv;charset=utf-8,{text}"


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
            risky = words[:1] in ("=", "+", "-", "@") and not cell.pair.number
            line[c] = f"'{words}" if risky else _plain(words) if cell.number else words
        writer.writerow(line)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _plain(figure: str) -> str:
    """A figure as spreadsheets read it."""
    return figure.replace(MINUS, "-")


def _cell(table: Table, r: int, c: int, cell: Cell, pair: Pair, figures: Mapping[int, Tail]) -> CellView:
    in_head = r < table.header_rows
    number = c in figures and cell.colspan == 1 and (in_head or pair.number or width(pair.english) <= BRIEF)
    rowspan = min(cell.rowspan, len(table.rows) - r)
    scope = _scope(table, r, c, cell, pair)
    lacks = ""
    if number and not in_head and (pair.number or len(pair.source) <= 2):
        pair = _with_minus(pair)
        lacks = pad(pair.english, figures[c])
    return CellView(f"{table.id}.r{r}c{c}", pair, rowspan, cell.colspan, scope, number, pad=lacks)


def _with_minus(pair: Pair) -> Pair:
    """A figure with a minus sign, which is as wide as a plus, in the place of a hyphen."""
    if not (pair.once and pair.english.startswith("-") and pair.number):
        return pair
    runs = (Run(MINUS + pair.runs[0].text[1:]), *pair.runs[1:])
    return Pair(re.sub("^-", MINUS, pair.source), runs)


def _scope(table: Table, r: int, c: int, cell: Cell, pair: Pair) -> str | None:
    if pair.blank:
        return None
    if r < table.header_rows:
        return "colgroup" if cell.colspan > 1 else "col"
    if c == 0 and (table.columns > 2 or (table.columns > 1 and not table.header_rows)):
        return "rowgroup" if cell.rowspan > 1 else "row"
    return None


def _figure_columns(table: Table, pairs: Mapping[tuple[int, int], Pair]) -> dict[int, Tail]:
    """The columns, but for the first, most of whose filled cells are figures, with their figures' longest tail."""
    figures: dict[int, Tail] = {}
    for column in range(1, table.columns):
        body = [p for (r, c), p in pairs.items() if c == column and r >= table.header_rows and p]
        numbers = [pair.english for pair in body if pair.number]
        if body and len(numbers) * 2 > len(body):
            figures[column] = find_tail(numbers)
    return figures


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
