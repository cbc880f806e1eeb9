"""Sentence → Translation, in a fixed order of authority.

1. what a person wrote or approved; 2. by rule: a glossary entry that is the whole cell or heading, a pure
number, date or amount; 3. the memory, in context first, whole or joined from neighbours; then an entry that the glossary only
advises; 4. the memory with its numbers and names set aside and this sentence's put in; 5. nothing: the Chinese
stands, marked and counted, with what the memory has for sentences like it as proposals for a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.listmark import split_heading, split_marker
from generator.memory import DRAFT_FROM, Match, Memory
from generator.model import Proposal, Sentence, State, Translation
from generator.quantities import Style, text_to_english, unit_line_to_english, unit_to_english
from generator.renumber import Renumbering, exchange_marks, look_up_line
from generator.terms import Glossary, TermHit, capital, closed_spans, find_terms, title_case, whole_term

_LINE_ROLES = frozenset({"cover", "heading", "cell", "unit", "label", "caption", "signature"})
_UNIT_HEADS = frozenset({"单位", "计量单位", "單位", "計量單位"})
_FEWEST, _PROPOSALS = 4, 3


@dataclass(frozen=True, slots=True)
class Sources:
    """Where English may come from in a build."""

    person: Memory
    memory: Memory
    glossary: Glossary
    style: Style
    renumbering: Renumbering


def fit_sentences(sentences: Sequence[Sentence], memories: Sequence[Memory]) -> tuple[Sentence, ...]:
    """The sentences, with neighbours of one text joined where a memory holds them only as one.

    A memory made by another tool may have been cut elsewhere; the join keeps the first one's id.
    """
    fitted: list[Sentence] = []
    position = 0
    while position < len(sentences):
        group = _longest_known(sentences, position, memories)
        first = sentences[position]
        if group > 1:
            whole = "".join(part.source for part in sentences[position : position + group])
            first = Sentence(first.id, first.text, first.block, first.role, whole, first.place, first.path)
        fitted.append(first)
        position += group
    return tuple(fitted)


def _longest_known(sentences: Sequence[Sentence], position: int, memories: Sequence[Memory]) -> int:
    first = sentences[position]
    known = any(memory.knows(first.source) for memory in memories)
    if known or any(memory.look_up_joined(first.source) for memory in memories):
        return 1
    whole, best = first.source, 1
    for count, part in enumerate(sentences[position + 1 : position + 6], 2):
        if part.text != first.text:
            break
        whole += part.source
        if any(memory.knows(whole) for memory in memories):
            best = count
    return best


def translate_sentences(sentences: Iterable[Sentence], sources: Sources) -> Iterator[Translation]:
    """The translation of each sentence in order, each with its origin, its state and the terms of its source."""
    listed = list(sentences)
    words = [sentence.source for sentence in listed]
    for sentence, before, after in zip(listed, ["", *words], [*words[1:], ""], strict=False):
        hits = find_terms(sentence.source, sources.glossary, path=sentence.path)
        found = _translate(sentence, (before, after), hits, sources)
        yield replace(found, terms={hit.text: hit.english for hit in hits if not hit.term.advice})


def _translate(
    sentence: Sentence, beside: tuple[str, str], hits: Sequence[TermHit], sources: Sources
) -> Translation:
    steps: tuple[Callable[[], Translation | None], ...] = (
        lambda: _by_person(sentence, beside, sources.person),
        lambda: _by_rule(sentence, hits, sources),
        lambda: _by_memory(sentence, beside, sources.memory),
        lambda: _by_parts(sentence, sources),
        lambda: _by_glossary(sentence, sources.glossary, advice=True),
        lambda: _by_unit(sentence, sources.style),
        lambda: _by_renumbering(sentence, hits, sources.renumbering),
        lambda: _by_marks(sentence, sources),
    )
    for step in steps:
        found = step()
        if found is not None:
            return found
    return Translation(sentence.id, None, proposals=_proposals(sentence, sources))


def _by_person(sentence: Sentence, beside: tuple[str, str], person: Memory) -> Translation | None:
    """What a person wrote for the sentence, or for the same line under another number."""
    match = person.look_up(sentence.source, sentence.path, *beside) or person.look_up_joined(sentence.source)
    if match:
        return _found(sentence, match, "person", _state(match))
    match = look_up_line(person, sentence.source)
    return _found(sentence, match, "person", "translated") if match else None


def _found(sentence: Sentence, match: Match, origin: str, state: State) -> Translation:
    rivals = _to_proposals([Match(pair.target, (pair,), match.score) for pair in match.rivals])
    return Translation(
        sentence.id, match.target.strip(), origin, state, match.note, score=match.score, proposals=rivals
    )


def _to_proposals(matches: Iterable[Match]) -> tuple[Proposal, ...]:
    return tuple(
        Proposal(match.pairs[0].source.strip(), match.target.strip(), match.score, match.note)
        for match in matches
    )


def _proposals(sentence: Sentence, sources: Sources) -> tuple[Proposal, ...]:
    """The likest earlier sentences with their English; none for a text that is little more than a figure."""
    if sum(map(str.isalpha, sentence.source)) < _FEWEST:
        return ()
    found = [
        match for memory in (sources.person, sources.memory) for match in memory.find_similar(sentence.source)
    ]
    return _to_proposals(sorted(found, key=lambda match: -match.score)[:_PROPOSALS])


def _state(match: Match) -> State:
    """Joined pairs are as far as the least advanced of them."""
    order: tuple[State, ...] = ("initial", "translated", "reviewed", "final")
    return min((pair.state for pair in match.pairs), key=order.index)


def _by_rule(sentence: Sentence, hits: Sequence[TermHit], sources: Sources) -> Translation | None:
    english = None
    if sentence.role == "unit":
        english = unit_line_to_english(sentence.source, sources.style)
    if english is None:
        english = text_to_english(sentence.source, sources.style, closed_spans(hits))
    if english is not None:
        return Translation(sentence.id, english, "rule", "translated")
    return _by_glossary(sentence, sources.glossary, advice=False)


def _by_unit(sentence: Sentence, style: Style) -> Translation | None:
    """A unit in a column of units, which the glossary need not have: 万吨, %."""
    if sentence.role != "cell" or _UNIT_HEADS.isdisjoint(sentence.path):
        return None
    english = unit_to_english(sentence.source, style)
    return Translation(sentence.id, english, "rule", "translated") if english else None


def _by_glossary(sentence: Sentence, glossary: Glossary, *, advice: bool) -> Translation | None:
    """A line that is one entry. What the glossary only advises comes after what the memory has for the line."""
    if sentence.role not in _LINE_ROLES:
        return None
    marker, rest = _split(sentence)
    hit = whole_term(rest, glossary, path=sentence.path)
    if hit is None or hit.term.advice != advice:
        return None
    english = marker + fit_case(hit, sentence.role)
    return Translation(sentence.id, english, "rule", "translated", f"glossary {hit.text}")


def _split(sentence: Sentence) -> tuple[str, str]:
    """The number that a line begins with, in English, and the rest of it."""
    split = split_heading if sentence.role == "heading" else split_marker
    return split(sentence.source.strip())


def _by_memory(sentence: Sentence, beside: tuple[str, str], memory: Memory) -> Translation | None:
    match = memory.look_up(sentence.source, sentence.path, *beside) or memory.look_up_joined(sentence.source)
    return _remembered(sentence, match, "memory")


def _remembered(sentence: Sentence, match: Match | None, origin: str) -> Translation | None:
    """What the memory has, a draft where anything was taken off its score; nothing where that was too much."""
    if match is None or match.score < DRAFT_FROM:
        return None
    return _found(sentence, match, origin, "initial" if match.points_off else "translated")


def _by_parts(sentence: Sentence, sources: Sources) -> Translation | None:
    """A numbered line whose words alone are known: the number is made by rule."""
    marker, rest = _split(sentence)
    if not marker:
        return None
    for memory, origin in ((sources.person, "person"), (sources.memory, "memory")):
        found = _remembered(sentence, memory.look_up(rest, sentence.path), origin)
        if found is not None:
            return replace(found, target=f"{marker}{found.target}")
    return None


def _by_marks(sentence: Sentence, sources: Sources) -> Translation | None:
    """The English of a sentence that differs in its punctuation alone (an item that ended a list and ends it no more)."""
    for memory in (sources.person, sources.memory):
        for match in memory.find_similar(sentence.source):
            target = exchange_marks(match.pairs[0], sentence.source)
            if target is not None:
                off = match.points_off + memory.penalties.punctuation
                marked = Match(target, match.pairs, 100 - off, off)
                return _remembered(sentence, marked, "memory-fuzzy")
    return None


def _by_renumbering(
    sentence: Sentence, hits: Sequence[TermHit], renumbering: Renumbering
) -> Translation | None:
    return _remembered(sentence, renumbering.look_up(sentence.source, hits), "memory-fuzzy")


def fit_case(hit: TermHit, role: str) -> str:
    """The English of a term that is a whole line: headings, cover and signature in title case, others with a capital."""
    if role in ("heading", "signature", "cover") and hit.term.kind != "name":
        return title_case(hit.english)
    return hit.english if hit.term.case == "fixed" else capital(hit.english)
