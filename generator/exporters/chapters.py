"""An edition in parts: front, chapters and list of terms, each laid out by itself and kept by all it is made from.

A part is what lies between two page breaks that the style sheet asks for whatever comes before; the pages
of the whole are then those of its parts. Contents and term list bear page numbers and are laid out last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.exporters.laid import Job, Kind, Laid
from generator.exporters.pdf import address_of, known_files, shared_css
from generator.exporters.settings import EditionSettings
from generator.exporters.stage import column_css, render
from generator.exporters.theme import BASE, Theme
from generator.exporters.view import BlockView, EditionView, HeadingView

_FOLIO = re.compile(r'data-to="#([^"]*)"')
_ID = re.compile(r'\bid="([^"]*)"')
_WIDTH = re.compile(r"(?<![\w ])\.(w\d+)\{[^}]*\}")
_EMPTY = re.compile(r"<main[^>]*>\s*</main>")
_KNOWN_FOLIO = "[data-to]::after{content:attr(data-folio)}"
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
    """

    front: str
    chapters: tuple[str, ...]
    terms: str | None
    probe: str
    sheet: str
    files: Mapping[str, Path]
    lang: str
    kind: Kind = "chapter"

    def job(self, html: str, kind: Kind = "part") -> Job:
        """The layout of one of the parts."""
        return Job(html, self.sheet, self.files, kind)


def view_to_parts(view: EditionView, theme: Theme, settings: EditionSettings) -> Parts | None:
    """The parts of an edition, or None where only one layout of the whole is right.

    That is so for facing pages, for a theme whose chapters do not begin a page, whose templates of the page are
    its own, or whose style sheet lets pages depend on those of other chapters. ``probe`` are two chapters of a
    heading each: they must come out on two pages.
    """
    sheet = shared_css(view, theme)
    if (
        (view.both and settings.layout == "facing")
        or not theme.chapter_page
        or not _can_be_parted(sheet, theme)
    ):
        return None
    columns = column_css(view, theme)
    widths = {rule[1]: rule[0] for rule in _WIDTH.finditer(columns)}
    sides = _WIDTH.sub("", columns)

    def html(shown: EditionView, part: str) -> str:
        made = render(shown, "print", "/**/", theme, settings, picture=address_of, parts=(part,))
        used = "".join(rule for name, rule in widths.items() if f'"{name}"' in made)
        return made.replace("/**/", used + sides + _KNOWN_FOLIO, 1)

    bare = replace(view, terms=())
    terms = html(replace(view, blocks=()), "main")
    return Parts(
        front=html(view, "front"),
        chapters=tuple(html(replace(bare, blocks=blocks), "main") for blocks in _chapters(view.blocks)),
        terms=None if _EMPTY.search(terms) else terms,
        probe=html(replace(bare, blocks=_two_headings(view.headings)), "main"),
        sheet=sheet,
        files=known_files(view, theme),
        lang=view.lang,
        kind="chapter" if settings.mend_ends else "part",
    )


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
    return (replace(first, id="probe-1"), replace(first, id="probe-2")) if first else ()


def begins_pages(probe: Laid) -> bool:
    """Whether the style sheet begins a page with each chapter, as the probe came out."""
    return len(probe.pages) == 2 and "probe-2" in probe.pages[1].anchors


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
