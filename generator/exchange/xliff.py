"""XLIFF 1.2 and 2.x: the source and target of each segment (docs.oasis-open.org/xliff)."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element  # noqa: S405 - types only; defusedxml does the parsing

from generator.errors import MemoryInvalid
from generator.exchange.xml import inner_text, local_name, read_elements
from generator.memory import Pair

_MARKUP = frozenset({"bpt", "ept", "it", "ph", "x", "bx", "ex", "sc", "ec", "cp"})


def read_xliff(path: Path) -> tuple[Pair, ...]:
    """The pairs of an XLIFF file in order; a unit without a target has an empty one.

    ``place`` counts the units from 1. Raises MemoryInvalid for broken XML and for a file without units.
    """
    pairs = tuple(
        Pair(_words(unit, "source"), _words(unit, "target"), f"{path.name}:{number}", None, _state(unit))
        for number, unit in enumerate(read_elements(path, "trans-unit", "segment"), 1)
    )
    if not pairs:
        raise MemoryInvalid(
            f"{path.name}: there is no translation unit in this file; export it as XLIFF 1.2 or 2.1.",
            f"{path.name}：文件中没有翻译单元，请导出为 XLIFF 1.2 或 2.1。",
        )
    return pairs


def _words(unit: Element, name: str) -> str:
    part = next((child for child in unit if local_name(child) == name), None)
    return inner_text(part, _MARKUP) if part is not None else ""


def _state(unit: Element) -> str:
    target = next((child for child in unit if local_name(child) == "target"), None)
    state = unit.get("state") or (target.get("state") if target is not None else None) or ""
    return state if state in ("initial", "reviewed", "final") else "translated"
