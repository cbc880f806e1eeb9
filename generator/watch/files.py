"""What is watched: the report's own files, its theme, the glossary and the templates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.errors import DuizhaoError
from generator.pipeline.inputs import input_files
from generator.settings import ROOT, Settings

Stamps = dict[str, tuple[int, int]]


def find_stamps(settings: Settings) -> Stamps:
    """Path → when it was last written and how long it is, of every file that a build is made from.

    They are some sixty files: looking at them all takes less than a system's own notices would, and misses none.
    """
    stamps: Stamps = {}
    for path in _watched(settings):
        try:
            stat = path.stat()
        except OSError:  # it went while we looked
            continue
        stamps[str(path)] = (stat.st_mtime_ns, stat.st_size)
    return stamps


def _watched(settings: Settings) -> Iterator[Path]:
    yield settings.folder / "report.yaml"
    try:
        yield from input_files(settings)
    except DuizhaoError:  # last year's report.yaml, in the middle of an edit: the build will say so
        yield from settings.previous.glob("*") if settings.previous else ()
    yield from (path for path in (ROOT / "templates").rglob("*") if path.is_file())
