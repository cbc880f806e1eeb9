"""Bitext → what the templates show: blocks in reading order, every text in both languages.

The templates hold no logic beyond choosing what to show; everything that is decided about a report's
content (what is wide, what is a list, where a contents line points) is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path, PurePosixPath

from generator.exporters.aids import Aids, Note
from generator.exporters.charts import Drawing, chart_to_drawing
from generator.exporters.front import KeyFigureView, key_figures_to_views
from generator.exporters.grid import TableView, table_to_view
from generator.exporters.settings import EditionName, EditionSettings
from generator.exporters.traditional import converter
from generator.exporters.wording import Pair, Run, Wording, without_bullet
from generator.model import BULLETS, Bitext, Block, Contents, Cover, Figure, Heading, Prose, Table, Unread

LONG = 700
LONG_SOURCE = 260
TERM = 4
# A paragraph that ends so, and is not divided, stands on the page of what it announces; one of more than a few lines
# where that takes no page more.
FEW_LINES = 200
_COLON = (":", "：")
# A glossary may be typed with straight quotation marks; the page has the typographer's.
_QUOTED = re.compile(r'"([^"]*)"')
# Words in a picture that may stand beside another: a certificate's, not those of a diagram.
FEW = 4


@dataclass(frozen=True, slots=True)
class HeadingView:
    """A heading; ``level`` counts from 1 without gaps, as the outline of the edition needs it.

    A ``wide`` one stands over a wide table, on the page of the table.
    """

    id: str
    pair: Pair
    level: int
    kind: str = "heading"
    wide: bool = False


@dataclass(frozen=True, slots=True)
class ProseView:
    """A paragraph, note, loose caption or signature. ``long`` ones may break over pages; ``wide`` as of a heading."""

    id: str
    pair: Pair
    kind: str
    bullet: bool = False
    long: bool = False
    marker: str | None = None
    wide: bool = False

    @property
    def announces(self) -> bool:
        """Whether it says that something follows, with which it goes to the next page."""
        return not self.long and self._said.endswith(_COLON)

    @property
    def many_lines(self) -> bool:
        """Whether it has more than a few lines."""
        return len(self._said) > FEW_LINES

    @property
    def _said(self) -> str:
        return self.pair.english or self.pair.source


@dataclass(frozen=True, slots=True)
class ListView:
    """Neighbouring items, which make one list."""

    id: str
    items: tuple[ProseView, ...]
    kind: str = "list"


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure: its drawing where its data are known, else its picture and the words in it, or that they are unread."""

    id: str
    caption: Pair
    image: str | None
    drawing: Drawing | None
    labels: tuple[Pair, ...]
    page: int
    unread: bool = False
    kind: str = "figure"

    @property
    def photo(self) -> bool:
        """Whether it is a picture with hardly a word in it: what has more needs the width of the page to be read."""
        return self.image is not None and self.drawing is None and len(self.labels) <= FEW


@dataclass(frozen=True, slots=True)
class GalleryView:
    """Pictures that follow one another in the source, to be shown two in a row."""

    id: str
    figures: tuple[FigureView, ...]
    kind: str = "gallery"


@dataclass(frozen=True, slots=True)
class UnreadView:
    """A place of the source that could not be read, shown with the reason."""

    id: str
    reason: str
    reason_zh: str
    source: str
    page: int
    kind: str = "unread"


@dataclass(frozen=True, slots=True)
class TermView:
    """A glossary term that the report uses, with the block where it stands first, and its definition if there is one.

    ``anchor`` says that this is the line to which the notes of the term lead: one for all its Chinese forms.
    """

    source: str
    english: str
    block: str
    note: Note | None = None
    anchor: bool = False


BlockView = HeadingView | ProseView | ListView | TableView | FigureView | GalleryView | UnreadView


@dataclass(frozen=True, slots=True)
class EditionView:
    """One edition of a report, as the templates see it."""

    edition: EditionName
    show_en: bool
    show_zh: bool
    zh_lang: str
    en_lang: str
    title: Pair
    company: Pair
    year: str
    stock_code: str
    cover: tuple[Pair, ...]
    cover_picture: FigureView | None
    blocks: tuple[BlockView, ...]
    headings: tuple[HeadingView, ...]
    terms: tuple[TermView, ...]
    sentences: int
    missing: int
    key_figures: tuple[KeyFigureView, ...] = ()
    former: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pictures: dict[str, Path] = field(default_factory=dict)

    @property
    def hant(self) -> str | None:
        """Whose traditional characters the edition is converted to, None where it is not converted."""
        return (
            {"zh-Hant-HK": "hk", "zh-Hant-TW": "tw"}.get(self.zh_lang) if self.edition == "zh-hant" else None
        )

    @property
    def both(self) -> bool:
        """Whether both languages are shown."""
        return self.show_en and self.show_zh

    @property
    def han(self) -> str:
        """The family of the theme that sets the Chinese."""
        return "Hant" if self.zh_lang.startswith("zh-Hant") else "Han"

    @property
    def lang(self) -> str:
        """The language tag of the whole edition."""
        return self.en_lang if self.show_en else self.zh_lang


