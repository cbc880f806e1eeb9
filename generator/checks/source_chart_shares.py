"""A chart whose printed shares do not follow from its printed values, or do not add up to 100 %.

Why: 314 of 5,679 is 5.53 %, which rounds to 6 %, not 5 %; drawing programs bend shares to make the sum right.
Caught: a share that differs from value ÷ total by more than rounding; shares whose sum is off by more than the rounding of
each; points that have a value and no label.
Fine: sums of 99.9 or 100.1 that rounding explains; charts without shares.
Not seen: values that are themselves wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.contract import Check, CheckContext, Material, Remark
from generator.checks.figures import half_unit, read_figure
from generator.model import Chart, Figure


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each share that does not fit and each value without a label."""
    for block in material.bitext.report.blocks if material.bitext else ():
        if isinstance(block, Figure) and block.chart:
            for message, message_zh in _faults(block.chart):
                title = block.chart.title or block.caption or ""
                yield Remark(f"Chart {title}: {message}", f"图“{title}”：{message_zh}", page=block.place.page)


def _faults(chart: Chart) -> Iterator[tuple[str, str]]:
    shares = [(point, read_figure(point.share)) for point in chart.points if point.share]
    values = [read_figure(point.value) for point in chart.points if point.value]
    unnamed = sum(1 for point in chart.points if point.value and not point.label)
    if unnamed and (unnamed < len(chart.points) or chart.kind == "pie"):
        yield (
            f"{unnamed} values have no label. Ask the company for the legend.",
            f"有 {unnamed} 个数值没有图例，请公司补充完整图例。",
        )
    if chart.kind != "pie" or len(shares) < 3 or len(shares) != len(chart.points):
        return
    total = sum((share for _, share in shares if share is not None), Decimal(0))
    slack = sum((half_unit(point.share or "") for point, _ in shares), Decimal(0))
    if abs(total - 100) > slack:
        yield f"the shares add up to {total}%.", f"各项占比合计为 {total}%，不等于 100%，请核对。"
    if len(values) == len(shares) and None not in values:
        whole = sum((value for value in values if value is not None), Decimal(0))
        for (point, share), value in zip(shares, values, strict=True):
            yield from _recomputed(point.share or "", share, value, whole)


def _recomputed(
    printed: str, share: Decimal | None, value: Decimal | None, whole: Decimal
) -> Iterator[tuple[str, str]]:
    if share is None or value is None or not whole:
        return
    right = value / whole * 100
    if abs(right - share) > half_unit(printed):
        yield (
            f"{value} of {whole} is {right:.2f}%, the chart says {printed}.",
            f"{value} 占 {whole} 的 {right:.2f}%，图中为 {printed}，请核对。",
        )


CHECK = Check("source-chart-shares", "doubtful", "source", look)
