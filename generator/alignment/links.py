"""Segments of both sides linked: along the best path, then what was moved, each link with its confidence."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.alignment.evidence import Collected, collect
from generator.alignment.lexicon import Lexicon, learn
from generator.alignment.meaning import Direction
from generator.alignment.path import (
    Anchor,
    Bead,
    Shares,
    best_path,
    corridor,
    find_anchors,
    find_shares,
    longest_chain,
)
from generator.alignment.score import BEADS, Held, Scorer
from generator.alignment.segments import Segment
from generator.terms import Glossary

_TEACHES = 0.8  # confidence from which a link teaches the lexicon
_WEAK = 0.35  # confidence below which a link is let go of
_HALF = 0.6  # of its confidence is left to a link beside a sentence that has no counterpart
_MOVES = 6  # times that moved parts are looked for
_FAR_MORE, _BASE = 1.3, 2.0  # times, and weight on top, from which another pair shares far more


@dataclass(frozen=True, slots=True)
class Link:
    """Source and target segments, by place, that go together, with a confidence from 0 to 1.

    ``held`` is what both hold; ``moved`` tells that they stand elsewhere in the order of the two reports.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float
    held: Held
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Linked:
    """The links in order of the source, and what was learned on the way."""

    links: tuple[Link, ...]
    lexicon: Lexicon
    collected: Collected


def link_segments(
    source: Sequence[Segment],
    target: Sequence[Segment],
    glossary: Glossary,
    meanings: Mapping[str, Direction],
) -> Linked:
    """All links between two reports, sure and less sure ones; ``meanings`` of texts may be none."""
    collected = collect(source, target, glossary, meanings)
    ours, theirs = list(range(len(source))), list(range(len(target)))
    first = _along_path(source, target, collected, Lexicon(), ours, theirs, None)
    lexicon = _learn(first, collected)
    chain = [Anchor(link.source[0], link.target[0], 1.0) for link in first if link.confidence >= _TEACHES]
    links = _along_path(source, target, collected, lexicon, ours, theirs, chain)
    kept = [link for link in links if link.confidence >= _WEAK]
    for _ in range(_MOVES):
        moved = _moved(source, target, collected, lexicon, kept)
        if not moved:
            break
        kept += moved
    whole = _halved(kept, source, target)
    return Linked(tuple(sorted(whole, key=lambda link: link.source)), lexicon, collected)


def _halved(links: Sequence[Link], source: Sequence[Segment], target: Sequence[Segment]) -> list[Link]:
    """The links, less sure where a sentence right beside them in the same paragraph has no counterpart: it may be half."""
    ours = {i for link in links for i in link.source}
    theirs = {j for link in links for j in link.target}
    return [
        replace(link, confidence=_HALF * link.confidence)
        if _has_stray(link.source, source, ours) or _has_stray(link.target, target, theirs)
        else link
        for link in links
    ]


def _has_stray(places: Sequence[int], segments: Sequence[Segment], linked: set[int]) -> bool:
    before = not segments[places[0]].first and places[0] - 1 not in linked
    return before or (not segments[places[-1]].last and places[-1] + 1 not in linked)


def find_contested(beads: Sequence[Bead], shares: Shares) -> set[Bead]:
    """Pairs a segment of which shares far more with another segment, wherever that stands.

    One that shares still more, or as much, with the counterpart which it has itself contests nothing.
    """
    held = {bead: _share(bead, shares) for bead in beads}
    left = {i: share for bead, share in held.items() for i in range(bead.i, bead.i + bead.m)}
    right = {j: share for bead, share in held.items() for j in range(bead.j, bead.j + bead.n)}
    ours: dict[int, float] = {}
    theirs: dict[int, float] = {}
    for (i, j), share in shares.items():
        if share > right.get(j, 0.0):
            ours[i] = max(ours.get(i, 0.0), share)
        if share > left.get(i, 0.0):
            theirs[j] = max(theirs.get(j, 0.0), share)
    return {
        bead
        for bead, share in held.items()
        if _most(ours, bead.i, bead.m) > _FAR_MORE * share + _BASE
        or _most(theirs, bead.j, bead.n) > _FAR_MORE * share + _BASE
    }


def _share(bead: Bead, shares: Shares) -> float:
    """What the segments of a pair share with one another."""
    left, right = range(bead.i, bead.i + bead.m), range(bead.j, bead.j + bead.n)
    return sum(shares.get((i, j), 0.0) for i in left for j in right)


def _most(rivals: Mapping[int, float], start: int, count: int) -> float:
    return max(rivals.get(at, 0.0) for at in range(start, start + count))


