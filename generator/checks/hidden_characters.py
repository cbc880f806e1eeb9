"""Characters that cannot be seen in the English: zero-width blanks, soft hyphens, direction marks.

Why: they break search, copying and the comparison with a memory, and nobody sees why.
Caught: zero-width space and joiners, byte order mark, soft hyphen, direction marks, line and paragraph separators.
Fine: the no-break space between a number and its unit.
Not seen: what is hidden by its colour or place on the page; hidden-instruction looks at the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u180e]+")


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each run of invisible characters."""
    for run in _HIDDEN.finditer(pair.target):
        yield Remark(
            f"An invisible character (U+{ord(run[0][0]):04X}). Take it away.",
            f"英文中有不可见字符（U+{ord(run[0][0]):04X}）。请删去。",
            target_span=run.span(),
            fix="",
        )


CHECK = Check("hidden-characters", "untidy", "sentence", per_sentence(look))
