"""One thing written in two ways in the source.

Why: 模板 and 模版, Copilot 2.1 and Copilot2.1: a reader asks whether they are two things.
Caught: pairs of spellings of the list below when both stand in the report, at the first of the rarer one; quoted names and titles
of equal length that differ in one character of like sound (起航 and 启航).
Fine: reports that keep to one; words that only look alike.
Not seen: one body with two names (WiN 学院, 卫宁学院).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from generator.checks.contract import Check, CheckContext, Material, Pair, Remark

_PAIRS = (
    ("模板", "模版"), ("账户", "帐户"), ("其他", "其它"), ("唯一", "惟一"), ("图像", "图象"), ("订单", "定单"), ("部分", "部份"),
    ("身份", "身分"), ("粘贴", "黏贴"), ("好像", "好象"), ("人才", "人材"), ("辞职", "词职"), ("连接", "联接"), ("执著", "执着"),
    ("年轻", "年青"), ("计划", "计画"), ("绝对", "决对"), ("磨合", "摩合"), ("联结", "连结"),
)  # fmt: skip
_ALIKE = (
    "起启",
    "模摸",
    "版板",
    "帐账",
    "作做",
    "像象",
    "份分",
    "型形",
    "订定",
    "须需",
    "他它",
    "座坐",
    "辉晖",
    "园圆",
    "和合",
    "新心",
    "梦萌",
    "元园",
    "与予",
)
_NAME = re.compile(r"[“《]([^“”《》]{3,20})[”》]")


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark at the first place of each rarer spelling."""
    for one, other in _PAIRS:
        ones, others = _places(material, one), _places(material, other)
        if ones and others:
            few, many = (ones, one) if len(ones) < len(others) else (others, other)
            usual = other if many == one else one
            pair, span = few[0]
            yield Remark(
                f"“{many}” here ({len(few)} in the report), “{usual}” elsewhere. Ask the company for one.",
                f"此处作“{many}”（全文 {len(few)} 处），他处作“{usual}”，请统一。",
                span,
                pair=pair,
            )
    yield from _names(material)


def _places(material: Material, word: str) -> list[tuple[Pair, tuple[int, int]]]:
    return [(pair, found.span()) for pair in material.texts for found in re.finditer(word, pair.source)]


def _names(material: Material) -> Iterator[Remark]:
    names: dict[str, tuple[Pair, tuple[int, int]]] = {}
    for pair in material.texts:
        for found in _NAME.finditer(pair.source):
            names.setdefault(found[1], (pair, found.span(1)))
    for one, other in combinations(names, 2):
        if len(one) == len(other) and _sound_alike(one, other):
            pair, span = names[other]
            yield Remark(
                f"“{other}” here, “{one}” elsewhere. Are they one thing?",
                f"此处作“{other}”，他处作“{one}”，是否同一名称？请核对。",
                span,
                pair=pair,
            )


def _sound_alike(one: str, other: str) -> bool:
    differing = [a + b for a, b in zip(one, other, strict=True) if a != b]
    return len(differing) == 1 and any(set(differing[0]) == set(alike) for alike in _ALIKE)


CHECK = Check("source-word-variants", "untidy", "source", look)
