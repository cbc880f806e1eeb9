"""Tables that run over a page end, joined to one.

Two parts belong together when nothing but furniture stands between them and their columns have the same
edges. A head that is printed again is dropped; a merged cell that the page end cut is one cell again; a row
that was cut inside its text goes on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from generator.model import Cell, Place, Table, bare
from generator.reader.found import FoundCell, FoundTable
from generator.reader.lines import CHINESE
from generator.reader.tables.heads import has_marked_head, is_value
from generator.reader.tables.lattice import SNAP, cluster, nearest

ENDS = "。！？；!?"
LOOSE = 8.0  # points: left edges of words so near are one
LOW = 3.5  # lines: words that go on over a page end leave no more free below them (widows and orphans)
ANEW = re.compile(r"[^\w\u3400-\u9fff]*[A-Z0-9][^\u3400-\u9fff]*$")
CONTINUED = re.compile(
    r"[（(]?(?:续|接上).{0,12}|.{0,14}[（(]续.{0,3}[）)]|.{0,20}单位[：:].{1,12}|(?i:.{0,40}continued\W?)"
)


@dataclass(frozen=True, slots=True)
class JoinedTable:
    """A table, whole: its parts in page order, and its cells on one grid of rows and columns.

    ``again`` are the cells of heads that were printed again.
    """

    parts: tuple[FoundTable, ...]
    cells: tuple[FoundCell, ...]
    header_rows: int
    again: tuple[FoundCell, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows the grid has."""
        return max((cell.row + cell.rowspan for cell in self.cells), default=0)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where it stands on each page."""
        return tuple(Place(part.page, part.box) for part in self.parts)


def join_tables(
    tables: Iterable[FoundTable], between: Callable[[FoundTable, FoundTable], Sequence[str] | None]
) -> tuple[JoinedTable, ...]:
    """All tables in order, parts on following pages joined.

    ``between`` says which lines of words, furniture aside, stand between two tables that follow one another;
    None where something else does (a picture, a page).
    """
    joined: list[JoinedTable] = []
    for table in tables:
        last = joined[-1].parts[-1] if joined else None
        if last is not None and table.page == last.page + 1 and _are_one(last, table):
            words = between(last, table)
            if words is not None and all(CONTINUED.match(bare(line)) for line in words):
                joined[-1] = _join(joined[-1], table)
                continue
        joined.append(JoinedTable((table,), table.cells, table.header_rows))
    return tuple(joined)


def joined_to_table(
    joined: JoinedTable, id: str, caption: str | None = None, unit: str | None = None
) -> Table:
    """The model's table: each row lists the cells that begin in it, from the left."""
    rows: list[list[FoundCell]] = [[] for _ in range(joined.rows)]
    for cell in joined.cells:
        rows[cell.row].append(cell)
    return Table(
        id,
        tuple(
            tuple(
                Cell(cell.text, cell.rowspan, cell.colspan, Place(cell.page, cell.box))
                for cell in sorted(row, key=lambda cell: cell.column)
            )
            for row in rows
        ),
        joined.places,
        caption,
        unit,
        joined.header_rows,
    )


def _are_one(first: FoundTable, second: FoundTable) -> bool:
    """Whether two tables can be parts of one: the file says so, or the columns are the same and no other head begins."""
    if first.tag is not None and first.tag == second.tag:
        return len(first.xs) == len(second.xs)
    return same_columns(first, second) and _is_rest(first, second)


def same_columns(first: FoundTable, second: FoundTable) -> bool:
    """Whether the outer edges agree and every edge of the part with fewer columns is one of the other's.

    Without rules the inner edges are only known to lie somewhere in the gutters, and the right one at the end of the
    longest words: as many will do, where each lies nearer to its own than to another one.
    """
    few, many = sorted((first.xs, second.xs), key=len)
    if first.ruled != second.ruled:
        return False
    if not first.ruled:
        return len(few) == len(many) and abs(few[0] - many[0]) < LOOSE and _alternate(few, many)
    if abs(few[0] - many[0]) > SNAP or abs(few[-1] - many[-1]) > SNAP:
        return False
    return all(abs(many[nearest(many, x)] - x) <= SNAP for x in few)


