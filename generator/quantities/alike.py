"""Whether a Chinese and an English quantity state the same thing, and if not quite, in what they differ.

Form may differ (两 and two, P12M and a year, 三成 and 30%, tripled for 增长2倍), value never. ``compare_two`` gives
None when the values have nothing to do with one another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from generator.quantities.codes import code_digits
from generator.quantities.english_units import MEASURES
from generator.quantities.quantity import Approx, Quantity

_TO_BASE: dict[str, tuple[str, Fraction]] = {
    "km": ("m", Fraction(1000)), "ha": ("m2", Fraction(10000)), "km2": ("m2", Fraction(10**6)), "mu": ("m2", Fraction(10000, 15)),
    "min": ("h", Fraction(1, 60)), "s": ("h", Fraction(1, 3600)), "L": ("m3", Fraction(1, 1000)), "tCO2": ("tCO2e", Fraction(1)),
    "jin": ("t", Fraction(1, 2000)),
}  # fmt: skip
_TO_BASE |= {one: (base, Fraction(10) ** places) for one, _, base, places, _ in MEASURES if places}
_ALIKE_APPROX = (
    {"about", "nearly"}, {"over", "at_least"}, {"under", "at_most"}, {"under", "nearly"},
)  # fmt: skip
_ONE_APART: tuple[tuple[Approx, Approx], ...] = (("at_least", "over"), ("under", "at_most"))
_COUNTED = {"share", "bond", "household", "person"}


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two quantities of equal value go together: a cost (0 is the same form) and what differs all the same."""

    cost: int
    differs: tuple[str, ...] = ()


def compare_two(source: Quantity, target: Quantity) -> Likeness | None:
    """How the two go together; None when their values are not the same in any reading."""
    found = _by_kind(source, target)
    if found is None:
        return None
    minus = ("sign",) if "minus" in target.flags else ("form",) if "odd-form" in target.flags else ()
    differs = (*found.differs, *minus, *_approx_differs(source, target), *_direction_differs(source, target))
    return Likeness(found.cost, tuple(dict.fromkeys(differs)))


def _by_kind(source: Quantity, target: Quantity) -> Likeness | None:
    if "as-written" in source.flags and (target.kind != "measure" or len(source.unit or "") == 1):
        source = replace(source, kind="count", unit=None)  # 800G, 1080P
    if "." in source.value and source.kind == "ordinal":
        return Likeness(0) if source.value == target.value else None
    if is_time(source) and is_time(target):
        return _times(source, target)
    if is_length(source) or is_length(target):
        return _lengths(source, target)
    if "code" in {source.kind, target.kind}:
        return _codes(source, target)
    if is_time(source) and _is_elliptic(source, target):
        return Likeness(5)
    if is_time(source) or is_time(target):
        return _year_as_number(source, target)
    return _numbers(source, target)


def is_length(quantity: Quantity) -> bool:
    """Whether it is a length of time, as an ISO duration."""
    return quantity.kind == "period" and quantity.value.startswith("P")


def is_time(quantity: Quantity) -> bool:
    """Whether it is a date or a period of the calendar."""
    return quantity.kind in {"date", "period"} and not quantity.value.startswith("P")


def _times(source: Quantity, target: Quantity) -> Likeness | None:
    if source.value == target.value:
        return Likeness(0)
    if _without_year(source.value) == _without_year(target.value) and "--" in source.value + target.value:
        return Likeness(2)
    whole = {_whole_year(source.value), _whole_year(target.value)}
    if len(whole) == 1 and None not in whole and (len(source.value) == 4 or len(target.value) == 4):
        return Likeness(3)
    return None


def _without_year(value: str) -> str:
    return re.sub(r"\d{4}-|--", "", value)


def _whole_year(value: str) -> str | None:
    """2024 for 2024, 2024-01/2024-12, 2024-01-01/2024-12-31 and 2024-12-31 (the year ended)."""
    match = re.fullmatch(r"(\d{4})(?:-01(?:-01)?/\1-12(?:-31)?|-12-31)?", value)
    return match[1] if match else None


