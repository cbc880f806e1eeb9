"""（含） and （不含）: whether a bound includes its figure.

Why: 5%以上（含5%） and 5%以上（不含5%） are different classes of shareholders.
Caught: （含） or （含…） after a figure without inclusive or its like; （不含…） without exclusive; one for the other.
Fine: inclusive, including, or more, and above, at least, not less than; exclusive, excluding, more than, less than.
Not seen: 含税, which opposites-kept compares; bounds without brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

_WITH = re.compile(
    r"(?<=[\d%元股年月日以上下内亿万])[（(]\s*(?:均)?(?:包)?含(?:本数|[\d.%％万亿元年月日股]*)?\s*[）)]"
)
_WITHOUT = re.compile(
    r"(?<=[\d%元股年月日以上下内亿万])[（(]\s*(?:均)?不(?:包)?含(?:本数|[\d.%％万亿元年月日股]*)\s*[）)]"
)
_INCLUSIVE = re.compile(
    r"inclu|or (?:more|less|above|below|over|under|fewer)|and (?:above|below|over|under)|at least|at most|not (?:less|more|exceed\w*)|no (?:less|more)|up to|maximum|minimum|equal",
    re.IGNORECASE,
)
_EXCLUSIVE = re.compile(
    r"exclu|more than|less than|over|under|above|below|exceed|fewer than|not includ|without", re.IGNORECASE
)


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each bracketed bound that the English does not say."""
    for pattern, english, word in ((_WITH, _INCLUSIVE, "inclusive"), (_WITHOUT, _EXCLUSIVE, "exclusive")):
        found = pattern.search(pair.source)
        if found and not english.search(pair.target):
            yield Remark(
                f"“{found[0]}”: say that the figure is {word}.",
                f"“{found[0]}”：英文未说明{'含' if word == 'inclusive' else '不含'}本数，请补上 {word}。",
                found.span(),
            )


CHECK = Check("bounds-kept", "doubtful", "sentence", per_sentence(look))
