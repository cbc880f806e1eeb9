"""The same change made to two sentences or more, and the Chinese words that it is about."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from math import ceil
from typing import Literal

from generator.learning.edits import Edit
from generator.learning.swaps import Swap, find_swaps, is_small, spans_of, words_of
from generator.memory import match_key
from generator.terms import Glossary, TermHit, check_terms, find_terms

_HAN = re.compile(r"[\u3400-\u9fff]+")
_EDGES = "的了和与及或在将被把让按至该各每此这那之即又也都还已并是为等对其以于从由使经到本所"
_SURE = 0.6  # of the places with the Chinese, how many must have the English; and the other way round
_LONGEST = 12

Pairs = Sequence[tuple[str, str]]
Member = tuple[Edit, Swap]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A change that people made again and again: ``gone`` → ``come``, in these edits.

    ``kind`` is ``term`` where a Chinese expression was found that it stands for (``zh``), with the English that the
    glossary would have (``en``); ``known`` is the id of the entry that is there. Else it is ``memory``: the sentences
    themselves are what can be kept. ``left`` are pairs that still have the earlier English for that Chinese.
    """

    kind: Literal["term", "memory"]
    gone: str
    come: str
    edits: tuple[Edit, ...]
    zh: str | None = None
    en: str | None = None
    known: str | None = None
    left: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Group:
    """One change with the edits that made it, each with its own words."""

    members: tuple[Member, ...]

    @property
    def sources(self) -> frozenset[str]:
        return frozenset(match_key(edit.source) for edit, _ in self.members)


def learn(edits: Iterable[Edit], corpus: Pairs, glossary: Glossary, least: int = 2) -> tuple[Lesson, ...]:
    """What can be learnt from these edits: terms first, then sentences, each kind with the most frequent first.

    ``corpus`` are sources with the English that stands beside them now, the whole report and what else there is: it
    tells which Chinese goes with the words that were changed.
    """
    groups: defaultdict[tuple[str, str], list[Member]] = defaultdict(list)
    for edit in edits:
        for swap in {swap.key: swap for swap in find_swaps(edit.before, edit.after)}.values():
            groups[swap.key].append((edit, swap))
    found = [_Group(tuple(members)) for members in groups.values()]
    repeated = [group for group in found if len(group.sources) >= least]
    lessons = [_to_lesson(group, corpus, glossary) for group in _without_parts(repeated)]
    new = [lesson for lesson in lessons if not _is_in(lesson, glossary)]
    return tuple(sorted(new, key=lambda one: (one.kind != "term", -len(one.edits), one.gone, one.come)))


def _is_in(lesson: Lesson, glossary: Glossary) -> bool:
    """Whether the glossary has the English of a lesson already: people only followed it."""
    return any(lesson.en == term.en and lesson.zh in (term.zh, *term.variants) for term in glossary.entries)


def _without_parts(groups: Sequence[_Group]) -> list[_Group]:
    """The groups that no other tells better: of changes that lie within one another the most frequent, then the longest."""
    ranked = sorted(
        groups,
        key=lambda group: (-len(group.members), -len(group.members[0][1].gone), group.members[0][1].key),
    )
    kept: list[_Group] = []
    for group in ranked:
        if not any(group.sources <= other.sources and _overlap(group, other) for other in kept):
            kept.append(group)
    return kept


def _overlap(one: _Group, other: _Group) -> bool:
    """Whether two changes touch the same words of a sentence."""
    theirs = {edit.source: swap for edit, swap in other.members}
    return any(
        swap.start < theirs[edit.source].end and theirs[edit.source].start < swap.end
        for edit, swap in one.members
        if edit.source in theirs
    )


def _to_lesson(group: _Group, corpus: Pairs, glossary: Glossary) -> Lesson:
    edits = tuple(edit for edit, _ in group.members)
    swap = _plainest(group.members)
    count = len(edits)
    for needed in (count, _most(count)):  # what every edit shows comes before what most of them show
        of_glossary = _known_term(group, glossary, needed)
        if of_glossary:
            hit, english = of_glossary
            return _term(edits, swap, hit.text, english, hit.term.id, corpus)
        for one in (widened(group.members), group.members):
            zh = _anchor(one, corpus, glossary, needed)
            if zh:
                return _term(edits, _plainest(one), zh, _plainest(one).come, None, corpus)
    return Lesson("memory", swap.gone, swap.come, edits)


def _plainest(members: Sequence[Member]) -> Swap:
    """The change as it stands in the middle of a sentence, where one of the edits shows it there."""
    return min((swap for _, swap in members), key=lambda swap: sum(map(str.isupper, swap.come)))


def _term(edits: tuple[Edit, ...], swap: Swap, zh: str, en: str, known: str | None, corpus: Pairs) -> Lesson:
    own = {edit.source for edit in edits}
    left = tuple(
        (source, target)
        for source, target in corpus
        if zh in source
        and source.strip() not in own
        and _has(target, swap.gone)
        and not _has(target, swap.come)
    )
    return Lesson("term", swap.gone, swap.come, edits, zh, en, known, tuple(dict.fromkeys(left)))


