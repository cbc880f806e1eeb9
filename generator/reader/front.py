"""What stands before the text: the cover or the title lines of page 1, and the contents pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.model import ContentsEntry, bare
from generator.reader.lines import Line
from generator.reader.measure import Measure, is_bold
from generator.reader.names import COMPANY, REPORT
from generator.reader.numbering import look_up_number, without_number
from generator.reader.sheet import Sheet

ENTRY = re.compile(r"(?P<words>.*?\S)\s*(?:[.．·•…⋯。_\-—–]\s*){3,}(?P<page>\d{1,4}|[ivxlcIVXLCⅠ-Ⅻ]+)?$")
PAGED = re.compile(r"(?P<words>.*?\S)\s+[.．·…]*\s*(?P<page>\d{1,4})$")
CONTENTS_TITLE = re.compile(r"(?:目录|目次|目錄|(?:tableof)?contents|[/|·]){1,3}", re.I)
FRONT_PAGES = 12  # contents do not begin later than this


@dataclass(slots=True)
class Front:
    """The cover's or title's lines, and the contents: title, entries, lines. Lines are taken out of the text."""

    cover: list[Line] = field(default_factory=list)
    contents_title: str = ""
    entries: list[ContentsEntry] = field(default_factory=list)
    contents: list[Line] = field(default_factory=list)

    def taken(self) -> frozenset[int]:
        """The lines that are no text of the body, by identity."""
        return frozenset(id(line) for line in (*self.cover, *self.contents))


def find_front(sheets: Sequence[Sheet], kept_out: frozenset[int], measure: Measure) -> Front:
    """The cover and the contents of a report."""
    front = Front()
    for sheet in sheets[:FRONT_PAGES]:
        lines = [line for line in sheet.lines() if id(line) not in kept_out and line.text]
        found = _contents_lines(lines, going_on=bool(front.contents))
        if found:
            front.contents += found
        elif front.contents:
            break
        elif sheet.number == 1 and lines:
            front.cover = _cover_lines(lines, sheet, measure, len(sheets))
    entries = [line for line in front.contents if not CONTENTS_TITLE.fullmatch(bare(line.text))]
    titles = [line.text for line in front.contents if CONTENTS_TITLE.fullmatch(bare(line.text))]
    front.contents_title = titles[0] if titles else ""
    front.entries = _entries(entries)
    return front


def _contents_lines(lines: Sequence[Line], going_on: bool) -> list[Line]:
    """The lines of the contents on a page: from its title or first entry to its last entry; none for no contents."""
    entries = [i for i, line in enumerate(lines) if _entry(line)]
    titled = next((i for i, line in enumerate(lines) if CONTENTS_TITLE.fullmatch(bare(line.text))), None)
    if titled is None and not going_on and len(entries) < 5:
        return []
    leaders = sum(bool(ENTRY.match(lines[i].text)) for i in entries)
    if titled is None and not (leaders >= 3 or (going_on and len(entries) >= 2)):
        return []
    if len(entries) < 2 or (titled is None and len(entries) < 0.5 * len(lines)):
        return _bare_contents(lines, titled)
    start = titled if titled is not None else entries[0]
    return list(lines[start : entries[-1] + 1])


def _bare_contents(lines: Sequence[Line], titled: int | None) -> list[Line]:
    """Contents without page numbers: a title, and nothing but short lines after it."""
    if titled is None:
        return []
    rest = lines[titled + 1 :]
    short = rest and all(line.ink <= 40 and not re.search(r"[。；]$", line.text) for line in rest)
    return list(lines[titled:]) if short and len(rest) >= 3 else []


def _entry(line: Line) -> tuple[str, str | None] | None:
    """(words, printed page) of a line of the contents."""
    found = ENTRY.match(line.text)
    if found:
        return found["words"], found["page"]
    if len(line.pieces) > 1 and re.fullmatch(r"\d{1,4}|[ivxIVXⅠ-Ⅻ]+", line.pieces[-1].text):
        return " ".join(piece.text for piece in line.pieces[:-1]), line.pieces[-1].text
    paged = PAGED.match(line.text)
    return (paged["words"], paged["page"]) if paged and len(paged["words"]) > 1 else None


def _entries(lines: Sequence[Line]) -> list[ContentsEntry]:
    """The entries; one stands under those above it that begin further left, or have another kind of number."""
    opened: list[tuple[str, int]] = []
    entries = []
    for line in lines:
        words, page = _entry(line) or (line.text, None)
        number = look_up_number(words)
        this = (number.kind if number else "", round(line.x0 / 6))
        same = [
            k for k, (kind, indent) in enumerate(opened) if kind == this[0] and (kind or indent == this[1])
        ]
        if same:
            opened = opened[: same[0]]
        else:
            opened = [(kind, indent) for kind, indent in opened if indent < this[1] or (kind and number)]
        opened.append(this)
        entries.append(ContentsEntry(words.strip(), page, len(opened)))
    return entries


def _cover_lines(lines: Sequence[Line], sheet: Sheet, measure: Measure, pages: int) -> list[Line]:
    """The lines of a cover page, or the title lines above the text of page 1; none where it begins with text."""
    ink = sum(line.ink for line in lines)
    sentences = sum(bool(re.search(r"。$", line.text)) for line in lines)
    named = any(REPORT.search(line.text) for line in lines)
    numbered = any(look_up_number(line.text) for line in lines)
    chapter = numbered and (sentences > 0 or (len(lines) < 3 and not named))
    sparse = (
        not chapter
        and ink < 300
        and len(lines) <= 25
        and sentences <= named
        and len(sheet.flow) <= len(lines) + 4
    )
    titled = ink < 120 or any(line.size > measure.size + 3 for line in lines)
    return list(lines) if pages > 1 and sparse and titled else _title_lines(lines, measure)


def _title_lines(lines: Sequence[Line], measure: Measure) -> list[Line]:
    """Lines above the text that name the company and the report."""
    end = 0
    for i, line in enumerate(lines[:10]):
        centred = abs(line.middle - (measure.left + measure.right) / 2) < 1.5 * line.size
        inset = line.x0 - measure.left > 2 * line.size and measure.right - line.x1 > line.size
        code = re.match(r"(?:证券|股票|债券)(?:代码|简称)|公告编号", line.text)
        named = COMPANY.search(line.text) or REPORT.search(line.text)
        large = line.size > measure.size + 1.5 or is_bold(line)
        if line.text.endswith(("。", "；", "，")) or look_up_number(line.text):
            break
        if code or (named and centred and inset and line.ink < 45) or (large and centred and inset):
            end = i + 1
        elif end:
            break
    title = lines[:end]
    return list(title) if any(REPORT.search(line.text) for line in title) else []


def contents_levels(front: Front) -> dict[str, int]:
    """The level of each heading that the contents name, by its words without number, bare."""
    levels: dict[str, int] = {}
    for entry in front.entries:
        levels.setdefault(bare(without_number(entry.source)), entry.level)
        levels.setdefault(bare(entry.source), entry.level)
    return levels
