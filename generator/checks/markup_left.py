"""Markup, entities or placeholders in the English that the source does not have.

Why: they are the remains of a tool or an engine and go to print as they are.
Caught: HTML and XML tags, entities (&nbsp; &amp;), Markdown emphasis and links, {0} %s ${name} ⟦1⟧ [[T1]]
placeholders, escaped \\n and \\t.
Fine: the same characters when the Chinese has them too; "R&D", "A&B", "<5%" and ordinary brackets.
Not seen: markup that the source holds as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

_MARKUP = re.compile(
    r"</?[A-Za-z][\w:-]*(?:\s[^<>]*)?/?>|&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});"
    r"|\*\*[^*]+\*\*|\[[^\]]+\]\(https?:[^)]*\)|^#{1,6} |`[^`]+`"
    r"|\$?\{\{?\w*\}?\}|%[sd]\b|%\(\w+\)s|[⟦⟧⟨⟩][^⟧⟩]*[⟧⟩]?|\[\[[^\]]*\]\]|\\[nrt](?![a-z])"
    r"|\b(?:PLACEHOLDER|TODO|FIXME|XXX+|Lorem ipsum)\b|\b__\w+__\b"
)


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each piece of markup that is new in the English."""
    for found in _MARKUP.finditer(pair.target):
        if found[0] not in pair.source:
            yield Remark(
                f"“{found[0]}” is markup or a placeholder. Write the words that belong here.",
                f"英文中残留标记或占位符“{found[0]}”。请改为应有的文字。",
                target_span=found.span(),
            )


CHECK = Check("markup-left", "wrong", "sentence", per_sentence(look))
