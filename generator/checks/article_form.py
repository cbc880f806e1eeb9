"""a and an before the wrong sound.

Why: it is a slip that follows every exchanged word, and one that readers notice.
Caught: "a increase", "an report", "a hour", "an university", with the right form as correction.
Fine: A as a grade (rated A in 2024); letters and abbreviations read by their letters (an ESG report, a UK firm); words that begin with a silent h.
Not seen: a missing article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

_ARTICLE = re.compile(r"(?<![\w.’'-])(A|a|An|an)\s+[“‘\"]?([a-z]{2,}|[A-Z][a-z]{2,})\b(?!\.)")
_CONSONANT = re.compile(
    r"(?:u(?:ni(?:[tvcqfo]|on\b|que)|s[eua]|til|ten|ran|r[io])|eu|ew|one\b|once|ubiq|uk\b)", re.IGNORECASE
)
_SILENT_H = re.compile(r"(?:hour|honest|honou?r|heir)", re.IGNORECASE)


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each article of the wrong form."""
    for found in _ARTICLE.finditer(pair.target):
        article, word = found[1], found[2]
        if article == "A" and not _opens(pair.target, found.start()):
            continue
        vowel = bool(_SILENT_H.match(word)) or (word[0].lower() in "aeiou" and not _CONSONANT.match(word))
        if vowel == (article.lower() == "an"):
            continue
        fix = article[0] + ("n" if vowel else "")
        yield Remark(
            f"“{found[0]}”: write “{fix} {word}”.",
            f"“{found[0]}”：冠词应为“{fix}”。",
            target_span=found.span(1),
            fix=fix,
        )


def _opens(target: str, at: int) -> bool:
    """Whether a sentence or a title begins here: a capital A elsewhere is a grade or a class."""
    return not target[:at].strip() or target[:at].rstrip()[-1] in '.!?:;“"('


CHECK = Check("article-form", "untidy", "sentence", per_sentence(look))
