"""Slips in YAML that a person wrote: the line, and what to type there, in English and Chinese.

What the parser says of a slip stands only where nothing plainer is known, at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from generator.errors import Reason

# What libyaml says, by a piece of it.
_YAML: dict[str, Reason] = {
    "mapping values are not allowed": (
        "a second ': ' in one line, or a line too far right: put the value in \"quotes\", and begin the keys "
        "of one level in the same column",
        "同一行中出现第二个“: ”，或此行缩进过多：请给整个值加半角引号；同级的键请左对齐",
    ),
    "tab character": ("a tab: indent with blanks", "使用了制表符：请用空格缩进"),
    "cannot start any token": (
        'a value cannot begin with this character (a tab, @, ` or %): put it in "quotes"',
        "值不能以该字符（制表符、@、` 或 %）开头：请加半角引号",
    ),
    "unexpected end of stream": ("a quotation mark or bracket is not closed", "引号或括号没有闭合"),
    "did not find expected ',' or ']'": (
        "a list in [ ] is not closed, or lacks a ', ' between two values",
        "方括号列表没有闭合，或两项之间缺少“, ”",
    ),
    "did not find expected ',' or '}'": (
        "braces { } are not closed, or lack a ', ' between two values",
        "花括号没有闭合，或两项之间缺少“, ”",
    ),
    "did not find expected key": (
        "this line stands too far left or right, or a quotation mark before it is not closed, or words follow it",
        "此行缩进有误，或前面的引号没有闭合，或引号之后还有文字",
    ),
    "did not find expected '-'": (
        "this line stands too far left or right, or lacks its '- ' at the beginning",
        "此行缩进有误，或开头缺少“- ”",
    ),
    "could not find expected ':'": ("this line lacks its ': '", "此行缺少“: ”"),
    "sequence entries are not allowed": (
        "'- ' begins an entry on a line of its own: put it there, or the value in \"quotes\"",
        "“- ”应另起一行；如属于值的内容，请加半角引号",
    ),
    "expected alphabetic or numeric": (
        'a value cannot begin with * or &: put it in "quotes"',
        "值不能以 * 或 & 开头：请加半角引号",
    ),
    "undefined alias": ('a value cannot begin with *: put it in "quotes"', "值不能以 * 开头：请加半角引号"),
    "expected comment or line break": (
        'a value cannot begin with | or >: put it in "quotes"',
        "值不能以 | 或 > 开头：请加半角引号",
    ),
    "hexdecimal": (
        "a \\ in straight double quotation marks means something else: use single ones",
        "半角双引号内的 \\ 另有含义：请改用半角单引号",
    ),
    "unknown escape": (
        "a \\ in straight double quotation marks means something else: use single ones",
        "半角双引号内的 \\ 另有含义：请改用半角单引号",
    ),
    "another document": (
        "a line of --- begins a second text: take it out",
        "“---”一行会另起一份文本：请删去",
    ),
    "expected node content": (
        "a bracket or brace stands here alone, or one before it is not closed",
        "此处有多余的括号，或前面的括号没有闭合",
    ),
    "recursive": ("an & and a * lead in a circle: take them out", "& 与 * 互相引用：请删去"),
    "control characters": (
        "it holds a character that cannot be seen: take it out",
        "含有不可见的控制字符：请删去",
    ),
    "unhashable": (
        'a key cannot begin with [ or {: put it in "quotes"',
        "键不能以 [ 或 { 开头：请加半角引号",
    ),
}
# Where these are noticed is not where the slip is: that is where the piece began.
_BEGAN = ("unexpected end of stream", "could not find expected ':'", "expected ',' or")
_TRAPS: tuple[tuple[re.Pattern[str], Reason], ...] = (
    (
        re.compile(r"^ *(?:- +)?[a-z_]+ *："),
        ("a full-width colon after the key: type ': ', an ASCII colon and a blank", "键后为全角冒号：请改为半角冒号加空格“: ”"),
    ),
    (re.compile(r"^ *\t"), _YAML["tab character"]),
    (re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"), _YAML["control characters"]),
)  # fmt: skip


def find_advice(fault: yaml.YAMLError) -> Reason:
    """What the parser did not like, and what to type."""
    said = _said(fault)
    unknown = (
        f"look at the blanks before the key, the colon and the quotation marks (the parser says: {said})",
        f"请检查缩进、冒号和引号（解析器提示：{said}）",
    )
    return next((reason for words, reason in _YAML.items() if words in said), unknown)


def yaml_slip(text: str, fault: yaml.YAMLError) -> tuple[int | None, Reason]:
    """The line, from 1, and the reason for which a text is no YAML; what a person types by habit is looked for first."""
    for number, line in enumerate(text.split("\n"), 1):
        for pattern, reason in _TRAPS:
            if pattern.search(line):
                return number, reason
    mark = getattr(fault, "problem_mark", None)
    if any(words in _said(fault) for words in _BEGAN):
        mark = getattr(fault, "context_mark", None) or mark
    return (mark.line + 1 if mark else None), find_advice(fault)


def _said(fault: yaml.YAMLError) -> str:
    return str(getattr(fault, "problem", None) or getattr(fault, "reason", None) or "unreadable")


def find_repeated(node: yaml.Node | None) -> list[tuple[int, Reason]]:
    """The lines, from 1, of keys that stand a second time in their mapping: YAML would take the last without a word."""
    found: list[tuple[int, Reason]] = []
    walked: set[int] = set()
    waiting = [node]
    while waiting:
        at = waiting.pop()
        if id(at) in walked:  # an alias may lead in a circle
            continue
        walked.add(id(at))
        if isinstance(at, yaml.SequenceNode):
            waiting += at.value
        elif isinstance(at, yaml.MappingNode):
            waiting += [value for _, value in at.value]
            found += _repeated(at)
    return sorted(found)


def _repeated(node: yaml.MappingNode) -> Iterator[tuple[int, Reason]]:
    lines: dict[str, int] = {}
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        line = key.start_mark.line + 1
        if key.value in lines:
            first = lines[key.value]
            yield (
                line,
                (
                    f"'{key.value}' stands in line {first} already; keep one of them",
                    f"{key.value} 与第 {first} 行重复，请只保留一个",
                ),
            )
        lines.setdefault(key.value, line)
