"""An edition on its way to a PDF: its parts laid out, numbered, furnished and merged, or the whole set at once.

The steps are apart so that the parts of several editions can be laid out side by side: ``begin`` all of them,
``fill`` and ``number`` all of them, then ``finish`` one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from generator.exporters.chapters import (
    Parts,
    begins_pages,
    find_folios,
    find_targets,
    view_to_parts,
    with_folios,
)
from generator.exporters.furniture import pages_to_furniture
from generator.exporters.laid import Job, Laid
from generator.exporters.pdf import find_enclosures, known_files, view_to_pages, view_to_print_html
from generator.exporters.settings import EditionSettings
from generator.exporters.theme import Theme
from generator.exporters.typesetters import WHOLE, Typesetters, job_inputs, job_key
from generator.exporters.view import EditionView

_IN_ALL = "report"  # the anchor of what holds the chapters on the page for the screen
ROUNDS = 4  # a page number that grows by a digit may move a page; then it settles
_PROGRAMS = ("chapters", "facing", "furniture", "merge", "pdf", "typeset", "union_font")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter as it was set: its first anchor, its first entry in the outline, all anchors, what it is made from."""

    id: str
    title: str
    anchors: tuple[str, ...]
    inputs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Set:
    """A finished PDF and what the layout complained about.

    ``parts`` are the keys of the parts that it was merged from, none for a whole that was set at once; ``page_keys``
    tell what stands on each page, and ``folios`` are the page numbers of its anchors.
    """

    data: bytes
    complaints: tuple[str, ...]
    parts: tuple[str, ...]
    page_keys: tuple[str, ...]
    folios: Mapping[str, int] = field(default_factory=dict)
    chapters: tuple[Chapter, ...] = ()


class Typesetting(Protocol):
    """An edition being set."""

    @property
    def key(self) -> str:
        """A hash of all that its pages are made from: the same key, the same PDF."""

    def begin(self, folios: Mapping[str, int]) -> None:
        """Order what needs no page number; and the rest, should the numbers be those of the build before."""

    def fill(self) -> None:
        """Order the chapters of facing pages, when it is known how tall they are; ``number`` does it too."""

    def number(self) -> None:
        """Order what bears page numbers, when the rest is there."""

    def finish(self) -> Set:
        """The PDF."""


def open_typesetting(
    view: EditionView, theme: Theme, settings: EditionSettings, typesetters: Typesetters
) -> Typesetting:
    """An edition to be set in parts, where that comes out as one layout of the whole would; else as a whole."""
    whole = _Whole(view, theme, settings, typesetters)
    parts = view_to_parts(view, theme, settings)
    return _InParts(view, parts, typesetters, whole) if parts else whole


class _Whole:
    """An edition that is laid out at once."""

    def __init__(
        self, view: EditionView, theme: Theme, settings: EditionSettings, typesetters: Typesetters
    ) -> None:
        self._what = (view, theme, settings)
        self._typesetters = typesetters

    @property
    def key(self) -> str:
        view, theme, settings = self._what
        job = Job(view_to_print_html(view, theme, settings), settings.layout, known_files(view, theme))
        return _key([job], view)

    def begin(self, folios: Mapping[str, int]) -> None:
        self._give = self._typesetters.submit(WHOLE, _set_whole, *self._what)

    def fill(self) -> None:
        pass

    def number(self) -> None:
        pass

    def finish(self) -> Set:
        return self._give()


def _set_whole(view: EditionView, theme: Theme, settings: EditionSettings) -> Set:
    pages = view_to_pages(view, theme, settings)
    name = sha256(pages.data).hexdigest()[:16]
    return Set(pages.data, pages.complaints, (), tuple(f"{name}-{n}" for n in range(pages.count)))


