"""What a build knows of earlier ones: the version of the source before this one, and last year's report.

``before.json`` in the output is the last build of another source, content and English: it stays the measure until
the next version of the source comes. What a person's files say that no longer applies is listed, never dropped.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.checks.decisions import Decision
from generator.exporters.review import versions_page, years_page
from generator.followup import follow_glossary
from generator.model import Bitext, Finding
from generator.pipeline.inputs import input_parts
from generator.pipeline.reading import Progress, look_at_source
from generator.pipeline.shelf import Shelf, load_shelf, make_bitext
from generator.pipeline.standing import load_lock
from generator.reader import content_to_report, report_to_content
from generator.records import bitext_to_record
from generator.settings import Settings, load_settings
from generator.store import Kept, Stage, load_yaml, to_json
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
from generator.years import Years, check_years, compare_years, report_year, years_to_record

Record = dict[str, Any]
BEFORE = "before.json"
_SHOWN = 10  # lines of entries that apply no more, named in a finding


@dataclass(frozen=True, slots=True)
class History:
    """What this build is compared with, and what came of it.

    ``before`` is the version of the source before as recorded; without one ``comparison`` is with last year's report,
    where that is named, as ``carried`` always is. ``left_over`` are the entries of translations.yaml that no sentence
    takes, ``findings`` what a person has to see of it all.
    """

    before: Record | None
    base: Record | None
    comparison: Comparison | None
    carried: Comparison | None
    years: Years | None
    left_over: tuple[Entry, ...]
    findings: tuple[Finding, ...]


def look_back(settings: Settings, bitext: Bitext, stage: Stage, shelf: Shelf) -> History:
    """What became of the version before and of last year's report, and of what people wrote for them."""
    now = bitext_to_version(bitext)
    before, previous = _find_before(stage, bitext), _find_previous(settings, stage.folder, keep=True)
    carried = compare_versions(record_to_version(previous), now, shelf.style) if previous else None
    comparison = compare_versions(record_to_version(before), now, shelf.style) if before else carried
    years = _compare_years(settings, previous, now, shelf) if previous else None
    left_over = _find_left_over(settings, bitext, shelf)
    findings = tuple(_check(left_over, previous, years))
    return History(before, before or previous, comparison, carried, years, left_over, findings)


def find_in_past(settings: Settings, bitext: Bitext, shelf: Shelf) -> tuple[Finding, ...]:
    """What ``look_back`` would have a person see, without a build: nothing is written."""
    previous = _find_previous(settings, settings.out, keep=False)
    years = _compare_years(settings, previous, bitext_to_version(bitext), shelf) if previous else None
    return tuple(_check(_find_left_over(settings, bitext, shelf), previous, years))


def _find_left_over(settings: Settings, bitext: Bitext, shelf: Shelf) -> tuple[Entry, ...]:
    """The entries of translations.yaml that no sentence takes."""
    written = load_translations(settings.folder / "translations.yaml")
    return find_unused_pairs(written, bitext.sentences, shelf.person)


def _check(left_over: Sequence[Entry], previous: Record | None, years: Years | None) -> Iterator[Finding]:
    yield from _check_left_over(left_over)
    if years:
        yield from check_years(years)
    elif previous:
        yield _year_unknown()


def _compare_years(settings: Settings, previous: Record, now: Version, shelf: Shelf) -> Years | None:
    """Both years' figures; None where the reports do not tell their years, or tell the same one."""
    assert settings.previous is not None
    last = record_to_version(previous)
    stated = load_settings(settings.previous).year
    years = report_year(last.report, stated), report_year(now.report, settings.year)
    if years[0] is None or years[1] is None or years[0] >= years[1]:
        return None
    return compare_years(last, now, (years[0], years[1]), shelf.glossary)


