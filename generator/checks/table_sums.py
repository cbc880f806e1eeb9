"""A total of a table that is not the sum of what it totals, or a part that exceeds its whole.

Why: a digit that is wrong in a table shows only in its total, and readers do add up.
Caught: 合计 总计 小计 down a column or at the end of a row that differ from the sum; rows 其中 larger than their row.
Fine: differences that the rounding of the addends explains; ratios, averages and columns of mixed units.
Not seen: sums over several tables; totals without such a name.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Remark, Sheet, per_table
from generator.checks.recomputed import find_mismatches, mismatch_to_remark


def look(sheet: Sheet, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each total that does not follow."""
    for mismatch in find_mismatches(sheet, ("sum", "part")):
        yield mismatch_to_remark(sheet, mismatch, "The total", "合计")


CHECK = Check("table-sums", "doubtful", "table", per_table(look))
