"""One page as read by itself: its tables, figures and lines in reading order, and a count of its characters.

Sheets are small and can be sent between processes; what looks across pages comes after.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.model import Box
from generator.reader.balance import text_to_counts
from generator.reader.boxes import area
from generator.reader.figures.drawings import is_white
from generator.reader.figures.figures import find_figures
from generator.reader.found import FoundFigure, FoundTable
from generator.reader.latin.pieces import is_latin
from generator.reader.latin.streams import find_streams
from generator.reader.layout.around import set_inset
from generator.reader.layout.bullets import set_drawn_bullets
from generator.reader.layout.panels import find_panels
from generator.reader.layout.regions import Thing, panel_to_flow, streams_to_flow
from generator.reader.lines import SYMBOL_FONT, Line, find_turned_lines
from generator.reader.pdf.page import Char, PageContent
from generator.reader.tables.tables import find_tables


@dataclass(slots=True)
class Sheet:
    """A page as read by itself. ``flow`` is in reading order.

    ``ink`` counts all characters but white space, ``hidden`` those of them that are not on the paper,
    ``table_ink`` and ``figure_ink`` those in tables and figures; ``counts`` has the letters and figures that are read,
    each with how often it stands there. ``turned`` are lines that stand sideways;
    ``scanned`` pages are pictures with a hidden text layer over them; ``rotation`` is by how many degrees clockwise a page was turned whose text was printed sideways.
    """

    number: int
    width: float
    height: float
    rotation: int
    flow: list[Thing]
    turned: list[Line]
    images: list[Box]
    ink: int
    hidden: int
    table_ink: int
    figure_ink: int
    counts: Counter[str]
    scanned: bool
    notes: list[str] = field(default_factory=list)

    def lines(self) -> list[Line]:
        """The lines of the page in reading order."""
        return [thing for thing in self.flow if isinstance(thing, Line)]


def page_to_sheet(page: PageContent) -> Sheet:
    """The page's contents sorted out."""
    seen = _visible(page)
    scanned = any(char.hidden for char in seen)
    tables = find_tables(page)
    figures = [f for f in find_figures(page, tables) if not (scanned and _is_ground(f, page))]
    floats: list[FoundTable | FoundFigure] = [*tables, *figures]
    owned = {index for found in floats for index in found.indices}
    free = [char for char in seen if char.index not in owned]
    root = find_panels(page, free, floats)
    streams = find_streams(seen) if is_latin(page) else ()
    columns = any(stream.column for stream in streams)
    flow = streams_to_flow(page.number, root, streams) if columns else panel_to_flow(page.number, root, True)
    lines = [thing for thing in flow if isinstance(thing, Line)]
    _name_tags(lines, page.tags)
    set_inset(lines, _grounds(page))
    set_drawn_bullets(lines, page)
    ink = sum(not char.text.isspace() for char in page.chars)
    printed = {char.index for char in seen if not char.text.isspace()}
    return Sheet(
        page.number,
        page.width,
        page.height,
        page.turned,
        [thing if isinstance(thing, Line) else _light(thing) for thing in flow],
        find_turned_lines(page.number, free),
        [image.box for image in page.images],
        ink,
        ink - len(printed),
        len(printed & {index for table in tables for index in table.indices}),
        sum(len(printed & figure.indices) for figure in figures),
        text_to_counts("".join(char.text for char in seen if not SYMBOL_FONT.search(char.font))),
        scanned,
        _notes(page, scanned),
    )


def _notes(page: PageContent, scanned: bool) -> list[str]:
    """What a person should know of how the page was read."""
    notes = [page.fault] if page.fault else []
    if scanned:
        notes.append(
            "the text layer lies under a picture of the page: it was made by OCR and may have faults"
        )
    if page.overprints:
        notes.append(f"{page.overprints} characters are printed twice at one place")
    return notes


def _grounds(page: PageContent) -> list[Box]:
    """The boxes on the page that paragraphs may stand in: filled with a colour or framed, and no page's ground."""
    boxes = [*(fill.box for fill in page.fills if not is_white(fill.color)), *page.frames]
    return [box for box in boxes if area(box) < 0.6 * page.width * page.height]


def _is_ground(figure: FoundFigure, page: PageContent) -> bool:
    """Whether a figure is the picture of the page itself, on which a scan's text layer lies."""
    return bool(figure.images) and area(figure.box) > 0.6 * page.width * page.height


def _light(found: FoundTable | FoundFigure) -> FoundTable | FoundFigure:
    """What was found without the places of its characters, which nobody asks for once the page is read."""
    if isinstance(found, FoundFigure):
        return replace(found, indices=frozenset())
    cells = tuple(replace(cell, indices=()) for cell in found.cells)
    return replace(found, cells=cells, indices=frozenset())


def _name_tags(lines: Sequence[Line], tags: Mapping[int, tuple[int, str]]) -> None:
    """Gives the lines the paragraphs of a tagged file in place of its marked content ids."""
    for line in lines:
        line.tag, line.role = tags.get(-1 if line.tag is None else line.tag, (None, ""))
        line.end_tag, _ = tags.get(-1 if line.end_tag is None else line.end_tag, (None, ""))


def _visible(page: PageContent) -> Sequence[Char]:
    """The characters that are read: those on the paper, or all where the page is a scan with hidden text."""
    shown = [char for char in page.chars if not char.hidden]
    ink = sum(not char.text.isspace() for char in shown)
    hidden = sum(char.hidden and not char.text.isspace() for char in page.chars)
    return page.chars if hidden > 2 * ink and page.images else shown
