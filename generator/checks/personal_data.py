"""Identity card, mobile telephone or bank card numbers of persons in the report.

Why: the English edition goes to the whole world; a private number that slipped into the Chinese can still be stopped.
Caught: an 18-digit identity number with a right check digit; a mobile number of a person.
Fine: numbers of hotlines and offices; long codes without a right check digit.
Not seen: addresses, birthdays and other personal data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_source

_IDENTITY = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
)
_MOBILE = re.compile(r"(?<![\d.-])1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d.,])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each private number."""
    for found in _IDENTITY.finditer(pair.source):
        if _has_right_digit(found[0]):
            yield _to_remark(found, "an identity card number", "身份证号码")
    for found in _MOBILE.finditer(pair.source):
        yield _to_remark(found, "a mobile telephone number", "手机号码")


def _has_right_digit(number: str) -> bool:
    """The check digit of GB 11643-1999: weighted sum modulo 11."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == number[-1].upper()


def _to_remark(found: re.Match[str], what: str, what_zh: str) -> Remark:
    return Remark(
        f"This looks like {what}. Should it be published?",
        f"疑为{what_zh}，请确认是否可以公开。",
        found.span(),
    )


CHECK = Check("personal-data", "doubtful", "source", per_source(look))
