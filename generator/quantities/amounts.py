"""Amounts in Chinese: a number with its unit, its sign, its currency, both ends of a range.

``read_amount`` takes over where a number was read. A Chinese numeral without a unit counts only in set forms
(千万级, 上千); figures without a unit may be a year, a code or plain figures of a cell.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from generator.quantities import markers
from generator.quantities.dates import LENGTH, length_to_iso
from generator.quantities.numerals import (
    CHINESE,
    POWER,
    Number,
    chinese_to_digits,
    number_to_quantity,
    power_of,
    read_capital_amount,
    read_number,
)
from generator.quantities.quantity import Kind, Quantity, negative, shift, trimmed
from generator.quantities.units import CURRENCY_BEFORE, CURRENCY_WORDS, PER, UNIT, UNITS, Unit, per_unit

_RANGE = re.compile(
    r"(?:\s+-\s+|-{1,2}|\s*(?:–|—{1,2}|~|至|到|―|─)\s*)(?=[\d一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖])"
)
_MINUS = re.compile(
    r"(?:^|[\s(:,、;。，；：（/是为率额长降减少润]|[\u4e00-\u9fff](?=-\d[\d,.]*\s*(?:%|万|亿|元)))-$"
)
_BRACKETED = re.compile(r"\s*\(\s*(?P<inner>[^()]+?)\s*\)\s*(?:%|万?元)?\s*")
_LAST_POWERS = tuple(re.compile(f"([{CHINESE}点]+{few})([百千]?[万亿]|[百千])") for few in ("?", ""))
_BOND = re.compile("债")
_PLAN = re.compile(r"10(?:股)?(?:[送转派]|送\d+转增?\d*)")
_CODE_WORD = re.compile(
    r"(?:代码|编号|证号|号码|邮编|邮政编码|电话|传真|热线|工号|批号)(?:为|是)?\s*[:(“\"（]*\s*$"
)
_YEAR_OF_NAME = re.compile(r"(?:19|20)\d\d(?=[A-Za-z]{2})")
_LETTER = re.compile(r"[A-Za-z]")
_GLUED_UNIT = re.compile(
    r"(?!(?:st|nd|rd|th)(?![A-Za-z]))[A-Za-zμµΩ]+[²³]?(?![A-Za-z0-9₀-₉-])(?:/[A-Za-zμµΩ]+[²³]?(?![A-Za-z0-9]))?"
)
_NAME_OF_LETTERS = re.compile(r"[A-Z]{1,2}|[a-z]")  # behind one figure


def read_amount(text: str, at: int, floor: int) -> Quantity | None:
    """The amount whose numeral begins at ``at``; None where the numeral counts nothing. Nothing before ``floor`` is taken."""
    if amount := read_capital_amount(text, at):
        return _finish(text, amount, Unit("money", "CNY"), amount.end, floor)
    number = read_number(text, at)
    if number is None or _glued(text, at, number):
        return None
    return _from_number(text, _as_range(text, number), floor)


def _glued(text: str, at: int, number: Number) -> bool:
    """Figures behind a letter are a name, unless a unit follows: MedGPT3 and COD13.19吨."""
    if at == 0 or not _LETTER.match(text[at - 1]) or CURRENCY_BEFORE.search(text, max(0, at - 6), at):
        return False
    return _unit_end(text, number)[1] is None and not LENGTH.match(text, number.end)


def _as_range(text: str, number: Number) -> Number:
    """3-5 and 3万至5万 as one number from low to high; the power of the second is that of the first too."""
    if ".." in number.digits:
        return number
    first_end, unit = _unit_end(text, number)
    to = _RANGE.match(text, first_end)
    second = read_number(text, to.end()) if to else None
    if second is None or second.chinese != number.chinese or ".." in second.digits or second.bare:
        return number
    if unit is not None and _unit_end(text, second)[1] != unit:
        return number
    if unit is None:
        number = _of_one_power(text, number, second)
    return _joined(number, second) or number


def _of_one_power(text: str, low: Number, high: Number) -> Number:
    """The low end with the power that stands once, behind the high one: 3-5万, 五至六百, 八百至九百万; not 5,000-1万."""
    if low.scale:
        return low
    powers = [(high.digits, high.scale)]
    if high.chinese:
        parts = [pattern.fullmatch(text, high.start, high.end) for pattern in _LAST_POWERS]
        powers = [(chinese_to_digits(part[1]) or "0", power_of(part[2])) for part in parts if part]
    shared = (power for figure, power in powers if Decimal(low.digits) < Decimal(figure))
    return replace(low, scale=next(shared, 0))


def _joined(low: Number, high: Number) -> Number | None:
    scale = min(low.scale, high.scale)
    digits = [
        n.digits if n.scale == scale else trimmed(shift(n.digits, n.scale - scale)) for n in (low, high)
    ]
    joined = replace(
        high, start=low.start, digits="..".join(digits), scale=scale, flags=low.flags + high.flags
    )
    first, last = (Decimal(part) for part in digits)
    return joined if first < last else None


def _unit_end(text: str, number: Number) -> tuple[int, Unit | None]:
    """Where the number's unit ends, and the unit."""
    blank = re.compile(r"\s*").match(text, number.end)
    match = UNIT.match(text, blank.end() if blank else number.end)
    return (match.end(), UNITS[match.group()]) if match else (number.end, None)


