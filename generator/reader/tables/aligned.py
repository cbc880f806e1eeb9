"""Grids from words: tables with horizontal rules or shaded rows only, and tables without either.

Columns are read from the gutters that stay free on every line. Running text has none, so two columns and
rules above and below are evidence enough; without rules it takes three columns, three rows and numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.model import Box
from generator.reader.boxes import inside, union
from generator.reader.latin.pieces import is_latin
from generator.reader.latin.tables import find_latin_grids
from generator.reader.pdf.page import Char, PageContent, Rule
from generator.reader.tables.bands import find_shaded_rows, find_stacks
from generator.reader.tables.bare import find_bare_grids, runs_on
from generator.reader.tables.grouped import head_cells, head_rows, span_of
from generator.reader.tables.halfruled import body_rows, has_no_head, inner_rules, part_at_short_rule
from generator.reader.tables.labelled import unmerged, with_labels
from generator.reader.tables.lattice import SNAP, Grid, GridCell, Segment
from generator.reader.tables.openrows import MARGIN, find_cut_end, find_open_row, find_page_end, is_at_edge
from generator.reader.tables.pieces import NUMERIC, Piece, Row, chars_to_rows, column_of, row_box
from generator.reader.tables.stacked import has_text_above, is_group_title, part_at_heads, without_text
from generator.reader.tables.walled import find_cuts

GUTTER = 0.6  # of the size: the least width of a gutter between rules
GAP = 1.0  # of the size: the least width of a gutter without rules
TIGHT = 0.45  # of the size: lines nearer than this may be one row
LEAST = 2  # rows below the head; one will do where the same head comes again below
MANY = 4  # bands between rules from which each is taken for a row
CONTENTS = re.compile(r"目\s*[录錄次]|contents", re.I)
LEADERS = re.compile(r"[.…·．]{4,}|…{2,}")


def find_aligned_grids(page: PageContent, rules: Sequence[Rule], taken: Sequence[Box]) -> list[Grid]:
    """The grids of a page that have no vertical rules, from the top; none in ``taken``."""
    if is_latin(page):
        return find_latin_grids(page, rules, taken)
    stacks = find_stacks(page, rules, taken)
    if not stacks and not _is_drawn_across(page.chars):
        return []
    chars = [
        char
        for char in page.chars
        if not char.hidden
        and not char.turn
        and not char.text.isspace()
        and not any(inside(char.box, box, 3.0) for box in taken)
    ]
    lines = chars_to_rows(chars, GAP)
    if any(CONTENTS.fullmatch("".join(piece.text for piece in line)) for line in lines):
        return []
    grids = _grids_between_rules(page, chars, stacks)
    if grids:
        left = [char for char in chars if not any(inside(char.box, grid.box, 3.0) for grid in grids)]
        lines = chars_to_rows(left, GAP)
    free = [line for line in lines if not any(LEADERS.search(piece.text) for piece in line)]
    grids += find_bare_grids(free, find_shaded_rows(page), (1 - MARGIN) * page.height)
    return sorted(grids, key=lambda grid: grid.ys[0])


def _is_drawn_across(chars: Sequence[Char]) -> bool:
    """Whether a line with two wide gaps is drawn from left to right.

    A table is drawn row by row; columns of text are drawn one after the other, and may look like one.
    """
    gaps: Counter[int] = Counter()
    printed = (char for char in chars if not char.text.isspace())
    for last, char in pairwise(printed):
        if abs(char.base - last.base) < 1.0 and char.x0 - last.x1 > GAP * char.size:
            gaps[round(char.base)] += 1
    return any(count > 1 for count in gaps.values())


def _grids_between_rules(
    page: PageContent, chars: Sequence[Char], stacks: Sequence[Sequence[Segment]]
) -> list[Grid]:
    """The grids of the tables that stand between horizontal rules of one extent, stack by stack."""
    grids: list[Grid] = []
    merged: list[Segment] = []
    for stack in stacks:
        if len(stack) < 2 or any(rule in merged for rule in stack):
            continue
        held, bands = _lines_between(page, chars, stack, find_cut_end(page, stack, stacks))
        for start, end in _columnar_runs(held, bands):
            tables = part_at_heads(*without_text(held[start:end], bands[start : end + 1]))
            for words, part in (part_at_short_rule(*table, stacks) for table in tables):
                inner = inner_rules(part, stacks)
                if inner and has_no_head(part, inner):
                    grid = _headless_grid(words, part, inner, chars)
                else:
                    grid = _half_ruled_grid(words, part, inner) if inner else None
                if grid:
                    merged += inner
                else:
                    cut = len(tables) > 1 or (len(words) > 1 and is_at_edge(page, part))
                    grid = _ruled_grid(words, part, 1 if cut else LEAST)
                    grid = grid and _with_open_ends(grid, words, part, chars)
                if grid:
                    grids.append(grid)
    return grids


def _lines_between(
    page: PageContent, chars: Sequence[Char], rules: Sequence[Segment], cut: Segment | None
) -> tuple[list[list[Row]], list[Segment]]:
    """The lines between each two of the rules that follow one another, and these rules; the page's end may be the last."""
    close = [char for char in chars if rules[0].at < char.middle[1] < rules[-1].at]
    held = [chars_to_rows([c for c in close if _is_between(c, *band)], GUTTER) for band in pairwise(rules)]
    end = cut or find_page_end(page, rules, held[-1])
    if end is None:
        return held, list(rules)
    rest = chars_to_rows([char for char in chars if _is_between(char, rules[-1], end)], GUTTER)
    return [*held, rest], [*rules, end]


