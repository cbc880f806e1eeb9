"""The only hand in ``output/`` and in a report's folder.

A build writes into a folder of its own. When all is there, one renaming makes it the build that stands, and its
files move into place; a build that is killed before leaves the earlier files as they were, one that is killed while
they move is finished by the next. One build at a time holds a folder.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from filelock import FileLock, Timeout

from generator.errors import (
    ChangedMeanwhile,
    DuizhaoError,
    EnvironmentLacking,
    SettingsInvalid,
    system_reason,
)
from generator.slips import find_repeated, yaml_slip

_STAGE = ".building"
_READY = ".ready"
_RECORD = "build.json"
_LOCK = ".lock"
_KEPT = ".kept"
_PART = ".part"
_DIGEST = hashlib.sha256().digest_size


def sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def to_json(value: Any) -> bytes:
    """JSON as this product writes it: UTF-8, Chinese as characters, two blanks, one line feed at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def load_record(path: Path) -> dict[str, Any] | None:
    """A JSON record that a build left; None where there is none, or one that somebody broke."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


class Stage:
    """A build's own folder; what is written here stands in ``folder`` when the build has succeeded."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / _STAGE

    @property
    def assets(self) -> Path:
        """Where the pictures of the report go."""
        return self.path / "assets"

    def write(self, name: str, content: bytes) -> None:
        """Write a file of the build; ``name`` may hold folders."""
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)

    def files(self) -> tuple[Path, ...]:
        """What has been written so far, in order of name."""
        return tuple(sorted(path for path in self.path.rglob("*") if path.is_file()))

    def written(self, name: str) -> bytes | None:
        """What this build has written under this name, or None."""
        path = self.path / name
        return path.read_bytes() if path.is_file() else None

    def take_earlier(self, folder: str, *, without: str) -> bool:
        """Take over a folder of the build before, but for files of this pattern; False where there is none."""
        path = self.folder / folder
        if path.is_dir():
            shutil.copytree(path, self.path / folder, ignore=shutil.ignore_patterns(without))
        return path.is_dir()

    def earlier(self, name: str) -> bytes | None:
        """What the build before left under this name, or None."""
        path = self.folder / name
        return path.read_bytes() if path.is_file() else None

    def earlier_record(self, name: str) -> dict[str, Any] | None:
        """A record of the build before, as ``load_record`` gives it."""
        return load_record(self.folder / name)


class Kept:
    """What earlier builds made, by the hash of all that it was made from. Safe to delete at any time.

    Each file begins with the hash of its content: one that was damaged is as good as not there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / _KEPT
        self._used: set[str] = set()
        self._made: set[str] = set()

    def get(self, step: str, key: str) -> bytes | None:
        """What this step made from these things before, or None."""
        path = self._path(step, key)
        held = path.read_bytes() if path.is_file() else b""
        content = held[_DIGEST:]
        return content if held[:_DIGEST] == hashlib.sha256(content).digest() else None

    def put(self, step: str, key: str, content: bytes) -> None:
        """Keep what this step made; whole or not at all."""
        path = self._path(step, key)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(_PART)
        part.write_bytes(hashlib.sha256(content).digest() + content)
        part.replace(path)
        self._made.add(path.name)

    def count(self, step: str) -> tuple[int, int]:
        """How many things of a step were wanted, and how many of them were there from before."""
        wanted = {name for name in self._used if name.startswith(f"{step}-")}
        return len(wanted), len(wanted - self._made)

    def use(self, step: str, key: str) -> None:
        """Say that what this step made before is still wanted, without a look at it."""
        self._path(step, key)

    def forget_unused(self, step: str) -> None:
        """Drop what a step made for earlier builds and this one neither made nor used."""
        for path in self._folder.glob(f"{step}-*"):
            if path.name not in self._used:
                path.unlink(missing_ok=True)

    def _path(self, step: str, key: str) -> Path:
        name = f"{step}-{key[:24]}"
        self._used.add(name)
        return self._folder / name


class Journal:
    """A file that only grows, a line of JSON for each row, on the disk when ``append`` returns."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def rows(self) -> list[dict[str, Any]]:
        """The rows so far; a line that is none, as a crash or a hand may leave one, is left out."""
        rows = []
        for line in self._path.read_bytes().splitlines() if self._path.is_file() else ():
            try:
                row = json.loads(line)
            except ValueError:
                continue
            if isinstance(row, dict):
                rows.append(row)
        return rows

    def append(self, row: dict[str, Any]) -> None:
        """Add a row. After a crash it begins on a line of its own."""
        with _disk_faults(self._path.parent), self._path.open("ab+") as stream:
            if stream.tell():
                stream.seek(-1, os.SEEK_END)
                if stream.read(1) != b"\n":
                    stream.write(b"\n")
            stream.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
            stream.flush()
            os.fsync(stream.fileno())


