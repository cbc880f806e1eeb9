"""Chinese title marks 《》 or 〈〉 in the English.

Why: English marks a title by capitals, italics or quotation marks; 《》 reads as a printing fault.
Caught: any 《 》 〈 〉 in the English.
Fine: the title itself, however it is marked in English.
Not seen: a title that has lost its marking altogether.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

_MARKS = re.compile(r"《[^《》]*》|〈[^〈〉]*〉|[《》〈〉]")


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each title in Chinese marks."""
    for found in _MARKS.finditer(pair.target):
        title = found[0].strip("《》〈〉")
        yield Remark(
            f"“{found[0]}” stands in Chinese title marks. Take the marks away.",
            f"英文中保留了书名号“{found[0]}”。请删去书名号。",
            target_span=found.span(),
            fix=title,
        )


CHECK = Check("title-marks-left", "wrong", "sentence", per_sentence(look))
