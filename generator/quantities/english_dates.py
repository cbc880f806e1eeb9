"""English dates, periods and lengths of time, British and American, in figures and words.

The values are those of ``dates``: ISO 8601, ``--`` for a year that is not said.
"""

from __future__ import annotations

import calendar
import re

from generator.quantities import english_units as en
from generator.quantities.dates import Time

_NAMES = "|".join(f"{name}|{name[:3]}\\.?" if name != "May" else "May" for name in en.MONTHS) + r"|Sept\.?"
MONTH = rf"(?:{_NAMES})(?![A-Za-z])"
_YEAR = r"(?:(?:1[89]|20)\d\d)(?![\d]|,\d{3}|\.\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d.]*\d|[A-Za-z])"
_TO = r"(?:\s+(?:to|through|until|till|and|up to|up until)\s+|\s*(?:-|–|—)\s*)"
_NO_DAY = r"(?!\s*(?:%|per\s?cent|shares|million|billion))"
_DATE = (
    rf"(?:(?P<d1{{n}}>{_DAY})\s+(?:of\s+)?(?P<m1{{n}}>{MONTH})(?:,?\s+(?P<y1{{n}}>{_YEAR}))?"
    rf"|(?P<m2{{n}}>{MONTH})\s+(?P<d2{{n}}>{_DAY})(?!\s+(?:{_NAMES})(?![A-Za-z])){_NO_DAY}(?:,?\s+(?P<y2{{n}}>{_YEAR}))?"
    rf"|(?P<m3{{n}}>{MONTH}),?\s+(?:of\s+)?(?P<y3{{n}}>{_YEAR})"
    rf"|(?P<y4{{n}}>(?:19|20)\d\d)[-/.](?P<m4{{n}}>1[0-2]|0?[1-9])[-/.](?P<d4{{n}}>3[01]|[12]\d|0?[1-9])(?![\d/-])"
    rf"|(?P<m5{{n}}>{MONTH}))"
)


def _date(n: str) -> str:
    return _DATE.replace("{n}", n)


_SINGLE = re.compile(_date("a"))
_RANGE = re.compile(_date("a") + _TO + _date("b"))
_YEAR_FIRST = re.compile(rf"(?P<y>{_YEAR}),?\s+(?P<m>{MONTH})\s+(?P<d>{_DAY})")
_DAYS_MONTH = re.compile(
    rf"(?P<d>{_DAY}){_TO}(?P<e>{_DAY})\s+(?:of\s+)?(?P<m>{MONTH})(?:,?\s+(?P<y>{_YEAR}))?"
)
_MONTH_DAYS = re.compile(
    rf"(?P<m>{MONTH})\s+(?P<d>{_DAY}){_TO}(?P<e>{_DAY}){_NO_DAY}(?!\s+(?:{_NAMES})(?![A-Za-z]))(?:,?\s+(?P<y>{_YEAR}))?"
)
_YEARS = re.compile(rf"(?P<from>{_YEAR}){_TO}(?:FY|the end of\s+)?(?P<to>{_YEAR})(?!-\d)")
_ONE_YEAR = re.compile(rf"(?:FY\s?)?(?P<year>{_YEAR})")
_EDGE = re.compile(
    rf"(?:the\s+)?(?P<edge>year[\s-]end(?:\s+of)?|end(?:\s+of(?:\s+the\s+year)?|\s+year)?|close\s+of|beginning\s+of(?:\s+the\s+year)?|start\s+of(?:\s+the\s+year)?|early(?:\s+in)?|mid|middle\s+of|late)(?:\s+|-)(?:(?P<month>{MONTH})\s*)?(?P<year>{_YEAR})?",
    re.I,
)
_ORDER = r"(?P<order>first|second|third|fourth|1st|2nd|3rd|4th)"
_OF = rf"(?:\s*,?\s*(?:of|in|for)?\s*(?:the\s+)?(?:fiscal\s+year\s+|financial\s+year\s+|year\s+|FY\s?)?(?P<year>{_YEAR}))?"
_BEFORE_YEAR = rf"(?:(?P<early>{_YEAR})(?:[’']s)?\s+)?"
_QUARTER = re.compile(
    rf"{_BEFORE_YEAR}(?:the\s+)?{_ORDER}[\s-]quarter(?:ly)?(?:\s+(?:report|results|financial\s+report)(?=\s+(?:of|for)\s))?{_OF}",
    re.I,
)
_Q = re.compile(rf"{_BEFORE_YEAR}[Qq](?P<order>[1-4])(?![\w])(?:{_OF})")
_PARTS = re.compile(
    rf"{_BEFORE_YEAR}(?:the\s+)?(?P<part>first\s+(?:three|3)\s+quarters|first\s+(?:two|2)\s+quarters|first\s+(?:nine|9)\s+months|first\s+(?:six|6)\s+months|first\s+(?:three|3)\s+months|first\s+half|second\s+half|H1|H2|1H|2H|half[\s-]year(?:ly)?|semi[\s-]?annual|interim){_OF}",
    re.I,
)
_PART_MONTHS = {
    "firstthreequarters": "01/09", "first3quarters": "01/09", "firsttwoquarters": "01/06", "first2quarters": "01/06", "firstninemonths": "01/09",
    "first9months": "01/09", "firstsixmonths": "01/06", "first6months": "01/06", "firstthreemonths": "01/03", "first3months": "01/03", "firsthalf": "01/06",
    "secondhalf": "07/12", "h1": "01/06", "h2": "07/12", "1h": "01/06", "2h": "07/12", "halfyear": "01/06", "halfyearly": "01/06",
    "semiannual": "01/06", "interim": "01/06",
}  # fmt: skip
_QUARTERS = {"1": "01/03", "2": "04/06", "3": "07/09", "4": "10/12", "first": "01/03", "second": "04/06", "third": "07/09", "fourth": "10/12",
             "1st": "01/03", "2nd": "04/06", "3rd": "07/09", "4th": "10/12"}  # fmt: skip
