"""A web address, e-mail address or telephone number of the Chinese that is not in the English as it is.

Why: one letter wrong and the reader writes to nobody.
Caught: an http, www or e-mail address that differs or is missing; a telephone number whose digits differ.
Fine: +86 before the number and other grouping of its digits; capitals in a host name; the full-width colon before it.
Not seen: whether the address is alive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.addresses import PHONE, WEB
from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each address or telephone number that the English does not have."""
    lower = pair.target.lower()
    for found in WEB.finditer(pair.source):
        if found[0].lower() not in lower:
            yield Remark(
                f"The address {found[0]} is missing or different in the English. Copy it.",
                f"地址 {found[0]} 在英文中缺失或不一致。请照原文填写。",
                found.span(),
            )
    digits = re.sub(r"\D", "", pair.target)
    for found in PHONE.finditer(pair.source):
        number = re.sub(r"\D", "", found[0])
        if number.lstrip("0") not in digits:
            yield Remark(
                f"The telephone number {found[0]} is missing or different in the English. Copy it.",
                f"电话号码 {found[0]} 在英文中缺失或不一致。请照原文填写。",
                found.span(),
            )


CHECK = Check("urls-kept", "wrong", "sentence", per_sentence(look))
