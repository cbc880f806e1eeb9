"""Drafts of an engine, and of the memory where it is not sure, that no person has read.

Why: a machine's sentence goes out under the company's name only after somebody has read it.
Caught: translations that an engine made and whose state is still initial or translated; those from the memory whose
score lost points, which are initial; one finding for each kind with their number.
Fine: what a person has reviewed or approved; what came from the memory or by rule.
Not seen: a draft that was marked as reviewed without being read.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Remark


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield one remark for each kind with the number of unread drafts, at the first of them."""
    if material.bitext is None:
        return
    found = material.bitext.translations
    for begins, states, english, chinese in _KINDS:
        drafts = [
            pair
            for pair in material.translated
            if (one := found.get(pair.sentence or ""))
            and one.origin.startswith(begins)
            and one.state in states
        ]
        if drafts:
            yield Remark(english.format(len(drafts)), chinese.format(len(drafts)), pair=drafts[0])


_KINDS = (
    (
        "engine",
        ("initial", "translated"),
        "{} sentences are drafts of an engine that nobody has reviewed; this is the first. Review them.",
        "有 {} 句为机器译稿，尚未经人审校，此为第一句。请审校。",
    ),
    (
        "memory",
        ("initial",),
        "{} sentences are drafts from the memory, whose score lost points; this is the first. Review them.",
        "有 {} 句取自翻译记忆但匹配度有扣分，属草稿，此为第一句。请审校。",
    ),
)

CHECK = Check("draft-left", "untidy", "report", look)