class _InParts:
    """An edition of parts. When its chapters turn out not to begin pages, it is set as a whole."""

    def __init__(self, view: EditionView, parts: Parts, typesetters: Typesetters, whole: _Whole) -> None:
        self._view = view
        self._parts = parts
        self._terms = [parts.terms] if parts.terms else []
        self._probe, self._draft = parts.job(parts.probe), parts.job(with_folios(parts.front, {}), "front")
        # The chapters; or, of facing pages, both sides of each, to learn how tall they are.
        self._first = [parts.job(html, parts.kind) for html in parts.chapters]
        self._lay_out = typesetters.lay_out
        self._start = typesetters.start
        self._whole = whole
        self._in_parts = True

    @property
    def key(self) -> str:
        late = [self._parts.job(html) for html in (self._parts.front, *self._terms)]
        return _key([self._probe, *late, *self._first], self._view)

    @cached_property
    def _chapters(self) -> list[Job]:
        """The chapters; those of facing pages when it is known how tall they are."""
        if not self._parts.fill:
            return self._first
        filled = self._parts.fill([self._lay_out(job)().heights for job in self._first])
        return [self._parts.job(html) for html in filled]

    def begin(self, folios: Mapping[str, int]) -> None:
        """The chapters; the contents, to learn how many pages they take; and what bears the page numbers of before."""
        for job in (self._probe, self._draft, *self._first):
            self._lay_out(job)
        if folios:
            self._with_numbers(folios)

    def fill(self) -> None:
        for job in self._chapters:
            self._lay_out(job)
        self._start()

    def number(self) -> None:
        self._in_parts = begins_pages(self._parts, self._lay_out(self._probe)())
        if self._in_parts:
            self.fill()
            self._with_numbers(self._first_folios())
            self._start()
        else:
            self._whole.begin({})

    def finish(self) -> Set:
        if not self._in_parts:
            return self._whole.finish()
        from generator.exporters.merge import merge

        jobs, laid, folios = self._settled()
        empty = self._furniture(laid)
        furniture = self._lay_out(empty)()
        keys = list(map(job_key, jobs))
        said = [said for part in (*laid, furniture) for said in part.complaints]
        return Set(
            merge(laid, furniture, tuple(find_enclosures(self._view)), self._parts.files),
            complaints=tuple(dict.fromkeys([*said, *_lost_links(self._parts, laid)])),
            parts=tuple(
                dict.fromkeys([*keys, *map(job_key, (*self._first, empty, self._probe, self._draft))])
            ),
            page_keys=tuple(_page_keys(laid, keys)),
            folios=folios,
            chapters=tuple(map(_to_chapter, self._chapters, laid[1:])),
        )

    def _first_folios(self) -> dict[str, int]:
        """The page numbers, if the contents take as many pages as without them."""
        return find_folios([self._lay_out(self._draft)(), *self._laid_chapters(), *self._terms])

    def _laid_chapters(self) -> list[Laid]:
        return [self._lay_out(job)() for job in self._chapters]

    def _with_numbers(self, folios: Mapping[str, int]) -> list[Job]:
        """The front, and the terms if there are any, with these page numbers, ordered."""
        front = self._parts.job(with_folios(self._parts.front, folios), "front")
        jobs = [front, *(self._parts.job(with_folios(html, folios)) for html in self._terms)]
        for job in jobs:
            self._lay_out(job)
        return jobs

    def _settled(self) -> tuple[list[Job], list[Laid], dict[str, int]]:
        """All parts in order, with the page numbers, which are those of the pages that they came out on."""
        found = self._first_folios()
        for _ in range(ROUNDS):
            folios = found
            front, *terms = self._with_numbers(folios)
            self._start()
            after = [*self._laid_chapters(), *(self._lay_out(job)() for job in terms)]
            # The contents are the same pages with and without numbers: the furniture need not wait for them.
            self._lay_out(self._furniture([self._lay_out(self._draft)(), *after]))
            self._start()
            laid = [self._lay_out(front)(), *after]
            found = find_folios(laid)
            if found == folios:
                break
        return [front, *self._chapters, *terms], laid, folios

    def _furniture(self, laid: Sequence[Laid]) -> Job:
        pages = [page for part in laid for page in part.pages]
        return self._parts.job(pages_to_furniture(pages, self._parts.lang), "furniture")


def _key(jobs: Sequence[Job], view: EditionView) -> str:
    digest = sha256()
    for name in _PROGRAMS:
        digest.update(Path(__file__).with_name(f"{name}.py").read_bytes())
    for job in jobs:
        digest.update(job_key(job).encode())
    for enclosure in find_enclosures(view):
        digest.update(repr(enclosure).encode())
    return digest.hexdigest()


def _to_chapter(job: Job, laid: Laid) -> Chapter:
    anchors = tuple(anchor for page in laid.pages for anchor in page.anchors if anchor != _IN_ALL)
    marks = [mark.label for page in laid.pages for mark in page.marks]
    return Chapter("".join(anchors[:1]), "".join(marks[:1]), anchors, job_inputs(job))


def _lost_links(parts: Parts, laid: Sequence[Laid]) -> Iterator[str]:
    """What WeasyPrint says of a link that leads nowhere, of those that lead to no part."""
    there = {anchor for part in laid for page in part.pages for anchor in page.anchors}
    wanted = {target for part in laid for target in part.links} | find_targets(parts)
    for target in sorted(wanted - there):
        yield f"No anchor #{target} for internal URI reference"


def _page_keys(parts: Sequence[Laid], keys: Sequence[str]) -> Iterator[str]:
    """A hash for each page of all that stands on it: its part, its number, the strings in force."""
    number = 0
    strings: dict[str, str] = {}
    for part, key in zip(parts, keys, strict=True):
        for n, page in enumerate(part.pages):
            number += 1
            yield sha256(repr((key, n, number, sorted(strings.items()))).encode()).hexdigest()[:24]
            strings |= dict(page.assigned)