def widened(members: Sequence[Member]) -> tuple[Member, ...]:
    """The change with the words around it that are the same in every edit: management in supply chain management."""
    lead = _common([words_of(edit.before[: swap.start])[::-1] for edit, swap in members])[::-1]
    tail = _common([words_of(edit.before[swap.end :]) for edit, swap in members])
    return tuple((edit, _widen(edit, swap, len(lead), len(tail))) for edit, swap in members)


def _common(lists: Sequence[Sequence[str]]) -> list[str]:
    """The words with which all lists begin, up to the first that is no word of a subject matter."""
    found: list[str] = []
    for words in zip(*lists, strict=False):
        if len({word.lower() for word in words}) > 1 or is_small(words[0]):
            break
        found.append(words[0])
    return found


def _widen(edit: Edit, swap: Swap, lead: int, tail: int) -> Swap:
    before, after = spans_of(edit.before[: swap.start]), spans_of(edit.before[swap.end :])
    start = before[-lead][0] if lead else swap.start
    end = swap.end + after[tail - 1][1] if tail else swap.end
    come = edit.before[start : swap.start] + swap.come + edit.before[swap.end : end]
    return Swap(edit.before[start:end], come, start, end)


def _known_term(group: _Group, glossary: Glossary, needed: int) -> tuple[TermHit, str] | None:
    """The glossary's term that the change is about in as many edits as needed, with its new English."""
    found: dict[str, list[tuple[TermHit, str]]] = {}
    for edit, swap in group.members:
        for one in {hit.term.id: (hit, english) for hit, english in _touched(edit, swap, glossary)}.values():
            found.setdefault(one[0].term.id, []).append(one)
    often = [ones for ones in found.values() if len(ones) >= needed]
    return reduce(_plainer, often[0]) if often else None


def _most(count: int) -> int:
    """How many of so many edits must show the Chinese: a sentence may say it in other words."""
    return max(2, ceil(_SURE * count))


def _plainer(one: tuple[TermHit, str], other: tuple[TermHit, str]) -> tuple[TermHit, str]:
    return min(one, other, key=lambda found: sum(map(str.isupper, found[1])))


def _touched(edit: Edit, swap: Swap, glossary: Glossary) -> Iterator[tuple[TermHit, str]]:
    """The terms whose English before lies around the change, or within it, and what that English has become."""
    for use in check_terms(edit.before, find_terms(edit.source, glossary)):
        if use.span is None:
            continue
        start, end = use.span
        if start <= swap.start and swap.end <= end:
            yield use.hit, edit.before[start : swap.start] + swap.come + edit.before[swap.end : end]
        elif swap.start <= start and end <= swap.end:
            yield use.hit, swap.come


def _anchor(members: Sequence[Member], corpus: Pairs, glossary: Glossary, needed: int) -> str | None:
    """The Chinese expression that the sources share and that goes with the changed words elsewhere too."""
    shared = _shared_words(members, glossary, needed)
    if not shared:
        return None
    swap = members[0][1]
    with_words: list[str] = []
    without: list[str] = []
    for source, target in corpus:
        (with_words if _has(target, swap.gone) or _has(target, swap.come) else without).append(source)
    best: tuple[float, int, str] | None = None
    for zh in shared:
        hits = sum(zh in source for source in with_words)
        if not hits or hits / len(with_words) < _SURE:
            continue
        misses = sum(zh in source for source in without)
        if hits / (hits + misses) < _SURE:
            continue
        scored = (2 * hits / (hits + misses + len(with_words)), len(zh), zh)
        best = max(best, scored) if best else scored
    return best[2] if best else None


def _shared_words(members: Sequence[Member], glossary: Glossary, needed: int) -> tuple[str, ...]:
    """What stands in as many sources as needed: stretches of Chinese that no other part of the English explains."""
    texts = [_unexplained(edit, swap, glossary) for edit, swap in members]
    counts = Counter(piece for text in texts for piece in set(_pieces(text)))
    return tuple(sorted(piece for piece, count in counts.items() if count >= needed))


def _pieces(text: str) -> Iterator[str]:
    """Every stretch of Chinese characters of the text that could be an expression."""
    for run in _HAN.findall(text):
        for at in range(len(run) - 1):
            for end in range(at + 2, min(at + _LONGEST, len(run)) + 1):
                if run[at] not in _EDGES and run[end - 1] not in _EDGES:
                    yield run[at:end]


def _unexplained(edit: Edit, swap: Swap, glossary: Glossary) -> str:
    """The source without the terms whose English stands elsewhere in the sentence than where the change was made."""
    source = edit.source
    uses = check_terms(edit.before, find_terms(source, glossary))
    for use in reversed(uses):
        if use.span and (use.span[1] <= swap.start or swap.end <= use.span[0]):
            source = f"{source[: use.hit.start]}/{source[use.hit.end :]}"
    return source


def _has(target: str, words: str) -> bool:
    """Whether an English has these words, whatever the capitals, as whole words, in the singular or the plural."""
    stem = words[:-1] if words.endswith("s") else words
    if stem.lower() not in target.lower():  # far faster, and seldom there
        return False
    return re.search(rf"(?<!\w){re.escape(stem)}(?:e?s)?(?!\w)", target, re.IGNORECASE) is not None
