"""Random quantities with known values, to try the whole way: Chinese text → quantity → English → quantity.

``python -m generator.quantities.trial 100000`` prints how many of so many went wrong, and which. The same seed
gives the same trials.
"""

from __future__ import annotations

import calendar
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from generator.quantities.english import parse_english
from generator.quantities.find import find_quantities
from generator.quantities.quantity import Approx, Quantity, Style, grouped, shift, trimmed
from generator.quantities.write import quantity_to_english

_SCALES = (
    ("", 0),
    ("", 0),
    ("万", 4),
    ("万", 4),
    ("亿", 8),
    ("百万", 6),
    ("千万", 7),
    ("万亿", 12),
    ("千", 3),
)
_MONEY = (
    ("元", "CNY"),
    ("元", "CNY"),
    ("美元", "USD"),
    ("港元", "HKD"),
    ("欧元", "EUR"),
    ("日元", "JPY"),
    ("英镑", "GBP"),
)
_COUNTS = (
    ("股", "share"),
    ("人", "person"),
    ("名", "person"),
    ("家", "item"),
    ("项", "item"),
    ("户", "household"),
    ("人次", "person-time"),
    ("件", "item"),
    ("台", "item"),
)
_MEASURES = (
    ("吨", "t", 0), ("千瓦时", "kWh", 0), ("兆瓦时", "kWh", 3), ("立方米", "m3", 0), ("平方米", "m2", 0), ("公里", "km", 0), ("公斤", "t", -3),
    ("吨二氧化碳当量", "tCO2e", 0), ("吨标准煤", "tce", 0), ("亩", "mu", 0), ("公顷", "ha", 0), ("小时", "h", 0), ("兆瓦", "MW", 0), ("吉焦", "GJ", 0), ("升", "L", 0),
)  # fmt: skip
_BEFORE: tuple[tuple[str, Approx | None], ...] = (
    ("", None), ("", None), ("", None), ("约", "about"), ("近", "nearly"), ("逾", "over"), ("超过", "over"), ("不足", "under"),
    ("不低于", "at_least"), ("至少", "at_least"), ("不超过", "at_most"), ("最高", "at_most"),
)  # fmt: skip
_AFTER: tuple[tuple[str, Approx | None], ...] = (
    ("", None),
    ("", None),
    ("以上", "at_least"),
    ("以下", "at_most"),
    ("左右", "about"),
)
_NUMERALS = "〇一二三四五六七八九"
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"


@dataclass(frozen=True, slots=True)
class Trial:
    """A Chinese text that is one quantity, and what it says."""

    text: str
    kind: str
    value: str
    unit: str | None = None
    approx: Approx | None = None


@dataclass(frozen=True, slots=True)
class Miss:
    """A trial that went wrong, with what came out instead."""

    trial: Trial
    style: Style
    found: Quantity | None
    english: str = ""
    read: Quantity | None = None


def random_trials(count: int, seed: int) -> Iterator[tuple[Trial, Style]]:
    """So many random trials, each with a random style."""
    draw = random.Random(seed)  # noqa: S311  # trials, not secrets
    makers = (
        _money,
        _money,
        _count,
        _measure,
        _share,
        _date,
        _date,
        _period,
        _length,
        _ordinal,
        _in_words,
        _range,
        _capitals,
    )
    for _ in range(count):
        style = Style(
            currency_space=draw.random() < 0.5,
            day_first=draw.random() < 0.5,
            spelling=draw.choice(("british", "american")),
            scale=draw.choice(("auto", "million")),
        )
        yield draw.choice(makers)(draw), style


def find_misses(count: int, seed: int = 1) -> list[Miss]:
    """The trials whose value is misread, or lost on the way to English and back."""
    misses = []
    for trial, style in random_trials(count, seed):
        found = find_quantities(trial.text)
        if len(found) != 1 or not _as_said(trial, found[0]):
            misses.append(Miss(trial, style, found[0] if found else None))
            continue
        english = quantity_to_english(found[0], style)
        read = parse_english(english)
        if read is None or not read.says(found[0]):
            misses.append(Miss(trial, style, found[0], english, read))
    return misses


