"""An English that is far too short or too long for its Chinese.

Why: half a sentence that was not translated, or an English from another sentence, shows in its length first.
Caught: outside the band of letters for each Chinese character, set from right pairs by length of the source: for
sentences of 15 characters or more 2.1 to 9 letters, for shorter ones much wider.
Fine: names and headings, which vary; units, which are short (tCO2e); numbers and Latin words, which count on both sides.
Not seen: a dropped clause of a long sentence; clause-dropped looks for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence
from generator.checks.leniency import target_numbers
from generator.checks.scripts import han_length
from generator.quantities import unit_to_english

_LATIN = re.compile(r"[A-Za-z0-9.,%]+")


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark when the English is outside the band."""
    ours, theirs = _prose_length(pair)
    if ours < 6 or unit_to_english(pair.source, context.style) == pair.target.strip():
        return
    low, high = (2.1, 9.0) if ours >= 15 and pair.is_prose else (1.0, 14.0)
    if low * ours <= theirs <= high * ours:
        return
    short = theirs < low * ours
    yield Remark(
        f"The English is very {'short' if short else 'long'} for this Chinese. Is something {'missing' if short else 'added'}?",
        f"英文相对原文过{'短' if short else '长'}。请核对是否{'漏译' if short else '多译'}。",
        (0, len(pair.source)),
        (0, len(pair.target)),
    )


def _prose_length(pair: Pair) -> tuple[int, int]:
    """The Chinese characters and the English letters, without numbers and the Latin words of the Chinese."""
    ours, theirs = pair.source, pair.target
    for number in pair.numbers:
        ours = ours.replace(number.text, "", 1)
    for number in target_numbers(pair.match):
        theirs = theirs.replace(number.text, "", 1)
    shared = sum(map(len, _LATIN.findall(ours)))
    return han_length(ours), max(len(theirs.strip()) - shared, 0)


CHECK = Check("length-odd", "doubtful", "sentence", per_sentence(look))
