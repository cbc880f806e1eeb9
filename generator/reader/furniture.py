"""Running heads, folios and stamps: what stands at one place on most pages.

A line is furniture where the same words (figures aside) stand at the same height near the page's edge again
and again, so the same words at another place, such as a company's name in a signature, stay in the body.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from generator.model import Box, Furniture, bare
from generator.reader.lines import Line
from generator.reader.sheet import Sheet

Kind = Literal["header", "footer", "folio"]
EDGE = 0.13  # of the page's height: the zones at the top and the bottom where furniture stands
SAME = 4.0  # points: two places this near are one
OFTEN = 0.4  # of the pages: what stands there so often is furniture
STAMP = 0.06  # of the page's area: a picture larger than this is no stamp
FOLIO = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff]*(?:第|page|p\.?)?\s*(\d{1,4})\s*(?:页)?"
                   r"(?:\s*(?:/|共|of)\s*\d{1,4}\s*页?)?[^0-9A-Za-z\u4e00-\u9fff]*", re.I)


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept out of the body: the lines (by identity), the stamps' boxes, and the record of both."""

    lines: frozenset[int]
    stamps: tuple[Box, ...]
    furniture: tuple[Furniture, ...]


def find_furniture(sheets: Sequence[Sheet]) -> Kept:
    """The furniture of a report."""
    groups: defaultdict[tuple[bool, str], list[Line]] = defaultdict(list)
    everywhere = Counter(_pattern(line) for sheet in sheets for line in sheet.lines())
    for sheet in sheets:
        for line, low in _edge_lines(sheet):
            groups[low, _pattern(line)].append(line)
    found: list[tuple[Kind, list[Line]]] = []
    for (low, words), lines in sorted(groups.items()):
        for places in _by_place(lines):
            kind = _kind(places, low, everywhere[words], len(sheets))
            if kind:
                found.append((kind, places))
    known = {id(line) for _, places in found for line in places}
    found += _running_titles(sheets, known)
    stamps = _stamps(sheets)
    records = [Furniture(kind, lines[0].text, _pages(lines)) for kind, lines in found]
    records += [Furniture("stamp", "", pages) for _, pages in stamps]
    kept = frozenset(id(line) for _, places in found for line in places)
    return Kept(kept, tuple(box for box, _ in stamps), tuple(records))


def _running_titles(sheets: Sequence[Sheet], known: set[int]) -> list[tuple[Kind, list[Line]]]:
    """Outermost lines that name the chapter: other words on other pages, but at one place on most of them.

    The first lines of body pages stand at one place too, but seldom say the same twice.
    """
    found: list[tuple[Kind, list[Line]]] = []
    for low in (False, True):
        outermost = []
        for sheet in sheets:
            lines = [line for line, at_foot in _edge_lines(sheet) if at_foot == low and id(line) not in known]
            if lines:
                outermost.append(lines[-1 if low else 0])
        for place in _by_place(outermost):
            words = Counter(_pattern(line) for line in place)
            repeated = [line for line in place if words[_pattern(line)] > 1]
            if len(place) >= max(5, 0.6 * len(sheets)) and len(repeated) >= 0.7 * len(place):
                by_words = {word: [line for line in place if _pattern(line) == word] for word in sorted(words)}
                found += [("footer" if low else "header", lines) for lines in by_words.values()]
    return found


def _pattern(line: Line) -> str:
    """The words of a line with figures made alike."""
    return re.sub(r"\d+", "#", bare(line.text))


def _pages(lines: Sequence[Line]) -> tuple[int, ...]:
    return tuple(sorted({line.page for line in lines}))


def is_stamp(box: Box, stamps: Iterable[Box]) -> bool:
    """Whether a picture stands where a stamp does."""
    return any(all(abs(a - b) < SAME for a, b in zip(box, stamp, strict=True)) for stamp in stamps)


def _edge_lines(sheet: Sheet) -> list[tuple[Line, bool]]:
    """The lines near the top (False) and bottom (True) of a page."""
    top, bottom = EDGE * sheet.height, (1 - EDGE) * sheet.height
    return [
        (line, line.base > bottom)
        for line in sheet.lines()
        if line.text and (line.base < top or line.base > bottom)
    ]


def _by_place(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that stand at the same height, together."""
    places: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.base, line.page)):
        if places and line.base - places[-1][0].base <= SAME:
            places[-1].append(line)
        else:
            places.append([line])
    return [sorted(place, key=lambda line: line.page) for place in places]


def _kind(lines: Sequence[Line], low: bool, everywhere: int, pages: int) -> Kind | None:
    """What the lines at one place are; None for text of the body, which says the same elsewhere as often."""
    on = {line.page for line in lines}
    values = [int(found[1]) for line in lines if (found := FOLIO.fullmatch(line.text.strip()))]
    if values:
        rising = len(values) == len(lines) and all(a < b for a, b in pairwise(values))
        return "folio" if rising and (len(on) >= OFTEN * pages or len(on) >= 5) else None
    if pages < 2 or len(on) < 2 or everywhere >= 2 * len(lines):
        return None
    if len(on) >= OFTEN * pages or (len(on) >= 4 and len(on) >= 0.25 * pages):
        return "footer" if low else "header"
    return None


def _stamps(sheets: Sequence[Sheet]) -> list[tuple[Box, tuple[int, ...]]]:
    """Small pictures that stand at one place on most pages, with the pages."""
    places: list[tuple[Box, list[int]]] = []
    for sheet in sheets:
        for box in sheet.images:
            if (box[2] - box[0]) * (box[3] - box[1]) > STAMP * sheet.width * sheet.height:
                continue
            known = next((pages for place, pages in places if is_stamp(box, [place])), None)
            if known is None:
                places.append((box, [sheet.number]))
            elif known[-1] != sheet.number:
                known.append(sheet.number)
    often = max(3, 0.5 * len(sheets))
    return [(box, tuple(pages)) for box, pages in places if len(pages) >= often]
