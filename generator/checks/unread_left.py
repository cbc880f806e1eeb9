"""A part of the source that could not be read.

Why: what was not read is not translated; it is shown in its place and must be typed by a person.
Caught: every place that the reader gave up, with its reason; pages whose characters are not all accounted for.
Fine: pictures without words; running heads and folios.
Not seen: characters that were read wrongly.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Remark
from generator.model import Unread


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each unread place and each page with characters that went nowhere."""
    if material.bitext is None:
        return
    for block in material.bitext.report.blocks:
        if isinstance(block, Unread):
            yield Remark(
                f"Not read: {block.reason}. Type the text from the page.",
                f"未能读取：{block.reason_zh}。请按页面录入文字。",
                page=block.place.page,
            )
    for account in material.bitext.report.accounts:
        lost = account.characters - account.body - account.furniture - account.labels - account.unread
        if lost:
            yield Remark(
                f"{lost} characters of this page are in no part of the report. Compare with the page.",
                f"本页有 {lost} 个字符未归入报告任何部分，请对照页面核对。",
                severity="wrong",
                page=account.page,
            )


CHECK = Check("unread-left", "doubtful", "report", look)
