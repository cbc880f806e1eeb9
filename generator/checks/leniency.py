"""What a comparison of quantities may forgive because the rest of the sentence settles it.

The comparison sees numbers with what touches them. A marker that stands apart (不少于可分配利润的30%), a rate whose
每 stands before its subject (每股价格18.65元) and a number that only counts the names before it (甲、乙两个基地) are
settled here, once for the checks and the ledger; so is a minus that English says in words (a net loss of RMB5 million)
and a year that the Chinese names by its relation (同比, 上年); 100% that English tells as all or every; and the over and
under of places (handed over, under two scenarios).
"""

from __future__ import annotations

import re
from dataclasses import replace

from generator.quantities import Difference, Quantity, QuantityMatch
from generator.quantities import Pair as Agreement
from generator.quantities.quantity import Approx

CHINESE_MARKERS: dict[Approx, re.Pattern[str]] = {
    "about": re.compile("约|左右|上下"),
    "nearly": re.compile("近(?!年|期|日|来|况)|接近|将近"),
    "over": re.compile("超|逾|余|多|高于|大于"),
    "under": re.compile("不足|不到|低于|少于|小于"),
    "at_least": re.compile(r"不少于|不低于|不小于|至少|不得低于|不得少于|最低(?=[^，。]{0,4}\d)"),
    "at_most": re.compile(r"不超过|不多于|不高于|不大于|至多|不得超过|最高(?=[^，。]{0,4}\d)|上限"),
}
ENGLISH_MARKERS: dict[Approx, re.Pattern[str]] = {
    "about": re.compile(r"\b(?:approximately|about|around|roughly|some|circa)\b", re.IGNORECASE),
    "nearly": re.compile(r"\b(?:nearly|almost|close to|approaching)\b", re.IGNORECASE),
    "over": re.compile(
        r"\b(?:more than|over|above|exceed\w*|in excess of|beyond|upwards of)\b", re.IGNORECASE
    ),
    "under": re.compile(r"\b(?:less than|fewer than|under|below|lower than)\b", re.IGNORECASE),
    "at_least": re.compile(
        r"\b(?:at least|(?:not|no) (?:less|fewer) than|minimum|lowest|or more)\b", re.IGNORECASE
    ),
    "at_most": re.compile(
        r"\b(?:at most|not exceed\w*|(?:not|no) more than|up to|maximum|highest|peak|within|or less|ceiling|cap(?:ped)?|limit(?:ed)?|upper)\b",
        re.IGNORECASE,
    ),
}
_RELATIVE_YEAR = re.compile(
    "同比|同期|上年|去年|上一年|前一年|本年|今年|当年|全年|报告期|年初|年末|年底|期初|期末|次年|明年|来年|年内"
)
_CIRCLED = {str(number): mark for number, mark in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", 1)}
_FIGURE = re.compile(r"\s*(?:RMB|US\$|HK\$)?\s?\d")
_COMPARES = re.compile(r"(?:\d|%|points?|times|fold|RMB[\d.,]+ [mb]illion) $", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[;:.](?=\s)|\d|\b(?:compared|against|versus|while|whereas)\b")
_MINUS_WORDS = re.compile(
    r"\b(?:loss(?:es)?|lost|negative|minus|deficit|outflows?|used (?:in|for|by)|utili[sz]ed in|shortfall)\b",
    re.IGNORECASE,
)
_SPREAD_OVER = re.compile(
    r"\b(?:hand|turn|roll|extend|stretch|spread|span|tak|took|depreciat|amorti[sz])\w*\s(?=over\b)"
)
_UNDER_THINGS = re.compile(
    r"\s+(?:\w+\s+)?(?:scenario|scheme|plan|programme|program|agreement|contract|heading|categor|framework|pillar|theme"
    r"|condition|circumstance|policy|policies|law|rule|standard)"
)
_ALL = re.compile(
    r"(?<!in )(?<!not )(?<!above )(?<!after )\ball\b(?! kinds| sorts| over| year)(?<!at all(?=[.,;]))|\b(?:every(?:one|body|thing)?|each)\b(?! year| month| day)"
    r"|\b(?:entire(?:ly)?|wholly|fully|completely|in full|without exception|none)\b",
    re.IGNORECASE,
)
_ALL_ZH = re.compile(
    "全部|全体|全面|全程|所有|(?<![平人日月年户])均(?![价衡匀值])|都(?!市)|各|每|一切|完全|充分"
)
_CLAUSES = re.compile("[，。；]")
_FULL = re.compile(r"(?<!不)满\s*[\d一二三四五六七八九十]")
_APIECE = re.compile(r"(?:\s\w+)?\s(?:each|apiece)\b")
_EACH = re.compile(
    "每|[户亩次台场件单班]均|百公里|吨(?=[酒钢煤矿纸油铝铜])|万元(?=产值|营收|增加值)|单位(?=产品|产量|产值|面积|营收)|人均|日均|月均|年均|单价|均价"
)


def forgive(source: str, target: str, match: QuantityMatch) -> QuantityMatch:
    """The match without the differences and the missing numbers that the sentence itself settles."""
    forgiven = [one for one in match.different if _is_settled(source, target, match, one)]
    missing = tuple(
        one
        for one in match.missing
        if not (
            _counts_a_list(source, one)
            or _is_of_a_rate(match, one)
            or _is_a_scale(source, target, one)
            or _says_all(source, target, one)
            or _is_every_one(source, target, match, one)
        )
    )
    extra = tuple(one for one in match.extra if not _names_a_year(source, one))
    agreed = (*match.matched, *(Agreement(one.source, one.target) for one in forgiven))
    return replace(
        match,
        matched=tuple(sorted(agreed, key=lambda one: one.source.start)),
        missing=missing,
        extra=extra,
        different=tuple(one for one in match.different if one not in forgiven),
    )


def source_numbers(match: QuantityMatch) -> list[Quantity]:
    """All quantities of the Chinese that the match speaks of."""
    return [*(one.source for one in match.matched), *(one.source for one in match.different), *match.missing]


def target_numbers(match: QuantityMatch) -> list[Quantity]:
    """All quantities of the English that the match speaks of."""
    return [*(one.target for one in match.matched), *(one.target for one in match.different), *match.extra]


def without_markers(text: str, numbers: list[Quantity]) -> str:
    """The text with its approximate numbers blotted out, their markers with them."""
    for number in numbers:
        if number.approx:
            text = text[: number.start] + " " * (number.end - number.start) + text[number.end :]
    return text


def _is_settled(source: str, target: str, match: QuantityMatch, difference: Difference) -> bool:
    if difference.why == ("approx",):
        return _stands_apart(source, target, match, difference)
    if difference.why == ("sign",):
        return _says_minus(target, difference)
    if difference.why == ("unit",):
        if set(difference.target.flags) & {"working", "trading"}:
            return bool(re.search("工作|交易", source))
        ours, theirs = ((one.unit or "").partition("/") for one in (difference.source, difference.target))
        if ours[0] == theirs[0] and ours[2] and not theirs[2]:
            return bool(_APIECE.match(target, difference.target.end))
        return ours[0] == theirs[0] and not ours[2] and bool(theirs[2]) and bool(_EACH.search(source))
    return False


def _says_minus(target: str, difference: Difference) -> bool:
    """Whether words of the English say the minus: a net loss of, cash used in, negative."""
    before = _CLAUSE_END.split(target[: difference.target.start])[-1]
    return difference.source.value.startswith("-") and bool(_MINUS_WORDS.search(before))


def _stands_apart(source: str, target: str, match: QuantityMatch, difference: Difference) -> bool:
    """Whether the marker that one side lacks stands in its sentence all the same, by no other number."""
    ours, theirs = difference.source.approx, difference.target.approx
    if ours is None and theirs == "at_least" and _FULL.search(source):
        return True
    if ours is None and _is_a_place(target, difference.target):
        return True
    if ours is None and theirs is not None:
        return bool(CHINESE_MARKERS[theirs].search(without_markers(source, source_numbers(match))))
    if theirs is None and ours is not None:
        plain = without_markers(target, target_numbers(match))
        return any(
            not _FIGURE.match(plain, found.end()) and not _COMPARES.search(target[: found.start()])
            for found in ENGLISH_MARKERS[ours].finditer(plain)
        )
    return False


def _is_a_place(target: str, number: Quantity) -> bool:
    """Whether over and under are no bounds: handed over 500 homes, extends over 50 mu, under two scenarios."""
    if number.approx == "under" and number.text.lower().startswith("under "):
        return bool(_UNDER_THINGS.match(target, number.end))
    led = _SPREAD_OVER.search(target, max(0, number.start - 16))
    return number.approx == "over" and led is not None and led.end() == number.start


def _says_all(source: str, target: str, number: Quantity) -> bool:
    """Whether 100% is told as all, every or fully, by a word that answers no 全部 or 均 of another clause."""
    if number.kind != "percent" or number.value != "100" or number.approx:
        return False
    before, after = _CLAUSES.split(source[: number.start]), _CLAUSES.split(source[number.end :])
    elsewhere = "".join((*before[:-1], "，", *after[1:]))
    return len(_ALL.findall(target)) > len(_ALL_ZH.findall(elsewhere))


def _is_of_a_rate(match: QuantityMatch, quantity: Quantity) -> bool:
    """Whether the English has the number in a rate: 每10股派…0.15元 as RMB0.15 per 10 shares."""
    rate = f"/{quantity.value} {quantity.unit}"
    return any((number.unit or "").endswith(rate) for number in target_numbers(match))


def _is_every_one(source: str, target: str, match: QuantityMatch, quantity: Quantity) -> bool:
    """Whether 每…1吨 is told as every tonne or per tonne, or a 每百元 for the second time."""
    if not re.search(r"每[^，。；,;\d]{0,8}$", source[: quantity.start]):
        return False
    if quantity.digits == "1" and not quantity.scale:
        return bool(re.search(r"\b(?:every|each|per)\s|/", target))
    return any(
        (one.source.value, one.source.unit) == (quantity.value, quantity.unit) for one in match.matched
    )


def _is_a_scale(source: str, target: str, quantity: Quantity) -> bool:
    """Whether the English has the number as the scale of a rate: 每百万工时 as per million hours."""
    word = {"100": "hundred", "1000": "thousand", "1000000": "million"}.get(quantity.value)
    every = source[: quantity.start].rstrip().endswith("每")
    return every and word is not None and bool(re.search(rf"\b(?:per|every|each) {word}\b", target))


def _names_a_year(source: str, quantity: Quantity) -> bool:
    """Whether the English names the year that the Chinese calls 上年 or 同期, or a circled note mark as (1)."""
    if quantity.kind == "period" and re.fullmatch(r"(?:19|20)\d\d", quantity.value):
        years = {int(year) for year in re.findall(r"(?<!\d)((?:19|20)\d\d)\s*年", source)}
        known = not years or bool(years & {int(quantity.value), int(quantity.value) + 1})
        return known and bool(_RELATIVE_YEAR.search(source))
    return quantity.value in _CIRCLED and _CIRCLED[quantity.value] in source


def _counts_a_list(source: str, quantity: Quantity) -> bool:
    """Whether a number says only how many names stand before it: English needs no "two"."""
    if quantity.kind != "count" or not quantity.value.isdecimal() or not 2 <= int(quantity.value) <= 9:
        return False
    joined = rf"(?:[^，。；：、]+[、和及与]){{{int(quantity.value) - 1}}}[^，。；：、]+$"
    return bool(re.search(joined, source[: quantity.start]))