def _as_said(trial: Trial, found: Quantity) -> bool:
    said = (found.text, found.kind, found.value, found.unit, found.approx)
    return said == (trial.text, trial.kind, trial.value, trial.unit, trial.approx)


def _figure(draw: random.Random) -> str:
    whole = str(draw.randint(2, 10 ** draw.randint(1, 7)))
    places = draw.choice((0, 0, 1, 2, 2, 3, 4))
    return whole + ("." + "".join(draw.choice("0123456789") for _ in range(places)) if places else "")


def _moved(digits: str, places: int) -> str:
    return trimmed(shift(digits, places)) if places else digits


def _printed(draw: random.Random, digits: str) -> str:
    text = grouped(digits) if draw.random() < 0.7 else digits
    if draw.random() < 0.1:
        return text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789,."})
    return text + (" " if draw.random() < 0.2 else "")


def _with_marks(draw: random.Random, core: str) -> tuple[str, Approx | None]:
    before, approx = draw.choice(_BEFORE)
    if approx is None:
        after, approx = draw.choice(_AFTER)
        return core + after, approx
    return before + core, approx


def _money(draw: random.Random) -> Trial:
    digits = _figure(draw)
    scale, power = draw.choice(_SCALES)
    unit, code = draw.choice(_MONEY)
    core = _printed(draw, digits) + scale + unit
    if code == "CNY" and draw.random() < 0.3:
        core = "人民币" + core
    text, approx = _with_marks(draw, core)
    return Trial(text, "money", _moved(digits, power), code, approx)


def _count(draw: random.Random) -> Trial:
    scale, power = draw.choice(_SCALES)
    digits = _figure(draw) if power else str(draw.randint(2, 10**6))
    unit, base = draw.choice(_COUNTS)
    text, approx = _with_marks(draw, _printed(draw, digits) + scale + unit)
    return Trial(text, "count", _moved(digits, power), base, approx)


def _measure(draw: random.Random) -> Trial:
    digits = _figure(draw)
    scale, power = draw.choice(_SCALES[:5])
    unit, base, places = draw.choice(_MEASURES)
    text, approx = _with_marks(draw, _printed(draw, digits) + scale + unit)
    return Trial(text, "measure", _moved(digits, power + places), base, approx)


def _share(draw: random.Random) -> Trial:
    digits = _figure(draw)[:7].rstrip(".")
    name, kind, unit = draw.choice(
        (
            ("%", "percent", None),
            ("％", "percent", None),
            ("个百分点", "points", None),
            ("个基点", "points", "bp"),
            ("倍", "ratio", None),
        )
    )
    minus = "-" if kind == "percent" and draw.random() < 0.3 else ""
    if minus:
        return Trial(f"-{digits}{name}", kind, f"-{digits}", unit)
    text, approx = _with_marks(draw, digits + name)
    return Trial(text, kind, digits, unit, approx)


def _day(draw: random.Random) -> tuple[int, int, int]:
    year, month = draw.randint(1950, 2099), draw.randint(1, 12)
    return year, month, draw.randint(1, calendar.monthrange(year, month)[1])


