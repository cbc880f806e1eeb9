"""An engine's draft of what nobody has translated yet: protected, drafted, verified, asked again.

Amounts, counts and dates are put into English by rule before the engine sees the sentence; it is told the
glossary's terms. What comes back is held against the source: figures by value, terms, no Chinese left,
length, loops. It is asked at most twice more, with what was wrong. A draft with a wrong number is dropped;
one with another fault is kept as initial, with the fault in its note. A draft is never more than initial.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.engines import Engine, Request
from generator.model import Sentence, Translation
from generator.quantities import Style, compare_texts, find_quantities, quantity_to_english
from generator.terms import Glossary, TermHit, check_terms, closed_spans, find_terms

_TRIES = 3
_HAN = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]")
_LOOP = re.compile(r"(\b\w+(?:\W+\w+){0,7})(?:\W+\1\b){2,}", re.IGNORECASE)

Recall = Callable[[str], str | None]
Keep = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with an answer. ``number`` ones are never let out."""

    message: str
    number: bool = False


def draft_sentences(
    sentences: Iterable[Sentence],
    engine: Engine,
    glossary: Glossary,
    style: Style,
    recall: Recall = lambda key: None,
    keep: Keep = lambda key, answer: None,
) -> Iterator[Translation]:
    """A draft for each sentence for which the engine had a fit one.

    ``recall`` and ``keep`` hold what was answered before, by a key over all that was asked; an answer is kept
    as soon as it is there, so that a build that was stopped goes on where it was.
    """
    asking = _remembering(engine, recall, keep)
    for sentence in sentences:
        draft = _draft(
            sentence, asking, engine.name, find_terms(sentence.source, glossary, path=sentence.path), style
        )
        if draft is not None:
            yield draft


def _draft(
    sentence: Sentence, ask: Callable[[Request], str | None], name: str, hits: Sequence[TermHit], style: Style
) -> Translation | None:
    terms = tuple(dict.fromkeys((hit.text, hit.english) for hit in hits))
    source = protect(sentence.source.strip(), style, closed_spans(hits))
    best: tuple[str, tuple[Problem, ...]] | None = None
    for _ in range(_TRIES):
        previous, problems = best or (None, ())
        answer = ask(Request(source, terms, sentence.path, previous, tuple(p.message for p in problems)))
        if not answer:
            break
        found = find_problems(sentence.source, answer, hits)
        if best is None or _weight(found) <= _weight(best[1]):
            best = (answer, found)
        if not found:
            break
    if best is None or any(problem.number for problem in best[1]):
        return None
    note = "; ".join(problem.message for problem in best[1]) or None
    return Translation(sentence.id, best[0], f"engine:{name}", "initial", note, dict(terms))


def _weight(problems: Sequence[Problem]) -> tuple[int, int]:
    return sum(problem.number for problem in problems), len(problems)


def protect(source: str, style: Style, closed: Iterable[tuple[int, int]] = ()) -> str:
    """The source with its amounts, counts and dates in English already.

    >>> protect("公司捐赠12.5万元。", Style())
    '公司捐赠 RMB125,000 。'
    """
    for found in reversed(find_quantities(source, closed)):
        source = f"{source[: found.start]} {quantity_to_english(found, style)} {source[found.end :]}"
    return re.sub(r" {2,}", " ", source).strip()


def find_problems(source: str, target: str, hits: Sequence[TermHit]) -> tuple[Problem, ...]:
    """What is wrong with an English for this source: numbers, terms, Chinese left, length, loops."""
    problems = [Problem(message, number=True) for message in _number_problems(source, target, hits)]
    for use in check_terms(source, target, hits):
        if use.required and use.use == "missing":
            problems.append(Problem(f'write "{use.hit.english}" for {use.hit.text}'))
        problems += [Problem(f'do not write "{found.forbidden.text}"') for found in use.forbidden]
    if _HAN.search(target):
        problems.append(Problem("no Chinese character may be left"))
    if not len(source) * 0.8 <= len(target) <= len(source) * 9 + 80:
        problems.append(Problem("translate the whole sentence, and nothing but it"))
    if _LOOP.search(target):
        problems.append(Problem("say each thing once"))
    return tuple(problems)


def _number_problems(source: str, target: str, hits: Sequence[TermHit]) -> Iterator[str]:
    match = compare_texts(source, target, closed_spans(hits))
    yield from (f'"{quantity_to_english(missing)}" must stand in it' for missing in match.missing)
    yield from (f'"{extra.text}" must not stand in it' for extra in match.extra)
    for pair in match.different:
        yield f'"{pair.target.text}" must be "{quantity_to_english(pair.source)}"'


def _remembering(engine: Engine, recall: Recall, keep: Keep) -> Callable[[Request], str | None]:
    def ask(request: Request) -> str | None:
        asked = [request.source, request.terms, request.path, request.previous, request.problems]
        key = hashlib.sha256(json.dumps([engine.identity, *asked], ensure_ascii=False).encode()).hexdigest()
        known = recall(key)
        if known is not None:
            return known
        answers = engine.translate([request])
        answer = answers[0] if len(answers) == 1 else None
        if answer:
            keep(key, answer)
        return answer

    return ask
