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
    *,
    company_en: str | None = None,
    title_en: str | None = None,
) -> dict[str, Any]:
    """certificate.json. ``pairs`` are the sentences as the checks see them.

    ``files`` are the SHA-256 of the source, of what the English was made from, and of the editions. The names in
    English are those that a person chose, else those that stand in the report; empty where it has none.
    """
    covered = coverage(bitext)
    right, required = adherence(use for pair in pairs for use in pair.terms)
    return {
        "schema": 1,
        "name": name,
        "company": bitext.report.company,
        "company_en": company_en or _english_of(bitext, bitext.report.company),
        "title": bitext.report.title,
        "title_en": title_en or _english_of(bitext, bitext.report.title),
        "sentences": f"{covered['translated']} / {covered['sentences']}",
        "numbers": len(ledger),
        "numbers_open": sum(row.open for row in ledger),
        "terms": f"{right} / {required}",
        "findings": {**count_by_severity(standing), "accepted": len(accepted)},
        "checks": [check.id for check in CHECKS],
        "files": dict(files),
    }


def _english_of(bitext: Bitext, words: str) -> str:
    """The English of a sentence that is just these words; nothing where there is none."""
    found = (bitext.translation_of(one).target for one in bitext.sentences if one.source == words)
    return next((english for english in found if english), "")
