"""This build against the one before it: what changed, why, and the proof that the rest did not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.changes import Change, find_changes
from generator.model import Bitext, Finding
from generator.pipeline.drafting import DRAFT_CHECK
from generator.pipeline.inputs import PACKAGES, PROGRAM, SETTINGS, TEMPLATES, part_name
from generator.pipeline.proof import Moved, Proof, prove_unchanged, state_of
from generator.pipeline.resets import Chapters, Reset, find_resets
from generator.pipeline.standing import load_build
from generator.reader import report_to_content
from generator.records import bitext_to_record
from generator.settings import Settings
from generator.store import Stage, load_record


@dataclass(frozen=True, slots=True)
class Compared:
    """The changes, and the proof; a first build has neither."""

    changes: tuple[Change, ...] = ()
    proof: Proof | None = None
    findings: tuple[Finding, ...] = ()
    resets: tuple[Reset, ...] = ()


def compare_with_before(
    stage: Stage, settings: Settings, bitext: Bitext, parts: Mapping[str, str], chapters: Chapters
) -> Compared:
    """What this build, whose pages lie in the stage, changed against the one that stands in the folder.

    ``chapters`` are those of its PDFs.
    """
    build = load_build(stage.folder)
    bitext_then, content_then = map(stage.earlier_record, ("bitext.json", "content.json"))
    if build is None or bitext_then is None or content_then is None:
        return Compared()
    bitext_now = _as_read(bitext_to_record(bitext))
    content_now = _as_read(report_to_content(bitext.report))
    names = [f"{settings.name}.{edition}.html" for edition in settings.editions]
    changes = find_changes(bitext_then, bitext_now)
    resets = tuple(find_resets(stage.earlier_record("chapters.json"), chapters))
    proof = prove_unchanged(
        state_of(bitext_then, content_then, _pages({name: stage.earlier(name) for name in names})),
        state_of(bitext_now, content_now, _pages({name: stage.written(name) for name in names})),
        changes,
        because=tuple(_moving(build.record.get("inputs", {}), parts, settings)),
        explained=_explained(build.record.get("inputs", {}), parts, settings),
        resets=resets,
    )
    findings = tuple(_to_finding(moved, content_now) for moved in proof.unexplained)
    return Compared(changes, proof, findings, resets)


def _as_read(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record of this build as the one of the build before comes: read from JSON."""
    read: dict[str, Any] = json.loads(json.dumps(record))
    return read


def recall_drafts(bitext: Bitext, settings: Settings) -> Bitext:
    """The bitext with the engine's drafts of the last build where it awaits English: nobody is asked for a look ahead.

    Without an engine the next build has no drafts, and none are recalled.
    """
    if not settings.engine:
        return bitext
    rows = (load_record(settings.out / "bitext.json") or {}).get("sentences", ())
    drafts = {row["id"]: row for row in rows if str(row["origin"]).startswith("engine:")}
    recalled = {
        id: replace(found, target=drafts[id]["target"], origin=drafts[id]["origin"])
        for id, found in bitext.translations.items()
        if found.target is None and id in drafts
    }
    return replace(bitext, translations={**bitext.translations, **recalled})


def recall_findings(bitext: Bitext, settings: Settings) -> tuple[Finding, ...]:
    """What the last build found when it verified the engine's drafts that are in this bitext."""
    rows = (load_record(settings.out / "findings.json") or {}).get("findings", ())
    drafted = {id for id, found in bitext.translations.items() if found.origin.startswith("engine:")}
    return tuple(
        Finding(*(row[key] for key in ("check", "severity", "message", "message_zh", "sentence", "page")))
        for row in rows
        if row["check"] == DRAFT_CHECK and row["sentence"] in drafted
    )


def _pages(files: Mapping[str, bytes | None]) -> dict[str, str]:
    return {name: content.decode() for name, content in files.items() if content is not None}


def _moving(then: Mapping[str, str], now: Mapping[str, str], settings: Settings) -> Iterator[str]:
    """The inputs that changed and may move blocks whose words are as they were."""
    layout = {
        PROGRAM,
        TEMPLATES,
        PACKAGES,
        SETTINGS,
        part_name(settings.source, settings),
        "corrections.yaml",
    }
    for name in sorted(then.keys() | now.keys()):
        if then.get(name) != now.get(name) and (name in layout or name.startswith(f"{settings.theme}/")):
            yield name


def _explained(then: Mapping[str, str], now: Mapping[str, str], settings: Settings) -> frozenset[str]:
    """The list of terms, where a glossary changed: a definition stands in no sentence."""
    named = {part_name(path, settings) for path in settings.glossary}
    names = [name for name in then.keys() | now.keys() if name.startswith("glossary/") or name in named]
    return frozenset({"terms"} if any(then.get(name) != now.get(name) for name in names) else ())


def _to_finding(moved: Moved, content: Mapping[str, Any]) -> Finding:
    pages = {block["id"]: block["page"] for block in content["blocks"]}
    return Finding(
        "unexplained-change",
        "doubtful",
        f"{moved.where}: {moved.what} is other than in the build before, and no change that is listed explains it. "
        "Compare the two before you publish.",
        f"{moved.where}：{moved.what} 与上次生成不同，但所列修改均不能解释。发布前请比对。",
        page=pages.get(moved.what),
    )
