"""A glossary file changed by a machine: only the entry's own lines, so that comments, order and quotes survive.

Text in, text out. One entry is taken out, changed as ruamel.yaml's round trip does it, and put back; every other
byte of the file stays. What YAML would retype (no, dates, numbers) is written in quotes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, ScalarString

from generator.terms.fold import fold, fold_key
from generator.terms.shape import ENTRY
from generator.terms.written import LOADER

_ITEM = re.compile(r"(?P<indent>[ ]*)- (?P<rest>.*)", re.DOTALL)
_REMARK = re.compile(r"[ ]*(?:#.*)?\n?$")


@dataclass(frozen=True, slots=True)
class _Place:
    """An entry's lines in a file: from ``first`` to before ``last``, and how far its dash is indented."""

    first: int
    last: int
    indent: str


def edit_entry(text: str, name: str, changes: Mapping[str, Any]) -> str:
    """The file's text with these keys of an entry set; None takes a key away. KeyError where there is no such entry.

    The entry is found by its id, or by its ``zh``.
    """
    lines = text.splitlines(keepends=True)
    place = _find(lines, name)
    entry = _load(lines, place)
    for key, value in changes.items():
        if value is None:
            entry.pop(key, None)
        elif entry.get(key) != value:
            quoted = isinstance(entry.get(key), ScalarString) and isinstance(value, str)
            entry[key] = type(entry[key])(value) if quoted else _plain(value)
    return "".join([*lines[: place.first], *_dump(entry, place.indent), *lines[place.last :]])


def add_entry(text: str, values: Mapping[str, Any]) -> str:
    """The file's text with an entry at its end; a file without any gets its ``terms:``."""
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    places = _places(lines)
    if places:
        at, indent = places[-1].last, places[-1].indent
    else:
        indent = "  "
        head = next((number for number, line in enumerate(lines) if line.startswith("terms:")), len(lines))
        lines[head : head + 1] = ["terms:\n"]
        at = head + 1
    entry = CommentedMap()
    for key in ENTRY.keys:
        if key in values and (values[key] not in (None, [], "") or (key == "en" and values[key] is None)):
            entry[key] = _plain(values[key])
    return "".join([*lines[:at], *_dump(entry, indent), *lines[at:]])


def remove_entry(text: str, name: str) -> str:
    """The file's text without an entry; comments before it stay. KeyError where there is no such entry."""
    lines = text.splitlines(keepends=True)
    place = _find(lines, name)
    return "".join([*lines[: place.first], *lines[place.last :]])


def _places(lines: Sequence[str]) -> list[_Place]:
    """The entries of a file; blank lines and comments behind an entry belong to the next one."""
    starts: list[int] = []
    indent: str | None = None
    inside = False
    for number, line in enumerate(lines):
        if re.match(r"terms:", line):
            inside = True
        elif re.match(r"\w", line):
            inside = False
        elif inside and (match := _ITEM.match(line)) and indent in (None, match["indent"]):
            indent = match["indent"]
            starts.append(number)
    places = []
    for start, end in zip(starts, [*starts, len(lines)][1:], strict=True):
        stop = next((k for k in range(start + 1, end) if re.match(r"\w", lines[k])), end)
        while stop > start + 1 and _REMARK.match(lines[stop - 1]):
            stop -= 1
        places.append(_Place(start, stop, indent or ""))
    return places


def _find(lines: Sequence[str], name: str) -> _Place:
    """The entry with this id, or else with this Chinese."""
    likely = []
    for place in _places(lines):
        chunk = "".join(lines[place.first : place.last])
        if name in chunk or fold_key(name) in fold(chunk).text:
            likely.append((place, yaml.load("".join(_mapping(lines, place)), Loader=LOADER)))  # noqa: S506 - safe
    for wanted in (_has_id, _has_zh):
        for place, values in likely:
            if wanted(values, name):
                return place
    raise KeyError(name)


def _has_id(values: Any, name: str) -> bool:
    return isinstance(values, dict) and values.get("id") == name


def _has_zh(values: Any, name: str) -> bool:
    zh = str(values.get("zh") or "") if isinstance(values, dict) else ""
    return bool(zh) and (zh.strip("《》") == name or fold_key(zh) == fold_key(name))


def _mapping(lines: Sequence[str], place: _Place) -> list[str]:
    """The entry's lines as a mapping of its own, at the left margin."""
    width = len(place.indent) + 2
    match = _ITEM.match(lines[place.first])
    first = match["rest"] if match else lines[place.first]
    lead = len(first) - len(first.lstrip(" "))
    width += lead
    return [
        first[lead:],
        *(line[width:] if line[:width].isspace() else line for line in lines[place.first + 1 : place.last]),
    ]


def _yaml() -> YAML:
    made = YAML(typ="rt")
    made.preserve_quotes = True
    made.width = 1 << 16
    made.allow_unicode = True
    made.indent(mapping=2, sequence=4, offset=2)
    return made


def _load(lines: Sequence[str], place: _Place) -> CommentedMap:
    entry: CommentedMap = _yaml().load("".join(_mapping(lines, place)))
    return entry


def _dump(entry: CommentedMap, indent: str) -> list[str]:
    stream = io.StringIO()
    _yaml().dump(entry, stream)
    lines = stream.getvalue().splitlines(keepends=True)
    pad = indent + "  "
    return [f"{indent}- {lines[0]}", *(pad + line if line.strip() else line for line in lines[1:])]


def _plain(value: Any) -> Any:
    """The value as it is written: lists of words on one line, what YAML retypes in quotes."""
    if isinstance(value, Mapping):
        made = CommentedMap({key: _plain(one) for key, one in value.items()})
        made.fa.set_flow_style()
        return made
    if isinstance(value, (list, tuple)):
        items = CommentedSeq([_plain(one) for one in value])
        if not any(isinstance(one, Mapping) and "when" in one for one in value):
            items.fa.set_flow_style()
        return items
    if isinstance(value, str) and _needs_quotes(value):
        return DoubleQuotedScalarString(value)
    return value


def _needs_quotes(text: str) -> bool:
    try:
        retyped = yaml.safe_load(text) != text or yaml.safe_load(f"[{text}]") != [text]
    except yaml.YAMLError:
        return True
    return retyped or text[:1] in "“„「『" or " #" in text or ": " in text
