"""An engine's draft of what nobody has translated yet: protected, drafted, verified, asked again.

    draft_sentences(sentences, engine, job, egress)   each sentence with what became of it, in order
    estimate_drafts(sentences, engine, job)           what that would send and cost, without sending it

A draft with a wrong number, or that is no English, is dropped; one with another fault is kept as initial, with the fault in its
note: so is one whose right numbers may stand in each other's place. A
draft is never more than initial.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.draft.asking import Asker, Job, Kind, Outcome
from generator.draft.costs import Budget, Price, Spent, estimate, read_budget, read_price
from generator.draft.egress import Egress, egress_record
from generator.draft.parallel import Stop, in_order
from generator.draft.verify import Problem
from generator.engines import Engine, Request
from generator.model import Sentence

__all__ = [
    "Budget",
    "Egress",
    "Estimate",
    "Job",
    "Kind",
    "Outcome",
    "Price",
    "Spent",
    "Stop",
    "draft_sentences",
    "egress_record",
    "estimate_drafts",
    "read_budget",
    "read_price",
]

_HOPELESS = 12
_SILENT = 6


@dataclass(frozen=True, slots=True)
class Estimate:
    """What drafting would send: sentences to be asked for, those that masking withholds, and those ``known``.

    These were answered before, or will be by then: the same sentence in the same place is asked once. ``hindered`` are
    the names for want of whose English sentences are withheld.
    """

    sentences: int
    known: int
    withheld: int
    spent: Spent
    hindered: tuple[str, ...] = ()


def draft_sentences(
    sentences: Sequence[Sentence],
    engine: Engine,
    job: Job,
    egress: Egress,
    *,
    at_once: int | None = None,
    stop: Stop | None = None,
) -> Iterator[tuple[Sentence, Outcome]]:
    """Each sentence with what became of it, in order. ``stop`` tells afterwards whether and why it ended early.

    It ends early when the budget is used up, when none of the first dozen answers could be used, or when the engine
    is silent time after time. Raises EnvironmentLacking where the engine cannot work at all; what it answered until
    then is kept.
    """
    stop = Stop() if stop is None else stop
    asker = Asker(engine, job, egress, stop)
    asker.terms = tuple(sorted({term for sentence in sentences for term in asker.terms_of(sentence)}))
    tally = _Tally(stop)
    threads = min(at_once, engine.parallel) if engine.where == "process" and at_once else at_once
    try:
        for sentence, outcome in in_order(asker.draft, sentences, threads or engine.parallel, stop):
            tally.add(outcome)
            yield sentence, outcome
    finally:
        engine.close()


class _Tally:
    """Sees when it is of no use to go on."""

    def __init__(self, stop: Stop) -> None:
        self._stop = stop
        self._useless: int | None = 0
        self._silent = 0

    def add(self, outcome: Outcome) -> None:
        self._silent = self._silent + 1 if outcome.kind == "waiting" else 0
        if outcome.translation is not None:
            self._useless = None
        elif self._useless is not None and outcome.kind in ("dropped", "unanswered"):
            self._useless += 1
        if self._silent >= _SILENT:
            self._stop.because("the engine is too busy, or silent", "翻译引擎过于繁忙或没有应答")
        if self._useless is not None and self._useless >= _HOPELESS:
            last = outcome.problems[0] if outcome.problems else Problem("")
            why = f" ({last.message})" if last.message else ""
            why_zh = f"（{last.message_zh or '数字有误，或不是英文'}）" if last.message else ""
            self._stop.because(
                f"none of its first {_HOPELESS} answers could be used{why}; see to its model and its address",
                f"前 {_HOPELESS} 句译文均不可用{why_zh}，请检查模型和地址",
            )


def estimate_drafts(sentences: Sequence[Sentence], engine: Engine, job: Job) -> Estimate:
    """What the first questions would send and cost; a second try of a sentence comes on top. Nothing is sent."""
    asker = Asker(engine, job, Egress(), Stop())
    requests = [asker.first_request(sentence) for sentence in sentences]
    asked = {asker.key(request): request for request in requests if isinstance(request, Request)}
    hindering = [request for request in requests if not isinstance(request, Request)]
    new = [request for key, request in asked.items() if job.recall(key) is None]
    total = sum((estimate(engine.body(request), request.source) for request in new), Spent())
    withheld = len(hindering)
    known = len(sentences) - len(new) - withheld
    names = {name for name, _ in job.names}.intersection(word for words in hindering for word in words)
    return Estimate(len(new), known, withheld, total, tuple(sorted(names)))
