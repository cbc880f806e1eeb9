"""What a build knows of earlier ones: the version of the source before this one, and last year's report.

``before.json`` in the output is the last build of another source, content and English: it stays the measure until
the next version of the source comes. What a person's files say that no longer applies is listed, never dropped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.checks.decisions import Decision
from generator.exporters.review import versions_page
from generator.followup import follow_glossary
from generator.model import Bitext, Finding
from generator.quantities import Style
from generator.reader import content_to_report
from generator.reading import Progress, look_at_source
from generator.settings import Settings
from generator.shelf import load_shelf, make_bitext
from generator.standing import load_lock
from generator.store import Stage, load_yaml, to_json
from generator.translations import load_translations
from generator.versions import (
    Comparison,
    English,
    Entry,
    Version,
    bitext_to_version,
    compare_versions,
    comparison_to_record,
    decisions_to_entries,
    find_orphans,
    find_unused_pairs,
    findings_to_entries,
    orphans_to_record,
    proposals_to_yaml,
    to_version,
)

Record = dict[str, Any]
BEFORE = "before.json"


@dataclass(frozen=True, slots=True)
class History:
    """The version before as recorded, the difference to it, and the entries of translations.yaml that no sentence takes.

    ``findings`` is what a person has to see of it.
    """

    before: Record | None
    comparison: Comparison | None
    left_over: tuple[Entry, ...]
    findings: tuple[Finding, ...]


def look_back(settings: Settings, bitext: Bitext, stage: Stage, style: Style) -> History:
    """What became of the version before, and of what people wrote for it."""
    before = _find_before(stage, bitext)
    comparison = None
    if before:
        comparison = compare_versions(record_to_version(before), bitext_to_version(bitext), style)
    left_over = find_unused_pairs(load_translations(settings.folder / "translations.yaml"), bitext.sentences)
    return History(before, comparison, left_over, tuple(_check_left_over(left_over)))


def _find_before(stage: Stage, bitext: Bitext) -> Record | None:
    """The last build of another source: the build before, or what that was compared with."""
    content, english, kept = (_loaded(stage, name) for name in ("content.json", "bitext.json", BEFORE))
    if content and english and content["source"]["sha256"] != bitext.report.source_sha256:
        return {"schema": 1, "content": content, "bitext": english}
    return kept


def _loaded(stage: Stage, name: str) -> Record | None:
    """A record of the build before; None for one that is not there or cannot be read."""
    try:
        found: Record = json.loads(stage.earlier(name) or b"null")
    except ValueError:
        return None
    return found


def load_final(settings: Settings, progress: Progress | None) -> Bitext:
    """A report with its English as a build of today would have it."""
    report, _ = look_at_source(settings, progress)
    shelf = load_shelf(settings, report)
    return follow_glossary(make_bitext(report, shelf), load_lock(settings), shelf.glossary).bitext


def record_to_version(record: Mapping[str, Any]) -> Version:
    """The version that a content.json and a bitext.json tell of."""
    english = (
        (row["text"], English(row["id"], row["source"], row["target"], row["origin"]))
        for row in record["bitext"]["sentences"]
    )
    return to_version(content_to_report(record["content"]), english)


def _check_left_over(left_over: Sequence[Entry]) -> Iterable[Finding]:
    """One finding that tells of the entries that no longer apply; the page of the versions lists them."""
    if left_over:
        count = len(left_over)
        yield Finding(
            "entries-apply",
            "untidy",
            f"{count} of the entries in translations.yaml apply to no sentence of this version. They are kept; "
            "versions.html shows the nearest sentence to each, so that its English can be carried over.",
            f"translations.yaml 中有 {count} 条译文在本版原文中已无对应句子。这些译文均予保留，"
            "versions.html 列出与之最接近的句子，便于沿用。",
        )


def write_versions(
    stage: Stage,
    settings: Settings,
    bitext: Bitext,
    history: History,
    corrected: Sequence[Finding],
    unused: Sequence[Decision],
) -> None:
    """versions.html and .json, the proposals for changed sentences, and what the next version is compared with."""
    orphans = find_orphans(
        [
            *history.left_over,
            *findings_to_entries(corrected, _quoted(settings)),
            *decisions_to_entries(unused, bitext.sentences),
        ],
        bitext,
    )
    report, comparison = bitext.report, history.comparison
    sources = {
        "before": history.before["content"]["source"] if history.before else None,
        "now": {"file": settings.source.name, "sha256": report.source_sha256, "pages": report.pages},
    }
    told = comparison_to_record(comparison) if comparison else {"counts": None, "differences": []}
    record = {"schema": 1, "sources": sources, **told, "orphans": orphans_to_record(orphans)}
    page = f"{settings.name}.{settings.editions[0]}.html"
    shown = versions_page(comparison, orphans, name=settings.name, sources=sources, page=page)
    stage.write("versions.json", to_json(record))
    stage.write("versions.html", shown)
    proposed = proposals_to_yaml(comparison.differences if comparison else ())
    if proposed:
        stage.write("proposals.yaml", proposed.encode())
    if history.before:
        stage.write(BEFORE, to_json(history.before))


def _quoted(settings: Settings) -> tuple[tuple[int, str], ...]:
    """The words that each correction quotes, by its line."""
    path = settings.folder / "corrections.yaml"
    if not path.is_file():
        return ()
    entries, lines = load_yaml(path)
    return tuple((line, str(entry["block"])) for entry, line in zip(entries or (), lines, strict=True))
