"""The only hand in ``output/`` and in a report's folder.

A build writes into a folder of its own beside the editions and moves its files into place at the end, each
in one step; a build that fails leaves the earlier files as they were. One build at a time holds a folder.
"""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from filelock import FileLock, Timeout

from generator.errors import ChangedMeanwhile, DuizhaoError, EnvironmentLacking, SettingsInvalid

_STAGE = ".building"
_LOCK = ".lock"
_KEPT = ".kept"


def sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def to_json(value: Any) -> bytes:
    """JSON as this product writes it: UTF-8, Chinese as characters, two blanks, one line feed at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


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

    def take_earlier(self, folder: str) -> bool:
        """Take over a folder of the build before; False where there is none."""
        path = self.folder / folder
        if path.is_dir():
            shutil.copytree(path, self.path / folder)
        return path.is_dir()

    def earlier(self, name: str) -> bytes | None:
        """What the build before left under this name, or None."""
        path = self.folder / name
        return path.read_bytes() if path.is_file() else None


class Kept:
    """What earlier builds made, by the hash of all that it was made from. Safe to delete at any time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / _KEPT
        self._used: set[str] = set()

    def get(self, step: str, key: str) -> bytes | None:
        """What this step made from these things before, or None."""
        path = self._path(step, key)
        return path.read_bytes() if path.is_file() else None

    def put(self, step: str, key: str, content: bytes) -> None:
        """Keep what this step made; whole or not at all."""
        path = self._path(step, key)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(content)
        part.replace(path)

    def forget_unused(self, step: str) -> None:
        """Drop what a step made for earlier builds and this one neither made nor used."""
        for path in self._folder.glob(f"{step}-*"):
            if path.name not in self._used:
                path.unlink(missing_ok=True)

    def _path(self, step: str, key: str) -> Path:
        name = f"{step}-{key[:24]}"
        self._used.add(name)
        return self._folder / name


@contextmanager
def open_stage(folder: Path) -> Iterator[Stage]:
    """A stage for one build. On success its files replace the earlier ones; on a fault nothing changes.

    Raises ChangedMeanwhile while another build holds the folder, EnvironmentLacking when the disk is full or
    the folder cannot be written.
    """
    with _disk_faults(folder):
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
            stage = Stage(folder)
            shutil.rmtree(stage.path, ignore_errors=True)
            stage.path.mkdir()
            try:
                yield stage
                _move_into_place(stage)
            finally:
                shutil.rmtree(stage.path, ignore_errors=True)
        finally:
            lock.release()


def _move_into_place(stage: Stage) -> None:
    """Replace the earlier build's files, and drop those that this build no longer makes.

    build.json goes last: while it still describes the earlier build, the next build makes everything anew.
    """
    earlier = _listed(stage.folder / "build.json")
    now = {str(path.relative_to(stage.path)) for path in stage.files()}
    for path in sorted(stage.files(), key=lambda path: path.name == "build.json"):
        target = stage.folder / path.relative_to(stage.path)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
    for name in earlier - now if "build.json" in now else ():
        (stage.folder / name).unlink(missing_ok=True)


def _listed(record: Path) -> set[str]:
    """The files that a build.json says its build made; none for one that cannot be read."""
    try:
        names = json.loads(record.read_bytes())["files"]
    except (OSError, ValueError, KeyError):
        return set()
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
        if fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST):
            raise EnvironmentLacking(
                f"{name}: this place cannot be written; choose another folder with --out.",
                f"{name}：无法写入该位置，请用 --out 指定其他文件夹。",
            ) from fault
        raise


def replace_file(path: Path, content: bytes) -> None:
    """Write a file of a report's folder, whole or not at all."""
    with _disk_faults(path.parent):
        part = path.with_name(f".{path.name}.part")
        part.write_bytes(content)
        part.replace(path)


def load_yaml(path: Path) -> tuple[Any, list[int]]:
    """The content of a person's YAML file, every value a string; and the line of each entry of its list.

    Raises SettingsInvalid for a file that is not UTF-8 or not YAML, with the line.
    """
    try:
        node = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.CBaseLoader)
    except UnicodeDecodeError as fault:
        raise SettingsInvalid(
            f"{path.name}: the file is not UTF-8 text; save it as UTF-8.",
            f"{path.name}：文件不是 UTF-8 编码，请另存为 UTF-8。",
        ) from fault
    except yaml.YAMLError as fault:
        raise _yaml_fault(path, fault) from fault
    if node is None:
        return None, []
    loader = yaml.CBaseLoader("")
    try:
        content = loader.construct_document(node)
    finally:
        loader.dispose()
    children = node.value if isinstance(node, yaml.SequenceNode) else []
    return content, [child.start_mark.line + 1 for child in children]


def _yaml_fault(path: Path, fault: yaml.YAMLError) -> SettingsInvalid:
    mark = getattr(fault, "problem_mark", None)
    line = f":{mark.line + 1}" if mark else ""
    problem = getattr(fault, "problem", None) or "it cannot be parsed"
    return SettingsInvalid(
        f"{path.name}{line}: the YAML is broken here ({problem}); check the blanks before the key, the colon and the quotation marks.",
        f"{path.name}{line}：此处 YAML 有误（{problem}），请检查缩进、冒号和引号。",
    )