def _year_unknown() -> Finding:
    return Finding(
        "years-known",
        "doubtful",
        "Last year's report is named, but the years of the two reports are not known or are in the wrong order, so that "
        "their figures were not compared. Write 'year:' into the report.yaml of both.",
        "已指定上年报告，但两份报告的年度未知或先后颠倒，未能进行跨年比较。请在两份报告的 report.yaml 中写明 year。",
    )


def _find_before(stage: Stage, bitext: Bitext) -> Record | None:
    """The last build of another source: the build before, or what that was compared with."""
    content, english, kept = map(stage.earlier_record, ("content.json", "bitext.json", BEFORE))
    standing = {"schema": 1, "content": content, "bitext": english} if content and english else None
    if standing and _is_other(standing, bitext):
        return standing
    return kept if kept and _is_other(kept, bitext) else None


def _is_other(record: Record, bitext: Bitext) -> bool:
    """Whether a record is of another source; one that this program cannot read any more is none."""
    try:
        return record_to_version(record).report.source_sha256 != bitext.report.source_sha256
    except (KeyError, TypeError, ValueError, AttributeError):
        return False


def _find_previous(settings: Settings, folder: Path, *, keep: bool) -> Record | None:
    """Last year's report with its English, as its folder gives it today; to ``keep`` in this output, or not to write."""
    if settings.previous is None:
        return None
    earlier = load_settings(settings.previous)
    key = hashlib.sha256(to_json(input_parts(earlier))).hexdigest()
    kept = Kept(folder)
    known = kept.get("previous", key)
    if known is None:
        bitext = load_final(earlier, None)
        known = to_json({"content": report_to_content(bitext.report), "bitext": bitext_to_record(bitext)})
        if keep:
            kept.put("previous", key, known)
    if keep:
        kept.forget_unused("previous")
    record: Record = json.loads(known)
    return record


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
        lines = ", ".join(str(entry.line) for entry in left_over[:_SHOWN] if entry.line)
        lines += " …" if count > _SHOWN else ""
        yield Finding(
            "entries-apply",
            "untidy",
            f"{count} of the entries in translations.yaml (line {lines}) apply to no sentence of this version. They are kept; "
            "versions.html shows the nearest sentence to each, so that its English can be carried over.",
            f"translations.yaml 中有 {count} 条译文（第 {lines} 行）在本版原文中已无对应句子。这些译文均予保留，"
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
        "before": history.base["content"]["source"] if history.base else None,
        "now": {"file": settings.source.name, "sha256": report.source_sha256, "pages": report.pages},
    }
    told = comparison_to_record(comparison) if comparison else {"counts": None, "differences": []}
    record = {"schema": 1, "sources": sources, **told, "orphans": orphans_to_record(orphans)}
    page = f"{settings.name}.{settings.editions[0]}.html"
    years = history.years is not None
    shown = versions_page(comparison, orphans, name=settings.name, sources=sources, page=page, years=years)
    stage.write("versions.json", to_json(record))
    stage.write("versions.html", shown)
    compared = (history.carried, comparison)
    proposed = proposals_to_yaml([one for compare in compared if compare for one in compare.differences])
    if proposed:
        stage.write("proposals.yaml", proposed.encode())
    if history.before:
        stage.write(BEFORE, to_json(history.before))


def write_years(stage: Stage, settings: Settings, history: History) -> None:
    """years.html and .json, where last year's report is named and both years are known."""
    if history.years is None or history.carried is None:
        return
    record = {**years_to_record(history.years), "sentences": history.carried.counts}
    page = f"{settings.name}.{settings.editions[0]}.html"
    shown = years_page(history.years, history.carried, name=settings.name, page=page, counts=record["counts"])
    stage.write("years.json", to_json(record))
    stage.write("years.html", shown)


def _quoted(settings: Settings) -> tuple[tuple[int, str], ...]:
    """The words that each correction quotes, by its line."""
    path = settings.folder / "corrections.yaml"
    if not path.is_file():
        return ()
    entries, lines = load_yaml(path)
    return tuple((line, str(entry["block"])) for entry, line in zip(entries or (), lines, strict=True))