def _from_number(text: str, number: Number, floor: int) -> Quantity | None:
    if (length := LENGTH.match(text, number.end)) and not number.bare:
        return _from_length(text, number, length, floor)
    end, unit = _unit_end(text, number)
    if unit is not None:
        return _finish(text, number, _narrowed(text, unit, number, end), end, floor)
    if number.bare and not markers.has_magnitude_marker(text, number.start, number.end, number.end):
        return None
    if number.chinese:
        return _wordy(text, number, floor)
    return _with_glued_unit(text, number, floor) or _unitless(text, number, floor)


def _with_glued_unit(text: str, number: Number, floor: int) -> Quantity | None:
    """Figures and the letters that touch them as a unit that no table has: 45NTU, 12Xy/kg; not 5G, 3PL, 2023ESG."""
    glued = _GLUED_UNIT.match(text, number.end)
    if glued is None or _YEAR_OF_NAME.match(text, number.start) or _currency_before(text, number):
        return None
    if number.end - number.start == 1 and _NAME_OF_LETTERS.fullmatch(glued.group()):
        return None
    found = _finish(text, number, Unit("measure", glued.group()), glued.end(), floor)
    return replace(found, flags=(*found.flags, "as-written")) if found else None


def _from_length(text: str, number: Number, length: re.Match[str], floor: int) -> Quantity:
    value, flags = length_to_iso(number.value, length)
    approx = "over" if length["over"] else number.approx
    if number.digits == "1" and number.chinese and not number.flags:
        flags = (*flags, "one")
    if text[max(0, number.start - 3) : number.start] in {"工作日", "交易日"} and not flags:
        flags = ("working" if text[number.start - 3] == "工" else "trading",)
    found = number_to_quantity(number, length.end(), "period", value, flags=flags)
    return markers.attach(text, replace(found, approx=approx), floor)


def _narrowed(text: str, unit: Unit, number: Number, end: int) -> Unit:
    """What the unit counts here: 张 is a bond when bonds are spoken of, 名 after 前 is a rank."""
    word = text[end - 1]
    if word == "张" and (number.scale or _BOND.search(text) or text[end : end + 2] == "债券"):
        return Unit("count", "bond")
    if word == "名" and text[number.start - 1 : number.start] == "前":
        return Unit("count", "item")
    return unit


def _finish(text: str, number: Number, unit: Unit, end: int, floor: int) -> Quantity | None:
    if _not_counted(text, number, end):
        return None
    base, end = _with_rate(text, unit, end)
    places = number.scale + (0 if base and "/" in base and unit.printed else unit.places)
    value = _moved(number.digits, places)
    flags: tuple[str, ...] = ()
    if unit.kind == "percent" and (stray := re.compile(r"\s*[万亿]?元(?!素)").match(text, end)):
        end, flags = stray.end(), (*flags, "stray-unit")
    if number.digits == "1" and unit.kind == "count" and number.approx is None:
        flags = (*flags, "one")
    found = number_to_quantity(number, end, unit.kind, value, base, unit.printed, flags)
    return _bracketed(text, markers.attach(text, _with_sign(text, found), floor))


def _moved(digits: str, places: int) -> str:
    """The value in base units. Zeros at the end stay where the digits stay, not where they are moved."""
    return "..".join(trimmed(shift(part, places)) if places else part for part in digits.split(".."))


def _not_counted(text: str, number: Number, end: int) -> bool:
    """三元 before a noun, 十分, 三号, bare 百: look like a number with a unit and are none."""
    word = text[number.end : end].strip()
    if number.bare and not markers.has_magnitude_marker(text, number.start, number.end, end):
        return True
    if not number.chinese or number.approx or len(number.value) > 1:
        return number.chinese and word in {"分", "号", "度"}
    if word == "元":
        return re.compile(r"[\s、，。；,;)每钱至-]|$").match(text, end) is None
    return word in {
        "分",
        "号",
        "度",
        "方",
        "单",
        "对",
        "面",
        "字",
        "克",
        "米",
        "升",
        "口",
        "眼",
        "片",
        "道",
        "通",
        "路",
        "则",
        "点",
        "店",
    } and not (word in {"克", "米", "升"} and number.value not in {"1"})


