"""Seconds and peak memory of each stage, as ratios to a floor measured in the same run.

Each measurement is a fresh process, so that its peak memory is its own; floor and stage take turns, and the
best of the rounds counts, as other work on the machine only ever makes a round slower. The floor of reading
is pdfplumber's characters alone on the same file; the floor of rendering is WeasyPrint alone on the same HTML.
"""

from __future__ import annotations

import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.settings import Edition, Settings

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Measure:
    """Seconds of the work itself, imports aside, and the peak memory of its process in MB."""

    seconds: float
    megabytes: float


def measure(settings: Settings) -> int:
    """Print a table of the stages of a build of this report; 0."""
    print(f"{'stage':28}{'seconds':>9}{'MB':>8}{'floor s':>9}{'ratio':>7}")
    reading = _rounds(settings, {"floor": _read_floor, "read": _read})
    _print("read", reading["read"], reading["floor"])
    steps = _rounds(settings, {"translate": _translate, "check": _check})
    for name in ("translate", "check"):
        _print(name, steps[name], None)
    for edition in settings.editions:
        found = _rounds(settings, {"floor": _render_floor, "render": _render}, edition)
        _print(f"render {edition}.pdf", found["render"], found["floor"])
    return 0


def _print(name: str, found: Measure, floor: Measure | None) -> None:
    ratio = f"{floor.seconds:9.2f}{found.seconds / floor.seconds:7.2f}" if floor else ""
    print(f"{name:28}{found.seconds:9.2f}{found.megabytes:8.0f}{ratio}")


def _rounds(settings: Settings, works: dict[str, Callable[..., float]], *more: Any) -> dict[str, Measure]:
    best: dict[str, Measure] = {}
    for _ in range(ROUNDS):
        for name, work in works.items():
            found = _alone(work, settings, *more)
            if name not in best or found.seconds < best[name].seconds:
                best[name] = found
    return best


def _alone(work: Callable[..., float], *arguments: Any) -> Measure:
    """The work in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (work, *arguments))


def _measured(work: Callable[..., float], *arguments: Any) -> Measure:
    seconds = work(*arguments)
    return Measure(seconds, peak_megabytes())


def peak_megabytes() -> float:
    """The most memory that this process has had so far, in MB."""
    try:
        import resource  # not on Windows
    except ImportError:
        return float("nan")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _read_floor(settings: Settings) -> float:
    import pdfplumber

    def characters() -> None:
        with pdfplumber.open(settings.source) as pdf:
            for page in pdf.pages:
                len(page.chars)
                page.close()

    return _timed(characters)


def _read(settings: Settings) -> float:
    from generator.reader import read_report

    return _timed(lambda: read_report(settings.source))


def _translate(settings: Settings) -> float:
    from generator.reader import read_report
    from generator.shelf import load_shelf, make_bitext

    report = read_report(settings.source)
    shelf = load_shelf(settings, report)
    return _timed(lambda: make_bitext(report, shelf))


def _check(settings: Settings) -> float:
    from generator.checks import check_bitext
    from generator.pipeline import load_bitext
    from generator.shelf import context_of

    bitext, shelf = load_bitext(settings)
    return _timed(lambda: check_bitext(bitext, context_of(shelf)))


def _render(settings: Settings, edition: Edition) -> float:
    from generator.exporters import export_edition

    with tempfile.TemporaryDirectory() as folder:
        bitext, more = _ready(settings, Path(folder))
        return _timed(lambda: export_edition(bitext, edition, "pdf", **more))


def _render_floor(settings: Settings, edition: Edition) -> float:
    """WeasyPrint alone on the same HTML, with the same fonts and pictures, untagged."""
    from generator.exporters.pdf import known_files, view_to_print_html
    from generator.exporters.view import bitext_to_view

    with tempfile.TemporaryDirectory() as folder:
        bitext, more = _ready(settings, Path(folder))
        view = bitext_to_view(bitext, edition, more["settings"], more["assets"])
        html = view_to_print_html(view, more["theme"], more["settings"])
        files = known_files(view, more["theme"])
        return _timed(lambda: _plain_render(html, files))


def _ready(settings: Settings, assets: Path) -> Any:
    """A bitext with its pictures, and WeasyPrint loaded: neither is part of rendering."""
    from generator.exporters.pdf import shut_out_system_fonts

    shut_out_system_fonts()
    import weasyprint  # noqa: F401 - after the fonts are shut out

    from generator.editions import export_choices
    from generator.reader import read_report
    from generator.shelf import load_shelf, make_bitext

    report = read_report(settings.source, assets=assets)
    return make_bitext(report, load_shelf(settings, report)), export_choices(settings, assets)


def _plain_render(html: str, files: dict[str, Path]) -> None:
    from generator.exporters.pages import KnownFiles, typesetter

    typesetter.HTML(string=html, url_fetcher=KnownFiles(files)).write_pdf()
