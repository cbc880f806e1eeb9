"""The order of the steps, what is built from what, and nothing else."""

from __future__ import annotations

import hashlib
import json
import platform
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from generator.certificate import make_certificate
from generator.changes import Change, changes_to_record, find_changes
from generator.checks import CheckContext, check_bitext
from generator.checks.decisions import Settled, load_decisions, settle
from generator.draft import draft_sentences
from generator.engines import open_engine
from generator.exchange import read_pairs
from generator.exporters import (
    EditionSettings,
    Theme,
    export_edition,
    export_embed,
    export_files,
    load_theme,
    pages_key,
)
from generator.exporters.page_check import check_pages
from generator.exporters.pdf import view_to_pages
from generator.exporters.review import certificate_page, certificate_pdf, changes_page, findings_page
from generator.exporters.view import bitext_to_view
from generator.followup import LOCK, follow_glossary
from generator.ledger import Row, bitext_to_ledger, export_ledger
from generator.memory import Memory, Pair
from generator.model import Bitext, Finding, Report
from generator.quantities import Style
from generator.queries import export_queries, findings_to_queries
from generator.reader import content_to_report, read_report, report_to_content
from generator.reader.corrections import apply_corrections, entries_to_corrections
from generator.reader.docx import read_docx
from generator.records import Record, bitext_to_record, count_by_severity, coverage, findings_to_record
from generator.renumber import Renumbering
from generator.sentences import report_to_texts, texts_to_sentences
from generator.settings import ROOT, STYLE_KEYS, Edition, Settings, style_of
from generator.store import Kept, Stage, load_yaml, open_stage, replace_file, sha256, to_json
from generator.terms import Glossary, load_glossary
from generator.translate import Sources, fit_sentences, translate_sentences
from generator.translations import load_translations

Say = Callable[[str, str], None]
Progress = Callable[[int, int], None]
Pages = tuple[bytes, tuple[Finding, ...]]

_PROCESSES = 2
_PERSONS_FILES = ("report.yaml", "translations.yaml", "corrections.yaml", "decisions.yaml")