def _is_between(char: Char, above: Segment, below: Segment) -> bool:
    return above.at < char.middle[1] < below.at and above.low - 6 < char.x0 and char.x1 < above.high + 6


def _columnar_runs(held: Sequence[Sequence[Row]], bands: Sequence[Segment]) -> list[tuple[int, int]]:
    """Runs of bands with words, each with words side by side, or with the title of a group of rows.

    A band with running text above a head begins another run.
    """
    runs: list[tuple[int, int]] = []
    start = 0
    for i in range(len(held) + 1):
        if start < i < len(held) and has_text_above(held[i], bands[i]):
            runs.append((start, i))
            start = i
        if i < len(held) and (_has_columns(held[i]) or (i > start and is_group_title(held, bands, i))):
            continue
        if i > start:
            runs.append((start, i))
        start = i + 1
    return runs


def _has_columns(lines: Sequence[Row]) -> bool:
    """Whether words stand side by side; cells of several lines and of one need not share a baseline."""
    if any(len(line) > 1 for line in lines):
        return True
    pieces = [piece for line in lines for piece in line]
    left = min((piece.box[2] for piece in pieces), default=0.0)
    return any(piece.box[0] > left + 2 * piece.size for piece in pieces)


def _ruled_grid(held: Sequence[Sequence[Row]], bands: Sequence[Segment], least: int = LEAST) -> Grid | None:
    head, blocks = (held[0], held[1:]) if len(held) > 1 else (held[0][:1], [held[0][1:]])
    titles = {id(block[0]) for block in blocks if len(block) == 1 and len(block[0]) == 1}
    plain = any(len(line) > 1 and not line[0].bold for block in blocks for line in block)
    alone = (line for block in blocks for line in block if plain and len(line) == 1)
    titles |= {id(line) for line in alone if line[0].bold and line[0].box[0] - bands[0].low < line[0].size}
    body = [line for block in blocks for line in block if id(line) not in titles]
    xs = _columns(body, bands[0].low, bands[0].high, head)
    if len(body) < least or len(xs) < (3 if len(held) > 1 else 4):
        return None
    if len(held) == 1 and _is_prose(body, xs):
        return None
    ruled = len(held) >= MANY or (len(blocks) > 1 and all(_has_one_label(block, xs) for block in blocks))
    rows = [row for block in blocks for row in _rows(block, xs, ruled)]
    if sum(len(_filled(row, xs)) > 1 for row in rows) < least:
        return None
    heads = head_rows(head, xs)
    grid = _grid(xs, [*heads, *rows], len(heads), [band.at for band in bands], titles)
    labels = [piece for row in rows for line in row for piece in line if column_of(piece, xs) == 0]
    return with_labels(grid, labels, len(heads)) if grid and not titles else grid


def _has_one_label(lines: Sequence[Row], xs: Sequence[float]) -> bool:
    """Whether one line of a band has words in the first column: the band is one row."""
    return sum(column_of(piece, xs) == 0 for line in lines for piece in line) == 1


def _is_prose(lines: Sequence[Row], xs: Sequence[float]) -> bool:
    """Whether what no rule parts from its head is running text under headings, in one row."""
    return not _parted_rows(lines, xs) and any(runs_on(column) for column in _by_column(lines, xs))


def _by_column(lines: Sequence[Row], xs: Sequence[float]) -> list[list[Piece]]:
    """What stands in each column, from the top."""
    columns: list[list[Piece]] = [[] for _ in xs[1:]]
    for piece in (piece for line in lines for piece in line):
        columns[column_of(piece, xs)].append(piece)
    return columns


