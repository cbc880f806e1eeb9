"""The words in two versions of a picture, brought together by what they say: a drawing that is redone has them anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.memory import match_key
from generator.versions.alike import ALIKE, ratio
from generator.versions.units import Part, mask_numbers

PartPair = tuple[Part | None, Part | None]


def pair_labels(old: Sequence[Part], new: Sequence[Part]) -> Iterator[PartPair]:
    """Those that say the same, then the same with other numbers, then the alike, then words in one place; last what went.

    A word is never brought together with a number. None stands for a label that only one of the pictures has.
    """
    found = _find_alike(old, new, _find_same(old, new))
    went = set(range(len(old))) - set(found.values())
    for j, part in enumerate(new):
        same_place = j in went and bool(_letters(old[j])) == bool(_letters(part))
        if j not in found and same_place:
            found[j] = j
            went.remove(j)
        yield (old[found[j]] if j in found else None), part
    yield from ((old[i], None) for i in sorted(went))


def _find_same(old: Sequence[Part], new: Sequence[Part]) -> dict[int, int]:
    """By the place of a label now: the place before of one that says the same, at least with its numbers set aside."""
    found: dict[int, int] = {}
    for says in (match_key, mask_numbers):
        free: dict[str, list[int]] = {}
        for i in sorted(set(range(len(old))) - set(found.values())):
            free.setdefault(says(old[i].source), []).append(i)
        for j, part in enumerate(new):
            if j not in found and free.get(says(part.source)):
                found[j] = free[says(part.source)].pop(0)
    return found


def _find_alike(old: Sequence[Part], new: Sequence[Part], found: dict[int, int]) -> dict[int, int]:
    """The same with those that are alike, the most alike first."""
    offers = sorted(
        (-ratio(_letters(one), _letters(other)), i, j)
        for i, one in enumerate(old)
        for j, other in enumerate(new)
        if i not in found.values() and j not in found
    )
    found = dict(found)
    for rate, i, j in offers:
        if -rate >= ALIKE and i not in found.values() and j not in found:
            found[j] = i
    return found


def _letters(part: Part) -> str:
    return "".join(filter(str.isalpha, mask_numbers(part.source)))
