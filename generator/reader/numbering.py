"""The numbers that Chinese reports and their English print before headings and items, and what each kind ranks.

The order of kinds is the custom of official documents (第一章, 第一节, 一、（一）、1.、（1）; GB/T 9704-2012,
7.3.3, for the last four); authors change it, so a rank only breaks ties: see ``headings``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

DIGITS = "零一二三四五六七八九"
CHINESE = "[一二三四五六七八九十百零〇两]{1,5}"
ARABIC = "[0-9０-９]{1,2}"
STOP = "[、．.，,]"
AFTER = r"(?=[\s\u3000]*[^\s\u3000])"

PATTERNS: tuple[tuple[str, int, str], ...] = (  # kind, rank, pattern with the number as its group
    ("part", 0, rf"第\s*({CHINESE}|{ARABIC})\s*(?:部分|编|篇)\s*[：:、]?"),
    ("chapter", 1, rf"第\s*({CHINESE}|{ARABIC})\s*章\s*[：:、]?"),
    ("section", 2, rf"第\s*({CHINESE}|{ARABIC})\s*节\s*[：:、]?"),
    ("part", 0, rf"Part\s+({ARABIC}|[IVX]{{1,5}})(?![A-Za-z])\s*[：:.]?"),
    ("chapter", 1, rf"Chapter\s+({ARABIC}|[IVX]{{1,5}})(?![A-Za-z])\s*[：:.]?"),
    ("section", 2, rf"Section\s+({ARABIC}|[IVX]{{1,5}})(?![A-Za-z])\s*[：:.]?"),
    ("I.", 3, r"([IVX]{1,5})[.．](?=\s*[A-Z“])(?![A-Za-z0-9])"),
    ("(I)", 4, r"[（(]([IVX]{1,5})[）)](?=\s*[A-Z“])"),
    ("一、", 3, rf"({CHINESE})\s*{STOP}"),
    ("（一）", 4, rf"[（(]\s*({CHINESE})\s*[）)]\s*{STOP}?"),
    ("（一）", 4, rf"([㈠-㈩])\s*{STOP}?"),
    ("1.1.1.1", 8, rf"({ARABIC}(?:[.．]{ARABIC}){{3}})(?![0-9０-９%％])\s*{STOP}?"),
    ("1.1.1", 7, rf"({ARABIC}(?:[.．]{ARABIC}){{2}})(?![0-9０-９%％])\s*{STOP}?"),
    (
        "1.1",
        6,
        rf"({ARABIC}[.．]{ARABIC})(?![0-9０-９%％.．]|\s*(?:[亿万千百元倍个吨米兆]|公里|公斤|公顷|平方|立方|小时|分钟|[美欧港日]元))\s*{STOP}?",
    ),
    ("1.", 5, rf"({ARABIC})\s*[、．.](?![0-9０-９])"),
    ("（1）", 7, rf"[（(]\s*({ARABIC})\s*[）)]\s*{STOP}?"),
    ("（1）", 7, rf"([⑴-⒇])\s*{STOP}?"),
    ("1)", 8, rf"({ARABIC})\s*[)）]\s*{STOP}?"),
    ("①", 9, rf"([①-⑳])\s*{STOP}?"),
    ("A.", 9, r"([A-ZＡ-Ｚ])\s*[、．.）)](?![A-Za-z0-9])"),
    ("（i）", 11, r"[（(]\s*([ivx]{2,4}|i)\s*[）)]"),
    ("（a）", 10, r"[（(]\s*([A-Za-z])\s*[）)]"),
    ("a.", 10, r"([a-z])\s*[、．.）)](?![A-Za-z0-9])"),
    ("Ⅰ", 4, rf"([Ⅰ-Ⅻ])\s*{STOP}?"),
)
UNITS = (
    r"(?:[十百千万亿]+|[十百千万亿]*(?:美元|港元|元|家|件|项|次|人次|人|场次|场|小时|学时|吨|千克|克|起|个|名|户|台|套|天|度"
    r"|分|期|种|类|所|座|棵|株|公里|米|亩|平方米|立方米|升|辆|位|条|批|千瓦时|兆瓦时|千瓦|兆瓦|标准煤|倍|年|届|余[家项人件场次个名]))"
)
FIGURE = re.compile(  # a key figure with its unit
    rf"[^\d\u3400-\u9fff]{{0,2}}[超近约达逾]?\d[\d,，.．]*\s*(?:[%％‰+＋]|{UNITS}[+＋]?(?:[/／].{{1,8}})?|吨[\u3400-\u9fff]{{1,8}}|[A-Za-z]{{1,4}}[²³]?)?"
)
DIGIT = "[0-9０-９〇○O零一二三四五六七八九十元]"
DATE = re.compile(rf"(?:{DIGIT}\s*){{2,4}}年\s*(?:{DIGIT}\s*){{1,3}}月(?:\s*(?:{DIGIT}\s*){{1,3}}日)?")
COMPILED = [(kind, rank, re.compile(pattern + AFTER)) for kind, rank, pattern in PATTERNS]
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
CIRCLED = {"㈠": 0x3220, "⑴": 0x2474, "①": 0x2460, "Ⅰ": 0x2160}


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number: its kind, the rank of that kind (low is high up), its value, and where it ends."""

    kind: str
    rank: int
    value: int
    end: int


def look_up_number(text: str) -> Number | None:
    """The number that a line begins with; None where there is none."""
    for kind, rank, pattern in COMPILED:
        found = pattern.match(text)
        if found:
            value = _roman(found[1]) if kind in ("I.", "(I)") else _value(found[1])
            return Number(kind, rank, value, found.end())
    return None


def without_number(text: str) -> str:
    """The words after the number."""
    number = look_up_number(text)
    return text[number.end :].strip() if number else text.strip()


def is_figure(text: str) -> bool:
    """Whether a text is a key figure: a number with its unit and nothing else."""
    return bool(FIGURE.fullmatch(text.strip()))


def _value(printed: str) -> int:
    """The value of a printed number: the last part of 1.2.3; letters count from a."""
    last = re.split(r"[.．]", printed)[-1]
    if last.isdecimal():
        return int(last)
    for start in CIRCLED.values():
        if len(last) == 1 and start <= ord(last) < start + 20:
            return ord(last) - start + 1
    if re.fullmatch("[ivx]{2,4}|i|[IVX]{2,5}", last):
        return _roman(last)
    if len(last) == 1 and last.isalpha() and last.isascii():
        return ord(last.lower()) - ord("a") + 1
    return _chinese_value(last)


def _roman(printed: str) -> int:
    return ROMAN.index(printed.lower()) + 1 if printed.lower() in ROMAN else 0


def _chinese_value(printed: str) -> int:
    """The value of 十二, 二十, 一百零三: up to the hundreds, all that headings need."""
    total = digit = 0
    for char in printed.replace("〇", "零").replace("两", "二"):
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = max(DIGITS.find(char), 0)
    return total + digit
