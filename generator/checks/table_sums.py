"""A total of a table that is not the sum of what it totals.

Why: a digit that is wrong in a table shows only in its total, and readers do add up.
Caught: a row 合计 总计 小计 whose figure differs from the sum of the rows above it (back to the subtotal before, or of
the subtotals), and a column 合计 that differs from the sum of its row.
Fine: differences that the rounding of the addends explains; rows 其中, which are parts; ratios, averages and columns that
cannot be added; tables with cells that are no figures.
Not seen: sums over several tables; totals without such a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.checks.contract import Check, CheckContext, Pair, Remark, Sheet, per_table
from generator.checks.figures import half_unit, is_percent, read_figure

_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|共\s*计|小\s*计|总\s*数|合计数)(?:[（(：:].*)?$")
_SUBTOTAL = re.compile(r"^小\s*计")
_PART = re.compile(r"^\s*(?:其中|——|—|-|减)")
_NO_SUM = re.compile(
    r"率|比例|占比|比重|均|%|％|年龄|倍|单价|价格|增减|同比|变动|序号|排名|得分|评分|指数|强度|密度|行次|附注"
)
_BLANK = re.compile(r"^[-—–/\\\s]*$|^不适用$")


def look(sheet: Sheet, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each total that does not add up."""
    if all(cell.rowspan == 1 for cell in sheet.grid.values()):
        for column in range(1, sheet.table.columns):
            if not _NO_SUM.search(_head(sheet, column)):
                yield from _check_column(sheet, column)
        yield from _check_rows(sheet)


def _head(sheet: Sheet, column: int) -> str:
    return "".join(sheet.row(r).get(column, "") for r in range(sheet.table.header_rows))


def _check_column(sheet: Sheet, column: int) -> Iterator[Remark]:
    """Totals down a column: of all rows since the last total, or of the subtotals and rows outside them."""
    addends: list[str] = []
    groups: list[str] = []
    for number in range(sheet.table.header_rows, len(sheet.table.rows)):
        row = sheet.row(number)
        label, words = row.get(0, "").strip(), row.get(column, "").strip()
        if _PART.match(label) or (number < len(sheet.table.rows) and column not in row):
            continue
        if not _TOTAL.match(label):
            if _NO_SUM.search(label):
                return
            addends.append(words)
            continue
        sums = [addends] if _SUBTOTAL.match(label) else [groups + addends, addends]
        yield from _compare(sheet, (number, column), words, sums)
        groups, addends = ([*groups, words], []) if _SUBTOTAL.match(label) else ([], [])


def _check_rows(sheet: Sheet) -> Iterator[Remark]:
    """Totals at the end of a row, where the head of the last column says so."""
    heads = sheet.row(sheet.table.header_rows - 1) if sheet.table.header_rows == 1 else {}
    totals = [column for column, words in heads.items() if _TOTAL.match(words.strip())]
    if len(totals) != 1 or totals[0] < 3 or any(_NO_SUM.search(words) for words in heads.values()):
        return
    for number in range(sheet.table.header_rows, len(sheet.table.rows)):
        row = sheet.row(number)
        addends = [row.get(column, "").strip() for column in range(1, totals[0])]
        if not _NO_SUM.search(row.get(0, "")):
            yield from _compare(sheet, (number, totals[0]), row.get(totals[0], "").strip(), [addends])


def _compare(sheet: Sheet, at: tuple[int, int], printed: str, sums: list[list[str]]) -> Iterator[Remark]:
    total = read_figure(printed)
    added = [(_sum(addends), addends) for addends in sums if len(addends) >= 2]
    readable = [(value, addends) for value, addends in added if value is not None]
    if total is None or is_percent(printed) or len(readable) < len(added) or not readable:
        return
    off = [abs(total - value) > _slack(printed, addends) for value, addends in readable]
    if all(off):
        value = readable[0][0]
        pair: Pair | None = sheet.cells.get(at)
        yield Remark(
            f"The total is {printed}, the figures above it add up to {value:,} (difference {total - value:,}).",
            f"合计为 {printed}，各项之和为 {value:,}，相差 {total - value:,}，请核对。",
            pair=pair,
        )


def _sum(addends: list[str]) -> Decimal | None:
    """The sum, blank cells as nothing; None when a cell is no figure or all are blank."""
    figures = [read_figure(words) for words in addends if not _BLANK.match(words)]
    if len(figures) < 2 or None in figures or any(is_percent(words) for words in addends):
        return None
    return sum((figure for figure in figures if figure is not None), Decimal(0))


def _slack(printed: str, addends: list[str]) -> Decimal:
    """How far rounding alone can part a printed total from the sum of printed addends."""
    rounded = [words for words in [printed, *addends] if "." in words]
    return sum((half_unit(words) for words in rounded), Decimal(0))


CHECK = Check("table-sums", "doubtful", "table", per_table(look))