def _with_open_ends(
    grid: Grid, held: Sequence[Sequence[Row]], bands: Sequence[Segment], chars: Sequence[Char]
) -> Grid:
    """The grid with the row above its first rule or below its last one, where such a row stands in its columns."""
    above = find_open_row(grid, chars, bands[0], -1)
    below = find_open_row(grid, chars, bands[-1], 1)
    if not above and not below:
        return grid
    lines, edges = list(held), list(bands)
    if above:
        lines.insert(0, above)
        edges.insert(0, replace(bands[0], at=min(row_box(line)[1] for line in above) - 1))
    if below:
        lines.append(below)
        edges.append(replace(bands[-1], at=max(row_box(line)[3] for line in below) + 1))
    return _ruled_grid(lines, edges) or grid


def _half_ruled_grid(
    held: Sequence[Sequence[Row]], bands: Sequence[Segment], inner: Sequence[Segment]
) -> Grid | None:
    """The grid of a table in which merged cells interrupt the rules between the rows."""
    body = [line for block in held[1:] for line in block]
    xs = _columns(body, bands[0].low, bands[0].high, held[0])
    heads = head_rows(held[0], xs) if held[0] and len(xs) > 2 else []
    if not heads:
        return None
    ys, cells = body_rows(xs, bands, inner, len(heads))
    top = (
        head_cells(heads[0][0], heads[1][-1], xs)
        if len(heads) == 2
        else _row_cells(0, heads[0], xs, spans=True)
    )
    boxes = [union(row_box(line) for line in row) for row in heads]
    edges = [bands[0].at, *((a[3] + b[1]) / 2 for a, b in pairwise(boxes)), *ys]
    grid = Grid(tuple(xs), tuple(edges), (*top, *cells))
    labels = [piece for line in body for piece in line if column_of(piece, xs) == 0]
    merged = GridCell(len(heads), 0, len(ys) - 1, 1, True)
    parted = unmerged(grid, merged)
    named = with_labels(parted, labels, len(heads)) if merged in cells else parted
    return grid if named == parted else named


def _headless_grid(
    held: Sequence[Sequence[Row]], bands: Sequence[Segment], inner: Sequence[Segment], chars: Sequence[Char]
) -> Grid | None:
    """The same where the first rule stands below the head, or the table goes on from the page before."""
    xs = _columns([line for block in held for line in block], bands[0].low, bands[0].high)
    if len(xs) < 4:
        return None
    low = min(rule.low for rule in inner)
    if low > xs[0] + SNAP and all(p.box[0] > low - 1 for block in held for line in block for p in line):
        xs = [xs[0], low, *xs[1:]]  # the label of the rows is on the page before
    ys, cells = body_rows(xs, [bands[0], *bands], inner, 0)
    grid = Grid(tuple(xs), tuple(ys), tuple(cells))
    head = find_open_row(grid, chars, bands[0], -1)
    if not head:
        return grid
    top = min(row_box(line)[1] for line in head) - 1
    below = (replace(cell, row=cell.row + 1) for cell in cells)
    return Grid(tuple(xs), (top, *ys), (*_row_cells(0, head, xs, spans=True), *below))


def _columns(lines: Sequence[Row], left: float, right: float, head: Sequence[Row] = ()) -> list[float]:
    """The edges of the columns: the ends, and the middles of the gutters that are free on all lines.

    Words of the ``head`` may reach into a gutter of the body from either side: the edge lies between them. Where a line
    of it has a word for each column, each belongs to its own, wherever it stands above the gutter.
    """
    pieces = sorted((piece for line in lines for piece in line), key=lambda piece: piece.box[0])
    if not pieces:
        return []
    held = [(pieces[0].box[0], pieces[0].box[2])]
    for piece in pieces[1:]:
        low, reach = held[-1]
        if piece.box[0] - reach > GUTTER * piece.size:
            held.append((piece.box[0], piece.box[2]))
        else:
            held[-1] = (low, max(reach, piece.box[2]))
    names = [sorted(line, key=lambda piece: piece.box[0]) for line in head]
    more = [line[0] for line in names if len(line) == len(held) + 1]
    if more and held[0][0] - more[0].box[2] > GUTTER * more[0].size:
        held.insert(0, more[0].box[::2])  # the label of the rows is on the page before
    full = [line for line in names if len(line) == len(held)]
    if len(names) > 1 and not full and len(names[-1]) == len(held) - 1 and names[-1][0].box[0] > held[0][1]:
        label = replace(names[-1][0], box=(held[0][0], 0.0, held[0][1], 0.0))
        full = [[label, *names[-1]]]  # the name of the first column stands at another height
    edges = []
    for k, (one, other) in enumerate(pairwise(held)):
        low = max([one[1], *(line[k].box[2] for line in full)])
        high = min([other[0], *(line[k + 1].box[0] for line in full)])
        edges.append((low + high) / 2 if full and low < high else _middle_of_gap(one[1], other[0], head))
    return [min(left, held[0][0]), *edges, max(right, held[-1][1])]


