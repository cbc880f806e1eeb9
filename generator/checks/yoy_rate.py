"""A rate of change of a table that does not follow from the two years beside it.

Why: the rate is what is quoted; when it and the figures disagree, one of them is wrong.
Caught: a column 同比增减, 变动幅度 or 增长率 whose figure differs from the change between the two periods by more than rounding.
Fine: rates that rounding explains; 个百分点; dashes and 不适用.
Not seen: rates in prose; a column of which most rates do not follow, or with one row only; periods not in the heads.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Remark, Sheet, per_table
from generator.checks.recomputed import find_mismatches, mismatch_to_remark


def look(sheet: Sheet, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each rate that does not follow."""
    for mismatch in find_mismatches(sheet, ("change",)):
        yield mismatch_to_remark(sheet, mismatch, "The rate of change", "变动率")


CHECK = Check("yoy-rate", "doubtful", "table", per_table(look))
