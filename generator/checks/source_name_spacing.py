"""A Latin name of the source with a blank in one place and none in another, or in other capitals.

Why: WiNEX Copilot 2.1 and WiNEX Copilot2.1 are one product; the English needs one spelling.
Caught: names of Latin words and version numbers that differ in blanks, hyphens or capitals only, at the rarer form.
Fine: names that are always written alike; a capital at the beginning of an ordinary word; blanks between a Latin name and Chinese characters.
Not seen: two names for one product.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Pair, Remark

_NAME = re.compile(
    r"(?<![A-Za-z0-9.@/-])[A-Za-z][A-Za-z+&-]*(?: [A-Z][A-Za-z+&-]*)*(?: ?\d+(?:\.\d+)*)?(?![A-Za-z0-9@/%-])"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[\w./?=&%#-]+|[\w.+-]+@[\w.-]+")


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark at each rarer form of a name."""
    forms: defaultdict[str, defaultdict[str, list[tuple[Pair, tuple[int, int]]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for pair in material.texts:
        source = _ADDRESS.sub(lambda found: "\u4e00" * len(found[0]), pair.source)
        for found in _NAME.finditer(source):
            if len(found[0]) >= 4 and (
                any(c.islower() for c in found[0]) or any(c.isdigit() for c in found[0])
            ):
                forms[re.sub(r"[ -]", "", found[0]).lower()][found[0]].append((pair, found.span()))
    for written in forms.values():
        usual = max(written, key=lambda form: (len(written[form]), form))
        for form, places in written.items():
            if form != usual and not _is_same_word(form, usual):
                pair, span = places[0]
                yield Remark(
                    f"“{form}” here, “{usual}” elsewhere. Ask the company for one spelling.",
                    f"此处作“{form}”，他处作“{usual}”，请统一写法。",
                    span,
                    pair=pair,
                )


def _is_same_word(one: str, other: str) -> bool:
    """Whether two forms are one ordinary word that differs in its first letter only: Consumer, consumer."""
    return one[1:] == other[1:] and one[1:].islower()


CHECK = Check("source-name-spacing", "untidy", "source", look)
