"""Amounts in English: a number with its currency, unit or share of a hundred, both ends of a range."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from generator.quantities import english_units as en
from generator.quantities.english_dates import LENGTH, length_to_iso
from generator.quantities.english_markers import attach_english
from generator.quantities.english_numbers import is_one, read_english_number
from generator.quantities.numerals import Number, number_to_quantity
from generator.quantities.quantity import Quantity, each, negative

_MARK_NAMES = sorted(
    ((name, code) for code, names in en.CURRENCIES.items() for name in names), key=lambda pair: -len(pair[0])
)
_MARKS = dict(_MARK_NAMES)
MARK_BEFORE = re.compile(
    r"(?:^|(?<![A-Za-z]))(?P<mark>"
    + "|".join(re.escape(name) for name, _ in _MARK_NAMES if name != "won")
    + r")\s?-?\s?$"
)
_MARK_AFTER = re.compile(
    r"\s*(?:of\s+)?(?P<mark>"
    + "|".join(re.escape(name) for name, _ in _MARK_NAMES if name[0].isalpha())
    + r")(?![A-Za-z])",
    re.I,
)
_MARKS_LOWER = {name.lower(): code for name, code in _MARK_NAMES}
_PERCENT = re.compile(r"\s*(?:%|-?per\s?cent(?!age)(?![a-z])|‰|\s?per\s+mill?e?(?![a-z]))", re.I)
_MILLE = re.compile(r"‰|mil", re.I)
_OFF = re.compile(r"\s+(?:off|discount)(?![a-z])", re.I)
_POINTS = re.compile(
    r"\s*(?:-?\s?percentage[\s-]points?|\s?pps?(?![a-z])|\s?ppts?(?![a-z])|\s?p\.p\.|(?:%|\s?per\s?cent)\s?points?)",
    re.I,
)
_BASIS = re.compile(r"\s*-?(?:basis[\s-]points?|bps?(?![a-z]))", re.I)
_WHOLES = {"three": 3, "four": 4, "five": 5, "ten": 10}
_OUT_OF = re.compile(
    r"\s+(?:out\s+of\s+(?:every\s+)?(?P<whole>three|four|five|ten)"
    r"|in\s+(?:every\s+)?(?P<of>three|four|five|ten)(?=\s+(?:employees|people|customers|respondents|workers|staff|members)\b))(?![a-z])",
    re.I,
)
_PER_MILLION = re.compile(r"\s+parts\s+per\s+million(?![a-z])", re.I)
_TIMES = re.compile(
    r"(?:\s+times(?!\s+(?:a|per|each|every|in)\b)|\s?[x×](?![A-Za-z\d])|-?\s?fold(?![a-z]))", re.I
)
_RANGE = re.compile(r"\s*(?:-|–|—|to|and)\s*(?=[\d(A-Z$€£¥]|[a-z])")
_UNIT_ROWS = sorted(
    [
        (name, base, places, one)
        for one, many, base, places, others in en.MEASURES
        for name in {one, many, *others}
    ],
    key=lambda row: (-len(row[0]), row[0]),
)
_UNITS = {name: (base, places, one) for name, base, places, one in _UNIT_ROWS}
UNIT = re.compile(
    r"[\s-]*(?P<unit>"
    + "|".join(re.escape(name) for name, *_ in _UNIT_ROWS)
    + r")(?![A-Za-z0-9²³₂])(?<!second(?=[\s-](?:prize|place|award|class|level|tier|grade|generation|phase|half|quarter)))"
)
_COUNT_NAMES = {name: (base, one) for one, many, base, others in en.COUNTS for name in {one, many, *others}}
COUNT = re.compile(
    r"\s+(?:(?:new|bonus|ordinary|A|H|B|restricted|repurchased|convertible|corporate|listed|incentive|treasury|issued|additional|poor|rural)\s+){0,3}(?:of\s+)?(?P<unit>"
    + "|".join(re.escape(name) for name in sorted(_COUNT_NAMES, key=len, reverse=True))
    + r")(?![A-Za-z-])"
)
_PER_NAMES = {**{name: base for base, name in en.PER.items()}, **en.PER_ALSO, **en.PER_SIGNS}
_BELOW = "|".join(re.escape(name) for name in sorted(_PER_NAMES, key=lambda name: (-len(name), name)))
_BELOW_END = r"(?![A-Za-z\d³²]|,\d)"
_BETWEEN = r"\s*(?:[·•⋅*/]|per\s)\s*"
_PER = re.compile(
    rf"\s*(?:/\s*(?P<open>\()?|(?:per|each|a(?=\s+(?:share|day|year|month)\b))\s*(?![{''.join(en.PER_SIGNS)}]\b))"
    rf"(?P<unit>{_BELOW})(?P<more>(?:{_BETWEEN}(?:{_BELOW}){_BELOW_END})*)(?(open)\)){_BELOW_END}"
)


def read_english_amount(text: str, at: int, floor: int) -> Quantity | None:
    """The amount whose number begins at ``at``, with its currency or unit and its markers; None where there is no number."""
    number = read_english_number(text, at)
    if number is None:
        return None
    joined = _as_range(text, number)
    found = _with_unit(text, joined, floor)
    if found.flags == () and is_one(number) and found.kind == "count":
        found = replace(found, flags=("idiom",))
    return attach_english(text, found, floor)


def _as_range(text: str, number: Number) -> Number:
    """3 to 5, 3%-5%, RMB30 million to RMB50 million: both ends in one number when their units agree."""
    if number.flags:
        return number
    unit_end = _first_unit_end(text, number.end)
    to = _RANGE.match(text, unit_end)
    if to is None or (
        to.group().strip() == "and"
        and not re.search(
            r"between\s+(?:[A-Z$]{1,4}\s?)?$", text[max(0, number.start - 14) : number.start], re.I
        )
    ):
        return number
    mark = MARK_BEFORE.search(text, max(0, number.start - 14), number.start)
    second_at = to.end()
    second_mark = re.compile("(?:" + "|".join(re.escape(name) for name, _ in _MARK_NAMES) + r")\s?").match(
        text, second_at
    )
    if second_mark:
        second_at = second_mark.end()
    other = mark and second_mark and _MARKS[mark["mark"]] != _MARKS[second_mark.group().strip()]
    if other or (second_mark and not mark) or second_at >= len(text):
        return number
    second = read_english_number(text, second_at)
    if (
        second is None
        or second.flags
        or second.chinese != number.chinese
        or _units_clash(text, number, second)
    ):
        return number
    return _joined(number, second, unit_end > number.end or bool(second_mark)) or number


def _units_clash(text: str, low: Number, high: Number) -> bool:
    """Whether the first end has a unit and the second has none or another."""
    kinds = [
        next((i for i, p in enumerate((_POINTS, _PERCENT, UNIT, COUNT)) if p.match(text, n.end)), None)
        for n in (low, high)
    ]
    return kinds[0] is not None and kinds[0] != kinds[1]


def _first_unit_end(text: str, at: int) -> int:
    for pattern in (_POINTS, _PERCENT, UNIT, COUNT):
        if match := pattern.match(text, at):
            return match.end()
    return at


def _joined(low: Number, high: Number, own_unit: bool) -> Number | None:
    if low.scale == 0 and high.scale and Decimal(low.digits) < Decimal(10**4) and not own_unit:
        low = replace(low, scale=high.scale)
    same = low.scale == high.scale
    ends = (low.digits, high.digits) if same else (low.value, high.value)
    joined = replace(high, start=low.start, digits="..".join(ends), scale=high.scale if same else 0)
    first, last = (Decimal(part) for part in joined.value.split(".."))
    return joined if first < last else None


def _with_unit(text: str, number: Number, floor: int) -> Quantity:
    """The number with the unit behind it or the currency before it."""
    of = re.compile(r"\s+of(?=\s)").match(text, number.end) if "several" in number.flags else None
    joined = replace(number, end=of.end()) if of else number  # tens of km
    made = (
        _money_or_rate(text, number, floor)
        or _share_of_hundred(text, joined)
        or _length(text, joined)
        or _measured(text, joined)
    )
    return made or number_to_quantity(number, number.end, "count", number.value, None)


def _money_or_rate(text: str, number: Number, floor: int) -> Quantity | None:
    before = MARK_BEFORE.search(text, max(floor, number.start - 20), number.start)
    after = _MARK_AFTER.match(text, number.end)
    if after and after["mark"].lower() == "won" and number.scale < 3 and len(number.digits) < 4:
        after = None  # 2 won prizes
    if before is None and after is None:
        return None
    code = _MARKS[before["mark"]] if before else _MARKS_LOWER[after["mark"].lower()]  # type: ignore[index]
    end = after.end() if after and (before is None or after["mark"].lower() == "yuan") else number.end
    per = _PER.match(text, end)
    unit = f"{code}/{_below(per)}" if per else code
    found = number_to_quantity(number, per.end() if per else end, "money", number.value, unit)
    if before is None:
        return found
    found = replace(found, start=before.start())
    return negative(found, found.start, found.end) if "-" in before.group() else found


def _below(per: re.Match[str]) -> str:
    """The lower half of a rate as the base unit writes it: ``share``, ``d·m3``."""
    names = [per["unit"], *re.split(_BETWEEN, per["more"])[1:]]
    return "·".join(sorted(_PER_NAMES[name] for name in names))


def _share_of_hundred(text: str, number: Number) -> Quantity | None:
    if match := _POINTS.match(text, number.end):
        return number_to_quantity(number, match.end(), "points", number.value, None)
    if match := _BASIS.match(text, number.end):
        return number_to_quantity(number, match.end(), "points", number.value, "bp")
    if match := _PERCENT.match(text, number.end):
        places = -1 if _MILLE.search(match.group()) else 0
        value = each(number.digits, number.scale + places)
        flags = ("off",) if _OFF.match(text, match.end()) else ()
        return number_to_quantity(number, match.end(), "percent", value, None, flags=flags)
    if match := _OUT_OF.match(text, number.end):
        whole = _WHOLES[(match["whole"] or match["of"]).lower()]
        if number.scale == 0 and number.digits.isdecimal() and int(number.digits) < whole:
            return number_to_quantity(number, match.end(), "ratio", f"{number.digits}/{whole}", None)
    if match := _PER_MILLION.match(text, number.end):
        return number_to_quantity(number, match.end(), "ratio", f"{number.value}/1000000", None)
    if match := _TIMES.match(text, number.end):
        return number_to_quantity(number, match.end(), "ratio", number.value, None)
    return None


def _length(text: str, number: Number) -> Quantity | None:
    match = LENGTH.match(text, number.end)
    if match is None:
        return None
    value, flags = length_to_iso(number.value, match)
    one = ("one",) if is_one(number) else ()
    return number_to_quantity(number, match.end(), "period", value, None, flags=flags + one)


def _measured(text: str, number: Number) -> Quantity | None:
    if match := UNIT.match(text, number.end):
        base, places, one = _UNITS[match["unit"]]
        per = _PER.match(text, match.end())
        unit = f"{base}/{_below(per)}" if per else base
        value = each(number.digits, number.scale + places)
        return number_to_quantity(
            number, per.end() if per else match.end(), "measure", value, unit, one if places else ""
        )
    if match := COUNT.match(text, number.end):
        base, _ = _COUNT_NAMES[match["unit"]]
        end = match.end() if re.fullmatch(r"\s+(?:of\s+)?\S+", match.group()) else number.end
        return number_to_quantity(number, end, "count", number.value, base)
    if per := _PER.match(text, number.end):
        return (
            number_to_quantity(number, per.end(), "count", number.value, f"item/{_below(per)}")
            if "per" in per.group()
            else None
        )
    return None
