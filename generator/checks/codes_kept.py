"""A code of the Chinese that is missing or different in the English.

Why: stock codes, standards, certificate and document numbers lead a reader to the thing; one sign wrong leads
to another.
Caught: letters with digits (ISO9001, GB/T 24001-2016, A3, 5G), numbers in parts (2025-036, 图3-2), runs of six or more
digits without separators (300253, 20240222), each compared sign by sign.
Fine: blanks inside a code (ISO 9001); a run of digits that is an amount and is written with separators; Roman for
Arabic class numbers is not decided here.
Not seen: whether the code is right; two codes exchanged with each other (numbers-swapped looks at order).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.checks.addresses import without_addresses
from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

_CODE = re.compile(
    r"(?<=[图表])\s?\d{1,2}-\d{1,2}(?![\d年月日%-])|(?<![A-Za-z0-9.,])\dG(?![A-Za-z0-9])|"
    r"(?<![A-Za-z0-9.])(?:[A-Z]{1,6}(?:/[A-Z]{1,2})?[ -]?\d[0-9A-Za-z]*(?:[.:/-][0-9A-Za-z]+)*"
    r"|\d{4}-\d{2,4}(?:-\d+)?(?![\d年月日%])|\d{6,}(?![\d.,％%万亿元股人吨年份千百度平立方米公]))"
)
_DATE = re.compile(
    r"(?:19|20)\d\d-(?:0?[1-9]|1[0-2])(?:-(?:0?[1-9]|[12]\d|3[01]))?$|(?:19|20)\d\d-(?:19|20)\d\d$"
)


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each code of the source that the English does not have."""
    source = without_addresses(_one_width(pair.source))
    target = re.sub(r"[\s,\u2011-]+", "", _one_width(pair.target)).upper()
    for found in _CODE.finditer(source):
        code = re.sub(r"[\s-]+", "", found[0]).upper()
        if _DATE.match(found[0]) or _is_amount(pair, found.span()) or code in target:
            continue
        yield Remark(
            f"The code “{found[0]}” is missing or different in the English. Copy it.",
            f"原文中的编号“{found[0]}”在英文中缺失或不一致。请照原文填写。",
            found.span(),
        )


def _one_width(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", c) if "\uff01" <= c <= "\uff5e" else c for c in text)


def _is_amount(pair: Pair, span: tuple[int, int]) -> bool:
    return any(q.start <= span[0] and span[1] <= q.end and q.kind != "code" for q in pair.numbers)


CHECK = Check("codes-kept", "wrong", "sentence", per_sentence(look))