@dataclass(frozen=True, slots=True)
class Build:
    """What a build left: the record of build.json and the files. ``fresh`` is False when nothing had to be done."""

    record: Record
    files: tuple[Path, ...]
    fresh: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the English is looked up in."""

    glossary: Glossary
    memory: Memory
    person: Memory
    style: Style


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
            shown = _export(stage, settings, bitext)
        say("Checking", "核对")
        with clock("check"):
            more = [*report.doubts, *corrected, *followed.findings, *shown]
            settled, ledger = examine(settings, bitext, context_of(shelf), more)
        changes = _changes(stage, bitext)
        _write_desk(stage, settings, bitext, settled, ledger, changes)
        _write_certificate(stage, settings, bitext, context_of(shelf), settled, ledger)
        _write_records(stage, settings, with_lock(inputs, followed.lock), bitext, settled.standing, clock)
    replace_file(lock_path(settings), to_json(followed.lock))
    record = json.loads((settings.out / "build.json").read_bytes())
    return Build(record, _files(settings.out, record), fresh=True)


def load_bitext(settings: Settings, *, progress: Progress | None = None) -> tuple[Bitext, Shelf]:
    """A report with its English as the next build would have it, and what it was looked up in. Nothing is written."""
    report, _ = correct(settings, read_source(settings.source, progress=progress))
    shelf = load_shelf(settings, report)
    return follow_glossary(make_bitext(report, shelf), load_lock(settings), shelf.glossary).bitext, shelf


def check_report(settings: Settings, *, progress: Progress | None = None) -> tuple[Finding, ...]:
    """The findings on a report, without the editions."""
    bitext, shelf = load_bitext(settings, progress=progress)
    return examine(settings, bitext, context_of(shelf))[0].standing


def plan_changes(settings: Settings, *, progress: Progress | None = None) -> tuple[Change, ...]:
    """What the next build would change against the last one."""
    before = settings.out / "bitext.json"
    bitext, _ = load_bitext(settings, progress=progress)
    return find_changes(
        json.loads(before.read_bytes()) if before.is_file() else None, bitext_to_record(bitext)
    )


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


def shipped_glossary(more: Sequence[Path] = ()) -> Glossary:
    """The shipped glossary, with more files on top."""
    return load_glossary([ROOT / "glossary", *more])


def check_context(glossary: Sequence[Path] = ()) -> CheckContext:
    """What a bilingual file is checked against."""
    return CheckContext(shipped_glossary(glossary))


def context_of(shelf: Shelf) -> CheckContext:
    """What a report is checked against."""
    return CheckContext(shelf.glossary, shelf.style)


def load_shelf(settings: Settings, report: Report) -> Shelf:
    """Glossary, memory and a person's English for a report; the company's profile is found by its name."""
    profile = find_profile(report.company, settings.profile)
    pairs: list[Pair] = [pair for path in settings.memory for pair in read_pairs(path)]
    return Shelf(
        glossary=shipped_glossary([*([profile] if profile else []), *settings.glossary]),
        memory=Memory(pairs),
        person=Memory(load_translations(settings.folder / "translations.yaml")),
        style=settings.style or _profile_style(profile) or Style(),
    )


def find_profile(company: str, named: str | None = None) -> Path | None:
    """The company profile of this name, or the one whose company or whose entries name the company."""
    for path in sorted((ROOT / "glossary" / "companies").glob("*.yaml")):
        if path.stem == named or (named is None and company and _names(path, company)):
            return path
    return None


def _names(profile: Path, company: str) -> bool:
    content = load_yaml(profile)[0] or {}
    short = content.get("profile", {}).get("company")
    return bool(short and short in company) or any(
        term.get("zh") == company for term in content.get("terms", ())
    )


def _profile_style(profile: Path | None) -> Style | None:
    content = (load_yaml(profile)[0] if profile else None) or {}
    chosen = {key: value for key, value in content.get("profile", {}).items() if key in STYLE_KEYS}
    return style_of(chosen) if chosen else None


def make_bitext(report: Report, shelf: Shelf) -> Bitext:
    """The sentences of a report with the English that the shelf has for them."""
    texts = report_to_texts(report)
    sentences = fit_sentences(texts_to_sentences(texts), (shelf.person, shelf.memory))
    renumbering = Renumbering([*shelf.person.pairs, *shelf.memory.pairs], shelf.style)
    sources = Sources(shelf.person, shelf.memory, shelf.glossary, shelf.style, renumbering)
    translations = {found.sentence: found for found in translate_sentences(sentences, sources)}
    return Bitext(report, texts, sentences, translations)


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


def edition_settings(settings: Settings) -> EditionSettings:
    """What the exporters need to know of the settings."""
    return replace(
        EditionSettings(),
        layout=settings.layout,
        hant=settings.traditional,
        title=settings.title_en,
        company=settings.company_en,
        year=settings.year,
        stock_code=settings.stock_code,
    )


def theme_of(settings: Settings) -> Theme:
    """The theme of a report: one of its own folder, or a shipped one."""
    own = settings.folder / settings.theme
    return load_theme(own if own.is_dir() else ROOT / "templates" / settings.theme)


def export_choices(settings: Settings, assets: Path) -> dict[str, Any]:
    """What every exporter is told beside the bitext and the edition."""
    return {"theme": theme_of(settings), "settings": edition_settings(settings), "assets": assets}


def _export(stage: Stage, settings: Settings, bitext: Bitext) -> tuple[Finding, ...]:
    """Every edition, each PDF in a process of its own; what the finished pages show is found on the way.

    A PDF whose pages would be the same is taken as it was, with what was found on it.
    """
    more = export_choices(settings, stage.assets)
    kept = Kept(stage.folder)
    keys = {edition: pages_key(bitext, edition, **more) for edition in settings.editions}
    known = {edition: _kept_pages(kept, key) for edition, key in keys.items()}
    made = {edition: pages for edition, pages in known.items() if pages is not None}
    with ProcessPoolExecutor(_PROCESSES, mp_context=get_context("spawn")) as pool:
        rendering = {
            edition: pool.submit(_make_pages, bitext, edition, more)
            for edition in settings.editions
            if edition not in made
        }
        _export_html(stage, settings, bitext, more)
        for edition, future in rendering.items():
            made[edition] = future.result()
            _keep_pages(kept, keys[edition], made[edition])
    kept.forget_unused("pdf")
    kept.forget_unused("page-findings")
    for edition in settings.editions:
        stage.write(f"{settings.name}.{edition}.pdf", made[edition][0])
    return tuple(finding for edition in settings.editions for finding in made[edition][1])


def _export_html(stage: Stage, settings: Settings, bitext: Bitext, more: dict[str, Any]) -> None:
    """The pages for the screen with the files beside them, and the embed of the first edition."""
    for edition in settings.editions:
        page = f"{settings.name}.{edition}.html"
        stage.write(page, export_edition(bitext, edition, "html", **more))
        beside = export_files(bitext, edition, **more)
        if edition == settings.editions[0]:
            embed = export_embed(bitext, edition, page=page, **more)
            beside |= {f"embed/{name}": content for name, content in embed.items()}
        for name, content in beside.items():
            stage.write(name, content)


def _make_pages(bitext: Bitext, edition: Edition, more: dict[str, Any]) -> Pages:
    """The PDF of an edition, and what is wrong on its finished pages; ``page`` of a finding is the source's or None."""
    view = bitext_to_view(bitext, edition, more["settings"], more["assets"])
    pages = view_to_pages(view, more["theme"], more["settings"])
    shown = (_of_edition(finding, edition) for finding in check_pages(pages.data, view))
    return pages.data, (*shown, *(_complaint(said, edition) for said in pages.complaints))


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


