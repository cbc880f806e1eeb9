"""A head noun that stands both before and after a quoted title: 项目“…”项目.

Why: one of the two is superfluous; the English says it once and the company may want to mend the Chinese.
Caught: 项目 课题 工程 计划 活动 奖 制度 平台 before an opening quotation mark and again after its closing mark.
Fine: different nouns (子课题…项目); a noun on one side only.
Not seen: titles without marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_source

_DOUBLED = re.compile(
    r"(项目|课题|工程|计划|活动|制度|平台|奖项?|大赛|论坛|行动)([“《\"])[^“”《》\"]{2,60}[”》\"]\1"
)


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each doubled head noun."""
    for found in _DOUBLED.finditer(pair.source):
        yield Remark(
            f"“{found[1]}” stands before and after the title. One is enough.",
            f"“{found[1]}”在名称前后重复，建议删去其一。",
            found.span(),
        )


CHECK = Check("source-doubled-noun", "untidy", "source", per_source(look))
