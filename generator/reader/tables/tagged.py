"""Tables that a tagged PDF describes itself: its rows, its cells and what they span.

Rules tell a table's cells better than tags do, as tags are seldom looked at by anyone; but a table without
vertical rules has nothing else so exact. A tagged table is taken only where its words stand as its rows and
columns say (ISO 32000-1, 14.8.4.3.4 and 14.8.5.7).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, pairwise
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, resolve1

from generator.model import Box
from generator.reader.boxes import union
from generator.reader.found import FoundCell, FoundTable
from generator.reader.pdf.page import Char, PageContent, TaggedCell, TaggedTable
from generator.reader.pdf.tags import find_owners, role_of
from generator.reader.tables.cells import chars_to_cell, chars_to_lines
from generator.reader.tables.heads import find_header_rows
from generator.reader.tables.lattice import GridCell

DEEPEST = 14  # elements to climb from a word to its table
MOST = 5000  # rows that are looked at in one table
WIDEST = 200  # rows or columns that a cell may span: more is a damaged file, and room for all of them a full memory
OVER = 2.0  # points that words may stand outside their column
FREE = 99.0  # characters: nothing runs on from a cell that leaves so many free
REACH = 24.0  # points: the rules of a table end no further from its words


def find_tagged_tables(document: PDFDocument, page: PDFPage) -> tuple[TaggedTable, ...]:
    """The tables whose words stand on the page, as the file's structure has them; none for an untagged page."""
    try:
        owners, roles = find_owners(document, page)
        cells: dict[int, set[int]] = {}
        tables: dict[int, Any] = {}
        for mcid, owner in enumerate(owners):
            found = _cell_and_table(owner, roles)
            if found:
                cell, table = found
                cells.setdefault(cell, set()).add(mcid)
                tables.setdefault(table.objid, table)
        return tuple(
            TaggedTable(id, tuple(_rows(table, roles, cells)))
            for id, table in tables.items()
            if _has_rows(table, roles)
        )
    except Exception:  # a damaged tree is no tree; pdfminer raises anything on one
        return ()


def _cell_and_table(owner: Any, roles: Mapping[str, Any]) -> tuple[int, PDFObjRef] | None:
    """The cell that an element is or lies in, and that cell's table."""
    cell: int | None = None
    for _ in range(DEEPEST):
        element = resolve1(owner)
        if not isinstance(element, dict):
            return None
        role = role_of(element, roles)
        if cell is None and role in ("TD", "TH") and isinstance(owner, PDFObjRef):
            cell = owner.objid
        if role == "Table":
            return (cell, owner) if cell is not None and isinstance(owner, PDFObjRef) else None
        owner = element.get("P")
    return None


def _has_rows(table: Any, roles: Mapping[str, Any]) -> bool:
    """Whether a table has two rows or more; some of them may stand on other pages."""
    return len(list(islice(_elements(table, ("TR",), roles), 2))) > 1


def _rows(
    table: Any, roles: Mapping[str, Any], here: Mapping[int, set[int]]
) -> Iterator[tuple[TaggedCell, ...]]:
    """The rows of a table that have words on the page."""
    for row in _elements(table, ("TR",), roles):
        cells = tuple(
            _cell(cell, roles, here) for cell in _elements(row, ("TD", "TH"), roles) if cell is not None
        )
        if any(cell.mcids for cell in cells):
            yield cells


def _elements(parent: Any, wanted: Sequence[str], roles: Mapping[str, Any]) -> Iterator[Any]:
    """The elements of these roles below one, in order, groups of rows opened."""
    stack, seen = [parent], 0
    while stack and seen < MOST:
        seen += 1
        this = stack.pop()
        element = resolve1(this)
        if not isinstance(element, dict):
            continue
        if this is not parent and role_of(element, roles) in wanted:
            yield this
        elif this is parent or role_of(element, roles) in ("THead", "TBody", "TFoot"):
            kid = element.get("K")  # one kid need not stand in an array; its reference tells it from others
            kids = resolve1(kid)
            stack += reversed(kids) if isinstance(kids, list) else [kid]


def _cell(ref: Any, roles: Mapping[str, Any], here: Mapping[int, set[int]]) -> TaggedCell:
    element = resolve1(ref)
    spans = {"RowSpan": 1, "ColSpan": 1}
    attributes = resolve1(element.get("A"))
    for entry in attributes if isinstance(attributes, list) else [attributes]:
        given = resolve1(entry)
        for name in spans if isinstance(given, dict) else ():
            value = resolve1(given.get(name))
            spans[name] = value if isinstance(value, int) and 0 < value <= WIDEST else spans[name]
    mcids = frozenset(here.get(ref.objid, ())) if isinstance(ref, PDFObjRef) else frozenset()
    return TaggedCell(mcids, role_of(element, roles) == "TH", spans["RowSpan"], spans["ColSpan"])


def tagged_to_found(page: PageContent, taken: Sequence[Box]) -> list[FoundTable]:
    """The tagged tables of a page that stand as they say; none that meets what is ``taken``."""
    held: dict[int, list[Char]] = {}
    for char in page.chars:
        if char.mcid is not None and not char.hidden:
            held.setdefault(char.mcid, []).append(char)
    found = (_found(page, table, held) for table in page.tables)
    return [
        table for table in found if table is not None and not any(_meets(table.box, box) for box in taken)
    ]


