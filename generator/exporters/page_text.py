"""The words of an edition looked for on its finished pages: lost, printed twice, broken inside, or set too small.

The pages are one long stream of characters without blanks and hyphens, in the order in which they were drawn.
A text of the report is found in it whole, or in a few pieces where a page or a column ended inside it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.exporters.grid import TableView
from generator.exporters.page_lines import Line
from generator.exporters.view import (
    BlockView,
    EditionView,
    FigureView,
    GalleryView,
    HeadingView,
    ListView,
    ProseView,
    UnreadView,
)
from generator.exporters.wording import Pair
from generator.model import Finding

BODY = 9.0
# A piece of a text that a page end has cut, and the pieces that one text may be in.
PIECE, PIECES = 10, 8
# What is looked for twice: so many characters from the beginning, the middle and the end of a text.
PROBE = 18
# How far before the place of the text before it a text may stand: the other language of a long paragraph.
BACK = 6000
_GONE = re.compile(r"[\s\u00ad\u2010\ufffe-]+")
_IN_WORD = re.compile(r"[A-Za-z0-9\u00c0-\u024f]")
HAN = re.compile(r"[\u3400-\u9fff]")
_WORDS = re.compile(r"[A-Za-z\u3400-\u9fff]{4}")
_HYPHENS = "-\u2010\u00ad\ufffe"


@dataclass(frozen=True, slots=True)
class Said:
    """A text as the pages must show it, once. ``body`` is running text; ``row`` are the cells of a row of a table."""

    text: str
    body: bool = False
    row: tuple[str, ...] = ()


class Stream:
    """The characters of all lines, and to which line each belongs."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = tuple(line for line in lines if bare(line.text))
        self._starts: list[int] = []
        at = 0
        pieces = []
        for line in self.lines:
            pieces.append(bare(line.text))
            self._starts.append(at)
            at += len(pieces[-1])
        self.text = "".join(pieces)

    def line_at(self, offset: int) -> Line:
        """The line in which a character stands."""
        return self.lines[self._index(offset)]

    def lines_from(self, start: int, end: int) -> Iterator[tuple[int, Line]]:
        """The lines in which the characters from start to end stand, each with the offset where it begins."""
        for n in range(self._index(start), self._index(end - 1) + 1):
            yield self._starts[n], self.lines[n]

    def _index(self, offset: int) -> int:
        return max(bisect_right(self._starts, offset) - 1, 0)

    def find(self, text: str, near: int) -> list[tuple[int, int]]:
        """Where a text stands: its pieces as (start, end), in order; none when some of it is nowhere."""
        found: list[tuple[int, int]] = []
        done = 0
        while done < len(text):
            at, length = self._longest(text[done:], max(near - BACK, 0))
            if length < min(PIECE, len(text) - done) or len(found) == PIECES:
                return []
            found.append((at, at + length))
            done += length
        return found

    def _longest(self, text: str, near: int) -> tuple[int, int]:
        """Where the longest beginning of a text stands, and how long it is; near a place sooner than elsewhere."""
        whole = self._at(text, near)
        if whole >= 0:
            return whole, len(text)
        low, high = 0, len(text)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._at(text[:middle], near) >= 0 else (low, middle)
        return (self._at(text[:low], near), low) if low else (-1, 0)

    def _at(self, text: str, near: int) -> int:
        at = self.text.find(text, near)
        return at if at >= 0 else self.text.find(text)


def check_words(lines: Sequence[Line], view: EditionView) -> Iterator[Finding]:
    """What is wrong with the words of an edition: the page is that where a text stands, or should."""
    stream = Stream(lines)
    said = tuple(one for one in view_to_said(view) if bare(one.text))
    near = 0
    for one in said:
        pieces = _pieces(stream, one, near)
        if not pieces:
            yield _lost(one, stream, near)
            continue
        near = pieces[0][0]
        yield from _broken(one, pieces, stream)
        if one.body:
            yield from _small(pieces, stream)
    yield from _twice(said, stream)


def _pieces(stream: Stream, said: Said, near: int) -> list[tuple[int, int]]:
    found = stream.find(bare(said.text), near)
    if found or not said.row:
        return found
    # A row whose cells stand apart, on facing pages: every cell for itself.
    cells = [stream.find(bare(cell), near) for cell in said.row]
    return [piece for cell in cells for piece in cell] if all(cells) else []


def _lost(said: Said, stream: Stream, near: int) -> Finding:
    page = stream.line_at(near).page if stream.lines else None
    words = said.text[:60]
    return Finding(
        "page-lost",
        "wrong",
        f"“{words}” is not on the pages; it should stand about here.",
        f"未在页面上找到“{words}”，其位置应在此页附近。",
        page=page,
    )


def _small(pieces: Iterable[tuple[int, int]], stream: Stream) -> Iterator[Finding]:
    lines = [line for start, end in pieces for _, line in stream.lines_from(start, end)]
    for line in lines[:1]:
        if line.size < BODY - 0.05:
            words, size = line.text.strip()[:40], f"{line.size:.1f}"
            yield Finding(
                "page-type-size",
                "wrong",
                f"“{words}” is running text and is set in {size} pt; {BODY:g} pt is the least.",
                f"“{words}”为正文，字号仅 {size} 磅，不应小于 {BODY:g} 磅。",
                page=line.page,
            )


