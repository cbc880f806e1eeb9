"""A part of the source that could not be read.

Why: what was not read is not translated; it is shown in its place and must be typed by a person.
Caught: every place that the reader gave up, with its reason; pictures such as a pasted chart or a certificate whose
own words are in no text layer; pages whose characters are not all accounted for; a sentence of one page that was
kept out as a running head.
Fine: photographs, and pictures whose words a person has typed; running heads and folios.
Not seen: characters that were read wrongly; headings that were kept out as running heads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from generator.checks.contract import Check, CheckContext, Material, Remark
from generator.model import Bitext, Figure, PageAccount, Unread, bare

_SENTENCE = re.compile("[，。；？！]")


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each unread place and each page with characters that went nowhere."""
    if material.bitext is None:
        return
    report = material.bitext.report
    scans = {account.page for account in report.accounts if account.scanned}
    for block in report.blocks:
        if isinstance(block, Figure) and block.unread and block.place.page not in scans:
            yield _in_picture(block)
        if isinstance(block, Unread):
            yield Remark(
                f"Not read: {block.reason}. Type the text from the page.",
                f"未能读取：{block.reason_zh}。请按页面录入文字。",
                page=block.place.page,
            )
    yield from _lost(report.accounts)
    yield from _kept_out(material.bitext)


def _in_picture(figure: Figure) -> Remark:
    """What to write where; a scanned page is told as a whole by the reader."""
    quoted = figure.caption or PurePosixPath(figure.image or "").name
    return Remark(
        "The words in a picture were not read, and the editions say so. Type them in corrections.yaml: "
        f"block: {quoted}, words: the words, parted by ；, or none; chart: bar or pie has it drawn in both languages.",
        "图片中的文字未能识读，各版本中已注明。请在 corrections.yaml 中录入："
        f"block: {quoted}，words: 图中文字（以；分隔），没有文字则写“无”；加 chart: bar 或 pie 可重绘为双语图表。",
        page=figure.place.page,
    )


def _lost(accounts: Iterable[PageAccount]) -> Iterator[Remark]:
    for account in accounts:
        lost = account.characters - account.body - account.furniture - account.labels - account.unread
        if lost:
            yield Remark(
                f"{lost} characters of this page are in no part of the report. Compare with the page.",
                f"本页有 {lost} 个字符未归入报告任何部分，请对照页面核对。",
                severity="wrong",
                page=account.page,
            )


def _kept_out(bitext: Bitext) -> Iterator[Remark]:
    """A running head runs over several pages, or says what a heading says; one that does neither was text."""
    said = {bare(text.source) for text in bitext.texts}
    for one in bitext.report.furniture:
        alone = one.kind in ("header", "footer") and len(one.pages) == 1
        if alone and _SENTENCE.search(one.source) and bare(one.source) not in said:
            yield Remark(
                f"“{one.source}” was taken for a running head and is in no edition. Compare with the page.",
                f"“{one.source}”被当作页眉或页脚，未收入任何版本，请对照页面核对。",
                severity="wrong",
                page=one.pages[0],
            )


CHECK = Check("unread-left", "doubtful", "report", look)
