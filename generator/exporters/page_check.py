"""The finished pages looked at: nothing off the page, overlapping, too small, stranded, or begun with a comma.

Looks at what a reader's program finds in the PDF (``page_lines``), and knows nothing of how it was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from generator.exporters.grid import TableView
from generator.exporters.page_lines import Line, PageLines, read_lines
from generator.exporters.page_text import HAN, bare, check_words
from generator.exporters.view import EditionView
from generator.exporters.wording import Pair
from generator.model import Finding

SMALLEST = 7.0
# No type stands nearer to the edge of the page, where printers cut.
MARGIN = 28.0
# Headings are larger than running text, captions larger than what stands in tables.
LARGER, TABLE = 9.7, 8.4
# A line of Chinese does not begin with these, nor end with those (GB/T 15834-2011, 5.1).
NOT_FIRST = "，。、；：？！）》」』】〉’”％%"
NOT_LAST = "（《「『【〈"


def check_pages(data: bytes, view: EditionView) -> tuple[Finding, ...]:
    """What is wrong with the pages of an edition's PDF, by page."""
    return check_lines(read_lines(data), view)


def check_lines(pages: Sequence[PageLines], view: EditionView) -> tuple[Finding, ...]:
    """What is wrong with the pages of an edition, read before, by page."""
    lines = [line for page in pages for line in page.lines]
    sizes = [(page.width, page.height) for page in pages]
    found = [
        *_clipped(pages),
        *_outside(lines, sizes),
        *_too_small(lines),
        *_overlapping(lines),
        *_wrong_ends(lines),
        *_stranded(lines, view, sizes),
        *check_words(lines, view),
    ]
    return tuple(sorted(found, key=lambda finding: (finding.page or 0, finding.check, finding.message)))


def _clipped(pages: Sequence[PageLines]) -> Iterator[Finding]:
    for number, page in enumerate(pages, 1):
        for words in page.clipped:
            if words.strip():
                shown = words.strip()[:40]
                yield Finding(
                    "page-clipped", "wrong", f"“{shown}” is cut off.", f"“{shown}”被截断。", page=number
                )


def _outside(lines: Iterable[Line], sizes: Sequence[tuple[float, float]]) -> Iterator[Finding]:
    for line in lines:
        width, height = sizes[line.page - 1]
        room = min(line.x0, line.top, width - line.x1, height - line.bottom)
        if not line.text.strip():
            continue
        if room < -0.5:
            yield _finding("page-outside", "wrong", line, "runs off the page", "超出页面")
        elif room < MARGIN:
            yield _finding("page-margin", "untidy", line, "runs into the margin", "超出版心，进入页边")


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
    """Headings, and captions of tables, that are the last thing on their page."""
    headings = {bare(text) for heading in view.headings for text in _shown(heading.pair, view)}
    tables = (block for block in view.blocks if isinstance(block, TableView))
    captions = {bare(text) for table in tables for text in _shown(table.caption, view)} - {""}
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
        words = bare(last.text)
        if last.size > LARGER and any(heading.endswith(words) for heading in headings):
            yield _finding(
                "page-stranded", "untidy", last, "is a heading at the foot of the page", "标题落在页末"
            )
        elif words in captions and last.size > TABLE:
            yield _finding(
                "page-stranded", "untidy", last, "is a caption away from its table", "表题与表格分离"
            )


def _shown(pair: Pair, view: EditionView) -> list[str]:
    return ([pair.english] if view.show_en else []) + ([pair.source] if view.show_zh else [])


def _finding(check: str, severity: str, line: Line, what: str, what_zh: str) -> Finding:
    words = line.text.strip()[:40]
    message, message_zh = f"“{words}” {what}.", f"“{words}”{what_zh}。"
    if severity == "wrong":
        return Finding(check, "wrong", message, message_zh, page=line.page)
    return Finding(check, "untidy", message, message_zh, page=line.page)