def _meets(a: Box, b: Box) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > OVER and min(a[3], b[3]) - max(a[1], b[1]) > OVER


def _found(page: PageContent, table: TaggedTable, held: Mapping[int, list[Char]]) -> FoundTable | None:
    rows = table.rows
    placed = list(_placed(page, rows, held))
    printed = {(cell.row, cell.column): cell for cell in placed if cell.text}
    columns = max((cell.column + cell.colspan for cell in placed), default=0)
    if columns < 2 or len(printed) < 2:
        return None
    xs = _edges([(c.column, c.column + c.colspan, c.box[0], c.box[2]) for c in printed.values()], columns)
    ys = _edges(_heights(printed, len(rows)), len(rows))
    if xs is None or ys is None:
        return None
    xs = _to_rules(page, xs, ys)
    cells = tuple(
        replace(
            cell,
            box=(xs[cell.column], ys[cell.row], xs[cell.column + cell.colspan], ys[cell.row + cell.rowspan]),
        )
        for cell in placed
    )
    heads = next((i for i, row in enumerate(rows) if not all(c.header for c in row if c.mcids)), 0)
    indices = frozenset(index for cell in cells for index in cell.indices)
    box = (xs[0], ys[0], xs[-1], ys[-1])
    top = heads or find_header_rows(cells)
    return FoundTable(page.number, box, xs, ys, cells, top, indices, ruled=False, tag=table.id)


def _placed(
    page: PageContent, rows: Sequence[Sequence[TaggedCell]], held: Mapping[int, list[Char]]
) -> Iterator[FoundCell]:
    """The cells in their grid, as HTML places them, each in the box of its words."""
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        column = 0
        for cell in row:
            while (r, column) in taken:
                column += 1
            high = min(cell.rowspan, len(rows) - r)
            taken |= {(r + i, column + j) for i in range(high) for j in range(cell.colspan)}
            chars = [char for mcid in sorted(cell.mcids) for char in held.get(mcid, ())]
            yield _read_cell(page.number, GridCell(r, column, high, cell.colspan, True), chars)
            column += cell.colspan


def _read_cell(page: int, place: GridCell, chars: Sequence[Char]) -> FoundCell:
    """A cell in the box of its words. A row of the tags is a whole one: nothing of it goes on over the page end."""
    lines = chars_to_lines(page, chars)
    right = max((line.x1 for line in lines), default=0.0)
    printed = [char.box for char in chars if char.text.strip()]
    box = union(printed) if printed else (0.0, 0.0, 0.0, 0.0)
    return replace(chars_to_cell(page, place, box, chars, lines, right), room=FREE, under=FREE)


def _heights(printed: Mapping[tuple[int, int], FoundCell], rows: int) -> list[tuple[int, int, float, float]]:
    """What stands in the rows; a cell with empty ones under it may be a merged one and reach down into them."""
    spans = []
    for cell in printed.values():
        end = cell.row + cell.rowspan
        while end < rows and (end, cell.column) not in printed:
            end += 1
        spans.append((cell.row, end, cell.box[1], cell.box[3]))
    return spans


def _edges(spans: Sequence[tuple[int, int, float, float]], count: int) -> tuple[float, ...] | None:
    """The edges of columns or rows from (first, end, low, high) of what stands in them; None where they cross.

    Where nothing tells an edge it lies halfway between those that are told.
    """
    low: list[float | None] = [None] * count
    high: list[float | None] = [None] * count
    for first, end, start, stop in spans:
        below, above = low[first], high[end - 1]
        low[first] = start if below is None else min(below, start)
        high[end - 1] = stop if above is None else max(above, stop)
    starts = [value for value in low if value is not None]
    stops = [value for value in high if value is not None]
    edges: list[float | None] = [min(starts)]
    for before, after in pairwise(range(count)):
        left, right = high[before], low[after]
        if left is not None and right is not None and left > right + OVER:
            return None
        told = [value for value in (left, right) if value is not None]
        edges.append(sum(told) / len(told) if told else None)
    edges.append(max(stops))
    whole = _filled(edges)
    return whole if all(a < b for a, b in pairwise(whole)) else None


def _filled(edges: Sequence[float | None]) -> tuple[float, ...]:
    whole: list[float] = []
    for i, edge in enumerate(edges):
        if edge is None:
            after, value = next((k, v) for k, v in enumerate(edges[i:], i) if v is not None)
            edge = whole[-1] + (value - whole[-1]) / (after - i + 1)
        whole.append(edge)
    return tuple(whole)


def _to_rules(page: PageContent, xs: tuple[float, ...], ys: tuple[float, ...]) -> tuple[float, ...]:
    """The columns' edges, the outer ones moved out to where the table's rules end: there they are alike on every page."""
    near = [
        rule
        for rule in page.rules
        if rule.horizontal
        and ys[0] - REACH < rule.top < ys[-1] + REACH
        and xs[0] - REACH < rule.x0
        and rule.x1 < xs[-1] + REACH
    ]
    left = min((rule.x0 for rule in near), default=xs[0])
    right = max((rule.x1 for rule in near), default=xs[-1])
    return (min(xs[0], left), *xs[1:-1], max(xs[-1], right))
