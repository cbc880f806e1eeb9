"""A character or word of the source that stands twice in a row by mistake.

Why: 的的 and 进行进行 are slips of revision that the company will want to correct before it is printed.
Caught: doubled particles (的的, 和和, 了了, 在在), a doubled phrase of three or more characters, doubled marks (，，).
Fine: reduplication (人人, 方方面面, 一步一步), 公司公司章程, ellipses and dashes.
Not seen: doubled words of two characters, which are right too often.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_source

_DOUBLED = re.compile(
    r"(?<![目标中众])([的和与及在并或将被把对由])\1(?![确士话若])|([\u4e00-\u9fff]{3,12})\2|([，。；：、])\s*\3+|[，；：、]。|。[，；：、]"
)


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each doubling."""
    if pair.role in ("label", "cell", "cover"):
        return
    for found in _DOUBLED.finditer(pair.source):
        if found[0][0] in "一" or set(found[0]) <= set("一二三四五六七八九十〇零"):
            continue
        yield Remark(
            f"“{found[0]}” stands twice in a row. Ask the company.",
            f"“{found[0]}”疑为重复，请公司核对。",
            found.span(),
        )


CHECK = Check("source-repeated", "untidy", "source", per_source(look))
