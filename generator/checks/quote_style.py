"""Straight and curly quotation marks, or hyphens and dashes in ranges, side by side in one file.

Why: two kinds of marks show that text was typed in two programs.
Caught: the kind of double quotation mark, apostrophe, or mark between two years or figures that the file uses less often.
Fine: one kind throughout; marks after a figure for inches; codes and telephone numbers.
Not seen: single quotation marks that open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Pair, Remark

_KINDS = (
    (re.compile(r'(?<!\d)"'), re.compile("[“”]"), "quotation marks", "双引号"),
    (re.compile(r"(?<=[A-Za-z])'(?=[a-z]|\s|$)"), re.compile(r"(?<=[A-Za-z])’"), "apostrophes", "撇号"),
    (
        re.compile(r"(?<![\d-])(?:19|20)\d\d-(?:19|20)\d\d(?![\d-])"),
        re.compile(r"(?:19|20)\d\d–(?:19|20)\d\d"),
        "dashes between years",
        "年份之间的连接号",
    ),
)


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each mark of the rarer kind."""
    for straight, curly, name, name_zh in _KINDS:
        ones, others = _places(material, straight), _places(material, curly)
        if ones and others:
            for pair, span in ones if len(ones) <= len(others) else others:
                yield Remark(
                    f"Two kinds of {name} in one text; this is the rarer. Use one kind.",
                    f"全文{name_zh}有两种形式，此处为少数形式，请统一。",
                    target_span=span,
                    pair=pair,
                )


def _places(material: Material, mark: re.Pattern[str]) -> list[tuple[Pair, tuple[int, int]]]:
    return [(pair, found.span()) for pair in material.translated for found in mark.finditer(pair.target)]


CHECK = Check("quote-style", "untidy", "file", look)
