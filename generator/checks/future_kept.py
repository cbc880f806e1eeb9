"""A "will" of the English that the Chinese does not have.

Why: what a company says it will do, it can be held to; "will" belongs to plans and targets only.
Caught: "will" or "going to" where the Chinese has no word of future, plan, condition or ability.
Fine: 将 会 要 拟 计划 未来 目标 继续 下一步 若 如 and the like; "will" as a noun; "willing".
Not seen: a future of the Chinese told in the past; direction of time in tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

_WILL = re.compile(
    r"(?<!free )(?<!good )(?<!political )(?<!the )(?<!of )\bwill\b(?! of)|\b(?:is|are) going to\b"
)
_FUTURE = re.compile(
    r"将|会|要|拟|计划|规划|未来|今后|后续|目标|预计|预期|力争|争取|继续|下一步|若|如果|如有|一旦|届时|展望|承诺|有望|可|能|即|待|明年|进一步|一如既往|持续|仍|需|应|为了|愿|敬请|努力|坚持|不|\d{4}年"
)


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for a future that the Chinese does not speak of."""
    will = _WILL.search(pair.target)
    if will and not _FUTURE.search(pair.source):
        yield Remark(
            "The English promises for the future, the Chinese does not. Use the present or the past.",
            "英文用了将来时，原文没有将来含义。请改用现在时或过去时。",
            target_span=will.span(),
        )


CHECK = Check("future-kept", "untidy", "sentence", per_sentence(look))