def _lengths(source: Quantity, target: Quantity) -> Likeness | None:
    if not (is_length(source) and is_length(target)):
        return _length_as_number(source, target)
    if _in_months(source.value) != _in_months(target.value):
        return None
    sorts = [{"working", "trading"} & set(q.flags) for q in (source, target)]
    return Likeness(0, () if sorts[0] == sorts[1] else ("unit",))


def _in_months(value: str) -> tuple[tuple[str, Fraction], ...]:
    """Lengths in months or days, so that a year is twelve months and a week seven days."""
    ends = []
    for end in value.split(".."):
        number, letter = Fraction(end[1:-1]), end[-1]
        times = {"Y": 12, "M": 1, "W": 7, "D": 1}[letter]
        ends.append(("M" if letter in "YM" else "D", number * times))
    return tuple(ends)


def _length_as_number(source: Quantity, target: Quantity) -> Likeness | None:
    """Three (consecutive reporting) years, 45 years old: a bare number may answer a length of time."""
    length, other = (source, target) if is_length(source) else (target, source)
    ends = "..".join(end[1:-1] for end in length.value.split(".."))
    if ends != other.value or not (
        other.unit in {None, "item", "years old"} and other.kind in {"count", "measure", "ordinal"}
    ):
        return None
    return Likeness(4)


def _codes(source: Quantity, target: Quantity) -> Likeness | None:
    if code_digits(source.value) != code_digits(target.value):
        return None
    if source.kind == target.kind:
        return Likeness(0)
    other = target if source.kind == "code" else source
    counted = other.unit not in {None, "item"} or "," in other.text
    return Likeness(3, ("kind",) if counted else ())


_PARTS_OF_A_YEAR = {
    ("01", "03"): "1", ("04", "06"): "2", ("07", "09"): "3", ("10", "12"): "4", ("01", "06"): "1", ("07", "12"): "2",
}  # fmt: skip


def _is_elliptic(source: Quantity, target: Quantity) -> bool:
    """Whether an ordinal stands for a quarter or a half that is named elsewhere: in the third and fourth quarters."""
    months = tuple(re.findall(r"-(\d\d)(?=/|\Z)", source.value))
    bare = target.kind == "ordinal" and not {"term", "meeting", "label", "number"} & set(target.flags)
    return bare and _PARTS_OF_A_YEAR.get(months) == target.value


def _year_as_number(source: Quantity, target: Quantity) -> Likeness | None:
    """2024 read as a year on one side and as a figure on the other."""
    number = source if target.kind == "period" else target
    bare = number.kind in {"count", "ordinal"} and number.unit in {None, "item"}
    return Likeness(4) if bare and source.value == target.value and len(source.value) == 4 else None


def _numbers(source: Quantity, target: Quantity) -> Likeness | None:
    left, right = as_number(source), as_number(target)
    if left is None or right is None:
        return None
    if _is_one_apart(source, target, left, right):
        return Likeness(4)
    if source.kind == target.kind:
        return _same_kind(source, target, left, right)
    return _other_kind(source, target, left, right)


def _is_one_apart(
    source: Quantity, target: Quantity, left: tuple[Fraction, ...], right: tuple[Fraction, ...]
) -> bool:
    """Whether two bounds of what comes in whole ones mean the same: 51岁以上 and over 50, 超过10人 and 11 or more."""
    if source.unit not in {"years old", "person"} or len(left) != 1 or len(right) != 1:
        return False
    bounds = {source.approx: left[0], target.approx: right[0]}
    return any({more, less} == set(bounds) and bounds[more] == bounds[less] + 1 for more, less in _ONE_APART)


def as_number(quantity: Quantity) -> tuple[Fraction, ...] | None:
    """The value as exact numbers, both ends of a range; measures in one base unit."""
    try:
        ends = [_to_fraction(part) for part in quantity.value.split("..")]
    except (ValueError, ZeroDivisionError):
        return None
    head = (quantity.unit or "").partition("/")[0]
    if quantity.kind == "measure" and head in _TO_BASE:
        ends = [end * _TO_BASE[head][1] for end in ends]
    return tuple(ends)


