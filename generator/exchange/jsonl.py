"""JSON lines: ``{"source": …, "target": …}`` on each line."""

from __future__ import annotations

import json
from pathlib import Path

from generator.errors import MemoryInvalid
from generator.memory import Pair


def read_jsonl(path: Path) -> tuple[Pair, ...]:
    """The pairs of a JSON lines file, one a line; blank lines count but give no pair.

    ``place`` is the line, from 1. Raises MemoryInvalid with the first line that is not of this shape.
    """
    pairs = []
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        pair = _parse(line)
        if pair is None:
            raise MemoryInvalid(
                f'{path.name}:{number}: this line is not {{"source": "…", "target": "…"}}; correct it or take it out.',
                f'{path.name}:{number}：本行不是 {{"source": "…", "target": "…"}} 格式，请更正或删除。',
            )
        pairs.append(Pair(pair[0], pair[1], f"{path.name}:{number}"))
    return tuple(pairs)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as fault:
        raise MemoryInvalid(
            f"{path.name}: the file is not UTF-8 text; save it as UTF-8.",
            f"{path.name}：文件不是 UTF-8 编码，请另存为 UTF-8。",
        ) from fault


def _parse(line: str) -> tuple[str, str] | None:
    try:
        record = json.loads(line)
    except ValueError:
        return None
    if not isinstance(record, dict):
        return None
    source, target = record.get("source"), record.get("target")
    if not isinstance(source, str) or not isinstance(target, str | None):
        return None
    return source, target or ""
