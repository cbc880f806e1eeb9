"""The figures of a table, with how far rounding may have moved them, what the heads say, and what does not agree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from generator.quantities.find import find_quantities, half_width
from generator.quantities.quantity import Quantity

_BLANK = re.compile(r"\s+")
_TOTAL = re.compile(
    r"^[（(]?(?:[一二三四五六七八九十\d]{1,2}[、.．])?(?:合计|总计|共计|总和|合计数|总合计|合共|总数|汇总|全部合计|累计合计)[)）]?(?:[:：（(].*)?$"
)
_SUBTOTAL = re.compile(r"小计(?:[:：（(].*)?$|(?<!^)合计(?:[:：（(].*)?$")
_OF_WHICH = re.compile(r"^(?:其中|其中[:：]|包括[:：])")
_RATE_HEAD = re.compile(
    r"率|比|单价|均价|平均|人均|每|同比|环比|增减|变动|增长|幅度|[%％‰]|序号|编号|年龄|面值|价格|系数|强度|倍"
)
_SCALED_UNIT = re.compile(r"[万亿千百]")
_YUAN = re.compile(r"(?<![万亿千百美港欧日])元")


@dataclass(frozen=True, slots=True)
class Figure:
    """The figure of a cell: its value, half of its last place (0 where it cannot have been rounded), whether a percentage."""

    row: int
    column: int
    text: str
    value: Fraction
    slack: Fraction
    percent: bool

    @property
    def low(self) -> Fraction:
        """The least that it may stand for."""
        return self.value - self.slack

    @property
    def high(self) -> Fraction:
        """The most that it may stand for."""
        return self.value + self.slack


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as text: the cells of the body by row and column, heads joined from top to bottom."""

    rows: tuple[tuple[str, ...], ...]
    heads: tuple[str, ...]
    first: int
    figures: dict[tuple[int, int], Figure]

    @property
    def columns(self) -> int:
        """How many columns the widest row has."""
        return max((len(row) for row in self.rows), default=0)

    def label(self, row: int) -> str:
        """The words of a row: its first cell that is no figure."""
        for column, cell in enumerate(self.rows[row]):
            if cell.strip() and (row, column) not in self.figures:
                return _BLANK.sub("", half_width(cell))
        return ""

    def is_total(self, row: int) -> bool:
        """Whether the row adds up all that stands above."""
        return _TOTAL.match(self.label(row)) is not None

    def is_subtotal(self, row: int) -> bool:
        """Whether the row adds up a part of what stands above."""
        return not self.is_total(row) and _SUBTOTAL.search(self.label(row)) is not None

    def is_part(self, row: int) -> bool:
        """Whether the row is a part of the row above (其中)."""
        return _OF_WHICH.match(self.label(row)) is not None

    def is_rate(self, column: int) -> bool:
        """Whether the column holds rates, prices or numbers that nobody adds up."""
        return column < len(self.heads) and _RATE_HEAD.search(self.heads[column]) is not None


def read_grid(rows: Sequence[Sequence[str]], header_rows: int = 1, unit: str | None = None) -> Grid:
    """A grid from rows of cell texts. ``unit`` is the unit line, which says whether figures can have been rounded."""
    cells = tuple(tuple(row) for row in rows)
    width = max((len(row) for row in cells), default=0)
    heads = tuple(
        _BLANK.sub("", half_width("".join(row[c] for row in cells[:header_rows] if c < len(row))))
        for c in range(width)
    )
    figures = {}
    for r, row in enumerate(cells[header_rows:], header_rows):
        for c, cell in enumerate(row):
            if figure := read_figure(cell, r, c, (unit or "") + heads[c]):
                figures[r, c] = figure
    return Grid(cells, heads, header_rows, figures)


def read_figure(text: str, row: int = 0, column: int = 0, unit: str = "") -> Figure | None:
    """The figure that a cell is; None for words, ranges, dates and empty cells."""
    found = find_quantities(text)
    bare = _BLANK.sub("", half_width(text))
    if len(found) != 1 or found[0].kind not in {"count", "money", "measure", "percent", "points"}:
        return None
    quantity = found[0]
    if ".." in quantity.value or quantity.approx or _BLANK.sub("", half_width(quantity.text)) != bare:
        return None
    percent = quantity.kind == "percent" or (quantity.unit is None and "%" in half_width(unit))
    return Figure(
        row, column, text.strip(), Fraction(Decimal(quantity.value)), _slack(quantity, unit, percent), percent
    )


def _slack(quantity: Quantity, unit: str, percent: bool) -> Fraction:
    """Half of the last printed place; 0 for counts of whole things and for amounts in 元 and 分."""
    places = len((quantity.digits or quantity.value).partition(".")[2])
    whole = not percent and not quantity.scale and not _SCALED_UNIT.search(unit)
    if whole and (places == 0 or (places == 2 and (quantity.unit == "CNY" or _YUAN.search(unit)))):
        return Fraction(0)
    return Fraction(1, 2) * Fraction(10) ** (quantity.scale - places)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A printed figure that does not follow from the others.

    ``rule`` is sum, part, share, share-sum, change or ratio; ``computed`` what the others give, to the printed
    precision; ``cells`` the others, as (row, column). ``rounding`` says what rounding could explain at most.
    """

    rule: str
    row: int
    column: int
    printed: str
    computed: str
    cells: tuple[tuple[int, int], ...]
    rounding: str


def added_up(figures: list[Figure]) -> Figure:
    """The sum of figures, with all their slack."""
    return Figure(
        -1,
        -1,
        "",
        sum((f.value for f in figures), Fraction(0)),
        sum((f.slack for f in figures), Fraction(0)),
        False,
    )


def meet(left: Figure, right: Figure) -> bool:
    """Whether two figures can stand for the same amount."""
    return left.low <= right.high and right.low <= left.high


def to_mismatch(rule: str, printed: Figure, due: Figure, cells: Sequence[tuple[int, int]]) -> Mismatch:
    """What to report of a printed figure and what it is due to be."""
    places = len(re.sub(r"[^\d.]", "", printed.text).partition(".")[2])
    mark = "%" if printed.percent else ""
    slack = to_decimal(printed.slack + due.slack, places + 1)
    return Mismatch(
        rule,
        printed.row,
        printed.column,
        printed.text,
        f"{to_decimal(due.value, places)}{mark}",
        tuple(cells),
        f"±{slack}{mark}",
    )


def to_decimal(value: Fraction, places: int) -> str:
    """The value rounded half up to so many places, with commas."""
    scaled = abs(value) * 10**places
    whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    figures = str(whole).rjust(places + 1, "0")
    body = f"{int(figures[: len(figures) - places]):,}" + (f".{figures[-places:]}" if places else "")
    return f"-{body}" if value < 0 and whole else body
