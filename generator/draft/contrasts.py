"""Whether numbers of things that are set against each other keep to their own: day and night, plan and result.

The sets stand in ``contrasts.tsv``. In both languages each number belongs to the member that stands with it; what belongs
together is found by order alone, so that it does not matter whether a language says the member before its number or behind
it, or lists members and numbers apart ("respectively", 分别).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path

from generator.checks.contract import Pair
from generator.draft.likeness import are_alike, sort_of
from generator.draft.pieces import EACH, RESPECTIVELY, find_piece
from generator.quantities import Pair as Agreement

CONTRASTS = Path(__file__).with_name("contrasts.tsv")
_PIECE = re.compile("[，；。、：（）]|其中|和|及|与|而")
_ENGLISH_PIECE = re.compile(
    r"[;:()]|[,.](?!\d)|\b(?:and|while|with|but|whereas|compared|against|versus|than|from|to)\b"
)

Said = list[tuple[int, int]]  # where a member of a set is said, and which it is


@dataclass(frozen=True, slots=True)
class Contrast:
    """A set of things that are set against each other: its members are numbered in both languages alike."""

    source: re.Pattern[str]
    target: re.Pattern[str]

    def say(self, pair: Pair) -> tuple[Said, Said]:
        """Where each member is said in the Chinese and in the English, in order."""
        return _find_members(self.source, pair.source), _find_members(self.target, pair.target)


def find_contrasts(pair: Pair, numbers: Sequence[Agreement]) -> dict[tuple[int, int], bool]:
    """For two numbers of one kind, by their ranks, whether both keep to their members; nothing where no set speaks of both."""
    told: dict[tuple[int, int], bool] = {}
    for contrast in load_contrasts():
        ours, theirs = contrast.say(pair)
        if len({member for _, member in ours}) < 2 or not theirs:
            continue
        for group in _find_groups(numbers):
            bound = _bind_source(pair.source, ours, [(n, numbers[n].source.start) for n in group])
            if len(set(bound.values())) > 1:
                said = _bind_target(pair.target, theirs, [(n, numbers[n].target.start) for n in bound])
                for one, other in combinations(sorted(bound), 2):
                    if bound[one] == bound[other] or _is_part(pair.target, numbers[one], numbers[other]):
                        continue
                    kept = [said[number] == bound[number] for number in (one, other) if number in said]
                    if len(kept) == 2 or False in kept:
                        told[one, other] = told.get((one, other), True) and all(kept)
    return told


def _is_part(target: str, one: Agreement, other: Agreement) -> bool:
    """Whether the English says one number as a part of the other: what follows is said of the first, "11 of the 12 received"."""
    first, second = sorted((one.target, other.target), key=lambda number: number.start)
    return re.fullmatch(" of (?:the|its|these) ", target[first.end : second.start]) is not None


@lru_cache(maxsize=1)
def load_contrasts() -> tuple[Contrast, ...]:
    """The sets of ``contrasts.tsv``."""
    lines = CONTRASTS.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    return tuple(_read_contrast([member.split(" → ") for member in row]) for row in rows)


def _read_contrast(members: Sequence[Sequence[str]]) -> Contrast:
    sources = "|".join(f"(?P<m{rank}>{source})" for rank, (source, _) in enumerate(members))
    targets = "|".join(f"(?P<m{rank}>{target})" for rank, (_, target) in enumerate(members))
    # Of members that begin alike the first that fits is taken: what stands around them in the file tells them apart.
    return Contrast(
        re.compile(sources), re.compile(rf"(?<![A-Za-z-])(?:{targets})(?![A-Za-z])", re.IGNORECASE)
    )


def _find_members(pattern: re.Pattern[str], text: str) -> Said:
    return [(found.start(), int((found.lastgroup or "m0")[1:])) for found in pattern.finditer(text)]


def _find_groups(numbers: Sequence[Agreement]) -> Iterator[tuple[int, ...]]:
    """The numbers that look alike, by their ranks, and all that are figures."""
    groups = [
        tuple(m for m, other in enumerate(numbers) if m == n or are_alike(one.source, other.source))
        for n, one in enumerate(numbers)
    ]
    groups.append(tuple(n for n, one in enumerate(numbers) if sort_of(one.source) == "figure"))
    yield from (group for group in dict.fromkeys(groups) if len(group) > 1)


def _bind_source(source: str, said: Said, places: Sequence[tuple[int, int]]) -> dict[int, int]:
    """The member that each number belongs to.

    What 分别 lists before its numbers belongs to them in turn. Else a member belongs to the number behind it in its piece of
    the sentence, or before it there, or to the next one that comes before another member.
    """
    listed = _bind_listed(source, said, places)
    if listed:
        return listed
    breaks = [found.start() for found in _PIECE.finditer(source)]
    bound: dict[int, set[int]] = {}
    for rank, (start, member) in enumerate(said):
        first, last = find_piece((start, start + 1), breaks, len(source))
        before = said[rank - 1][0] if rank else -1
        behind = said[rank + 1][0] if rank + 1 < len(said) else len(source)
        inside = [n for n, place in places if start <= place < min(last, behind)]
        former = [n for n, place in places if max(first, before) < place < start]
        later = [n for n, place in places if start <= place < behind]
        if inside or former or later:
            bound.setdefault((inside or former[-1:] or later)[0], set()).add(member)
    return {n: members.pop() for n, members in bound.items() if len(members) == 1}


def _bind_listed(source: str, said: Said, places: Sequence[tuple[int, int]]) -> dict[int, int]:
    """The same where 分别 parts members from numbers: 男性员工与女性员工分别为2,208人和954人."""
    each = source.find(EACH)
    first = max(source.rfind(stop, 0, max(each, 0)) for stop in "，；。")
    last = min([len(source), *(at for stop in "，；。" if (at := source.find(stop, each)) > 0)])
    members = [member for start, member in said if first < start < each]
    behind = [n for n, place in places if each < place < last]
    return dict(zip(behind, members, strict=True)) if len(members) == len(behind) > 1 else {}


def _bind_target(target: str, said: Said, places: Sequence[tuple[int, int]]) -> dict[int, int]:
    """The same of the English: the first that is said belongs to the first number, where there are as many as numbers.

    Where there are not, what stands in one piece of the sentence belongs together.
    """
    ranked = sorted(places, key=lambda place: place[1])
    if RESPECTIVELY.search(target) and not any(ranked[0][1] < start < ranked[-1][1] for start, _ in said):
        said = [one for one in said if one[0] < ranked[0][1]][-len(ranked) :]
    if len(said) == len(ranked):
        return {n: member for (n, _), (_, member) in zip(ranked, said, strict=True)}
    breaks = [found.start() for found in _ENGLISH_PIECE.finditer(target)]
    bound: dict[int, int] = {}
    for n, place in ranked:
        first, last = find_piece((place, place + 1), breaks, len(target))
        members = {member for start, member in said if first <= start < last}
        if len(members) == 1:
            bound[n] = members.pop()
    return bound
