"""The series of a report: what a row of a table, or a chart, says for one year or several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.listmark import split_marker
from generator.memory import match_key
from generator.model import Cell, Figure, Heading, Report, Table
from generator.sentences import cell_id
from generator.versions import Version
from generator.years.amounts import Amount, is_unit, read_amount, units_in, units_of_line, without_units
from generator.years.periods import Adjusted, is_change, read_period

_UNIT_HEAD = re.compile(r"(?:计量|度量|统计)?单位")
_NUMBER_HEAD = re.compile(r"序号|编号|No\.?|排名")
_OF_WHICH = re.compile(r"^(?:其中[:：]?|(?:包括|减|加)[:：])|[(（]?注\d*[)）]?$|^[-—·•]+")
_CHART_TITLE = re.compile(
    r"^(?:图\s*\d+\s*)?(?:公司)?(?:近[三四五十两\d]+年来?|(?:19|20)\d\d(?:年?[-—~至](?:19|20)\d\d)?年度?)的?"
)
_OF_PART = re.compile(
    r"(?:有限|子|分|参股|控股|合资|联营|合营)公司|旗下|板块|事业部|事业群|基地|工厂|大区|分部|地区|区域|案例|项目|收购|该"
)

At = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Value:
    """The figure of one year: the amount, where it stands, and whether its head says that it was adjusted."""

    amount: Amount
    page: int
    sentence: str | None
    adjusted: Adjusted = ""


@dataclass(frozen=True)
class Series:
    """What is said of one thing, by year. ``name`` is compared by its words, ``column`` tells columns of a year apart.

    ``above`` are the cells in front of the name (a merged category). ``before`` holds figures under 调整前. ``said``: by
    sentences, which stand right ``under`` these headings; ``whole``: of the company, and not perhaps of a part of it.
    """

    name: str
    column: str
    above: tuple[str, ...]
    block: str
    dimension: str
    english: str | None
    values: Mapping[int, Value]
    before: Mapping[int, Value] = field(default_factory=dict)
    said: bool = False
    under: frozenset[str] = frozenset()
    whole: bool = True

    @property
    def above_key(self) -> tuple[str, ...]:
        """What stands in front of the name, to compare it by."""
        return tuple(map(match_key, self.above))

    @property
    def label(self) -> str:
        """The name with what tells it apart."""
        return " · ".join(filter(None, (*self.above, self.name, self.column)))


def find_series(version: Version, year: int | None) -> tuple[Series, ...]:
    """The series of all tables and charts in reading order; ``year`` is the year that the report is on."""
    found: list[Series] = []
    above: list[Heading] = []
    for block in version.report.blocks:
        if isinstance(block, Heading):
            above = [*(heading for heading in above if heading.level < block.level), block]
        elif isinstance(block, Table) or (isinstance(block, Figure) and block.chart):
            path = [match_key(split_marker(heading.source)[1]) for heading in above]
            read = (
                _Reading(block, version, year).series()
                if isinstance(block, Table)
                else _chart_to_series(block, year)
            )
            whole = not any(map(is_of_part, path))
            found += (replace(one, under=frozenset(path[-1:]), whole=whole) for one in read)
    return tuple(found)


def is_of_part(words: str) -> bool:
    """Whether a heading or sentence may be about a part of the company, or about another."""
    return _OF_PART.search(words) is not None


def report_year(report: Report, stated: str | None) -> int | None:
    """The year that a report reports on: as stated in its settings, else the first year of its title or its name."""
    for words in (stated, report.title, report.source_file):
        found = re.search(r"(?:19|20)\d\d", words or "")
        if found:
            return int(found[0])
    return None


class _Reading:
    """A table being read: its cells wherever they reach, and what its heads say."""

    def __init__(self, table: Table, version: Version, year: int | None) -> None:
        self._table, self._version, self._year = table, version, year
        self._cells: dict[At, tuple[At, Cell]] = {}
        for at, cell in table.grid().items():
            for r in range(at[0], at[0] + cell.rowspan):
                for c in range(at[1], at[1] + cell.colspan):
                    self._cells[r, c] = (at, cell)
        self._heads = {c: self._head(c) for c in range(table.columns)}
        self._body = range(table.header_rows, len(table.rows))
        self._units = self._units_by_column()
        self._caption_year = read_period(table.caption or "", None).year

    def series(self) -> Iterator[Series]:
        """The series of the table: by rows, or by columns where the years stand in the rows."""
        if self._years_in_rows():
            yield from self._by_columns()
        elif self._table.header_rows:
            for row in self._body:
                yield from self._by_row(row)

    def _by_row(self, row: int) -> Iterator[Series]:
        first = next((c for c in sorted(self._heads) if self._amount(row, c)), None)
        names = self._names(row, first or 0)
        if first is None or not names:
            return
        dated = any(read_period(head, self._year).year for head in self._heads.values())
        groups: dict[tuple[str, str], list[tuple[int, Value]]] = {}
        for column in range(first, self._table.columns):
            head = self._heads[column]
            period = read_period(head, self._year)
            year = period.year or (None if dated else self._caption_year or self._year)
            value = self._value(row, column, period.adjusted)
            if value and year and not is_change(head):
                rest = match_key(without_units(period.rest)) if period.rest else ""
                groups.setdefault((rest, value.amount.dimension), []).append((year, value))
        for (rest, dimension), values in groups.items():
            yield self._to_series(names, rest, dimension, values, row)

    def _to_series(
        self, names: list[At], rest: str, dimension: str, values: list[tuple[int, Value]], row: int
    ) -> Series:
        words = [_named(self._cells[at][1].source) for at in names]
        after = {year: value for year, value in reversed(values) if value.adjusted != "before"}
        before = {year: value for year, value in values if value.adjusted == "before"}
        english = self._english(self._cells[names[-1]][0])
        return Series(words[-1], rest, tuple(words[:-1]), self._table.id, dimension, english, after, before)

    def _names(self, row: int, first: int) -> list[At]:
        """The cells that name a row: those in front of its figures, units and numbers left out."""
        found = []
        for column in range(first):
            words = self._text(row, column).strip()
            head = match_key(self._heads[column])
            if (
                any(map(str.isalnum, words))
                and not _UNIT_HEAD.fullmatch(head)
                and not _NUMBER_HEAD.fullmatch(head)
            ):
                found.append((row, column))
        if len(found) > 1 and is_unit(self._text(*found[-1]).strip()):
            found.pop()
        return found

    def _years_in_rows(self) -> bool:
        if any(read_period(head, None).year for head in self._heads.values()):
            return False
        years = [read_period(self._text(row, 0), None).year for row in self._body]
        return sum(map(bool, years)) >= max(1, len(years) // 2)

    def _by_columns(self) -> Iterator[Series]:
        for column in range(1, self._table.columns):
            head = self._heads[column]
            values = []
            for row in self._body:
                year = read_period(self._text(row, 0), None).year
                value = self._value(row, column, "")
                if year and value and not is_change(head):
                    values.append((year, value))
            if values and head:
                dimension = values[0][1].amount.dimension
                alike = {year: value for year, value in values if value.amount.dimension == dimension}
                english = self._english(self._cells[0, column][0]) if (0, column) in self._cells else None
                yield Series(_named(head), "", (), self._table.id, dimension, english, alike)

    def _head(self, column: int) -> str:
        heads = (self._text(row, column) for row in range(self._table.header_rows))
        return "".join(dict.fromkeys(heads))

    def _text(self, row: int, column: int) -> str:
        return self._cells[row, column][1].source if (row, column) in self._cells else ""

    def _amount(self, row: int, column: int) -> Amount | None:
        found = self._cells.get((row, column))
        if found is None or _NUMBER_HEAD.fullmatch(match_key(self._heads[column])):
            return None
        return read_amount(found[1].source, self._units_of(row, column))

    def _value(self, row: int, column: int, adjusted: Adjusted) -> Value | None:
        amount = self._amount(row, column)
        if amount is None:
            return None
        at, cell = self._cells[row, column]
        page = (cell.place or self._table.place).page
        pieces = self._version.english.get(cell_id(self._table.id, at), ())
        return Value(amount, page, pieces[0].sentence if pieces else None, adjusted)

    def _units_of(self, row: int, column: int) -> Iterable[str]:
        """The units that may hold for a cell, the nearest first."""
        for before in range(column):
            head = match_key(self._heads[before])
            if _UNIT_HEAD.fullmatch(head):
                yield self._text(row, before).strip()
        yield from (units_in(self._text(row, c)) for c in range(min(column, 3)))
        yield units_in(self._heads[column])
        yield self._units.get(column, "")

    def _units_by_column(self) -> dict[int, str]:
        """The unit that the line over the table gives each column: one for all, or one for each bare column."""
        units = units_of_line(self._table.unit) or units_of_line(self._table.caption)
        units = units or tuple(filter(None, [units_in(self._table.caption or "")]))
        columns = sorted(self._heads)
        if len(units) <= 1:
            return dict.fromkeys(columns, units[0] if units else "")
        bare = [c for c in columns if c and any(self._is_bare(row, c) for row in self._body)]
        return dict(zip(bare, units, strict=True)) if len(bare) == len(units) else {}

    def _is_bare(self, row: int, column: int) -> bool:
        amount = read_amount(self._text(row, column), ())
        return amount is not None and amount.dimension == "count"

    def _english(self, at: At) -> str | None:
        found = self._version.english.get(cell_id(self._table.id, at), ())
        words = [piece.target for piece in found if piece.target]
        return " ".join(words) if words and len(words) == len(found) else None


def _named(words: str) -> str:
    """The name in a head: without its unit, its number and 其中."""
    plain = without_units(words).strip()
    return _OF_WHICH.sub("", plain).strip() or plain


def _chart_to_series(figure: Figure, year: int | None) -> Iterator[Series]:
    """A chart over years is one series; one over things is a series for each, of the report's year."""
    chart = figure.chart
    assert chart is not None
    title = chart.title or figure.caption or ""
    unit = units_in(title)
    name = _CHART_TITLE.sub("", without_units(title)).strip()
    dated: dict[str, dict[int, Value]] = {}
    for point in chart.points:
        amount = read_amount(point.value or "", (unit,))
        period = read_period(point.label or "", None)
        if amount and period.year:
            dated.setdefault(point.series or name, {})[period.year] = Value(amount, figure.place.page, None)
        elif amount and point.label and year and name:
            alone = {year: Value(amount, figure.place.page, None)}
            yield Series(point.label, "", (name,), figure.id, amount.dimension, None, alone)
    for named, values in dated.items():
        dimension = next(iter(values.values())).amount.dimension
        if named:
            yield Series(named, "", (), figure.id, dimension, None, values)