@contextmanager
def open_stage(folder: Path) -> Iterator[Stage]:
    """A stage for one build. On success its files replace the earlier ones; on a fault nothing changes.

    Raises ChangedMeanwhile while another build holds the folder, EnvironmentLacking when the disk is full or
    the folder cannot be written.
    """
    with _disk_faults(folder), _held(folder):
        _clear(folder)
        stage = Stage(folder)
        stage.path.mkdir()
        try:
            yield stage
            stage.path.replace(folder / _READY)  # from here on the new build stands, whatever happens
            _move_into_place(folder)
        finally:
            shutil.rmtree(stage.path, ignore_errors=True)


def finish_earlier(folder: Path) -> None:
    """Move into place what a build that was killed meanwhile had left to move; nothing where all is done."""
    if (folder / _READY).is_dir():
        with _disk_faults(folder), _held(folder):
            _clear(folder)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """The folder, for one build alone. The system lets go of it when the process ends, however it ends."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / _LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as fault:
        raise ChangedMeanwhile(
            f"{folder}: another build is writing here; wait until it has ended and build again.",
            f"{folder}：另一个生成任务正在写入该文件夹，请待其结束后再试。",
        ) from fault
    try:
        yield
    finally:
        lock.release()


def _clear(folder: Path) -> None:
    """Finish the build before, and drop what a killed one left half done."""
    _move_into_place(folder)
    shutil.rmtree(folder / _STAGE, ignore_errors=True)
    for part in (folder / _KEPT).glob(f"*{_PART}"):
        part.unlink(missing_ok=True)


def _move_into_place(folder: Path) -> None:
    """Replace the earlier build's files by those that are ready, and drop what this build no longer makes.

    Each step may have been done already. build.json goes last: while it describes the earlier build, what that
    one made is still known and the next build does not take the files for finished.
    """
    ready = folder / _READY
    left = sorted(str(path.relative_to(ready)) for path in ready.rglob("*") if path.is_file())
    for name in left:
        if name != _RECORD:
            _move(ready / name, folder / name)
    if _RECORD in left:
        for name in _listed(folder / _RECORD) - _listed(ready / _RECORD):
            (folder / name).unlink(missing_ok=True)
        _move(ready / _RECORD, folder / _RECORD)
    shutil.rmtree(ready, ignore_errors=True)


def _move(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    path.replace(target)


def _listed(record: Path) -> set[str]:
    """The files that a build.json says its build made; none for one that cannot be read."""
    names = (load_record(record) or {}).get("files", ())
    return {name for name in names if not Path(name).is_absolute() and ".." not in Path(name).parts}


@contextmanager
def _disk_faults(folder: Path) -> Iterator[None]:
    try:
        yield
    except DuizhaoError:
        raise
    except OSError as fault:
        name = fault.filename or folder
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            raise EnvironmentLacking(
                f"{name}: the disk is full; make room and build again. The earlier editions are untouched.",
                f"{name}：磁盘已满，请清理空间后重新生成。此前的文件保持不变。",
            ) from fault
        if fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.EISDIR):
            why, why_zh = system_reason(fault)
            raise EnvironmentLacking(
                f"{name}: this place cannot be written ({why}); choose another folder with --out, or allow it.",
                f"{name}：无法写入该位置（{why_zh}），请用 --out 指定其他文件夹，或开放权限。",
            ) from fault
        raise


def replace_file(path: Path, content: bytes) -> None:
    """Write a file of a report's folder, whole or not at all, and on the disk before anything else is done."""
    with _disk_faults(path.parent):
        part = path.with_name(f".{path.name}{_PART}")
        try:
            with part.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def load_yaml(path: Path) -> tuple[Any, list[int]]:
    """The content of a person's YAML file, every value a string; and the line of each entry of its list, or of each key.

    Raises SettingsInvalid for a file that is not UTF-8, not YAML, or has a key twice, with the line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise SettingsInvalid(
            f"{path.name}: the file is not UTF-8 text; save it again with the encoding UTF-8 (in Notepad: Save as).",
            f"{path.name}：文件不是 UTF-8 编码，请另存为 UTF-8（记事本：“另存为”，编码选 UTF-8）。",
        ) from fault
    try:
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
        content = _construct(node) if node else None
    except yaml.YAMLError as fault:
        line, (reason, reason_zh) = yaml_slip(text, fault)
        at = f"{path.name}:{line}" if line else path.name
        raise SettingsInvalid(
            f"{at}: the YAML is broken here: {reason}.", f"{at}：此处 YAML 有误：{reason_zh}。"
        ) from fault
    if repeated := find_repeated(node):
        raise SettingsInvalid(
            "\n".join(f"{path.name}:{line}: {reason}." for line, (reason, _) in repeated),
            "\n".join(f"{path.name}:{line}：{reason}。" for line, (_, reason) in repeated),
        )
    children = node.value if isinstance(node, yaml.SequenceNode) else []
    keys = [key for key, _ in node.value] if isinstance(node, yaml.MappingNode) else []
    return content, [child.start_mark.line + 1 for child in (*children, *keys)]


def _construct(node: yaml.Node) -> Any:
    loader = yaml.CBaseLoader("")
    try:
        return loader.construct_document(node)
    finally:
        loader.dispose()
