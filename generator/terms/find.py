"""The glossary's terms in a Chinese text, with the English that each calls for there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.terms.fold import Folded, fold, fold_key
from generator.terms.glossary import Glossary
from generator.terms.index import Candidate
from generator.terms.overlap import Span, choose
from generator.terms.sense import Context, choose_sense
from generator.terms.slots import fill_slots
from generator.terms.term import Forbidden, Term

_NUMERAL = re.compile(r"[0-9０-９〇零一二两三四五六七八九十百千万亿]")


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term in a text: code points ``start`` to ``end``, and what its English may and may not be there.

    ``accepted`` has ``english`` first, then alternatives, forms and the abbreviation; inflections are not listed.
    ``first`` is the form of the first mention, where the entry has one.
    """

    term: Term
    start: int
    end: int
    text: str
    english: str
    accepted: tuple[str, ...]
    forbidden: tuple[Forbidden, ...]
    first: str | None = None
    abbr: str | None = None


def find_terms(text: str, glossary: Glossary, *, path: Sequence[str] = ()) -> tuple[TermHit, ...]:
    """The terms of a Chinese text in order, none overlapping; ``path`` are the headings above it."""
    asked = (text, tuple(path))
    if asked not in glossary.found:
        glossary.found[asked] = _find_terms(text, glossary, path)
    hits: tuple[TermHit, ...] = glossary.found[asked]
    return hits


def _find_terms(text: str, glossary: Glossary, path: Sequence[str]) -> tuple[TermHit, ...]:
    folded = fold(text)
    candidates = glossary.index.candidates(folded.text)
    if not candidates:
        return ()
    chosen, _ = choose(_spans(candidates))
    return _hits(text, folded, [candidates[place] for place in chosen], glossary, path)


def find_ties(text: str, glossary: Glossary, *, path: Sequence[str] = ()) -> tuple[TermHit, ...]:
    """The readings between which nothing decides (上市公司 and 公司章程 in 上市公司章程): for a prompt, and a person."""
    folded = fold(text)
    candidates = glossary.index.candidates(folded.text)
    _, tied = choose(_spans(candidates))
    return _hits(text, folded, [candidates[place] for place in tied], glossary, path)


def whole_term(text: str, glossary: Glossary, *, path: Sequence[str] = ()) -> TermHit | None:
    """The entry that is the whole cell or heading; its marks 《》 may stand around it."""
    folded = fold(text)
    candidate = glossary.index.look_up(fold_key(text))
    if candidate is None:
        return None
    start = folded.text.find(candidate.key.text) if not candidate.slots else folded.text.find(fold_key(text))
    placed = Candidate(start, start + len(fold_key(text)), candidate.key, candidate.slots)
    return _hits(text, folded, [placed], glossary, path)[0]


def closed_spans(hits: Iterable[TermHit]) -> tuple[tuple[int, int], ...]:
    """The spans in which a numeral is no number: terms that hold one (三会一课, 第17号指引, 百度).

    Open stay units, entries whose numeral counts (第一季度, 每10股派…) and entries with slots (第{n}届董事会): what
    stands in a slot is a number of the text.
    """
    return tuple((hit.start, hit.end) for hit in hits if not _is_open(hit.term) and _NUMERAL.search(hit.text))


def _is_open(term: Term) -> bool:
    return term.kind == "unit" or term.counts or "{" in term.zh


def hit_to_json(hit: TermHit) -> dict[str, str | int]:
    """The hit as ``terms find --json`` prints it."""
    return {"term": hit.text, "start": hit.start, "end": hit.end, "english": hit.english, "id": hit.term.id}


def _spans(candidates: Sequence[Candidate]) -> list[Span]:
    return [Span(one.start, one.end, one.key.term.protected, one.key.term.layer) for one in candidates]


def _hits(
    text: str, folded: Folded, candidates: Sequence[Candidate], glossary: Glossary, path: Sequence[str]
) -> tuple[TermHit, ...]:
    domains = frozenset(one.key.term.domain for one in candidates)
    context = Context(folded.text, tuple(path), glossary.profile, domains)
    return tuple(_hit(text, folded, one, context) for one in candidates)


def _hit(text: str, folded: Folded, one: Candidate, context: Context) -> TermHit:
    term = one.key.term
    sense = choose_sense(term, one.start, one.end, context)
    start, end = folded.original(one.start, one.end)
    english = fill_slots(sense.en, one.slots)
    accepted = dict.fromkeys(english)
    for form in sense.also:
        accepted.update(dict.fromkeys(fill_slots(form, one.slots)))
    return TermHit(
        term,
        start,
        end,
        text[start:end],
        english[0],
        tuple(accepted),
        sense.forbidden,
        sense.first,
        sense.abbr,
    )
