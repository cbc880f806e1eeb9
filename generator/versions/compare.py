"""The difference between two versions of a report, thing by thing, with the English that the earlier one had."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any, Literal, get_args

from generator.anchors import page_anchor
from generator.chain import heaviest_rising
from generator.memory import Pair, match_key
from generator.model import Role
from generator.quantities import Style, find_numerals
from generator.renumber import exchange_line
from generator.versions.align import Link, align_units
from generator.versions.labels import PartPair, pair_labels
from generator.versions.marked import Piece, compare_characters
from generator.versions.units import Part, Unit, Version, mask_numbers, version_to_units

Kind = Literal["new", "changed", "split", "merged", "renumbered", "moved", "gone"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Side:
    """A sentence, cell or row in one version, in this block, which an edition shows under ``anchor``.

    ``under`` are the headings above it, then the heads of a cell.
    """

    source: str
    target: str | None
    page: int
    under: tuple[str, ...]
    sentences: tuple[str, ...]
    block: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What is other than in the earlier version; ``moved`` when it also stands elsewhere in the order.

    ``renumbered`` is changed in nothing but numbers. ``proposal`` is the earlier English, its numbers exchanged
    where that is certain (else ``stale``): for a person to correct, never for an edition.
    """

    kind: Kind
    role: Role
    old: tuple[Side, ...]
    new: tuple[Side, ...]
    moved: bool = False
    proposal: str | None = None
    stale: bool = False

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The source with what was taken out and put in."""
        return compare_characters(_joined(self.old), _joined(self.new))

    @property
    def before(self) -> str:
        """The source in the earlier version."""
        return _joined(self.old)

    @property
    def after(self) -> str:
        """The source in this version."""
        return _joined(self.new)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences in the order of this version, what is gone where it stood; and how many things are the same."""

    differences: tuple[Difference, ...]
    same: int

    @property
    def counts(self) -> dict[str, int]:
        """How many things there are of each kind, those that are the same first."""
        found = Counter(difference.kind for difference in self.differences)
        return {"same": self.same, **{kind: found[kind] for kind in KINDS}}


def compare_versions(before: Version, now: Version, style: Style) -> Comparison:
    """What became of each sentence, row and picture of the earlier version, and what came."""
    old, new = version_to_units(before), version_to_units(now)
    links = align_units(old, new)
    stayed = _stayed(links, old)
    placed: list[tuple[int, int, Difference]] = []
    same = 0
    for link in links:
        one, other = [old[i] for i in link.old], [new[j] for j in link.new]
        found = tuple(_link_to_differences(one, other, link not in stayed, style))
        same += not found
        placed += [(link.new[0], number, difference) for number, difference in enumerate(found)]
    placed += _came(links, new)
    placed += _went(links, old)
    return Comparison(_once(difference for *_, difference in sorted(placed, key=lambda one: one[:2])), same)


def _stayed(links: Sequence[Link], old: Sequence[Unit]) -> set[Link]:
    """The links that keep their order; the rest moved."""
    in_order = sorted(links, key=lambda link: link.old)
    weights = [sum(len(old[i].source) for i in link.old) for link in in_order]
    kept = heaviest_rising([link.new[0] for link in in_order], weights)
    return {in_order[at] for at in kept}


def _link_to_differences(
    before: Sequence[Unit], now: Sequence[Unit], moved: bool, style: Style
) -> Iterator[Difference]:
    old, new = tuple(map(_unit_to_side, before)), tuple(map(_unit_to_side, now))
    role = now[0].role
    if len(old) != len(new):
        kind: Kind = "split" if len(old) < len(new) else "merged"
        yield _proposed(Difference(kind, role, old, new, moved), style)
    elif before[0].key == now[0].key:
        if moved:
            yield Difference("moved", role, old, new, moved)
    elif now[0].group in ("row", "labels"):
        pair = _cell_pairs if now[0].group == "row" else pair_labels
        for one, other in pair(before[0].parts, now[0].parts):
            yield from _compare_parts(before[0], now[0], one, other, style)
    else:
        kind = "renumbered" if before[0].mask == now[0].mask else "changed"
        yield _proposed(Difference(kind, role, old, new, moved), style)


def _cell_pairs(old: Sequence[Part], new: Sequence[Part]) -> Iterator[PartPair]:
    """The cells of two rows by their columns; None for a cell whose column only one of the rows has."""
    if len(old) == len(new):
        yield from zip(old, new, strict=True)
        return
    matcher = difflib.SequenceMatcher(None, _columns(old), _columns(new), autojunk=False)
    for _, a0, a1, b0, b1 in matcher.get_opcodes():
        yield from zip_longest(old[a0:a1], new[b0:b1])


