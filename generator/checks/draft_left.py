"""Drafts of an engine that no person has read.

Why: a machine's sentence goes out under the company's name only after somebody has read it.
Caught: translations that an engine made and whose state is still initial or translated; one finding with their number.
Fine: what a person has reviewed or approved; what came from the memory or by rule.
Not seen: a draft that was marked as reviewed without being read.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Remark


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield one remark with the number of unread drafts, at the first of them."""
    if material.bitext is None:
        return
    unread = {
        one.sentence
        for one in material.bitext.translations.values()
        if one.origin.startswith("engine") and one.state in ("initial", "translated")
    }
    drafts = [pair for pair in material.translated if pair.sentence in unread]
    if drafts:
        yield Remark(
            f"{len(drafts)} sentences are drafts of an engine that nobody has reviewed; this is the first. Review them.",
            f"有 {len(drafts)} 句为机器译稿，尚未经人审校，此为第一句。请审校。",
            pair=drafts[0],
        )


CHECK = Check("draft-left", "untidy", "report", look)
