"""PDF pages as plain data: characters, rules, fills, curves and pictures, each once, in drawing order.

Coordinates are pdfplumber's: points from the top left of the visible page. ``source.read_pages`` makes
these; nothing here knows what the characters mean.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.model import Box

Color = tuple[float, float, float]


@dataclass(slots=True)
class Char:
    """One printed character. ``base`` is its baseline; ``bold`` is a bold face or one faked by stroking.

    ``turn`` is the direction of writing in degrees counter-clockwise (0 for upright text). ``hidden``
    characters are in the text layer but not on the paper (render mode 3, or outside the page).
    ``mcid`` names the marked content that the character belongs to, in tagged files.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    font: str
    bold: bool
    italic: bool
    color: Color | None
    turn: int
    hidden: bool
    mcid: int | None
    index: int

    @property
    def upright(self) -> bool:
        """Whether the character stands upright."""
        return self.turn == 0

    @property
    def box(self) -> Box:
        """The box of the glyph: full width and font height, not its ink."""
        return (self.x0, self.top, self.x1, self.bottom)

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the box: the point that decides which cell or line the character is in."""
        return ((self.x0 + self.x1) / 2, (self.top + self.bottom) / 2)


@dataclass(slots=True)
class Rule:
    """A thin straight line, horizontal or vertical: a line, a thin box (2 pt at most), an edge of a frame."""

    x0: float
    top: float
    x1: float
    bottom: float
    horizontal: bool
    color: Color | None
    frame: int | None = None

    @property
    def box(self) -> Box:
        """The box of the rule, thickness included."""
        return (self.x0, self.top, self.x1, self.bottom)


@dataclass(slots=True)
class Fill:
    """A filled box, both sides over 2 pt: shading, bars of charts, white boxes. Its edges are no rules."""

    box: Box
    color: Color | None
    stroked: bool
    index: int


@dataclass(slots=True)
class Curve:
    """Any other path: slanting lines, polygons, circles. ``segments`` are (operator, points) as drawn."""

    box: Box
    segments: tuple[tuple[str, tuple[tuple[float, float], ...]], ...]
    fill: Color | None
    stroke: Color | None
    index: int


@dataclass(slots=True)
class ImageBox:
    """A picture's place. ``xref`` is its object's number (None: part of the page), ``pixels`` its size."""

    box: Box
    name: str
    xref: int | None
    pixels: tuple[int, int]
    index: int


@dataclass(frozen=True, slots=True)
class TaggedCell:
    """A cell of a table as a tagged file describes it: the marked content in it, and what it spans."""

    mcids: frozenset[int]
    header: bool = False
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class TaggedTable:
    """The rows of a tagged table that have words on one page; ``id`` is the table's, on all its pages."""

    id: int
    rows: tuple[tuple[TaggedCell, ...], ...]


@dataclass(slots=True)
class PageContent:
    """All that is drawn on one page. ``number`` counts from 1; ``char.index`` is the place in ``chars``.

    ``frames`` are the unfilled boxes whose edges are among ``rules`` (``rule.frame`` is the place here).
    ``turned`` is by how many degrees clockwise the page was turned because its text was printed sideways;
    ``overprints`` counts the characters drawn a second time at the same place (another way to fake bold)
    that were left out of ``chars``. ``tags`` has, by marked content id, the paragraph's element and role in a
    tagged file, and ``tables`` the tables that such a file describes. ``fault`` says what went wrong while the page was interpreted.
    """

    number: int
    width: float
    height: float
    chars: tuple[Char, ...] = ()
    rules: tuple[Rule, ...] = ()
    frames: tuple[Box, ...] = ()
    fills: tuple[Fill, ...] = ()
    curves: tuple[Curve, ...] = ()
    images: tuple[ImageBox, ...] = ()
    turned: int = 0
    overprints: int = 0
    fault: str | None = None
    tags: dict[int, tuple[int, str]] = field(default_factory=dict)
    tables: tuple[TaggedTable, ...] = ()