def _columns(parts: Sequence[Part]) -> list[str]:
    """What tells the columns of a row apart: their heads, or in the head of a table the words themselves."""
    return ["|".join(part.column) or mask_numbers(part.source) for part in parts]


def _compare_parts(
    before: Unit, now: Unit, one: Part | None, other: Part | None, style: Style
) -> Iterator[Difference]:
    old = (_part_to_side(before, one),) if one else ()
    new = (_part_to_side(now, other),) if other else ()
    words, words_now = (side[0].source.strip() if side else "" for side in (old, new))
    if match_key(words) == match_key(words_now):
        return
    if not words or not words_now:
        yield Difference("gone" if words else "new", now.role, old, new)
        return
    kind: Kind = "renumbered" if mask_numbers(words) == mask_numbers(words_now) else "changed"
    yield _proposed(Difference(kind, now.role, old, new), style)


def _came(links: Iterable[Link], new: Sequence[Unit]) -> Iterator[tuple[int, int, Difference]]:
    linked = {j for link in links for j in link.new}
    for j, unit in enumerate(new):
        if j not in linked:
            yield j, 0, Difference("new", unit.role, (), (_unit_to_side(unit),))


def _went(links: Iterable[Link], old: Sequence[Unit]) -> Iterator[tuple[int, int, Difference]]:
    """What is gone, behind what stood before it and still stands."""
    partner = {i: link.new[-1] for link in links for i in link.old}
    place = -1
    for i, unit in enumerate(old):
        place = partner.get(i, place)
        if i not in partner:
            yield place, len(old) + i, Difference("gone", unit.role, (_unit_to_side(unit),), ())


def _once(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """Each difference once: a cell merged over several rows was met in each of them."""
    met: dict[tuple[object, ...], Difference] = {}
    for difference in differences:
        ids = [side.sentences for side in (*difference.old, *difference.new)]
        met.setdefault((difference.kind, difference.before, difference.after, *ids), difference)
    return tuple(met.values())


def _proposed(difference: Difference, style: Style) -> Difference:
    """With the earlier English as a proposal, where there is one and today's source has none."""
    targets = [side.target for side in difference.old]
    if all(side.target for side in difference.new) or not all(targets):
        return difference
    earlier = " ".join(filter(None, targets))
    pair = Pair(difference.before, earlier, "")
    exchanged = exchange_line(pair, difference.after, style)
    stale = exchanged is None or _in_names(difference.before) != _in_names(difference.after)
    return replace(difference, proposal=exchanged or earlier, stale=stale)


def _in_names(source: str) -> list[str]:
    """The numbers in titles, terms and names of a source, which are never exchanged."""
    return [number.value for number in find_numerals(source) if number.soft]


def _unit_to_side(unit: Unit) -> Side:
    targets = [part.target for part in unit.parts if part.source.strip()]
    return Side(
        unit.source,
        " | ".join(filter(None, targets)) if all(targets) else None,
        unit.page,
        unit.path,
        tuple(one for part in unit.parts for one in part.sentences),
        unit.block,
        page_anchor(unit.role, unit.block),
    )


def _part_to_side(unit: Unit, part: Part) -> Side:
    under = (*unit.path, *part.heads)
    anchor = page_anchor(unit.role, unit.block)
    return Side(part.source, part.target, unit.page, under, part.sentences, unit.block, anchor)


def _joined(sides: Iterable[Side]) -> str:
    return "".join(side.source.strip() for side in sides)


def comparison_to_record(comparison: Comparison) -> dict[str, Any]:
    """The part of versions.json that tells the differences."""
    return {
        "counts": comparison.counts,
        "differences": [
            {
                "kind": one.kind,
                "moved": one.moved,
                "role": one.role,
                "old": [_side_to_record(side) for side in one.old],
                "new": [_side_to_record(side) for side in one.new],
                "pieces": [list(piece) for piece in one.pieces],
                "proposal": one.proposal,
                "stale": one.stale,
            }
            for one in comparison.differences
        ],
    }


def _side_to_record(side: Side) -> dict[str, Any]:
    return {
        "sentences": list(side.sentences),
        "block": side.block,
        "page": side.page,
        "under": list(side.under),
        "source": side.source,
        "target": side.target,
    }