_CLOCK = re.compile(
    r"(?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d)(?:\s*(?P<half>[ap]\.?m\b\.?))?(?:\s*(?:to|-|–|—)\s*(?P<h2>[01]?\d|2[0-4])[:.](?P<m2>[0-5]\d)(?:\s*(?P<half2>[ap]\.?m\b\.?))?)?(?![\d:%])"
)
_HOUR = re.compile(r"(?P<h>1[0-2]|0?[1-9])\s*(?P<half>[ap]\.?m\b\.?)")
LENGTH = re.compile(
    r"[\s-]+(?:(?P<half>and\s+a\s+half)\s+)?(?:(?P<sort>working|business|trading|calendar|fiscal|financial|natural)\s+|(?:consecutive|full|complete|accounting|additional|more|whole|successive|most recent|past|calendar)\s+)*"
    r"(?P<unit>year|month|week|day|quarter|decade)s?(?![A-Za-z])(?!-old|\s+old|\s+of\s+age|[\s-]+(?:on|over)[\s-]+(?:year|month|week|quarter))",
    re.I,
)
_MONTHLY = re.compile(
    r"(?:the\s+)?(?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\s+(?:day\s+)?of\s+(?:each|every)\s+month", re.I
)


_SORTS = {"business": "working", "financial": "fiscal", "natural": "calendar"}


def month_number(name: str) -> str:
    """January, Jan. → 01."""
    return str([m[:3] for m in en.MONTHS].index(name[:3]) + 1).zfill(2)


def read_english_time(text: str, at: int) -> Time | None:
    """The date or period that begins at ``at``, the longest reading first; None where there is none."""
    for reader in (
        _read_clock,
        _read_quarters,
        _read_range,
        _read_edge,
        _read_single,
        _read_monthly,
        _read_year,
    ):
        if time := reader(text, at):
            return time
    return None


def _read_clock(text: str, at: int) -> Time | None:
    if (hour := _HOUR.match(text, at)) and (at == 0 or text[at - 1] not in "0123456789.,:"):
        return Time(hour.end(), "date", _hour(hour["h"], "00", hour["half"]), ("clock",))
    match = _CLOCK.match(text, at)
    if match is None or (at and text[at - 1] in "0123456789.,:"):
        return None
    if not (
        match["half"]
        or match["half2"]
        or (
            ":" in match.group()
            and (match["h2"] or len(match["h"]) == 2 or match["m"][0] == "0" or _is_clock(text, at))
        )
    ):
        return None
    first = _hour(
        match["h"],
        match["m"],
        match["half"] or (match["half2"] if match["h2"] and int(match["h"]) <= int(match["h2"]) else ""),
    )
    if match["h2"]:
        return Time(
            match.end(), "period", f"{first}/{_hour(match['h2'], match['m2'], match['half2'])}", ("clock",)
        )
    return Time(match.end(), "date", first, ("clock",))


def _is_clock(text: str, at: int) -> bool:
    return re.search(r"(?:\bat|\bfrom|\bto|\bby|\buntil)\s+$", text[max(0, at - 8) : at]) is not None


def _hour(hour: str, minute: str, half: str | None) -> str:
    number = int(hour) % 12 + (12 if (half or "a").lower().startswith("p") else 0) if half else int(hour)
    return f"T{number:02d}:{minute}"


def _read_quarters(text: str, at: int) -> Time | None:
    if match := _PARTS.match(text, at):
        part = re.sub(r"[\s-]", "", match["part"].lower())
        year = match["early"] or match["year"]
        said = part == "halfyear" and match.group().lower().startswith("the")
        if part in {"interim", "semiannual", "halfyear", "halfyearly"} and not year and not said:
            return None
        return _months_of(
            match.end(),
            year,
            _PART_MONTHS[part],
            "half" if "quarter" not in part and "month" not in part else "quarter",
        )
    if match := _QUARTER.match(text, at) or _Q.match(text, at):
        return _months_of(
            match.end(), match["early"] or match["year"], _QUARTERS[match["order"].lower()], "quarter"
        )
    return None


