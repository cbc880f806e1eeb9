"""What stands round a number and changes it: 约, 近, 逾, 不低于, 余, 以上, 左右, the currency word, 增长 and 下降.

A marker that touches the number is part of the quantity's text; one that stands apart only sets ``approx``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from generator.quantities.quantity import Approx, Quantity
from generator.quantities.units import CURRENCY_BEFORE, CURRENCY_WORDS

_BEFORE: tuple[tuple[Approx, str], ...] = (
    ("at_most", "≤ ⩽ 不超过 不高于 不多于 不大于 至多 最多 最高 最大 不超 不得超过 不得高于 最长 上限为"),
    ("at_least", "≥ ⩾ 不低于 不少于 不小于 至少 最少 最低 起码 不下于 不下 不得低于 不得少于 不短于"),
    ("under", "< ＜ 不足 不到 不满 低于 少于 小于 未满 未达 未达到 短于 未超过"),
    ("nearly", "接近 将近 几近 近"),
    ("over", "> ＞ 超过 超出 超 逾 多于 大于 高于 突破 长于 过"),
    ("about", "大约 约为 约 大概 大致 左右约 估计"),
)
_WORD_TO_APPROX = {word: approx for approx, words in _BEFORE for word in words.split()}
_NOT_AFTER = {
    "约": "节合契签条制公预违履集简婉邀租守纽立",
    "近": "最附邻靠亲临相新远抵贴走",
    "超": "反赶高",
    "过": "经通超不不超",
    "低于": "不得",
    "高于": "不得",
    "最高": "",
}
_LEAD = re.compile(
    "(?P<word>"
    + "|".join(sorted(_WORD_TO_APPROX, key=len, reverse=True))
    + r")(?:了|为|达到?|有|计)?(?:[(]含(?:本数)?[)])?\s*(?:人民币|RMB|￥|¥|美元|港币|US\$|HK\$)?\s*$"
)
_APART = re.compile(
    r"(?P<before>.?)(?P<word>约(?![定束谈见翰数])|至少|最少|至多|最多)(?P<gap>[\u4e00-\u9fff]{1,8})\s*$"
)
_TRAIL: tuple[tuple[Approx, str], ...] = (
    ("at_least", r"(?:[(]含(?:本数)?[)])?及?以上(?!述|市|海|涨|级|下|规)|起(?=[。，；、）)]|$)"),
    (
        "at_most",
        r"(?:[(]含(?:本数)?[)])?及?以下(?!简称|称|列|各|几|同|三|四|问|情|内|条|方|措)|(?:以|之)内(?!部|控|容|外|存)",
    ),
    ("about", r"左右(?!岸|手|两)|上下(?!游|级|班|楼|水|文|联|车)|级(?!别|联|以)"),
    ("over", r"\+(?![\dA-Za-z+])|有余|之多|多(?=[，。、；\s]|$)|余(?=[，。、；\s]|$)"),
)
_TAIL = re.compile("|".join(f"(?P<{approx}>{pattern})" for approx, pattern in _TRAIL))
_TAIL_APART = re.compile(
    r"(?:[\u4e00-\u9fff]{1,3}?)(?:(?P<at_least>以上(?!述|市|海|涨|级|下|规))|(?P<at_most>以下(?!简称|称|列|各|几|同|三|四|问|情|内|条|方|措)|以内(?!部|控))|(?P<about>左右(?!岸|手)))(?![\u4e00-\u9fff]*(?:\d|[一二三四五六七八九十]))"
)
_NOT_INCLUDED = re.compile(r"\s*[(]\s*不含")
_IN_BRACKET = re.compile(r"[(]不?含(?:[^()]{1,8}[和及、])?\s*$")
_MAGNITUDE_BEFORE = re.compile(r"(?:近|逾|上|超|超过|数|过|约|几|每|破|突破|不足|不到)\s*(?:人民币)?$")
_MAGNITUDE_AFTER = re.compile(r"[余多]|级|[以]上|[以]下|以内")
_UP = re.compile(
    r"(?:增长|增加|上升|提高|提升|上涨|增幅|增|升|涨|扩大|延长)(?:了|幅度|率)?(?:为|达|达到)?(?:约|近|超过|超|逾)?\s*$"
)
_DOWN = re.compile(
    r"(?:下降|减少|降低|下滑|下跌|降幅|(?<!衰)减|降|跌|缩小|收窄|回落|亏损|减排)(?:了|幅度|率)?(?:为|达|达到)?(?:约|近|超过|超|逾)?\s*$"
)
_FROM = re.compile(r"(?:(?<![交经])由|从)(?:\d{4}\s*年[末底初]?的?)?[^\d，。；、至到]{0,8}$")
_TO = re.compile(
    r"(?:[增降升减提加高低扩涨少长]|改善|上升|下降)(?:至|到)(?:\d{4}\s*年[末底]?的?)?(?:约|近|超过)?$"
)
_STUFF = re.compile(
    r"(?:(?P<coal>标准?煤)|(?P<carbon>二氧化碳(?:当量)?|CO[2₂]e?|碳排放量?|温室气体(?:排放)?量?))(?:约|近|超过|超|逾|合计|共)?\s*$"
)
_LONG_TIME = re.compile(r"(?:历时|耗时|用时|长达|持续|服务|已有|已|经过|超|累计|历经)$")


def has_magnitude_marker(text: str, start: int, *ends: int) -> bool:
    """Whether a bare magnitude counts here: 近万人, 百余项, 亿元级; not 百度, 万元产值, （人民币万元）."""
    after = any(_MAGNITUDE_AFTER.match(text, end) for end in ends)
    return after or _MAGNITUDE_BEFORE.search(text[max(0, start - 6) : start]) is not None


def attach(text: str, found: Quantity, floor: int) -> Quantity:
    """The quantity with its currency word, its approximators and its direction, nothing taken before ``floor``."""
    found = _with_trailing(text, found)
    found = _with_currency(text, found, floor)
    found = _with_leading(text, found, floor)
    if _IN_BRACKET.search(text, max(0, found.start - 12), found.start):
        found = replace(found, flags=(*found.flags, "repeat"))
    return _with_ends(text, _with_direction(text, found))


def _with_ends(text: str, found: Quantity) -> Quantity:
    """Whether it is what a change starts from (由, 从) or arrives at (增至, 提高到)."""
    before = text[max(0, found.start - 20) : found.start]
    if found.unit == "t" and (stuff := _STUFF.search(before)):
        found = replace(found, flags=(*found.flags, stuff.lastgroup or ""))
    word = "from" if _FROM.search(before) else "to" if _TO.search(before) else None
    return replace(found, flags=(*found.flags, word)) if word else found


def _with_currency(text: str, found: Quantity, floor: int) -> Quantity:
    if found.kind != "money":
        return found
    currency = CURRENCY_BEFORE.search(text, max(floor, found.start - 8), found.start)
    if currency is None:
        return found
    code = CURRENCY_WORDS[currency.group().strip()]
    unit = found.unit or code
    if unit.split("/")[0] == "CNY" and code != "CNY":
        unit = code + unit[3:]
    return replace(found, start=currency.start(), unit=unit)


def _with_leading(text: str, found: Quantity, floor: int) -> Quantity:
    lead = _LEAD.search(text, max(floor, found.start - 12), found.start)
    if lead is None or text[max(0, lead.start() - 1) : lead.start()] in set(_NOT_AFTER.get(lead["word"], "")):
        return _recent(text, found, floor) or _marked_apart(text, found, floor)
    word = lead["word"]
    if word == "过" and found.scale == 0 and found.value != "1/2":
        return found
    if (
        word == "近"
        and found.value.startswith("P")
        and not _LONG_TIME.search(text[max(0, lead.start() - 3) : lead.start()])
    ):
        return replace(found, start=lead.start(), flags=(*found.flags, "recent"))
    approx = (
        found.approx
        if found.approx in {"over", "at_least", "at_most"} and word == "约"
        else _WORD_TO_APPROX[word]
    )
    return replace(found, start=lead.start(), approx=approx)


def _recent(text: str, found: Quantity, floor: int) -> Quantity | None:
    """最近三年 is the three years just past."""
    if (
        found.value.startswith("P")
        and found.start - 2 >= floor
        and text[found.start - 2 : found.start] == "最近"
    ):
        return replace(found, start=found.start - 2, flags=(*found.flags, "recent"))
    return None


def _marked_apart(text: str, found: Quantity, floor: int) -> Quantity:
    """约提升效率20%: the marker stands before the verb."""
    if found.approx is not None or found.kind in {"ordinal", "code"}:
        return found
    apart = _APART.search(text, max(floor, found.start - 10), found.start)
    if apart is None or (apart["word"] == "约" and apart["before"] and apart["before"] in _NOT_AFTER["约"]):
        return found
    return replace(found, approx=_WORD_TO_APPROX[apart["word"]])


def _with_trailing(text: str, found: Quantity) -> Quantity:
    blank = re.compile(r"\s?").match(text, found.end)
    tail = _TAIL.match(text, blank.end() if blank else found.end)
    if tail and tail.lastgroup and not (tail.group() == "级" and not found.scale):
        approx: Approx = tail.lastgroup  # type: ignore[assignment]
        if approx in {"at_least", "at_most"} and _NOT_INCLUDED.match(text, tail.end()):
            approx = "over" if approx == "at_least" else "under"
        flags = (*found.flags, "order") if tail.group() == "级" else found.flags
        return replace(found, end=tail.end(), approx=approx, flags=flags)
    if found.approx is None and found.kind in {"count", "percent", "money"}:
        apart = _TAIL_APART.match(text, found.end)
        if apart and apart.lastgroup:
            return replace(found, approx=apart.lastgroup)  # type: ignore[arg-type]
    return found


def _with_direction(text: str, found: Quantity) -> Quantity:
    if found.kind not in {"percent", "points", "ratio"}:
        return found
    before = text[max(0, found.start - 12) : found.start]
    if _UP.search(before):
        return replace(found, flags=(*found.flags, "up"))
    if _DOWN.search(before):
        return replace(found, flags=(*found.flags, "down"))
    return found
