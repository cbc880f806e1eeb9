"""The number or letter of a list item, and the mark of a note.

Why: "see (3)" finds nothing when (3) has become (2); a note without its mark belongs to nothing.
Caught: a leading （1） 1、 ① 一、 whose English begins with another number; ①, [1], 注1 within a sentence that the English lacks.
Fine: another form of the same number (一、 as 1. or I.); an English without the leading marker, which the layout may
set itself; items numbered by letters.
Not seen: bullets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NUMERALS = "一二三四五六七八九十"
_SOURCE = re.compile(
    rf"^\s*(?:[（(](?P<bracket>\d{{1,2}}|[{_NUMERALS}]{{1,3}})[)）]|(?P<plain>\d{{1,2}}|[{_NUMERALS}]{{1,3}})、|(?P<dot>\d{{1,2}})[.．](?!\d)|(?P<circle>[{_CIRCLED}]))"
)
_TARGET = re.compile(
    rf"^\s*(?:\(?(?P<figure>\d{{1,2}})[).:](?!\d)|\((?P<long>\d[\d,]{{2,}})\)|\(?(?P<roman>[IVX]{{1,5}}|[ivx]{{1,5}})[).:]|(?P<circle>[{_CIRCLED}]))"
)
_NOTE = re.compile(rf"(?<!^)[{_CIRCLED}]|\[\d{{1,2}}\]|(?<=注)\s?\d{{1,2}}")
_ROMAN = {"i": 1, "v": 5, "x": 10}


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for a changed leading number and for each note mark that is missing."""
    source, target = _SOURCE.match(pair.source), _TARGET.match(pair.target)
    if source and target and _number(source) != _number(target):
        yield Remark(
            f"The item is number {_number(source)} in Chinese and {_number(target)} in English.",
            f"中文编号为 {_number(source)}，英文编号为 {_number(target)}，不一致。",
            source.span(),
            target.span(),
        )
    for found in _NOTE.finditer(pair.source):
        figure = re.sub(r"\D", "", found[0]) or str(_CIRCLED.index(found[0]) + 1)
        if found[0].strip() not in pair.target and not re.search(rf"(?<!\d){figure}(?!\d)", pair.target):
            yield Remark(
                f"The note mark {found[0]} is missing in the English.",
                f"英文缺少注释标记 {found[0]}。",
                found.span(),
            )


def _number(found: re.Match[str]) -> int:
    text = next(group for group in found.groups() if group)
    if text in _CIRCLED:
        return _CIRCLED.index(text) + 1
    if text.replace(",", "").isdecimal():
        return int(text.replace(",", ""))
    if text[0] in _NUMERALS:
        tens, ten, ones = text.rpartition("十")
        return (10 * (_NUMERALS.find(tens) + 1 or 1) if ten else 0) + (
            _NUMERALS.find(ones) + 1 if ones else 0
        )
    values = [_ROMAN[letter] for letter in text.lower()]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


CHECK = Check("markers-kept", "wrong", "sentence", per_sentence(look))
