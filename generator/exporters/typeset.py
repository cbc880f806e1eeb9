"""One edition on its way to a PDF: its parts laid out, numbered, furnished and merged, or the whole set at once.

The steps are apart so that the parts of several editions can be laid out side by side: ``begin`` all of them,
``number`` all of them, then ``finish`` one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

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
from generator.exporters.typesetters import Typesetters, job_key
from generator.exporters.view import EditionView

ROUNDS = 4  # a page number that grows by a digit may move a page; then it settles
_PROGRAMS = ("chapters", "facing", "furniture", "merge", "pdf", "typeset", "union_font")
Give = Callable[[], Laid]


@dataclass(frozen=True, slots=True)
class Set:
    """A finished PDF, what the layout complained about, and a key for what stands on each page (none: not known)."""

    data: bytes
    complaints: tuple[str, ...]
    page_keys: tuple[str, ...] = ()


class Typesetting:
    """An edition being set. ``key`` is a hash of all that its pages are made from: the same key, the same PDF."""

    def __init__(
        self, view: EditionView, theme: Theme, settings: EditionSettings, typesetters: Typesetters
    ) -> None:
        self._what = (view, theme, settings)
        self._typesetters = typesetters
        self._parts = view_to_parts(view, theme, settings)
        self._enclosures = tuple(find_enclosures(view))
        self._chapters: list[Give] = []
        self._draft: Give | None = None
        self._whole: Callable[[], Set] | None = None
        self.key = self._key()

    def begin(self) -> None:
        """Order what needs no page number: the chapters, and the contents, to learn how many pages they take."""
        if self._parts is None:
            self._whole = self._typesetters.submit(_set_whole, *self._what)
            return
        self._probe = self._order(self._parts.probe)
        self._draft = self._order(with_folios(self._parts.front, {}))
        self._chapters = [self._order(html) for html in self._parts.chapters]

    def number(self) -> None:
        """Order what bears page numbers, when the chapters are there."""
        if self._parts is None:
            return
        if not begins_pages(self._probe()):
            self._whole = self._typesetters.submit(_set_whole, *self._what)
            return
        self._late(self._first_folios())
        self._typesetters.start()

    def finish(self) -> Set:
        """The PDF."""
        if self._whole is not None:
            return self._whole()
        assert self._parts is not None
        from generator.exporters.merge import merge

        laid, keys = self._settled()
        pages = [page for part in laid for page in part.pages]
        furniture = self._order(pages_to_furniture(pages, self._parts.lang), only_furniture=True)()
        data = merge(laid, furniture, self._enclosures, self._parts.files)
        complaints = [said for part in (*laid, furniture) for said in part.complaints]
        return Set(data, (*complaints, *_lost_links(self._parts, laid)), tuple(_page_keys(laid, keys)))

    def _order(self, html: str, *, only_furniture: bool = False) -> Give:
        return self._typesetters.lay_out(self._job(html, only_furniture=only_furniture))

    def _job(self, html: str, *, only_furniture: bool = False) -> Job:
        assert self._parts is not None
        return self._parts.job(html, only_furniture=only_furniture)

    def _first_folios(self) -> dict[str, int]:
        """The page numbers, when the contents take as many pages as without them, and the terms begin a page."""
        assert self._parts is not None
        assert self._draft is not None
        terms = [self._parts.terms] if self._parts.terms else []
        return find_folios([self._draft(), *(give() for give in self._chapters), *terms])

    def _late(self, folios: dict[str, int]) -> list[str]:
        """The front and the terms with these page numbers, ordered."""
        assert self._parts is not None
        late = [self._parts.front, *([self._parts.terms] if self._parts.terms else [])]
        htmls = [with_folios(html, folios) for html in late]
        for html in htmls:
            self._order(html)
        return htmls

    def _settled(self) -> tuple[list[Laid], list[str]]:
        """All parts in order, the page numbers in them those of the pages that they came out on; and their keys."""
        assert self._parts is not None
        folios = self._first_folios()
        for _ in range(ROUNDS):
            front, *terms = self._late(folios)
            htmls = [front, *self._parts.chapters, *terms]
            laid = [self._order(html)() for html in htmls]
            found = find_folios(laid)
            if found == folios:
                break
            folios = found
        return laid, [job_key(self._job(html)) for html in htmls]

    def _key(self) -> str:
        digest = sha256()
        for name in _PROGRAMS:
            digest.update(Path(__file__).with_name(f"{name}.py").read_bytes())
        if self._parts is None:
            view, theme, settings = self._what
            job = Job(view_to_print_html(view, theme, settings), "facing", known_files(view, theme))
            digest.update(job_key(job).encode())
        else:
            parts = (self._parts.front, *self._parts.chapters, self._parts.terms or "", self._parts.probe)
            for html in parts:
                digest.update(job_key(self._job(html)).encode())
        for enclosure in self._enclosures:
            digest.update(repr((enclosure.name, enclosure.description, enclosure.data)).encode())
        return digest.hexdigest()


def _set_whole(view: EditionView, theme: Theme, settings: EditionSettings) -> Set:
    pages = view_to_pages(view, theme, settings)
    return Set(pages.data, pages.complaints)


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
