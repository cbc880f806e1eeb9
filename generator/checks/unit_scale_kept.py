"""A unit line or head such as 单位：万元 whose scale is another one in the English.

Why: one line turns every figure of a table into ten thousand times its value.
Caught: 万元, 亿元, 千元, 万股 and the like without a figure, after 单位 or in brackets, answered by another power of ten
or, for 元, by another currency; a head whose unit of measure in brackets is another one (（吨） as kilograms).
Fine: RMB10,000, ten thousand, RMB’000, million for 百万; heads whose unit the English leaves to the table's unit line.
Not seen: whether the figures of the table were converted with the unit; numbers-kept compares them one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence
from generator.quantities import find_english_quantities, find_quantities
from generator.quantities.alike import compare_two

_UNIT = re.compile(
    r"(?:单位\s*[：:]\s*|[（(](?:单位[：:]?|人民币)?)(?:人民币)?(?P<scale>[千百十]?[万亿]|百万|千)(?=元|美元|港元|股|吨|千瓦时|平方米|立方米|张|人)"
)
_CHINESE = {
    "千": 3,
    "万": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "十亿": 9,
    "百亿": 10,
    "千亿": 11,
    "万亿": 12,
}
_FIGURE = re.compile(
    r"(?<![\d,.])(10{1,2}(?:,?000)*|1(?:,?000)+|10|\b(?:ten|hundred|one hundred)\b)(?![\d,.]\d)[\s-]*(thousand|million|billion)?",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"(?:US|HK|NT|A|C|S)\$|\bUSD\b|\bHKD\b|\bEUR\b|€|£|\bGBP\b|\bJPY\b|(?:US|Hong Kong) dollars?",
    re.IGNORECASE,
)
_FOREIGN_CHINESE = re.compile("美|港|欧|日元|英镑|台币|外币|USD|HKD|EUR")
_LAST_BRACKET = re.compile(r"[（(]([^（()）\d][^（()）]*)[)）]\s*$")
_WORD = re.compile(r"\b(thousand|million|billion|trillion|mn|bn|mln)\b|[’']000\b|\b(k)\b", re.IGNORECASE)
_ENGLISH = {"thousand": 3, "million": 6, "mn": 6, "mln": 6, "billion": 9, "bn": 9, "trillion": 12, "k": 3}


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark when the scale of a unit differs."""
    for found in _UNIT.finditer(pair.source):
        said = _find_scale(pair.target)
        foreign = _FOREIGN.search(pair.target)
        if (
            foreign
            and not _FOREIGN_CHINESE.search(pair.source)
            and pair.source[found.end() : found.end() + 1] == "元"
        ):
            yield Remark(
                f"“{found[0].strip('（(')}元” is renminbi, the English unit says “{foreign[0]}”.",
                f"“{found[0].strip('（(')}元”为人民币，英文单位为“{foreign[0]}”，请改正。",
                found.span(),
                foreign.span(),
            )
        if said is not None and said[0] != _CHINESE[found["scale"]]:
            yield Remark(
                f"“{found[0].strip('（(')}” is a scale of 10^{_CHINESE[found['scale']]}, the English one of 10^{said[0]}.",
                f"“{found[0].strip('（(')}”的数量级为 10^{_CHINESE[found['scale']]}，英文为 10^{said[0]}，请改正。",
                found.span(),
                said[1],
            )
        elif said is None and found[0].startswith("单位") and re.search("RMB|yuan|CNY|[Uu]nit", pair.target):
            yield Remark(
                f"“{found[0]}” has a scale; the English unit has none.",
                f"“{found[0]}”带有数量级，英文单位缺少数量级，请补上。",
                found.span(),
            )
    yield from _find_other_unit(pair)


def _find_other_unit(pair: Pair) -> Iterator[Remark]:
    """A unit of measure in the last brackets of a head, read as one of it on both sides."""
    ours, theirs = _LAST_BRACKET.search(pair.source), _LAST_BRACKET.search(pair.target)
    if not ours or not theirs or pair.is_prose:
        return
    source, target = find_quantities(f"1{ours[1]}"), find_english_quantities(f"1 {theirs[1]}")
    both = [*source, *target]
    if len(source) != 1 or len(target) != 1 or any(one.kind not in ("measure", "period") for one in both):
        return
    likeness = compare_two(source[0], target[0])
    if likeness is None or "unit" in likeness.differs:
        yield Remark(
            f"The unit is “{ours[1]}” in Chinese and “{theirs[1]}” in English.",
            f"中文单位为“{ours[1]}”，英文单位为“{theirs[1]}”，不一致，请改正。",
            ours.span(),
            theirs.span(),
        )


def _find_scale(target: str) -> tuple[int, tuple[int, int]] | None:
    """The power of ten that an English unit states, and where."""
    figure = _FIGURE.search(target)
    if figure:
        digits = figure[1].replace(",", "").lower()
        power = {"ten": 1, "hundred": 2, "one hundred": 2}.get(digits, len(digits) - 1)
        return power + _ENGLISH.get((figure[2] or "").lower(), 0), figure.span()
    word = _WORD.search(target)
    if word:
        return _ENGLISH.get((word[1] or word[2] or "thousand").lower(), 3), word.span()
    return None


CHECK = Check("unit-scale-kept", "wrong", "sentence", per_sentence(look))
