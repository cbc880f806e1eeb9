"""The tables of one page: grids of rules with words in them.

Charts, organisation charts, framed boxes, layout grids that hold pictures and page frames are drawn with
the same strokes. What makes a grid a table: its cells tile its area, at least two of them hold words, and
nothing that is drawn in it cuts across its rules.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from generator.model import Box
from generator.reader.boxes import area, inside, overlap, sides
from generator.reader.figures.drawings import is_slanted
from generator.reader.found import FoundTable
from generator.reader.lines import Line
from generator.reader.pdf.page import Char, Color, Curve, Fill, PageContent, Rule
from generator.reader.tables.aligned import find_aligned_grids
from generator.reader.tables.cells import chars_to_cell, chars_to_lines
from generator.reader.tables.heads import find_header_rows
from generator.reader.tables.lattice import Grid, find_grids, nearest
from generator.reader.tables.tagged import tagged_to_found
from generator.reader.tables.walled import part_rows

CUTS = 4.0  # points: a drawing that reaches this far over a rule cuts across it
MARGIN = 0.08  # of the page's height: a grid that lies wholly in the head or foot is a running head
HEAD = 0.13  # of the page's height: running heads stand no lower
THICK = 4.0  # points: the thickest rule
TILED = 0.9  # share of a table's area that closed cells fill at least
CORNERED = 0.6  # the same where one corner is open
PADDING = (0.0, 8.0)  # points between a rule and its text, the least and the most


def find_tables(page: PageContent) -> tuple[FoundTable, ...]:
    """The tables on a page, from the top."""
    tables = [
        table
        for grid in find_grids(_all_rules(page))
        if _is_tiled(grid) and not _is_drawing(grid, page)
        if grid.box[3] > MARGIN * page.height and grid.box[1] < (1 - MARGIN) * page.height
        for table in [_fill(part_rows(grid, page.chars), page)]
        if _is_table(table) or _is_rest(table, page)
    ]
    whole = [table for table in tables if not _lies_in_another(table, tables)]
    whole += tagged_to_found(page, [table.box for table in whole])
    whole += _aligned_tables(page, [table.box for table in whole])
    return tuple(sorted(whole, key=lambda table: (table.box[1], table.box[0])))


def _aligned_tables(page: PageContent, taken: Sequence[Box]) -> list[FoundTable]:
    """The tables without vertical rules, apart from those that have them and from drawings and pictures."""
    drawn = [curve.box for curve in page.curves if min(sides(curve.box)) > 3 * CUTS]
    others = [*taken, *drawn, *(image.box for image in page.images)]
    return [
        table
        for grid in find_aligned_grids(page, _all_rules(page), taken)
        if not any(min(sides(overlap(grid.box, box))) > CUTS for box in others) and not _has_bars(grid, page)
        for table in [_fill(grid, page, ruled=False)]
        if _is_table(table)
    ]


def _is_tiled(grid: Grid) -> bool:
    """Whether closed cells fill the grid; a blank corner may be left open.

    Boxes that lines connect (an organisation chart, the steps of a process) leave open what lies between them.
    """
    share = grid.closed_share()
    gaps = [cell for cell in grid.cells if not cell.closed]
    return share >= TILED or (len(gaps) == 1 and share >= CORNERED and grid.is_corner(gaps[0]))


def _is_table(table: FoundTable) -> bool:
    return sum(bool(cell.text) for cell in table.cells) > 1


def _is_rest(table: FoundTable, page: PageContent) -> bool:
    """Whether a grid of several columns with words in one cell stands first on its page: a row cut by the page end."""
    words = any(cell.text for cell in table.cells)
    top = max(HEAD * page.height, min((char.top for char in page.chars if char.text.strip()), default=0.0))
    return (
        words
        and len(table.xs) > 2
        and not any(top < char.middle[1] < table.box[1] for char in page.chars if char.text.strip())
    )


def _lies_in_another(table: FoundTable, tables: Sequence[FoundTable]) -> bool:
    return any(other is not table and inside(table.box, other.box, 1.0) for other in tables)


def _all_rules(page: PageContent) -> list[Rule]:
    """The rules of a page, thick ones too: dark boxes that are long and not as high as a line of text."""
    thick = [
        Rule(*fill.box, wide > high, fill.color)
        for fill in page.fills
        for wide, high in [sides(fill.box)]
        if min(wide, high) <= THICK and max(wide, high) >= 4 * min(wide, high) and _is_dark(fill.color)
    ]
    return [*page.rules, *thick]


def _is_dark(color: Color | None) -> bool:
    """Whether a colour can be that of a rule rather than of a shading."""
    return color is not None and max(color) < 0.5


def _is_drawing(grid: Grid, page: PageContent) -> bool:
    """Whether something drawn in the grid cuts across its rules, or pictures fill it: no table then."""
    fills = (fill.box for fill in page.fills)
    curves = [curve for curve in page.curves if min(sides(curve.box)) > CUTS]
    if any(_cuts(box, grid) for box in fills) or any(_cuts(curve.box, grid) for curve in curves):
        return True
    if any(_crosses(curve, grid) for curve in curves):
        return True
    pictured = sum(area(overlap(image.box, grid.box)) for image in page.images)
    return pictured > 0.5 * area(grid.box)


def _cuts(box: Box, grid: Grid) -> bool:
    """Whether a box crosses a rule of the grid without ending at one: a bar does, shading does not."""
    part = overlap(box, grid.box)
    if min(sides(part)) <= CUTS or _in_one_unit(part, grid):
        return False
    if inside(grid.box, box, CUTS) or _on_edges(part, grid):
        return False
    touched = [
        cell_box
        for cell in grid.cells
        for cell_box in [grid.cell_box(cell)]
        if min(sides(overlap(part, cell_box))) > CUTS
    ]
    if len(touched) < 2:
        return False
    covered = sum(area(overlap(part, cell_box)) for cell_box in touched)
    return covered < 0.8 * sum(area(cell_box) for cell_box in touched)


def _has_bars(grid: Grid, page: PageContent) -> bool:
    """Whether boxes cut across rows: bars over gridlines; the shading of rows ends where they end."""
    return any(
        _cuts(fill.box, grid)
        and any(abs(grid.ys[nearest(grid.ys, side)] - side) > CUTS for side in (fill.box[1], fill.box[3]))
        for fill in page.fills
    )


def _in_one_unit(box: Box, grid: Grid) -> bool:
    """Whether no edge of the grid goes through a box."""
    return bisect_right(grid.xs, box[0] + CUTS) == bisect_right(grid.xs, box[2] - CUTS) and (
        bisect_right(grid.ys, box[1] + CUTS) == bisect_right(grid.ys, box[3] - CUTS)
    )


def _crosses(curve: Curve, grid: Grid) -> bool:
    """Whether a slanting line or the outline of an area goes through cells: a line or area chart."""
    part = overlap(curve.box, grid.box)
    if min(sides(part)) <= CUTS or _in_one_unit(part, grid) or inside(grid.box, curve.box, CUTS):
        return False
    return len(curve.segments) > 3 and is_slanted([ends[-1] for _, ends in curve.segments if ends])


def _on_edges(box: Box, grid: Grid) -> bool:
    """Whether all sides of a box lie on edges of the grid: the shading of whole cells."""
    return all(
        abs(edges[nearest(edges, side)] - side) <= CUTS
        for edges, side in ((grid.xs, box[0]), (grid.ys, box[1]), (grid.xs, box[2]), (grid.ys, box[3]))
    )


def _fill(grid: Grid, page: PageContent, ruled: bool = True) -> FoundTable:
    """The grid with its characters, each given to the cell in which its middle lies, in one pass.

    In a ``ruled`` table lines run up to the rules, else as far as the longest line of the column.
    """
    owner: dict[tuple[int, int], int] = {
        (row, column): k
        for k, cell in enumerate(grid.cells)
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    }
    held: defaultdict[int, list[Char]] = defaultdict(list)
    left, top, right, bottom = grid.box
    for char in page.chars:
        x, y = char.middle
        if not (left <= x <= right and top <= y and min(y, char.base - 0.6 * char.size) <= bottom):
            continue
        row = min(bisect_right(grid.ys, y) - 1, len(grid.ys) - 2)
        column = min(bisect_right(grid.xs, x) - 1, len(grid.xs) - 2)
        held[owner[row, column]].append(char)
    lines = [chars_to_lines(page.number, held[k]) for k in range(len(grid.cells))]
    rights = _rights(grid, lines, ruled)
    shades = _shades(grid, owner, page.fills)
    cells = tuple(
        chars_to_cell(page.number, cell, grid.cell_box(cell), held[k], lines[k], rights[k], shades[k])
        for k, cell in enumerate(grid.cells)
    )
    indices = frozenset(char.index for chars in held.values() for char in chars)
    return FoundTable(page.number, grid.box, grid.xs, grid.ys, cells, find_header_rows(cells), indices, ruled)


def _rights(grid: Grid, lines: Sequence[Sequence[Line]], ruled: bool) -> list[float]:
    """How far right the lines of each cell may run."""
    if ruled:
        gaps = [
            line.x0 - grid.cell_box(cell)[0]
            for cell, of_cell in zip(grid.cells, lines, strict=True)
            for line in of_cell
        ]
        padding = min(max(min(gaps, default=0.0), PADDING[0]), PADDING[1])
        return [grid.cell_box(cell)[2] - padding for cell in grid.cells]
    ends = [
        (cell.column + cell.colspan, max((line.x1 for line in of_cell), default=0.0))
        for cell, of_cell in zip(grid.cells, lines, strict=True)
    ]
    return [max(x1 for last, x1 in ends if last == cell.column + cell.colspan) for cell in grid.cells]


def _shades(grid: Grid, owner: dict[tuple[int, int], int], fills: Sequence[Fill]) -> list[Color | None]:
    """For each cell the colour under most of it; None where there is none."""
    under: list[defaultdict[Color, float]] = [defaultdict(float) for _ in grid.cells]
    for fill in fills:
        if fill.color is None or min(fill.color) > 0.98 or area(overlap(fill.box, grid.box)) == 0:
            continue
        columns = range(max(bisect_right(grid.xs, fill.box[0]) - 1, 0), bisect_left(grid.xs, fill.box[2]))
        rows = range(max(bisect_right(grid.ys, fill.box[1]) - 1, 0), bisect_left(grid.ys, fill.box[3]))
        touched = {owner[r, c] for r in rows for c in columns if (r, c) in owner}
        for k in touched:
            under[k][fill.color] += area(overlap(fill.box, grid.cell_box(grid.cells[k])))
    answer: list[Color | None] = []
    for cell, colors in zip(grid.cells, under, strict=True):
        color = max(colors, key=lambda color: colors[color], default=None)
        answer.append(color if color and colors[color] > 0.5 * area(grid.cell_box(cell)) else None)
    return answer
