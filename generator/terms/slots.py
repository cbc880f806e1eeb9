"""Slots of an entry: ``{n}``, ``{m}`` for a numeral and ``{place}`` for a mainland province or city.

第{n}届董事会第{m}次会议 = the {m:th} meeting of the {n:word} Board of Directors. The styles are ``{n}`` 3,
``{n:th}`` 3rd, ``{n:word}`` third. A slot keeps one entry where a list would need hundreds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

SLOT = re.compile(r"\{(\w+)(?::(\w*))?\}")

_ONES = "零一二三四五六七八九"
_DIGITS = {**{char: value for value, char in enumerate(_ONES)}, "〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100}
_WORDS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]

# Provinces, municipalities and the five cities with a CSRC bureau of their own; English as those bureaus write it.
PLACES = {
    "北京": "Beijing", "天津": "Tianjin", "河北": "Hebei", "山西": "Shanxi", "内蒙古": "Inner Mongolia",
    "辽宁": "Liaoning", "吉林": "Jilin", "黑龙江": "Heilongjiang", "上海": "Shanghai", "江苏": "Jiangsu",
    "浙江": "Zhejiang", "安徽": "Anhui", "福建": "Fujian", "江西": "Jiangxi", "山东": "Shandong", "河南": "Henan",
    "湖北": "Hubei", "湖南": "Hunan", "广东": "Guangdong", "广西": "Guangxi", "海南": "Hainan", "重庆": "Chongqing",
    "四川": "Sichuan", "贵州": "Guizhou", "云南": "Yunnan", "西藏": "Tibet", "陕西": "Shaanxi", "甘肃": "Gansu",
    "青海": "Qinghai", "宁夏": "Ningxia", "新疆": "Xinjiang", "深圳": "Shenzhen", "大连": "Dalian",
    "宁波": "Ningbo", "厦门": "Xiamen", "青岛": "Qingdao",
}  # fmt: skip

_NUMERAL = r"[0-9]+|[零〇一二两三四五六七八九十百]+"


def slots_of(text: str) -> tuple[tuple[str, str], ...]:
    """The slots of a form, each as (name, style)."""
    return tuple((match[1], match[2] or "") for match in SLOT.finditer(text))


@cache
def slot_pattern(key: str) -> re.Pattern[str]:
    """What a folded Chinese form with slots looks like in folded text."""
    parts = []
    last = 0
    for match in SLOT.finditer(key):
        parts.append(re.escape(key[last : match.start()]))
        what = "|".join(PLACES) if match[1] == "place" else _NUMERAL
        parts.append(f"(?P<{match[1]}>{what})")
        last = match.end()
    parts.append(re.escape(key[last:]))
    return re.compile("".join(parts))


def anchor_of(key: str) -> str:
    """The longest part of a form that is no slot: where it does not stand, the form does not."""
    return max((part for part in re.split(r"\{[^}]*\}", key)), key=len)


def fill_slots(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """The English with the values, each a Chinese text, in its slots: the form asked for, then those it may have too.

    Where an ordinal is asked for, both 3rd and third are right.
    """
    if not values or "{" not in text:
        return (text,)

    def filled(style: str | None) -> str:
        return SLOT.sub(lambda match: _value(values[match[1]], style or match[2] or ""), text)

    own = filled(None)
    if not any(style in ("th", "word") for _, style in slots_of(text)):
        return (own,)
    other = {"th": "word", "word": "th"}
    swapped = SLOT.sub(lambda m: _value(values[m[1]], other.get(m[2] or "", m[2] or "")), text)
    return tuple(dict.fromkeys((own, swapped, *_both(text, values))))


def _both(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """The English with all ordinals in figures, and with all in words."""
    return tuple(
        SLOT.sub(lambda m, s=style: _value(values[m[1]], s if m[2] else ""), text)  # type: ignore[misc]
        for style in ("th", "word")
    )


def _value(chinese: str, style: str) -> str:
    if chinese in PLACES:
        return PLACES[chinese]
    number = numeral_to_int(chinese)
    if style == "word" and number < len(_WORDS):
        return _WORDS[number]
    return ordinal(number) if style in ("th", "word") else str(number)


def ordinal(number: int) -> str:
    """The ordinal in figures: 1st, 2nd, 11th."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def numeral_to_int(chinese: str) -> int:
    """The value of a small Chinese or Arabic numeral: 二十一 is 21, 二〇 is 20."""
    if chinese.isdecimal():
        return int(chinese)
    if not any(char in _TENS for char in chinese):
        return int("".join(str(_DIGITS[char]) for char in chinese))
    total, ones = 0, 0
    for char in chinese:
        if char in _TENS:
            total += (ones or 1) * _TENS[char]
            ones = 0
        else:
            ones = _DIGITS[char]
    return total + ones
