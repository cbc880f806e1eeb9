"""What the arithmetic of a table says, as remarks of the checks of tables."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.checks.contract import Remark, Sheet
from generator.quantities.arithmetic import Mismatch


def find_mismatches(sheet: Sheet, rules: Collection[str]) -> Iterator[Mismatch]:
    """The figures of a table that do not follow from the others, by these rules."""
    for mismatch in sheet.mismatches:
        if mismatch.rule in rules:
            yield mismatch


def mismatch_to_remark(sheet: Sheet, mismatch: Mismatch, what: str, what_zh: str) -> Remark:
    """What is printed, what the others give, and what rounding could explain at most."""
    return Remark(
        f"{what}: the table says {mismatch.printed}, the figures give {mismatch.computed}.",
        f"{what_zh}：表中为 {mismatch.printed}，按表内数字计算为 {mismatch.computed}，请核对。",
        pair=sheet.cells.get((mismatch.row, mismatch.column)),
    )
