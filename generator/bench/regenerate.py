"""What a build costs after an edit, as a ratio to one plain layout of the same report by WeasyPrint.

Large invented reports are built as a person would build them, each build a process of its own: from nothing, with
nothing changed, after one term that stands on three pages of ten, after one sentence, after one rule of the
style. For each edit the PDF is also made alone, with what the build before kept. All take turns, and the best of the
rounds counts, as other work on the machine only makes a round slower.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.bench.large_report import (
    TERM_EN,
    TERM_NEW,
    Large,
    edit_sentence,
    make_large_report,
    sample_report,
    write_term,
)
from generator.bench.processes import Cost, run_module
from generator.settings import Settings, load_settings

ROUNDS = 3
_PAGES_OF_A_CHAPTER = 3.3
_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Subject:
    """A large report, where it is built, and how many pages it has."""

    report: Large
    out: Path
    pages: int

    @property
    def settings(self) -> Settings:
        """The settings as the files are now."""
        return replace(load_settings(self.report.folder), out=self.out)


def measure_regenerating(sizes: Sequence[int]) -> int:
    """Print a table of builds of reports of about so many pages; 0."""
    with tempfile.TemporaryDirectory() as place:
        assets = Path(place) / "assets"
        sample = sample_report(assets)
        subjects = []
        for size in sizes:
            chapters = max(round(size / _PAGES_OF_A_CHAPTER), 1)
            folder = Path(place) / f"report-{size}"
            report = make_large_report(folder, sample, assets, chapters, max(round(chapters * _SHARE), 1))
            subjects.append(_prepare(Subject(report, Path(place) / f"out-{size}", 0)))
        best: dict[tuple[int, str], Cost] = {}
        for turn in range(ROUNDS):
            for subject in subjects:
                for name, cost in _take_turn(subject, turn):
                    known = best.get((subject.pages, name))
                    if known is None or cost.seconds < known.seconds:
                        best[subject.pages, name] = cost
    _print(subjects, best)
    return 0


def _prepare(subject: Subject) -> Subject:
    """Build once, to know the pages, and write down what the plain layout is given."""
    from generator.exporters.pdf import known_files, view_to_print_html
    from generator.exporters.view import bitext_to_view
    from generator.pipeline.editions import edition_settings, theme_of
    from generator.pipeline.order import load_bitext

    _build(subject)
    settings = subject.settings
    view = bitext_to_view(
        load_bitext(settings)[0], "en-zh", edition_settings(settings), subject.out / "assets"
    )
    theme = theme_of(settings)
    files = {address: str(path) for address, path in known_files(view, theme).items()}
    given = {"html": view_to_print_html(view, theme, edition_settings(settings)), "files": files}
    (subject.report.folder.parent / f"{subject.report.folder.name}.json").write_text(json.dumps(given))
    return replace(subject, pages=_count_pages(subject.out / "large.en-zh.pdf"))


def _count_pages(path: Path) -> int:
    import pikepdf

    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def _take_turn(subject: Subject, turn: int) -> list[tuple[str, Cost]]:
    import shutil

    report = subject.report
    found = [("plain layout", run_module("generator.bench.alone", "plain", f"{report.folder}.json"))]
    write_term(report, TERM_EN)
    found.append(("from nothing, PDF alone", _pdf_alone(subject, "without")))
    shutil.rmtree(subject.out)
    found.append(("from nothing", _build(subject)))
    found.append(("nothing changed", _build(subject)))
    steps: tuple[tuple[str, Callable[[], Any]], ...] = (
        ("one term", lambda: write_term(report, TERM_NEW)),
        ("one sentence", lambda: edit_sentence(report, f"as amended {turn}")),
        ("one CSS rule", lambda: report.style.write_text(f"h3 {{ letter-spacing: 0.0{turn + 1}em }}\n")),
    )
    for name, edit in steps:
        edit()
        found.append((f"{name}, PDF alone", _pdf_alone(subject, "with")))
        found.append((name, _build(subject)))
    found.append(("one term, page alone", _preview(subject)))
    return found


def _build(subject: Subject) -> Cost:
    folder, out = str(subject.report.folder), str(subject.out)
    return run_module("generator", "build", folder, "--out", out, "--quiet")


def _pdf_alone(subject: Subject, kept: str) -> Cost:
    """What the press takes of a build; the memory is that of its process with all that comes before."""
    folder, out = str(subject.report.folder), str(subject.out)
    cost = run_module("generator.bench.alone", "pdfs", folder, out, kept)
    seconds, before = json.loads(cost.printed)
    return replace(cost, seconds=seconds, processor=cost.processor - before)


def _preview(subject: Subject) -> Cost:
    """What a watch takes from a saved term to the new page: its process has made the page before."""
    from generator.watch.preview import make_preview

    make_preview(subject.settings)
    write_term(subject.report, TERM_EN)
    before, start = time.process_time(), time.perf_counter()
    make_preview(subject.settings)
    return Cost(time.perf_counter() - start, time.process_time() - before, float("nan"))


def _print(subjects: Sequence[Subject], best: dict[tuple[int, str], Cost]) -> None:
    print(f"{'pages':>5}  {'build':24}{'seconds':>9}{'ratio':>7}{'CPU s':>8}{'ratio':>7}{'MB':>7}")
    for subject in subjects:
        plain = best[subject.pages, "plain layout"]
        for (pages, name), cost in best.items():
            if pages == subject.pages:
                ratios = cost.seconds / plain.seconds, cost.processor / plain.processor
                print(
                    f"{pages:5}  {name:24}{cost.seconds:9.2f}{ratios[0]:7.2f}"
                    f"{cost.processor:8.2f}{ratios[1]:7.2f}{cost.megabytes:7.0f}"
                )
