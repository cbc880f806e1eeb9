"""Two punctuation marks in a row in the English.

Why: it is left over when a phrase is taken out or a full stop is added to a sentence that has one.
Caught: ",,", "..", ";.", ",.", "??", ", and ,", and an empty pair of brackets or quotation marks.
Fine: an ellipsis; a full stop of an abbreviation before a comma ("Ltd.,", "etc.)"); a mark after a closing bracket.
Not seen: a mark repeated across a quotation mark, on which styles differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

_DOUBLED = re.compile(
    r"[,;:]\s*[,;:.]+|(?<!\.)\.\s*\.(?![.\s]*\.)|\.\s*;|[!?]{2,}|\(\s*\)|“\s*”|\[\s*\]|[,;:]$"
)


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each doubled mark."""
    for found in _DOUBLED.finditer(pair.target):
        if len(found[0]) == 1 and (found[0] in ":;" or pair.source.rstrip()[-1:] in "，,、；;"):
            continue
        yield Remark(
            f"“{found[0]}”: a punctuation mark too many. Leave the right one.",
            f"“{found[0]}”标点多余。请保留正确的一个。",
            target_span=found.span(),
        )


CHECK = Check("doubled-punctuation", "untidy", "sentence", per_sentence(look))
