"""A glossary file as written: plain values with their lines, and every fault of form.

Reading goes by YAML's nodes, so that each message has its line and what YAML would retype is noticed:
``no`` stays a word, a date stays the text that it is. A file with a slip is read on entry by entry, so
that all faults come at once.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from generator.errors import system_reason
from generator.slips import find_advice
from generator.terms.fault import Fault
from generator.terms.shape import ENTRY, PROFILE, Choice, Date, Flag, Record, Records, Shape, Text, Texts

# The fast parser, where PyYAML was built with it; the other reads the same.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_KEYS = "|".join(ENTRY.keys)
_ITEM = re.compile(r"( *)- ")
_TRAPS = (
    (
        re.compile(rf"^\s*(?:- )?({_KEYS}|text|why|when|near|by|date|from|to)\s*："),
        "a full-width colon after '{0}': type '{0}: ' with an ASCII colon and a blank",
        "“{0}”后是全角冒号：请改为半角冒号加空格“{0}: ”",
    ),
    (
        re.compile(rf"^\s*(?:- )?({_KEYS}):(?=[^\s/])"),
        "no blank after '{0}:': type '{0}: '",
        "“{0}:”后缺少空格：请写作“{0}: ”",
    ),
    (
        re.compile(r"^[ ]*(?:- )?[ ]*(\t)"),
        "a tab: indent with blanks",
        "使用了制表符：请用空格缩进",
    ),
    (
        re.compile(r"(?:^\s*- |^\s*(?:- )?\w+: +\[?)([“„「『])[^“”」』]*[”」』]\s*(?:$|,|\])"),
        'full-width quotation marks {0} … around a value: type a straight " at both ends',
        '值两端用了全角引号{0}…：请改用半角引号 "',
    ),
    (
        re.compile(r"^[^\"'#]*\s(#[^\s#])"),
        "'{0}' after a blank begins a comment, so the value is cut: put the value in \"quotes\"",
        "空格后的“{0}”会被当作注释，值将被截断：请给整个值加半角引号",
    ),
)
# What is meant by the first two is plain: the rest of the file is read as if it stood there.
_REPAIRED = tuple(pattern for pattern, _, _ in _TRAPS[:2])
_RETYPED = {
    "tag:yaml.org,2002:bool": ("true or false", "真/假值"),
    "tag:yaml.org,2002:null": ("nothing", "空值"),
    "tag:yaml.org,2002:int": ("a number", "数字"),
    "tag:yaml.org,2002:float": ("a number", "数字"),
    "tag:yaml.org,2002:timestamp": ("a date", "日期"),
    "tag:yaml.org,2002:merge": ("a merge", "合并键"),
    "tag:yaml.org,2002:value": ("a value sign", "值符号"),
}


@dataclass(frozen=True, slots=True)
class Written:
    """An entry as written: the values of its keys, and the line of each key (from 1).

    Keys whose value has a fault are named in ``faulty`` and are not among the values.
    """

    file: str
    line: int
    values: dict[str, Any]
    lines: dict[str, int]
    faulty: frozenset[str] = frozenset()


@dataclass(slots=True)
class WrittenFile:
    """A glossary file as written: its entries, the company's profile, and the faults found on the way."""

    file: str
    entries: list[Written] = field(default_factory=list)
    profile: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, line: int, message: str, message_zh: str) -> None:
        """Notes a fault."""
        self.faults.append(Fault(self.file, line, message, message_zh))


def read_written(path: Path) -> WrittenFile:
    """The file as written; what cannot be read is among the faults."""
    written = WrittenFile(str(path))
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as fault:
        why, why_zh = system_reason(fault)
        written.fault(
            1, f"the file cannot be opened ({why}): check its name", f"文件无法打开（{why_zh}）：请检查文件名"
        )
        return written
    except UnicodeDecodeError as slip:
        line = path.read_bytes()[: slip.start].count(b"\n") + 1
        written.fault(
            line,
            "the file is not UTF-8: save it again with that encoding (in Notepad: Save as)",
            "文件不是 UTF-8 编码：请另存为 UTF-8（记事本：“另存为”，编码选 UTF-8）",
        )
        return written
    return text_to_written(text, written)


def text_to_written(text: str, written: WrittenFile) -> WrittenFile:
    """Reads a glossary file's text into ``written``."""
    text, trapped = _repair_traps(text, written)
    try:
        root = yaml.compose(text, Loader=LOADER)
    except (yaml.MarkedYAMLError, yaml.reader.ReaderError) as slip:
        _read_by_entry(text, slip, trapped, written)
        return written
    _read_root(root, written)
    return written


