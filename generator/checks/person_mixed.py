"""The company speaks of itself both as "the Company" and as "we".

Why: disclosure keeps one voice; a sentence with "our" among thirty with "the Company" was written by someone else.
Caught: we, us, our in the English where the Chinese has no 我, once or twice in a file that mostly writes
"the Company" or "the Group", or in one sentence of twenty.
Fine: quotations; headings ("Our Mission"); 我们 and 我司 in the Chinese; files that say "we" throughout.
Not seen: "it" for the company, which goes with both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Remark

_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Oo]urs|us|[Oo]urselves)\b")
_COMPANY = re.compile(r"\b[Tt]he (?:Company|Group)\b")


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each "we" among many "the Company"."""
    ours = [
        (pair, found) for pair in material.translated if pair.is_prose and (found := _WE.search(pair.target))
    ]
    ours = [
        (pair, found)
        for pair, found in ours
        if "我" not in pair.source and not _is_quoted(pair.target, found.start())
    ]
    theirs = sum(1 for pair in material.translated if _COMPANY.search(pair.target))
    if len(ours) * (3 if len(ours) <= 2 else 20) > theirs:
        return
    for pair, found in ours:
        yield Remark(
            f"“{found[0]}”: the rest of the English says “the Company”. Keep one voice.",
            f"“{found[0]}”：全文多用 the Company。请统一人称。",
            target_span=found.span(),
            pair=pair,
        )


def _is_quoted(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


CHECK = Check("person-mixed", "untidy", "file", look)
