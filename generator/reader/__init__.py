"""PDF → Report. ``read_report`` is the one door; nothing downstream looks at the PDF again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from generator.model import Report
from generator.reader.content import report_to_content
from generator.reader.faults import check_text, open_checked
from generator.reader.report import sheets_to_report
from generator.reader.sheet import Sheet, page_to_sheet
from generator.reader.source import read_pages

__all__ = ["read_report", "report_to_content"]

Progress = Callable[[int, int], None]


def read_report(path: Path, *, assets: Path | None = None, progress: Progress | None = None) -> Report:
    """The report in the PDF at ``path``.

    ``assets`` is the folder into which the pictures of figures are written (None: none are); ``progress`` is
    called with (pages read, pages in all). Raises SourceUnreadable for a file that cannot be used.
    """
    with open_checked(path) as source:
        sheets: list[Sheet] = []
        for page in read_pages(source):
            sheets.append(page_to_sheet(page))
            if progress:
                progress(len(sheets), source.page_count)
        check_text(path, sheets)
        return sheets_to_report(sheets, path.name, _sha256(path), source.title)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()
