"""translations.yaml: the English that a person wrote or approved, sentence by sentence.

The file is a list; an entry is ``source`` and ``target``, and where one source needs two renderings a
``where`` that quotes a heading above it. It is keyed by words, not by place, so that it holds for the next
version of the PDF. A build never writes it; an import that a person asked for does, and leaves every
comment and the order as they were.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq

from generator.listed import check_entries
from generator.memory import Pair, match_key
from generator.model import State
from generator.store import load_yaml

if TYPE_CHECKING:
    from generator.exchange import Planned


@dataclass(frozen=True, slots=True)
class Edit:
    """An English to be written: what stood before it, the heading it is meant for, and its state where one was given."""

    source: str
    target: str
    before: str = ""
    where: str | None = None
    state: State | None = None


_KEYS = frozenset({"source", "target", "where", "state", "note"})
_STATES = frozenset({"initial", "translated", "reviewed", "final"})


def load_translations(path: Path) -> tuple[Pair, ...]:
    """The pairs of a translations.yaml in order; none when there is no such file.

    Raises SettingsInvalid with every fault of the file, one a line.
    """
    if not path.is_file():
        return ()
    listed = check_entries(path.name, *load_yaml(path), "source, target", _faults)
    return tuple(
        Pair(
            entry["source"],
            entry["target"],
            f"{path.name}:{line}",
            entry.get("where"),
            entry.get("state", "reviewed"),
        )
        for line, entry in listed
    )


def _faults(entry: Any) -> list[tuple[str, str]]:
    if not isinstance(entry, dict):
        return [
            ("write '- source: …' and under it 'target: …'.", "请写成“- source: …”，下一行写“target: …”。")
        ]
    faults = [
        (f"'{key}' is missing; add the line '{key}: …'.", f"缺少 {key}，请补上“{key}: …”一行。")
        for key in ("source", "target")
        if not isinstance(entry.get(key), str)
    ]
    faults += [
        (
            f"'{key}' is not known here; use {', '.join(sorted(_KEYS))}.",
            f"不认识的键 {key}，可用的键为 {'、'.join(sorted(_KEYS))}。",
        )
        for key in entry
        if key not in _KEYS
    ]
    if entry.get("state", "reviewed") not in _STATES:
        faults.append(
            (
                f"state '{entry['state']}' is not known; use {', '.join(sorted(_STATES))}.",
                f"不认识的状态 {entry['state']}，可用 {'、'.join(sorted(_STATES))}。",
            )
        )
    return faults


def put_translations(content: str, pairs: Iterable[Pair], edits: Iterable[Edit] = ()) -> str:
    """The text of a translations.yaml with these pairs in it: an entry of the same source gets the new English.

    An edit finds the entry that holds the English before it, so that an entry meant for one heading stays its own.
    """
    yaml = YAML()
    yaml.width = 10_000  # a sentence stays on its line, so that a comparison shows sentences
    entries = yaml.load(content) or CommentedSeq()
    by_source: dict[str, list[Any]] = {}
    for entry in entries:
        by_source.setdefault(match_key(str(entry["source"])), []).append(entry)
    for edit in [*(Edit(pair.source, pair.target, where=pair.where) for pair in pairs), *edits]:
        same = by_source.setdefault(match_key(edit.source), [])
        entry = _entry_of(same, edit)
        if entry is None:
            entry = {"source": edit.source, "where": edit.where} if edit.where else {"source": edit.source}
            entries.append(entry)
            same.append(entry)
        entry["target"] = edit.target
        if edit.state:
            entry["state"] = edit.state
    out = io.StringIO()
    yaml.dump(entries, out)
    return out.getvalue()


def _entry_of(same: list[Any], edit: Edit) -> Any:
    """The entry that the edit is about: the one with the English that stood before, else one of the same context."""
    holding = [entry for entry in same if edit.before and str(entry["target"]).strip() == edit.before]
    meant = [entry for entry in same if entry.get("where") == edit.where]
    return next(iter([*holding, *meant]), None)


def plan_to_translations(path: Path, plan: Iterable[Planned]) -> str:
    """The text of the translations.yaml at ``path`` with what a plan changes; conflicts are left for a person."""
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    edits = [
        Edit(step.row.source.strip(), step.row.target.strip(), step.before or "", where, step.state)
        for step in plan
        if step.kind in ("changed", "stated")
        for where in step.where or (None,)
    ]
    return put_translations(before, (), edits)
