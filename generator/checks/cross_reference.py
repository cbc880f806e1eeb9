"""A reference to a section that the report does not have.

Why: 详见第九节 in a report of eight sections sends the reader nowhere, in both languages.
Caught: 见, 详见, 参见, 参阅 with 第N章 第N节 第N部分 or a quoted heading, when no heading has this number or these words.
Fine: references to other documents (《…》); reports without numbered headings.
Not seen: references to pages, which the editions change; references that reach a wrong section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Pair, Remark, Span
from generator.model import Heading, bare

_NUMERALS = "一二三四五六七八九十"
_REFERENCE = re.compile(
    rf"(?<!年度报告)(?<!年报)(?<!》)(?:详见|参见|参阅|见)(?:本报告|报告|本章|正文|下文|上文)?的?(?P<mark>第(?P<number>[{_NUMERALS}\d]{{1,3}})(?:章|节|部分))"
)
_QUOTED = re.compile(
    r"(?:详见|参见|参阅|见)(?:本报告|报告|本章|正文|下文|上文)的?[“\"](?P<words>[^”\"]{2,40})[”\"](?:章节|部分|一节|一章|小节)"
)
_HEADING = re.compile(
    rf"^(?:第([{_NUMERALS}\d]+)(?:章|节|部分)|([{_NUMERALS}]+)[、.]|(\d{{1,2}})(?:[、.\s]|$))"
)


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each reference without a target."""
    headings = [
        bare(block.source)
        for block in (material.bitext.report.blocks if material.bitext else ())
        if isinstance(block, Heading)
    ]
    numbers = {
        _to_int(next(g for g in found.groups() if g))
        for words in headings
        if (found := _HEADING.match(words))
    }
    for pair in material.pairs:
        for found in _REFERENCE.finditer(pair.source):
            if numbers and _to_int(found["number"]) not in numbers:
                yield _to_remark(found["mark"], found.span("mark"), pair)
        for found in _QUOTED.finditer(pair.source):
            if headings and not any(bare(found["words"]) in words for words in headings):
                yield _to_remark(found["words"], found.span("words"), pair)


def _to_int(number: str) -> int:
    """A section number in figures or Chinese numerals up to 99."""
    if number.isdecimal():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    digit = {numeral: value for value, numeral in enumerate(_NUMERALS, 1)}
    return (digit.get(tens, 1) * 10 if ten else 0) + digit.get(ones, 0)


def _to_remark(words: str, span: Span, pair: Pair) -> Remark:
    return Remark(
        f"“{words}” is referred to, but no heading of the report has it. Ask the company.",
        f"文中引用“{words}”，但报告中没有对应标题，请公司核对。",
        span,
        pair=pair,
    )


CHECK = Check("cross-reference", "doubtful", "report", look)
