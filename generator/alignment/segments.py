"""Report → what is aligned: sentences in order, and tables as wholes with their cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from generator.alignment.english import cut_english, mend, mend_hyphens
from generator.model import Block, Heading, Prose, Report, Table, Text
from generator.reader.numbering import look_up_number
from generator.sentences import cell_id, cut, report_to_texts

Role = Literal["heading", "line", "prose", "cover", "table"]
Language = Literal["zh", "en"]
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_CAPTIONS = re.compile(r"(?<=[\w)])\s+(?=(?:Figure|Fig\.|Chart|Exhibit)\s\d{1,3}\s[A-Z“])")
_LINES = {"caption": "line", "unit": "line", "label": "line", "signature": "line", "cover": "cover"}


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, a heading, a line, a cell; or a table, whose ``rows`` are its cells by (row, column).

    ``first`` and ``last`` say whether it begins or ends its paragraph; ``number`` is the value of a heading's printed
    number; ``path`` are the headings above.
    """

    text: str
    page: int
    role: Role
    first: bool = True
    last: bool = True
    level: int = 0
    number: int | None = None
    path: tuple[str, ...] = ()
    cells: dict[tuple[int, int], Segment] = field(default_factory=dict)

    def parts(self) -> list[Segment]:
        """The cells of a table; else the segment itself."""
        return list(self.cells.values()) if self.cells else [self]

    @property
    def rows(self) -> int:
        """How many rows a table has."""
        return max((row for row, _ in self.cells), default=-1) + 1

    @property
    def columns(self) -> int:
        """How many columns a table has."""
        return max((column for _, column in self.cells), default=-1) + 1


def find_language(report: Report) -> Language | None:
    """The language of a report by its characters; None where it has hardly any."""
    text = "".join(text.source for text in report_to_texts(report))
    han, latin = len(_HAN.findall(text)), len(_LATIN.findall(text))
    if han + latin < 20:
        return None
    return "zh" if han > 0.15 * (han + latin) else "en"


def report_to_segments(report: Report, language: Language) -> tuple[Segment, ...]:
    """The segments of a report in reading order; of an English one with parted words made whole."""
    texts = report_to_texts(report)
    mended = mend_hyphens(text.source for text in texts) if language == "en" else {}

    def pieces(source: str) -> list[str]:
        if language == "zh":
            return cut(source)
        whole = mend(source, mended)
        return [piece for caption in _CAPTIONS.split(whole) for piece in cut_english(caption)]

    blocks: dict[str, Block] = {block.id: block for block in report.blocks}
    of_block: dict[str, list[Text]] = {}
    for text in texts:
        of_block.setdefault(text.block, []).append(text)
    above: set[str] = set()  # captions on one line, which figures side by side share: each stands once
    return tuple(
        segment
        for id, group in of_block.items()
        for segment in _block_segments(blocks[id], group, pieces, above)
    )


def _block_segments(
    block: Block, texts: Sequence[Text], pieces: Callable[[str], list[str]], above: set[str]
) -> Iterator[Segment]:
    """The segments of a block; a table's own lines (caption, unit) stand before it."""
    texts = [text for text in texts if not (text.role == "caption" and text.source in above)]
    above.update(text.source for text in texts if text.role == "caption" and _CAPTIONS.search(text.source))
    for text in texts:
        if text.role != "cell":
            yield from _text_segments(block, text, pieces)
    if isinstance(block, Table):
        cells = {text.id: text for text in texts if text.role == "cell"}
        placed = {at: cells.get(cell_id(block.id, at)) for at in block.grid()}
        found = {at: _cell(text, pieces) for at, text in placed.items() if text is not None}
        if found:
            yield Segment("", block.place.page, "table", path=texts[0].path, cells=found)


def _cell(text: Text, pieces: Callable[[str], list[str]]) -> Segment:
    words = re.sub(r"\s*\n\s*", "\n", "".join(pieces(text.source))).strip()
    return Segment(words, text.place.page, "line", path=text.path)


def _text_segments(block: Block, text: Text, pieces: Callable[[str], list[str]]) -> Iterator[Segment]:
    parts = [part.strip() for part in pieces(text.source) if part.strip()]
    role = _role(block, text)
    if role == "heading":
        parts = [" ".join(parts)] if not _HAN.search(text.source) else ["".join(pieces(text.source)).strip()]
    number = look_up_number(text.source.strip()) if role in ("heading", "line") else None
    level = block.level if isinstance(block, Heading) else 0
    for place, part in enumerate(parts):
        yield Segment(
            part,
            _page_of(block, place, len(parts), text),
            role,
            place == 0,
            place == len(parts) - 1,
            level,
            number.value if number else None,
            text.path,
        )


def _role(block: Block, text: Text) -> Role:
    if isinstance(block, Heading):
        return "heading"
    found = _LINES.get(text.role, "prose")
    return "cover" if found == "cover" else "line" if found == "line" else "prose"


def _page_of(block: Block, place: int, count: int, text: Text) -> int:
    """The page on which a sentence stands: of a paragraph over a page end, the later half stands on the later page."""
    if isinstance(block, Prose) and len(block.places) > 1:
        return block.places[min(place * len(block.places) // count, len(block.places) - 1)].page
    return text.place.page
