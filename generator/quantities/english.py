"""Quantities in English text, in figures and words, so that a translator's own wording is understood.

The scan is that of ``find``, with English readers. Words that English uses for much besides counting (one, first,
half, double) become quantities flagged ``idiom``: they may answer a Chinese number, but are no finding without one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from generator.quantities import english_units as en
from generator.quantities.english_dates import LENGTH, length_to_iso, read_english_time
from generator.quantities.english_markers import attach_english
from generator.quantities.english_numbers import NUMBER_WORDS, is_one, read_english_number
from generator.quantities.english_special import read_english_special
from generator.quantities.numerals import Number
from generator.quantities.quantity import Kind, Quantity, each

_PLAIN = {
    0xA0: 0x20,
    0x2009: 0x20,
    0x202F: 0x20,
    0x2212: 0x2D,
    0x2010: 0x2D,
    0x2011: 0x2D,
    0x2019: 0x27,
    0x2018: 0x27,
    0xFF0C: 0x2C,
    0xFF05: 0x25,
    0xFF08: 0x28,
    0xFF09: 0x29,
}
_WORDS = [
    *NUMBER_WORDS, *(name for name in en.MONTHS), *(name[:3] for name in en.MONTHS), "Sept", *en.ORDINALS[1:], "thirtieth", "a", "an",
    "half", "third", "thirds", "quarter", "twice", "thrice", "once", "double", "doubled", "doubles", "doubling", "triple", "tripled", "tripling", "quadruple", "quadrupled",
    "quadrupling", "twofold", "threefold", "fourfold", "fivefold", "tenfold", "FY", "H1", "H2", "Q1", "Q2", "Q3", "Q4", "early", "mid", "late", "end", "beginning", "start", "close", "year", "middle",
    "No", "Nos", "Level", "Phase", "Item", "Article", "Chapter", "Year", "Class", "Grade", "Stage", "Section", "Tier", "Part", "Category", "Scope", "Rule", "Volume", "Type",
    "both",
    "halfway", "semiannual", "semi", "interim", "halves", "fifth", "fifths", "tenth", "tenths", "the", "twentieth", "fortieth", "fiftieth", "wholly", "hundredth", "quarters",
]  # fmt: skip
_START = re.compile(
    r"\d|\[(?=\d{4}\])|\b(?:"
    + "|".join(sorted({re.escape(w) for w in _WORDS}, key=lambda w: (-len(w), w)))
    + r")(?![a-z])",
    re.I,
)
_LETTERS_BEFORE = re.compile(r"[A-Za-z][A-Za-z0-9.]*[-_/]?$")
_MARK_NAMES = sorted(
    ((name, code) for code, names in en.CURRENCIES.items() for name in names), key=lambda pair: -len(pair[0])
)
_MARKS = dict(_MARK_NAMES)
_MARK_BEFORE = re.compile(
    r"(?:^|(?<![A-Za-z]))(?P<mark>" + "|".join(re.escape(name) for name, _ in _MARK_NAMES) + r")\s?-?\s?$"
)
_MARK_AFTER = re.compile(
    r"\s*(?:of\s+)?(?P<mark>"
    + "|".join(re.escape(name) for name, _ in _MARK_NAMES if name[0].isalpha())
    + r")(?![A-Za-z])",
    re.I,
)
_MARKS_LOWER = {name.lower(): code for name, code in _MARK_NAMES}
_PERCENT = re.compile(r"\s*(?:%|-?per\s?cent(?!age)(?![a-z])|‰)", re.I)
_POINTS = re.compile(
    r"\s*(?:-?\s?percentage[\s-]points?|\s?pps?(?![a-z])|\s?ppts?(?![a-z])|\s?p\.p\.|(?:%|\s?per\s?cent)\s?points?)",
    re.I,
)
_BASIS = re.compile(r"\s*-?(?:basis[\s-]points?|bps?(?![a-z]))", re.I)
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
_UNIT = re.compile(
    r"[\s-]*(?P<unit>" + "|".join(re.escape(name) for name, *_ in _UNIT_ROWS) + r")(?![A-Za-z0-9²³₂])"
)
_COUNT_NAMES = {name: (base, one) for one, many, base, others in en.COUNTS for name in {one, many, *others}}
_COUNT = re.compile(
    r"\s+(?:(?:new|bonus|ordinary|A|H|B|restricted|repurchased|convertible|corporate|listed|incentive|treasury|issued|additional|poor|rural)\s+){0,3}(?:of\s+)?(?P<unit>"
    + "|".join(re.escape(name) for name in sorted(_COUNT_NAMES, key=len, reverse=True))
    + r")(?![A-Za-z-])"
)
_PER_NAMES = {**{name: base for base, name in en.PER.items()}, **en.PER_ALSO}
_PER = re.compile(
    r"\s*(?:per|/|each|a(?=\s+(?:share|day|year|month)\b))\s*(?P<unit>"
    + "|".join(re.escape(name) for name in sorted(_PER_NAMES, key=len, reverse=True))
    + r")(?![A-Za-z\d,])"
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_NOT_A_YEAR = re.compile(r"\s*(?:%|per\s?cent|[x×]|times)", re.I)
_CODE = re.compile(
    r"(?P<document>\[(?P<year>\d{4})\]\s*(?:No\.?\s*)?(?P<no>\d+))|(?<![\d.,-])(?P<phone>400-\d{3,4}-\d{3,4}|800-\d{3}-\d{4}|0\d{2,3}-\d{7,8}(?:-\d{1,5})?|1[3-9]\d{9})(?![\d-])"
    r"|(?<![\d.,-])(?P<number>(?:19|20)\d{2}-(?:\d{3}|\d{5,6}|(?!19|20)\d{4}))(?![\d-])|(?<![\d.,])(?P<long>\d{8,}|\d{6}(?![\d.]))(?!\d|,\d|\.\d|\s*%)|(?<![\d.,-])(?P<hot>\d{5})(?=\s+hotline)"
)
_GLUED = re.compile(r"\d+(?=[A-Z](?![A-Za-z²³])|[A-Z]{2,}\d)(?!\s?(?:L|V|K|W|A)(?![A-Za-z]))")
_DECADE = re.compile(r"a\s+decade(?![a-z])", re.I)
_HALF_A = re.compile(r"half\s+an?\s+(?:million|billion|trillion)", re.I)
_LIST_MARK = re.compile(
    r"\s*(?:\(\d{1,2}\)|\d{1,2}(?:\.\d{1,2})*[.)](?=\s)|\d{1,2}(?:\.\d{1,2}){1,3}(?=\s+[A-Z]))"
)
_INLINE_MARK = re.compile(
    r"(?<=[:;,.])\s\(\d{1,2}\)(?=\s)|(?<=[:;])\s\d{1,2}\)(?=\s)|\b(?:Table|Figure|Chart|Note|Notes|Annex|Appendix)\s+\d{1,2}(?:[-.]\d{1,2})?|24/7|7\s?[x×]\s?24|24\s?[x×]\s?7|\d0s\b|\d{4}s\b"
)
_AND = re.compile(r"[^.;:]{0,30}\band\s+(?:RMB|US\$|HK\$|the\s)?\s*")
_DATED = re.compile(r"\b(?:In|During|Since|By|in|since|early|late)\s+$")
_NUMBER_BEHIND = re.compile(r",?\s\d[\d,.]*(?=[\s,.;]|$)(?!\s?(?:%|million|billion|people|shares|employees))")
_NO_YEAR = re.compile(r"\d{1,3}(?:\.\d+)?(?=,\s|[;]|\.?$|\s+(?:the|it|we|our|was|were|had|has)\b)")


def find_english_quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of an English text in order, none overlapping. Never raises."""
    plain = text.translate(_PLAIN)
    marks = [m.span() for m in _INLINE_MARK.finditer(plain)]
    first = _LIST_MARK.match(plain)
    if first and first.end() < len(plain.rstrip()) and not _UNIT.match(plain, first.end()):
        marks.append(first.span())
    found: list[Quantity] = []
    at = 0
    while start := _START.search(plain, at):
        at = start.start()
        if covering := next((end for begin, end in marks if begin <= at < end), 0):
            at = covering
            continue
        quantity = _read(plain, at, found[-1].end if found else 0)
        if quantity is None:
            at = _skip(plain, at, start.end())
            continue
        found.append(_shared(plain, replace(quantity, text=text[quantity.start : quantity.end]), found))
        at = max(quantity.end, at + 1)
    return tuple(found)


