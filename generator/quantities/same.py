"""Which quantities of the Chinese stand in the English, which do not, and what went wrong where one nearly does.

Quantities are paired by value, never by place alone. What is left over on both sides is paired by likeness, so that
a reviewer reads "8,789.32万元 became RMB8,789.32 million: wrong by 10^2" instead of one missing and one extra.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from generator.quantities.alike import Likeness, as_number, compare_two, is_length, is_time
from generator.quantities.bound import find_mark
from generator.quantities.english import find_english_mark, find_english_quantities
from generator.quantities.find import find_numerals
from generator.quantities.loose import find_loose
from generator.quantities.near import why_near
from generator.quantities.order import Difference, Pair, find_crossed, find_misplaced
from generator.quantities.quantity import Quantity


@dataclass(frozen=True, slots=True)
class QuantityMatch:
    """The result of a comparison. ``agrees`` when nothing is missing, extra or different.

    ``joined`` are the ends of a range that only one of the two languages writes as one: 由3%提高到5%, "from 3% to 5%".
    """

    matched: tuple[Pair, ...]
    missing: tuple[Quantity, ...]
    extra: tuple[Quantity, ...]
    different: tuple[Difference, ...]
    joined: tuple[Pair, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether every quantity of the source stands in the target and nothing else does."""
        return not (self.missing or self.extra or self.different)


def compare_texts(source: str, target: str, closed: Iterable[tuple[int, int]] = ()) -> QuantityMatch:
    """The quantities of a Chinese text against those of its English; ``closed`` as in ``find_quantities``."""
    numerals = find_numerals(source, closed)
    match = same_quantities(numerals, find_english_quantities(target), find_loose(source, numerals))
    crossed = find_crossed(source, match.matched)
    crossed += [d for d in find_misplaced(source, target, match.matched) if d not in crossed]
    marks = _marks_differ(source, target)
    if not crossed and not marks:
        return match
    different = sorted([*match.different, *crossed, *marks], key=lambda d: d.source.start)
    return replace(match, different=tuple(different))


def _marks_differ(source: str, target: str) -> list[Difference]:
    """一、 against 2. at the head of a line."""
    ours, theirs = find_mark(source), find_english_mark(target)
    return [Difference(ours, theirs, ("value",))] if ours and theirs and ours.value != theirs.value else []


def same_quantities(
    source: Sequence[Quantity], target: Sequence[Quantity], loose: Collection[str] = ()
) -> QuantityMatch:
    """Source and target paired by value.

    ``source`` may hold soft quantities (see ``find_numerals``): they answer an English one but are not asked for.
    ``loose`` are values that the Chinese says without a number (双 two, 首 first, 二附院 second).
    """
    pairs = _paired(source, target)
    left = _without(list(source), [s for s, _, _ in pairs])
    right = _without(list(target), [t for _, t, _ in pairs])
    left, right, turned, joined = _split_ranges(left, right)
    missing = [q for q in left if not _need_not_show(q) and not _said_elsewhere(q, right, target)]
    extra = [q for q in right if not _needs_no_source(q, source, loose, missing)]
    different = [
        Difference(s, t, likeness.differs)
        for s, t, likeness in pairs
        if likeness.differs and not _need_not_show(s)
    ]
    different += _swapped_ordinals(pairs) + turned
    different += [
        Difference(s, t, ("date",))
        for s, t, likeness in pairs
        if not likeness.differs and _year_lost(s, t, target)
    ]
    near = _near_misses(missing, extra)
    missing = _without(missing, [d.source for d in near])
    extra = _without(extra, [d.target for d in near])
    missing, extra = _forgiven(missing, extra, source, target)
    return QuantityMatch(
        tuple(Pair(s, t) for s, t, likeness in pairs if not likeness.differs or _need_not_show(s)),
        tuple(missing),
        tuple(extra),
        tuple(sorted([*different, *near], key=lambda d: d.source.start)),
        tuple(joined),
    )


def _year_lost(source: Quantity, target: Quantity, targets: Sequence[Quantity]) -> bool:
    """A date whose year stands nowhere in the English."""
    year = re.match(r"\d{4}", source.value)
    if not is_time(source) or year is None or not target.value.startswith("--"):
        return False
    return not any(is_time(t) and year.group() in t.value for t in targets)


_Match = tuple[Quantity, Quantity, Likeness]


def _paired(source: Sequence[Quantity], target: Sequence[Quantity]) -> list[_Match]:
    """One-to-one, the same form first, then the hard before the soft, then the same order."""
    candidates = []
    for i, s in enumerate(source):
        for j, t in enumerate(target):
            if likeness := compare_two(s, t):
                apart = abs(i * len(target) - j * len(source))
                rank = (bool(likeness.differs), s.soft, likeness.cost, "idiom" in t.flags, apart, i, j)
                candidates.append((rank, i, j, likeness))
    candidates.sort(key=lambda c: c[0])
    taken_s: set[int] = set()
    taken_t: set[int] = set()
    pairs: list[tuple[int, _Match]] = []
    for _, i, j, likeness in candidates:
        if i not in taken_s and j not in taken_t:
            taken_s.add(i)
            taken_t.add(j)
            pairs.append((i, (source[i], target[j], likeness)))
    return [match for _, match in sorted(pairs, key=lambda p: p[0])]


