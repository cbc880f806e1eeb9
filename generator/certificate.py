"""The consistency certificate: what was compared, by which rules, and what stands open, on one page.

It is for the board secretary: a statement about two language versions, with the hashes that say which.
"""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.checks import CHECKS, CheckContext
from generator.checks.decisions import Settled
from generator.checks.material import bitext_to_material
from generator.ledger import Row, count_verdicts
from generator.model import Bitext, Cell, Finding, Table
from generator.terms import adherence

Record = dict[str, Any]


def make_certificate(
    bitext: Bitext,
    context: CheckContext,
    settled: Settled,
    ledger: Sequence[Row],
    hashes: Mapping[str, str],
) -> Record:
    """The certificate as a record for JSON and for a page.

    ``settled`` are the findings parted by the decisions; ``hashes`` name the glossary files and editions with
    their SHA-256. ``consistent`` is true when nothing wrong stands and no number of the ledger is open.
    """
    wrong = sum(1 for one in settled.standing if one.severity == "wrong")
    open_numbers = sum(1 for row in ledger if row.open)
    report = bitext.report
    return {
        "schema": 1,
        "company": report.company,
        "title": report.title,
        "consistent": not wrong and not open_numbers,
        "source": {"file": report.source_file, "sha256": report.source_sha256, "pages": report.pages},
        "compared": _compared(bitext, context) | {"numbers": len(ledger), "open_numbers": open_numbers},
        "verdicts": count_verdicts(ledger),
        "rules": [_rule(check.id, check.severity, settled) for check in CHECKS],
        "open": _count_by_severity(settled.standing),
        "accepted": [
            {
                "check": finding.check,
                "page": finding.page,
                "message": finding.message,
                "message_zh": finding.message_zh,
                "reason": decision.reason,
                "by": decision.by,
                "date": decision.decided.isoformat(),
                "until": decision.until.isoformat() if decision.until else None,
            }
            for finding, decision in settled.accepted
        ],
        "hashes": dict(sorted(hashes.items())),
    }


def _compared(bitext: Bitext, context: CheckContext) -> Record:
    """How much there was to compare: sentences, tables, cells, and the terms that the glossary asks for."""
    material = bitext_to_material(bitext, context)
    tables = [block for block in bitext.report.blocks if isinstance(block, Table)]
    cells: list[Cell] = [cell for table in tables for row in table.rows for cell in row]
    right, required = adherence(use for pair in material.translated for use in pair.terms)
    return {
        "sentences": len(material.pairs),
        "translated": len(material.translated),
        "tables": len(tables),
        "cells": len(cells),
        "terms": required,
        "terms_right": right,
    }


def _rule(check_id: str, severity: str, settled: Settled) -> Record:
    """A rule in its own words, with how often it found something that stands or was accepted."""
    module = importlib.import_module(f"generator.checks.{check_id.replace('-', '_')}")
    return {
        "id": check_id,
        "severity": severity,
        "finds": (module.__doc__ or "").splitlines()[0],
        "open": sum(1 for one in settled.standing if one.check == check_id),
        "accepted": sum(1 for one, _ in settled.accepted if one.check == check_id),
    }


def _count_by_severity(findings: Iterable[Finding]) -> dict[str, int]:
    found = Counter(one.severity for one in findings)
    return {"wrong": found["wrong"], "doubtful": found["doubtful"], "untidy": found["untidy"]}