def _shared(text: str, found: Quantity, before: list[Quantity]) -> Quantity:
    """ "not more than 65 dB by day and 55 dB by night": the second may share the first one's approximator."""
    if not before or found.approx or before[-1].kind != found.kind:
        return found
    approx: str | None = before[-1].approx or next(
        (f.removeprefix("shared-") for f in before[-1].flags if f.startswith("shared-")), None
    )
    if approx is None or not _AND.fullmatch(text, before[-1].end, found.start):
        return found
    return replace(found, flags=(*found.flags, f"shared-{approx}"))


def find_english_mark(text: str) -> Quantity | None:
    """The list mark at the head of a line (``1.``, ``(2)``) as an ordinal; None where there is none."""
    match = _LIST_MARK.match(text)
    number = re.search(r"\d+", match.group()) if match and "." not in match.group().strip()[:-1] else None
    if match is None or number is None or match.end() >= len(text.rstrip()):
        return None
    return Quantity(match.group(), match.start(), match.end(), "ordinal", number.group(), flags=("mark",))


def _skip(text: str, at: int, end: int) -> int:
    run = re.compile(r"[\d.,]*\d").match(text, at)
    return max(end, run.end()) if run else end


def parse_english(text: str) -> Quantity | None:
    """The one quantity that the whole text is; None when it is none or more than one, or has other words."""
    found = find_english_quantities(text)
    return found[0] if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)) else None