def _split_ranges(
    left: list[Quantity], right: list[Quantity]
) -> tuple[list[Quantity], list[Quantity], list[Difference], list[Pair]]:
    """What is left when a range on one side and its two ends on the other are taken as the same; ranges turned round."""
    turned: list[Difference] = []
    joined: list[Pair] = []
    for whole in list(left):
        ends = _partners(_ends(whole), right, compare_two)
        if ends:
            left, right = _without(left, [whole]), _without(right, ends)
            joined += [Pair(whole, end) for end in ends]
            if ends[0].start > ends[1].start:
                turned.append(Difference(whole, ends[0], ("order",)))
    for whole in list(right):
        ends = _partners(_ends(whole), left, lambda end, s: compare_two(s, end))
        if ends:
            left, right = _without(left, ends), _without(right, [whole])
            joined += [Pair(end, whole) for end in ends]
            if "to" in ends[0].flags and "from" in ends[1].flags:
                turned.append(Difference(ends[1], whole, ("order",)))
    return left, right, turned, joined


def _partners(
    ends: list[Quantity], others: list[Quantity], compare: Callable[[Quantity, Quantity], Likeness | None]
) -> list[Quantity]:
    """The two quantities that are the ends; none unless both are there."""
    found: list[Quantity] = []
    for end in ends:
        for other in others:
            likeness = compare(end, other)
            if likeness and not likeness.differs and all(other is not f for f in found):
                found.append(other)
                break
    return found if len(found) == 2 else []


def _without(quantities: list[Quantity], taken: list[Quantity]) -> list[Quantity]:
    return [q for q in quantities if all(q is not t for t in taken)]


def _ends(quantity: Quantity) -> list[Quantity]:
    mark = "/" if is_time(quantity) else ".."
    parts = quantity.value.split(mark)
    if len(parts) != 2 or quantity.kind in {"ratio", "code"} or "minus" in quantity.flags:
        return []
    digits = quantity.digits.split("..") if ".." in quantity.digits else ["", ""]
    kind = "date" if is_time(quantity) and len(parts[0]) > 4 else quantity.kind
    return [
        replace(quantity, value=part, digits=digit, kind=kind, flags=())
        for part, digit in zip(parts, digits, strict=True)
    ]


def _said_elsewhere(quantity: Quantity, right: list[Quantity], target: Sequence[Quantity]) -> bool:
    """A date or year that English says once for two in Chinese, as long as nothing of its kind is left over there."""
    if not is_time(quantity) or any(is_time(t) and "idiom" not in t.flags for t in right):
        return False
    return any(is_time(t) and _contains(t.value, quantity.value) for t in target)


def _contains(whole: str, part: str) -> bool:
    """Whether one date says the other too: 2024-04-17 says 2024, 2022/2024 says 2022, 30 June the first half."""
    ends = whole.split("/")
    until = re.sub(
        r"(?:(?<=-06)|(?<=-09))$", "-30", re.sub(r"(?:(?<=-03)|(?<=-12))$", "-31", part.split("/")[-1])
    )
    return any(end == part or end.startswith(part + "-") for end in ends) or ("/" in part and until in ends)


def _need_not_show(quantity: Quantity) -> bool:
    """一家, 一项: English has an article there. 0票反对 is none. (含5%) repeats. A title keeps its numbers."""
    if quantity.kind == "count" and quantity.value == "0":
        return True
    return bool({"bound", "closed"} & set(quantity.flags)) or bool(
        {"one", "repeat", "level"} & set(quantity.flags) and quantity.approx is None
    )


def _needs_no_source(
    quantity: Quantity, source: Sequence[Quantity], loose: Collection[str], missing: list[Quantity]
) -> bool:
    if quantity.soft or "idiom" in quantity.flags:
        return True
    if "minus" in quantity.flags:
        return False
    if _bare_value(quantity) in loose:
        return True
    if not is_time(quantity) or any(is_time(q) for q in missing):
        return False
    return any(is_time(s) and _contains(s.value, quantity.value) for s in source)


def _bare_value(quantity: Quantity) -> str:
    """The figures alone; a unit in brackets, (RMB10,000), is no negative one."""
    if is_length(quantity):
        return quantity.value[1:-1]
    return quantity.value.removeprefix("-") if quantity.text.startswith("(") else quantity.value


def _swapped_ordinals(pairs: list[_Match]) -> list[Difference]:
    """The 6th meeting of the 12th board for 第六届第十二次: both numbers are there, in each other's place."""
    crossed = [(s, t) for s, t, likeness in pairs if s.kind == t.kind == "ordinal" and likeness.cost == 3]
    return [Difference(s, t, ("order",)) for s, t in crossed] if len(crossed) > 1 else []


def _near_misses(missing: list[Quantity], extra: list[Quantity]) -> list[Difference]:
    """Left-overs paired by what most likely happened to them."""
    found = []
    for i, s in enumerate(missing):
        for j, t in enumerate(extra):
            if near_miss := why_near(s, t):
                found.append((near_miss[0], abs(i - j), i, j, near_miss[1]))
    found.sort()
    used: set[int] = set()
    near = []
    taken: set[int] = set()
    for _, _, i, j, why in found:
        if i not in used and j not in taken:
            used.add(i)
            taken.add(j)
            near.append(Difference(missing[i], extra[j], (why,)))
    return near


def _forgiven(
    missing: list[Quantity], extra: list[Quantity], source: Sequence[Quantity], target: Sequence[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    """With nothing left on the other side, a number said twice in one language and once in the other is no loss."""
    if not extra:
        missing = [
            s for s in missing if not any(_repeats(s, t) for t in target) or s.kind in {"money", "measure"}
        ]
    if not missing:
        extra = [t for t in extra if not any(_repeats(s, t) for s in source)]
    return missing, extra


def _repeats(source: Quantity, target: Quantity) -> bool:
    if as_number(source) is None and not is_length(source) and not is_time(source):
        return False
    likeness = compare_two(source, target)
    return likeness is not None and not likeness.differs
