"""An English that is far too short or too long for its Chinese.

Why: half a sentence that was not translated, or an English from another sentence, shows in its length first.
Caught: outside the band of letters for each Chinese character, set from right pairs by length of the source: for
sentences of 15 characters or more 2.1 to 8 letters, for shorter ones much wider.
Fine: names and headings, which vary; numbers and Latin words, which count on both sides.
Not seen: a dropped clause of a long sentence; clause-dropped looks for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence
from generator.checks.scripts import han_length

_LATIN = re.compile(r"[A-Za-z0-9.,%]+")


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark when the English is outside the band."""
    han = han_length(pair.source)
    if han < 6:
        return
    shared = sum(map(len, _LATIN.findall(pair.source)))
    letters = max(len(pair.target.strip()) - shared, 0)
    low, high = (2.1, 8.0) if han >= 15 else (1.3, 14.0)
    if low * han <= letters <= high * han:
        return
    short = letters < low * han
    yield Remark(
        f"The English is very {'short' if short else 'long'} for this Chinese. Is something {'missing' if short else 'added'}?",
        f"英文相对原文过{'短' if short else '长'}。请核对是否{'漏译' if short else '多译'}。",
        (0, len(pair.source)),
        (0, len(pair.target)),
    )


CHECK = Check("length-odd", "doubtful", "sentence", per_sentence(look))