def _alternate(some: Sequence[float], others: Sequence[float]) -> bool:
    """Whether each edge of a table lies nearer to the other's edge of its place than to that one's neighbours."""
    return all(nearest(others, x) == i for i, x in enumerate(some)) and all(
        nearest(some, x) == i for i, x in enumerate(others)
    )


def _is_rest(first: FoundTable, second: FoundTable) -> bool:
    """Whether a table can be the rest of another: it has no head, or the same one."""
    if not second.header_rows or not has_marked_head(second.cells, second.header_rows):
        return True
    return _repeated_head(first.cells, second.cells) > 0


def _join(first: JoinedTable, second: FoundTable) -> JoinedTable:
    upper, lower = list(first.cells), list(second.cells)
    if second.ruled:
        xs = cluster([x for part in (*first.parts, second) for x in part.xs], SNAP)
        upper, lower = _on_columns(upper, xs), _on_columns(lower, xs)
    repeated = _repeated_head(upper, lower)
    again = (*first.again, *(cell for cell in lower if cell.row < repeated))
    lower = [replace(cell, row=cell.row - repeated) for cell in lower if cell.row >= repeated]
    parts = (*first.parts, second)
    if not lower:
        return JoinedTable(parts, tuple(upper), max(first.header_rows, repeated), again)
    goes_on = _row_goes_on(upper, lower)
    offset = first.rows - (1 if goes_on else 0)
    moved = [replace(cell, row=cell.row + offset) for cell in lower]
    cells = _healed(upper, moved, first.rows, goes_on)
    return JoinedTable(parts, tuple(cells), max(first.header_rows, repeated), again)


def _on_columns(cells: Sequence[FoundCell], xs: Sequence[float]) -> list[FoundCell]:
    """The cells on the column edges that all parts have together."""
    placed = []
    for cell in cells:
        left, right = nearest(xs, cell.box[0]), nearest(xs, cell.box[2])
        placed.append(replace(cell, column=left, colspan=max(1, right - left)))
    return placed


def _repeated_head(upper: Sequence[FoundCell], lower: Sequence[FoundCell]) -> int:
    """How many rows at the top of the second part say the same as the first rows of the first."""
    rows = min(max(cell.row + cell.rowspan for cell in part) for part in (upper, lower))
    repeated = 0
    while repeated < rows:
        one, other = (
            sorted((cell.column, bare(cell.text)) for cell in part if cell.row == repeated)
            for part in (upper, lower)
        )
        if one != other or not any(text for _, text in one):
            break
        repeated += 1
    closed = all(cell.row + cell.rowspan <= repeated for cell in lower if cell.row < repeated)
    return repeated if closed else 0


def _pairs(
    upper: Sequence[FoundCell], lower: Sequence[FoundCell], rows: int
) -> list[tuple[FoundCell, FoundCell]]:
    """Cells that meet at the page end and have the same columns."""
    ends = {(cell.column, cell.colspan): cell for cell in upper if cell.row + cell.rowspan == rows}
    top = min(cell.row for cell in lower)
    return [
        (ends[cell.column, cell.colspan], cell)
        for cell in lower
        if cell.row == top and (cell.column, cell.colspan) in ends
    ]


def _row_goes_on(upper: Sequence[FoundCell], lower: Sequence[FoundCell]) -> bool:
    """Whether the first row of the second part is the rest of the last row of the first.

    Either it has no label of its own; or a cell goes on under a last line that is full and does not end a
    sentence, and no cell that is finished above has words below.
    """
    rows = max(cell.row + cell.rowspan for cell in upper)
    pairs = _pairs(upper, lower, rows)
    columns = sum(cell.row == min(other.row for other in lower) for cell in lower)
    if (
        not pairs
        or len(pairs) < columns
        or any(is_value(above.text) and below.text for above, below in pairs)
    ):
        return False
    return _label_is_above(pairs, [*upper, *lower]) or _words_go_on(pairs)


