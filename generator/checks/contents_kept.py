"""A line of the contents page that is not a heading of the body.

Why: either the report renamed a section, or the reader took a heading for text and the outline has a hole.
Caught: entries of the source's contents page whose words stand in no heading.
Fine: other numbering, blanks and widths; the contents page's own line.
Not seen: headings that the contents page leaves out, which is usual for lower levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Remark
from generator.model import Contents, Heading, bare

_NUMBER = re.compile(
    r"^(?:第[一二三四五六七八九十\d]+[章节部分]+|[一二三四五六七八九十]+[、.]|[（(][一二三四五六七八九十\d]+[）)]|\d+(?:\.\d+)*[、.]?|[㈠-㈩⑴-⑽])"
)


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each entry without a heading."""
    blocks = material.bitext.report.blocks if material.bitext else ()
    headings = {_plain(block.source) for block in blocks if isinstance(block, Heading)}
    everything = "".join(sorted(headings))
    for block in blocks:
        for entry in block.entries if isinstance(block, Contents) else ():
            words = _plain(entry.source)
            if words and words not in headings and words not in everything and words not in ("目录", "目次"):
                yield Remark(
                    f"“{entry.source}” stands in the contents, but no heading has these words. Compare with the page.",
                    f"目录中的“{entry.source}”在正文标题中找不到，请核对。",
                    page=block.place.page,
                )


def _plain(words: str) -> str:
    return re.sub(r"[\W_]+", "", _NUMBER.sub("", bare(words)))


CHECK = Check("contents-kept", "doubtful", "report", look)
