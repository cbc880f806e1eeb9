"""The memories that a report.yaml lists: files, files with a penalty, and folders laid out as OmegaT lays them out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from generator.memory.lookup import Penalties

_KINDS = (".tmx", ".xlf", ".xliff", ".xlsx", ".jsonl", ".yaml", ".yml")
_PENALTY = re.compile(r"penalty-(\d{1,3})")
_NAMES = tuple(field.name for field in fields(Penalties))

Fault = tuple[str, str]


def find_memories(folder: Path, entries: Iterable[Any], penalties: Penalties) -> tuple[tuple[Path, int], ...]:
    """Each memory file with the points off that its entry or its folder gives it, in order, those of a folder by name.

    Below a folder ``penalty-30`` the score is 30 less, below ``mt`` it is a machine's (OmegaT's project folder). A
    folder without a memory is given as it is, so that whoever reads it says so.
    """
    return tuple(found for entry in entries for found in _of_entry(folder, entry, penalties))


def _of_entry(folder: Path, entry: Any, penalties: Penalties) -> Iterator[tuple[Path, int]]:
    named = entry if isinstance(entry, dict) else {"file": entry}
    path = folder / named["file"]
    given = int(named.get("penalty", 0))
    if not path.is_dir():
        yield path, given
        return
    files = [file for file in sorted(path.rglob("*")) if file.is_file() and file.suffix.lower() in _KINDS]
    if not files:
        yield path, given
    for file in files:
        yield file, given + _of_folder(file.relative_to(path), penalties)


def _of_folder(file: Path, penalties: Penalties) -> int:
    """The points off that the names of the folders above a file ask for."""
    told = [int(found[1]) for part in file.parts[:-1] if (found := _PENALTY.fullmatch(part))]
    return sum(told) + (penalties.machine if "mt" in file.parts[:-1] else 0)


def to_penalties(given: dict[str, str]) -> Penalties:
    """The penalties of a report.yaml; what it does not name is as in the house."""
    return Penalties(**{name: int(points) for name, points in given.items()})


def find_penalty_faults(penalties: Any) -> Iterator[Fault]:
    """What is wrong with the ``penalties`` of a report.yaml, in English and Chinese."""
    if not isinstance(penalties, dict):
        yield "write 'penalties: {machine: 15}'.", "请写成“penalties: {machine: 15}”。"
        return
    for name, points in penalties.items():
        if name not in _NAMES:
            known = ", ".join(_NAMES)
            yield (
                f"penalty '{name}' is not known; use one of {known}.",
                f"不认识的罚分 {name}，可用：{known}。",
            )
        elif not _is_points(points):
            yield f"penalty '{name}' must be 0 to 100.", f"罚分 {name} 应为 0 至 100 的整数。"


def find_entry_faults(memory: Iterable[Any]) -> Iterator[Fault]:
    """What is wrong with the entries of the list ``memory`` of a report.yaml, in English and Chinese."""
    for entry in memory:
        yield from _entry_faults(entry)


def _entry_faults(entry: Any) -> Iterator[Fault]:
    if isinstance(entry, str):
        return
    if (
        not isinstance(entry, dict)
        or not isinstance(entry.get("file"), str)
        or set(entry) - {"file", "penalty"}
    ):
        yield (
            "an entry of 'memory' is a file name or {file: name, penalty: 10}.",
            "memory 的每一项应为文件名，或 {file: 文件名, penalty: 10}。",
        )
    elif not _is_points(entry.get("penalty", "0")):
        yield (
            f"the penalty of {entry['file']} must be 0 to 100.",
            f"{entry['file']} 的罚分应为 0 至 100 的整数。",
        )


def _is_points(value: Any) -> bool:
    return isinstance(value, str) and value.isascii() and value.isdigit() and int(value) <= 100
