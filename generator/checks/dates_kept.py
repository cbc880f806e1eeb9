"""A date or period of the Chinese that the English does not state.

Why: a record date one day off costs somebody a dividend.
Caught: dates, months, years and periods that are missing or different: day and month exchanged, another year, a range
with a wrong end.
Fine: every way to write the same day; a year said once for two dates; 年度 as a year; 上半年 as H1.
Not seen: 去年 and 今年, which depend on the report.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence
from generator.checks.numbers import TIMES, difference_to_remark, find_differences, missing_to_remark

_REASONS = ("date", "value", "digits", "scale", "kind", "form")


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each date or period that is missing or different."""
    for difference in find_differences(pair, _REASONS):
        if {difference.source.kind, difference.target.kind} & TIMES:
            yield difference_to_remark(difference, "the time differs", "日期或期间不一致", context.style)
    for quantity in pair.match.missing:
        if quantity.kind in TIMES:
            yield missing_to_remark(quantity, context.style)


CHECK = Check("dates-kept", "wrong", "sentence", per_sentence(look))
