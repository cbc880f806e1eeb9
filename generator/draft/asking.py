"""One sentence and one engine: made ready, asked, held against the source, asked again with what was wrong.

At most three times. A model that is told things is told what was wrong; one that cannot be told gets the sentence in
another form. What it answered is kept at once, by all that it was asked, and never asked again.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from generator.checks import CheckContext
from generator.draft.costs import Budget, Price, Spent, estimate
from generator.draft.egress import Egress
from generator.draft.names import glossary_names
from generator.draft.parallel import Stop
from generator.draft.polish import polish
from generator.draft.shield import Shield, Ways, shield
from generator.draft.verify import Problem, find_problems
from generator.engines import Answer, Engine, Request
from generator.model import Sentence, Translation
from generator.terms import TermHit, find_terms

_TRIES = 3
_HALF = re.compile("[\ud800-\udfff]")  # half a character, which no file can hold
_FAULTS = {"cut": "answer to the end", "broken": "answer in the form that was asked for"}

# What a person is told of answers that were none.
_REASONS = {
    "cut": ("the answer ended half-way", "译文不完整"),
    "broken": ("the answer was not of the form that was asked for", "应答不是所要求的格式"),
    "none": ("it has nothing for this sentence", "没有该句的译文"),
    "too-long": ("the sentence is longer than it takes", "句子超出引擎所能处理的长度"),
}

Recall = Callable[[str], str | None]
Keep = Callable[[str, str], None]
Examples = Callable[[Sentence], Sequence[tuple[str, str]]]
Kind = Literal["drafted", "doubtful", "dropped", "unanswered", "waiting", "withheld", "unasked"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a sentence.

    ``drafted``: nothing was found wrong; ``doubtful``: a draft with its findings in the note; ``dropped``: its
    numbers are wrong, codes are lost, or it is no English; ``unanswered``: the engine had nothing for it;
    ``waiting``: it was busy or silent, another build will ask again; ``withheld``: it could not be masked whole;
    ``unasked``: the build was told to stop before.
    """

    kind: Kind
    translation: Translation | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """How drafts are to be made. ``names`` are masked beside those of the glossary: with their English, or None.

    ``recall`` and ``keep`` hold what was answered before.
    """

    context: CheckContext
    mask: bool = False
    budget: Budget | None = None
    price: Price | None = None
    names: tuple[tuple[str, str | None], ...] = ()
    recall: Recall = lambda key: None
    keep: Keep = lambda key, answer: None
    examples: Examples = lambda sentence: ()


@dataclass(frozen=True, slots=True)
class _Attempt:
    """An answer with what is wrong with it; ``raw`` is as the engine gave it, with the codes that stood for something."""

    raw: str
    codes: Mapping[str, str]
    text: str
    problems: tuple[Problem, ...]

    @property
    def weight(self) -> tuple[int, int]:
        return sum(problem.fatal for problem in self.problems), len(self.problems)


