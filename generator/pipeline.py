"""The order of the steps, what is built from what, and nothing else."""

from __future__ import annotations

import hashlib
import platform
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator.checks import CheckContext, check_bitext
from generator.exchange import read_pairs
from generator.exporters import EditionSettings, export_edition, export_findings, load_theme
from generator.memory import Memory, Pair
from generator.model import Bitext, Finding, Report
from generator.quantities import Style
from generator.reader import read_report, report_to_content
from generator.records import Record, bitext_to_record, count_by_severity, coverage, findings_to_record
from generator.sentences import report_to_texts, texts_to_sentences
from generator.settings import ROOT, Settings, style_of
from generator.store import Stage, load_yaml, open_stage, sha256, to_json
from generator.terms import Glossary, load_glossary
from generator.translate import Sources, fit_sentences, translate_sentences
from generator.translations import load_translations

Say = Callable[[str, str], None]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Build:
    """What a build made: the hub, its findings, and the record that stands in build.json."""

    bitext: Bitext
    findings: tuple[Finding, ...]
    record: Record
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a build looks things up in, and the files that it was loaded from."""

    glossary: Glossary
    memory: Memory
    person: Memory
    style: Style
    files: tuple[Path, ...]


def build(settings: Settings, *, say: Say, progress: Progress | None = None) -> Build:
    """Build every edition of a report into its output folder; on a fault the earlier files stay as they were."""
    clock = Clock()
    with open_stage(settings.out) as stage:
        say("Reading", "读取")
        with clock("read"):
            report = read_report(settings.source, assets=stage.assets, progress=progress)
        say("Translating", "翻译")
        with clock("translate"):
            shelf = load_shelf(settings, report)
            bitext = make_bitext(report, shelf)
        say("Checking", "核对")
        with clock("check"):
            findings = check_bitext(bitext, CheckContext(glossary=shelf.glossary, style=shelf.style))
        say("Setting the editions", "排版")
        with clock("export"):
            _export(stage, settings, bitext, findings)
        record = _record(settings, shelf, bitext, findings, clock)
        stage.write("content.json", to_json(report_to_content(report)))
        stage.write("bitext.json", to_json(bitext_to_record(bitext)))
        stage.write("findings.json", to_json(findings_to_record(findings)))
        stage.write("build.json", to_json(record))
        names = sorted(path.relative_to(stage.path) for path in stage.path.rglob("*") if path.is_file())
    return Build(bitext, findings, record, tuple(settings.out / name for name in names))


def load_shelf(settings: Settings, report: Report) -> Shelf:
    """Glossary, memory and a person's English for a report; the company's profile is found by its name."""
    profile = find_profile(report.company, settings.profile)
    glossary_files = [*sorted((ROOT / "glossary").glob("*.yaml")), *([profile] if profile else [])]
    glossary_files += settings.glossary
    own = settings.folder / "translations.yaml"
    pairs: list[Pair] = [pair for path in settings.memory for pair in read_pairs(path)]
    return Shelf(
        glossary=load_glossary(glossary_files),
        memory=Memory(pairs),
        person=Memory(load_translations(own)),
        style=settings.style or _profile_style(profile) or Style(),
        files=(*glossary_files, *settings.memory, *([own] if own.is_file() else [])),
    )


def find_profile(company: str, named: str | None = None) -> Path | None:
    """The company profile of this name, or the one that lists the company among its names."""
    folder = ROOT / "glossary" / "companies"
    for path in sorted(folder.glob("*.yaml")):
        content, _ = load_yaml(path)
        if path.stem == named or (named is None and company and company in (content or {}).get("names", ())):
            return path
    return None


def _profile_style(profile: Path | None) -> Style | None:
    content = load_yaml(profile)[0] if profile else None
    chosen = (content or {}).get("style")
    return style_of(chosen) if chosen else None


def make_bitext(report: Report, shelf: Shelf) -> Bitext:
    """The sentences of a report with the English that the shelf has for them."""
    texts = report_to_texts(report)
    sentences = fit_sentences(texts_to_sentences(texts), (shelf.person, shelf.memory))
    sources = Sources(shelf.person, shelf.memory, shelf.glossary, shelf.style)
    translations = {found.sentence: found for found in translate_sentences(sentences, sources)}
    return Bitext(report, texts, sentences, translations)


def _export(stage: Stage, settings: Settings, bitext: Bitext, findings: Sequence[Finding]) -> None:
    theme = load_theme(ROOT / "templates" / settings.theme)
    choices = EditionSettings(
        layout=settings.layout,
        zh_hant=settings.traditional,
        title_en=settings.title_en,
        company_en=settings.company_en,
        year=settings.year,
        stock_code=settings.stock_code,
    )
    for edition in settings.editions:
        for form in ("html", "pdf"):
            content = export_edition(bitext, edition, form, theme=theme, settings=choices, assets=stage.assets)
            stage.write(f"{settings.name}.{edition}.{form}", content)
    stage.write("findings.html", export_findings(bitext, findings))


def _record(
    settings: Settings, shelf: Shelf, bitext: Bitext, findings: Sequence[Finding], clock: Clock
) -> Record:
    return {
        "schema": 1,
        "name": settings.name,
        "source": {"file": settings.source.name, "sha256": bitext.report.source_sha256},
        "inputs": {path.name: sha256(path) for path in shelf.files},
        "code": code_hash(),
        "versions": {name: version(name) for name in ("weasyprint", "pdfplumber", "jinja2", "opencc")}
        | {"python": platform.python_version()},
        "editions": list(settings.editions),
        "coverage": coverage(bitext),
        "findings": count_by_severity(findings),
        "timings": clock.seconds,
    }


def code_hash() -> str:
    """One hash over the program and its templates."""
    digest = hashlib.sha256()
    for folder in ("generator", "templates"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()


class Clock:
    """Seconds by step; the one place of a build that looks at a clock, and only to say how long it took."""

    def __init__(self) -> None:
        self.seconds: dict[str, Any] = {}

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[step] = round(time.perf_counter() - start, 2)


def with_overrides(settings: Settings, **given: Any) -> Settings:
    """The settings with what the command line gave in the place of what report.yaml says."""
    return replace(settings, **{key: value for key, value in given.items() if value})
