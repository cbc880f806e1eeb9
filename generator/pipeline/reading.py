"""The report as it was read: kept by what it was read from, with a person's corrections on top."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from generator.model import Finding, Report
from generator.pipeline.inputs import tree_hash
from generator.settings import Settings
from generator.store import Kept, Stage, load_yaml, sha256, to_json

Progress = Callable[[int, int], None]
Read = tuple[Report, tuple[Finding, ...]]


def read_kept(settings: Settings, stage: Stage, progress: Progress | None) -> tuple[Read, bool]:
    """The corrected report, read now or as an earlier build read the same file; and whether it was read now."""
    from generator.reader import content_to_report, report_to_content

    kept = Kept(stage.folder)
    key = reading_key(settings.source)
    record = kept.get("read", key)
    # The logo is the theme's, which may have another one by now.
    if record is not None and stage.take_earlier("assets", without="logo.*"):
        return correct(settings, content_to_report(json.loads(record))), False
    report = read_source(settings.source, assets=stage.assets, progress=progress)
    kept.put("read", key, to_json(report_to_content(report)))
    kept.forget_unused("read")
    return correct(settings, report), True


def look_at_source(settings: Settings, progress: Progress | None) -> Read:
    """The corrected report without a build: nothing is written, what an earlier build kept is used."""
    from generator.reader import content_to_report

    record = Kept(settings.out).get("read", reading_key(settings.source))
    if record is not None:
        return correct(settings, content_to_report(json.loads(record)))
    return correct(settings, read_source(settings.source, progress=progress))


def read_source(path: Path, *, assets: Path | None = None, progress: Progress | None = None) -> Report:
    """The report in a PDF or a Word file, as its own room reads it."""
    if path.suffix.lower() == ".docx":
        from generator.reader.word.document import read_docx

        return read_docx(path, assets=assets, progress=progress)
    from generator.reader import read_report

    return read_report(path, assets=assets, progress=progress)


def correct(settings: Settings, report: Report) -> Read:
    """The report with a person's corrections, and a finding for each that no longer applies."""
    path = settings.folder / "corrections.yaml"
    if not path.is_file():
        return report, ()
    from generator.reader.corrections import apply_corrections, entries_to_corrections

    entries, lines = load_yaml(path)
    return apply_corrections(report, entries_to_corrections(entries, lines, path.name))


def reading_key(source: Path) -> str:
    """A hash over a source and the program that reads it; a file that is not there has none and is read to say so."""
    content = sha256(source) if source.is_file() else ""
    program = tree_hash("generator/reader", "generator/model.py")
    return hashlib.sha256(f"{content} {program}".encode()).hexdigest()
