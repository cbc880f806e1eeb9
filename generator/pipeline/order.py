"""The order of the steps, what is built from what, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from generator.changes import Change, find_changes
from generator.checks import CHECKS, check_bitext, check_material
from generator.checks.material import bitext_to_material
from generator.draft import estimate_drafts
from generator.engines import open_engine
from generator.exporters.contrast import check_colours
from generator.followup import follow_glossary
from generator.model import Bitext, Finding
from generator.pipeline.aids import find_figures, make_aids
from generator.pipeline.before import compare_with_before, recall_drafts, recall_findings
from generator.pipeline.desk import (
    begin_certificate,
    begin_workbooks,
    examine,
    keep_known,
    load_known,
    write_desk,
    write_records,
)
from generator.pipeline.drafting import add_drafts, estimate_lines, find_awaiting, open_egress, to_job
from generator.pipeline.editions import begin_editions, finish_editions, theme_of
from generator.pipeline.history import find_in_past, look_back, write_versions, write_years
from generator.pipeline.inputs import ENGINE, PACKAGES, PROGRAM, SETTINGS, TEMPLATES, input_parts, part_name
from generator.pipeline.press import Press
from generator.pipeline.reading import Progress, look_at_source, read_kept
from generator.pipeline.shelf import Shelf, context_of, load_shelf, make_bitext
from generator.pipeline.standing import Build, build_key, find_standing, load_build, load_lock, save_lock
from generator.pipeline.steps import Steps
from generator.records import bitext_to_record
from generator.settings import Settings
from generator.store import Kept, load_record, open_stage

Say = Callable[[str, str], None]

_TERM_CHECKS = ("terms-used", "forbidden-term")


def build(settings: Settings, *, say: Say, progress: Progress | None = None) -> Build:
    """Build every edition of a report into its output folder; on a fault the earlier files stay as they were."""
    standing = find_standing(settings)
    if standing is not None:
        say("Nothing has changed since the last build", "自上次生成以来没有变化")
        return standing
    return build_anew(settings, say=say, progress=progress)


def build_anew(settings: Settings, *, say: Say, progress: Progress | None = None) -> Build:
    """Build, whatever stands. What is kept of earlier builds is taken where it would come out the same.

    The PDFs are set in other processes while the pages for the screen are made and the sentences are checked.
    """
    parts = input_parts(settings)
    named = [part_name(path, settings) for path in (*settings.memory, *settings.glossary)]
    steps = Steps(parts)
    kept = Kept(settings.out)
    with open_stage(settings.out) as stage, Press(kept) as press:
        say("Reading", "读取")
        with steps("content", part_name(settings.source, settings), "corrections.yaml", PROGRAM) as step:
            (report, corrected), anew = read_kept(settings, stage, progress)
            step.kept = int(not anew)
        say("Translating", "翻译")
        with steps(
            "english", "content", "glossary/*", *named, "translations.yaml", SETTINGS, ENGINE, PROGRAM
        ):
            shelf = load_shelf(settings, report)
            drafting = add_drafts(make_bitext(report, shelf), settings, shelf, stage, say)
            followed = follow_glossary(drafting.bitext, load_lock(settings), shelf.glossary)
            bitext = followed.bitext
        say("Setting the editions", "排版")
        looks = (TEMPLATES, f"{settings.theme}/*", SETTINGS, PACKAGES, PROGRAM)
        with steps("editions", "english", *looks):
            aids, doubts = make_aids(stage, settings, bitext, shelf.glossary)
            doubts += begin_editions(stage, settings, bitext, aids, kept, press)
        say("Checking", "核对")
        context = context_of(shelf)
        with steps("checks", "english", SETTINGS, PROGRAM) as step:
            known = load_known(stage.folder, context)
            material = bitext_to_material(bitext, context)
            found = check_material(material, context, known)
            step.parts, step.kept = len(known.now), len(known.now) - len(known.looked)
        with steps("pages", "english", *looks) as step:
            shown = finish_editions(stage, settings, press)
            step.parts, step.kept = kept.count("part")
        with steps("findings", "checks", "editions", "pages", "decisions.yaml", SETTINGS, PROGRAM):
            compared = compare_with_before(stage, settings, bitext, parts, press.chapters)
            history = look_back(settings, bitext, stage, shelf)
            found = (*report.doubts, *corrected, *drafting.findings, *followed.findings, *doubts, *shown,
                     *compared.findings, *history.findings, *found)  # fmt: skip
            settled, ledger = examine(settings, bitext, material.pairs, found, known)
            keep_known(stage.folder, context, known)
        with steps("desk", "english", "editions", "pages", "findings", TEMPLATES, PROGRAM):
            begun = {
                **begin_certificate(stage, settings, bitext, material.pairs, settled, ledger, press),
                **begin_workbooks(bitext, settled, ledger, history.years, press),
            }
            write_desk(stage, settings, bitext, settled, ledger, compared)
            write_versions(stage, settings, bitext, history, corrected, settled.unused)
            write_years(stage, settings, history)
            for name, made_meanwhile in begun.items():
                stage.write(name, made_meanwhile())
        key = build_key(parts, followed.lock)
        write_records(stage, settings, key, parts, bitext, settled.standing, steps, compared)
        # Before the files move: a build killed in between is made again from the same English.
        save_lock(settings, followed.lock)
    made = load_build(settings.out, fresh=True)
    assert made is not None, "a build leaves its record"
    return replace(made, stopped=drafting.stopped)


def estimate_engine(settings: Settings, *, progress: Progress | None = None) -> tuple[str, str]:
    """What the engine of these settings would be sent and what it may cost, in both languages. Nothing is sent."""
    assert settings.engine is not None
    report, _ = look_at_source(settings, progress)
    shelf = load_shelf(settings, report)
    engine = open_engine(settings.engine, open_egress(settings.out))
    job = to_job(settings, shelf, report, settings.out)
    estimated = estimate_drafts(find_awaiting(make_bitext(report, shelf)), engine, job)
    return estimate_lines(engine.host or engine.name, estimated, job.budget, job.price)


def load_bitext(settings: Settings, *, progress: Progress | None = None) -> tuple[Bitext, Shelf]:
    """A report with its English as the next build would have it, and what it was looked up in. Nothing is written."""
    bitext, shelf, _ = _look_ahead(settings, progress)
    return bitext, shelf


def check_report(
    settings: Settings, *, progress: Progress | None = None
) -> tuple[Bitext, tuple[Finding, ...]]:
    """A report and the findings of its next build, but for those on the pages of its editions, which are not made."""
    bitext, shelf, more = _look_ahead(settings, progress)
    _, doubts = find_figures(bitext, settings, shelf.glossary)
    shown = (*doubts, *check_colours(theme_of(settings)))
    more = (*more, *recall_findings(bitext, settings), *shown, *find_in_past(settings, bitext, shelf))
    context = context_of(shelf)
    material = bitext_to_material(bitext, context)
    found = (*more, *check_material(material, context))
    return bitext, examine(settings, bitext, material.pairs, found)[0].standing


@dataclass(frozen=True, slots=True)
class Plan:
    """What the next build would change, and what it would say of terms that the last build did not."""

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]


def plan_changes(settings: Settings, *, progress: Progress | None = None) -> Plan:
    """What the next build would do against the last one. Nothing is written."""
    bitext, shelf, more = _look_ahead(settings, progress)
    changes = find_changes(load_record(settings.out / "bitext.json"), bitext_to_record(bitext))
    checks = [check for check in CHECKS if check.id in _TERM_CHECKS]
    found = (*more, *check_bitext(bitext, context_of(shelf), checks))
    said = {
        (row["check"], row["sentence"], row["message"])
        for row in (load_record(settings.out / "findings.json") or {"findings": ()})["findings"]
    }
    return Plan(changes, tuple(one for one in found if (one.check, one.sentence, one.message) not in said))


def _look_ahead(settings: Settings, progress: Progress | None) -> tuple[Bitext, Shelf, tuple[Finding, ...]]:
    """The bitext of the next build, its shelf, and what reading and following the glossary found."""
    report, corrected = look_at_source(settings, progress)
    shelf = load_shelf(settings, report)
    bitext = recall_drafts(make_bitext(report, shelf), settings)
    followed = follow_glossary(bitext, load_lock(settings), shelf.glossary)
    return followed.bitext, shelf, (*report.doubts, *corrected, *followed.findings)
