"""等 after a list: "and others", which the English has closed.

Why: a list that goes on and a list that is complete say different things about scope.
Caught: 等 after two or more members without such as, including, among others, other, etc. or the like.
Fine: 等 with a number after it (等三家), which closes a list; 等 in 等级 平等 高等 相等 and other words.
Not seen: 等 after a single name, where English often needs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

_OPEN = re.compile(
    r"(?:、|》《|”“|，)[^、，。；]{1,20}(?<![平高中同均对优初相不一二三四上下次何此我他你她它您这])等(?![级于待候额价同效离])(?!\s*[\d一二三四五六七八九十两多几百千上数])"
)
_ENGLISH_OPEN = re.compile(
    r"such as|such (?:\w+ ){1,3}as|includ\w*|among|etc\b|other|so on|so forth|like\b|e\.g\.|relevant|relating|related|similar|example|instance|cover\w*|various|a range|involv\w*|namely|spanning|ranging|from .* to |certain|series|multiple|comprehensive|further|as well as|all|compris\w*|and more|aspects|areas|fields|factors|terms of|respect|through|by means|across|different|many|several|numerous|:",
    re.IGNORECASE,
)


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark when an open list is closed."""
    found = _OPEN.search(pair.source)
    if found and not _ENGLISH_OPEN.search(pair.target):
        yield Remark(
            "等 leaves the list open; the English closes it. Add such as, including or among others.",
            "“等”表示列举未尽，英文列举已封闭。请补上 such as、including、among others 等。",
            (found.end() - 1, found.end()),
        )


CHECK = Check("openness-kept", "untidy", "sentence", per_sentence(look))
