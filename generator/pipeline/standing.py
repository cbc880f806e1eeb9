"""The build that stands in the output folder, and whether it is still the one that is asked for.

Nothing heavier than hashing is done here: a build that has nothing to do ends before the rooms are opened.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.errors import SettingsInvalid
from generator.pipeline.inputs import input_parts
from generator.settings import Settings
from generator.store import finish_earlier, load_record, replace_file, sha256, to_json

LOCK = "terms.lock.json"


@dataclass(frozen=True, slots=True)
class Build:
    """What a build left: the record of build.json and the files. ``fresh`` is False when nothing had to be done.

    ``stopped`` says, in both languages, why an engine was not asked for every sentence, where it was so.
    """

    record: dict[str, Any]
    files: tuple[Path, ...]
    fresh: bool
    stopped: tuple[str, str] | None = None


def find_standing(settings: Settings) -> Build | None:
    """The build that is there, if it was made from what is there now and its files are as it left them.

    Where an engine is named and some sentences have no English, nothing stands: the engine may answer today.
    """
    finish_earlier(settings.out)
    build = load_build(settings.out)
    if build is None or build.record["key"] != build_key(input_parts(settings), load_lock(settings)):
        return None
    if settings.engine and build.record["coverage"]["awaiting"]:
        return None
    intact = all(
        path.is_file() and sha256(path) == build.record["files"].get(_name(path, settings.out), sha256(path))
        for path in build.files
    )
    return build if intact else None


def load_build(out: Path, *, fresh: bool = False) -> Build | None:
    """The build that a folder's build.json tells of; None where there is none that can be read."""
    record = load_record(out / "build.json")
    if record is None or not {"key", "coverage", "files"} <= record.keys():
        return None
    return Build(record, tuple(out / name for name in [*record["files"], "build.json"]), fresh)


def _name(path: Path, out: Path) -> str:
    return str(path.relative_to(out))


def build_key(parts: Mapping[str, str], lock: Mapping[str, Any] | None) -> str:
    """One hash over all that a build is made from, and the lock of the terms that it leaves for the next one."""
    return hashlib.sha256(to_json(dict(sorted(parts.items()))) + to_json(lock)).hexdigest()


def lock_path(settings: Settings) -> Path:
    """Where the lock of the terms lies: in a report's own folder, for a lone PDF beside its editions."""
    own = (settings.folder / "report.yaml").is_file()
    return (settings.folder if own else settings.out) / LOCK


def save_lock(settings: Settings, lock: Mapping[str, Any]) -> None:
    """Write the lock of the terms, if it is another than the one that is there."""
    if load_lock(settings) != lock:
        path = lock_path(settings)
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, to_json(lock))


def load_lock(settings: Settings) -> dict[str, Any] | None:
    """The lock of the terms, or None where there is none: then today's glossary is the first.

    Raises SettingsInvalid when it is there and cannot be read: edits of the glossary would not be followed.
    """
    path = lock_path(settings)
    lock = load_record(path)
    if lock is None and path.is_file():
        raise SettingsInvalid(
            f"{path}: this file is damaged; put back an earlier copy, or delete it: the glossary of today then "
            "counts as the one that the English was written with.",
            f"{path}：文件已损坏，请恢复旧的副本，或删除该文件（此后以当前术语表为起点）。",
        )
    return lock
