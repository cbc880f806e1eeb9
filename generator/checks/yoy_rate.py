"""A rate of change of a table that does not follow from the two years beside it.

Why: the rate is what is quoted; when it and the figures disagree, one of them is wrong.
Caught: a column 同比增减 (变动幅度, 增减, 增长率) whose percentage differs from (this year − last year) ÷ |last year| by more
than the rounding of all three.
Fine: rates rounded from unrounded figures; 个百分点; dashes and 不适用; figures of one digit, whose rounding is coarse.
Not seen: rates in prose; tables whose years are not in the column heads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Remark, Sheet, per_table
from generator.checks.figures import half_unit, is_percent, read_figure

_RATE = re.compile(r"同比|增减|变动|变化|增长率|增幅")
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年?(?:度|末|12\s*月\s*31\s*日)?$")
_RELATIVE = (
    re.compile(r"^(?:本期|本年|本报告期|期末)(?:数|金额|发生额|余额)?$"),
    re.compile(r"^(?:上期|上年|上年同期|期初|上年末)(?:数|金额|发生额|余额)?$"),
)


def look(sheet: Sheet, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each rate that does not follow."""
    heads = {c: re.sub(r"\s|[（(].*[)）]", "", words) for c, words in sheet.row(0).items()}
    rates = [c for c, words in heads.items() if c and _RATE.search(words) and "额" not in words]
    now, before = _columns(heads)
    if sheet.table.header_rows != 1 or len(rates) != 1 or now is None or before is None:
        return
    in_percent = bool(re.search("[%％]|率|幅", sheet.row(0)[rates[0]]))
    for number in range(1, len(sheet.table.rows)):
        row = sheet.row(number)
        yield from _compare(
            sheet,
            (number, rates[0]),
            row.get(now, ""),
            row.get(before, ""),
            row.get(rates[0], ""),
            in_percent,
        )


def _columns(heads: dict[int, str]) -> tuple[int | None, int | None]:
    """The columns of this year and the year before."""
    years = sorted(
        ((int(found[1]), c) for c, words in heads.items() if (found := _YEAR.search(words))), reverse=True
    )
    if len(years) >= 2 and years[0][0] == years[1][0] + 1:
        return years[0][1], years[1][1]
    relative = [[c for c, words in heads.items() if pattern.match(words)] for pattern in _RELATIVE]
    return (relative[0][0], relative[1][0]) if all(len(found) == 1 for found in relative) else (None, None)


def _compare(
    sheet: Sheet, at: tuple[int, int], now: str, before: str, printed: str, in_percent: bool
) -> Iterator[Remark]:
    new, old, rate = read_figure(now), read_figure(before), read_figure(printed)
    if new is None or old is None or rate is None or not old or not (in_percent or is_percent(printed)):
        return
    if is_percent(now) or is_percent(before) or min(_digits(now), _digits(before)) < 3:
        return
    right = (new - old) / abs(old) * 100
    slack = (
        half_unit(printed) * 2
        + (half_unit(now) + half_unit(before) * (1 + abs(right) / 100)) / abs(old) * 100
    )
    if abs(right - rate) > slack:
        yield Remark(
            f"From {before.strip()} to {now.strip()} is {right:.2f}%, the table says {printed.strip()}.",
            f"由 {before.strip()} 变为 {now.strip()} 的变动率为 {right:.2f}%，表中为 {printed.strip()}，请核对。",
            pair=sheet.cells.get(at),
        )


def _digits(words: str) -> int:
    return len(re.sub(r"\D", "", words).lstrip("0"))


CHECK = Check("yoy-rate", "doubtful", "table", per_table(look))