def _with_rate(text: str, unit: Unit, end: int) -> tuple[str | None, int]:
    """元/股 → CNY/share, mg/m³ → mg/m3: a rate keeps the printed unit above the line."""
    per = PER.match(text, end)
    if per is None or (text[end] == "每" and unit.kind != "money") or unit.base is None:
        return unit.base, end
    return f"{unit.printed or unit.base}/{per_unit(per)}", per.end()


def _with_sign(text: str, found: Quantity) -> Quantity:
    """The quantity with the minus before it, where that is one; 零下 is one too."""
    if found.unit == "°C" and text[: found.start].endswith("零下"):
        return negative(found, found.start - 2, found.end)
    if found.start == 0 or text[found.start - 1] != "-":
        return found
    if not _MINUS.search(text, max(0, found.start - 2), found.start) and not _minus_after_han(text, found):
        return found
    return negative(found, found.start - 1, found.end)


def _minus_after_han(text: str, found: Quantity) -> bool:
    return (
        found.kind in {"percent", "money", "points"}
        and "\u4e00" <= text[found.start - 2 : found.start - 1] <= "\u9fff"
    )


def _wordy(text: str, number: Number, floor: int) -> Quantity | None:
    """A Chinese numeral without a unit: only 千万级, 上千, 数百 before a noun, or money by its currency word."""
    said = text[number.start : number.end]
    kind: Kind = "count"
    unit = _currency_before(text, number)
    if unit:
        kind = "money"
    elif re.fullmatch(r"(?:19|20)\d\d", number.value) and not set(said) & set("十百千"):
        return Quantity("", number.start, number.end, "period", number.value)
    elif not (number.approx or (number.bare and text.startswith("级", number.end)) or len(said) > 2):
        return None
    found = number_to_quantity(number, number.end, kind, number.value, unit)
    return markers.attach(text, found, floor)


def _currency_before(text: str, number: Number) -> str | None:
    found = CURRENCY_BEFORE.search(text[max(0, number.start - 8) : number.start])
    return CURRENCY_WORDS[found.group().strip()] if found else None


_BRACKET_UNIT = re.compile(rf"\s*\)\s*(?P<power>{POWER})?(?P<unit>元|美元|港元|%)")


def _unitless(text: str, number: Number, floor: int) -> Quantity | None:
    """Figures without a unit: money after RMB, a plain count, a year, a six-figure code, a version."""
    if text[number.start - 1 : number.start] == "(" and (outer := _BRACKET_UNIT.match(text, number.end)):
        return _negative_in_brackets(number, outer)
    before = text[max(0, number.start - 8) : number.start]
    kind: Kind = "count"
    flags: tuple[str, ...] = ()
    unit = _currency_before(text, number)
    if unit:
        kind = "money"
    elif _LETTER.match(text[number.end : number.end + 1]) and not _YEAR_OF_NAME.match(text, number.start):
        flags = ("bound",)
    elif _CODE_WORD.search(before) and not number.scale:
        kind = "code"
    elif (
        re.fullmatch(r"(?:19|20)\d\d", number.digits)
        and "," not in text[number.start : number.end]
        and text[number.end : number.end + 1] != "."
        and not number.scale
    ):
        kind = "period"
    elif re.fullmatch(r"\d{6}|\d{8,}", text[number.start : number.end]) and not number.scale:
        kind = "code"
    if kind == "count" and _PLAN.search(text, max(0, number.start - 12), number.end + 1):
        unit = "share"
    value = number.digits if kind in {"code", "period"} else number.value
    found = number_to_quantity(number, number.end, kind, value, unit, flags=flags)
    if kind in {"code", "period"}:
        return found
    return _bracketed(text, markers.attach(text, _with_sign(text, found), floor))


def _negative_in_brackets(number: Number, outer: re.Match[str]) -> Quantity:
    """(1,234.56)万元: brackets round the figure, the unit outside."""
    unit = UNITS[outer["unit"]]
    number = replace(number, scale=number.scale + power_of(outer["power"] or ""))
    found = number_to_quantity(number, outer.end(), unit.kind, _moved(number.digits, number.scale), unit.base)
    return negative(found, number.start - 1, outer.end())


def _bracketed(text: str, found: Quantity) -> Quantity:
    """（1,234.56） alone in a cell is a negative figure."""
    match = _BRACKETED.fullmatch(text)
    if match is None or match.span("inner") != (found.start, found.end) or found.value.startswith("-"):
        return found
    if found.kind == "count" and found.value.isdigit() and len(found.value) < 3:
        return replace(found, flags=(*found.flags, "bound"))
    return negative(found, text.index("("), text.rindex(")") + 1)
