"""What was read of a glossary file, kept in a folder for the next who reads the same: YAML is slow.

The folder may be deleted at any time. A record that is damaged, or of another content or program, counts as none.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from generator.terms.written import Written, WrittenFile

_READERS = ("kept.py", "shape.py", "written.py")


def look_up_written(path: Path, content: bytes, folder: Path) -> WrittenFile | None:
    """The file as it was read before, or None."""
    try:
        line, _, rows = _place(path, folder).read_bytes().partition(b"\n")
    except OSError:
        return None
    if line.decode("ascii", "replace") != _mark(content, rows):
        return None
    profile, entries = json.loads(rows)
    file = str(path)
    return WrittenFile(file, [Written(file, *entry) for entry in entries], profile)


def keep_written(path: Path, content: bytes, written: WrittenFile, folder: Path) -> None:
    """Keep what was read, whole or not at all; a file with faults is read again, and so is all on a full disk."""
    if written.faults:
        return
    entries = [(entry.line, entry.values, entry.lines) for entry in written.entries]
    rows = json.dumps((written.profile, entries), ensure_ascii=False).encode()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(_mark(content, rows).encode() + b"\n" + rows)
            Path(part).replace(_place(path, folder))
        finally:
            Path(part).unlink(missing_ok=True)


def _place(path: Path, folder: Path) -> Path:
    return folder / f"{path.stem}.json"


def _mark(content: bytes, rows: bytes) -> str:
    """What stands above the rows of a file: a hash of the file, of what reads it, and of the rows themselves."""
    return hashlib.sha256(hashlib.sha256(content).digest() + _reader() + rows).hexdigest()


@cache
def _reader() -> bytes:
    programs = b"".join(Path(__file__).with_name(name).read_bytes() for name in _READERS)
    return programs + version("pyyaml").encode()