def _kept_pages(kept: Kept, key: str) -> Pages | None:
    content, found = kept.get("pdf", key), kept.get("page-findings", key)
    if content is None or found is None:
        return None
    return content, tuple(Finding(**row) for row in json.loads(found))


def _keep_pages(kept: Kept, key: str, pages: Pages) -> None:
    kept.put("pdf", key, pages[0])
    kept.put("page-findings", key, to_json([asdict(finding) for finding in pages[1]]))


def examine(
    settings: Settings, bitext: Bitext, context: CheckContext, more: Sequence[Finding] = ()
) -> tuple[Settled, tuple[Row, ...]]:
    """The findings on a report, parted by a person's decisions, and the ledger of its numbers."""
    sentences = {
        sentence.id: (sentence.source, bitext.translation_of(sentence).target or "")
        for sentence in bitext.sentences
    }
    decisions = load_decisions(settings.folder / "decisions.yaml")
    settled = settle((*more, *check_bitext(bitext, context)), decisions, sentences)
    return settled, bitext_to_ledger(bitext, context, [finding for finding, _ in settled.accepted])


def _changes(stage: Stage, bitext: Bitext) -> tuple[Change, ...]:
    before = stage.earlier("bitext.json")
    return find_changes(json.loads(before) if before else None, bitext_to_record(bitext))


def _write_desk(
    stage: Stage,
    settings: Settings,
    bitext: Bitext,
    settled: Settled,
    ledger: Sequence[Row],
    changes: tuple[Change, ...],
) -> None:
    """The pages and the workbook that the team works from."""
    accepted = [(finding, f"{made.reason} – {made.by}, {made.decided}") for finding, made in settled.accepted]
    page = findings_page(
        bitext,
        settled.standing,
        name=settings.name,
        coverage=coverage(bitext),
        ledger=ledger,
        accepted=accepted,
    )
    stage.write("findings.html", page)
    stage.write("changes.html", changes_page(changes, name=settings.name))
    stage.write("changes.json", to_json(changes_to_record(changes)))
    stage.write("numbers.xlsx", export_ledger(ledger))
    stage.write("queries.xlsx", export_queries(findings_to_queries(settled.standing, bitext)))


