"""Codes: figures that name something and are copied, never counted or grouped."""

from __future__ import annotations

import re

from generator.quantities.quantity import Quantity
from generator.quantities.units import UNIT

_NO_DIGIT_BEFORE = r"(?<![\d.,-])"
PHONE = r"400-\d{3,4}-\d{3,4}|800-\d{3}-\d{4}|0\d{2,3}-\d{7,8}(?:-\d{1,5})?|1[3-9]\d{9}"
ABROAD = r"\+?86[- ]\d{2,3}[- ]\d{3,4}[- ]?\d{4}|\+86[- ]?1[3-9]\d{9}|\(0\d{2,3}\)\s?\d{7,8}"
_CODE = re.compile(
    r"(?P<document>〔\s?\d{4}\s?〕\s*(?:第)?\s*\d+\s*号)"
    r"|(?P<square>[\[［【(](?:19|20)\d{2}[\]］】)]\s*(?:第)?\s*\d+\s*号)"
    rf"|{_NO_DIGIT_BEFORE}(?P<phone>{PHONE})(?![\d-])"
    rf"|(?P<abroad>{ABROAD})(?!\d)"
    rf"|{_NO_DIGIT_BEFORE}(?P<numbered>\d{{5,}}(?=\s*号)|0\d{{3,}}(?![\d.,年]|\s*[万亿元%]))"
    rf"|{_NO_DIGIT_BEFORE}(?P<number>(?:19|20)\d{{2}}-(?:\d{{3}}|\d{{5,6}}|(?!19|20)\d{{4}}))(?![\d-])"
    rf"|{_NO_DIGIT_BEFORE}(?P<long>(?:19|20)\d{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|\d{{9,}}|\d{{15,17}}[\dXx])(?![\d.,%]|\s*[十百万亿元股吨千人])"
    rf"|{_NO_DIGIT_BEFORE}(?P<stock>\d{{6}})(?:\.(?:SZ|SH|BJ|HK))?(?![\d.,%/-]|\s*[十百万亿元股吨千人名家户项件份张个台套次平立公度小])"
    rf"|{_NO_DIGIT_BEFORE}(?P<hotline>\d{{5}})(?=\s*(?:热线|平台|服务热线|政务|市民|便民))"
)
_SECTION = re.compile(r"(?!(?:19|20)\d\d\.)\d+(?:\.\d+){2,}(?![\d%])")
_BEFORE_TOWN = re.compile(r"^(?:\+?86\W|\+86(?=1)|\(?0(?=\d{2,3}\W))")
_BLANK = re.compile(r"\s*")
_BEFORE_DOCUMENT = re.compile(r"[\[［【(+]$")


def read_code(text: str, at: int) -> Quantity | None:
    """The code that begins at ``at``; the bracket before a document number's year belongs to it."""
    start = at
    if at and _BEFORE_DOCUMENT.search(text[at - 1 : at]):
        start = at - 1
    match = _CODE.match(text, start) or _CODE.match(text, at) or _SECTION.match(text, at)
    if match is None or (match.re is _CODE and match["stock"] and _in_word(text, at)):
        return None
    if match.re is _CODE and (match["stock"] or match["long"]) and _has_unit(text, match.end()):
        return None
    return Quantity(match.group(), match.start(), match.end(), "code", match.group())


def code_digits(code: str) -> str:
    """What a code has, however it is divided: a telephone number without its country's code or its town's zero."""
    return re.sub(r"\W|[号第]|No", "", _BEFORE_TOWN.sub("", code))


def _in_word(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isascii() and text[at - 1].isalpha()


def _has_unit(text: str, at: int) -> bool:
    blank = _BLANK.match(text, at)
    return UNIT.match(text, blank.end() if blank else at) is not None