class Asker:
    """Asks one engine. ``draft`` may be called from several threads."""

    def __init__(self, engine: Engine, job: Job, egress: Egress, stop: Stop) -> None:
        self.engine, self.job, self.egress, self.stop = engine, job, egress, stop
        self.terms: tuple[tuple[str, str], ...] = ()
        self._names = (*job.names, *glossary_names(job.context.glossary)) if job.mask else ()
        self._started = False
        self._lock = threading.Lock()
        self._asking: dict[str, threading.Lock] = {}
        self._reserved = Spent()

    def draft(self, sentence: Sentence) -> Outcome:
        """The engine's best English for a sentence, and what is wrong with it."""
        hits = self._hits(sentence)
        best: _Attempt | None = None
        last: _Attempt | None = None
        wrong: tuple[str, ...] = ()
        why = _reason(Answer(None, "none"))
        asked: Request | None = None
        for attempt in range(_TRIES):
            ready = self._shield(sentence, hits, attempt)
            request = self._request(sentence, ready, last.raw if last else None, wrong)
            if request is None:
                if asked is None:
                    names = "、".join(ready.find_leaks(ready.source))
                    return Outcome(
                        "withheld",
                        None,
                        (Problem(f"{names} would stand in it", message_zh=f"其中有{names}"),),
                    )
                break
            if request == asked:
                break  # it cannot be told what was wrong, and has no other form
            asked = request
            answer = self._answer(request)
            if answer is None:
                return Outcome("unasked")
            if answer.text is None:
                if answer.passing:
                    return Outcome("waiting")
                why = _reason(answer)
                if answer.why not in _FAULTS:
                    break
                wrong = (_FAULTS[answer.why],)
                continue
            if last is None or (answer.text, ready.codes) != (last.raw, last.codes):
                last = self._judge(sentence, ready, answer.text)
            if best is None or last.weight <= best.weight:
                best = last
            if not last.problems:
                break
            wrong = tuple(ready.conceal(problem.message) for problem in last.problems)
        if best is None:
            return Outcome("unanswered", None, (why,))
        return self._outcome(sentence, hits, best)

    def terms_of(self, sentence: Sentence) -> tuple[tuple[str, str], ...]:
        """The terms that an engine would be told with a sentence at first; of a masked one those that tell nothing."""
        ready = self._shield(sentence, self._hits(sentence), 0)
        return tuple(term for term in ready.terms if not ready.find_leaks(*term))

    def first_request(self, sentence: Sentence) -> Request | tuple[str, ...]:
        """The first question about a sentence, or the words for which it would not be asked, as they cannot be masked."""
        ready = self._shield(sentence, self._hits(sentence), 0)
        return self._request(sentence, ready, None, ()) or ready.find_leaks(ready.source)

    def key(self, request: Request) -> str:
        """By what the answer to a request is kept: all that the engine is asked, and which engine it is."""
        asked = [
            self.engine.identity,
            request.source,
            request.terms,
            request.kept,
            request.path,
            request.examples,
            request.advice,
            request.previous,
            request.problems,
        ]
        return hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode()).hexdigest()

    def _hits(self, sentence: Sentence) -> tuple[TermHit, ...]:
        return find_terms(sentence.source, self.job.context.glossary, path=sentence.path)

    def _shield(self, sentence: Sentence, hits: Sequence[TermHit], attempt: int) -> Shield:
        means = self.engine.means
        put_in = means == "put-in" or (means == "glossary" and attempt > 0)
        coded = means == "put-in"
        ways = Ways(coded and attempt > 0, coded and attempt > 1, self.job.mask, put_in, self._names)
        return shield(sentence.source.strip(), hits, self.job.context.style, ways)

    def _request(
        self, sentence: Sentence, ready: Shield, previous: str | None, wrong: tuple[str, ...]
    ) -> Request | None:
        """The question; None where a masked one would still hold what is to be hidden."""
        request = Request(ready.source, ready.terms, ready.kept, sentence=sentence.id)
        if self.engine.means != "told":
            previous, wrong = None, ()
        if not self.job.mask:
            examples = tuple(self.job.examples(sentence))
            return replace(
                request,
                path=sentence.path,
                examples=examples,
                advice=ready.advice,
                previous=previous,
                problems=wrong,
            )
        terms = tuple(term for term in ready.terms if not ready.find_leaks(*term))
        if ready.find_leaks(ready.source, previous or ""):
            return None
        problems = tuple(problem for problem in wrong if not ready.find_leaks(problem))
        return replace(request, terms=terms, previous=previous, problems=problems)

    def _judge(self, sentence: Sentence, ready: Shield, raw: str) -> _Attempt:
        text, lost = ready.restore(raw)
        text = polish(sentence, text, self.job.context)
        problems = [Problem(problem, fatal=True) for problem in lost]
        return _Attempt(raw, ready.codes, text, (*problems, *find_problems(sentence, text, self.job.context)))

    def _outcome(self, sentence: Sentence, hits: Sequence[TermHit], best: _Attempt) -> Outcome:
        if any(problem.fatal for problem in best.problems):
            return Outcome("dropped", None, best.problems)
        terms = {hit.text: hit.english for hit in hits if not hit.term.advice}
        note = "; ".join(problem.message for problem in best.problems) or None
        origin = f"engine:{self.engine.name}"
        made = Translation(sentence.id, best.text, origin, "initial", note, terms)
        return Outcome("doubtful" if note else "drafted", made, best.problems)

    def _answer(self, request: Request) -> Answer | None:
        """The answer, recalled or asked for; None where nothing new may be asked any more."""
        key = self.key(request)
        with self._lock:
            one_at_a_time = self._asking.setdefault(key, threading.Lock())
        with one_at_a_time:
            known = self.job.recall(key)
            if known is not None:
                return Answer(known)
            estimated = estimate(self.engine.body(request), request.source)
            if self.stop or not self._reserve(estimated):
                return None
            try:
                self._start()
                answer = self.engine.ask(request)
            finally:
                self._release(estimated)
            if answer.text and _HALF.search(answer.text):
                return Answer(None, "broken")
            if answer.text:
                self.job.keep(key, answer.text)
            return answer if answer.text != "" else Answer(None, "none")

    def _start(self) -> None:
        with self._lock:
            if not self._started:
                self.engine.start(self.terms)
                self._started = True

    def _reserve(self, estimated: Spent) -> bool:
        """Whether the budget still has room for a request like this one; what is under way counts as spent."""
        budget, price = self.job.budget, self.job.price
        with self._lock:
            if budget is not None:
                spent = budget.of(self.egress.spent + self._reserved + estimated, price)
                if spent > budget.limit:
                    self.stop.because(f"the budget of {budget} is used up", f"预算（{budget}）已用完")
                    return False
            self._reserved += estimated
            return True

    def _release(self, estimated: Spent) -> None:
        with self._lock:
            parts = (getattr(estimated, name) for name in estimated.__slots__)
            self._reserved += Spent(*(-part for part in parts))


def _reason(answer: Answer) -> Problem:
    """Why there is no answer, for a person."""
    if answer.why in _REASONS:
        english, chinese = _REASONS[answer.why]
        return Problem(english, message_zh=chinese)
    if answer.status and 300 <= answer.status < 400:
        return Problem(
            f"HTTP {answer.status}: it points to another address, which is not followed",
            message_zh=f"HTTP {answer.status}：服务器转向其他地址，未予跟随",
        )
    status = f" (HTTP {answer.status})" if answer.status else ""
    status_zh = f"（HTTP {answer.status}）" if answer.status else ""
    return Problem(f"it refused the sentence{status}", message_zh=f"引擎拒绝了该句{status_zh}")
