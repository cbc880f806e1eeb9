"""What is wrong with an English for a sentence: the examiner's own checks, and what only a machine does.

The checks are those that later look at the whole report; here they see one sentence. What they find about numbers
keeps a draft from being let out, whatever the check thinks of its weight. Beside them: an answer of another shape than
a sentence, words that are the engine's own, loops, and more sentences than the Chinese can hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.checks import CHECKS, CheckContext
from generator.checks.contract import Material, Pair
from generator.model import Sentence
from generator.quantities import Quantity, compare_texts, quantity_to_english
from generator.script import to_simplified
from generator.terms import closed_spans, find_terms

_NUMBER_CHECKS = frozenset(
    {
        "numbers-kept",
        "numbers-extra",
        "numbers-swapped",
        "dates-kept",
        "sign-kept",
        "approximation-kept",
        "bounds-kept",
        "percent-points",
        "currency-unit",
        "unit-scale-kept",
        "multiples-kept",
        "to-or-by",
    }
)
_ONE_SENTENCE = [
    check
    for check in CHECKS
    if check.scope in ("sentence", "text") and not check.id.startswith("source-") and check.id != "draft-left"
]
_LOOP = re.compile(r"(\b\w+(?:\W+\w+){0,7})(?:\W+\1\b){2,}", re.IGNORECASE)
_OWN_WORDS = re.compile(
    r"\A(?:sure|certainly|of course|okay|here(?: is|’s|'s))\b|\b(?:here is the translation|i hope this helps|"
    r"as an ai|let me know if|translat(?:ion|ed text|or’s note|or's note)\s*:|note\s*:)",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"\*\*|^#+ |```|</?[a-z]+>|\{\{|\}\}", re.MULTILINE)
_ENDS = re.compile(
    r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\bNo)(?<!Ltd)(?<!\d)[.!?](?:[”’\"')]*)(?:\s+(?=[A-Z])|\Z)"
)
_PIECES = re.compile(r"[。！？!?；;：:，,、\n]+")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with an answer; one with a ``number`` is never let out."""

    message: str
    number: bool = False


def find_problems(sentence: Sentence, target: str, context: CheckContext) -> tuple[Problem, ...]:
    """What is wrong with an English for this sentence; nothing for one that is fit to be shown as a draft."""
    found = [*_number_problems(sentence, target, context), *_shape_problems(sentence.source, target)]
    numbers_told = any(problem.number for problem in found)
    for check_id, message in _examined(sentence, target, context):
        number = check_id in _NUMBER_CHECKS
        if not (number and numbers_told):
            found.append(Problem(message, number))
    return tuple(dict.fromkeys(found))


def _examined(sentence: Sentence, target: str, context: CheckContext) -> Iterator[tuple[str, str]]:
    """The findings of the checks that are more than untidy, numbers first."""
    pair = Pair(
        to_simplified(sentence.source), target, context, sentence.id, role=sentence.role, path=sentence.path
    )
    material = Material((pair,), (pair,))
    for check in _ONE_SENTENCE:
        for finding in check.run(material, context):
            if finding.severity != "untidy":
                yield finding.check, finding.message


def _number_problems(sentence: Sentence, target: str, context: CheckContext) -> Iterator[Problem]:
    """The numbers by value, said so that an engine can put them right."""
    source = to_simplified(sentence.source)
    hits = find_terms(source, context.glossary, path=sentence.path)
    match = compare_texts(source, target, closed_spans(hits))
    style = context.style

    def english(quantity: Quantity) -> str:
        return quantity_to_english(quantity, style)

    for missing in match.missing:
        yield Problem(f'"{english(missing)}" must stand in it', number=True)
    for extra in match.extra:
        yield Problem(f'"{extra.text}" must not stand in it', number=True)
    for pair in match.different:
        yield Problem(f'"{pair.target.text}" must be "{english(pair.source)}"', number=True)


def _shape_problems(source: str, target: str) -> Iterator[Problem]:
    if not target.strip():
        yield Problem("translate the whole sentence")
        return
    if "\n" in target.strip() or _MARKUP.search(target):
        yield Problem("answer in one line of plain text")
    if _OWN_WORDS.search(target) and not re.search("注[:：]|备注|说明[:：]|译", source):
        yield Problem("write the translation and no word of your own")
    if _LOOP.search(target):
        yield Problem("say each thing once")
    if len(_ENDS.findall(target)) > _most_sentences(source):
        yield Problem("translate this sentence, and nothing beyond it")
    han = len(_HAN.findall(source))
    if han >= 6 and not han * 1.2 <= len(target) <= han * 12 + 60:
        yield Problem("translate the whole sentence, and nothing but it")


def _most_sentences(source: str) -> int:
    """How many English sentences a Chinese one may become: one for each of its longer pieces."""
    pieces: Sequence[str] = [piece for piece in _PIECES.split(source) if len(piece.strip()) >= 6]
    return max(1, len(pieces))
