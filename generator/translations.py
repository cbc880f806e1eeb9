"""translations.yaml: the English that a person wrote or approved, sentence by sentence.

The file is a list; an entry is ``source`` and ``target``, and where one source needs two renderings a
``where`` that quotes a heading above it. It is keyed by words, not by place, so that it holds for the next
version of the PDF. No machine step ever writes it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.errors import SettingsInvalid
from generator.memory import Pair
from generator.store import load_yaml

_KEYS = frozenset({"source", "target", "where", "state", "note"})
_STATES = frozenset({"initial", "translated", "reviewed", "final"})


def load_translations(path: Path) -> tuple[Pair, ...]:
    """The pairs of a translations.yaml in order; none when there is no such file.

    Raises SettingsInvalid with every fault of the file, one a line.
    """
    if not path.is_file():
        return ()
    entries, lines = load_yaml(path)
    if entries in (None, ""):
        return ()
    if not isinstance(entries, list):
        raise SettingsInvalid(
            f"{path.name}:1: this file must be a list of entries, each with source and target; begin each with '- source:'.",
            f"{path.name}:1：文件应为条目列表，每条含 source 和 target，以“- source:”开头。",
        )
    faults = [
        (line, fault)
        for entry, line in zip(entries, lines, strict=True)
        for fault in _faults(entry)
    ]
    if faults:
        raise SettingsInvalid(
            "\n".join(f"{path.name}:{line}: {english}" for line, (english, _) in faults),
            "\n".join(f"{path.name}:{line}：{chinese}" for line, (_, chinese) in faults),
        )
    return tuple(
        Pair(
            entry["source"], entry["target"], f"{path.name}:{line}", entry.get("where"), entry.get("state", "reviewed")
        )
        for entry, line in zip(entries, lines, strict=True)
    )


def _faults(entry: Any) -> list[tuple[str, str]]:
    if not isinstance(entry, dict):
        return [("write '- source: …' and under it 'target: …'.", "请写成“- source: …”，下一行写“target: …”。")]
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
