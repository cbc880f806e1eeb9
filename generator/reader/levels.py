"""The level of each heading.

Numbers come first, then the contents page, then the print. Levels come from the order in which kinds of number and mark
open inside one another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.model import bare
from generator.reader.measure import Measure
from generator.reader.numbering import Number
from generator.reader.passages import Passage

BARE_NUMBER = re.compile(r"(\d{1,2})[ \u3000]+(?=[\u4e00-\u9fffA-Z])(?![年月日个家名人次项])")
HEADING_ROLE = re.compile(r"H[1-6]")
DEEP = 7  # rank from which a kind of number is seldom that of a lone heading
LARGER = 1.8  # points over the running text: a size that marks headings


@dataclass(slots=True)
class _Open:
    """A heading that is open: what kind it is, its level, its number's value and its size."""

    key: tuple[object, ...]
    level: int
    number: Number | None
    size: float
    bold: bool


def set_levels(
    headings: Sequence[Passage], contents: Mapping[str, int], outline: Mapping[str, int], measure: Measure
) -> None:
    """Gives each heading its level, from 1.

    Numbers come first. Where a file's tags or bookmarks (``outline``, by bare words) agree with them, they tell
    the levels of headings without a number, after the contents page.
    """
    told = [_told(heading, outline, measure) for heading in headings]
    _set_levels(headings, [contents.get(bare(heading.text)) for heading in headings], measure)
    shifts = Counter(
        heading.level - level
        for heading, level in zip(headings, told, strict=True)
        if level and heading.number is not None
    )
    shift, most = shifts.most_common(1)[0] if shifts else (0, 0)
    if most >= 3 and most >= 0.8 * shifts.total():
        named = [
            contents.get(bare(heading.text)) or (level + shift if level else None)
            for heading, level in zip(headings, told, strict=True)
        ]
        _set_levels(headings, named, measure)


def _told(heading: Passage, outline: Mapping[str, int], measure: Measure) -> int | None:
    """The level that the file's own tags or bookmarks give a heading."""
    if measure.tagged and HEADING_ROLE.fullmatch(heading.first.role):
        return int(heading.first.role[1])
    return outline.get(bare(heading.text))


def _set_levels(headings: Sequence[Passage], named: Sequence[int | None], measure: Measure) -> None:
    numbers = _ranked([_number(heading) for heading in headings])
    top = min((number.rank for number in numbers if number), default=0)
    chapters = _chapter_styles(headings, numbers, top, measure)
    parted = _is_parted(headings, numbers, top)
    opened: list[_Open] = []
    broken: list[tuple[Passage, str]] = []
    for heading, number, name in zip(headings, numbers, named, strict=True):
        if number:
            if number.value > 1 and all(o.number is None or o.number.kind != number.kind for o in opened):
                broken.append((heading, number.kind))
            opened = _close_for_number(opened, number, heading, top, parted, measure.size)
        elif _style(heading) in chapters:
            opened = []
        else:
            opened = _close_for_mark(opened, heading, name)
        level = opened[-1].level + 1 if opened else 1
        opened.append(_Open(_key(heading, number), level, number, heading.first.size, heading.bold))
        heading.level = level
    _mend(headings, broken)


def _is_parted(headings: Sequence[Passage], numbers: Sequence[Number | None], top: int) -> bool:
    """Whether larger headings without a number stand above the numbers of the highest rank.

    Either those begin again; or larger headings stand before and after them, more than there are numbers.
    """
    tops = [i for i, n in enumerate(numbers) if n and n.rank == top]
    if not tops or sum(n is not None and n.rank == top and n.value == 1 for n in numbers) > 1:
        return bool(tops)
    size = max(headings[i].first.size for i in tops)
    larger = [i for i, n in enumerate(numbers) if n is None and headings[i].first.size > size + LARGER]
    return len(larger) > len(tops) and larger[0] < tops[0] and tops[-1] < larger[-1]


def _number(heading: Passage) -> Number | None:
    """The number of a heading, one without a stop (1 总则) included."""
    bare_number = BARE_NUMBER.match(heading.first.text)
    if heading.number is None and bare_number:
        return Number("1.", 5, int(bare_number[1]), bare_number.end())
    return heading.number


def _style(heading: Passage) -> tuple[int, bool]:
    return round(heading.first.size * 2), heading.bold


def _chapter_styles(
    headings: Sequence[Passage], numbers: Sequence[Number | None], top: int, measure: Measure
) -> set[tuple[int, bool]]:
    """The styles that only numbered chapters have, larger than the text: an appendix set so is a chapter too.

    A style that headings between two chapters have as well is no chapter's.
    """
    chapters = {_style(h) for h, n in zip(headings, numbers, strict=True) if n and n.rank == top}
    deeper = {_style(h) for h, n in zip(headings, numbers, strict=True) if n and n.rank != top}
    tops = [i for i, n in enumerate(numbers) if n and n.rank == top]
    inside = {_style(headings[i]) for i in range(tops[0], tops[-1]) if numbers[i] is None} if tops else set()
    largest = max((_style(h)[0] for h, n in zip(headings, numbers, strict=True) if n is None), default=0)
    return {style for style in chapters - deeper - inside if style[0] >= max(2 * measure.size + 1.8, largest)}


