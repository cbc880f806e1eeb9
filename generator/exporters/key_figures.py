"""The figures that a page shows before the report: cells of the report's own tables, chosen by rule or by the company.

A row can be shown when it has a figure in the column of the report's year, its unit is printed (in the cell, in its
head, in a column of units or in the line above the table), and its English states the same number. Nothing is
computed. By rule those rows are taken whose head the glossary knows as an indicator: the first of finance, then of the
people, then of the environment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.exporters.aids import KeyFigure
from generator.model import Bitext, Cell, Finding, Table, bare
from generator.quantities import compare_texts
from generator.terms import Glossary, find_terms

# How many of each kind: a row of four on a wide screen, two of them at most.
_SHARES = (("finance", 4), ("hr", 2), ("esg-social", 2), ("esg-environment", 2))
_MOST = 8
_DOMAINS = frozenset(domain for domain, _ in _SHARES)

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_THIS_YEAR = re.compile(r"^(?:本年度?|本期|报告期|本报告期)(?:末|数|金额)?$")
_CHANGE = re.compile(r"增减|同比|变动|增幅")
_UNIT_HEAD = re.compile(r"单位$")
_UNIT_IN = re.compile(r"[(（][^)）]*[)）]\s*$")
_SEVERAL = re.compile(r"[、,，;；]")
_PREFIX = re.compile(r"^(?:其中|减|加)[:：]|^[（(]?[一二三四五六七八九十\d]+[)）、.．]\s*")
# What has no unit of the line above the table, though that line is there.
_OWN_UNIT = re.compile(r"每|率|比|倍|数$|次$")
_FIGURE = re.compile(r"^[-−]?\d[\d,.]*\d*\s*[%％]?$")


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a table that matter: heads of rows, figures of the year, and what goes with them."""

    head: int
    value: int
    unit: int | None
    before: int | None
    change: int | None


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
    grid = table.grid()
    columns = _columns(table, grid, year)
    if columns is None:
        return
    heads = {c: at for at in sorted(grid) if at[0] < table.header_rows for c in [at[1]]}
    for r in range(table.header_rows, len(table.rows)):
        label, value = grid.get((r, columns.head)), grid.get((r, columns.value))
        if (
            not label
            or not value
            or label.colspan > 1
            or not _shows(table, (r, columns.value), value, bitext)
        ):
            continue
        unit = (r, columns.unit) if columns.unit is not None and (r, columns.unit) in grid else None
        own = _says_unit(label, value)
        if not own and not unit and not _line_holds(table, label):
            continue
        before = _same_row(grid, r, columns.before)
        yield KeyFigure(
            table.id,
            label=(r, columns.head),
            value=(r, columns.value),
            year=heads[columns.value],
            unit=None if own else unit,
            unit_line=not own and not unit,
            before=before,
            year_before=heads[columns.before] if before and columns.before is not None else None,
            change=_same_row(grid, r, columns.change) if before else None,
        )


def _same_row(grid: Mapping[tuple[int, int], Cell], r: int, column: int | None) -> tuple[int, int] | None:
    if column is None or (r, column) not in grid or not _FIGURE.match(grid[r, column].source.strip()):
        return None
    return r, column


def _columns(table: Table, grid: Mapping[tuple[int, int], Cell], year: str) -> _Columns | None:
    """The columns by their heads; None where one row of heads does not name a column of the report's year."""
    if table.header_rows != 1 or any(cell.colspan > 1 for (r, _), cell in grid.items() if r == 0):
        return None
    heads = {c: bare(cell.source) for (r, c), cell in grid.items() if r == 0}
    years = {c: found[0] for c, head in heads.items() if len(found := _YEAR.findall(head)) == 1}
    wanted = year or max(years.values(), default="")
    value = [c for c, head in heads.items() if years.get(c) == wanted or _THIS_YEAR.match(head)]
    if len(value) != 1 or not wanted or value[0] == 0:
        return None
    before = [c for c, found in years.items() if int(found) == int(wanted) - 1]
    units = [c for c, head in heads.items() if _UNIT_HEAD.search(head)]
    changes = [c for c, head in heads.items() if c > value[0] and _CHANGE.search(head)]
    first = min([value[0], *years])
    labels = [c for c in heads if c < first and c not in units]
    if not labels:
        return None
    return _Columns(max(labels), value[0], _only(units), _only(before), _only(changes))


def _only(columns: Sequence[int]) -> int | None:
    return columns[0] if len(columns) == 1 else None


def _shows(table: Table, at: tuple[int, int], value: Cell, bitext: Bitext) -> bool:
    """Whether a cell is one figure whose English states the same number."""
    if not _FIGURE.match(value.source.strip()):
        return False
    sentences = bitext.sentences_of(f"{table.id}.r{at[0]}c{at[1]}")
    target = "".join(bitext.translation_of(sentence).target or sentence.source for sentence in sentences)
    return compare_texts(value.source, target or value.source).agrees


def _says_unit(label: Cell, value: Cell) -> bool:
    """Whether the figure or its head says the unit."""
    return bool("%" in value.source or "％" in value.source or _UNIT_IN.search(label.source))


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
