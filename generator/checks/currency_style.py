"""The currency written in more than one way.

Why: RMB and yuan together, or RMB 5 and RMB5, look like two currencies to a stranger.
Caught: "yuan" after an amount that has RMB already (wrong); yuan, CNY and ¥ where the house writes RMB; the spacing
of RMB and its figure that the file uses less often, with the other as correction.
Fine: yuan and Renminbi as names of the currency, without a figure (digital yuan; "all amounts are in Renminbi").
Not seen: a missing currency; currency-unit looks for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Pair, Remark

_DOUBLE = re.compile(
    r"(?:RMB|CNY|¥|￥)\s?\d[\d,.]*(?:\s(?:thousand|million|billion|trillion))?\s(?:yuan|RMB|CNY)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:\bCNY|¥|￥|\bRenminbi) ?(?=\d)|(?<=\d)(?: (?:thousand|million|billion|trillion))? ?(?:yuan|CNY|Renminbi)\b",
    re.IGNORECASE,
)
_SPACED, _CLOSED = re.compile(r"\bRMB[ \u00a0](?=[\d(-])"), re.compile(r"\bRMB(?=[\d(-])")


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each amount whose currency is written otherwise than the rest."""
    spaced, closed = [], []
    for pair in material.translated:
        spaced += [(pair, found) for found in _SPACED.finditer(pair.target)]
        closed += [(pair, found) for found in _CLOSED.finditer(pair.target)]
        yield from _other_marks(pair)
    if spaced and closed:
        few = len(spaced) < len(closed) or (len(spaced) == len(closed) and not context.style.currency_space)
        fix = "RMB" if few else "RMB "
        for pair, found in spaced if few else closed:
            yield Remark(
                f"Most amounts of the English are written “{fix}1”. Write this one so too.",
                f"英文金额多写作“{fix}1”。请统一 RMB 与数字之间的空格。",
                target_span=found.span(),
                fix=fix,
                pair=pair,
            )


def _other_marks(pair: Pair) -> Iterator[Remark]:
    doubles = [found.span() for found in _DOUBLE.finditer(pair.target)]
    for start, end in doubles:
        yield Remark(
            f"“{pair.target[start:end]}” names the currency twice. Leave RMB before the figure.",
            f"“{pair.target[start:end]}”重复标注币种。请只保留数字前的 RMB。",
            target_span=(start, end),
            severity="wrong",
            pair=pair,
        )
    for found in _OTHER.finditer(pair.target):
        if not any(start <= found.start() < end for start, end in doubles):
            yield Remark(
                f"“{found[0]}”: the house writes RMB before the figure.",
                f"“{found[0]}”：币种请统一写作数字前的 RMB。",
                target_span=found.span(),
                pair=pair,
            )


CHECK = Check("currency-style", "untidy", "file", look)
