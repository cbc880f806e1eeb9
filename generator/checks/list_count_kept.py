"""A list that has fewer members in the English than in the Chinese.

Why: a dropped member of a list of products, awards or hazards is invisible to a reader of one language.
Caught: a sentence with 、 at least twice whose English has fewer commas, semicolons and joining words than needed.
Fine: members joined by and, or, as well as; titles 《》《》 and quotations “”“” side by side; 、 after a list number.
Not seen: a dropped member when the English has commas to spare for other reasons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

_JOINS = re.compile(r"(?<=[^\d、])、|》《|”“")
_LIST_NUMBER = re.compile(r"^\s*[一二三四五六七八九十\d]{1,3}、")
_ENGLISH_JOINS = re.compile(
    r"[,;:/&()]|\b(?:and|or|nor|as well as|plus|with|to|from|through|via|by|of|also|while|both|–|—)\b|[–—-]",
    re.IGNORECASE,
)


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark when the English cannot hold all members of the list."""
    source = _LIST_NUMBER.sub("", pair.source)
    joins = len(_JOINS.findall(source))
    if joins >= 2 and len(_ENGLISH_JOINS.findall(pair.target)) < joins:
        yield Remark(
            f"The Chinese lists at least {joins + 1} things, the English fewer. Is one missing?",
            f"原文至少列举了 {joins + 1} 项，英文的项数较少。请核对是否漏译。",
            (0, len(pair.source)),
            (0, len(pair.target)),
        )


CHECK = Check("list-count-kept", "untidy", "sentence", per_sentence(look))