def _middle_of_gap(left: float, right: float, head: Sequence[Row]) -> float:
    """The middle of the widest stretch between two columns that no word of the head covers."""
    stretches, start = [], left
    for box in sorted(piece.box for line in head for piece in line):
        if box[2] > start and box[0] < right:
            stretches.append((box[0] - start, start, box[0]))
            start = max(start, box[2])
    stretches.append((right - start, start, right))
    width, low, high = max(stretches)
    return (low + high) / 2 if width > 0 else (left + right) / 2


def _filled(row: Sequence[Row], xs: Sequence[float]) -> set[int]:
    return {column_of(piece, xs) for line in row for piece in line}


def _rows(lines: Sequence[Row], xs: Sequence[float], ruled: bool) -> list[list[Row]]:
    """The lines of a band as rows; one row where each row of the table is ``ruled`` and no second one shows.

    A line without a first cell, and the second line of a long first cell, go on with the row above.
    """
    parted = None if ruled else _parted_rows(lines, xs)
    if parted:
        return parted
    rows: list[list[Row]] = []
    labels = [piece for line in lines for piece in line if column_of(piece, xs) == 0]
    widest = max((label.box[2] for label in labels), default=xs[1])
    for line in lines:
        if rows and _is_same_row(rows[-1], line, xs, widest):
            rows[-1].append(line)
        else:
            rows.append([line])
    valued = sum(0 in _filled(row, xs) and bool(_numbers(row, xs)) for row in rows)
    return [list(lines)] if ruled and valued < 2 else rows


def _parted_rows(lines: Sequence[Row], xs: Sequence[float]) -> list[list[Row]] | None:
    """The rows that white space through all columns parts; None where it does not, or where no cell is of two lines."""
    boxes = [row_box(line) for line in lines]
    cuts = find_cuts(_by_column(lines, xs), boxes[0][1], boxes[-1][3]) if lines else []
    if not cuts or len(cuts) + 1 == len(lines):
        return None
    parts = [
        [line for line in lines if low < line[0].base < high] for low, high in pairwise([0.0, *cuts, 1e9])
    ]
    return parts if sum(len(part) for part in parts) == len(lines) and all(parts) else None


def _numbers(row: Sequence[Row], xs: Sequence[float]) -> set[int]:
    """The columns after the first in which a row has numbers."""
    return {column_of(piece, xs) for line in row for piece in line if NUMERIC.match(piece.text)} - {0}


def _is_same_row(row: Sequence[Row], line: Row, xs: Sequence[float], widest: float) -> bool:
    here, above = _filled([line], xs), _filled(row, xs)
    size = line[0].size
    if row_box(line)[1] - max(row_box(other)[3] for other in row) > TIGHT * size:
        return False
    if (0 in here) != (0 in above):
        return True
    labels = [piece for other in row for piece in other if column_of(piece, xs) == 0]
    full = bool(labels) and labels[-1].box[2] > widest - size
    return full and not _numbers([line], xs) & _numbers(row, xs)


def _grid(
    xs: Sequence[float],
    rows: Sequence[Sequence[Row]],
    heads: int,
    edges: Sequence[float],
    titles: Collection[int],
) -> Grid | None:
    """The grid of rows; those whose line is among the ``titles`` (by identity) reach over all columns."""
    if len(rows) < 2 or not all(rows):
        return None
    boxes = [union(row_box(line) for line in row) for row in rows]
    inner = [_edge(above, below, edges) for above, below in pairwise(boxes)]
    ys = [min(edges[0], boxes[0][1]), *inner, max(edges[-1], boxes[-1][3])]
    if any(b <= a for a, b in pairwise(ys)):
        return None
    cells = head_cells(rows[0][0], rows[1][-1], xs) if heads == 2 else []
    done = heads if heads == 2 else 0
    for r in range(done, len(rows)):
        if id(rows[r][0]) in titles:
            cells.append(GridCell(r, 0, 1, len(xs) - 1, True))
            continue
        cells += _row_cells(r, rows[r], xs, spans=r < heads)
    return Grid(tuple(xs), tuple(ys), tuple(cells))


def _edge(above: Box, below: Box, edges: Sequence[float]) -> float:
    between = [edge for edge in edges if above[3] - 3 < edge < below[1] + 3]
    return between[0] if between else (above[3] + below[1]) / 2


def _row_cells(r: int, row: Sequence[Row], xs: Sequence[float], spans: bool) -> list[GridCell]:
    cells = []
    wide: dict[int, int] = {}
    if spans:
        for piece in (piece for line in row for piece in line):
            span = span_of(piece, xs)
            wide[span.start] = max(wide.get(span.start, 1), len(span))
    column = 0
    while column < len(xs) - 1:
        width = wide.get(column, 1)
        cells.append(GridCell(r, column, 1, width, True))
        column += width
    return cells