def _repair_traps(text: str, written: WrittenFile) -> tuple[str, set[int]]:
    """Notes what a person types by habit and YAML takes otherwise; the text read as it was meant, the lines of it."""
    lines = text.splitlines(keepends=True)
    trapped = set()
    for at, line in enumerate(lines):
        if line.lstrip().startswith("#"):
            continue
        for pattern, message, message_zh in _TRAPS:
            if match := pattern.search(line):
                written.fault(at + 1, message.format(match[1]), message_zh.format(match[1]))
                trapped.add(at + 1)
                if pattern in _REPAIRED:
                    lines[at] = line[: match.start(1)] + match[1] + ": " + line[match.end() :].lstrip()
                break
    return "".join(lines), trapped


def _read_root(root: yaml.Node | None, written: WrittenFile) -> None:
    if not isinstance(root, yaml.MappingNode):
        written.fault(
            1, "a glossary file begins with 'terms:' and a list", "术语表文件应以“terms:”开头，其下为列表"
        )
        return
    seen = set()
    for key, value in root.value:
        line, name = key.start_mark.line + 1, str(key.value)
        if name in seen:
            written.fault(line, f"'{name}' stands twice: keep one", f"“{name}”重复：只保留一个")
        seen.add(name)
        if name == "terms" and isinstance(value, yaml.SequenceNode):
            for node in value.value:
                _read_entry(node, 0, written)
        elif name == "terms" and value.tag == "tag:yaml.org,2002:null":
            continue
        elif name == "profile":
            written.profile = _read(value, PROFILE, 0, written) or {}
        else:
            message = f"'{name}' has no place here: a file has 'terms:' with a list, and 'profile:'"
            written.fault(line, message, f"此处不能有“{name}”：文件只有“terms:”列表和“profile:”")
    if "terms" not in seen:
        written.fault(1, "'terms:' is missing", "缺少“terms:”")


def _read_by_entry(text: str, slip: yaml.YAMLError, trapped: set[int], written: WrittenFile) -> None:
    """Reads the entries one by one, so that a slip in one does not hide those of the others."""
    pieces = _pieces(text)
    told = bool(trapped)
    for first, piece in pieces:
        try:
            root = yaml.compose(piece, Loader=LOADER)
        except (yaml.MarkedYAMLError, yaml.reader.ReaderError) as inner:
            told = True
            if not trapped & set(range(first + 1, first + 1 + piece.count("\n"))):
                _note_slip(inner, first, written)
            continue
        if isinstance(root, yaml.SequenceNode):
            for node in root.value:
                _read_entry(node, first, written)
    if not told:
        _note_slip(slip, 0, written)


def _pieces(text: str) -> list[tuple[int, str]]:
    """(lines before it, text) of each entry: from one ``-`` at the indentation of the first to the next."""
    lines = text.splitlines(keepends=True)
    starts = [(number, match[1]) for number, line in enumerate(lines) if (match := _ITEM.match(line))]
    own = [number for number, indent in starts if indent == starts[0][1]]
    return [(a, "".join(lines[a:b])) for a, b in zip(own, [*own, len(lines)][1:], strict=True)]


def _note_slip(slip: yaml.YAMLError, before: int, written: WrittenFile) -> None:
    mark = getattr(slip, "problem_mark", None)
    line = before + (mark.line + 1 if mark else 1)
    written.fault(line, *find_advice(slip))


def _read_entry(node: yaml.Node, before: int, written: WrittenFile) -> None:
    line = before + node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        written.fault(
            line, "an entry is written '- zh: …' with its keys below", "词条应写作“- zh: …”，其余键写在下方"
        )
        return
    values = _read(node, ENTRY, before, written)
    lines = {str(key.value): before + key.start_mark.line + 1 for key, _ in node.value}
    wrong = {fault.line for fault in written.faults}
    faulty = frozenset(
        str(key.value)
        for key, child in node.value
        if wrong & set(range(lines[str(key.value)], before + child.end_mark.line + 2))
    )
    kept = {key: value for key, value in values.items() if key not in faulty}
    if any(str(key.value) not in ENTRY.keys for key, _ in node.value):
        faulty |= ENTRY.keys.keys()  # a slip may stand for a key that lacks
    written.entries.append(Written(written.file, line, kept, lines, faulty))


def _read(node: yaml.Node, shape: Shape, before: int, written: WrittenFile) -> Any:
    """The node's value in its shape; None, with a fault noted, where it has another."""
    match shape:
        case Text() | Choice(many=False) | Date() | Flag():
            return _read_scalar(node, shape, before, written)
        case Texts(one=one):
            return _read_list(node, Text(), one, before, written)
        case Choice(words=words):
            return _read_list(node, Choice(words), True, before, written)
        case Records(record=record, text_as=text_as):
            return _read_records(node, record, text_as, before, written)
        case Record():
            return _read_record(node, shape, before, written)


