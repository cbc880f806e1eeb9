"""A quantity in English, by house style. The digits of the source are moved, never computed and never dropped."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from generator.quantities import english_units as en
from generator.quantities.quantity import Quantity, Style, each, grouped, shift, trimmed

_PLURALS = {one: many for one, many, *_ in en.MEASURES} | {one: many for one, many, *_ in en.COUNTS}
_WRITTEN = {base: one for one, _, base, places, _ in reversed(en.MEASURES) if places == 0}
_COUNTED = {base: one for one, _, base, _ in en.COUNTS}
_LENGTHS = {"Y": "year", "M": "month", "W": "week", "D": "day"}


def quantity_to_english(quantity: Quantity, style: Style | None = None) -> str:
    """The English of a quantity with its unit and its approximator: ``more than RMB8,756.4855 million``."""
    style = style or Style()
    if "several" in quantity.flags:
        return _several(quantity, style)
    return _approximated(quantity, _core(quantity, style))


def _core(quantity: Quantity, style: Style) -> str:
    match quantity.kind:
        case "money":
            return _money(quantity, style)
        case "percent":
            return _ends(quantity, "", "%")
        case "points":
            name = "basis point" if quantity.unit == "bp" else "percentage point"
            return _ends(quantity, "", f" {name}" + ("" if _figure(quantity, style) in {"1", "one"} else "s"))
        case "ratio":
            return _ratio(quantity)
        case "date" | "period":
            return time_to_english(quantity, style)
        case "ordinal":
            return _ordinal(quantity)
        case "code":
            return _code(quantity.value)
        case _:
            return _counted(quantity, style)


def _ends(quantity: Quantity, before: str, after: str) -> str:
    """A plain figure, or both ends of a range, in the base unit."""
    low, _, high = quantity.value.partition("..")
    if after != "%":
        return f"{before}{_ends_joined(grouped(low), grouped(high))}{after}"
    return f"{grouped(low)}%" + (f" to {grouped(high)}%" if high else "")


def _ends_joined(low: str, high: str) -> str:
    return f"{low} to {high}" if high else low


def _target(quantity: Quantity, style: Style, exact: bool = False) -> int:
    """The power of ten that English names: 0, 6, 9 or 12. ``exact``: figures printed to the unit stay whole."""
    digits, scale = quantity.digits or quantity.value, quantity.scale
    highest = max(abs(Decimal(part)) for part in each(digits, scale).split(".."))
    if scale < 3 or highest < 10**6:
        return 0
    if (
        exact
        and not quantity.in_words
        and all(len(part.partition(".")[2]) >= scale for part in digits.split(".."))
    ):
        return 0
    if style.scale == "million" or scale < 8 or highest < 10**9:
        return 6
    return 12 if scale >= 12 and highest >= 10**12 else 9


def _scaled(quantity: Quantity, style: Style, exact: bool = False) -> tuple[list[str], str]:
    """The figures to print (both ends of a range) and their scale word with a blank before it."""
    target = _target(quantity, style, exact)
    digits = quantity.digits or quantity.value
    figures = [grouped(_moved(part, quantity.scale - target)) for part in digits.split("..")]
    word = en.SCALE_WORDS[target]
    return figures, f" {word}" if word else ""


def _moved(digits: str, places: int) -> str:
    """The digits moved. A round figure (500万, two figures that count at most) takes no zeros behind the point with it."""
    moved = shift(digits, places)
    round_figure = "." not in digits and len(digits.lstrip("-").rstrip("0")) <= 2
    return trimmed(moved) if round_figure else moved


def _figure(quantity: Quantity, style: Style, exact: bool = False) -> str:
    figures, word = _scaled(quantity, style, exact)
    if quantity.in_words and not word and all(re.fullmatch(r"[1-9]", figure) for figure in figures):
        figures = [en.ONES[int(figure)] for figure in figures]
    return " to ".join(figures) + word


def currency_mark(code: str, style: Style) -> str:
    """The mark before an amount, with its blank where the style asks for one."""
    mark = style.currency if code == "CNY" else en.CURRENCIES[code][0]
    return mark + (" " if style.currency_space and not mark.endswith("$") else "")


def _money(quantity: Quantity, style: Style) -> str:
    code, _, per = (quantity.unit or "CNY").partition("/")
    mark = currency_mark(code, style)
    figures, word = _scaled(quantity, style)
    return " to ".join(f"{mark}{figure}{word}" for figure in figures) + _per(per, style)


def _per(unit: str, style: Style) -> str:
    if not unit:
        return ""
    names = [en.PER.get(part, part) for part in unit.split("·")]
    if names[0].startswith("RMB"):
        names[0] = currency_mark("CNY", style) + names[0][3:]
    return "".join(f" per {name}" for name in names)


def _counted(quantity: Quantity, style: Style) -> str:
    base, _, per = (quantity.unit or "").partition("/")
    if base == "kWh" and not quantity.printed and quantity.scale >= 4 and quantity.digits:
        return _energy(quantity) + _per(per, style)
    if base == "MW" and quantity.printed == "kW" and quantity.scale >= 4:
        quantity = replace(quantity, digits=quantity.value, scale=0, printed="")
    figure = _figure(quantity, style, exact=quantity.kind == "count" or base == "kWh")
    if not base or base == "item":
        return figure + _per(per, style)
    one = quantity.printed or _COUNTED.get(base) or _WRITTEN.get(base, base)
    name = one if figure in {"1", "one"} else _PLURALS.get(one, one)
    if base == "t" and not quantity.printed and style.spelling == "american":
        name = {"tonne": "metric ton", "tonnes": "metric tons"}[name]
    return figure + ("" if name == "°C" else " ") + name + _per(per, style)


def _energy(quantity: Quantity) -> str:
    """万千瓦时 in full as kWh, 亿千瓦时 as GWh: neither million kWh nor billion kWh reads well."""
    places, unit = (quantity.scale, "kWh") if quantity.scale < 8 else (quantity.scale - 6, "GWh")
    return " to ".join(grouped(shift(part, places)) for part in quantity.digits.split("..")) + f" {unit}"


_FRACTIONS = {
    "2": ("half", "halves"),
    "3": ("third", "thirds"),
    "4": ("quarter", "quarters"),
    "5": ("fifth", "fifths"),
}


def _ratio(quantity: Quantity) -> str:
    upper, slash, lower = quantity.value.partition("/")
    if not slash:
        if "up" in quantity.flags and ".." not in upper:
            return f"{grouped(trimmed(shift(upper, 2)))}%"  # 增长2倍 is an increase of 200 %: "2 times" would be read as twice
        if "doubling" in quantity.flags:
            return {"2": "double", "4": "quadruple", "8": "eightfold"}.get(upper, f"{upper}-fold")
        return _ends(quantity, "", " times")
    if "colon" in quantity.flags:
        return f"{upper}:{lower}"
    if (upper, lower) == ("1", "2"):
        return "half"
    if lower in _FRACTIONS and upper.isdigit() and 0 < int(upper) < 10:
        return f"{en.ONES[int(upper)]} {_FRACTIONS[lower][0 if upper == '1' else 1]}"
    return f"{upper}/{lower}"


def ordinal_to_english(number: int) -> str:
    """First … ninth in words, 10th and on in figures, as general meetings and boards are numbered."""
    if 0 < number < 10:
        return en.ORDINALS[number]
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_LABELS = {
    "number": "No.",
    "item": "item",
    "article": "Article",
    "chapter": "Chapter",
    "section": "Section",
    "year": "Year",
    "level": "Level",
    "phase": "Phase",
}


def _ordinal(quantity: Quantity) -> str:
    if "year" in quantity.flags and quantity.in_words:
        return f"{ordinal_to_english(int(quantity.value))} year"
    for flag, label in _LABELS.items():
        if flag in quantity.flags:
            return f"{label} {quantity.value}"
    return ordinal_to_english(int(quantity.value))


def _code(value: str) -> str:
    document = re.fullmatch(r"[〔\[［【(]\s?(\d{4})\s?[〕\]］】)]\s*第?\s*(\d+)\s*号", value)
    return f"[{document[1]}] No. {document[2]}" if document else value


def _several(quantity: Quantity, style: Style) -> str:
    """数百 several hundred, 数百公斤 several hundred kg, 数千万元 tens of millions of RMB, 数十年 tens of years."""
    power = quantity.value.count("0") if quantity.kind == "period" else quantity.scale
    words = en.SEVERAL.get(power, f"several times {grouped(shift('1', power))}")
    if power == 1 and quantity.kind != "count":
        words = "tens"
    name = _several_name(quantity, style)
    return words + (" of" if name and words.endswith("s") else "") + (f" {name}" if name else "")


def _several_name(quantity: Quantity, style: Style) -> str:
    """What there are several of, in the plural, with the lower half of a rate; nothing for a mere count."""
    base, _, per = (quantity.unit or "").partition("/")
    match quantity.kind:
        case "money":
            name = style.currency if base in {"", "CNY"} else en.CURRENCIES[base][0]
        case "percent":
            name = "per cent"
        case "points":
            name = "basis points" if base == "bp" else "percentage points"
        case "ratio":
            name = "times"
        case "period":
            name = f"{_sort(quantity)}{_LENGTHS[quantity.value[-1]]}s"
        case _:
            one = quantity.printed or _COUNTED.get(base) or _WRITTEN.get(base, "")
            name = "" if base == "item" else _PLURALS.get(one, one)
    return name + _per(per, style)


_LEADS = {
    "about": "approximately",
    "nearly": "nearly",
    "over": "more than",
    "at_least": "at least",
    "at_most": "up to",
    "under": "less than",
}


def _approximated(quantity: Quantity, core: str) -> str:
    approx, text = quantity.approx, quantity.text.replace(" ", "")
    if approx is None:
        return core
    if "order" in quantity.flags:
        return f"in the order of {core}"
    counts = quantity.kind == "count" and ".." not in quantity.value
    age = quantity.unit == "years old"
    if approx == "at_least" and text.endswith("以上"):
        return f"{core} or {'above' if age else 'more'}"
    if approx == "at_most" and text.endswith("以下"):
        return f"{core} or {'below' if age else 'fewer' if counts else 'less'}"
    if approx == "at_most" and text.endswith("内") and quantity.kind == "period":
        return f"within {core}"
    if approx in {"at_least", "at_most"} and re.match(r"不(?!下)", text) and not counts:
        return f"not {'less' if approx == 'at_least' else 'more'} than {core}"
    if approx == "under" and counts:
        return f"fewer than {core}"
    return f"{_LEADS[approx]} {core}"


def day_to_english(value: str, style: Style) -> str:
    """One date of any completeness: 2025-04-17, 2025-04, --04-17, --04, ---10, 2025, T09:30."""
    if value.startswith("T"):
        return re.sub(r"^0(?=\d:)", "", value[1:])
    if value.startswith("---"):
        return f"the {_with_ending(int(value[3:]))}"
    year, month, day = re.fullmatch(r"(\d{4}|-)(?:-(\d\d))?(?:-(\d\d))?", value).groups()  # type: ignore[union-attr]
    year = "" if year == "-" else year
    if month is None:
        return year
    name = en.MONTHS[int(month) - 1]
    if day is None:
        return f"{name} {year}".strip()
    if style.day_first:
        return f"{int(day)} {name} {year}".strip()
    return f"{name} {int(day)}, {year}" if year else f"{name} {int(day)}"


def _with_ending(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_QUARTERS = {("01", "03"): "first", ("04", "06"): "second", ("07", "09"): "third", ("10", "12"): "fourth"}


def time_to_english(quantity: Quantity, style: Style) -> str:
    """A date, a period or a length of time."""
    value = quantity.value
    if value.startswith("P"):
        return _length(quantity)
    if "/" in value:
        return _span(quantity, style)
    if "end" in quantity.flags:
        year, month = value.split("-")[:2] if not value.startswith("--") else ("", value[2:4])
        if month == "12" and "月" not in quantity.text:
            return f"the end of {year}"
        return f"the end of {day_to_english(f'{year or chr(45)}-{month}', style)}"
    for part in ("early", "mid", "late"):
        if part in quantity.flags:
            return f"{part}{'-' if part == 'mid' else ' '}{day_to_english(value, style)}"
    return day_to_english(value, style)


def _span(quantity: Quantity, style: Style) -> str:
    first, last = quantity.value.split("/")
    months = re.fullmatch(r"(\d{4}|-)-(\d\d)/\1-(\d\d)", quantity.value)
    if months:
        year, low, high = months.groups()
        of_year = "" if year == "-" else f" of {year}"
        if "half" in quantity.flags:
            return f"the {'first' if low == '01' else 'second'} half{of_year}"
        if "quarter" in quantity.flags and (low, high) in _QUARTERS:
            return f"the {_QUARTERS[low, high]} quarter{of_year}"
        if "quarter" in quantity.flags:
            return f"the first {'three' if high == '09' else 'two'} quarters{of_year}"
        return f"{en.MONTHS[int(low) - 1]} to {day_to_english(last, style)}"
    return f"{day_to_english(first, style)} to {day_to_english(last, style)}"


_SORTS = {"working": "working ", "trading": "trading ", "calendar": "calendar ", "fiscal": "fiscal "}


def _length(quantity: Quantity) -> str:
    parts = [re.fullmatch(r"P(-?[\d.]+)([YMWD])", part) for part in quantity.value.split("..")]
    figures = [_length_figure(quantity, part[1]) for part in parts if part]
    unit = _LENGTHS[parts[-1][2]] if parts[-1] else ""
    plural = "" if figures[-1] in {"1", "one"} else "s"
    past = "the past " if "recent" in quantity.flags else ""
    return f"{past}{' to '.join(figures)} {_sort(quantity)}{unit}{plural}"


def _sort(quantity: Quantity) -> str:
    """The sort of day or year, with its blank: working days, fiscal years."""
    return next((_SORTS[flag] for flag in quantity.flags if flag in _SORTS), "")


def _length_figure(quantity: Quantity, figure: str) -> str:
    if quantity.in_words and re.fullmatch(r"[1-9]", figure):
        return en.ONES[int(figure)]
    return grouped(figure)
