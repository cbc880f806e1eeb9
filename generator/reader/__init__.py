"""PDF → Report. ``read_report`` is the one door; nothing downstream looks at the PDF again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.model import Report
from generator.reader.content import content_to_report, report_to_content

if TYPE_CHECKING:
    from generator.reader.found import FoundFigure
    from generator.reader.pages import Progress
    from generator.reader.sheet import Sheet

__all__ = ["content_to_report", "read_report", "report_to_content"]


def read_report(path: Path, *, assets: Path | None = None, progress: Progress | None = None) -> Report:
    """The report in the PDF at ``path``.

    ``assets`` is the folder into which the pictures of figures are written (None: none are); ``progress`` is
    called with (pages read, pages in all). Raises SourceUnreadable for a file that cannot be used.
    """
    # Loaded only when a PDF is read: most builds find what an earlier one kept.
    from generator.reader.faults import check_text, open_checked
    from generator.reader.figures.lettering import mark_unread
    from generator.reader.pages import read_sheets
    from generator.reader.report import Said, sheets_to_report
    from generator.reader.scans import read_scanned_sheets

    with open_checked(path) as source:
        sheets, doubts = read_scanned_sheets(source, read_sheets(source, progress))
        said = Said(path.name, _sha256(path), source.title, source.outline)
    check_text(path, sheets)
    report = sheets_to_report(sheets, said, _drawing(path, sheets, assets))
    blocks = mark_unread(report.blocks, assets) if assets else report.blocks
    return replace(report, blocks=blocks, doubts=doubts)


def _drawing(
    path: Path, sheets: Sequence[Sheet], assets: Path | None
) -> Callable[[Sequence[FoundFigure]], dict[int, str]]:
    """What writes the pictures of figures and names their files."""
    from generator.reader.figures.images import write_images

    turned = {sheet.number: sheet.rotation for sheet in sheets if sheet.rotation}

    def draw(figures: Sequence[FoundFigure]) -> dict[int, str]:
        return write_images(path, figures, assets, turned) if assets else {}

    return draw


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()
