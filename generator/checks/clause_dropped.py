"""A clause of the Chinese that has left no trace in the English.

Why: a clause that falls out of a long sentence leaves good English behind, and its length hardly tells.
Caught: a clause (between ， ； 。) of which less than a third of the terms, common words and figures are answered anywhere
in the English: three or more of them, or two when the English is short for its Chinese.
Fine: words that English says otherwise, as long as a third of a clause is answered; clauses of names; 情况如下：.
Not seen: a dropped clause whose words stand elsewhere in the sentence too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence
from generator.checks.scripts import han_length
from generator.checks.traces import find_traces

_CLAUSE = re.compile(r"[^，；。：！？,;]++(?!：)")
_SHORT = 3.8


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each clause without a trace."""
    clauses = list(_CLAUSE.finditer(pair.source))
    if len(clauses) < 2:
        return
    traces = find_traces(pair)
    enough = 2 if len(pair.target) < _SHORT * han_length(pair.source) else 3
    for clause in clauses:
        found = [kept for (start, _), kept in traces.items() if clause.start() <= start < clause.end()]
        if len(found) >= enough and sum(found) * 3 < len(found):
            yield Remark(
                f"“{clause[0].strip()}” seems to be missing in the English.",
                f"“{clause[0].strip()}”疑似漏译，请核对。",
                clause.span(),
            )


CHECK = Check("clause-dropped", "doubtful", "sentence", per_sentence(look))