def bitext_to_view(
    bitext: Bitext, edition: EditionName, settings: EditionSettings, assets: Path
) -> EditionView:
    """The view of one edition. ``assets`` is the folder that holds the extracted pictures."""
    hant = edition == "zh-hant"
    english, chinese = edition in ("en-zh", "en"), edition != "en"
    convert = converter(settings.hant if hant else None)
    places = settings.aids.places if settings.glossary else {}
    wording = Wording(bitext, convert, places, english=english, chinese=chinese)
    report = bitext.report
    blocks = tuple(_galleries(_views(report.blocks, wording, assets)))
    front = _cover_picture(report.blocks, blocks)
    blocks = _with_wide_tables([block for block in blocks if block is not front])
    missing = sum(bitext.translation_of(sentence).target is None for sentence in bitext.sentences)
    return EditionView(
        edition=edition,
        show_en=english,
        show_zh=chinese,
        zh_lang=_zh_lang(hant or report.traditional, settings),
        en_lang=settings.english,
        title=_named(wording.said(report.title), settings.title),
        company=_named(wording.said(report.company), settings.company),
        year=settings.year or find_year(report.title),
        stock_code=_stock_code(report.blocks, settings.stock_code or ""),
        cover=_cover_lines(report.blocks, wording, (report.title, report.company)),
        cover_picture=front,
        blocks=blocks,
        headings=tuple(block for block in blocks if isinstance(block, HeadingView)),
        terms=_terms(bitext, wording, settings.aids, every=chinese) if english and settings.glossary else (),
        key_figures=key_figures_to_views(report, settings.aids.key_figures, wording),
        former=settings.aids.former,
        sentences=len(bitext.sentences),
        missing=missing,
        pictures=_pictures(report.blocks, assets),
    )


def find_year(title: str) -> str:
    """The year that stands in a title, for the cover; nothing when there are none or several."""
    years = set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", title))
    return years.pop() if len(years) == 1 else ""


def _stock_code(blocks: Iterable[Block], code: str) -> str:
    """The stock code for the cover, unless the source's cover shows it already."""
    lines = [line for block in blocks if isinstance(block, Cover) for line in block.lines]
    return "" if any(code in line for line in lines) else code


def _zh_lang(traditional: bool, settings: EditionSettings) -> str:
    if not traditional:
        return "zh-Hans"
    return "zh-Hant-HK" if settings.hant == "hk" else "zh-Hant-TW"


def _cover_picture(source: Sequence[Block], blocks: Sequence[BlockView]) -> FigureView | None:
    """The picture on the page of the source's cover, when there is just one."""
    pages = {block.place.page for block in source if isinstance(block, Cover)}
    found = [b for b in blocks if isinstance(b, FigureView) and b.image and b.page in pages]
    return found[0] if len(found) == 1 else None


def _galleries(blocks: Iterable[BlockView]) -> Iterator[BlockView]:
    """The blocks with neighbouring photographs of one page put together."""
    for key, group in groupby(blocks, key=lambda b: b.page if isinstance(b, FigureView) and b.photo else 0):
        together = tuple(group)
        figures = tuple(block for block in together if isinstance(block, FigureView))
        if key and len(figures) > 1:
            yield GalleryView(f"gallery-{figures[0].id}", figures)
        else:
            yield from together


def _with_wide_tables(blocks: Sequence[BlockView]) -> tuple[BlockView, ...]:
    """The blocks; headings, and what announces it, marked where a wide table follows: they go on its page."""
    marked: list[BlockView] = []
    wide = False
    for block in reversed(blocks):
        if isinstance(block, TableView):
            wide = block.wide
        elif wide and (isinstance(block, HeadingView) or (isinstance(block, ProseView) and block.announces)):
            block = replace(block, wide=True)
        else:
            wide = False
        marked.append(block)
    return tuple(reversed(marked))


def _named(pair: Pair, english: str | None) -> Pair:
    return Pair(pair.source, (Run(english),)) if english else pair


def _views(blocks: Sequence[Block], wording: Wording, assets: Path) -> Iterator[BlockView]:
    levels = _levels(blocks)
    for is_item, group in groupby(blocks, key=lambda b: isinstance(b, Prose) and b.kind == "item"):
        if is_item:
            items = tuple(_prose(block, wording) for block in group if isinstance(block, Prose))
            yield ListView(f"list-{items[0].id}", items)
            continue
        for block in group:
            if (view := _view(block, wording, levels, assets)) is not None:
                yield view


