"""What a build leaves for the team's desk: findings, changes, ledger, questions, certificate, and the records."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from generator.certificate import make_certificate
from generator.changes import changes_to_record
from generator.checks import CheckContext, Known
from generator.checks.contract import Pair
from generator.checks.decisions import Settled, check_unused, load_decisions, settle
from generator.exporters.review import certificate_page, certificate_pdf, changes_page, findings_page
from generator.ledger import Row, bitext_to_ledger, ledger_to_sheet
from generator.model import Bitext, Finding
from generator.pipeline.before import Compared
from generator.pipeline.editions import theme_of
from generator.pipeline.inputs import input_files, part_name, tree_hash
from generator.pipeline.press import Press
from generator.pipeline.proof import proof_to_record
from generator.pipeline.resets import resets_to_record
from generator.pipeline.steps import Steps
from generator.queries import findings_to_queries, queries_to_sheet
from generator.reader import report_to_content
from generator.records import (
    Record,
    bitext_to_record,
    count_by_severity,
    coverage,
    edits_to_record,
    findings_to_record,
)
from generator.settings import ROOT, Settings
from generator.store import Kept, Stage, sha256, to_json
from generator.workbook import export_sheets
from generator.years import Years, years_to_sheet

# Files by name that are made in another process, each with what gives its content.
Begun = Mapping[str, Callable[[], bytes]]

_KNOWN = "sentence-findings"
_EXAMINERS = ("checks", "quantities", "terms", "ledger.py", "model.py", "script.py")


def examine(
    settings: Settings,
    bitext: Bitext,
    pairs: Sequence[Pair],
    found: Sequence[Finding],
    known: Known | None = None,
) -> tuple[Settled, tuple[Row, ...]]:
    """What was found in a report, parted by a person's decisions, and the ledger of its numbers.

    ``pairs`` are its sentences as the checks see them, ``known`` is what was found in each of them before.
    """
    sentences = {
        sentence.id: (sentence.source, bitext.translation_of(sentence).target or "")
        for sentence in bitext.sentences
    }
    decisions = load_decisions(settings.folder / "decisions.yaml")
    settled = settle(found, decisions, sentences)
    idle = check_unused(settled.unused, (source for source, _ in sentences.values()))
    settled = replace(settled, standing=(*settled.standing, *idle))
    accepted = [finding for finding, _ in settled.accepted]
    return settled, bitext_to_ledger(bitext, pairs, accepted, known)


def load_known(folder: Path, context: CheckContext) -> Known:
    """What the build before found in each sentence, if it looked with the same program and style."""
    content = Kept(folder).get(_KNOWN, _known_key(context))
    return Known(json.loads(content) if content else None)


def keep_known(folder: Path, context: CheckContext, known: Known) -> None:
    """Keep what was found in each sentence for the next build."""
    kept = Kept(folder)
    kept.put(_KNOWN, _known_key(context), json.dumps(known.now, ensure_ascii=False).encode())
    kept.forget_unused(_KNOWN)


def _known_key(context: CheckContext) -> str:
    program = tree_hash(*(f"generator/{room}" for room in _EXAMINERS))
    return hashlib.sha256(f"{program} {context.style!r}".encode()).hexdigest()


def write_desk(
    stage: Stage,
    settings: Settings,
    bitext: Bitext,
    settled: Settled,
    ledger: Sequence[Row],
    compared: Compared,
) -> None:
    """The pages that the team works from."""
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
    stage.write("changes.html", _changes_page(settings, compared))
    stage.write("changes.json", to_json(changes_to_record(compared.changes)))


def _changes_page(settings: Settings, compared: Compared) -> bytes:
    """The changes with links into the first edition that shows English, or else into the first."""
    shown = [edition for edition in settings.editions if edition in ("en-zh", "en")]
    edition = f"{settings.name}.{[*shown, *settings.editions][0]}.html"
    resets = compared.resets
    return changes_page(
        compared.changes, name=settings.name, edition=edition, proof=compared.proof, resets=resets
    )


def begin_workbooks(
    bitext: Bitext, settled: Settled, ledger: Sequence[Row], years: Years | None, press: Press
) -> Begun:
    """The workbooks that the team works from and sends."""
    numbers = [ledger_to_sheet(ledger), *([years_to_sheet(years)] if years else ())]
    queries = queries_to_sheet(findings_to_queries(settled.standing, bitext))
    return {
        "numbers.xlsx": press.submit(export_sheets, *numbers),
        "queries.xlsx": press.submit(export_sheets, queries),
    }


def begin_certificate(
    stage: Stage,
    settings: Settings,
    bitext: Bitext,
    pairs: Sequence[Pair],
    settled: Settled,
    ledger: Sequence[Row],
    press: Press,
) -> Begun:
    """The certificate of consistency with the hashes of all that it speaks of, as page and record; its PDF is begun.

    All editions must have been written.
    """
    files = certified_files(stage, settings)
    accepted = [finding for finding, _ in settled.accepted]
    made = make_certificate(
        settings.name,
        bitext,
        pairs,
        ledger,
        settled.standing,
        accepted,
        files,
        company_en=settings.company_en,
        title_en=settings.title_en,
    )
    stage.write("certificate.json", to_json(made))
    stage.write("certificate.html", certificate_page(made))
    return {"certificate.pdf": press.submit(certificate_pdf, made, theme_of(settings))}


def certified_files(stage: Stage, settings: Settings) -> dict[str, str]:
    """The SHA-256 of what the English was made from and of the editions, by a name that no two of them share."""
    own = {
        part_name(path, settings): sha256(path)
        for path in input_files(settings)
        if ROOT / "glossary" not in path.parents
    }
    editions = {
        path.name: sha256(path) for path in stage.files() if path.name.startswith(f"{settings.name}.")
    }
    return own | {"glossary/": tree_hash("glossary")} | editions


def write_records(
    stage: Stage,
    settings: Settings,
    key: str,
    parts: Mapping[str, str],
    bitext: Bitext,
    findings: Sequence[Finding],
    steps: Steps,
    compared: Compared,
) -> None:
    """The records for machines; build.json comes last, as it lists every other file."""
    stage.write("content.json", to_json(report_to_content(bitext.report)))
    record = bitext_to_record(bitext)
    stage.write("bitext.json", to_json(record))
    edits = edits_to_record(record, stage.earlier_record("bitext.json"), stage.earlier_record("edits.json"))
    stage.write("edits.json", to_json(edits))
    stage.write("findings.json", to_json(findings_to_record(findings)))
    stage.write(
        "build.json", to_json(_build_record(stage, settings, key, parts, bitext, findings, steps, compared))
    )


def _build_record(
    stage: Stage,
    settings: Settings,
    key: str,
    parts: Mapping[str, str],
    bitext: Bitext,
    findings: Sequence[Finding],
    steps: Steps,
    compared: Compared,
) -> Record:
    return {
        "schema": 1,
        "name": settings.name,
        "key": key,
        "source": {"file": settings.source.name, "sha256": bitext.report.source_sha256},
        "inputs": dict(parts),
        "versions": {name: version(name) for name in ("weasyprint", "pdfplumber", "jinja2", "opencc")}
        | {"python": platform.python_version()},
        "editions": list(settings.editions),
        "coverage": coverage(bitext),
        "findings": count_by_severity(findings),
        "steps": steps.to_record(),
        "set_again": resets_to_record(compared.resets),
        "against_the_build_before": proof_to_record(compared.proof) if compared.proof else None,
        "timings": steps.seconds,
        "files": {str(path.relative_to(stage.path)): sha256(path) for path in stage.files()},
    }
