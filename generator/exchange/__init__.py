"""Bilingual files of other programs, in and out. A format is one file and one line in each table below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from generator.errors import MemoryInvalid, system_reason
from generator.exchange.docx import export_docx, read_docx_rows
from generator.exchange.jsonl import read_jsonl
from generator.exchange.misnamed import find_misnamed
from generator.exchange.plan import Planned, count_kinds, find_missing, plan_import
from generator.exchange.rows import Row, bitext_to_pairs, bitext_to_rows
from generator.exchange.tmx import export_tmx, read_tmx
from generator.exchange.xliff import export_xliff, read_xliff, read_xliff_rows
from generator.exchange.xlsx import export_xlsx, read_xlsx, read_xlsx_rows
from generator.memory import Pair

READERS: dict[str, Callable[[Path], Iterable[Pair]]] = {
    ".tmx": read_tmx,
    ".xlf": read_xliff,
    ".xliff": read_xliff,
    ".xlsx": read_xlsx,
    ".jsonl": read_jsonl,
}

ROW_WRITERS: dict[str, Callable[[tuple[Row, ...]], bytes]] = {
    ".xlsx": export_xlsx,
    ".docx": export_docx,
    ".xlf": lambda rows: export_xliff(rows, "1.2"),
    ".xliff": export_xliff,
}
ROW_READERS: dict[str, Callable[[Path], Iterable[Row]]] = {
    ".xlsx": read_xlsx_rows,
    ".docx": read_docx_rows,
    ".xlf": read_xliff_rows,
    ".xliff": read_xliff_rows,
}

__all__ = [
    "READERS",
    "ROW_READERS",
    "ROW_WRITERS",
    "Planned",
    "Row",
    "bitext_to_pairs",
    "bitext_to_rows",
    "count_kinds",
    "export_rows",
    "export_tmx",
    "find_missing",
    "plan_import",
    "read_pairs",
    "read_rows",
    "stream_pairs",
]


def read_pairs(path: Path) -> tuple[Pair, ...]:
    """The Chinese-English pairs of a bilingual file, in the file's order.

    Raises MemoryInvalid when the file is missing, of another kind, or broken.
    """
    return tuple(stream_pairs(path))


def stream_pairs(path: Path) -> Iterator[Pair]:
    """The same, one pair at a time: a memory may be larger than what fits well in the machine's own."""
    return _read(path, READERS)


def read_rows(path: Path) -> tuple[Row, ...]:
    """The rows of a review file that came back. Raises MemoryInvalid as read_pairs does."""
    return tuple(_read(path, ROW_READERS))


def export_rows(rows: tuple[Row, ...], suffix: str) -> bytes:
    """The rows as a review file of the kind that the suffix names; XLIFF is 1.2 as .xlf and 2.1 as .xliff."""
    return _of_kind(ROW_WRITERS, f"*{suffix}", suffix)(rows)


Reader = TypeVar("Reader")


def _read(path: Path, readers: dict[str, Callable[[Path], Iterable[Reader]]]) -> Iterator[Reader]:
    if path.is_dir():
        raise MemoryInvalid(
            f"{path}: this folder holds no file that is read here; put one of {', '.join(readers)} in it, or do not name it.",
            f"{path}：该文件夹中没有可读取的文件，请放入 {', '.join(readers)} 文件，或不再列出该文件夹。",
        )
    if not path.is_file():
        raise MemoryInvalid(
            f"{path}: there is no such file; check the name and the folder.",
            f"{path}：找不到该文件，请检查文件名和文件夹。",
        )
    read = _of_kind(readers, path.name, path.suffix)
    try:
        yield from read(path)
    except MemoryInvalid as fault:
        raise find_misnamed(path) or fault from fault
    except OSError as fault:
        why, why_zh = system_reason(fault)
        raise MemoryInvalid(
            f"{path.name}: the file cannot be read ({why}); check its permissions.",
            f"{path.name}：无法读取该文件（{why_zh}），请检查访问权限。",
        ) from fault


Entry = TypeVar("Entry")


def _of_kind(table: dict[str, Entry], name: str, suffix: str) -> Entry:
    if suffix.lower() not in table:
        known = ", ".join(table)
        raise MemoryInvalid(
            f"{name}: this kind of file is not known here; give one of {known}.",
            f"{name}：不支持这种文件，请使用 {known}。",
        )
    return table[suffix.lower()]
