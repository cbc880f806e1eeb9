"""The consistency certificate: what was compared, by which rules, what stands open, and the hashes of it all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.checks import CHECKS, CheckContext
from generator.ledger import Row
from generator.model import Bitext, Finding
from generator.records import count_by_severity, coverage
from generator.terms import adherence, check_terms, find_terms


def make_certificate(
    name: str,
    bitext: Bitext,
    context: CheckContext,
    ledger: Sequence[Row],
    standing: Sequence[Finding],
    accepted: Sequence[Finding],
    files: Mapping[str, str],
) -> dict[str, Any]:
    """certificate.json. ``files`` are the SHA-256 of the source, of what the English was made from, and of the editions."""
    covered = coverage(bitext)
    right, required = adherence(
        use
        for sentence in bitext.sentences
        for use in check_terms(
            sentence.source,
            bitext.translation_of(sentence).target or "",
            find_terms(sentence.source, context.glossary, path=sentence.path),
        )
    )
    return {
        "schema": 1,
        "name": name,
        "company": bitext.report.company,
        "title": bitext.report.title,
        "sentences": f"{covered['translated']} / {covered['sentences']}",
        "numbers": len(ledger),
        "numbers_open": sum(row.open for row in ledger),
        "terms": f"{right} / {required}",
        "findings": {**count_by_severity(standing), "accepted": len(accepted)},
        "checks": [check.id for check in CHECKS],
        "files": dict(files),
    }
