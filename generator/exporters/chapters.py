"""An edition in parts: front, chapters and list of terms, each laid out by itself and kept by all it is made from.

A part is what lies between two page breaks that the style sheet asks for whatever comes before; the pages
of the whole are then those of its parts. Contents and term list bear page numbers and are laid out last. Chapters of
facing pages are measured first, each side for itself, then laid out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.exporters.facing import Heights, sides_to_html, spreads_to_html
from generator.exporters.laid import FOLLOWS, Height, Job, Kind, Laid
from generator.exporters.pdf import address_of, known_files, shared_css
from generator.exporters.settings import EditionSettings
from generator.exporters.stage import column_css, render
from generator.exporters.theme import BASE, Theme
from generator.exporters.view import BlockView, EditionView, HeadingView

Spreads = Sequence[tuple[str, str]]

_FOLIO = re.compile(r'data-to="#([^"]*)"')
_ID = re.compile(r'\bid="([^"]*)"')
_WIDTH = re.compile(r"(?<![\w ])\.(w\d+)\{[^}]*\}")
_EMPTY = re.compile(r"<main[^>]*>\s*</main>")
_KNOWN_FOLIO = "[data-to]::after{content:attr(data-folio)}"
_FROM_THE_LEFT = "html{break-before:left}"
_STYLE = "/**/"  # where the rules of a part go
_PROBES = ("probe-1", "probe-2")
# What makes a page depend on pages of other chapters: then only one layout of the whole is right.
_ACROSS = re.compile(
    r"position\s*:\s*(?:fixed|running)|counter-(?:reset|increment|set)|float\s*:\s*footnote"
    r"|target-(?:text|counters)|(?:\bmain\b|#report)[^{},]*:(?:first|last|only|nth)-"
)
_PAGE_OF_SIDE = re.compile(r"@page[^{]*:(?:first|left|right|nth)[^{]*\{((?:[^{}]|\{[^{}]*\})*)\}")
_MARGIN_BOX = re.compile(r"@[\w-]+\s*\{[^{}]*\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Parts:
    """The HTML of an edition in parts. The front and the terms lack the page numbers that stand in them.

    ``kind`` is that of the chapters: ``chapter`` has the ends of chapters mended, ``part`` leaves them as they come.
    Of facing pages ``chapters`` are the two sides of each, for their ``heights``; ``fill`` gives the chapters whose blocks
    are so tall. ``places`` are anchors of the pages of the probe.
    """

    front: str
    chapters: tuple[str, ...]
    terms: str | None
    probe: str
    sheet: str
    files: Mapping[str, Path]
    lang: str
    kind: Kind
    places: tuple[str, ...]
    fill: Callable[[Sequence[Heights]], Iterator[str]] | None = None

    def job(self, html: str, kind: Kind = "part") -> Job:
        """The layout of one of the parts."""
        return Job(html, self.sheet, self.files, kind)


def view_to_parts(view: EditionView, theme: Theme, settings: EditionSettings) -> Parts | None:
    """The parts of an edition, or None where only one layout of the whole is right.

    That is so for a theme whose chapters do not begin a page (those of facing pages always do), whose templates of
    the page are its own, or whose style sheet lets pages depend on those of other chapters. ``probe`` are two chapters
    of a heading each: they must come out on pages of their own.
    """
    sheet = shared_css(view, theme)
    facing = view.both and settings.layout == "facing"
    if not (facing or theme.chapter_page) or not _can_be_parted(sheet, theme):
        return None
    html = (_Facing if facing else _Html)(view, theme, settings)
    terms = html.page(replace(view, blocks=()), "main")
    return Parts(
        front=html.front(),
        chapters=html.chapters(),
        terms=None if _EMPTY.search(terms) else terms,
        probe=html.probe(_two_headings(view.headings)),
        sheet=sheet,
        files=known_files(view, theme),
        lang=view.lang,
        kind=html.kind,
        places=html.places,
        fill=html.fill if isinstance(html, _Facing) else None,
    )


class _Html:
    """The HTML of the parts of an edition, each with the widths of columns that it has alone."""

    def __init__(self, view: EditionView, theme: Theme, settings: EditionSettings) -> None:
        self._view = view
        self._of = (theme, settings)
        columns = column_css(view, theme)
        self._widths = {rule[1]: rule[0] for rule in _WIDTH.finditer(columns)}
        # How the two languages share the width follows from all chapters: only where they stand side by side is it said.
        self._sides = _WIDTH.sub("", columns) if settings.layout == "parallel" else ""
        self._chapters = [self._alone(blocks) for blocks in _chapters(view.blocks)]
        self.kind: Kind = "chapter" if settings.mend_ends else "part"
        self.places: tuple[str, ...] = _PROBES

    def front(self) -> str:
        return self.page(self._view, "front")

    def chapters(self) -> tuple[str, ...]:
        return tuple(self.page(chapter, "main") for chapter in self._chapters)

    def probe(self, headings: Sequence[HeadingView]) -> str:
        return self.page(self._alone(headings), "main")

    def page(self, shown: EditionView, *parts: str, spreads: Spreads = (), style: str = "") -> str:
        """The HTML of some parts of a view; ``style`` are rules of its own."""
        return self._styled(self._render(shown, parts=parts, spreads=spreads), style)

    def _alone(self, blocks: Sequence[BlockView]) -> EditionView:
        return replace(self._view, blocks=tuple(blocks), terms=())

    def _render(self, shown: EditionView, template: str = "edition.html.j2", **more: Any) -> str:
        return render(shown, "print", _STYLE, *self._of, picture=address_of, template=template, **more)

    def _styled(self, made: str, style: str = "") -> str:
        used = "".join(rule for name, rule in self._widths.items() if f'"{name}"' in made)
        return made.replace(_STYLE, used + self._sides + _KNOWN_FOLIO + style, 1)


class _Facing(_Html):
    """The HTML of the parts of facing pages. Each but the last ends where a left page would follow it."""

    def __init__(self, view: EditionView, theme: Theme, settings: EditionSettings) -> None:
        super().__init__(view, theme, settings)
        self.kind = "heights"
        self.places = tuple(place for probe in _PROBES for place in (probe, f"zh.{probe}"))
        if view.terms:
            self.places += ("terms",)

    def front(self) -> str:
        return self.page(self._view, "front", FOLLOWS, spreads=[("", "")])

    def chapters(self) -> tuple[str, ...]:
        """Both sides of each chapter on endless pages."""
        return tuple(
            self._styled(side) for chapter in self._chapters for side in sides_to_html(chapter, self._render)
        )

    def fill(self, heights: Sequence[Heights]) -> Iterator[str]:
        """The chapters in spreads, by the heights of both sides of each."""
        pairs = zip(self._chapters, heights[::2], heights[1::2], strict=True)
        for n, (chapter, left, right) in enumerate(pairs, 1):
            spreads = spreads_to_html(chapter, left, right, self._render)
            yield self._in_spreads(chapter, spreads, *([FOLLOWS] if n < len(self._chapters) else []))

    def probe(self, headings: Sequence[HeadingView]) -> str:
        flat = {0: Height(0)}
        spreads = [
            spread
            for heading in headings
            for spread in spreads_to_html(self._alone([heading]), flat, flat, self._render)
        ]
        return self._in_spreads(replace(self._alone(headings), terms=self._view.terms[:1]), spreads)

    def _in_spreads(self, shown: EditionView, spreads: Spreads, *more: str) -> str:
        return self.page(shown, "main", *more, spreads=spreads, style=_FROM_THE_LEFT)


def _can_be_parted(sheet: str, theme: Theme) -> bool:
    own = theme.folder.resolve() != BASE.resolve()
    if own and any((theme.folder / name).is_file() for name in ("edition.html.j2", "body.html.j2")):
        return False
    sheet = _COMMENT.sub("", sheet)
    sided = (_MARGIN_BOX.sub("", rule[1]) for rule in _PAGE_OF_SIDE.finditer(sheet))
    return not _ACROSS.search(sheet) and not any(rule.strip() for rule in sided)


def _chapters(blocks: Sequence[BlockView]) -> Iterator[tuple[BlockView, ...]]:
    """The blocks from one heading of the first level to the next; what stands before the first comes first."""
    chapter: list[BlockView] = []
    for block in blocks:
        if isinstance(block, HeadingView) and block.level == 1 and chapter:
            yield tuple(chapter)
            chapter = []
        chapter.append(block)
    if chapter:
        yield tuple(chapter)


def _two_headings(headings: Sequence[HeadingView]) -> tuple[HeadingView, ...]:
    first = next((heading for heading in headings if heading.level == 1), None)
    return tuple(replace(first, id=probe) for probe in _PROBES) if first else ()


def begins_pages(parts: Parts, probe: Laid) -> bool:
    """Whether the style sheet begins a page with each chapter, as the probe came out."""
    return len(probe.pages) == len(parts.places) and all(
        place in page.anchors for place, page in zip(parts.places, probe.pages, strict=True)
    )


def with_folios(html: str, folios: Mapping[str, int]) -> str:
    """The HTML of a part with the page number of each anchor that it refers to."""
    return _FOLIO.sub(lambda found: f'{found[0]} data-folio="{folios.get(found[1], "")}"', html)


def find_folios(parts: Sequence[Laid | str]) -> dict[str, int]:
    """The page of each anchor, from 1, in parts in order. What is not laid out yet is taken to be one page."""
    folios: dict[str, int] = {}
    number = 0
    for part in parts:
        if isinstance(part, str):
            number += 1
            for anchor in _ID.findall(part):
                folios.setdefault(anchor, number)
            continue
        for page in part.pages:
            number += 1
            for anchor in page.anchors:
                folios.setdefault(anchor, number)
    return folios


def find_targets(parts: Parts) -> set[str]:
    """The anchors whose page numbers stand in the parts."""
    return {
        anchor
        for html in (parts.front, *parts.chapters, parts.terms or "")
        for anchor in _FOLIO.findall(html)
    }