def _to_fraction(value: str) -> Fraction:
    """A figure or a ratio of two: 12.5, 2/3, 1.8/1."""
    upper, _, lower = value.partition("/")
    return Fraction(upper) / Fraction(lower or 1)


def _same_kind(
    source: Quantity, target: Quantity, left: tuple[Fraction, ...], right: tuple[Fraction, ...]
) -> Likeness | None:
    if "discount" in source.flags and "off" in target.flags:
        return Likeness(0) if left[0] + right[0] == 100 else None
    sign = _sign(source, target, left, right)
    if sign is None and left != right:
        return _multiples(source, target, left, right) if source.kind == "ratio" else _dozen(source, target)
    differs = sign or ()
    if source.kind == "ordinal":
        return Likeness(_ordinal_cost(source, target), differs)
    units = [base_unit(source.unit), base_unit(target.unit)]
    if units[0] == units[1]:
        return Likeness(0, differs)
    if _alike_units(units[0], units[1]):
        other = {"coal": "tCO2e", "carbon": "tce"}
        clash = any(flag in source.flags and units[1].startswith(unit) for flag, unit in other.items())
        return Likeness(2, (*differs, "unit")) if clash else Likeness(1, differs)
    if source.kind == "count" and not (units[0] in _COUNTED and units[1] in _COUNTED):
        return Likeness(1, differs)
    return Likeness(2, (*differs, "unit"))


def _ordinal_cost(source: Quantity, target: Quantity) -> int:
    labels = [{"term", "meeting"} & set(q.flags) for q in (source, target)]
    return 3 if labels[0] and labels[1] and labels[0] != labels[1] else 0


def base_unit(unit: str | None) -> str:
    """The unit in which amounts are compared: m for km, t/m3 for mg/m3, item for none."""
    unit = unit or "item"
    head, _, per = unit.partition("/")
    head = _TO_BASE.get(head, (head, 0))[0]
    return f"{head}/{per}" if per else head


def _alike_units(left: str, right: str) -> bool:
    """A rate a year or a day that the other side says elsewhere (年发电量, 每股分红); 标准煤1,200吨 is tonnes of coal equivalent."""
    heads, rates = zip(
        *((unit.partition("/")[0], unit.partition("/")[2]) for unit in (left, right)), strict=True
    )
    if not (
        rates[0] == rates[1]
        or rates in {("", "share"), ("", "bond"), ("", "household")}
        or ("" in rates and {"a", "d", "mo", "h", "item", "person"} & set(rates))
    ):
        return False
    return heads[0] == heads[1] or ("t" in heads and bool({"tce", "tCO2e"} & set(heads)))


def _sign(
    source: Quantity, target: Quantity, left: tuple[Fraction, ...], right: tuple[Fraction, ...]
) -> tuple[str, ...] | None:
    """No difference when the sign is said in words (下降12% and -12%); None when the amounts differ anyway."""
    if left == right:
        return ()
    if len(left) != 1 or len(right) != 1 or left[0] != -right[0]:
        return None
    positive, negative = (source, target) if left[0] > 0 else (target, source)
    twice = "down" in positive.flags and negative is target and "down" in target.flags
    return () if "down" in positive.flags and not twice else ("sign",)


def _dozen(source: Quantity, target: Quantity) -> Likeness | None:
    """十余家 is a dozen or so; 上百, 数百 are hundreds."""
    if source.value == "10" and source.approx == "over" and "dozen" in target.flags:
        return Likeness(1)
    return None


def _multiples(
    source: Quantity, target: Quantity, left: tuple[Fraction, ...], right: tuple[Fraction, ...]
) -> Likeness | None:
    """增长2倍 is tripled: N more is N+1 times as much."""
    if (
        "up" in source.flags
        and "up" not in target.flags
        and len(left) == len(right) == 1
        and right[0] == left[0] + 1
    ):
        return Likeness(1)
    return None


