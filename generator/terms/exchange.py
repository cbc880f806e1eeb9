"""The glossary as plain records, the common ground of XLSX, CSV and TBX: what is carried, what a file brings back.

A record has the keys of an entry as the YAML has them. A format carries some of them; the others are counted when
it is written, and left as they are in the glossary when a file comes back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.terms.edit import add_entry, edit_entry
from generator.terms.fault import Fault
from generator.terms.fold import fold_key
from generator.terms.glossary import Glossary
from generator.terms.shape import ENTRY, PLAIN, REQUIRED
from generator.terms.term import Forbidden, Guards, Sense, Term, When

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Exported:
    """A file's bytes and, by key, in how many entries something was not carried."""

    data: bytes
    entries: int
    lost: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Imported:
    """The records of a file, each with its row, and what could not be read.

    ``whole`` are the keys of which the file says all there is: where a record lacks one, its value was taken out.
    """

    file: str
    records: tuple[tuple[int, Record], ...]
    whole: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()


@dataclass(slots=True)
class Merged:
    """A glossary file's text after an import; the ids added, changed and found as they were; what was left out."""

    text: str
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def term_to_record(term: Term) -> Record:
    """The entry as the YAML would have it, without what is default."""
    record: Record = {
        "id": term.id,
        "zh": term.zh,
        "en": term.en,
        "domain": term.domain,
        "source": list(term.source),
    }
    for key in ("variants", "forms", "alternatives"):
        record[key] = list(getattr(term, key))
    for key in ("first", "kind", *PLAIN):
        record[key] = getattr(term, key)
    record["forbidden"] = _forbidden(term.forbidden)
    record["match"] = _guards(term.match)
    record["senses"] = [_sense(sense) for sense in term.senses]
    record["valid"] = _without_blanks({"from": term.valid_from, "to": term.valid_to})
    record["example"] = {"zh": term.example.zh, "en": term.example.en} if term.example else None
    record["checked"] = _without_blanks({"by": term.checked_by, "date": term.checked_date})
    defaults = {"kind": "job" if term.domain == "title" else "term", "case": "sentence", "pos": "noun",
                "confidence": "high", "status": "approved"}  # fmt: skip
    return {
        key: record[key]
        for key in ENTRY.keys
        if record[key] not in (None, [], {}, "", False, defaults.get(key))
    }


def _without_blanks(values: Mapping[str, Any]) -> Record:
    return {key: value for key, value in values.items() if value}


def _forbidden(forbidden: Iterable[Forbidden]) -> list[Any]:
    return [{"text": one.text, "why": one.why} if one.why else one.text for one in forbidden]


def _guards(guards: Guards) -> Record:
    return _without_blanks(
        {
            "not_after": list(guards.not_after),
            "not_before": list(guards.not_before),
            "marks": "《》" if guards.marks else "",
            "digits": guards.digits,
            "whole": guards.whole,
        }
    )


def _sense(sense: Sense) -> Record:
    return _without_blanks(
        {
            "when": _when(sense.when) if sense.when else None,
            "en": sense.en,
            "alternatives": list(sense.alternatives),
            "forbidden": _forbidden(sense.forbidden),
        }
    )


def _when(when: When) -> Record:
    keys = ("near", "not_near", "domain", "section", "market", "company")
    return _without_blanks({key: list(getattr(when, key)) for key in keys})


def count_lost(records: Iterable[Record], carried: Iterable[str]) -> dict[str, int]:
    """In how many records each key that is not carried says something."""
    kept = set(carried)
    lost = Counter(key for record in records for key in record if key not in kept)
    return dict(sorted(lost.items()))


def merge_records(text: str, imported: Imported, glossary: Glossary) -> Merged:
    """A glossary file's text with the records in it: entries that are there changed, others added.

    ``glossary`` is what the file and those before it make; an entry of an earlier file gets an overlay with the keys
    that differ. A new entry that lacks a required key is left out, and named among the faults.
    """
    merged = Merged(text, faults=list(imported.faults))
    by_zh = {fold_key(term.zh): term for term in glossary.entries}
    for row, record in imported.records:
        term = glossary.look_up(record.get("id", "")) or by_zh.get(fold_key(record.get("zh", "")))
        if term is not None:
            _change(merged, record, term, imported.whole)
        elif lacking := [key for key in REQUIRED if not record.get(key)]:
            merged.faults.append(_lacks(imported.file, row, record, lacking))
        else:
            merged.text = add_entry(merged.text, record)
            merged.added.append(record.get("id") or record["zh"])
    return merged


def _change(merged: Merged, record: Record, term: Term, whole: frozenset[str]) -> None:
    now = term_to_record(term)
    differ: Record = {
        key: record.get(key)
        for key in ENTRY.keys
        if record.get(key) != now.get(key)
        and (key in record or (key in whole and key not in REQUIRED))
        and key != "id"
    }
    if not differ:
        merged.same.append(term.id)
        return
    try:
        merged.text = edit_entry(merged.text, term.id, differ)
    except KeyError:
        merged.text = add_entry(merged.text, {"id": term.id, **differ})
    merged.changed.append(term.id)


def _lacks(file: str, row: int, record: Record, lacking: Sequence[str]) -> Fault:
    name, listed = record.get("zh") or record.get("en") or "an entry", ", ".join(lacking)
    return Fault(
        file, row, f"'{name}' is new and lacks {listed}: fill it in", f"新词条“{name}”缺少 {listed}：请填写"
    )
