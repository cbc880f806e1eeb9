"""An English sentence that begins with a small letter.

Why: it is the trace of a clause cut from its sentence or pasted from the middle of another.
Caught: prose that begins with a lower-case word after an English that ended with a full stop.
Fine: names written small (iPhone, e-learning, pH); an English that goes on after a comma, colon or semicolon.
Not seen: capitals inside the sentence; headings and cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Remark

_SMALL = re.compile(r"[“\"(]?([a-z][a-z]+)(?![\w-]*[A-Z])\b(?!-)")


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each sentence that begins small without going on from the one before."""
    goes_on = False
    for pair in material.translated:
        found = _SMALL.match(pair.target)
        if found and pair.is_prose and not goes_on and pair.target.rstrip()[-1:] in ".!?":
            yield Remark(
                "The sentence begins with a small letter. Begin with a capital, or join it to the one before.",
                "英文句首为小写字母。请改为大写，或与上一句合并。",
                target_span=found.span(1),
                fix=found[1].capitalize(),
                pair=pair,
            )
        goes_on = pair.target.rstrip()[-1:] in ",;:—–"


CHECK = Check("capital-start", "untidy", "file", look)
