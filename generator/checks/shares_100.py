"""Shares of a table that do not add up to 100 %, or do not follow from the numbers beside them.

Why: a reader adds the shares of a distribution, and each is a ratio of two figures of the same table.
Caught: a column 占比 or 比例 of a distribution that misses 100 % by more than rounding; a share that is not its number
divided by the total.
Fine: shares of different wholes; sums that rounding explains; a total row 100%.
Not seen: a column of which most shares do not follow, because they are shares of something else.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Remark, Sheet, per_table
from generator.checks.recomputed import find_mismatches, mismatch_to_remark


def look(sheet: Sheet, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each share that does not follow."""
    for mismatch in find_mismatches(sheet, ("share", "share-sum")):
        yield mismatch_to_remark(sheet, mismatch, "The share", "占比")


CHECK = Check("shares-100", "doubtful", "table", per_table(look))
