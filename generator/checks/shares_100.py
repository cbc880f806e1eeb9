"""Shares of a table that do not add up to 100 %, or do not follow from the numbers beside them.

Why: a reader adds the shares of a distribution, and each is a ratio of two figures of the same row.
Caught: a column 占比 or 比例 of a distribution whose sum is near 100 % but off by more than rounding; a share that is
not its number divided by the total, where number and total stand in the same table.
Fine: shares of different wholes; sums that rounding explains; a total row 100%.
Not seen: distributions without such a column head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.checks.contract import Check, CheckContext, Remark, Sheet, per_table
from generator.checks.figures import half_unit, is_percent, read_figure

_SHARE = re.compile(r"占比|比例|比重|百分比|结构")
_OTHER = re.compile(r"同比|增减|变动|增长|质押|持股|出资|分红|派息|完成|覆盖|达标|率")
_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|共\s*计|总\s*数)")


def look(sheet: Sheet, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each column of shares that does not add up and each share that does not follow."""
    if sheet.table.header_rows != 1:
        return
    heads = sheet.row(0)
    for column, words in heads.items():
        if column and _SHARE.search(words) and not _OTHER.search(words):
            yield from _check_column(sheet, column)


def _check_column(sheet: Sheet, column: int) -> Iterator[Remark]:
    rows = [(number, sheet.row(number)) for number in range(1, len(sheet.table.rows))]
    body = [(number, row) for number, row in rows if not _TOTAL.match(row.get(0, "").strip())]
    printed = {number: row.get(column, "").strip() for number, row in body}
    shares = {number: read_figure(words) for number, words in printed.items()}
    in_percent = all(is_percent(words) for words in printed.values()) or "%" in sheet.row(0)[column]
    if len(body) < 3 or None in shares.values() or not in_percent:
        return
    total = sum((share for share in shares.values() if share is not None), Decimal(0))
    slack = sum((half_unit(words) for words in printed.values()), Decimal(0))
    if slack < abs(total - 100) < 10:
        yield Remark(
            f"The shares of this column add up to {total}%.",
            f"本列占比合计为 {total}%，不等于 100%，请核对。",
            pair=sheet.cells.get((0, column)),
        )
    elif abs(total - 100) <= slack:
        yield from _check_each(sheet, column, [number for number, _ in body], printed)


def _check_each(sheet: Sheet, column: int, rows: list[int], printed: dict[int, str]) -> Iterator[Remark]:
    """Compares each share with its number, where the column before has whole numbers for all rows."""
    numbers = {number: read_figure(sheet.row(number).get(column - 1, "")) for number in rows}
    if (
        column < 2
        or None in numbers.values()
        or any(is_percent(sheet.row(n).get(column - 1, "")) for n in rows)
    ):
        return
    whole = sum((value for value in numbers.values() if value is not None), Decimal(0))
    for number, value in numbers.items():
        share = read_figure(printed[number])
        if value is None or share is None or not whole:
            continue
        right = value / whole * 100
        if abs(right - share) > half_unit(printed[number]) * 2:
            yield Remark(
                f"{value:,} of {whole:,} is {right:.2f}%, the table says {printed[number]}.",
                f"{value:,} 占 {whole:,} 的 {right:.2f}%，表中为 {printed[number]}，请核对。",
                pair=sheet.cells.get((number, column)),
            )


CHECK = Check("shares-100", "doubtful", "table", per_table(look))
