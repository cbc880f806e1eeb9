"""The nouns of a document, and nothing that acts on them.

A report is read once and never changed afterwards. English, findings and a person's corrections lie
beside it, keyed by id, so that a second reading of the same words finds them again.

Boxes are in points from the top left corner of the page, ``(x0, top, x1, bottom)``; pages count from 1
as the PDF does, whatever folio is printed on them.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

Box = tuple[float, float, float, float]
ProseKind = Literal["paragraph", "item", "note", "caption", "signature"]
Role = Literal[
    "cover", "heading", "paragraph", "item", "note", "caption", "signature", "cell", "unit", "label", "unread"
]
State = Literal["initial", "translated", "reviewed", "final"]
Severity = Literal["wrong", "doubtful", "untidy"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the source: a page and a box on it."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body; level 1 is the highest that the report has."""

    id: str
    source: str
    place: Place
    level: int


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph, list item, note, loose caption or line of a signature.

    A printed number (``（1）``) stands in ``source``; a bullet (``•``) only in ``marker``.
    ``places`` has one place for each page that the text runs over.
    """

    id: str
    kind: ProseKind
    source: str
    places: tuple[Place, ...]
    marker: str | None = None

    @property
    def place(self) -> Place:
        """The place where the text begins."""
        return self.places[0]


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; a merged one stands once, where it begins."""

    source: str
    rowspan: int = 1
    colspan: int = 1
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table, whole, however many pages it runs over. The first ``header_rows`` rows are its head."""

    id: str
    rows: tuple[tuple[Cell, ...], ...]
    places: tuple[Place, ...]
    caption: str | None = None
    unit: str | None = None
    header_rows: int = 0

    @property
    def place(self) -> Place:
        """The place where the table begins."""
        return self.places[0]

    def grid(self) -> dict[tuple[int, int], Cell]:
        """The cells by (row, column) of the place where each begins, both from 0."""
        return {at: self.rows[r][k] for r, k, at in self._walk()}

    def anchors(self) -> dict[tuple[int, int], tuple[int, int]]:
        """(row, place in ``rows[row]``) → (row, column) in the grid."""
        return {(r, k): at for r, k, at in self._walk()}

    @property
    def columns(self) -> int:
        """How many columns the grid has."""
        return max((c + cell.colspan for (_, c), cell in self.grid().items()), default=0)

    def _walk(self) -> Iterator[tuple[int, int, tuple[int, int]]]:
        taken: set[tuple[int, int]] = set()
        for r, row in enumerate(self.rows):
            c = 0
            for k, cell in enumerate(row):
                while (r, c) in taken:
                    c += 1
                taken |= {(r + i, c + j) for i in range(cell.rowspan) for j in range(cell.colspan)}
                yield r, k, (r, c)
                c += cell.colspan


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One datum as printed: nothing here is measured from the drawing. ``value`` and ``share`` are the printed digits."""

    label: str | None
    value: str | None = None
    share: str | None = None
    series: str | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """What a drawn chart says in words: its kind, title and the points whose labels are printed."""

    kind: Literal["pie", "bar", "line", "other"]
    points: tuple[ChartPoint, ...]
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A photo, diagram or chart. ``labels`` are all words printed in it, in reading order, one a label.

    ``image`` is the path of the extracted picture below the output folder, or None where none was made.
    ``unread`` is a picture that may hold words in itself which nobody has read.
    """

    id: str
    place: Place
    caption: str | None = None
    image: str | None = None
    labels: tuple[str, ...] = ()
    chart: Chart | None = None
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover page, line by line from the top."""

    id: str
    lines: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents page: its words, the printed page, its level from 1."""

    source: str
    page_label: str | None
    level: int


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents page of the source. Editions make their own; this one is a witness for the headings."""

    id: str
    title: str
    entries: tuple[ContentsEntry, ...]
    places: tuple[Place, ...]

    @property
    def place(self) -> Place:
        """The place where the contents begin."""
        return self.places[0]


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be understood, with the reason for the reader in both languages. Shown, never dropped."""

    id: str
    place: Place
    reason: str
    reason_zh: str
    source: str = ""


Block = Heading | Prose | Table | Figure | Cover | Contents | Unread


@dataclass(frozen=True, slots=True)
class Furniture:
    """A running head, folio or stamp that was kept out of the body."""

    kind: Literal["header", "footer", "folio", "stamp", "watermark"]
    source: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PageAccount:
    """Where the characters of one page went, counted: the sum of the parts is ``characters``."""

    page: int
    characters: int
    body: int
    furniture: int
    labels: int
    unread: int
    scanned: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A Chinese report as read. Nothing ever changes it. ``doubts`` are what the reader itself is not sure of."""

    source_file: str
    source_sha256: str
    pages: int
    title: str
    company: str
    blocks: tuple[Block, ...]
    furniture: tuple[Furniture, ...] = ()
    accounts: tuple[PageAccount, ...] = ()
    traditional: bool = False
    doubts: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """The smallest whole piece of source that has an English of its own: a paragraph, a cell, a caption.

    ``path`` are the headings above it, the highest first; for a cell the row and column heads follow.
    """

    id: str
    block: str
    role: Role
    source: str
    place: Place
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text. The sentences of a text, joined, give the text back, blanks and all."""

    id: str
    text: str
    block: str
    role: Role
    source: str
    place: Place
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """An earlier English that a person may use: of a sentence like this one, or another of the same sentence."""

    source: str
    target: str
    score: int
    place: str


@dataclass(frozen=True, slots=True)
class Translation:
    """A sentence's English, with where it came from.

    ``origin`` is person, rule, memory, memory-fuzzy, engine:NAME or none. ``terms`` maps each term that stands
    in the source, what the glossary only advises left out, to the English that is asked for there. ``note`` tells a
    person where the English was found; it begins with ``glossary`` where an entry made or changed it. ``score`` is
    the memory's, in percent, over 100 where the context is the same; less than 100 makes a draft of it.
    ``proposals`` are never shown in an edition.
    """

    sentence: str
    target: str | None
    origin: str = "none"
    state: State = "initial"
    note: str | None = None
    terms: Mapping[str, str] = field(default_factory=dict)
    score: int | None = None
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a person should look at. Spans are code points in the source or target sentence."""

    check: str
    severity: Severity
    message: str
    message_zh: str
    sentence: str | None = None
    page: int | None = None
    line: int | None = None
    source_span: tuple[int, int] | None = None
    target_span: tuple[int, int] | None = None
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class Bitext:
    """The hub: a report, its texts and sentences, and their English by sentence id."""

    report: Report
    texts: tuple[Text, ...]
    sentences: tuple[Sentence, ...]
    translations: Mapping[str, Translation]
    _by_text: dict[str, list[Sentence]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for sentence in self.sentences:
            self._by_text.setdefault(sentence.text, []).append(sentence)

    def sentences_of(self, text_id: str) -> tuple[Sentence, ...]:
        """The sentences of a text in order; none for a text that has nothing to translate."""
        return tuple(self._by_text.get(text_id, ()))

    def translation_of(self, sentence: Sentence) -> Translation:
        """The translation of a sentence; an empty one of origin ``none`` where there is none."""
        return self.translations.get(sentence.id) or Translation(sentence.id, None)

    def texts_of(self, block_id: str) -> tuple[Text, ...]:
        """The texts of a block in order."""
        return tuple(text for text in self.texts if text.block == block_id)


BULLETS = "•●○◆◇■□▪▶►➢➤★☆·\uf06c\uf06e\uf0d8\uf0b7\uf0fc"


def bare(text: str) -> str:
    """The text without white space and in compatibility form: what identifies it whatever the layout did to it."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def content_id(kind: str, source: str) -> str:
    """An id from what something says, so that it is the same wherever a new version of the source puts it."""
    return f"{kind[0]}{hashlib.sha256((kind + ':' + bare(source)).encode()).hexdigest()[:10]}"


class Ids:
    """Hands out content ids in reading order; what says the same gets -2, -3 …"""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def take(self, kind: str, source: str) -> str:
        """The id for the next thing of this kind with these words."""
        base = content_id(kind, source)
        self._seen[base] += 1
        return base if self._seen[base] == 1 else f"{base}-{self._seen[base]}"


def block_source(block: Block) -> str:
    """All words of a block, for ids and counts."""
    match block:
        case Heading() | Prose() | Unread():
            return block.source
        case Table():
            cells: Iterable[str] = (cell.source for row in block.rows for cell in row)
            return "\n".join([block.caption or "", block.unit or "", *cells])
        case Figure():
            return "\n".join([block.caption or "", *block.labels])
        case Cover():
            return "\n".join(block.lines)
        case Contents():
            return "\n".join([block.title, *(entry.source for entry in block.entries)])


def block_places(block: Block) -> tuple[Place, ...]:
    """Where a block stands: one place for each page that it runs over."""
    return block.places if isinstance(block, Prose | Table | Contents) else (block.place,)


def block_kind(block: Block) -> str:
    """The kind of a block as content.json names it."""
    match block:
        case Heading():
            return "heading"
        case Prose():
            return block.kind
        case Table():
            return "table"
        case Figure():
            return "figure"
        case Cover():
            return "cover"
        case Contents():
            return "toc"
        case Unread():
            return "unread"
