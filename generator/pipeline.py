"""The order of the steps, what is built from what, and nothing else."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from generator.changes import Change, find_changes
from generator.checks import CHECKS, check_bitext
from generator.desk import examine, write_certificate, write_desk, write_records
from generator.draft import draft_sentences
from generator.editions import make_editions
from generator.engines import open_engine
from generator.followup import LOCK, follow_glossary
from generator.inputs import inputs_key, tree_hash, with_lock
from generator.model import Bitext, Finding, Report
from generator.reader import content_to_report, read_report, report_to_content
from generator.reader.corrections import apply_corrections, entries_to_corrections
from generator.reader.docx import read_docx
from generator.records import Record, bitext_to_record
from generator.settings import Settings
from generator.shelf import Shelf, context_of, load_shelf, make_bitext
from generator.store import Kept, Stage, load_yaml, open_stage, replace_file, sha256, to_json

Say = Callable[[str, str], None]
Progress = Callable[[int, int], None]

_TERM_CHECKS = ("terms-used", "forbidden-term")


@dataclass(frozen=True, slots=True)
class Build:
    """What a build left: the record of build.json and the files. ``fresh`` is False when nothing had to be done."""

    record: Record
    files: tuple[Path, ...]
    fresh: bool


def build(settings: Settings, *, say: Say, progress: Progress | None = None) -> Build:
    """Build every edition of a report into its output folder; on a fault the earlier files stay as they were."""
    inputs = inputs_key(settings)
    earlier = _earlier_build(settings.out, with_lock(inputs, load_lock(settings)))
    if earlier is not None:
        say("Nothing has changed since the last build", "自上次生成以来没有变化")
        return earlier
    clock = Clock()
    with open_stage(settings.out) as stage:
        say("Reading", "读取")
        with clock("read"):
            report, corrected = _read(settings, stage, progress)
        say("Translating", "翻译")
        with clock("translate"):
            shelf = load_shelf(settings, report)
            bitext = make_bitext(report, shelf)
            if settings.engine:
                bitext = _with_drafts(bitext, settings.engine, shelf, stage, say)
            followed = follow_glossary(bitext, load_lock(settings), shelf.glossary)
            bitext = followed.bitext
        say("Setting the editions", "排版")
        with clock("export"):
            shown = make_editions(stage, settings, bitext)
        say("Checking", "核对")
        with clock("check"):
            more = [*report.doubts, *corrected, *followed.findings, *shown]
            settled, ledger = examine(settings, bitext, context_of(shelf), more)
        changes = _changes(stage, bitext)
        write_desk(stage, settings, bitext, settled, ledger, changes)
        write_certificate(stage, settings, bitext, context_of(shelf), settled, ledger)
        write_records(
            stage, settings, with_lock(inputs, followed.lock), bitext, settled.standing, clock.seconds
        )
    replace_file(lock_path(settings), to_json(followed.lock))
    record = json.loads((settings.out / "build.json").read_bytes())
    return Build(record, _files(settings.out, record), fresh=True)


def load_bitext(settings: Settings, *, progress: Progress | None = None) -> tuple[Bitext, Shelf]:
    """A report with its English as the next build would have it, and what it was looked up in. Nothing is written."""
    bitext, shelf, _ = _look_ahead(settings, progress)
    return bitext, shelf


def check_report(settings: Settings, *, progress: Progress | None = None) -> tuple[Finding, ...]:
    """The findings on a report, but for those on the pages of its editions, which are not made."""
    bitext, shelf, more = _look_ahead(settings, progress)
    return examine(settings, bitext, context_of(shelf), more)[0].standing


@dataclass(frozen=True, slots=True)
class Plan:
    """What the next build would change, and what it would say of terms that the last build did not."""

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]


def plan_changes(settings: Settings, *, progress: Progress | None = None) -> Plan:
    """What the next build would do against the last one. Nothing is written."""
    bitext, shelf, more = _look_ahead(settings, progress)
    changes = find_changes(_load_record(settings.out / "bitext.json"), bitext_to_record(bitext))
    checks = [check for check in CHECKS if check.id in _TERM_CHECKS]
    found = (*more, *check_bitext(bitext, context_of(shelf), checks))
    said = {
        (row["check"], row["sentence"], row["message"])
        for row in (_load_record(settings.out / "findings.json") or {"findings": ()})["findings"]
    }
    return Plan(changes, tuple(one for one in found if (one.check, one.sentence, one.message) not in said))


def _load_record(path: Path) -> Record | None:
    return json.loads(path.read_bytes()) if path.is_file() else None


def _look_ahead(settings: Settings, progress: Progress | None) -> tuple[Bitext, Shelf, tuple[Finding, ...]]:
    """The bitext of the next build, its shelf, and what reading and following the glossary found."""
    report, corrected = correct(settings, read_source(settings.source, progress=progress))
    shelf = load_shelf(settings, report)
    followed = follow_glossary(make_bitext(report, shelf), load_lock(settings), shelf.glossary)
    return followed.bitext, shelf, (*report.doubts, *corrected, *followed.findings)


def read_source(path: Path, *, assets: Path | None = None, progress: Progress | None = None) -> Report:
    """The report in a PDF or a Word file, as its own room reads it."""
    read = read_docx if path.suffix.lower() == ".docx" else read_report
    return read(path, assets=assets, progress=progress)


def correct(settings: Settings, report: Report) -> tuple[Report, tuple[Finding, ...]]:
    """The report with a person's corrections, and a finding for each that no longer applies."""
    path = settings.folder / "corrections.yaml"
    if not path.is_file():
        return report, ()
    entries, lines = load_yaml(path)
    return apply_corrections(report, entries_to_corrections(entries, lines, path.name))