def _months_of(end: int, year: str | None, months: str, flag: str) -> Time:
    first, last = months.split("/")
    head = year or "-"
    return Time(end, "period", f"{head}-{first}/{head}-{last}", (flag,))


def _parts(match: re.Match[str], n: str) -> tuple[str | None, str | None, str | None]:
    """Year, month, day of a date match."""
    group = match.groupdict()
    pick = [next((group[f"{c}{i}{n}"] for i in range(1, 6) if group.get(f"{c}{i}{n}")), None) for c in "ymd"]
    year, month, day = pick
    if month:
        month = month.zfill(2) if month.isdigit() else month_number(month)
    return year, month, re.sub(r"\D", "", day).zfill(2) if day else None


def _iso(year: str | None, month: str | None, day: str | None) -> str:
    return f"{year or '-'}-{month}" + (f"-{day}" if day else "")


def _read_range(text: str, at: int) -> Time | None:
    if match := _DAYS_MONTH.match(text, at) or _MONTH_DAYS.match(text, at):
        month = month_number(match["m"])
        days = [re.sub(r"\D", "", match[name]).zfill(2) for name in "de"]
        return Time(match.end(), "period", "/".join(_iso(match["y"], month, day) for day in days))
    if match := _RANGE.match(text, at):
        year, begins, day = _parts(match, "a")
        year2, ends, day2 = _parts(match, "b")
        if (day is None) == (day2 is None) and not _joins_two(text, match, at):
            first, last = _iso(year or year2, begins, day), _iso(year2 or year, ends, day2)
            return Time(match.end(), "period", f"{first}/{last}")
    match = _YEARS.match(text, at)
    if match and not _joins_two(text, match, at):
        return Time(match.end(), "period", f"{match['from']}/{match['to']}")
    return None


def _joins_two(text: str, match: re.Match[str], at: int) -> bool:
    """ "2023 and 2024" are two years; "between 2023 and 2024" is a period."""
    joined = re.search(r"\sand\s", match.group()) is not None
    return joined and re.search(r"between\s+$", text[max(0, at - 9) : at], re.I) is None


def _read_edge(text: str, at: int) -> Time | None:
    match = _EDGE.match(text, at)
    if match is None or not (match["year"] or match["month"]):
        return None
    edge = match["edge"].lower()
    flag = (
        "end"
        if re.match(r"year[\s-]end|end|close", edge)
        else "mid"
        if edge.startswith("mid")
        else "late"
        if edge == "late"
        else "early"
    )
    month = month_number(match["month"]) if match["month"] else None
    if flag != "end":
        return Time(
            match.end(),
            "date" if month else "period",
            _iso(match["year"], month, None) if month else match["year"],
            (flag,),
        )
    if month and match["month"][0].isupper():
        return Time(
            match.end(),
            "date",
            _iso(match["year"], month, str(calendar.monthrange(int(match["year"] or 2023), int(month))[1])),
            ("end",),
        )
    return Time(match.end(), "date", f"{match['year']}-12-31", ("end",)) if match["year"] else None


def _read_single(text: str, at: int) -> Time | None:
    if odd := _YEAR_FIRST.match(text, at):
        return Time(
            odd.end(),
            "date",
            f"{odd['y']}-{month_number(odd['m'])}-{re.sub(r'[^0-9]', '', odd['d']).zfill(2)}",
            ("odd-form",),
        )
    match = _SINGLE.match(text, at)
    if match is None:
        return None
    year, month, day = _parts(match, "a")
    if match["m5a"] and (not _month_context(text, at) or month is None):
        return None
    return Time(match.end(), "date", _iso(year, month, day))


def _month_context(text: str, at: int) -> bool:
    """A month's name alone is a date after a preposition; May and March are words too."""
    if re.compile(r"Ma(?:y|r|rch)\b").match(text, at) is None:
        return text[at].isupper()
    return (
        re.search(
            r"(?i:\b(?:in|of|by|since|from|to|until|during|through|and|each|every)\s+)$|^$",
            text[max(0, at - 9) : at],
        )
        is not None
    )


def _read_monthly(text: str, at: int) -> Time | None:
    match = _MONTHLY.match(text, at)
    return Time(match.end(), "date", f"---{match['day'].zfill(2)}") if match else None


def _read_year(text: str, at: int) -> Time | None:
    match = _ONE_YEAR.match(text, at)
    return Time(match.end(), "period", match["year"]) if match else None


def length_to_iso(digits: str, match: re.Match[str]) -> tuple[str, tuple[str, ...]]:
    """A number and its English unit of time as an ISO duration with the sort of day in the flags."""
    unit = match["unit"].lower()
    times = {"quarter": 3, "decade": 10}.get(unit, 1)
    letter = {"year": "Y", "month": "M", "week": "W", "day": "D", "quarter": "M", "decade": "Y"}[unit]
    parts = [str(int(d) * times) if times > 1 and d.isdigit() else d for d in digits.split("..")]
    half = ".5" if match["half"] else ""
    sort = _SORTS.get((match["sort"] or "").lower(), (match["sort"] or "").lower())
    return "..".join(f"P{part}{half}{letter}" for part in parts), (sort,) if sort else ()
