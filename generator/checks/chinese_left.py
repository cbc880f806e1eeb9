"""Chinese characters inside the English.

Why: a reader of the English edition cannot read them; they are mostly a forgotten word.
Caught: every run of Chinese characters in an English that has been translated otherwise.
Fine: a term that the glossary keeps in Chinese; a name's Chinese in brackets right after its English, as in
"Winning Health (卫宁健康)".
Not seen: Chinese written in Latin letters (pinyin), which looks like a name.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence
from generator.checks.scripts import HAN_RUN
from generator.model import bare


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each run of Chinese in the English."""
    if bare(pair.source) == bare(pair.target):
        return
    kept = "".join(hit.english for hit in pair.hits)
    for run in HAN_RUN.finditer(pair.target):
        if run[0] in kept or _is_gloss(pair.target, run.start(), run.end()):
            continue
        yield Remark(
            f"“{run[0]}” is still Chinese. Translate it.",
            f"英文中仍有中文“{run[0]}”。请译出。",
            _in_source(pair.source, run[0]),
            run.span(),
        )


def _is_gloss(target: str, start: int, end: int) -> bool:
    """Whether the run is all that stands in brackets after an English word."""
    before, after = target[:start].rstrip("“‘\"'《"), target[end:].lstrip("”’\"'》")
    return before.endswith("(") and before[:-1].rstrip()[-1:].isascii() and after.startswith(")")


def _in_source(source: str, words: str) -> tuple[int, int] | None:
    at = source.find(words)
    return (at, at + len(words)) if at >= 0 else None


CHECK = Check("chinese-left", "wrong", "sentence", per_sentence(look))
