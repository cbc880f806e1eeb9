"""What a build is made from: every file and the program itself, as hashes."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from pathlib import Path
from typing import Any

from generator.settings import ROOT, Settings, load_settings
from generator.store import sha256

_PERSONS_FILES = ("report.yaml", "translations.yaml", "corrections.yaml", "decisions.yaml")
_PLACES = ("source", "folder", "out", "memory", "glossary", "engine", "previous")
PROGRAM, TEMPLATES, PACKAGES = "generator/", "templates/", "requirements.lock"
SETTINGS, PLACES = "settings", "places"
ENGINE = "engine"


def input_files(settings: Settings) -> tuple[Path, ...]:
    """Every file that a build of this report reads, the program's own apart."""
    own = [settings.folder / name for name in _PERSONS_FILES]
    theme = sorted((settings.folder / settings.theme).rglob("*"))
    glossary = sorted((ROOT / "glossary").rglob("*.yaml"))
    listed = [
        settings.source,
        *own,
        *settings.memory,
        *settings.glossary,
        *theme,
        *_previous(settings),
        *glossary,
    ]
    if settings.previous:
        last = load_settings(settings.previous)
        listed += [
            last.source,
            *(last.folder / name for name in _PERSONS_FILES),
            *last.memory,
            *last.glossary,
        ]
    return tuple(dict.fromkeys(path for path in listed if path.is_file()))


def _previous(settings: Settings) -> list[Path]:
    """The files of last year's report."""
    if settings.previous is None:
        return []
    return sorted(settings.previous.glob("*")) if settings.previous.is_dir() else [settings.previous]


def input_parts(settings: Settings) -> dict[str, str]:
    """Name → hash of each thing that a build is made from: files, settings, program, templates, packages."""
    parts = {part_name(path, settings): sha256(path) for path in input_files(settings)}
    chosen = asdict(settings)
    places = {name: chosen.pop(name) for name in _PLACES}
    if settings.engine:
        from generator.engines import engine_identity  # the network's libraries load only for an engine

        parts[ENGINE] = hashlib.sha256(engine_identity(settings.engine).encode()).hexdigest()
    return parts | {
        SETTINGS: _hash_of(chosen),
        PLACES: _hash_of(places),
        PROGRAM: tree_hash("generator"),
        TEMPLATES: tree_hash("templates"),
        PACKAGES: tree_hash("requirements.lock"),
    }


def _hash_of(chosen: dict[str, Any]) -> str:
    return hashlib.sha256(repr(sorted(chosen.items())).encode()).hexdigest()


def part_name(path: Path, settings: Settings) -> str:
    """What a file is called in build.json: as in the report's folder, as in the project, else its name.

    A file from elsewhere has the beginning of the hash of its place behind its name, as two may be called the same.
    """
    for folder in (settings.folder, ROOT):
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return f"{path.name}@{hashlib.sha256(str(path).encode()).hexdigest()[:6]}"


def tree_hash(*names: str) -> str:
    """One hash over the program files of these folders and files of the project."""
    digest = hashlib.sha256()
    for name in names:
        for path in sorted([ROOT / name, *(ROOT / name).rglob("*")]):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
