"""An English number without its commas, or with commas in wrong places.

Why: 1250000 cannot be read at sight; 12,50,000 is another country's way; 1.250.000 is a slip.
Caught: a whole number of five or more digits without commas before a word; groups that are not of three digits.
Fine: years, codes, stock and file numbers, phone numbers, decimals, numbers that follow No., code, file or ID.
Not seen: four digits without a comma, on which houses differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

_BARE = re.compile(
    r"(?<![\w.,/#:+-])\d{5,}(?:\.\d+)?(?=%| (?:million|billion|trillion|[a-z]{3,}))(?! (?:and|to|or|hotline)\b)"
)
_NAMED = re.compile(
    r"(?:No\.?|Nos\.?|code|file|ID|number|hotline|call|dial|ISO|IEC|IEEE|EN|GB|GB/T|[Ss]tock|[Bb]ond|ticker)[:\s]*$"
)
_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{1,3})+(?:\.\d+)?(?![\d,])")
_RIGHT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$")


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each number that is not grouped by three."""
    for found in _BARE.finditer(pair.target):
        if not _NAMED.search(pair.target[: found.start()]):
            fix = _grouped(found[0])
            yield Remark(
                f"{found[0]}: write {fix}.", f"{found[0]}：请写作 {fix}。", target_span=found.span(), fix=fix
            )
    for found in _GROUPS.finditer(pair.target):
        if not _RIGHT.match(found[0]) and found[0] not in pair.source:
            yield Remark(
                f"{found[0]}: the commas are not three digits apart. Compare the figure with the Chinese.",
                f"{found[0]}：千分位逗号位置有误。请与原文核对。",
                target_span=found.span(),
                severity="doubtful",
            )


def _grouped(number: str) -> str:
    whole, point, rest = number.partition(".")
    return f"{int(whole):,}{point}{rest}"


CHECK = Check("thousands-separators", "untidy", "sentence", per_sentence(look))
