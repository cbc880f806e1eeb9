"""Running heads, folios and stamps: what stands at one place on most pages.

A line is furniture where the same words (figures aside) stand at the same height near the page's edge again
and again, so the same words at another place, such as a company's name in a signature, stay in the body.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from generator.model import Box, Furniture, bare
from generator.reader.front import CONTENTS_TITLE
from generator.reader.layout.columns import joined
from generator.reader.lines import Line
from generator.reader.sheet import Sheet

Kind = Literal["header", "footer", "folio", "watermark"]
EDGE = 0.13  # of the page's height: the zones at the top and the bottom where furniture stands
SAME = 4.0  # points: two places this near are one
OFTEN = 0.4  # of the pages: what stands there so often is furniture
STAMP = 0.06  # of the page's area: a picture larger than this is no stamp
SIDE = 0.11  # of the page's width: the outer strips where tabs and sideways titles stand
FOLIO = re.compile(
    r"[^0-9A-Za-z\u4e00-\u9fff]*(?:第|page|p\.?)?\s*(\d{1,4}|[ivxl]{1,7}|[Ⅰ-Ⅻ])\s*(?:页)?"
    r"(?:\s*(?:/|共|of)\s*\d{1,4}\s*页?)?[^0-9A-Za-z\u4e00-\u9fff]*",
    re.I,
)
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept out of the body: the lines (by identity), the stamps' boxes, and the record of both."""

    lines: frozenset[int]
    stamps: tuple[Box, ...]
    furniture: tuple[Furniture, ...]


def find_furniture(sheets: Sequence[Sheet]) -> Kept:
    """The furniture of a report."""
    groups: defaultdict[tuple[bool, str], list[Line]] = defaultdict(list)
    everywhere = Counter(_pattern(line) for sheet in _without_contents(sheets) for line in sheet.lines())
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
    found += _running_titles(sheets, known, everywhere)
    found += [("header", places) for places in _side_lines(sheets)]
    found += [("watermark", lines) for lines in _watermarks(sheets)]
    stamps = _stamps(sheets)
    records = [Furniture(kind, lines[0].text, _pages(lines)) for kind, lines in found]
    records += [Furniture("stamp", "", pages) for _, pages in stamps]
    kept = frozenset(id(line) for _, places in found for line in places)
    return Kept(kept, tuple(box for box, _ in stamps), tuple(records))


def _running_titles(
    sheets: Sequence[Sheet], known: set[int], everywhere: Mapping[str, int]
) -> list[tuple[Kind, list[Line]]]:
    """Lines near the edge that name the chapter: other words on other pages, but at one place on most of them.

    The first lines of body pages stand at one place too, but seldom say what is said elsewhere as well; that the contents
    name a chapter that opens there does not count. A line that is said nowhere else is a title by its print alone.
    """
    found: list[tuple[Kind, list[Line]]] = []
    for low in (False, True):
        edge = [
            [line for line, at_foot in _edge_lines(sheet) if at_foot == low and _folio(line) is None]
            for sheet in sheets
        ]
        for place in _by_place([line for lines in edge for line in lines]):
            repeated = [line for line in place if everywhere[_pattern(line)] > 1]
            if len(set(_pages(place))) < max(3, 0.6 * len(sheets)) or len(repeated) < 0.7 * len(place):
                continue
            prints = {(line.face, round(line.size)) for line in repeated}
            titles = [line for line in place if line in repeated or (line.face, round(line.size)) in prints]
            whole = [other for line in titles for other in (line, *_wrapped(line, edge[line.page - 1], low))]
            new = [line for line in whole if id(line) not in known]
            words = sorted({_pattern(line) for line in new})
            by_words = {word: [line for line in new if _pattern(line) == word] for word in words}
            found += [("footer" if low else "header", lines) for lines in by_words.values()]
            known = known | {id(line) for line in new}
    return found


