"""The shelf of a report: glossary, memory and a person's English, and the bitext that they give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.checks import CheckContext
from generator.exchange import read_pairs
from generator.memory import Memory, Pair
from generator.model import Bitext, Report
from generator.quantities import Style
from generator.renumber import Renumbering
from generator.sentences import report_to_texts, texts_to_sentences
from generator.settings import ROOT, STYLE_KEYS, Settings, style_of
from generator.store import load_yaml
from generator.terms import Glossary, load_glossary
from generator.translate import Sources, fit_sentences, translate_sentences
from generator.translations import load_translations


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
    pairs: list[Pair] = [pair for path in settings.memory for pair in read_pairs(path)]
    return Shelf(
        glossary=shipped_glossary([*([profile] if profile else []), *settings.glossary]),
        memory=Memory(pairs),
        person=Memory(load_translations(settings.folder / "translations.yaml")),
        style=settings.style or _profile_style(profile) or Style(),
    )


def shipped_glossary(more: Sequence[Path] = ()) -> Glossary:
    """The shipped glossary, with more files on top."""
    return load_glossary([ROOT / "glossary", *more])


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
