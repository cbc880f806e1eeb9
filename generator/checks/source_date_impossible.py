"""A date of the source that no calendar has, or a period that ends before it begins.

Why: it cannot be translated, only copied, and the reader sees it in two languages.
Caught: months above 12, days that the month does not have (2月30日), periods such as 2024年3月16日至2023年3月15日.
Fine: dates without a year, 29 February in any year then; times and versions.
Not seen: a date that exists and is wrong.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_source

_DATE = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)\s*年\s*)?(?<!\d)(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日"
)
_PERIOD = re.compile(
    r"((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(?:(\d{1,2})\s*日)?\s*(?:至|到|[-—–~～]+)\s*((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(?:(\d{1,2})\s*日)?"
)
_MONTH = re.compile(r"(?<!\d)(?:19|20)\d\d\s*年\s*(\d{1,2})\s*月(?!\s*\d)")


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each impossible date and period."""
    for found in _DATE.finditer(pair.source):
        if not _exists(int(found["year"] or 2000), int(found["month"]), int(found["day"])):
            yield _to_remark(found, "no calendar has this date", "该日期不存在")
    for found in _MONTH.finditer(pair.source):
        if not 1 <= int(found[1]) <= 12:
            yield _to_remark(found, "no calendar has this month", "该月份不存在")
    for found in _PERIOD.finditer(pair.source):
        year, month, day, until_year, until_month, until_day = (int(group or 0) for group in found.groups())
        days = (day, until_day) if day and until_day else (0, 0)
        if (year, month, days[0]) > (until_year, until_month, days[1]):
            yield _to_remark(found, "the period ends before it begins", "期间的截止日早于起始日")


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _to_remark(found: re.Match[str], reason: str, reason_zh: str) -> Remark:
    return Remark(
        f"“{found[0]}”: {reason}. Ask the company.", f"“{found[0]}”：{reason_zh}，请公司核对。", found.span()
    )


CHECK = Check("source-date-impossible", "doubtful", "source", per_source(look))
