"""The house's own way of writing numbers, put into a draft that has the right ones in other words.

An engine writes RMB 125,000, 125 thousand yuan or May 6, 2024 as it pleases. Where such a number stands for exactly one
of the source's, both say the same, and the words around it do not hang on it, it is exchanged for what the rules write.
"""

from __future__ import annotations

import re

from generator.checks import CheckContext
from generator.model import Sentence
from generator.quantities import Quantity, compare_texts, quantity_to_english
from generator.script import to_simplified
from generator.terms import closed_spans, find_terms

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def polish(sentence: Sentence, target: str, context: CheckContext) -> str:
    """The English with its amounts, percentages and dates as the house writes them; unchanged where that is not certain."""
    source = to_simplified(sentence.source)
    closed = closed_spans(find_terms(source, context.glossary, path=sentence.path))
    match = compare_texts(source, target, closed)
    if not match.agrees:
        return target
    polished = target
    for pair in sorted(match.matched, key=lambda pair: -pair.target.start):
        quantity, found = pair.source, pair.target
        if _is_plain(quantity, found):
            english = quantity_to_english(quantity, context.style)
            polished = polished[: found.start] + english + polished[found.end :]
    return polished if compare_texts(source, polished, closed).agrees else target


def _is_plain(quantity: Quantity, found: Quantity) -> bool:
    """Whether both are one exact amount, percentage or day, and the English words are those of the number alone."""
    if quantity.kind != found.kind or quantity.approx or found.approx or not found.start:
        return False
    if quantity.kind == "money":
        return " per " not in found.text and ".." not in quantity.value
    return quantity.kind == "percent" or bool(_DAY.fullmatch(quantity.value) and quantity.kind == "date")
