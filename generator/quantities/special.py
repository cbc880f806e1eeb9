"""Numbers in set forms: 百分之三, 三分之二, 3:2, 三成, 翻两番, 一半, 第六届."""

from __future__ import annotations

import re

from generator.quantities.numerals import CHINESE, DIGITS, chinese_to_digits
from generator.quantities.quantity import Approx, Quantity, shift

_N = rf"(?:\d+(?:\.\d+)?|[{CHINESE}]+(?:点[〇○零一二三四五六七八九]+)?)"
_FORMS = re.compile(
    rf"(?P<part>百分之|千分之|万分之)\s*(?P<of_base>{_N})(?:\s*(?:至|到|-|—|~)\s*(?:百分之|千分之|万分之)?(?P<to_base>{_N}))?"
    r"|(?<![\d/])(?P<over_line>\d{1,2})/(?P<under_line>\d{1,2})(?![\d/年月.]|\s*页)|(?P<half_hour>半)个?小时"
    rf"|(?P<lower>{_N})\s*分之\s*(?P<upper>{_N})"
    r"|(?P<left>\d+(?:\.\d+)?)\s*:\s*(?P<right>\d+(?:\.\d+)?)(?![\d:])"
    r"|(?P<left_word>[一二两三四五六七八九十]+)比(?P<right_word>[一二两三四五六七八九十]+)(?![个家项年月])"
    r"|(?P<tenths>\d(?:\.\d)?|[一两二三四五六七八九](?:[一二三四五六七八九])?)\s*成(?P<half_tenth>半|[一二三四五六七八九](?![一二三四五六七八九十百千万成个家名项年月]))?(?!员(?!工)|[立为功本都果绩交效长分熟品型就千人正片像套片不天])"
    r"|翻了?(?P<almost>近)?(?P<doublings>[一两二三四\d])?番|(?P<half_year>半年(?![度报]|均))|(?P<half>过半数|过半(?![程年])|半数(?:以上)?|一半(?:以上)?)"
    r"|(?P<discount>\d(?:\.\d)?|[一二三四五六七八九]{1,2})\s*折(?![旧算叠射扣磨中腾返断现线价])"
)
_ORDINAL = re.compile(
    rf"第\s*[(]?\s*(?!\d+-\d)(?P<number>\d+(?:\.\d+){{1,2}}(?=\s*[章节条款])|\d+|[{CHINESE}]+)\s*[)]?\s*(?P<of>届|次|号|项|条|款|章|节|期|年(?!度)|名|位|批|轮|例|家|个|位|大|代|部|版|种|类|层|级|季|阶段|步|课|讲|场|站|天|日|周|月|页|卷|册|集|回|组|段|点|方面|部分|款|目|座|台|万|亿)?"
)
_FEW = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_PLACED = re.compile(
    rf"(?P<term>{_FEW}\s*届(?=\s*{_FEW}\s*次|董事会|监事会|职代会|人大|中央|全国|职工代表))|(?<=届)(?P<meeting>{_FEW}\s*次)"
    rf"|(?P<number>(?:\d{{1,4}}|[一二三四五六七八九十]{{1,3}})\s*号(?!召|称|角))|(?P<phase>(?:\d|[一二三四五六])\s*期(?=工程|项目|建设|厂房|基地|产线|园区|募投|扩建|生产线|临床|试验)|(?<=临床|试验)[一二三四1-4]\s*期)"
)
_LEVEL = re.compile(
    r"(?P<number>\d|[一二三四五六七八九])\s*(?P<of>级|星级|等(?=甲|乙|奖))(?!市场|医院|公司|子公司|单位|部门|学科|党|支部|网络|管理|架构|体系|教育|培训|预警|防控|审核|评审|复核|企业|法人|经销|渠道|平台|域名|建造师|响应|公立|综合|联动|巡|以上|别|跳|伤)"
)