def _broken(said: Said, pieces: Sequence[tuple[int, int]], stream: Stream) -> Iterator[Finding]:
    """Words and figures that go on in a new line without a hyphen, where the text has no blank."""
    if len(pieces) > 1:
        return
    (begin, end), *_ = pieces
    before: Line | None = None
    for start, line in stream.lines_from(begin, end):
        new = before is not None and (line.top - before.top > 2 or line.page > before.page)
        if before is not None and begin < start < end and new and before.text.rstrip()[-1:] not in _HYPHENS:
            left, right = stream.text[start - 1], stream.text[start]
            in_word = _IN_WORD.match(left) and _IN_WORD.match(right)
            if in_word and start - begin not in _gaps(said.text):
                words = f"{before.text.strip()[-16:]}|{line.text.strip()[:16]}"
                yield Finding(
                    "page-word-broken",
                    "untidy",
                    f"“{words}” is broken inside a word.",
                    f"“{words}”在单词内部断行。",
                    page=line.page,
                )
        before = line


def _gaps(text: str) -> frozenset[int]:
    """The places in the bare text where the text has a blank or a hyphen."""
    gaps: set[int] = set()
    gone = 0
    for found in _GONE.finditer(text):
        gaps.add(found.start() - gone)
        gone += len(found[0])
    return frozenset(gaps)


def _twice(said: Sequence[Said], stream: Stream) -> Iterator[Finding]:
    """Running texts and rows of tables of which more copies are printed than the report has."""
    apart = "\n".join(bare(one.text) for one in said)
    # On facing pages one text of a language follows another, and what is looked for may lie across both.
    joined = "\n".join(
        "".join(bare(one.text) for one in said if bool(HAN.search(one.text)) is chinese)
        for chinese in (False, True)
    )
    seen: set[str] = set()
    for one in said:
        probes = [probe for probe in _probes(one) if probe not in seen]
        seen.update(probes)
        printed = [(p, stream.text.count(p)) for p in probes]
        more = [p for p, times in printed if times > 1 and times > max(apart.count(p), joined.count(p))]
        if more:
            words = " ".join(one.text.split())[:60]
            yield Finding(
                "page-twice",
                "wrong",
                f"“{words}” is printed more often than the report says it.",
                f"“{words}”重复印出。",
                page=stream.line_at(stream.text.rfind(more[0])).page,
            )


def _probes(said: Said) -> tuple[str, ...]:
    """What is counted of a text: its beginning, middle and end; a row whole, as its cells may well say the same."""
    text = bare(said.text)
    if len(text) < PROBE or not (said.body or said.row):
        return ()
    if said.row and not _WORDS.search(text):
        return ()  # figures alone stand once on each of two facing pages
    middle = (len(text) - PROBE) // 2
    return (text,) if said.row else (text[:PROBE], text[middle : middle + PROBE], text[-PROBE:])


def view_to_said(view: EditionView) -> Iterator[Said]:
    """Every text that the pages of an edition must show, in reading order."""
    yield from _both(view, view.title, view.company, *view.cover)
    for block in view.blocks:
        yield from _of_block(block, view)
    for term in view.terms if view.both else ():  # one language alone has no list of terms on its pages
        yield Said(term.english)
        yield Said(term.source)


def _of_block(block: BlockView, view: EditionView) -> Iterator[Said]:
    match block:
        case HeadingView():
            yield from _both(view, block.pair)
        case ProseView():
            yield from _both(view, block.pair, body=True)
        case ListView():
            for item in block.items:
                yield from _both(view, item.pair, body=True)
        case TableView():
            yield from _of_table(block, view)
        case FigureView():
            yield from _of_figure(block, view)
        case GalleryView():
            for figure in block.figures:
                yield from _of_figure(figure, view)
        case UnreadView():
            yield Said(block.reason if view.show_en else block.reason_zh)
            yield Said(block.source)


def _both(view: EditionView, *pairs: Pair, body: bool = False) -> Iterator[Said]:
    for pair in pairs:
        if view.show_en:
            yield from (Said(text, body=body) for text in _english(pair) if bare(text))
        if view.show_zh and bare(pair.source):
            yield Said(pair.source, body=body)


def _english(pair: Pair) -> list[str]:
    """The English in one, or in its runs where marks stand between them."""
    return [run.text for run in pair.runs if bare(run.text)] if pair.missing else [pair.english]


def _over(view: EditionView, pair: Pair) -> tuple[str, ...]:
    """The texts of a cell or caption; what says the same in both languages stands once."""
    english = tuple(_english(pair)) if view.show_en else ()
    chinese = (pair.source,) if view.show_zh and not (view.show_en and pair.once) else ()
    return tuple(text for text in (*english, *chinese) if bare(text))


def _of_table(table: TableView, view: EditionView) -> Iterator[Said]:
    for pair in (table.caption, table.unit):
        yield from (Said(text) for text in _over(view, pair))
    for row in table.head:
        yield from (Said(text) for cell in row for text in _over(view, cell.pair))
    for row in (row for group in table.groups for row in group):
        cells = tuple(text for cell in row for text in _over(view, cell.pair))
        if cells:
            yield Said("\n".join(cells), row=cells)


def _of_figure(figure: FigureView, view: EditionView) -> Iterator[Said]:
    yield from (Said(text) for text in _over(view, figure.caption))
    if figure.drawing:
        for pair, value, share in figure.drawing.points:
            cells = tuple(text for text in (*_over(view, pair), value, share) if bare(text))
            yield Said("\n".join(cells), row=cells)
    else:
        yield from (Said(text) for pair in figure.labels for text in _over(view, pair))


def bare(text: str) -> str:
    """The text without blanks and hyphens, which a line's end adds and takes away."""
    return _GONE.sub("", text)
