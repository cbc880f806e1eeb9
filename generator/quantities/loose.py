"""Numbers that the Chinese says without counting: 二附院 second, 双轮 dual, 首次 first, CareDesk 2.1.

They may turn up in English as numerals. The values are a set to compare with, not quantities.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.quantities.find import half_width
from generator.quantities.numerals import CHINESE, DIGITS, chinese_to_digits
from generator.quantities.quantity import Quantity

_WORDS = {
    "双": ("2",), "俩": ("2",), "对": ("2",), "首": ("1",), "单": ("1",), "独": ("1",), "半": ("1/2", "0.5", "6"), "零": ("0",), "无": ("0",), "未": ("0",),
    "全": ("100",), "冠": ("1",), "亚": ("2",), "季": ("4", "3"), "其次": ("2",), "倍": ("2",), "旬": ("10",), "甲": ("1",), "乙": ("2",), "丙": ("3",),
    "仨": ("3",), "初": ("1",), "再": ("2",), "次": ("2",), "纪": ("100",), "昼夜": ("24",), "全天": ("24", "7"), "周": ("7",), "翻": ("2",), "番": ("2",), "末": ("1",),
}  # fmt: skip
_PLANS = {
    "十一五": "2006/2010",
    "十二五": "2011/2015",
    "十三五": "2016/2020",
    "十四五": "2021/2025",
    "十五五": "2026/2030",
}
_RUN = re.compile(f"[{CHINESE}]+")
_FEAST = re.compile(r"(?<!\d)(\d{1,2})[·•](\d{1,2})(?!\d)")
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")


def find_loose(text: str, quantities: Sequence[Quantity]) -> frozenset[str]:
    """The values that English may show for the words and names of a Chinese text, besides its quantities."""
    plain = half_width(text)
    hard = [(q.start, q.end) for q in quantities if not q.soft]
    values = {value for word, said in _WORDS.items() if word in plain for value in said}
    values |= {years for plan, years in _PLANS.items() if plan in plain}
    for run in _RUN.finditer(plain):
        if not _inside(run.span(), hard):
            values |= _readings(run.group())
    for run in _FIGURES.finditer(plain):
        if not _inside(run.span(), hard):
            figures = run.group().replace(",", "")
            values |= {figures, *re.split(r"\D", run.group())}
    values |= {f"--{m[1].zfill(2)}-{m[2].zfill(2)}" for m in _FEAST.finditer(plain)}
    return frozenset(values - {""})


def _inside(span: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in spans)


def _readings(word: str) -> set[str]:
    """Every number that a run of numerals may be read as: 十四五 is 14 and 5, 三八 is 3, 8 and 38."""
    found = {str(DIGITS[c]) for c in word if c in DIGITS}
    for start in range(len(word)):
        for end in range(start + 1, min(len(word), start + 6) + 1):
            value = chinese_to_digits(word[start:end])
            if value:
                found.add(value)
    if len(word) == 2 and all(c in DIGITS for c in word):
        found.add("".join(str(DIGITS[c]) for c in word))
        found.add("-".join(["--" + str(DIGITS[word[0]]).zfill(2), str(DIGITS[word[1]]).zfill(2)]))
    return found | ({"--10-01"} if word == "十一" else set())
