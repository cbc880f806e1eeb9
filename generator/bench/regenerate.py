"""What a build costs after an edit, as a ratio to one plain layout of the same report by WeasyPrint.

Large invented reports are built as a person would build them, each build a process of its own: from nothing, with
nothing changed, after one term that stands on three pages of ten, after one sentence, after one rule of the
style. All take turns, and the best of the rounds counts, as other work on the machine only makes a round slower.
Memory is the peak of the sum over all processes of a build, where the system tells it (Linux).
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
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
from generator.settings import ROOT, Settings, load_settings

ROUNDS = 3
_PAGES_OF_A_CHAPTER = 3.3
_SHARE = 0.3
_BE_A_SUBREAPER = 36
_LOOK = 0.2  # seconds between two looks at the memory, which cost time of their own


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock and of all processors, and the peak memory in MB."""

    seconds: float
    processor: float
    megabytes: float


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

    _run(_build_command(subject))
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

    report, build = subject.report, _build_command(subject)
    plain = [sys.executable, "-P", "-m", "generator.bench.regenerate", f"{report.folder}.json"]
    found = [("plain layout", _run(plain))]
    write_term(report, TERM_EN)
    shutil.rmtree(subject.out)
    found.append(("from nothing", _run(build)))
    found.append(("nothing changed", _run(build)))
    steps: tuple[tuple[str, Callable[[], Any]], ...] = (
        ("one term", lambda: write_term(report, TERM_NEW)),
        ("one sentence", lambda: edit_sentence(report, f"as amended {turn}")),
        ("one CSS rule", lambda: report.style.write_text(f"h3 {{ letter-spacing: 0.0{turn + 1}em }}\n")),
    )
    for name, edit in steps:
        edit()
        found.append((name, _run(build)))
    found.append(("one term, page alone", _preview(subject)))
    return found


def _build_command(subject: Subject) -> list[str]:
    folder, out = str(subject.report.folder), str(subject.out)
    return [sys.executable, "-P", "-m", "generator", "build", folder, "--out", out, "--quiet"]


def _run(command: Sequence[str]) -> Cost:
    """One process with all that it starts."""
    _adopt()
    before, start = os.times(), time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own program
        command,
        env={**_own_environment(), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, _megabytes(process.pid))
        time.sleep(_LOOK)
    seconds = time.perf_counter() - start
    _reap()
    after = os.times()
    if process.returncode:
        said = process.stderr.read().decode() if process.stderr else ""
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {said}")
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(seconds, used, peak)


def _own_environment() -> dict[str, str]:
    """The environment as on a person's machine, where Python keeps what it has compiled."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _adopt() -> None:
    """Have what a build has started come to us when it ends: the system counts the work of a child alone (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_BE_A_SUBREAPER, 1, 0, 0, 0)


def _reap() -> None:
    """Wait for what a build has left to us."""
    with suppress(ChildProcessError):
        while sys.platform == "linux":
            os.waitpid(-1, 0)


def _megabytes(process: int) -> float:
    """The memory of a process and all below it; of what they share, each has its part."""
    above = {}
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            above[int(place.name)] = int((place / "stat").read_text().rpartition(")")[2].split()[1])
    return sum(_own_megabytes(one) for one in above if process in _line_up(one, above))


def _line_up(one: int, above: Mapping[int, int]) -> Iterator[int]:
    while one in above:
        yield one
        one = above[one]


def _own_megabytes(process: int) -> float:
    try:
        rows = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(row.split()[1]) for row in rows if row.startswith("Pss:")) / 1024


def _preview(subject: Subject) -> Cost:
    """What a watch takes from a saved term to the new page: its process has made the page before."""
    from generator.watch.preview import make_preview

    make_preview(subject.settings)
    write_term(subject.report, TERM_EN)
    before, start = time.process_time(), time.perf_counter()
    make_preview(subject.settings)
    return Cost(time.perf_counter() - start, time.process_time() - before, float("nan"))


def _print(subjects: Sequence[Subject], best: dict[tuple[int, str], Cost]) -> None:
    print(f"{'pages':>5}  {'build':22}{'seconds':>9}{'ratio':>7}{'CPU s':>8}{'ratio':>7}{'MB':>7}")
    for subject in subjects:
        plain = best[subject.pages, "plain layout"]
        for (pages, name), cost in best.items():
            if pages == subject.pages:
                ratios = cost.seconds / plain.seconds, cost.processor / plain.processor
                print(
                    f"{pages:5}  {name:22}{cost.seconds:9.2f}{ratios[0]:7.2f}"
                    f"{cost.processor:8.2f}{ratios[1]:7.2f}{cost.megabytes:7.0f}"
                )


def plain_layout(given: Path) -> None:
    """WeasyPrint alone on the HTML of a report: one layout, no tags, nothing kept."""
    from generator.exporters.pdf import shut_out_system_fonts

    shut_out_system_fonts()
    from generator.exporters.pages import KnownFiles, typesetter

    content = json.loads(given.read_bytes())
    files = {address: Path(path) for address, path in content["files"].items()}
    typesetter.HTML(string=content["html"], url_fetcher=KnownFiles(files)).write_pdf()


if __name__ == "__main__":
    plain_layout(Path(sys.argv[1]))