def _label_is_above(pairs: Sequence[tuple[FoundCell, FoundCell]], cells: Sequence[FoundCell]) -> bool:
    """Whether the row below has no label of its own, in a column that has no merged cells."""
    above, below = pairs[0]
    if above.column or not above.text or below.text or _merged_column(above, cells):
        return False
    if any(high.text.endswith(tuple(ENDS)) and low.text for high, low in pairs):
        return False
    return any(low.text for high, low in pairs if not _merged_column(high, cells))


def _words_go_on(pairs: Sequence[tuple[FoundCell, FoundCell]]) -> bool:
    """Whether some cells go on in the row below, and no cell is finished above and has words below.

    A row whose words all stand under empty cells, and has none under the others, goes on as well: those words
    did not fit above.
    """
    both = [(above, below) for above, below in pairs if above.text and below.text]
    if both:
        return all(_goes_on(above, below) for above, below in both) and not _begin_anew(both)
    moved = sum(bool(below.text) and not above.text for above, below in pairs)
    return moved > 0 and sum(bool(above.text) for above, _ in pairs) > 1


def _begin_anew(pairs: Sequence[tuple[FoundCell, FoundCell]]) -> bool:
    """Whether English cells below all begin as cells do, with a capital or a figure: none is the rest of a sentence."""
    return all(ANEW.match(below.text) and not CHINESE.search(above.text) for above, below in pairs)


def _merged_column(cell: FoundCell, cells: Sequence[FoundCell]) -> bool:
    return any(other.column == cell.column and other.rowspan > 1 for other in cells)


def _goes_on(above: FoundCell, below: FoundCell) -> bool:
    """Whether words can go on in the cell below: no sentence ends, and the next word did not fit."""
    if not above.text or above.text[-1] in ENDS or is_value(above.text):
        return False
    return above.room < max(1.5, below.lead + 0.35) and above.under < LOW


def _healed(
    upper: Sequence[FoundCell], lower: Sequence[FoundCell], rows: int, goes_on: bool
) -> list[FoundCell]:
    """The cells of both parts, those that the page end cut as one."""
    everything = [*upper, *lower]
    cells = list(upper)
    whole = {id(below): above for above, below in _pairs(upper, lower, rows)}
    for below in lower:
        above = whole.get(id(below))
        cut = above is not None and (goes_on or _is_cut(above, below, everything))
        if above is None or not cut:
            cells.append(below)
            continue
        cells[cells.index(above)] = replace(
            above,
            rowspan=below.row + below.rowspan - above.row,
            text=_text(above, below),
            indices=above.indices,
            room=below.room,
            under=below.under,
        )
    return cells


def _is_cut(above: FoundCell, below: FoundCell, cells: Sequence[FoundCell]) -> bool:
    """Whether a cell at the top of a page is the rest of a merged cell: empty, or going on with its text."""
    if _in_brackets(above.text) and below.text:
        return _goes_on(above, below)
    if not above.text:
        return above.rowspan > 1 and below.rowspan > 1 and bool(below.text)
    if not below.text:
        return _merged_column(above, cells) or _is_never_empty(above.column, below, cells)
    merged = above.rowspan > 1 or below.rowspan > 1
    return merged and above.under < 1.0 and _goes_on(above, below)


def _is_never_empty(column: int, but: FoundCell, cells: Sequence[FoundCell]) -> bool:
    """Whether all other cells of a column have words, some five or more: an empty one is then no cell."""
    others = [cell for cell in cells if cell.column == column and cell is not but]
    return len(others) > 5 and all(cell.text and not is_value(cell.text) for cell in others)


def _in_brackets(text: str) -> bool:
    """Whether a text ends within brackets or quotation marks."""
    return any(text.count(opening) > text.count(closing) for opening, closing in ("（）", "“”", "《》", "()"))


def _text(above: FoundCell, below: FoundCell) -> str:
    if not below.text or not above.text:
        return above.text or below.text
    return above.text + ("" if _goes_on(above, below) else "\n") + below.text