def _write_certificate(
    stage: Stage,
    settings: Settings,
    bitext: Bitext,
    context: CheckContext,
    settled: Settled,
    ledger: Sequence[Row],
) -> None:
    own = {path.name: sha256(path) for path in input_files(settings) if ROOT / "glossary" not in path.parents}
    editions = {
        path.name: sha256(path) for path in stage.files() if path.name.startswith(f"{settings.name}.")
    }
    files = own | {"glossary/": tree_hash("glossary")} | editions
    accepted = [finding for finding, _ in settled.accepted]
    made = make_certificate(settings.name, bitext, context, ledger, settled.standing, accepted, files)
    stage.write("certificate.json", to_json(made))
    stage.write("certificate.html", certificate_page(made))
    stage.write("certificate.pdf", certificate_pdf(made, theme_of(settings)))


def _write_records(
    stage: Stage, settings: Settings, key: str, bitext: Bitext, findings: Sequence[Finding], clock: Clock
) -> None:
    stage.write("content.json", to_json(report_to_content(bitext.report)))
    stage.write("bitext.json", to_json(bitext_to_record(bitext)))
    stage.write("findings.json", to_json(findings_to_record(findings)))
    stage.write("build.json", to_json(_build_record(stage, settings, key, bitext, findings, clock)))


def _build_record(
    stage: Stage, settings: Settings, key: str, bitext: Bitext, findings: Sequence[Finding], clock: Clock
) -> Record:
    return {
        "schema": 1,
        "name": settings.name,
        "key": key,
        "source": {"file": settings.source.name, "sha256": bitext.report.source_sha256},
        "inputs": {path.name: sha256(path) for path in input_files(settings)},
        "versions": {name: version(name) for name in ("weasyprint", "pdfplumber", "jinja2", "opencc")}
        | {"python": platform.python_version()},
        "editions": list(settings.editions),
        "coverage": coverage(bitext),
        "findings": count_by_severity(findings),
        "timings": clock.seconds,
        "files": {str(path.relative_to(stage.path)): sha256(path) for path in stage.files()},
    }


def input_files(settings: Settings) -> tuple[Path, ...]:
    """Every file that a build of this report reads, the program's own apart."""
    own = [settings.folder / name for name in _PERSONS_FILES]
    glossary = sorted((ROOT / "glossary").rglob("*.yaml"))
    listed = [settings.source, *own, *settings.memory, *settings.glossary, *glossary]
    return tuple(path for path in listed if path.is_file())


def inputs_key(settings: Settings) -> str:
    """One hash over all that a build is made from: files, settings, program and templates."""
    digest = hashlib.sha256(repr(sorted(asdict(settings).items())).encode())
    for path in input_files(settings):
        digest.update(path.name.encode() + bytes.fromhex(sha256(path)))
    digest.update(tree_hash("generator", "templates", "requirements.lock").encode())
    return digest.hexdigest()


def tree_hash(*names: str) -> str:
    """One hash over the program files of these folders and files of the project."""
    digest = hashlib.sha256()
    for name in names:
        for path in sorted([ROOT / name, *(ROOT / name).rglob("*")]):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def with_lock(inputs: str, lock: Mapping[str, Any] | None) -> str:
    """The key of a build: its inputs, and the lock of the terms that it leaves for the next one."""
    return hashlib.sha256(inputs.encode() + to_json(lock)).hexdigest()


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


def with_overrides(settings: Settings, **given: Any) -> Settings:
    """The settings with what the command line gave in the place of what report.yaml says."""
    return replace(settings, **{key: value for key, value in given.items() if value})