def _ranked(numbers: Sequence[Number | None]) -> list[Number | None]:
    """The numbers with the ranks that this report gives their kinds.

    A kind that begins anew between two siblings of another kind is inside that one, whatever the custom is. A
    number of a deep kind that stands alone and is not 1 belongs to the words.
    """
    runs, inner = _nesting(numbers)
    order = sorted({(n.rank, n.kind) for n in numbers if n})
    kinds = [kind for _, kind in order]
    for outer, kind in sorted(inner):
        mistaken = kind in kinds and kinds.index(kind) < kinds.index(outer)
        if mistaken and inner[outer, kind] > max(1, inner[kind, outer]):
            kinds.remove(kind)
            kinds.insert(kinds.index(outer) + 1, kind)
    same = kinds == [kind for _, kind in order]
    return [
        None
        if n and n.rank >= DEEP and n.value != 1 and n.kind not in runs
        else n
        if same or n is None
        else replace(n, rank=kinds.index(n.kind))
        for n in numbers
    ]


def _nesting(numbers: Sequence[Number | None]) -> tuple[set[str], Counter[tuple[str, str]]]:
    """The kinds that count on, and how often one (second) begins between siblings of another (first)."""
    runs: set[str] = set()
    inner: Counter[tuple[str, str]] = Counter()
    last: dict[str, tuple[int, int]] = {}
    for i, number in enumerate(numbers):
        if number is None:
            continue
        value, at = last.get(number.kind, (0, 0))
        if value and number.value == value + 1:
            runs.add(number.kind)
            between = {n.kind for n in numbers[at:i] if n and n.value == 1 and n.kind != number.kind}
            inner.update((number.kind, kind) for kind in between)
        last[number.kind] = (number.value, i)
    return runs, inner


def _mend(headings: Sequence[Passage], broken: Sequence[tuple[Passage, str]]) -> None:
    """A number above 1 whose series began elsewhere (pages cut out) gets the level that its kind usually has."""
    lost = {id(heading) for heading, _ in broken}
    for heading, kind in broken:
        levels = Counter(
            other.level
            for other in headings
            if id(other) not in lost and other.number is not None and other.number.kind == kind
        )
        if levels:
            heading.level = levels.most_common(1)[0][0]


def _key(heading: Passage, number: Number | None) -> tuple[object, ...]:
    if number:
        return ("number", number.kind)
    return ("mark", round(heading.first.size * 2), heading.bold or heading.first.first_bold, heading.marker)


def _close_for_number(
    opened: list[_Open], number: Number, heading: Passage, top: int, parted: bool, text: float
) -> list[_Open]:
    """The headings that stay open above a numbered one.

    ``top`` is the highest rank in the report; ``parted``: numbers of that rank begin again and again, so that
    larger headings without a number stand above them. ``text`` is the size of running text.
    """
    if number.rank == top:
        return [o for o in opened if parted and o.number is None and o.size > heading.first.size + 0.7]
    for i in range(len(opened) - 1, -1, -1):
        known = opened[i].number
        if known and known.kind == number.kind and not _is_inner(opened[i], opened, number, heading):
            return opened[:i]
    for i, other in enumerate(opened):
        if other.number and other.number.rank > number.rank:
            return opened[:i]
    while opened and opened[-1].number is None and _is_beside(opened[-1], heading, text):
        opened = opened[:-1]
    return opened


def _is_beside(other: _Open, heading: Passage, text: float) -> bool:
    """Whether a heading without a number is smaller than a numbered one, or in one print with it, larger than text."""
    size = heading.first.size
    alike = abs(other.size - size) < 0.3 and other.bold == heading.bold and size > text + LARGER
    return other.size < size - 0.7 or alike


def _is_inner(known: _Open, opened: list[_Open], number: Number, heading: Passage) -> bool:
    """Whether a number that begins again is another series inside the open one of its kind."""
    if number.value != 1 or known.number is None or known.number.value == 0:
        return False
    return opened[-1] is not known and (known.size - heading.first.size > 0.7 or known.bold != heading.bold)


def _close_for_mark(opened: list[_Open], heading: Passage, named: int | None) -> list[_Open]:
    """The headings that stay open above one without a number."""
    if named:
        return [o for o in opened if o.level < named]
    key, size = _key(heading, None), heading.first.size
    for i, other in enumerate(opened):
        if other.key == key:
            return opened[:i]
    return [o for o in opened if o.size > size - 0.7] if opened and opened[-1].size < size - 0.7 else opened
