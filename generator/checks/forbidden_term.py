"""A rendering that the glossary forbids for a term of the sentence.

Why: each forbidden form was seen in print and misleads: GEM for 创业板, "monitoring committee" for 监事会.
Caught: a forbidden form of a term that stands in the Chinese; wrong where no accepted form stands, else doubtful.
Fine: the same words where the Chinese has no such term, or where another term of the sentence calls for them.
Not seen: bad renderings that the glossary does not list.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each forbidden rendering."""
    for use in pair.terms:
        for wrong in use.forbidden:
            words = pair.target[wrong.start : wrong.end]
            why = f" ({wrong.forbidden.why})" if wrong.forbidden.why else ""
            yield Remark(
                f"“{words}” is not used for “{use.hit.text}”{why}. Write “{use.hit.english}”.",
                f"“{use.hit.text}”不得译为“{words}”，应译为“{use.hit.english}”。",
                (use.hit.start, use.hit.end),
                (wrong.start, wrong.end),
                use.hit.english if wrong.certain else None,
                severity="wrong" if wrong.certain else "doubtful",
            )


CHECK = Check("forbidden-term", "wrong", "sentence", per_sentence(look))
