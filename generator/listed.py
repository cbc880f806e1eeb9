"""A list that a person writes in YAML: every entry looked at, every fault said with its line, all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from generator.errors import SettingsInvalid

Fault = tuple[str, str]


def check_entries(
    name: str, entries: Any, lines: Sequence[int], needs: str, faults: Callable[[Any], Iterable[Fault]]
) -> list[tuple[int, Any]]:
    """The entries of a file with their lines; none for an empty file.

    ``needs`` says what an entry has (``check and reason``), ``faults`` what is wrong with one, in English and
    Chinese. Raises SettingsInvalid with all that is wrong, each as ``file:line: message``.
    """
    if entries in (None, ""):
        return []
    if not isinstance(entries, list):
        raise SettingsInvalid(
            f"{name}:1: this file must be a list of entries, each with {needs}; begin each with '- '.",
            f"{name}:1：文件应为条目列表，每条含 {needs}，以“- ”开头。",
        )
    listed = list(zip(lines, entries, strict=True))
    found = [(line, fault) for line, entry in listed for fault in faults(entry)]
    if found:
        raise SettingsInvalid(
            "\n".join(f"{name}:{line}: {english}" for line, (english, _) in found),
            "\n".join(f"{name}:{line}：{chinese}" for line, (_, chinese) in found),
        )
    return listed
