"""The consistency certificate: what was compared, by which rules, what stands open, and the hashes of it all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.checks import CHECKS
from generator.checks.contract import Pair
from generator.ledger import Row
from generator.model import Bitext, Finding
from generator.records import count_by_severity, coverage
from generator.terms import adherence


def make_certificate(
    name: str,
    bitext: Bitext,
    pairs: Iterable[Pair],
    ledger: Sequence[Row],
    standing: Sequence[Finding],
    accepted: Sequence[Finding],
    files: Mapping[str, str],
) -> dict[str, Any]:
    """certificate.json. ``pairs`` are the sentences as the checks see them.

    ``files`` are the SHA-256 of the source, of what the English was made from, and of the editions.
    """
    covered = coverage(bitext)
    right, required = adherence(use for pair in pairs for use in pair.terms)
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
