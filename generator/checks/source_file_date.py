"""A date in a table row that contradicts the date in a file name of the same row.

Why: 2024 年 9 月 6 日 beside 20240908文件 sends a reader to a file of another day; one of the two may be a slip.
Caught: a row with one full date and one eight-digit date in a file or announcement name that differ.
Fine: rows in which they agree; rows with several dates; eight digits that are no date.
Not seen: whether the file was filed on a later day by intention; the company knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Remark, Sheet, per_table

_DATE = re.compile(r"((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_FILE = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")


def look(sheet: Sheet, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each row whose two dates differ."""
    for number in range(len(sheet.table.rows)):
        row = sheet.row(number)
        dates = {tuple(map(int, found.groups())) for words in row.values() for found in _DATE.finditer(words)}
        files = [(column, found) for column, words in row.items() for found in _FILE.finditer(words)]
        if len(dates) != 1 or len(files) != 1:
            continue
        column, found = files[0]
        year, month, day = next(iter(dates))
        if (year, month, day) != tuple(map(int, found.groups())):
            yield Remark(
                f"The row is dated {year}-{month:02}-{day:02}, the file {found[0]}. Ask the company which is right.",
                f"本行日期为 {year} 年 {month} 月 {day} 日，文件名日期为 {found[0]}，二者不一致，请公司核对。",
                found.span(),
                pair=sheet.cells.get((number, column)),
            )


CHECK = Check("source-file-date", "doubtful", "source", per_table(look))
