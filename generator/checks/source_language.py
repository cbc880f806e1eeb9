"""A source that is not in Chinese.

Why: the English report given as the source builds without a fault, and every sentence of it stands as untranslated.
Caught: a report in which fewer than one in ten of the sentences with words has a Chinese character.
Fine: Latin names, codes and addresses among Chinese; reports of figures alone.
Not seen: a report in two languages, whose Chinese is enough.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Remark
from generator.checks.scripts import han_length

_LEAST = 10  # one sentence in so many


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield one remark for a report that is not in Chinese."""
    worded = [pair for pair in material.pairs if any(map(str.isalpha, pair.source))]
    chinese = sum(han_length(pair.source) > 0 for pair in worded)
    if material.bitext is not None and worded and chinese * _LEAST < len(worded):
        yield Remark(
            f"The source is not in Chinese: {chinese} of {len(worded)} sentences are. Build from the Chinese report; "
            "an English one beside it makes a memory: ./duizhao memory align zh.pdf en.pdf -o memory.tmx.",
            f"原文不是中文：{len(worded)} 句中仅 {chinese} 句为中文。请使用中文报告生成；"
            "如另有英文版，可用 ./duizhao memory align zh.pdf en.pdf -o memory.tmx 生成翻译记忆。",
        )


CHECK = Check("source-language", "wrong", "report", look)
