"""Both years side by side as a sheet of the workbook of numbers: the rows of years.html."""

from __future__ import annotations

from generator.workbook import Sheet, Value
from generator.years.match import Restated, YearRow, Years
from generator.years.series import Value as Figure

_WIDTHS = (36, 36, 14, 20, 8, 20, 8, 20, 8, 20, 20, 20, 14, 12, 12, 36, 60)
_PLACES = {False: "表格或图 table or chart", True: "正文 text"}


def years_to_sheet(years: Years) -> Sheet:
    """A row for each thing in both reports: where it stands, its figures as printed and in base units, restated or not."""
    last, now = years.last, years.now
    printed = (f"{last}，上年报告所载 as printed then", f"{last}，本年报告所载 as printed now", str(now))
    bases = (f"{last} 上年报告值 value then", f"{last} 本年报告值 value now", f"{now} 值 value")
    heads = (
        "指标 Figure",
        "英文 English",
        "位置 Place",
        *(head for one in printed for head in (one, "页 Page")),
        *bases,
        "单位 Unit",
        "变动 Change",
        "重述 Restated",
        "重述前后 Then and now",
        "重述说明 Reason",
    )
    return Sheet("跨年对照 Years", heads, _WIDTHS, list(map(_to_cells, years.rows)))


def _to_cells(row: YearRow) -> tuple[Value, ...]:
    figures = (row.then, row.last, row.now)
    printed = (cell for one in figures for cell in _to_print(one))
    values = (str(one.amount.value) if one else "" for one in figures)
    changes = "\n".join(map(_to_words, row.restated))
    reasons = "\n".join(one.reason or "未说明 not given" for one in row.restated)
    place, restated = _PLACES[row.said], "是 yes" if row.restated else "否 no"
    return (
        *(row.label, row.english or "", place, *printed, *values, _unit_of(figures), row.change or ""),
        *(restated, changes, reasons),
    )


def _to_print(figure: Figure | None) -> tuple[Value, Value]:
    return (figure.amount.shown, figure.page) if figure else ("", None)


def _unit_of(figures: tuple[Figure | None, ...]) -> str:
    """The unit of the values: CNY, t, person; percent and the like where nothing else is measured."""
    dimension = next(one.amount.dimension for one in figures if one)
    return dimension.partition(" ")[2] or dimension


def _to_words(one: Restated) -> str:
    return f"{one.year}: {one.then.amount.shown} → {one.now.amount.shown}"