def _read_scalar(node: yaml.Node, shape: Shape, before: int, written: WrittenFile) -> Any:
    line = before + node.start_mark.line + 1
    if not isinstance(node, yaml.ScalarNode):
        written.fault(
            line, "one value stands here, not a list or mapping", "此处应为单个值，而不是列表或映射"
        )
        return None
    value: str = node.value
    if isinstance(shape, Flag):
        if not node.style and value in ("true", "false"):
            return value == "true"
        written.fault(line, f"'{value}': type true or false", f"“{value}”：请写 true 或 false")
        return None
    if isinstance(shape, Text) and shape.nullable and node.tag == "tag:yaml.org,2002:null":
        return None
    if not node.style and node.tag in _RETYPED:
        what, what_zh = _RETYPED[node.tag]
        shown = value or "''"
        written.fault(line, f'YAML reads {shown} as {what}: type "{value}" in quotes',
                      f"YAML 会把 {shown} 读作{what_zh}：请加半角引号写作 \"{value}\"")  # fmt: skip
        return None
    return _checked(value.strip(), shape, line, written)


def _checked(value: str, shape: Shape, line: int, written: WrittenFile) -> str | None:
    if not value and not (isinstance(shape, Text) and shape.blank):
        written.fault(line, "a value is empty: fill it in or leave the key out", "值为空：请填写或删去该键")
    elif isinstance(shape, Choice) and value not in shape.words:
        words = ", ".join(shape.words)
        written.fault(line, f"'{value}' is none of: {words}", f"“{value}”不在可选值之中：{words}")
    elif isinstance(shape, Date) and not _is_day(value):
        written.fault(
            line, f"'{value}' is no day: type \"YYYY-MM-DD\"", f'“{value}”不是日期：请写 "YYYY-MM-DD"'
        )
    else:
        return value
    return None


def _is_day(value: str) -> bool:
    try:
        return datetime.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _read_list(node: yaml.Node, item: Shape, one: bool, before: int, written: WrittenFile) -> list[Any]:
    if one and isinstance(node, yaml.ScalarNode):
        value = _read_scalar(node, item, before, written)
        return [] if value is None else [value]
    if not isinstance(node, yaml.SequenceNode):
        line = before + node.start_mark.line + 1
        written.fault(line, "a list stands here: type [a, b]", "此处应为列表：请写作 [a, b]")
        return []
    for child in node.value:
        if node.flow_style and isinstance(child, yaml.ScalarNode) and not child.style and "，" in child.value:
            written.fault(
                before + child.start_mark.line + 1,
                f"a full-width comma in the list at '{child.value}': type ', ' between values, or quote the value",
                f"列表中“{child.value}”含全角逗号：各项之间请用半角逗号加空格，或给该项加半角引号",
            )
    values = [_read_scalar(child, item, before, written) for child in node.value]
    return [value for value in values if value is not None]


def _read_records(
    node: yaml.Node, record: Record, text_as: str | None, before: int, written: WrittenFile
) -> list[dict[str, Any]]:
    if not isinstance(node, yaml.SequenceNode):
        line = before + node.start_mark.line + 1
        written.fault(
            line, "a list stands here: one '- …' a line, or [a, b]", "此处应为列表：每行一个“- …”，或 [a, b]"
        )
        return []
    found = []
    for child in node.value:
        if text_as and isinstance(child, yaml.ScalarNode):
            value = _read_scalar(child, Text(), before, written)
            found.append({text_as: value} if value is not None else {})
        else:
            found.append(_read_record(child, record, before, written))
    return [values for values in found if values]


def _read_record(node: yaml.Node, record: Record, before: int, written: WrittenFile) -> dict[str, Any]:
    line = before + node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        keys = ", ".join(record.keys)
        written.fault(line, f"keys and values stand here: {keys}", f"此处应为键值对，可用的键：{keys}")
        return {}
    values: dict[str, Any] = {}
    for key, child in node.value:
        name, at = str(key.value), before + key.start_mark.line + 1
        if name in values:
            written.fault(at, f"'{name}' stands twice: keep one", f"“{name}”重复：只保留一个")
        elif name not in record.keys:
            _note_unknown(name, key.tag, at, record, written)
        else:
            values[name] = _read(child, record.keys[name], before, written)
    for name in record.required:
        if name not in values:
            written.fault(line, f"'{name}' is missing", f"缺少“{name}”")
    return values


def _note_unknown(name: str, tag: str, line: int, record: Record, written: WrittenFile) -> None:
    keys = ", ".join(record.keys)
    own = re.match(r"(\w+?)[:：]", name)
    if own and own[1] in record.keys:
        written.fault(
            line,
            f"'{name}': type '{own[1]}: ' with an ASCII colon and a blank",
            f"“{name}”：请写作“{own[1]}: ”",
        )
    elif tag == "tag:yaml.org,2002:bool":
        written.fault(
            line,
            f"YAML reads the key '{name}' as true or false: the keys here are {keys}",
            f"YAML 会把键“{name}”读作真/假值：此处可用的键为 {keys}",
        )
    else:
        written.fault(
            line,
            f"unknown key '{name}': the keys here are {keys}",
            f"未知的键“{name}”：此处可用的键为 {keys}",
        )
