"""A number of the source whose thousands separators stand in wrong places.

Why: 12,3456.00 has either a digit too many or a comma too early; a translator must not guess.
Caught: groups of other than three digits after a comma, where at least one group is right or a decimal follows.
Fine: lists of numbers (1,2,3), Chinese commas, numbers without separators.
Not seen: a wrong digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_source

_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[,，]\d+)+(?:\.\d+)?(?![\d,])")
_RIGHT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$")


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each number with odd groups."""
    for found in _GROUPED.finditer(pair.source):
        groups = re.split(r"[,，]", found[0].split(".")[0])[1:]
        looks_like_one = "." in found[0] or any(len(group) == 3 for group in groups)
        if "，" not in found[0] and looks_like_one and not _RIGHT.match(found[0]) and _is_number(groups):
            yield Remark(
                f"{found[0]}: the commas are not three digits apart. Ask the company for the right figure.",
                f"{found[0]}：千分位逗号位置有误，请公司核对数字。",
                found.span(),
            )


def _is_number(groups: list[str]) -> bool:
    """Whether the groups can be meant as one number: no year among them, none longer than four digits."""
    return all(len(group) <= 4 and not re.match(r"(?:19|20)\d\d$", group) for group in groups)


CHECK = Check("source-grouping", "doubtful", "source", per_source(look))
