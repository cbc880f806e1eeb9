"""A picture of the report that says nothing to those who cannot see it.

Why: both editions need words for every picture (PDF/UA, WCAG); they are made from its caption, labels or chart.
Caught: figures without caption, labels and chart title.
Fine: figures with any of them; the picture of the cover, which is an ornament; what unread-left tells.
Not seen: whether the words describe the picture well.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Remark
from generator.model import Cover, Figure


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each figure without words."""
    blocks = material.bitext.report.blocks if material.bitext else ()
    covers = {block.place.page for block in blocks if isinstance(block, Cover)}
    for block in blocks:
        if isinstance(block, Figure) and not _has_words(block) and block.place.page not in covers:
            yield Remark(
                "A picture without caption or label. Add a caption in corrections.yaml for readers who cannot see it.",
                "图片没有题注和文字。请在 corrections.yaml 中补充题注，供读屏使用。",
                page=block.place.page,
            )


def _has_words(figure: Figure) -> bool:
    return bool(figure.caption or figure.labels or figure.unread or (figure.chart and figure.chart.title))


CHECK = Check("figure-described", "untidy", "report", look)