def _words(number: int) -> str:
    """A number below 100 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _NUMERALS[tens] + "十") + (
        _NUMERALS[ones] if ones or not tens else ""
    )


def _date(draw: random.Random) -> Trial:
    year, month, day = _day(draw)
    iso = f"{year}-{month:02d}-{day:02d}"
    blank = draw.choice(("", " "))
    forms = (
        (f"{year}{blank}年{blank}{month}{blank}月{blank}{day}{blank}日", iso),
        (f"{year}-{month:02d}-{day:02d}", iso), (f"{year}.{month}.{day}", iso), (f"{year}/{month}/{day}", iso),
        ("".join(_NUMERALS[int(c)] for c in str(year)) + f"年{_words(month)}月{_words(day)}日", iso),
        (f"{year}{blank}年{blank}{month}{blank}月", iso[:7]), (f"{month}月{day}日", f"--{iso[5:]}"), (f"{year}年底", f"{year}-12-31"),
        ("".join(_NUMERALS[int(c)] for c in str(year)) + f"年{_words(month)}月", iso[:7]),
    )  # fmt: skip
    text, value = draw.choice(forms)
    return Trial(text, "date", value)


def _period(draw: random.Random) -> Trial:
    year, month, day = _day(draw)
    quarter = draw.randint(1, 4)
    low = draw.randint(1, 11)
    high = draw.randint(low + 1, 12)
    later = min(year + draw.randint(1, 5), 2099)
    year = min(year, 2098)
    months = f"{year}-{quarter * 3 - 2:02d}/{year}-{quarter * 3:02d}"
    forms = (
        (f"{year}年度", f"{year}"), (f"{year} 年", f"{year}"), (f"{year}-{later}年度", f"{year}/{later}"), (f"{year}年至{later}年", f"{year}/{later}"),
        (f"{year}年{low}-{high}月", f"{year}-{low:02d}/{year}-{high:02d}"), (f"{year}年第{_NUMERALS[quarter]}季度", months),
        (f"{year}年上半年", f"{year}-01/{year}-06"), (f"{year}年前三季度", f"{year}-01/{year}-09"), ("第三季度", "--07/--09"),
        (f"{year}年{month}月{day}日至{later}年{month}月1日", f"{year}-{month:02d}-{day:02d}/{later}-{month:02d}-01"),
        (f"{year}年{low}月1日至{high}月2日", f"{year}-{low:02d}-01/{year}-{high:02d}-02"),
    )  # fmt: skip
    text, value = draw.choice(forms)
    return Trial(text, "period", value)


def _length(draw: random.Random) -> Trial:
    number = draw.randint(2, 60)
    unit, letter = draw.choice(
        (("年", "Y"), ("个月", "M"), ("天", "D"), ("个工作日", "D"), ("周", "W"), ("个交易日", "D"))
    )
    core = (str(number) if draw.random() < 0.6 or unit == "年" else _words(number)) + unit
    after, approx = draw.choice((("", None), ("以上", "at_least"), ("以内", "at_most")))
    return Trial(core + after, "period", f"P{number}{letter}", None, approx)  # type: ignore[arg-type]


def _ordinal(draw: random.Random) -> Trial:
    number = draw.randint(1, 40)
    word = _words(number) if draw.random() < 0.6 else str(number)
    return Trial(f"第{word}{draw.choice(('届', '次', '号', '项', '条', '章', '名'))}", "ordinal", str(number))


def _in_words(draw: random.Random) -> Trial:
    number = draw.randint(2, 99)
    return (
        Trial(_words(number) + "家", "count", str(number), "item")
        if number != 2
        else Trial("两家", "count", "2", "item")
    )


def _range(draw: random.Random) -> Trial:
    low = draw.randint(2, 500)
    high = low + draw.randint(1, 500)
    mark = draw.choice(("-", "至", "～", "—"))
    unit, kind, base, power = draw.choice(
        (
            ("%", "percent", None, 0),
            ("万元", "money", "CNY", 4),
            ("家", "count", "item", 0),
            ("吨", "measure", "t", 0),
            ("亿元", "money", "CNY", 8),
            ("个百分点", "points", None, 0),
        )
    )
    own = unit if draw.random() < 0.4 else ""
    return Trial(
        f"{low}{own}{mark}{high}{unit}", kind, f"{shift(str(low), power)}..{shift(str(high), power)}", base
    )


def _capitals(draw: random.Random) -> Trial:
    thousands, hundreds, ones = draw.randint(1, 9), draw.randint(1, 9), draw.randint(1, 9)
    text = f"人民币{_CAPITALS[thousands]}仟{_CAPITALS[hundreds]}佰{_CAPITALS[ones]}拾万元整"
    return Trial(text, "money", str((thousands * 100 + hundreds * 10 + ones) * 10**5), "CNY")


def main(arguments: list[str]) -> int:
    """Run the trials from the command line; 1 when any went wrong."""
    count = int(arguments[0]) if arguments else 100_000
    misses = find_misses(count, int(arguments[1]) if len(arguments) > 1 else 1)
    for miss in misses[:50]:
        sys.stdout.write(f"{miss}\n")
    sys.stdout.write(f"{count} trials, {len(misses)} misses\n")
    return 1 if misses else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