def _read(text: str, at: int, floor: int) -> Quantity | None:
    if name := _in_name(text, at):
        return name
    if code := _read_code(text, at):
        return code
    if _year_like_count(text, at):
        return _read_number(text, at, floor)
    if time := read_english_time(text, at):
        kind: Kind = "date" if time.kind == "date" else "period"
        if re.match(r"--\d\d", time.value) and _NUMBER_BEHIND.match(text, time.end):
            time = replace(time, flags=(*time.flags, "odd-form"))
        minus = at > 0 and text[at - 1] == "-" and (at == 1 or text[at - 2] in " (")
        return Quantity(
            "", at, time.end, kind, time.value, flags=(*time.flags, "minus") if minus else time.flags
        )
    if _DATED.search(text, max(0, at - 8), at) and (no_year := _NO_YEAR.match(text, at)):
        return Quantity("", at, no_year.end(), "period", no_year.group())
    if decade := _DECADE.match(text, at):
        return attach_english(text, Quantity("", at, decade.end(), "period", "P10Y", digits="10"), floor)
    special = None if _HALF_A.match(text, at) else read_english_special(text, at)
    if special:
        return attach_english(text, special, floor)
    return _read_number(text, at, floor)


def _in_name(text: str, at: int) -> Quantity | None:
    """WiNGPT2.7, CO2, 5G: figures glued to letters that are no unit; soft, like in Chinese."""
    if not text[at].isdigit():
        return None
    if glued := _GLUED.match(text, at):
        return Quantity("", at, glued.end(), "code", glued.group(), flags=("bound",))
    before = _LETTERS_BEFORE.search(text, max(0, at - 20), at)
    if before and not _MARK_BEFORE.search(text, max(0, at - 14), at) and before.group() not in {"FY"}:
        end = re.compile(r"\d+(?:\.\d+)*(?:[-/:]\d+)*").match(text, at)
        assert end is not None
        return Quantity("", at, end.end(), "code", end.group(), flags=("bound",))
    return None


def _read_code(text: str, at: int) -> Quantity | None:
    match = _CODE.match(text, at)
    if match is None or _MARK_BEFORE.search(text, max(0, at - 14), at):
        return None
    if match["long"] and (_COUNT.match(text, match.end()) or _UNIT.match(text, match.end())):
        return None
    value = f"〔{match['year']}〕{match['no']}号" if match["document"] else match.group()
    minus = at > 0 and text[at - 1] == "-"
    return Quantity("", at, match.end(), "code", value, flags=("minus",) if minus else ())


def _year_like_count(text: str, at: int) -> bool:
    """2024 before a unit, or after a currency mark, is an amount."""
    match = _YEAR.match(text, at)
    if match is None:
        return False
    if text[match.end() : match.end() + 1].isdigit() or re.compile(r"[.,]\d").match(text, match.end()):
        return True
    unit = _UNIT.match(text, match.end()) or _COUNT.match(text, match.end())
    return bool(
        unit or _NOT_A_YEAR.match(text, match.end()) or _MARK_BEFORE.search(text, max(0, at - 14), at)
    )


