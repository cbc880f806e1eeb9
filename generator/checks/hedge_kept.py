"""A reservation of the Chinese, such as 可能 or 预计, that the English has dropped.

Why: an expectation told as a fact is a misstatement.
Caught: 可能 预计 预期 有望 力争 拟 计划 目标 without any English word of expectation, intention or possibility.
Fine: may, might, could, expect, estimate, plan, propose, intend, aim, will, likely, and what else says so much; 可能性
and 拟 in names; 规划 and 计划 as nouns in titles.
Not seen: 或 and 约; approximation-kept has 约.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

_HEDGE = re.compile(
    r"可能(?!性)|预计|预期(?=将|可|会|能|在|于|收|增|下|达)|有望|力争|力求|争取(?!了|到)|(?<![模虚草])拟(?=[以向将于定对在用为进新建投派实])|或将|将会"
)
_ENGLISH_HEDGE = re.compile(
    r"\b(?:may|might|could|would|will|shall|can|should|expect\w*|estimat\w*|forecast\w*|project(?:s|ed|ion|ions)|anticipat\w*|predict\w*|likel\w*|possib\w*"
    r"|potential\w*|perhaps|probab\w*|propos\w*|intend\w*|intention|plan(?:s|ned|ning)?|aim\w*|striv\w*|seek\w*|sought|endeavou?r\w*|target\w*|hope\w*|attempt\w*|tr(?:y|ies|ied)"
    r"|set to|to be|going to|is to|are to|poised|on track|prospect\w*|promising|risk\w*|if|whether|work\w* (?:to|towards)|effort\w*|goal\w*|schedul\w*|slated|due (?:to|in|for)|suspect\w*|susceptible|upcoming|future|pursu\w*|where\w*|any)\b",
    re.IGNORECASE,
)


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark when the Chinese reserves something and the English states it."""
    hedge = _HEDGE.search(pair.source)
    if hedge and not _ENGLISH_HEDGE.search(pair.target):
        yield Remark(
            f"“{hedge[0]}” makes this an expectation; the English states a fact. Add expected, planned, may or the like.",
            f"“{hedge[0]}”表示预期或可能，英文写成了既成事实。请补上 expected、planned、may 等。",
            hedge.span(),
        )


CHECK = Check("hedge-kept", "doubtful", "sentence", per_sentence(look))