def _view(block: Block, wording: Wording, levels: dict[str, int], assets: Path) -> BlockView | None:
    match block:
        case Heading():
            return HeadingView(block.id, wording.of(block.id, block.source), levels[block.id])
        case Prose():
            return _prose(block, wording)
        case Table():
            return table_to_view(block, wording)
        case Figure():
            return _figure(block, wording, assets)
        case Unread():
            shown = wording.shown(block.source)
            return UnreadView(block.id, block.reason, wording.shown(block.reason_zh), shown, block.place.page)
        case Cover() | Contents():
            return None


def _levels(blocks: Iterable[Block]) -> dict[str, int]:
    """Heading levels without gaps: a level 3 under a level 1 counts as 2, and the first is 1 (WCAG 1.3.1)."""
    open_levels: list[int] = []
    levels = {}
    for block in blocks:
        if isinstance(block, Heading):
            open_levels = [level for level in open_levels if level < block.level]
            open_levels.append(block.level)
            levels[block.id] = len(open_levels)
    return levels


def _prose(block: Prose, wording: Wording) -> ProseView:
    pair = wording.of(block.id, block.source)
    bullet = block.marker is not None and block.marker in BULLETS
    if bullet:
        pair = without_bullet(pair)
    long = len(pair.english) > LONG or len(pair.source) > LONG_SOURCE
    return ProseView(block.id, pair, block.kind, bullet, long, block.marker)


def _figure(block: Figure, wording: Wording, assets: Path) -> FigureView:
    caption = wording.of(f"{block.id}.caption", block.caption) if block.caption else Pair()
    labels = tuple(
        wording.of(f"{block.id}.label{number}", label) for number, label in enumerate(block.labels, 1)
    )
    drawing = chart_to_drawing(block.chart, wording) if block.chart else None
    image = _picture_name(block) if _picture(block, assets) else None
    return FigureView(block.id, caption, image, drawing, labels, block.place.page, block.unread)


def _picture_name(figure: Figure) -> str:
    return f"assets/{PurePosixPath(figure.image or '').name}"


def _picture(figure: Figure, assets: Path) -> Path | None:
    path = assets / PurePosixPath(figure.image).name if figure.image else None
    return path if path and path.is_file() else None


def _pictures(blocks: Iterable[Block], assets: Path) -> dict[str, Path]:
    figures = (block for block in blocks if isinstance(block, Figure))
    found = ((_picture_name(figure), _picture(figure, assets)) for figure in figures)
    return {name: path for name, path in found if path}


def _cover_lines(blocks: Iterable[Block], wording: Wording, said: tuple[str, ...]) -> tuple[Pair, ...]:
    """The lines of the source's cover that are neither its title nor its company."""
    known = {"".join(words.split()) for words in said}
    return tuple(
        wording.of(f"{block.id}.line{number}", line)
        for block in blocks
        if isinstance(block, Cover)
        for number, line in enumerate(block.lines, 1)
        if "".join(line.split()) not in known
    )


def _terms(bitext: Bitext, wording: Wording, aids: Aids, *, every: bool) -> tuple[TermView, ...]:
    """The terms of the report by the English alphabet, each once for each English that it has.

    What is the same in both languages is left out, and what differs in its blanks alone stands once. Everyday words
    of two or three characters are left out, as nobody looks them up, unless they are explained. Only terms that are
    explained are of use to those who read no Chinese: ``every`` is False for them.
    """
    covers = {block.id for block in bitext.report.blocks if isinstance(block, Cover)}
    found: dict[tuple[str, str], str] = {}
    forms: set[tuple[str, str]] = set()
    for sentence in bitext.sentences:
        for source, english in bitext.translation_of(sentence).terms.items():
            form = ("".join(source.split()), english)
            wanted = (source, english) in aids.notes or (every and len(source) >= TERM)
            if wanted and source != english and form not in forms:
                forms.add(form)
                found[source, english] = "cover" if sentence.block in covers else sentence.block
    ordered = sorted(found, key=lambda pair: (pair[1].replace('"', "").casefold(), pair[0]))
    anchors: dict[str, tuple[str, str]] = {}
    for pair in ordered:
        if note := aids.notes.get(pair):
            anchors.setdefault(note.id, pair)
    return tuple(
        TermView(
            wording.shown(pair[0]),
            _QUOTED.sub(r"“\1”", pair[1]),
            found[pair],
            note := aids.notes.get(pair),
            anchor=note is not None and anchors[note.id] == pair,
        )
        for pair in ordered
    )
