"""Layers of written entries to one: an overlay gives only the keys that it changes, ``en: null`` removes.

An overlay names its entry by ``id``, or by the same ``zh``. When it changes the English, what hung on the
old English follows: ``first``, the default sense, and lists that would contradict the new one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator.terms.fault import Fault
from generator.terms.fold import fold_key
from generator.terms.shape import REQUIRED
from generator.terms.written import Written


@dataclass(frozen=True, slots=True)
class Merged:
    """An entry after all layers: its values, where each key was last written, and the last layer that touched it."""

    id: str
    values: dict[str, Any]
    written: Written
    layer: int


def merge_layers(layers: Sequence[Sequence[Written]]) -> tuple[list[Merged], list[Fault]]:
    """The entries in the order of their first writing, and what was wrong with overlays."""
    merged: dict[str, Merged] = {}
    by_zh: dict[str, str] = {}
    faults: list[Fault] = []
    for layer, entries in enumerate(layers):
        faults += _duplicates(entries)
        for written in entries:
            name = _name_of(written, by_zh)
            base = merged.get(name)
            if "en" in written.values and written.values["en"] is None:
                faults += _remove(name, written, merged)
                continue
            values = _overlay(base.values, written.values) if base else written.values
            faults += _lacking(written, values)
            merged[name] = Merged(name, values, written, layer)
            if zh := values.get("zh"):
                by_zh[fold_key(zh)] = name
    return list(merged.values()), faults


def _name_of(written: Written, by_zh: dict[str, str]) -> str:
    zh = written.values.get("zh") or ""
    name = written.values.get("id")
    if name:
        return str(name)
    return by_zh.get(fold_key(zh)) or zh.strip("《》")


def _remove(name: str, written: Written, merged: dict[str, Merged]) -> list[Fault]:
    if merged.pop(name, None):
        return []
    return [
        Fault(
            written.file,
            written.lines.get("en", written.line),
            f"'en: null' takes an entry away, and there is none called '{name}' in the files before",
            f"“en: null”用于删除词条，而前面的文件中没有“{name}”",
        )
    ]


def _overlay(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """The base's values with the overlay's put on them."""
    values = base | over
    old, new = base.get("en"), over.get("en")
    if not old or not new or old == new:
        return values
    if "first" in base and "first" not in over:
        if old in base["first"]:
            values["first"] = base["first"].replace(old, new)
        else:
            del values["first"]
    if "senses" in base and "senses" not in over and base["senses"][-1].get("en") == old:
        values["senses"] = [*base["senses"][:-1], base["senses"][-1] | {"en": new}]
    for key in ("alternatives", "forms"):
        if key in base and key not in over:
            values[key] = [text for text in base[key] if text != new]
    if "forbidden" in base and "forbidden" not in over:
        values["forbidden"] = [one for one in base["forbidden"] if one.get("text") != new]
    return values


def _lacking(written: Written, values: dict[str, Any]) -> list[Fault]:
    lacking = [key for key in REQUIRED if key not in values and key not in written.faulty]
    if not lacking:
        return []
    listed = ", ".join(lacking)
    name = values.get("zh") or values.get("id") or "–"
    message = f"the entry '{name}' lacks: {listed}"
    return [Fault(written.file, written.line, message, f"词条“{name}”缺少：{listed}")]


def _duplicates(entries: Sequence[Written]) -> list[Fault]:
    """The same Chinese, or the same id, twice in one layer."""
    seen: dict[str, Written] = {}
    ids: dict[str, Written] = {}
    faults = []
    for written in entries:
        name = written.values.get("id")
        if name and (other := ids.setdefault(str(name), written)) is not written:
            faults.append(_twice(written, "id", str(name), other))
        texts = [
            ("zh", written.values.get("zh") or ""),
            *(("variants", v) for v in written.values.get("variants") or ()),
        ]
        for key, text in texts:
            other = seen.setdefault(fold_key(text), written) if text else written
            if other is not written:
                faults.append(_twice(written, key, text, other))
            elif key == "variants" and fold_key(text) == fold_key(texts[0][1]):
                line = written.lines.get(key, written.line)
                message = f"the variant '{text}' is the entry's zh already: take it out"
                faults.append(Fault(written.file, line, message, f"变体“{text}”与 zh 相同：请删去"))
    return faults


def _twice(written: Written, key: str, text: str, other: Written) -> Fault:
    return Fault(
        written.file,
        written.lines.get(key, written.line),
        f"'{text}' stands already at {other.file}:{other.line}: keep one entry",
        f"“{text}”已在 {other.file}:{other.line} 出现：只保留一个词条",
    )