def _without_contents(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pages but that headed as contents and the next; further ones so headed have a way back to it at their edge."""
    headed = (
        at
        for at, sheet in enumerate(sheets)
        if any(CONTENTS_TITLE.fullmatch(bare(line.text)) for line in sheet.lines())
    )
    first = next(headed, None)
    return list(sheets) if first is None else [*sheets[:first], *sheets[first + 2 :]]


def _wrapped(title: Line, edge: Sequence[Line], low: bool) -> list[Line]:
    """The further lines of a running title that is too long for one: nearer to the edge, alike, close to one another."""
    found: list[Line] = []
    last = title
    for line in sorted(edge, key=lambda line: line.base, reverse=not low):
        outwards = line.base - last.base if low else last.base - line.base
        aligned = min(abs(line.x0 - title.x0), abs(line.x1 - title.x1), abs(line.middle - title.middle)) < 1.0
        if aligned and abs(line.size - title.size) < 0.2 and 0 < outwards < 1.6 * title.size:
            found.append(line)
            last = line
    return found


def _watermarks(sheets: Sequence[Sheet]) -> list[list[Line]]:
    """Slanted or sideways words that stand across many pages at one place, each with its lines."""
    places: defaultdict[tuple[str, int, int], list[Line]] = defaultdict(list)
    for sheet in sheets:
        for line in sheet.turned:
            inside = SIDE * sheet.width <= line.x0 and line.x1 <= (1 - SIDE) * sheet.width
            if inside:
                places[line.text, round(line.x0 / SAME), round(line.base / SAME)].append(line)
    return [
        lines
        for lines in places.values()
        if len({line.page for line in lines}) >= max(2, OFTEN * len(sheets))
    ]


def _side_lines(sheets: Sequence[Sheet]) -> list[list[Line]]:
    """Words in the outer margins that stand at one place on many pages: tabs, titles set sideways or downwards.

    Where such a word stands on a line with the text, the two are taken apart in the sheet's flow.
    """
    places: dict[tuple[str, int, int], list[tuple[Sheet, Line]]] = {}
    for sheet in sheets:
        for line in (*sheet.lines(), *sheet.turned):
            for piece in line.pieces or (line,):
                if piece.x0 > (1 - SIDE) * sheet.width or piece.x1 < SIDE * sheet.width:
                    place = (piece.text, round(piece.x0 / SAME), round(piece.base / SAME))
                    places.setdefault(place, []).append((sheet, piece))
    found = []
    for held in places.values():
        if len({sheet.number for sheet, _ in held}) >= max(3, OFTEN * len(sheets)):
            for sheet, piece in held:
                _take_apart(sheet, piece)
            found.append([piece for _, piece in held])
    return found


def _take_apart(sheet: Sheet, piece: Line) -> None:
    """Puts a piece of a line into the flow as a line of its own."""
    for at, whole in enumerate(sheet.flow):
        if isinstance(whole, Line) and piece in whole.pieces:
            rest = joined([other for other in whole.pieces if other is not piece])
            rest.column = rest.column or whole.column
            sheet.flow[at : at + 1] = [rest, piece]
            return


def _pattern(line: Line) -> str:
    """The words of a line with figures made alike."""
    return "#" if FOLIO.fullmatch(line.text.strip()) else re.sub(r"\d+", "#", bare(line.text))


def _folio(line: Line) -> int | None:
    """The page number that a line is; None for other lines."""
    found = FOLIO.fullmatch(line.text.strip())
    if found is None:
        return None
    if found[1].isdecimal():
        return int(found[1])
    if found[1] >= "Ⅰ":
        return ord(found[1]) - ord("Ⅰ") + 1
    values = [ROMAN[letter] for letter in found[1].lower()]
    return sum(-a if a < b else a for a, b in pairwise([*values, 0]))


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
    values = [value for line in lines if (value := _folio(line)) is not None]
    if values:
        rising = len(values) == len(lines) and sum(a < b for a, b in pairwise(values)) >= 0.8 * (
            len(values) - 1
        )
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
