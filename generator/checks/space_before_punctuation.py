"""A blank before a comma, full stop or closing bracket, or none after one.

Why: Chinese sets no blanks around punctuation, so that English typed or made after it has them in wrong places.
Caught: "word ,", "( word", "word )", and "word,word" or "word.Word" where a blank is missing.
Fine: decimals, thousands, times, URLs, file names, initials (U.S.), ellipses, "1,234" and "and/or".
Not seen: blanks around dashes and slashes, on which houses differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

_BLANK = re.compile(r"(?<=[\w)”’%]) +(?=[,;:!?](?:\s|$)|\.(?:\s|$)|\))|(?<=[(\[]) +(?=\w)")
_NO_BLANK = re.compile(
    r"(?<=[a-z)”])[,;](?=[A-Za-z“(])|(?<=[a-z]{2})\.(?=[A-Z][a-z]+\s)|(?<=[a-z]{2})[!?:](?=[A-Za-z]{2})"
)
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each blank too many or too few at a punctuation mark."""
    text = _ADDRESS.sub(lambda found: "0" * len(found[0]), pair.target)
    for found in _BLANK.finditer(text):
        yield Remark(
            "No blank belongs here. Take it away.",
            "标点旁多了空格。请删去。",
            target_span=found.span(),
            fix="",
        )
    for found in _NO_BLANK.finditer(text):
        yield Remark(
            f"A blank is missing after “{found[0]}”.",
            f"“{found[0]}”后缺少空格。",
            target_span=found.span(),
            fix=f"{found[0]} ",
        )


CHECK = Check("space-before-punctuation", "untidy", "sentence", per_sentence(look))
