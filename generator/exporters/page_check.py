"""The finished pages looked at: nothing off the page, overlapping, lost, too small, or begun with a comma.

Looks at what a reader's program finds in the PDF (``page_lines``), and knows nothing of how it was made.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from generator.exporters.page_lines import Line, PageLines, read_lines
from generator.exporters.view import EditionView, GalleryView, HeadingView, ListView, ProseView
from generator.exporters.wording import Pair
from generator.model import Finding

SMALLEST = 7.0
BODY = 9.0
# A line of Chinese does not begin with these, nor end with those (GB/T 15834-2011, 5.1).
NOT_FIRST = "，。、；：？！）》」』】〉’”％%"
NOT_LAST = "（《「『【〈"
HAN = re.compile(r"[\u3400-\u9fff]")


def check_pages(data: bytes, view: EditionView) -> tuple[Finding, ...]:
    """What is wrong with the pages of an edition's PDF, by page."""
    return check_lines(read_lines(data), view)


def check_lines(pages: Sequence[PageLines], view: EditionView) -> tuple[Finding, ...]:
    """What is wrong with the pages of an edition, read before, by page."""
    lines = [line for page in pages for line in page.lines]
    sizes = [(page.width, page.height) for page in pages]
    found = [
        *_outside(lines, sizes),
        *_too_small(lines),
        *_overlapping(lines),
        *_wrong_ends(lines),
        *_stranded(lines, view, sizes),
        *_lost(lines, view),
    ]
    return tuple(sorted(found, key=lambda finding: (finding.page or 0, finding.check, finding.message)))


def _outside(lines: Iterable[Line], sizes: Sequence[tuple[float, float]]) -> Iterator[Finding]:
    for line in lines:
        width, height = sizes[line.page - 1]
        if line.x0 < -0.5 or line.top < -0.5 or line.x1 > width + 0.5 or line.bottom > height + 0.5:
            yield _finding("page-outside", "wrong", line, "runs off the page", "超出页面")


def _too_small(lines: Iterable[Line]) -> Iterator[Finding]:
    for line in lines:
        if line.size < SMALLEST - 0.05 and line.text.strip():
            yield _finding("page-type-size", "wrong", line, f"is set in {line.size:.1f} pt", "字号小于 7 磅")


def _overlapping(lines: Sequence[Line]) -> Iterator[Finding]:
    """Lines of which one covers a good part of another."""
    for page in sorted({line.page for line in lines}):
        here = [line for line in lines if line.page == page and line.text.strip()]
        here.sort(key=lambda line: line.top)
        for n, line in enumerate(here):
            for other in here[n + 1 :]:
                if other.top >= line.bottom:
                    break
                across = min(line.x1, other.x1) - max(line.x0, other.x0)
                down = min(line.bottom, other.bottom) - other.top
                if across > 3 and down > 0.45 * min(line.bottom - line.top, other.bottom - other.top):
                    yield _finding("page-overlap", "wrong", other, "lies over another line", "与其他文字重叠")


def _wrong_ends(lines: Iterable[Line]) -> Iterator[Finding]:
    """Lines of Chinese that begin or end as none may (kinsoku), where the text went on over the line's end."""
    for before, line in pairwise(lines):
        follows = before.page == line.page and 0 < line.top - before.top < 2.2 * before.size
        if not (follows and HAN.search(before.text) and abs(before.x0 - line.x0) < 30):
            continue
        if line.text[:1] in NOT_FIRST and line.text[:1]:
            yield _finding(
                "page-line-start", "untidy", line, "begins with a mark of punctuation", "行首出现标点"
            )
        if before.text.rstrip()[-1:] in NOT_LAST and before.text.strip():
            yield _finding(
                "page-line-end", "untidy", before, "ends with an opening mark", "行末出现前引号或前括号"
            )


def _stranded(
    lines: Sequence[Line], view: EditionView, sizes: Sequence[tuple[float, float]]
) -> Iterator[Finding]:
    """Headings that are the last thing on their page."""
    headings = {_bare(_shown(h.pair, view)[0]) for h in view.headings}
    for page in sorted({line.page for line in lines}):
        height = sizes[page - 1][1]
        body = [
            line
            for line in lines
            if line.page == page and 60 < line.bottom < height - 55 and line.text.strip()
        ]
        if not body:
            continue
        last = max(body, key=lambda line: line.bottom)
        if _bare(last.text) in headings and last.size > BODY + 1:
            yield _finding(
                "page-stranded", "untidy", last, "is a heading at the foot of the page", "标题落在页末"
            )


def _lost(lines: Sequence[Line], view: EditionView) -> Iterator[Finding]:
    """Characters of the report that are on no page: counted, so that columns and hyphens do not matter."""
    there = Counter("".join(_bare(line.text) for line in lines))
    wanted: Counter[str] = Counter()
    for pair in _pairs(view):
        for words in _shown(pair, view):
            wanted.update(_bare(words))
    lost = wanted - there
    if lost:
        shown = "".join(sorted(lost))[:20]
        yield Finding(
            "page-lost",
            "wrong",
            f"{sum(lost.values())} characters of the report are on no page, among them {shown}.",
            f"有 {sum(lost.values())} 个字符未出现在页面上，例如 {shown}。",
        )


def _pairs(view: EditionView) -> Iterator[Pair]:
    for block in view.blocks:
        match block:
            case HeadingView() | ProseView():
                yield block.pair
            case ListView():
                yield from (item.pair for item in block.items)
            case GalleryView():
                yield from (figure.caption for figure in block.figures)
            case _:
                continue


def _shown(pair: Pair, view: EditionView) -> list[str]:
    return ([pair.english] if view.show_en else []) + ([pair.source] if view.show_zh else [])


def _bare(text: str) -> str:
    return re.sub(r"[\s\u00ad\ufffe-]+", "", text)


def _finding(check: str, severity: str, line: Line, what: str, what_zh: str) -> Finding:
    words = line.text.strip()[:40]
    message, message_zh = f"“{words}” {what}.", f"“{words}”{what_zh}。"
    if severity == "wrong":
        return Finding(check, "wrong", message, message_zh, page=line.page)
    return Finding(check, "untidy", message, message_zh, page=line.page)
