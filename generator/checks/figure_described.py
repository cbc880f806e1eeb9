"""A picture of the report that says nothing to those who cannot see it.

Why: both editions need words for every picture (PDF/UA, WCAG); they are made from its caption, labels or chart.
Caught: figures without caption, labels and chart title.
Fine: figures with any of them.
Not seen: whether the words describe the picture well.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Remark
from generator.model import Figure


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each figure without words."""
    for block in material.bitext.report.blocks if material.bitext else ():
        if isinstance(block, Figure) and not (
            block.caption or block.labels or (block.chart and block.chart.title)
        ):
            yield Remark(
                "A picture without caption or label. Add a caption in corrections.yaml for readers who cannot see it.",
                "图片没有题注和文字。请在 corrections.yaml 中补充题注，供读屏使用。",
                page=block.place.page,
            )


CHECK = Check("figure-described", "untidy", "report", look)
