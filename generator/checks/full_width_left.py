"""Full-width punctuation, letters or digits in the English.

Why: they come from the Chinese keyboard, are twice as wide as the letters around them and break search.
Caught: ，。；：！？（）％０-９Ａ-Ｚ、 and the wave dash in the English, with the English sign as the correction.
Fine: signs inside Chinese that stands in the English for its own sake (chinese-left speaks of that).
Not seen: curly quotation marks, which both languages share; 《》 has a check of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

_FULL_WIDTH = re.compile(r"[\uff01-\uff5e\u3000\u3001\u3002\u300c-\u3011\u3014\u3015\u301c\uffe5]+")
_ENGLISH = str.maketrans(
    {
        "、": ",",
        "。": ".",
        "「": "“",
        "」": "”",
        "『": "“",
        "』": "”",
        "【": "[",
        "】": "]",
        "〔": "[",
        "〕": "]",
        "〜": "–",
        "～": "–",
        "￥": "RMB",
    }
)


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each run of full-width signs."""
    for run in _FULL_WIDTH.finditer(pair.target):
        fix = unicodedata.normalize("NFKC", run[0].translate(_ENGLISH))
        yield Remark(
            f"“{run[0]}” is full-width. Write “{fix}”.",
            f"英文中有全角字符“{run[0]}”。请改为半角“{fix}”。",
            target_span=run.span(),
            fix=fix,
        )


CHECK = Check("full-width-left", "wrong", "sentence", per_sentence(look))