def _read(settings: Settings, stage: Stage, progress: Progress | None) -> tuple[Report, tuple[Finding, ...]]:
    """The report as an earlier build read the same file, or read now; a person's corrections come on top."""
    kept = Kept(stage.folder)
    key = _reading_key(settings.source)
    record = kept.get("read", key)
    if record is not None and stage.take_earlier("assets"):
        return correct(settings, content_to_report(json.loads(record)))
    report = read_source(settings.source, assets=stage.assets, progress=progress)
    kept.put("read", key, to_json(report_to_content(report)))
    kept.forget_unused("read")
    return correct(settings, report)


def _reading_key(source: Path) -> str:
    """A hash over a source and the program that reads it; a file that is not there has none and is read to say so."""
    content = sha256(source) if source.is_file() else ""
    return hashlib.sha256(
        f"{content} {tree_hash('generator/reader', 'generator/model.py')}".encode()
    ).hexdigest()


def lock_path(settings: Settings) -> Path:
    """Where the lock of the terms lies: in a report's own folder, for a lone PDF beside its editions."""
    own = (settings.folder / "report.yaml").is_file()
    return (settings.folder if own else settings.out) / LOCK


def load_lock(settings: Settings) -> Record | None:
    """The lock of the terms, or None where there is none that can be read: then today's glossary is the first."""
    try:
        lock: Record = json.loads(lock_path(settings).read_bytes())
    except (OSError, ValueError):
        return None
    return lock


def _with_drafts(bitext: Bitext, name: str, shelf: Shelf, stage: Stage, say: Say) -> Bitext:
    """The bitext with an engine's drafts of what has no English; what was sent is written to egress.json."""
    awaiting = [sentence for sentence in bitext.sentences if bitext.translation_of(sentence).target is None]
    engine = open_engine(name)
    say(f"Sending {len(awaiting)} sentences to {engine.host}", f"正将 {len(awaiting)} 句发送至 {engine.host}")
    kept = Kept(stage.folder)
    drafts = draft_sentences(
        awaiting,
        engine,
        shelf.glossary,
        shelf.style,
        recall=lambda key: (kept.get("draft", key) or b"").decode() or None,
        keep=lambda key, answer: kept.put("draft", key, answer.encode()),
    )
    translations = {**bitext.translations, **{draft.sentence: draft for draft in drafts}}
    stage.write(
        "egress.json", to_json({"schema": 1, "engine": name, "sent": [asdict(sent) for sent in engine.sent]})
    )
    return replace(bitext, translations=translations)


def _changes(stage: Stage, bitext: Bitext) -> tuple[Change, ...]:
    before = stage.earlier("bitext.json")
    return find_changes(json.loads(before) if before else None, bitext_to_record(bitext))


def _earlier_build(out: Path, key: str) -> Build | None:
    """The build that is there, when it was made from the same things and its files are as it left them."""
    try:
        record = json.loads((out / "build.json").read_bytes())
        intact = record["key"] == key and all(sha256(out / n) == h for n, h in record["files"].items())
    except (OSError, ValueError, KeyError):
        return None
    return Build(record, _files(out, record), fresh=False) if intact else None


def _files(out: Path, record: Record) -> tuple[Path, ...]:
    return tuple(out / name for name in [*record["files"], "build.json"])


class Clock:
    """Seconds by step; a build looks at a clock only to say how long it took."""

    def __init__(self) -> None:
        self.seconds: dict[str, Any] = {}

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        """Time what is done inside."""
        start = time.perf_counter()
        yield
        self.seconds[step] = round(time.perf_counter() - start, 2)
