"""Quantities in Chinese text.

One scan looks for places where a number may begin. There the readers try, the most particular first: codes,
dates and periods, ordinals, fractions, numbers with their unit. What stands before (约, 人民币, 不低于) and behind
(以上, 左右) is read last. A Chinese numeral counts only with a unit or a measure word after it; what idioms, terms
and names hold is found too, as a soft quantity, for those who compare texts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from generator.quantities import markers
from generator.quantities.bound import find_bound, find_marks, find_titles
from generator.quantities.codes import read_code
from generator.quantities.dates import LENGTH, Time, length_to_iso, read_time
from generator.quantities.numerals import CHINESE, POWER, Number, power_of, read_capital_amount, read_number
from generator.quantities.quantity import Kind, Quantity, shift, trimmed
from generator.quantities.special import read_special
from generator.quantities.units import CURRENCY_BEFORE, CURRENCY_WORDS, PER, UNIT, UNITS, Unit, per_unit

_WIDE = {ord(c): ord(c) - 0xFEE0 for c in "０１２３４５６７８９％．：／＋～"} | {
    0xFF0D: 0x2D, 0x2212: 0x2D, 0xFF08: 0x28, 0xFF09: 0x29, 0x3000: 0x20, 0xA0: 0x20, 0x2009: 0x20, 0x202F: 0x20,
    0x2236: 0x3A,
}  # fmt: skip
_START = re.compile(f"[0-9{CHINESE}数几第〔上下前翻过对半QqH]")
_RANGE = re.compile(
    r"(?:\s+-\s+|-{1,2}|\s*(?:–|—{1,2}|~|至|到|―|─)\s*)(?=[\d一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖])"
)
_MINUS = re.compile(
    r"(?:^|[\s(:,、;。，；：（/是为率额长降减少润]|[\u4e00-\u9fff](?=-\d[\d,.]*\s*(?:%|万|亿|元)))-$"
)
_BRACKETED = re.compile(r"\s*\(\s*(?P<inner>[^()]+?)\s*\)\s*(?:%|万?元)?\s*")
_BOND = re.compile("债")
_PER_SHARES = re.compile(r"10\s*股")
_PLAN = re.compile(r"10(?:股)?(?:[送转派]|送\d+转增?\d*)")
_CODE_WORD = re.compile(
    r"(?:代码|编号|证号|号码|邮编|邮政编码|电话|传真|热线|工号|批号)(?:为|是)?\s*[:(“\"（]*\s*$"
)
_YEAR_OF_NAME = re.compile(r"(?:19|20)\d\d(?=[A-Za-z]{2})")
_LETTER = re.compile(r"[A-Za-z]")


def half_width(text: str) -> str:
    """The text with half-width figures, signs and blanks, of the same length."""
    return text.translate(_WIDE)


def find_quantities(text: str, closed: Iterable[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """The quantities of a Chinese text in order, none overlapping.

    ``closed`` are spans (terms, names) in which a numeral is no number. Book titles, idioms, versions and list
    marks are known here. Never raises.
    """
    return tuple(quantity for quantity in find_numerals(text, closed) if not quantity.soft)


def find_numerals(text: str, closed: Iterable[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """All quantities of a Chinese text, with those in titles, idioms and closed spans, flagged so."""
    plain = half_width(text)
    blocked = _Blocked(plain, closed)
    found: list[Quantity] = []
    at = 0
    while start := _START.search(plain, at):
        at = start.start()
        if blocked.mark(at):
            at = blocked.mark(at)
            continue
        quantity = _read(plain, at, found[-1].end if found else 0)
        if quantity is None:
            at = _after_numeral(plain, at)
            continue
        found.append(_flagged(quantity, text, at, blocked))
        at = max(quantity.end, at + 1)
    return tuple(found)


class _Blocked:
    """The spans of a text in which numerals do not count, by reason."""

    def __init__(self, text: str, closed: Iterable[tuple[int, int]]) -> None:
        self._soft = {"closed": sorted(closed), "title": find_titles(text), "bound": find_bound(text)}
        self._marks = find_marks(text)
        self._text = text

    def mark(self, at: int) -> int:
        """The end of the list mark that ``at`` is in, or 0."""
        span = _span_of(self._marks, at)
        return span[1] if span else 0

    def why(self, at: int, end: int) -> str | None:
        """The reason why a number from ``at`` to ``end`` does not count.

        A term that is nothing but the number (第一季度) does not close it, nor does one about a distribution (每10股派).
        """
        for flag, spans in self._soft.items():
            span = _span_of(spans, at)
            if span and not (
                flag == "closed" and ((at <= span[0] and span[1] <= end) or self._per_shares(at))
            ):
                return flag
        return None

    def _per_shares(self, at: int) -> bool:
        return _PER_SHARES.match(self._text, at) is not None and self._text[:at].rstrip().endswith("每")


def _span_of(spans: list[tuple[int, int]], at: int) -> tuple[int, int] | None:
    place = bisect_right(spans, (at, 1 << 60))
    for start, end in reversed(spans[max(0, place - 4) : place]):
        if start <= at < end:
            return start, end
    return None


def _flagged(quantity: Quantity, text: str, at: int, blocked: _Blocked) -> Quantity:
    why = blocked.why(at, quantity.end)
    flags = (*quantity.flags, why) if why else quantity.flags
    return replace(quantity, text=text[quantity.start : quantity.end], flags=flags)


def _after_numeral(text: str, at: int) -> int:
    """Where to look on after a place that gave no quantity: behind the whole run of figures or numerals."""
    run = re.compile(rf"\d+(?:[.,]\d+)*|[{CHINESE}]+").match(text, at)
    return run.end() if run else at + 1


def _read(text: str, at: int, floor: int) -> Quantity | None:
    """The quantity whose numeral begins at ``at``; nothing before ``floor`` may be taken."""
    if quantity := read_code(text, at):
        return quantity
    if time := read_time(text, at):
        return _from_time(text, at, time)
    if quantity := read_special(text, at):
        return markers.attach(text, quantity, floor)
    if amount := read_capital_amount(text, at):
        return _finish(text, amount, Unit("money", "CNY"), amount.end, floor)
    number = read_number(text, at)
    if number is None or _glued(text, at, number):
        return None
    return _from_number(text, _as_range(text, number), floor)


def _glued(text: str, at: int, number: Number) -> bool:
    """Figures behind a letter are a name, unless a unit follows: WiNGPT2 and COD13.19吨."""
    if at == 0 or not _LETTER.match(text[at - 1]) or CURRENCY_BEFORE.search(text, max(0, at - 6), at):
        return False
    return _unit_end(text, number)[1] is None and not LENGTH.match(text, number.end)


def _from_time(text: str, at: int, time: Time) -> Quantity:
    kind: Kind = "date" if time.kind == "date" else "period"
    return Quantity(text[at : time.end], at, time.end, kind, time.value, flags=time.flags)


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
    return _joined(number, second, unit is not None) or number


def _joined(low: Number, high: Number, own_unit: bool) -> Number | None:
    if low.scale == 0 and high.scale and not own_unit and not low.chinese:
        low = replace(low, scale=high.scale)
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
    return _unitless(text, number, floor)


def _from_length(text: str, number: Number, length: re.Match[str], floor: int) -> Quantity:
    value, flags = length_to_iso(number.value, length)
    approx = "over" if length["over"] else number.approx
    if number.digits == "1" and number.chinese and not number.flags:
        flags = (*flags, "one")
    found = Quantity(
        text[number.start : length.end()],
        number.start,
        length.end(),
        "period",
        value,
        None,
        approx,
        flags + number.flags,
        number.digits,
    )
    return markers.attach(text, found, floor)


def _narrowed(text: str, unit: Unit, number: Number, end: int) -> Unit:
    """What the unit counts here: 张 is a bond when bonds are spoken of, 名 after 前 is a rank."""
    word = text[end - 1]
    if word == "张" and (number.scale or _BOND.search(text) or text[end : end + 2] == "债券"):
        return Unit("count", "bond")
    if word == "名" and text[number.start - 1 : number.start] == "前":
        return Unit("count", "item")
    return unit


def _finish(text: str, number: Number, unit: Unit, end: int, floor: int) -> Quantity | None:
    if _not_counted(text, number, unit, end):
        return None
    base, end = _with_rate(text, unit, end)
    places = number.scale + (0 if base and "/" in base and unit.printed else unit.places)
    value = _moved(number.digits, places)
    flags = number.flags
    if unit.kind == "percent" and (stray := re.compile(r"\s*[万亿]?元(?!素)").match(text, end)):
        end, flags = stray.end(), (*flags, "stray-unit")
    if number.digits == "1" and unit.kind == "count" and number.approx is None:
        flags = (*flags, "one")
    found = Quantity(
        text[number.start : end],
        number.start,
        end,
        unit.kind,
        value,
        base,
        number.approx,
        flags,
        number.digits,
        number.scale,
        unit.printed,
    )
    return _bracketed(text, markers.attach(text, _with_sign(text, found), floor))


def _moved(digits: str, places: int) -> str:
    """The value in base units. Zeros at the end stay where the digits stay, not where they are moved."""
    return "..".join(trimmed(shift(part, places)) if places else part for part in digits.split(".."))


def _not_counted(text: str, number: Number, unit: Unit, end: int) -> bool:
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
    } and not (word in {"克", "米", "升"} and number.value not in {"1"})


def _with_rate(text: str, unit: Unit, end: int) -> tuple[str | None, int]:
    """元/股 → CNY/share, mg/m³ → mg/m3: a rate keeps the printed unit above the line."""
    per = PER.match(text, end)
    if per is None or (text[end] == "每" and unit.kind != "money") or unit.base is None:
        return unit.base, end
    return f"{unit.printed or unit.base}/{per_unit(per)}", per.end()


def _with_sign(text: str, found: Quantity) -> Quantity:
    """The quantity with the minus before it, where that is one."""
    if found.start == 0 or text[found.start - 1] != "-":
        return found
    if not _MINUS.search(text, max(0, found.start - 2), found.start) and not _minus_after_han(text, found):
        return found
    return replace(found, start=found.start - 1, value="-" + found.value, digits="-" + found.digits)


def _minus_after_han(text: str, found: Quantity) -> bool:
    return (
        found.kind in {"percent", "money", "points"}
        and "\u4e00" <= text[found.start - 2 : found.start - 1] <= "\u9fff"
    )


def _wordy(text: str, number: Number, floor: int) -> Quantity | None:
    """A Chinese numeral without a unit: only 千万级, 上千, 数百 before a noun, or money by its currency word."""
    currency = CURRENCY_BEFORE.search(text[max(0, number.start - 6) : number.start])
    if currency:
        found = Quantity(
            "",
            number.start,
            number.end,
            "money",
            number.value,
            CURRENCY_WORDS[currency.group().strip()],
            number.approx,
            number.flags,
            number.digits,
            number.scale,
        )
        return markers.attach(text, found, floor)
    if re.fullmatch(r"(?:19|20)\d\d", number.value) and not set(text[number.start : number.end]) & set(
        "十百千"
    ):
        return Quantity("", number.start, number.end, "period", number.value)
    counts = (
        number.approx
        or "several" in number.flags
        or (text[number.end : number.end + 1] == "级" and number.bare)
        or number.end - number.start > 2
    )
    if not counts:
        return None
    found = Quantity(
        text[number.start : number.end],
        number.start,
        number.end,
        "count",
        number.value,
        None,
        number.approx,
        number.flags,
        number.digits,
        number.scale,
    )
    return markers.attach(text, found, floor)


_BRACKET_UNIT = re.compile(rf"\s*\)\s*(?P<power>{POWER})?(?P<unit>元|美元|港元|%)")


def _unitless(text: str, number: Number, floor: int) -> Quantity | None:
    """Figures without a unit: money after RMB, a plain count, a year, a six-figure code, a version."""
    if text[number.start - 1 : number.start] == "(" and (outer := _BRACKET_UNIT.match(text, number.end)):
        return _negative_in_brackets(number, outer)
    before = text[max(0, number.start - 8) : number.start]
    kind: Kind = "count"
    unit, flags = None, number.flags
    if currency := CURRENCY_BEFORE.search(before):
        kind, unit = "money", CURRENCY_WORDS[currency.group().strip()]
    elif _LETTER.match(text[number.end : number.end + 1]) and not _YEAR_OF_NAME.match(text, number.start):
        flags = (*flags, "bound")
    elif _CODE_WORD.search(before) and not number.scale:
        kind = "code"
    elif (
        re.fullmatch(r"(?:19|20)\d\d", number.digits)
        and text[number.end : number.end + 1] != "."
        and not number.scale
    ):
        kind = "period"
    elif re.fullmatch(r"\d{6}|\d{8,}", text[number.start : number.end]) and not number.scale:
        kind = "code"
    if kind == "count" and _PLAN.search(text, max(0, number.start - 12), number.end + 1):
        unit = "share"
    value = number.digits if kind in {"code", "period"} else number.value
    found = Quantity(
        text[number.start : number.end],
        number.start,
        number.end,
        kind,
        value,
        unit,
        number.approx,
        flags,
        number.digits,
        number.scale,
    )
    if kind in {"code", "period"}:
        return found
    return _bracketed(text, markers.attach(text, _with_sign(text, found), floor))


def _negative_in_brackets(number: Number, outer: re.Match[str]) -> Quantity:
    """(1,234.56)万元: brackets round the figure, the unit outside."""
    unit, scale = UNITS[outer["unit"]], power_of(outer["power"] or "")
    value = "-" + _moved(number.digits, number.scale + scale)
    return Quantity(
        "",
        number.start - 1,
        outer.end(),
        unit.kind,
        value,
        unit.base,
        None,
        number.flags,
        "-" + number.digits,
        number.scale + scale,
    )


def _bracketed(text: str, found: Quantity) -> Quantity:
    """（1,234.56） alone in a cell is a negative figure."""
    match = _BRACKETED.fullmatch(text)
    if match is None or match.span("inner") != (found.start, found.end) or found.value.startswith("-"):
        return found
    if found.value.isdigit() and len(found.value) < 3:
        return replace(found, flags=(*found.flags, "bound"))
    start = text.index("(")
    return replace(
        found, start=start, end=text.rindex(")") + 1, value="-" + found.value, digits="-" + found.digits
    )
