"""Words in the source that speak to a machine instead of a reader.

Why: a hidden line that tells an engine what to write can come with a PDF that was passed on.
Caught: "ignore previous instructions", 忽略以上指令, "you are an AI", "system prompt" and their kin.
Fine: reports about artificial intelligence, prompts and instructions in general.
Not seen: hidden text that only lies about facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_source

_ORDER = re.compile(
    r"(?:ignore|disregard|forget) (?:all |any )?(?:of )?(?:the |your )?(?:previous|above|prior|earlier) (?:instruction|prompt|text)s?"
    r"|(?:忽略|无视|忘记)(?:掉)?(?:以上|上述|之前|先前|前面)的?(?:所有|全部|任何)?的?(?:指令|指示|提示|内容|要求)"
    r"|you are (?:now )?(?:an? )?(?:AI|language model|assistant)\b|\bsystem prompt\b|系统提示词|你(?:现在)?是一个?(?:AI|人工智能|语言模型|翻译)(?:助手|引擎)?",
    re.IGNORECASE,
)


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each order to a machine."""
    for found in _ORDER.finditer(pair.source):
        yield Remark(
            f"“{found[0]}” is an order to a machine, not a sentence of a report. Look at the page before it is translated.",
            f"“{found[0]}”疑为隐藏的机器指令，请查看原文页面。",
            found.span(),
        )


CHECK = Check("hidden-instruction", "doubtful", "source", per_source(look))