def _other_kind(
    source: Quantity, target: Quantity, left: tuple[Fraction, ...], right: tuple[Fraction, ...]
) -> Likeness | None:
    kinds = (source.kind, target.kind)
    if set(kinds) == {"percent", "ratio"}:
        return _percent_and_ratio(source, left, right)
    sign = _sign(source, target, left, right)
    if sign is None:
        return None
    found = _equal_of_other_kind(source, target, kinds)
    return Likeness(found.cost, (*found.differs, *sign))


def _equal_of_other_kind(source: Quantity, target: Quantity, kinds: tuple[str, str]) -> Likeness:
    if set(kinds) == {"percent", "points"}:
        return Likeness(3, ("kind",))
    if target.kind == "count" and target.unit in {None, "item"}:
        return _bare_target(source)
    if kinds == ("count", "money") and source.unit is None:
        return Likeness(2)
    if set(kinds) == {"count", "ratio"}:
        return Likeness(2)
    if set(kinds) == {"count", "ordinal"}:
        return _count_and_ordinal(source, target)
    if set(kinds) == {"count", "measure"}:
        clash = source.kind == "count" and source.unit is not None and target.unit != "years old"
        return Likeness(3, ("unit",) if clash else ())
    return Likeness(5, ("kind",))


def _bare_target(source: Quantity) -> Likeness:
    """A bare English number for something with a unit: the unit was lost, unless it is one that English says otherwise."""
    if source.kind == "measure" or (source.kind in {"ordinal", "ratio"}):
        return Likeness(3)
    return Likeness(4, ("unit",))


def _count_and_ordinal(source: Quantity, target: Quantity) -> Likeness:
    """三期 and Phase III, 第3次 and "3": a label is no ordinal proper; 3次 and "third" is another thing."""
    ordinal = target if target.kind == "ordinal" else source
    free = (
        source.text.endswith(("层", "楼"))
        or bool({"label", "level", "number", "item"} & set(ordinal.flags))
        or source.in_words
        or ordinal is source
    )
    return Likeness(2) if free else Likeness(3, ("kind",))


def _percent_and_ratio(
    source: Quantity, left: tuple[Fraction, ...], right: tuple[Fraction, ...]
) -> Likeness | None:
    percent, ratio = (left, right) if source.kind == "percent" else (right, left)
    if len(percent) != 1 or len(ratio) != 1:
        return None
    same = percent[0] == ratio[0] * 100
    more = "up" in source.flags or "doubling" in source.flags
    grown = more and percent[0] == (ratio[0] - 1) * 100
    return Likeness(1) if same or grown else None


def _approx_differs(source: Quantity, target: Quantity) -> tuple[str, ...]:
    left, right = source.approx, target.approx
    if left == right or source.kind in {"date", "ordinal", "code"}:
        return ()
    if {"several", "order"} & (set(source.flags) | set(target.flags)) and left and right:
        return ()
    if left and right and any({left, right} <= alike for alike in _ALIKE_APPROX):
        return ()
    if left is None and (
        (target.kind == "period" and right not in {"under", "nearly"})
        or ("idiom" in target.flags and "/" not in target.value)
        or right == "at_most"
        or "repeat" in source.flags
    ):
        return ()
    if "dozen" in target.flags or (left and f"shared-{left}" in target.flags):
        return ()
    return ("approx",)


def _direction_differs(source: Quantity, target: Quantity) -> tuple[str, ...]:
    up = ["up" in q.flags for q in (source, target)]
    down = ["down" in q.flags for q in (source, target)]
    same_sign = source.value.startswith("-") == target.value.startswith("-")
    ends = [{"from", "to"} & set(q.flags) for q in (source, target)]
    if all(ends) and ends[0] != ends[1] and source.kind == target.kind:
        return ("order",)
    return ("direction",) if same_sign and ((up[0] and down[1]) or (down[0] and up[1])) else ()
