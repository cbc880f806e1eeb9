"""The shapes of ``bitext.json`` and ``findings.json``, and the coverage that ``build.json`` states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from generator.model import Bitext, Finding

Record = dict[str, Any]


def bitext_to_record(bitext: Bitext) -> Record:
    """bitext.json: each sentence with its English, where it came from and the terms of its source."""
    rows = []
    for sentence in bitext.sentences:
        found = bitext.translation_of(sentence)
        rows.append(
            {
                "id": sentence.id,
                "block": sentence.block,
                "text": sentence.text,
                "role": sentence.role,
                "page": sentence.place.page,
                "path": list(sentence.path),
                "source": sentence.source,
                "target": found.target,
                "origin": found.origin,
                "state": found.state,
                "note": found.note,
                "terms": dict(found.terms),
                "score": found.score,
                "proposals": [asdict(proposal) for proposal in found.proposals],
            }
        )
    return {"schema": 1, "sentences": rows}


def edits_to_record(record: Record, before: Record | None, edits: Record | None) -> Record:
    """edits.json: where a person changed an English that stood in an earlier build, with both.

    ``record`` and ``before`` are the bitext.json of this build and the last, ``edits`` the last edits.json: it is
    carried on, so that what people change again and again can be learnt from, however many builds lie between.
    What followed an edit of the glossary is no person's.
    """
    earlier = {row["id"]: row for row in (before or {"sentences": ()})["sentences"]}
    known = {row["sentence"]: row for row in (edits or {"edits": ()})["edits"]}
    found = []
    for row in record["sentences"]:
        then, told = earlier.get(row["id"], row), known.get(row["id"])
        if row["origin"] != "person":
            continue
        followed = any(str(one["note"]).startswith("glossary ") for one in (row, then))
        if then["target"] and then["target"] != row["target"] and not followed:
            told = {
                "sentence": row["id"],
                "page": row["page"],
                "source": row["source"],
                "before": then["target"],
            }
        if told and told["before"] != row["target"]:
            found.append({**told, "after": row["target"]})
    return {"schema": 1, "edits": found}


def findings_to_record(findings: Iterable[Finding]) -> Record:
    """findings.json: on a report with sentence and page, on a bilingual file with the line instead."""
    return {"schema": 1, "findings": [_finding_to_record(finding) for finding in findings]}


def _finding_to_record(finding: Finding) -> Record:
    record: Record = {"check": finding.check, "severity": finding.severity}
    if finding.line is None:
        record |= {"sentence": finding.sentence, "page": finding.page}
    else:
        record["line"] = finding.line
    return record | {
        "message": finding.message,
        "message_zh": finding.message_zh,
        "source_span": list(finding.source_span) if finding.source_span else None,
        "target_span": list(finding.target_span) if finding.target_span else None,
        "fix": finding.fix,
    }


def coverage(bitext: Bitext) -> Record:
    """How many sentences have English, by origin, and the ids and words of those that have none."""
    found = [(sentence, bitext.translation_of(sentence)) for sentence in bitext.sentences]
    origins = Counter(translation.origin for _, translation in found)
    missing = [sentence for sentence, translation in found if translation.target is None]
    total = len(found)
    return {
        "sentences": total,
        "translated": total - len(missing),
        "share": f"{(total - len(missing)) / total:.4f}" if total else "1.0000",
        "origins": dict(sorted(origins.items())),
        "awaiting": [
            {
                "id": sentence.id,
                "page": sentence.place.page,
                "source": sentence.source,
                "proposals": [asdict(one) for one in bitext.translation_of(sentence).proposals],
            }
            for sentence in missing
        ],
    }


def count_by_severity(findings: Sequence[Finding]) -> dict[str, int]:
    """How many findings stand of each severity."""
    counts = Counter(finding.severity for finding in findings)
    return {severity: counts[severity] for severity in ("wrong", "doubtful", "untidy")}
