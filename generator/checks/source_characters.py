"""Characters of the source that the PDF's text layer does not give as what is printed.

Why: a private-use or replacement character reads well on paper and is lost in every other form.
Caught: replacement and private-use characters, Kangxi radicals (⼈ for 人), (cid:12), in the words of the report.
Fine: the private-use bullets of office programs at the beginning of a line.
Not seen: a wrong but ordinary character.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_source
from generator.checks.corrupt_characters import CORRUPT
from generator.model import BULLETS


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each run of corrupt characters that is no bullet."""
    for run in CORRUPT.finditer(pair.source):
        if not set(run[0]) <= set(BULLETS):
            codes = " ".join(f"U+{ord(character):04X}" for character in run[0][:4])
            yield Remark(
                f"A character that cannot be read ({codes}). Look at the printed page.",
                f"有无法识别的字符（{codes}），请对照版面核对。",
                run.span(),
            )


CHECK = Check("source-characters", "doubtful", "source", per_source(look))
