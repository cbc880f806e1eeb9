"""Half-width punctuation between Chinese characters, or brackets of both widths in one sentence.

Why: a company's report has one set of marks; the other is a slip of the keyboard.
Caught: , ; : ! ? between Chinese characters in a report that mostly has ，；：; ( ) and （ ） in the same sentence.
Fine: marks between Latin words and figures; reports set in half-width marks throughout.
Not seen: a full stop . for 。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Remark

_HALF = re.compile(r"(?<=[\u4e00-\u9fff”》）])[,;:!?](?=\s*[\u4e00-\u9fff“《（])")
_NARROW, _WIDE = (
    re.compile(r"\([^()（）]*[\u4e00-\u9fff][^()（）]*\)"),
    re.compile(r"（[^()（）]*[\u4e00-\u9fff][^()（）]*）"),
)
_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each half-width mark that is out of place."""
    half = sum(len(_HALF.findall(pair.source)) for pair in material.texts)
    full = sum(pair.source.count("，") + pair.source.count("；") for pair in material.texts)
    for pair in material.pairs:
        if half * 10 <= full:
            for found in _HALF.finditer(pair.source):
                yield Remark(
                    f"A half-width “{found[0]}” between Chinese characters; “{_FULL[found[0]]}” is meant.",
                    f"中文之间误用半角“{found[0]}”，应为“{_FULL[found[0]]}”。",
                    found.span(),
                    pair=pair,
                )
        narrow = _NARROW.search(pair.source)
        if narrow and _WIDE.search(pair.source):
            yield Remark(
                f"“{narrow[0]}”: half-width brackets, others of the sentence are full-width.",
                f"“{narrow[0]}”：同一句中括号全角与半角混用，请统一。",
                narrow.span(),
                pair=pair,
            )


CHECK = Check("source-half-width", "untidy", "source", look)
