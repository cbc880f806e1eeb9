"""What a build is made from: every file and the program itself, as hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from generator.settings import ROOT, Settings
from generator.store import sha256, to_json

_PERSONS_FILES = ("report.yaml", "translations.yaml", "corrections.yaml", "decisions.yaml")


def input_files(settings: Settings) -> tuple[Path, ...]:
    """Every file that a build of this report reads, the program's own apart."""
    own = [settings.folder / name for name in _PERSONS_FILES]
    glossary = sorted((ROOT / "glossary").rglob("*.yaml"))
    listed = [settings.source, *own, *settings.memory, *settings.glossary, *glossary]
    return tuple(path for path in listed if path.is_file())


def inputs_key(settings: Settings) -> str:
    """One hash over all that a build is made from: files, settings, program and templates."""
    digest = hashlib.sha256(repr(sorted(asdict(settings).items())).encode())
    for path in input_files(settings):
        digest.update(path.name.encode() + bytes.fromhex(sha256(path)))
    digest.update(tree_hash("generator", "templates", "requirements.lock").encode())
    return digest.hexdigest()


def tree_hash(*names: str) -> str:
    """One hash over the program files of these folders and files of the project."""
    digest = hashlib.sha256()
    for name in names:
        for path in sorted([ROOT / name, *(ROOT / name).rglob("*")]):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def with_lock(inputs: str, lock: Mapping[str, Any] | None) -> str:
    """The key of a build: its inputs, and the lock of the terms that it leaves for the next one."""
    return hashlib.sha256(inputs.encode() + to_json(lock)).hexdigest()