_NUMERALS = {
    one: str(n) for n, one in enumerate(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"], 1)
} | {one: str(n) for n, one in enumerate("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ", 1)}
_ROMAN = re.compile(
    rf"(?<![A-Za-z])(?P<number>{'|'.join(sorted(_NUMERALS, key=len, reverse=True))})\s*(?P<of>期(?!间|末|初|权|货)|级|类|型|阶段|标段)"
)


def read_special(text: str, at: int) -> Quantity | None:
    """The ratio, percentage, multiple or ordinal in a set form that begins at ``at``."""
    if text[at] == "第":
        return _read_ordinal(text, at)
    if placed := _PLACED.match(text, at):
        return _placed(text, placed)
    match = _FORMS.match(text, at)
    if match is not None:
        return _from_form(match)
    if roman := _ROMAN.match(text, at):
        flag = "phase" if roman["of"] == "期" else "level"
        return Quantity(roman.group(), at, roman.end(), "ordinal", _NUMERALS[roman["number"]], flags=(flag,))
    level = _LEVEL.match(text, at)
    if level is None or (at and text[at - 1] in "国省市县院校区部集各多"):
        return None
    return Quantity(level.group(), at, level.end(), "ordinal", _digits(level["number"]), flags=("level",))


def _placed(text: str, match: re.Match[str]) -> Quantity | None:
    """六届二十八次, 68号, 二期工程: ordinals without 第."""
    flag = match.lastgroup or ""
    value = _digits(re.sub(r"[届次号期\s]", "", match.group()))
    if not value or (flag == "number" and text[match.start() - 1 : match.start()] in set("月")):
        return None
    return Quantity(match.group(), match.start(), match.end(), "ordinal", value, flags=(flag,))


def _read_ordinal(text: str, at: int) -> Quantity | None:
    match = _ORDINAL.match(text, at)
    value = _digits(match["number"]) if match else ""
    if match is None or not value:
        return None
    of = {
        "届": "term",
        "次": "meeting",
        "年": "year",
        "号": "number",
        "项": "item",
        "条": "article",
        "章": "chapter",
    }
    flag = of.get(match["of"] or "", "section" if "." in value else "")
    return Quantity(match.group(), at, match.end(), "ordinal", value, flags=(flag,) if flag else ())


def _digits(word: str) -> str:
    return word if word.isascii() else chinese_to_digits(word) or ""


def _from_form(match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    if match["part"]:
        return _hundredths(match)
    if match["half_hour"]:
        return Quantity(match.group(), start, end, "measure", "0.5", "h", digits="0.5")
    if match["half_year"]:
        return Quantity(match.group(), start, end, "period", "P6M", digits="6")
    if match["tenths"]:
        return _tenths(match)
    if match["discount"]:
        digits = "".join(str(DIGITS.get(c, c)) for c in match["discount"])
        value = shift(digits, 1 if len(digits) == 1 or "." in digits else 0)
        return Quantity(match.group(), start, end, "percent", value, flags=("discount",))
    return _ratio(match)


def _ratio(match: re.Match[str]) -> Quantity | None:
    """一半, 翻两番, 2/3, 三分之二, 3:2."""
    word = match.group()
    approx: Approx | None = None
    flags: tuple[str, ...] = ()
    if match["half"]:
        value = "1/2"
        approx = "over" if word.startswith("过") else "at_least" if word.endswith("以上") else None
    elif "番" in word:
        value = str(2 ** int(_digits(match["doublings"] or "1")))
        approx, flags = "nearly" if match["almost"] else None, ("doubling",)
    else:
        upper = _digits(match["over_line"] or match["upper"] or match["left"] or match["left_word"])
        lower = _digits(match["under_line"] or match["lower"] or match["right"] or match["right_word"])
        if not upper or not lower or (match["over_line"] and not 0 < int(upper) < int(lower)):
            return None
        value, flags = f"{upper}/{lower}", () if match["lower"] or match["over_line"] else ("colon",)
    return Quantity(word, match.start(), match.end(), "ratio", value, None, approx, flags)


def _hundredths(match: re.Match[str]) -> Quantity | None:
    ends = [_digits(word) for word in (match["of_base"], match["to_base"]) if word]
    if not all(ends):
        return None
    places = {"百": 0, "千": -1, "万": -2}[match["part"][0]]
    value = "..".join(shift(end, places) for end in ends)
    return Quantity(match.group(), match.start(), match.end(), "percent", value, digits=value)


def _tenths(match: re.Match[str]) -> Quantity:
    word, half = match["tenths"], match["half_tenth"]
    if word.isascii() or len(word) == 1:
        value = shift(_digits(word), 1)
        value = str(int(value) + (5 if half == "半" else DIGITS[half])) if half else value
    else:
        value = "..".join(shift(str(DIGITS[c]), 1) for c in word)
    return Quantity(
        match.group(), match.start(), match.end(), "percent", value, digits=value, flags=("tenths",)
    )
