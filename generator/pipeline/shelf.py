"""The shelf of a report: glossary, memory and a person's English, and the bitext that they give."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from generator.checks import CheckContext
from generator.memory import Memory, MemoryFile, Pair, open_memory
from generator.model import Bitext, Report
from generator.pipeline.inputs import tree_hash
from generator.quantities import Style
from generator.renumber import Renumbering
from generator.sentences import report_to_texts, texts_to_sentences
from generator.settings import ROOT, STYLE_KEYS, Settings, style_of
from generator.store import load_yaml, sha256
from generator.terms import Glossary, load_glossary
from generator.translate import Sources, fit_sentences, translate_sentences
from generator.translations import load_translations

_READS_MEMORY = (
    "generator/memory",
    "generator/exchange",
    "generator/model.py",
    "generator/script.py",
    "generator/translations.py",
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the English is looked up in."""

    glossary: Glossary
    memory: Memory
    person: Memory
    style: Style


def load_shelf(settings: Settings, report: Report) -> Shelf:
    """Glossary, memory and a person's English for a report; the company's profile is found by its name."""
    profile = find_profile(report.company, settings.profile)
    return Shelf(
        glossary=shipped_glossary([*([profile] if profile else []), *settings.glossary]),
        memory=load_memory(settings),
        person=Memory(_written(settings, report)),
        style=settings.style or _profile_style(profile) or Style(),
    )


def _written(settings: Settings, report: Report) -> tuple[Pair, ...]:
    """What people wrote: translations.yaml, then the English of the company's name and the title in report.yaml."""
    written = load_translations(settings.folder / "translations.yaml")
    known = {pair.source for pair in written}
    named = (
        (settings.company or report.company, settings.company_en),
        (settings.title or report.title, settings.title_en),
    )
    more = [Pair(zh, en, "report.yaml") for zh, en in named if zh and en and zh not in known]
    return (*written, *more)


def load_memory(settings: Settings) -> Memory:
    """The memory files of a report, in their order, each through its index in ``.cache``, which may be deleted."""
    reader = tree_hash(*_READS_MEMORY) + version("opencc")
    files = []
    for path in settings.memory:
        content = sha256(path) if path.is_file() else ""
        key = hashlib.sha256(f"{content} {reader}".encode()).hexdigest()
        files.append(MemoryFile(path, key, settings.penalty_of(path)))
    return open_memory(files, ROOT / ".cache" / "memory", read_memory, settings.penalties)


def read_memory(path: Path) -> Iterable[Pair]:
    """The pairs of a memory: a bilingual file, or the translations.yaml of an earlier report."""
    if path.suffix.lower() in (".yaml", ".yml"):
        return load_translations(path)
    # It loads what reads each format, and mostly a memory has its index.
    from generator.exchange import stream_pairs

    return stream_pairs(path)


def shipped_glossary(more: Sequence[Path] = ()) -> Glossary:
    """The shipped glossary, with more files on top."""
    return load_glossary([ROOT / "glossary", *more], ROOT / ".cache" / "glossary")


def check_context(glossary: Sequence[Path] = ()) -> CheckContext:
    """What a bilingual file is checked against."""
    return CheckContext(shipped_glossary(glossary))


def context_of(shelf: Shelf) -> CheckContext:
    """What a report is checked against."""
    return CheckContext(shelf.glossary, shelf.style)


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
    renumbering = Renumbering((shelf.person, shelf.memory), shelf.style, shelf.glossary)
    sources = Sources(shelf.person, shelf.memory, shelf.glossary, shelf.style, renumbering)
    translations = {found.sentence: found for found in translate_sentences(sentences, sources)}
    return Bitext(report, texts, sentences, translations)
