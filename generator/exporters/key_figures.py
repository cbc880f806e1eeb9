"""The figures that a page shows before the report: cells of the report's own tables, chosen by rule or by the company.

A row can be shown when it has a figure in the column of the report's year, its unit is printed (in the cell, in a
head, in a column of units or in the line above the table), and its English states the same number; or when a table
without heads gives it a figure with its unit. Nothing is computed. By rule those rows are taken whose head the glossary knows as an indicator: the first of finance, then of the
people, then of the environment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.exporters.aids import KeyFigure
from generator.exporters.key_columns import PART, At, Columns, find_columns, says_unit
from generator.model import Bitext, Cell, Finding, Table, bare
from generator.quantities import compare_texts, find_quantities
from generator.terms import Glossary, find_terms

# How many of each kind: a row of four on a wide screen, two of them at most.
_SHARES = (("finance", 4), ("hr", 2), ("esg-social", 2), ("esg-environment", 2))
_MOST = 8
_DOMAINS = frozenset(domain for domain, _ in _SHARES)

_UNIT_IN = re.compile(r"[(（][^)）]*[)）]\s*$")
_SEVERAL = re.compile(r"[、,，;；]")
_PREFIX = re.compile(r"^(?:其中|减|加)[:：]|^[（(]?[一二三四五六七八九十\d]+[)）、.．]\s*")
# What has no unit of the line above the table, though that line is there.
_OWN_UNIT = re.compile(r"每|率|比|倍|数$|次$")
_FIGURE = re.compile(r"^[-−]?\d[\d,.]*\d*\s*[%％]?$")
_WITH_UNIT = re.compile(r"^[-−]?\d[\d,.]*\s*(?:[%％]|[^\d\s%％]+)$")


def find_key_figures(
    bitext: Bitext, glossary: Glossary, year: str, chosen: Sequence[str] = ()
) -> tuple[tuple[KeyFigure, ...], tuple[Finding, ...]]:
    """The key figures, and a finding for each row head that the company chose and no table has.

    ``year`` is the report's; without one the latest year of each table counts. ``chosen`` are row heads in Chinese.
    """
    rows = [
        (table, figure)
        for table in bitext.report.blocks
        if isinstance(table, Table)
        for figure in _figures(table, bitext, year)
    ]
    if not chosen:
        return tuple(_by_rule(rows, glossary)), ()
    named: dict[str, KeyFigure] = {}
    for table, figure in rows:
        named.setdefault(_core(table.grid()[figure.label].source), figure)
    found = [named.get(_core(name)) for name in chosen]
    missing = [name for name, figure in zip(chosen, found, strict=True) if figure is None]
    return tuple(figure for figure in found if figure), tuple(map(_not_found, missing))


def _by_rule(rows: Iterable[tuple[Table, KeyFigure]], glossary: Glossary) -> Iterator[KeyFigure]:
    """Of each kind the first ones, in the order of the kinds; what is said twice counts once."""
    left = dict(_SHARES)
    taken: dict[str, list[KeyFigure]] = {domain: [] for domain, _ in _SHARES}
    said: set[str] = set()
    for table, figure in rows:
        head = _core(table.grid()[figure.label].source)
        domain = _domain(head, glossary)
        if domain and left[domain] and head not in said:
            left[domain] -= 1
            said.add(head)
            taken[domain].append(figure)
    yield from [figure for domain, _ in _SHARES for figure in taken[domain]][:_MOST]


def _domain(head: str, glossary: Glossary) -> str | None:
    """The kind of indicator that a row head names: that of the term with which it begins."""
    first = next(iter(find_terms(head, glossary)), None)
    return first.term.domain if first and first.start == 0 and first.term.domain in _DOMAINS else None


def _figures(table: Table, bitext: Bitext, year: str) -> Iterator[KeyFigure]:
    columns = find_columns(table, year)
    if columns is not None:
        yield from _of_year(table, columns, bitext)
    elif not table.header_rows and table.columns == 2:
        yield from _of_pairs(table, bitext)


def _of_year(table: Table, columns: Columns, bitext: Bitext) -> Iterator[KeyFigure]:
    """The rows of a table whose heads name the year."""
    grid = table.grid()
    for r in _rows_of_all(table, grid, columns):
        label, value = grid.get((r, columns.head)), grid.get((r, columns.value))
        if not label or not value or label.colspan > 1:
            continue
        if not _FIGURE.match(value.source.strip()) or not _agrees(table, (r, columns.value), value, bitext):
            continue
        unit = (r, columns.unit) if columns.unit is not None and (r, columns.unit) in grid else None
        own = "%" in value.source or "％" in value.source or says_unit(label.source)
        line = not (own or unit or columns.has_unit)
        if line and not _line_holds(table, label):
            continue
        before = _same_row(grid, r, columns.before)
        yield KeyFigure(
            table.id,
            label=(r, columns.head),
            value=(r, columns.value),
            year=columns.year,
            unit=None if own else unit or columns.head_unit,
            unit_line=line,
            before=before,
            year_before=columns.year_before if before else None,
            change=_same_row(grid, r, columns.change) if before else None,
        )


def _of_pairs(table: Table, bitext: Bitext) -> Iterator[KeyFigure]:
    """The rows of a table without heads, as figure cards are: a label, and a figure that bears its unit. No year is said."""
    if table.caption and PART.search(bare(table.caption)):
        return
    for r, row in enumerate(table.rows):
        if len(row) != 2 or not row[0].source.strip() or PART.search(bare(row[0].source)):
            continue
        if _bears_unit(row[1].source) and _agrees(table, (r, 1), row[1], bitext):
            yield KeyFigure(table.id, label=(r, 0), value=(r, 1))


def _rows_of_all(table: Table, grid: Mapping[At, Cell], columns: Columns) -> Iterator[int]:
    """The rows of the body that tell of the whole company: neither a merged head nor a line above names a part of it."""
    parted: dict[int, int] = {}
    in_part = False
    for r in range(table.header_rows, len(table.rows)):
        for c in range(columns.head + 1):
            cell = grid.get((r, c))
            if cell and PART.search(bare(cell.source)):
                parted[c] = r + cell.rowspan
        first = table.rows[r][0] if table.rows[r] else None
        if first and first.colspan == table.columns:
            in_part = bool(PART.search(bare(first.source)))
        elif not in_part and not any(r < end for end in parted.values()):
            yield r


def _same_row(grid: Mapping[At, Cell], r: int, column: int | None) -> At | None:
    if column is None or (r, column) not in grid or not _FIGURE.match(grid[r, column].source.strip()):
        return None
    return r, column


def _agrees(table: Table, at: At, value: Cell, bitext: Bitext) -> bool:
    """Whether the English of a cell states the same number."""
    sentences = bitext.sentences_of(f"{table.id}.r{at[0]}c{at[1]}")
    target = "".join(bitext.translation_of(sentence).target or sentence.source for sentence in sentences)
    return compare_texts(value.source, target or value.source).agrees


def _bears_unit(words: str) -> bool:
    """Whether a cell is one figure with its unit and nothing more, and that unit but one: not 20%万元."""
    found = find_quantities(words)
    if len(found) != 1 or found[0].approx or not _WITH_UNIT.match(words.strip()):
        return False
    one = found[0]
    return bare(one.text) == bare(words) and (one.unit is not None or one.kind == "percent")


def _line_holds(table: Table, label: Cell) -> bool:
    """Whether the line above the table says the unit of this row: one unit, and not of a rate or a number of things."""
    unit = table.unit or ""
    return bool(unit) and not _SEVERAL.search(unit) and not _OWN_UNIT.search(_core(label.source))


def _core(head: str) -> str:
    """A row head without its unit, number and 其中：, as it is compared."""
    return _UNIT_IN.sub("", _PREFIX.sub("", bare(head)))


def _not_found(name: str) -> Finding:
    return Finding(
        "key-figure-missing",
        "untidy",
        f"report.yaml: no table has a figure of the report's year with a unit in a row named {name}; "
        "correct key_figures.",
        f"report.yaml：没有表格在报告年度一栏列有带单位的“{name}”，请更正 key_figures。",
    )
