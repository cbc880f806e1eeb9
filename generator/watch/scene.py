"""What the browser is shown: the pages of the last build, newer ones over them, and how things stand."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote


@dataclass(frozen=True, slots=True)
class Words:
    """Something said in both languages."""

    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Status:
    """How things stand. ``number`` grows with every change; ``fault`` says that the page shown is the last good one."""

    number: int
    words: Words
    fault: bool = False


READY = Words("Everything is built.", "全部已生成。")
SETTING = Words("The pages are new; the PDFs are being set.", "网页已更新，PDF 正在排版。")


class Scene:
    """The output folder of a report and the pages over it. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._over: Mapping[str, bytes] = {}
        self._status = Status(1, READY)
        self._open = True
        self._changed = threading.Condition()

    def show(self, folder: Path, pages: Mapping[str, bytes], words: Words) -> None:
        """Show these pages over those in the folder."""
        with self._changed:
            self._folder, self._over = folder, pages
            self._set(words, fault=False)

    def fail(self, words: Words) -> None:
        """Tell what is wrong; the pages stay."""
        with self._changed:
            self._set(words, fault=True)

    def close(self) -> None:
        """Let go of everyone who waits."""
        with self._changed:
            self._open = False
            self._changed.notify_all()

    def _set(self, words: Words, *, fault: bool) -> None:
        self._status = Status(self._status.number + 1, words, fault)
        self._changed.notify_all()

    def wait(self, seen: int, seconds: float) -> Status | None:
        """The status once it is another than the one with this number; the same after ``seconds``; None at the end."""
        with self._changed:
            self._changed.wait_for(lambda: not self._open or self._status.number != seen, seconds)
            return self._status if self._open else None

    def names(self) -> list[str]:
        """The files that somebody may want to open, pages first and those for machines last; none in folders."""
        with self._changed:
            there = {path.name for path in self._folder.glob("*") if path.is_file()} | set(self._over)
        return sorted((name for name in there if "/" not in name and not name.startswith(".")), key=_rank)

    def look_up(self, path: str) -> bytes | None:
        """The file at the path of an address, newer pages first; None outside the folder and for hidden files."""
        name = unquote(path).lstrip("/")
        if "\\" in name or "\0" in name or any(part.startswith(".") for part in name.split("/")):
            return None
        with self._changed:
            if name in self._over:
                return self._over[name]
            root = self._folder.resolve()
        file = (root / name).resolve()
        try:
            return file.read_bytes() if file.is_relative_to(root) and file.is_file() else None
        except OSError:
            return None


def _rank(name: str) -> tuple[int, str]:
    """Where a file stands in a list for people: the editions, what the team reads, the rest."""
    suffix = name.rpartition(".")[2]
    edition = name.count(".") > 1 and suffix in ("html", "pdf")
    return 0 if edition else 2 if suffix == "json" else 1, name


def mark_of(content: bytes) -> str:
    """What a page is known by: the browser asks whether it is still the same."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'
