"""The PDFs of a build: set side by side, kept with all their parts, and looked at when they are finished.

They are set in other processes, while this one goes on with what needs no PDF.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any, TypeVar

from generator.exporters import EditionSettings, Theme
from generator.exporters.page_check import check_lines
from generator.exporters.page_lines import PageLines, page_to_row, read_lines, reading_hash, row_to_page
from generator.exporters.typeset import Chapter, Set, Typesetting, open_typesetting
from generator.exporters.typesetters import STEP, Typesetters
from generator.exporters.view import EditionView
from generator.model import Finding
from generator.settings import Edition
from generator.store import Kept, to_json

Pages = tuple[bytes, tuple[Finding, ...]]
_Made = TypeVar("_Made")


class Press:
    """Makes the PDF of each edition; one that would come out the same is taken as it was, with what was found on it."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._typesetters = Typesetters(kept)
        self._views: dict[Edition, EditionView] = {}
        self._open: dict[Edition, Typesetting] = {}
        self._made: dict[Edition, Set] = {}

    def __enter__(self) -> Press:
        self._typesetters.__enter__()
        self._typesetters.warm_up()
        return self

    def __exit__(self, *stopped: object) -> None:
        self._typesetters.__exit__(*stopped)

    def submit(self, work: Callable[..., _Made], *arguments: object) -> Callable[[], _Made]:
        """Other work of a typesetter, done meanwhile; what gives its result."""
        return self._typesetters.submit(0, work, *arguments)

    def begin(self, views: Mapping[Edition, EditionView], theme: Theme, settings: EditionSettings) -> None:
        """Begin with what has to be set; it goes on in other processes."""
        for edition, view in views.items():
            self._views[edition] = view
            typesetting = open_typesetting(view, theme, settings, self._typesetters)
            made = self._look_up(typesetting.key)
            if made is None:
                self._open[edition] = typesetting
                folios = self._kept.get("folios", edition)
                typesetting.begin(json.loads(folios) if folios else {})
            else:
                self._made[edition] = made
        self._typesetters.start()

    def go_on(self) -> None:
        """Begin with what waited to know how tall things are."""
        for typesetting in self._open.values():
            typesetting.fill()

    def set_pages(self) -> None:
        """Make and keep every PDF that was begun."""
        for typesetting in self._open.values():
            typesetting.number()
        for edition, typesetting in self._open.items():
            self._made[edition] = typesetting.finish()
            self._keep(typesetting.key, self._made[edition])
            self._kept.put("folios", edition, to_json(self._made[edition].folios))

    def finish(self) -> dict[Edition, Pages]:
        """Every PDF with what was found on its pages, when all are made."""
        self.set_pages()
        pages = {edition: self._check(edition) for edition in self._views}
        for step in (STEP, "pdf", "page-lines"):
            self._kept.forget_unused(step)
        return pages

    @property
    def chapters(self) -> dict[Edition, tuple[Chapter, ...]]:
        """The chapters of every PDF that is finished."""
        return {edition: self._made[edition].chapters for edition in self._views}

    def _look_up(self, key: str) -> Set | None:
        data, about = self._kept.get("pdf", key), self._kept.get("pdf-set", key)
        if data is None or about is None:
            return None
        complaints, parts, page_keys, chapters = map(tuple, json.loads(about))
        made = Set(data, complaints, parts, page_keys, chapters=tuple(Chapter(**row) for row in chapters))
        for part in made.parts:
            self._kept.use(STEP, part)
        return made

    def _keep(self, key: str, made: Set) -> None:
        self._kept.put("pdf", key, made.data)
        about = [made.complaints, made.parts, made.page_keys, [asdict(chapter) for chapter in made.chapters]]
        self._kept.put("pdf-set", key, to_json(about))

    def _check(self, edition: Edition) -> Pages:
        made = self._made[edition]
        shown = check_lines(self._lines(edition, made), self._views[edition])
        return made.data, (
            *(_of_edition(finding, edition) for finding in shown),
            *(_complaint(said, edition) for said in made.complaints),
        )

    def _lines(self, edition: Edition, made: Set) -> tuple[PageLines, ...]:
        """The lines of all pages; of pages that are as they were, the lines that were read then."""
        step = ("page-lines", f"{edition}-{reading_hash()}")
        kept = self._kept.get(*step)
        known: dict[str, Any] = json.loads(kept) if kept else {}
        wanted = [n for n, key in enumerate(made.page_keys) if key not in known]
        for n, page in zip(wanted, read_lines(made.data, wanted), strict=True):
            known[made.page_keys[n]] = page_to_row(page)
        rows = {key: known[key] for key in made.page_keys}
        self._kept.put(*step, json.dumps(rows, ensure_ascii=False).encode())
        return tuple(map(row_to_page, rows.values()))


def _complaint(said: str, edition: str) -> Finding:
    """What the typesetter complained about: a character without a glyph, a picture that cannot be drawn."""
    return Finding(
        "page-complaint",
        "wrong",
        f"{edition}.pdf: {said}. Look at the page; a font that has the character can be named in theme.yaml.",
        f"{edition}.pdf：{said}。请查看该页；缺字时可在 theme.yaml 中指定含该字的字体。",
    )


def _of_edition(finding: Finding, edition: str) -> Finding:
    """A page check counts the pages of its own PDF: the message says so, as page means the source's elsewhere."""
    return replace(
        finding,
        page=None,
        message=f"{edition}.pdf, p. {finding.page}: {finding.message}",
        message_zh=f"{edition}.pdf 第 {finding.page} 页：{finding.message_zh}",
    )
