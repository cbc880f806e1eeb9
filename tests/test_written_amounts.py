"""Amounts written by rule, read back by a reader that knows nothing of ours.

The Chinese is made from a number and a unit that the test holds as a Decimal; the English must say the same number.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from decimal import Decimal

from generator.quantities import Style, find_quantities, quantity_to_english

POWERS = {"": 0, "万": 4, "亿": 8, "万亿": 12}
UNITS = {
    "元": ("RMB", Decimal(1)),
    "美元": ("US$", Decimal(1)),
    "港元": ("HK$", Decimal(1)),
    "吨": ("tonne", Decimal(1)),
    "千瓦时": ("kWh", Decimal(1)),
    "个百分点": ("percentage point", Decimal(1)),
    "%": ("%", Decimal(1)),
    "平方米": ("m²", Decimal(1)),
}
BEFORE = {"": "", "约": "approximately", "近": "nearly", "超过": "more than", "不低于": "not less than"}
SENTENCES = (
    "报告期内，公司实现的数额为{}，较上年有所变化。",
    "其中，{}来自子公司。",
    "公司2024年的数额由上年的水平变动至{}。",
    "“十四五”期间累计{}，完成了目标；",
    "（三）全年合计{}",
)
MULTIPLES = {"": 0, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
ENGLISH = re.compile(
    r"(?P<lead>approximately |nearly |more than |not less than |at least )?(?P<minus>-)?(?P<mark>RMB|US\$|HK\$)? ?(?P<minus_behind>-)?"
    r"(?P<whole>\d{1,3}(?:,\d{3})*|\d+)(?:\.(?P<part>\d+))?(?: (?P<multiple>thousand|million|billion|trillion))?"
    r"(?:%| (?P<unit>tonne|kWh|MWh|GWh|percentage point|m²)s?)?$"
)
LARGER = {"GWh": ("kWh", Decimal(10**6)), "MWh": ("kWh", Decimal(10**3))}


def amounts(count: int) -> Iterator[tuple[str, str, Decimal, str, str]]:
    """So many sentences: the sentence, the amount in it, what it is worth, its English unit and its marker."""
    draw = random.Random(11)
    for _ in range(count):
        unit = draw.choice(list(UNITS))
        share = unit in ("个百分点", "%")
        power = "" if share else draw.choice(list(POWERS))
        places = draw.randint(0, 4)
        number = Decimal(draw.randint(1, 99 if share else 10 ** draw.randint(2, 7))).scaleb(-places)
        figure = f"{number:,f}" if draw.random() < 0.7 else f"{number:f}"
        before = draw.choice(list(BEFORE))
        text = f"{before}{figure}{power}{unit}"
        sentence = draw.choice(SENTENCES).format(text)
        yield sentence, text, number.scaleb(POWERS[power]), UNITS[unit][0], BEFORE[before]


def read(english: str) -> tuple[Decimal, str, str] | None:
    """The number, the unit and the marker of an English amount."""
    found = ENGLISH.fullmatch(english)
    if found is None:
        return None
    figure = found["whole"].replace(",", "") + (f".{found['part']}" if found["part"] else "")
    value = Decimal(figure).scaleb(MULTIPLES[found["multiple"] or ""])
    unit = found["mark"] or found["unit"] or ("%" if english.endswith("%") else "")
    unit, times = LARGER.get(unit, (unit, Decimal(1)))
    sign = -1 if found["minus"] or found["minus_behind"] else 1
    return value * times * sign, unit, (found["lead"] or "").strip()


def test_an_amount_in_a_sentence_is_worth_the_same_in_english() -> None:
    styles = (Style(), Style(currency_space=True), Style(scale="million"))
    wrong = []
    for number, (sentence, text, value, unit, lead) in enumerate(amounts(2000)):
        found = [one for one in find_quantities(sentence) if one.text == text]
        english = [quantity_to_english(one, styles[number % 3]) for one in found]
        said = [read(one) for one in english]
        leads = {lead, "at least"} if lead.startswith("not") else {lead}
        right = len(said) == 1 and said[0] and said[0][:2] == (value, unit) and said[0][2] in leads
        if not right:
            wrong.append((sentence, text, english, value))
    assert wrong == []


NUMERALS = "零一二三四五六七八九"
MONEY = {"元": "RMB", "美元": "US$", "港元": "HK$"}


def in_words(number: int) -> str:
    """A number below 10,000 as Chinese writes it: 两千零五, 三百一十."""
    said, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            said += ("零" if gap and said else "") + NUMERALS[digit] + name
        gap = not digit
    return re.sub("^一十", "十", said)


def test_amounts_in_words_in_ranges_and_with_more_are_worth_the_same() -> None:
    draw = random.Random(12)
    wrong = []
    for _ in range(1000):
        power = draw.choice(("万", "亿"))
        unit = draw.choice(list(MONEY))
        low = draw.randint(1, 9999)
        high = low + draw.randint(1, 5000)
        worth = [Decimal(one).scaleb(POWERS[power]) for one in (low, high)]
        text, lead, due = draw.choice(
            (
                (f"{in_words(low)}{power}{unit}", "", worth[:1]),
                (f"{low * 10:,}余{power}{unit}", "more than ", [worth[0] * 10]),
                (f"{low:,}{power}～{high:,}{power}{unit}", "", worth),
                (f"{low:,}至{high:,}{power}{unit}", "", worth),
                (f"-{low:,}{power}{unit}", "", [-worth[0]]),
            )
        )
        found = [one for one in find_quantities(f"本期数额为{text}，其余不变。") if one.text == text]
        english = quantity_to_english(found[0]) if len(found) == 1 else ""
        said = [read(one) for one in english.removeprefix(lead).split(" to ")]
        if not english.startswith(lead) or [one and one[:2] for one in said] != [
            (one, MONEY[unit]) for one in due
        ]:
            wrong.append((text, english))
    assert wrong == []


CAPITALS = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
WORDED = {**MONEY, "千瓦时": "kWh", "吨": "tonne", "平方米": "m²"}


def in_blocks(number: int) -> str:
    """A number below 10^12 as Chinese writes it, with 亿 and 万: 七千六百万, 三亿零五万, 十万零一十."""
    said = ""
    for place, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        block = number // place % 10**4
        if block:
            gap = "零" if said and block < 1000 else ""
            ten = "一" if said and 10 <= block < 20 else ""
            said += gap + ten + in_words(block) + name
    return said


def test_words_of_several_blocks_and_of_one_power_are_worth_the_same() -> None:
    draw = random.Random(13)
    wrong = []
    for _ in range(1000):
        unit = draw.choice(list(WORDED))
        number = draw.randint(10, 10 ** draw.randint(2, 11))
        few = draw.randint(1, 8)
        more, power = few + draw.randint(1, 9 - few), draw.choice(("百", "千", "万", "千万", "亿"))
        step = {"百": 100, "千": 1000, "万": 10**4, "千万": 10**7, "亿": 10**8}[power]
        text, name, due = draw.choice(
            (
                (f"{in_blocks(number)}{unit}", WORDED[unit], [number]),
                (f"{in_blocks(number).translate(CAPITALS)}元", "RMB", [number]),
                (f"{NUMERALS[few]}至{NUMERALS[more]}{power}元", "RMB", [few * step, more * step]),
            )
        )
        found = [one for one in find_quantities(f"本期数额为{text}，其余不变。") if one.text == text]
        english = quantity_to_english(found[0]) if len(found) == 1 else ""
        said = [read(one) for one in english.split(" to ")]
        if [one and one[:2] for one in said] != [(one, name) for one in due]:
            wrong.append((text, english))
    assert wrong == []