def _learn(links: Sequence[Link], collected: Collected) -> Lexicon:
    return learn(
        (collected.source[link.source[0]], collected.target[link.target[0]])
        for link in links
        if link.confidence >= _TEACHES and len(link.source) == len(link.target) == 1
    )


def _moved(
    source: Sequence[Segment],
    target: Sequence[Segment],
    collected: Collected,
    lexicon: Lexicon,
    kept: Sequence[Link],
) -> list[Link]:
    """Links among what is left on both sides: parts that stand elsewhere in the other report."""
    taken_source = {i for link in kept for i in link.source}
    taken_target = {j for link in kept for j in link.target}
    ours = [i for i in range(len(source)) if i not in taken_source]
    theirs = [j for j in range(len(target)) if j not in taken_target]
    if not ours or not theirs:
        return []
    links = _along_path(source, target, collected, lexicon, ours, theirs, None)
    return [replace(link, moved=True) for link in links if link.confidence >= _WEAK and link.held.got > 0]


def _along_path(
    source: Sequence[Segment],
    target: Sequence[Segment],
    collected: Collected,
    lexicon: Lexicon,
    ours: Sequence[int],
    theirs: Sequence[int],
    chain: Sequence[Anchor] | None,
) -> list[Link]:
    """The links on the best path through some segments of both sides."""
    part = Collected(
        tuple(collected.source[i] for i in ours),
        tuple(collected.target[j] for j in theirs),
        collected.weights,
    )
    left, right = [source[i] for i in ours], [target[j] for j in theirs]
    scorer = Scorer(left, right, part, lexicon)
    shares = find_shares(part, lambda i, j: (left[i].role == "table") == (right[j].role == "table"))
    if chain is None:
        chain = longest_chain(find_anchors(shares))
    bands = corridor(chain, len(left), len(right))
    beads = best_path(len(left), len(right), bands, scorer.bead, BEADS)
    pairs = [bead for bead in beads if bead.m and bead.n]
    trust = _confidences(pairs, scorer)
    contested = find_contested(pairs, shares)
    return [
        Link(
            tuple(ours[bead.i : bead.i + bead.m]),
            tuple(theirs[bead.j : bead.j + bead.n]),
            confidence,
            scorer.held(bead.i, bead.m, bead.j, bead.n),
        )
        for bead, confidence in zip(pairs, trust, strict=True)
        if bead not in contested
    ]


def _confidences(beads: Sequence[Bead], scorer: Scorer) -> list[float]:
    """How sure each pair is: by what it holds itself, and by its neighbours where they follow without a gap."""
    own = [_own(bead, scorer) for bead in beads]
    answer = []
    for place in range(len(beads)):
        near = [
            own[other]
            for other in (place - 1, place + 1)
            if 0 <= other < len(beads) and _touch(beads[min(place, other)], beads[max(place, other)])
        ]
        support = sum(near) / 2
        answer.append(1 - (1 - own[place]) * (1 - 0.6 * support))
    return answer


def _touch(before: Bead, after: Bead) -> bool:
    return before.i + before.m == after.i and before.j + before.n == after.j


def _own(bead: Bead, scorer: Scorer) -> float:
    """How sure a pair is by itself: what it holds, and how much better it is than its rivals near by."""
    held = scorer.held(bead.i, bead.m, bead.j, bead.n)
    if scorer.source[bead.i].role == "table":
        share = held.got / (held.got + held.lost + 2.0)
        return 1 / (1 + math.exp(-10.0 * (share - 0.5)))
    value = -1.5 + 0.45 * min(held.got, 10.0) - 0.5 * held.lost - 0.35 * min(held.apart**2, 6.0)
    value += 6.0 * (held.words - 0.25) if held.words else 0.0
    value += 0.4 * held.meaning
    value += 0.25 * max(-4.0, min(4.0, bead.score - _best_rival(bead, scorer)))
    return 1 / (1 + math.exp(-value))


def _best_rival(bead: Bead, scorer: Scorer) -> float:
    """The score of the best other pair that a segment of this one could be in, near by."""
    best = -4.0
    for shift in (-3, -2, -1, 1, 2, 3):
        j, i = bead.j + shift, bead.i + shift
        if 0 <= j < len(scorer.target) and not bead.j <= j < bead.j + bead.n:
            best = max(best, scorer.bead(bead.i, 1, j, 1))
        if 0 <= i < len(scorer.source) and not bead.i <= i < bead.i + bead.m:
            best = max(best, scorer.bead(i, 1, bead.j, 1))
    return best
