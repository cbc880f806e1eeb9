"""Characters that come from a broken text layer or a wrong encoding, in the English.

Why: they print as boxes or nonsense and cannot be searched.
Caught: the replacement character, private-use and control characters, Kangxi radicals, unmapped glyphs such as
"(cid:12)", and UTF-8 read as Latin-1 ("â€™", "Ã©").
Fine: every letter with an accent, mathematical signs, subscripts, ×, ™ and ®.
Not seen: a wrong but printable letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

CORRUPT = re.compile(
    r"[\ufffd\ufffc\ue000-\uf8ff\U000f0000-\U0010fffd\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f"
    r"\u2e80-\u2fdf]+|\(cid:\d+\)|â€[™œ\u009d“”¦˜]?|Ã[\u0080-\u00bf]|Â[\u0080-\u00bf]"
)


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each run of corrupt characters."""
    for run in CORRUPT.finditer(pair.target):
        code = " ".join(f"U+{ord(character):04X}" for character in run[0][:4])
        yield Remark(
            f"A corrupt character ({code}). Type what should stand here.",
            f"英文中有乱码（{code}）。请改为正确的字符。",
            target_span=run.span(),
        )


CHECK = Check("corrupt-characters", "wrong", "sentence", per_sentence(look))
