"""Chinese dates, periods and lengths of time.

``read_time`` reads the longest one that begins at a place of a half-width text: 2025年4月17日, 二〇二五年四月,
2021年3月16日至2022年3月15日, 2025年1-3月, 2024年第一季度, 上半年, 2024年底. Values are ISO 8601, with ``--`` for a
year that is not said; the year of the first date of a range carries over to the second and the other way round.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

from generator.quantities.numerals import chinese_to_digits

_S = r"\s*"
_Y4 = r"(?:(?:1[89]|20)\d\d|[12] \d \d \d|[12] \d{3}|[12]\d \d\d|[一二][〇○零Oo0一二三四五六七八九]{3})"
_YEAR = rf"(?:{_Y4}|0\d){_S}年"
_MONTH_NUMBER = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_MONTH = rf"{_MONTH_NUMBER}{_S}月(?!饼|球|均|度|报|刊|薪|台|色|亮)"
_DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|廿[一二三四五六七八九]?|卅一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DAY = rf"{_DAY_NUMBER}{_S}(?:日|号(?!楼|线|院|文|机|厂|店|坑|炉|公|令))"
_TO = rf"{_S}(?:至|到|-+|–|—{{1,2}}|~|―|─|─){_S}"
_EDGE = r"(?P<edge>年度|财年|会计年度|学年|度(?!电)|底|末|初|中(?!期|国|央|心|标|报|旬|共|华|方|药|医|小|层|高|级|的|，|、|国)|年末|年中|全年|春节)"
_QUARTER = (
    r"(?:(?:第{s}(?P<quarter>[一二三四1-4]){s}个?季度?|(?P<season>[一二三四1-4]){s}季(?:度|(?=报)))|[Qq](?P<q>[1-4])"
    r"|(?P<quarters>前三|前二|前两|1-3|一至三|一到三){s}个?季度|(?P<half>上半年|下半年|半年度|H1|H2|1H|2H)|(?P<nine>前三季))"
).replace("{s}", _S)

_FULL = re.compile(
    rf"(?:(?P<year>{_Y4}|0\d){_S}年{_S}|(?P<short>\d\d){_S}年{_S}(?={_MONTH_NUMBER}{_S}月))?"
    rf"(?P<month>{_MONTH_NUMBER}){_S}月(?!饼|球|均|度|报|刊|薪|台|色|亮)份?(?:{_S}(?P<day>{_DAY_NUMBER}){_S}(?:日|号(?!楼|线|院|文|机|厂|店|坑|炉|公|令)))?"
    r"(?:(?P<part>底|末|初|上旬|中旬|下旬)(?!末))?"
)
_YEAR_MONTH = re.compile(r"(?P<year>(?:19|20)\d\d)[-/](?P<month>0[1-9]|1[0-2])(?![\d/.-]|\s*[年号])")
_FIGURES = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<sep>[-./])(?P<month>1[0-2]|0?[1-9])(?P=sep)(?P<day>3[01]|[12]\d|0?[1-9])(?![\d.]|-\d{1,3}(?!\d))"
)
_YEAR_ALONE = re.compile(rf"(?P<year>{_Y4}|0\d){_S}(?:年(?:{_S}{_EDGE})?|财年|会计年度|财政年度|学年)")
_YEAR_PARTS = re.compile(
    rf"(?P<year>{_Y4}|0\d){_S}(?:年{_S}(?:度{_S})?(?:的)?|(?=[QH][1-4](?![A-Za-z\d]))){_QUARTER}"
)
_PART_ALONE = re.compile(rf"(?<![一二三四五六七八九十\d]){_QUARTER}")
_YEARS = re.compile(
    rf"(?P<from>{_Y4})(?:{_S}年(?:度)?)?{_TO}(?P<to>{_Y4}){_S}(?P<edge>年度|年(?:度)?(?!\d))(?!\s*{_MONTH_NUMBER}\s*月)"
)
_YEARS_BARE = re.compile(
    r"(?P<from>(?:19|20)\d\d)[-–—~](?P<to>(?:19|20)\d\d)(?![\d.,%]|\s*[万亿元家人股张项件])"
)
_MONTHS = re.compile(
    rf"(?:(?P<year>{_Y4}|0\d){_S}年{_S}(?:度)?)?(?P<from>{_MONTH_NUMBER})(?:{_S}月份?)?{_TO}(?:(?P<year2>{_Y4}){_S}年{_S})?(?P<to>{_MONTH_NUMBER}){_S}月份?(?!{_S}{_DAY_NUMBER}{_S}[日号]|饼|球)"
)
_TIMES = re.compile(
    r"(?P<h1>[01]?\d|2[0-3]):(?P<m1>[0-5]\d)(?::[0-5]\d)?(?:\s*(?:-|–|—|~|至|到)\s*(?P<h2>[01]?\d|2[0-4]):(?P<m2>[0-5]\d))?(?![\d:])"
)
_SECOND_DAY = re.compile(rf"(?P<day>{_DAY_NUMBER}){_S}[日号]")
_MONTHLY_DAY = re.compile(rf"(?<=每月)(?P<day>{_DAY_NUMBER}){_S}[日号]")
_EDGE_TO = re.compile(_TO)
_QUARTER_MONTHS = {"1": "01/03", "2": "04/06", "3": "07/09", "4": "10/12"}


@dataclass(frozen=True, slots=True)
class Time:
    """A date or period: where it ends, its kind, its ISO value, what is special about it."""

    end: int
    kind: str
    value: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Day:
    """A date as far as it is given."""

    end: int
    year: str | None
    month: str
    day: str | None
    flags: tuple[str, ...] = ()

    def iso(self, year: str | None = None) -> str:
        head = self.year or year or "-"
        return f"{head}-{self.month}" + (f"-{self.day}" if self.day else "")


def read_time(text: str, at: int) -> Time | None:
    """The date, period or time of day that begins at ``at``, the longest reading first."""
    for reader in (
        _read_years,
        _read_months,
        _read_days,
        _read_year_part,
        _read_year,
        _read_clock,
        _read_hours,
        _read_monthly,
    ):
        if time := reader(text, at):
            return time
    return None


def year_of(word: str) -> str:
    """2024, 二〇二四, ２０２４ and 09 as a year of four figures."""
    word = re.sub(r"\s", "", word).replace("O", "〇").replace("o", "〇")
    if word.isdigit() and word.isascii():
        return word if len(word) == 4 else f"20{word}"
    return chinese_to_digits(word.replace("0", "〇")) or word


def _two(word: str) -> str:
    digits = word if word.isascii() else chinese_to_digits(word) or word
    return digits.zfill(2)


def last_day(year: int, month: int) -> int:
    """The number of days of a month."""
    return calendar.monthrange(year, month)[1]


def _read_years(text: str, at: int) -> Time | None:
    match = _YEARS.match(text, at) or _YEARS_BARE.match(text, at)
    if match is None:
        return None
    first, last = year_of(match["from"]), year_of(match["to"])
    return Time(match.end(), "period", f"{first}/{last}") if first < last else None


def _read_months(text: str, at: int) -> Time | None:
    match = _MONTHS.match(text, at)
    if match is None:
        return None
    year = year_of(match["year"]) if match["year"] else "-"
    later = year_of(match["year2"]) if match["year2"] else year
    first, last = f"{year}-{_two(match['from'])}", f"{later}-{_two(match['to'])}"
    return Time(match.end(), "period", f"{first}/{last}") if first < last else None


def _read_days(text: str, at: int) -> Time | None:
    first = _read_day(text, at)
    if first is None:
        return None
    to = _EDGE_TO.match(text, first.end)
    if to and (last := _read_day(text, to.end()) or _read_second_day(text, to.end(), first)):
        value = f"{first.iso(last.year)}/{last.iso(first.year)}"
        if first.day and last.day and _in_order(value):
            return Time(last.end, "period", value, first.flags + last.flags)
        if not first.day and not last.day and _in_order(value):
            return Time(last.end, "period", value)
    return Time(first.end, "date", first.iso(), first.flags)


def _in_order(value: str) -> bool:
    first, last = value.split("/")
    return first < last


def _read_second_day(text: str, at: int, first: _Day) -> _Day | None:
    match = _SECOND_DAY.match(text, at)
    if match is None or first.day is None:
        return None
    return _Day(match.end(), first.year, first.month, _two(match["day"]))


def _read_day(text: str, at: int) -> _Day | None:
    if match := _FIGURES.match(text, at):
        return _checked(match.end(), match["year"], _two(match["month"]), _two(match["day"]))
    if match := _YEAR_MONTH.match(text, at):
        return _Day(match.end(), match["year"], match["month"], None)
    match = _FULL.match(text, at)
    if match is None:
        return None
    year = year_of(match["year"] or match["short"]) if match["year"] or match["short"] else None
    month = _two(match["month"])
    if match["day"]:
        return _checked(
            match.end() if not match["part"] else match.start("part"), year, month, _two(match["day"])
        )
    if match["part"] in {"底", "末"} and (year or month != "02"):
        return _Day(match.end(), year, month, str(last_day(int(year or 2023), int(month))), ("end",))
    parts = {"初": "early", "上旬": "early", "中旬": "mid", "下旬": "late", "底": "end", "末": "end"}
    return _Day(match.end(), year, month, None, (parts[match["part"]],) if match["part"] else ())


def _checked(end: int, year: str | None, month: str, day: str) -> _Day:
    """A day that the calendar does not have stays as printed and is flagged."""
    possible = int(day) <= last_day(int(year or 2024), int(month))
    return _Day(end, year, month, day, () if possible else ("no-such-day",))


def _read_year_part(text: str, at: int) -> Time | None:
    match = _YEAR_PARTS.match(text, at) or _PART_ALONE.match(text, at)
    if match is None:
        return None
    year = year_of(match["year"]) if "year" in match.re.groupindex else "-"
    first, last = _part_months(match).split("/")
    flags = ("half",) if match["half"] else ("quarter",)
    return Time(match.end(), "period", f"{year}-{first}/{year}-{last}", flags)


def _part_months(match: re.Match[str]) -> str:
    if match["half"]:
        return "07/12" if match["half"] in {"下半年", "H2", "2H"} else "01/06"
    if match["quarters"] or match["nine"]:
        return "01/06" if match["quarters"] in {"前二", "前两"} else "01/09"
    number = match["quarter"] or match["season"] or match["q"]
    return _QUARTER_MONTHS[number if number.isascii() else chinese_to_digits(number) or "1"]


def _read_year(text: str, at: int) -> Time | None:
    match = _YEAR_ALONE.match(text, at)
    if match is None or (text[at] == "0" and at and text[at - 1].isdigit()):
        return None
    year, edge = year_of(match["year"]), match["edge"]
    if edge in {"底", "末", "年末"}:
        return Time(match.end(), "date", f"{year}-12-31", ("end",))
    if edge == "春节":
        return Time(match.start("edge"), "period", year)
    flags = {"初": ("early",), "中": ("mid",), "年中": ("mid",)}.get(edge or "", ())
    return Time(match.end(), "period", year, flags)


def _read_clock(text: str, at: int) -> Time | None:
    match = _TIMES.match(text, at)
    if match is None or (at and (text[at - 1].isdigit() or text[at - 1] in ":.")):
        return None
    first = f"T{match['h1'].zfill(2)}:{match['m1']}"
    if match["h2"]:
        return Time(match.end(), "period", f"{first}/T{match['h2'].zfill(2)}:{match['m2']}", ("clock",))
    return (
        Time(match.end(), "date", first, ("clock",)) if len(match["h1"]) == 2 or _morning(text, at) else None
    )


_HOURS = re.compile(
    r"(?P<h>[01]?\d|2[0-4])\s*(?:时(?!段|间|代|期|长|刻|候|尚)|点(?![击评对位赞状线面阵心检燃明子名缀]))(?:(?P<m>[0-5]?\d)\s*分|(?P<half>半)|整)?(?!钟?[以之]?[上下内])"
)


_PART_OF_DAY = re.compile(
    r"(上午|下午|晚上|凌晨|早上|中午|日)\s*(?:\d{1,2}[时点](?:半|\d{1,2}分)?(?:至|到|-|—))?\s*$"
)


def _read_hours(text: str, at: int) -> Time | None:
    """上午9时, 下午3点半至5点, 22时; a bare 3点 without the part of the day may be three points."""
    match = _HOURS.match(text, at)
    before = _PART_OF_DAY.search(text, max(0, at - 14), at)
    if (
        match is None
        or (at and text[at - 1].isdigit())
        or not (before or match["m"] or "时" in match.group())
    ):
        return None
    part, hour = before[1] if before else "", int(match["h"])
    if part in {"下午", "晚上"} and hour < 12:
        hour += 12
    elif part in {"晚上", "凌晨"} and hour == 12:
        hour = 0
    minute = "30" if match["half"] else (match["m"] or "0").zfill(2)
    return Time(match.end(), "date", f"T{hour:02d}:{minute}", ("clock",))


def _morning(text: str, at: int) -> bool:
    """9:30 is a time after 上午 or a date; otherwise it may be a ratio."""
    return re.search(r"(?:上午|下午|晚上|早上|日|时间|[(（])\s*$", text[max(0, at - 5) : at]) is not None


def _read_monthly(text: str, at: int) -> Time | None:
    match = _MONTHLY_DAY.match(text, at)
    return Time(match.end(), "date", f"---{_two(match['day'])}") if match else None


_LENGTH_UNITS = {
    "年": ("Y", ""), "周年": ("Y", ""), "年度": ("Y", ""), "会计年度": ("Y", ""), "个会计年度": ("Y", "fiscal"), "个完整会计年度": ("Y", "fiscal"),
    "个年度": ("Y", ""), "个自然年": ("Y", ""), "学年": ("Y", ""), "个财年": ("Y", "fiscal"), "年期": ("Y", ""), "个月": ("M", ""),
    "个自然月": ("M", ""), "个半月": ("M", "half"), "周": ("W", ""), "个星期": ("W", ""), "星期": ("W", ""), "天": ("D", ""), "日": ("D", ""), "个工作日": ("D", "working"),
    "工作日": ("D", "working"), "个交易日": ("D", "trading"), "交易日": ("D", "trading"), "个自然日": ("D", "calendar"), "自然日": ("D", "calendar"),
    "日历天": ("D", "calendar"), "个日历日": ("D", "calendar"), "个季度": ("Q", ""), "个昼夜": ("D", ""), "载": ("Y", ""),
}  # fmt: skip
LENGTH = re.compile(
    r"\s*(?P<unit>"
    + "|".join(sorted(_LENGTH_UNITS, key=len, reverse=True))
    + r")(?![月日元圆]|级|轻|龄|货|用品|薪(?!酬)|报|鉴|均(?!衡)|份|青|边|转|常|志|益|程|化|后(?=[，。]?出生))(?P<half>半)?(?P<over>多|余)?"
)


def length_to_iso(digits: str, match: re.Match[str]) -> tuple[str, tuple[str, ...]]:
    """A number and its unit of time as an ISO duration, ``P1Y..P2Y`` for a range, with flags for the sort of day."""
    letter, sort = _LENGTH_UNITS[match["unit"]]
    if letter == "Q":
        digits, letter = "..".join(str(int(d) * 3) if d.isdigit() else d for d in digits.split("..")), "M"
    half, sort = (".5", "") if match["half"] or sort == "half" else ("", sort)
    value = "..".join(f"P{part}{half}{letter}" for part in digits.split(".."))
    return value, (sort,) if sort else ()