def _read_number(text: str, at: int, floor: int) -> Quantity | None:
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
    mark = _MARK_BEFORE.search(text, max(0, number.start - 14), number.start)
    second_at = to.end()
    second_mark = re.compile("(?:" + "|".join(re.escape(name) for name, _ in _MARK_NAMES) + r")\s?").match(
        text, second_at
    )
    if second_mark:
        second_at = second_mark.end()
    if (second_mark and not mark) or second_at >= len(text):
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
        next((i for i, p in enumerate((_POINTS, _PERCENT, _UNIT, _COUNT)) if p.match(text, n.end)), None)
        for n in (low, high)
    ]
    return kinds[0] is not None and kinds[0] != kinds[1]


def _first_unit_end(text: str, at: int) -> int:
    for pattern in (_POINTS, _PERCENT, _UNIT, _COUNT):
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
    made = (
        _money_or_rate(text, number, floor)
        or _share_of_hundred(text, number)
        or _length(text, number)
        or _measured(text, number)
    )
    if made is not None:
        return made
    value = number.value
    return _make(number, number.end, "count", value, None)


def _make(
    number: Number,
    end: int,
    kind: Kind,
    value: str,
    unit: str | None,
    printed: str = "",
    flags: tuple[str, ...] = (),
) -> Quantity:
    return Quantity(
        "",
        number.start,
        end,
        kind,
        value,
        unit,
        number.approx,
        (*number.flags, *flags),
        number.digits,
        number.scale,
        printed,
    )


def _money_or_rate(text: str, number: Number, floor: int) -> Quantity | None:
    before = _MARK_BEFORE.search(text, max(floor, number.start - 20), number.start)
    after = _MARK_AFTER.match(text, number.end)
    if before is None and after is None:
        return None
    code = _MARKS[before["mark"]] if before else _MARKS_LOWER[after["mark"].lower()]  # type: ignore[index]
    end = after.end() if after and (before is None or after["mark"].lower() == "yuan") else number.end
    per = _PER.match(text, end)
    unit = f"{code}/{_PER_NAMES[per['unit']]}" if per else code
    found = _make(number, per.end() if per else end, "money", number.value, unit)
    if before is None:
        return found
    if ".." in found.value and "-" in before.group():
        return replace(found, flags=(*found.flags, "minus"))
    negative = "-" in before.group()
    found = replace(found, start=before.start())
    return replace(found, value="-" + found.value, digits="-" + found.digits) if negative else found


def _share_of_hundred(text: str, number: Number) -> Quantity | None:
    if match := _POINTS.match(text, number.end):
        return _make(number, match.end(), "points", number.value, None)
    if match := _BASIS.match(text, number.end):
        return _make(number, match.end(), "points", number.value, "bp")
    if match := _PERCENT.match(text, number.end):
        places = -1 if "‰" in match.group() else 0
        return _make(number, match.end(), "percent", each(number.digits, number.scale + places), None)
    if match := _TIMES.match(text, number.end):
        return _make(number, match.end(), "ratio", number.value, None)
    return None


def _length(text: str, number: Number) -> Quantity | None:
    match = LENGTH.match(text, number.end)
    if match is None:
        return None
    value, flags = length_to_iso(number.value, match)
    one = ("one",) if is_one(number) else ()
    return _make(number, match.end(), "period", value, None, flags=flags + one)


def _measured(text: str, number: Number) -> Quantity | None:
    if match := _UNIT.match(text, number.end):
        base, places, one = _UNITS[match["unit"]]
        per = _PER.match(text, match.end())
        unit = f"{base}/{_PER_NAMES[per['unit']]}" if per else base
        value = each(number.digits, number.scale + places)
        return _make(number, per.end() if per else match.end(), "measure", value, unit, one if places else "")
    if match := _COUNT.match(text, number.end):
        base, _ = _COUNT_NAMES[match["unit"]]
        end = match.end() if re.fullmatch(r"\s+(?:of\s+)?\S+", match.group()) else number.end
        return _make(number, end, "count", number.value, base)
    if per := _PER.match(text, number.end):
        return (
            _make(number, per.end(), "count", number.value, f"item/{_PER_NAMES[per['unit']]}")
            if "per" in per.group()
            else None
        )
    return None


__all__ = ["find_english_quantities", "parse_english"]
