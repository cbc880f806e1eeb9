"""Bilingual files of other programs, in and out. A format is one file and one line in READERS."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.errors import MemoryInvalid
from generator.exchange.jsonl import read_jsonl
from generator.exchange.tmx import export_tmx, read_tmx
from generator.exchange.xliff import read_xliff
from generator.memory import Pair

READERS: dict[str, Callable[[Path], tuple[Pair, ...]]] = {
    ".tmx": read_tmx,
    ".xlf": read_xliff,
    ".xliff": read_xliff,
    ".jsonl": read_jsonl,
}

__all__ = ["READERS", "export_tmx", "read_pairs"]


def read_pairs(path: Path) -> tuple[Pair, ...]:
    """The Chinese-English pairs of a bilingual file, in the file's order.

    Raises MemoryInvalid when the file is missing, of another kind, or broken.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known, name = ", ".join(READERS), path.name
        raise MemoryInvalid(
            f"{name}: this kind of bilingual file is not known; give one of {known}.",
            f"{name}：不支持这种双语文件，请提供 {known} 文件。",
        )
    if not path.is_file():
        raise MemoryInvalid(
            f"{path}: there is no such file; check the name and the folder.",
            f"{path}：找不到该文件，请检查文件名和文件夹。",
        )
    try:
        return reader(path)
    except OSError as fault:
        raise MemoryInvalid(
            f"{path.name}: the file cannot be read ({fault.strerror}); check its permissions.",
            f"{path.name}：无法读取该文件（{fault.strerror}），请检查访问权限。",
        ) from fault
