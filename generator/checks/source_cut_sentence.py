"""A paragraph of the source that breaks off or begins in the middle.

Why: words have been lost in the layout, or a paragraph has been cut in two by a picture.
Caught: a paragraph that ends in ， or 、 or in 的 和 与 及; one that begins with ， 。 、 ； ） ”.
Fine: a paragraph that announces a list with a colon; headings, cells and labels.
Not seen: a paragraph that breaks off after a noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_source

_OPEN_END = re.compile(r"(?:[，、,]|(?<!目)的|和|与|及|以及|或者|并且|对于|通过)\s*$")
_OPEN_START = re.compile(r"^\s*[，。、；）”》]")


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark when a paragraph has no proper end or beginning."""
    if pair.role not in ("paragraph", "note") or len(pair.source.strip()) < 8:
        return
    end = _OPEN_END.search(pair.source)
    start = _OPEN_START.search(pair.source)
    if end:
        yield Remark(
            "The paragraph breaks off here. Ask the company for the rest.",
            f"段落至“{pair.source.strip()[-6:]}”处中断，请公司补全。",
            end.span(),
        )
    if start:
        yield Remark(
            "The paragraph begins with a mark; what stood before it is missing.",
            "段落以标点开头，前文可能缺失，请公司核对。",
            start.span(),
        )


CHECK = Check("source-cut-sentence", "doubtful", "source", per_source(look))
