"""Headings of the report in two styles of capitals.

Why: Title Case and Sentence case side by side look like two levels, or two translators.
Caught: an English heading of three words or more in the style that fewer headings of its level have.
Fine: headings of one or two words; names, which keep their capitals; levels that differ from one another.
Not seen: headings of tables.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Pair, Remark

_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
_SMALL = {"a", "an", "the", "and", "or", "of", "in", "on", "for", "to", "with", "by", "at", "from", "as", "into", "through", "under", "between", "its", "their", "is", "are", "vs", "via", "among", "towards", "over", "after", "before", "without", "within", "per", "than", "but", "nor"}  # fmt: skip


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each heading in the rarer style of its depth."""
    styles: defaultdict[tuple[int, bool], list[Pair]] = defaultdict(list)
    for pair in material.translated:
        words = [word for word in _WORD.findall(pair.target)[1:] if word.lower() not in _SMALL]
        if pair.role == "heading" and len(words) >= 2:
            small = sum(word.islower() for word in words)
            if small in (0, len(words)):
                styles[len(pair.path), small == 0].append(pair)
    for depth in sorted({depth for depth, _ in styles}):
        title, sentence = styles[depth, True], styles[depth, False]
        if title and sentence and len(title) != len(sentence):
            few = title if len(title) < len(sentence) else sentence
            wanted = ("Sentence case", "句首大写") if few is title else ("Title Case", "实词首字母大写")
            for pair in few:
                yield Remark(
                    f"Most headings of this level are in {wanted[0]}. Write this one so too.",
                    f"同级标题多采用{wanted[1]}。请统一。",
                    target_span=(0, len(pair.target)),
                    pair=pair,
                )


CHECK = Check("heading-case", "untidy", "report", look)
