"""Seconds and peak memory of each stage, as ratios to a floor measured in the same run.

Each measurement is a fresh process, so that its peak memory is its own; floor and stage take turns, and the
best of the rounds counts, as other work on the machine only ever makes a round slower. The floor of reading
is pdfplumber's characters alone on the same file; the floor of rendering is WeasyPrint alone on the same HTML.
Where Chromium is installed its print of that HTML is timed too, the browser's start included.
"""

from __future__ import annotations

import io
import multiprocessing
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.settings import Edition, Settings

ROUNDS = 3
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_PRINT = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-pdf-header-footer",
)
Done = tuple[float, bytes]


@dataclass(frozen=True, slots=True)
class Measure:
    """Seconds of the work itself, imports aside, the peak memory of its process in MB; a PDF's pages and bytes."""

    seconds: float
    megabytes: float
    pages: int = 0
    size: int = 0


def measure(settings: Settings) -> int:
    """Print a table of the stages of a build of this report; 0."""
    print(f"{'stage':24}{'seconds':>9}{'MB':>7}{'floor s':>9}{'ratio':>7}{'chromium':>10}{'ratio':>7}"
          f"{'pages':>7}{'KB':>7}{'KB/page':>9}")  # fmt: skip
    reading = _rounds(settings, {"floor": _read_floor, "read": _read})
    _print("read", reading["read"], reading["floor"])
    steps = _rounds(settings, {"translate": _translate, "check": _check})
    for name in ("translate", "check"):
        _print(name, steps[name])
    works = {"floor": _render_floor, "render": _render}
    if _browser():
        works["chromium"] = _render_chromium
    for edition in settings.editions:
        found = _rounds(settings, works, edition)
        _print(f"render {edition}.pdf", found["render"], found["floor"], found.get("chromium"))
    return 0


def _print(name: str, found: Measure, floor: Measure | None = None, browser: Measure | None = None) -> None:
    line = f"{name:24}{found.seconds:9.2f}{found.megabytes:7.0f}"
    line += f"{floor.seconds:9.2f}{found.seconds / floor.seconds:7.2f}" if floor else " " * 16
    line += f"{browser.seconds:10.2f}{found.seconds / browser.seconds:7.2f}" if browser else " " * 17
    if found.pages:
        line += f"{found.pages:7}{found.size / 1024:7.0f}{found.size / 1024 / found.pages:9.1f}"
    print(line.rstrip())


def _rounds(settings: Settings, works: dict[str, Callable[..., Done]], *more: Any) -> dict[str, Measure]:
    best: dict[str, Measure] = {}
    for _ in range(ROUNDS):
        for name, work in works.items():
            found = _alone(work, settings, *more)
            if name not in best or found.seconds < best[name].seconds:
                best[name] = found
    return best


def _alone(work: Callable[..., Done], *arguments: Any) -> Measure:
    """The work in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (work, *arguments))


def _measured(work: Callable[..., Done], *arguments: Any) -> Measure:
    seconds, data = work(*arguments)
    megabytes = peak_megabytes()
    return Measure(seconds, megabytes, _count_pages(data), len(data))


def _count_pages(data: bytes) -> int:
    import pikepdf

    if not data:
        return 0
    with pikepdf.open(io.BytesIO(data)) as document:
        return len(document.pages)


def peak_megabytes() -> float:
    """The most memory that this process has had so far, in MB."""
    try:
        import resource  # not on Windows
    except ImportError:
        return float("nan")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def _timed(work: Callable[[], object]) -> Done:
    """Seconds of the work, and the PDF when it makes one."""
    start = time.perf_counter()
    made = work()
    return time.perf_counter() - start, made if isinstance(made, bytes) else b""


def _read_floor(settings: Settings) -> Done:
    import pdfplumber

    def characters() -> None:
        with pdfplumber.open(settings.source) as pdf:
            for page in pdf.pages:
                len(page.chars)
                page.close()

    return _timed(characters)


def _read(settings: Settings) -> Done:
    from generator.reader import faults, pages, read_report, report, scans  # noqa: F401 - to have them loaded
    from generator.reader.figures import lettering  # noqa: F401

    return _timed(lambda: read_report(settings.source))


def _translate(settings: Settings) -> Done:
    from generator.pipeline.shelf import load_shelf, make_bitext
    from generator.reader import read_report

    report = read_report(settings.source)
    shelf = load_shelf(settings, report)
    return _timed(lambda: make_bitext(report, shelf))


def _check(settings: Settings) -> Done:
    from generator.checks import check_bitext
    from generator.pipeline.order import load_bitext
    from generator.pipeline.shelf import context_of

    bitext, shelf = load_bitext(settings)
    return _timed(lambda: check_bitext(bitext, context_of(shelf)))


def _render(settings: Settings, edition: Edition) -> Done:
    from generator.exporters import export_edition

    with tempfile.TemporaryDirectory() as folder:
        bitext, more = _ready(settings, Path(folder))
        return _timed(lambda: export_edition(bitext, edition, "pdf", **more))


def _render_floor(settings: Settings, edition: Edition) -> Done:
    """WeasyPrint alone on the same HTML, with the same fonts and pictures, untagged."""
    with tempfile.TemporaryDirectory() as folder:
        html, files = _print_html(settings, edition, Path(folder))
        return _timed(lambda: _plain_render(html, files))


def _render_chromium(settings: Settings, edition: Edition) -> Done:
    """Chromium's print of the same HTML, with the same fonts and pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        html, files = _print_html(settings, edition, folder)
        for address, path in files.items():
            html = html.replace(address, path.resolve().as_uri())
        (folder / "print.html").write_text(html, encoding="utf-8")
        made = folder / "print.pdf"
        command = [_browser(), *_PRINT, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={made}"]

        def printed() -> bytes:
            address = (folder / "print.html").as_uri()
            subprocess.run([*command, address], check=True, capture_output=True)  # noqa: S603 - ours
            return made.read_bytes()

        return _timed(printed)


def _browser() -> str:
    return next((found for name in _BROWSERS if (found := shutil.which(name))), "")


def _print_html(settings: Settings, edition: Edition, assets: Path) -> tuple[str, dict[str, Path]]:
    """The HTML that is laid out, and the files that it names by their addresses."""
    from generator.exporters.pdf import known_files, view_to_print_html
    from generator.exporters.view import bitext_to_view

    bitext, more = _ready(settings, assets)
    view = bitext_to_view(bitext, edition, more["settings"], more["assets"])
    html = view_to_print_html(view, more["theme"], more["settings"])
    return html, known_files(view, more["theme"])


def _ready(settings: Settings, assets: Path) -> Any:
    """A bitext with its pictures, and WeasyPrint loaded: neither is part of rendering."""
    from generator.exporters.pdf import shut_out_system_fonts

    shut_out_system_fonts()
    import weasyprint  # noqa: F401 - after the fonts are shut out

    from generator.pipeline.editions import export_choices
    from generator.pipeline.shelf import load_shelf, make_bitext
    from generator.reader import read_report

    report = read_report(settings.source, assets=assets)
    return make_bitext(report, load_shelf(settings, report)), export_choices(settings, assets)


def _plain_render(html: str, files: dict[str, Path]) -> bytes:
    from generator.exporters.pages import KnownFiles, typesetter

    return bytes(typesetter.HTML(string=html, url_fetcher=KnownFiles(files)).write_pdf())
