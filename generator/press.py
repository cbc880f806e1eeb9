"""The PDFs of a build: set side by side, kept with all their parts, and looked at when they are finished."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from generator.exporters import EditionSettings, Theme
from generator.exporters.page_check import check_lines
from generator.exporters.page_lines import Line, PageLines, read_lines
from generator.exporters.typeset import Set, Typesetting, open_typesetting
from generator.exporters.typesetters import STEP, Typesetters
from generator.exporters.view import EditionView
from generator.model import Finding
from generator.settings import Edition
from generator.store import Kept, to_json

Pages = tuple[bytes, tuple[Finding, ...]]


class Press:
    """Makes the PDF of each edition; one that would come out the same is taken as it was, with what was found on it."""

    def __init__(self, kept: Kept, theme: Theme, settings: EditionSettings) -> None:
        self._kept = kept
        self._theme = theme
        self._settings = settings
        self._typesetters = Typesetters(kept)
        self._views: Mapping[Edition, EditionView] = {}
        self._open: dict[Edition, Typesetting] = {}
        self._made: dict[Edition, Pages] = {}

    def __enter__(self) -> Press:
        self._typesetters.__enter__()
        return self

    def __exit__(self, *stopped: object) -> None:
        self._typesetters.__exit__(*stopped)

    def begin(self, views: Mapping[Edition, EditionView]) -> None:
        """Begin with what has to be set; it goes on in other processes when there is enough of it."""
        self._views = views
        for edition, view in views.items():
            typesetting = open_typesetting(view, self._theme, self._settings, self._typesetters)
            kept = self._look_up(typesetting.key)
            if kept is not None:
                self._made[edition] = kept
            else:
                self._open[edition] = typesetting
                typesetting.begin()
        self._typesetters.start()

    def finish(self) -> dict[Edition, Pages]:
        """Every PDF with what was found on its pages, when all are made."""
        for typesetting in self._open.values():
            typesetting.number()
        for edition, typesetting in self._open.items():
            self._made[edition] = self._finish(edition, typesetting)
        for step in (STEP, "pdf", "pdf-parts", "page-findings", "page-lines"):
            self._kept.forget_unused(step)
        return {edition: self._made[edition] for edition in self._views}

    def _finish(self, edition: Edition, typesetting: Typesetting) -> Pages:
        done = typesetting.finish()
        shown = check_lines(self._lines(edition, done), self._views[edition])
        findings = (
            *(_of_edition(finding, edition) for finding in shown),
            *(_complaint(said, edition) for said in done.complaints),
        )
        self._kept.put("pdf", typesetting.key, done.data)
        self._kept.put("pdf-parts", typesetting.key, to_json(done.parts))
        self._kept.put("page-findings", typesetting.key, to_json([asdict(finding) for finding in findings]))
        return done.data, findings

    def _look_up(self, key: str) -> Pages | None:
        content, found = self._kept.get("pdf", key), self._kept.get("page-findings", key)
        parts = self._kept.get("pdf-parts", key)
        if content is None or found is None or parts is None:
            return None
        for part in json.loads(parts):
            self._kept.use(STEP, part)
        return content, tuple(Finding(**row) for row in json.loads(found))

    def _lines(self, edition: Edition, done: Set) -> tuple[PageLines, ...]:
        """The lines of all pages; of pages that are as they were, the lines that were read then."""
        if not done.page_keys:
            return read_lines(done.data)
        kept = self._kept.get("page-lines", edition)
        known = json.loads(kept) if kept else {}
        wanted = [n for n, key in enumerate(done.page_keys) if key not in known]
        read = dict(zip(wanted, read_lines(done.data, wanted), strict=True))
        pages = [read.get(n) or _to_page(known[key], n + 1) for n, key in enumerate(done.page_keys)]
        rows = dict(zip(done.page_keys, map(_to_rows, pages), strict=True))
        self._kept.put("page-lines", edition, json.dumps(rows, ensure_ascii=False).encode())
        return tuple(pages)


def _to_rows(page: PageLines) -> list[Any]:
    lines = [[line.text, line.x0, line.top, line.x1, line.bottom, line.size] for line in page.lines]
    return [page.width, page.height, lines, list(page.clipped)]


def _to_page(rows: Sequence[Any], number: int) -> PageLines:
    width, height, lines, clipped = rows
    return PageLines(width, height, tuple(Line(number, *line) for line in lines), tuple(clipped))


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
