"""The strength of an obligation: must, must not, may.

Why: "shall" for 可以 binds the company, "may" for 必须 releases it; rules and undertakings are read word by word.
Caught: 必须 应当 不得 严禁 without an English obligation; "must" or "shall" where the Chinese has only 可以 or nothing.
Fine: required, obliged, need, have to, is to, prohibited, not allowed, strictly; 应 in 供应, 响应, 适应 and other words.
Not seen: 应 alone, which is too often part of a word; "should", which English uses for both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

_DUTY = re.compile(
    r"必须|(?<![无毋不])须(?=[经在由于按提向将符达满遵以具取报])|应当|(?<![供响适反感效对回相顺])应(?=[在于由按自每])|务必|不得(?!不)|严禁|不准|不允许"
)
_ENGLISH_DUTY = re.compile(
    r"\b(?:must|shall|should|ought|requir\w*|oblig\w*|need\w*|have to|has to|had to|is to|are to|were to|be to|mandat\w*"
    r"|prohibit\w*|forbid\w*|forbidden|ban(?:s|ned|ning)?|(?:may|can|could|will|would) not|cannot|can[’']t|never|not (?:be )?(?:allow|permit)\w*"
    r"|no (?:\w+ ){1,4}(?:may|shall|can|is|are)|strictly|compulsory|essential|imperative|necessar\w*|without|not to|bound|duty|bar(?:s|red|ring)?|disqualif\w*|ineligib\w*|responsib\w*|subject to|only)\b",
    re.IGNORECASE,
)
_MUST = re.compile(r"\b(?:must|shall)\b(?! be deemed)", re.IGNORECASE)
_CHINESE_DUTY = re.compile(
    r"必|须|应|需|要|得|务|当|严禁|禁止|不准|不能|不可|义务|责任|强制|规定|承诺|将|均|凡|为准|负责|不允许|原则|坚持|不少|不低|不超|不高"
)


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark when an obligation stands on one side only."""
    duty = _DUTY.search(pair.source)
    if duty and not _ENGLISH_DUTY.search(pair.target):
        yield Remark(
            f"“{duty[0]}” is an obligation; the English has none. Use must, shall or is required to.",
            f"“{duty[0]}”表示义务，英文没有对应的强制语气。请使用 must、shall 或 is required to。",
            duty.span(),
        )
    must = _MUST.search(pair.target)
    if must and not _CHINESE_DUTY.search(pair.source):
        yield Remark(
            f"“{must[0]}” binds more than the Chinese does. Use may, can or the plain verb.",
            f"英文“{must[0]}”的语气强于原文。请改用 may、can 或一般陈述。",
            target_span=must.span(),
        )


CHECK = Check("obligation-kept", "doubtful", "sentence", per_sentence(look))
