"""Headings whose levels jump: a third level under a first.

Why: both editions and their bookmarks are made from one outline; a step that is missing breaks it for screen readers.
Caught: a heading more than one level below the heading before it; a report whose first heading is not of level 1.
Fine: any step upwards.
Not seen: a heading of the wrong level that makes no jump.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Remark
from generator.model import Heading


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each heading that stands too deep."""
    level = 0
    for block in material.bitext.report.blocks if material.bitext else ():
        if not isinstance(block, Heading):
            continue
        if block.level > level + 1:
            yield Remark(
                f"“{block.source}” is a heading of level {block.level} after one of level {level}. Correct its level.",
                f"“{block.source}”为第 {block.level} 级标题，其前为第 {level} 级，级别跳跃，请核对。",
                page=block.place.page,
            )
        level = block.level


CHECK = Check("heading-levels", "untidy", "report", look)
