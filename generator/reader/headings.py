"""Which passages are headings, and of what level.

Three witnesses: the mark (bold or faked bold, larger, another face than the running text), the printed
number, and the contents page. A number without a mark is a heading only where its siblings are: where text
follows each of them. Levels come from the order in which kinds of number and mark open inside one another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.model import bare
from generator.reader.measure import Measure
from generator.reader.numbering import Number, is_figure, without_number
from generator.reader.passages import Passage, edges_of

LONE_NUMBER = re.compile(r"第\s*[一二三四五六七八九十百零〇0-9]{1,4}\s*(?:部分|编|篇|章|节)")
BARE_NUMBER = re.compile(r"(\d{1,2})[ \u3000]+(?=[\u4e00-\u9fffA-Z])(?![年月日个家名人次项])")
HEADING_ROLE = re.compile(r"H[1-6]")
PLACED = 3  # headings that only their place marks: fewer are chance
DEEP = 7  # rank from which a kind of number is seldom that of a lone heading
LONGEST = 70  # characters of a heading; English takes twice as many
HAN = re.compile(r"[\u3400-\u9fff]")
SENTENCE = re.compile(r"[。；;，,、]$")
DIGIT = "[0-9０-９〇○O零一二三四五六七八九十元]"
DATE = re.compile(rf"(?:{DIGIT}\s*){{2,4}}年\s*(?:{DIGIT}\s*){{1,3}}月(?:\s*(?:{DIGIT}\s*){{1,3}}日)?")


def find_marked(passages: Sequence[Passage], measure: Measure, contents: Mapping[str, int]) -> None:
    """Makes headings of the passages that are marked as such, or named in the contents."""
    for i, passage in enumerate(passages):
        if passage.kind == "text" and _may_be(passage):
            named = bare(passage.text) in contents or bare(without_number(passage.text)) in contents
            tagged = measure.tagged and HEADING_ROLE.fullmatch(passage.first.role)
            if named or tagged or _is_marked(passage, _text_below(passages, i), measure):
                passage.kind = "heading"


def _text_below(passages: Sequence[Passage], i: int) -> Passage | None:
    """The next running text: a passage of several lines, or one that ends as a sentence."""
    for passage in passages[i + 1 : i + 7]:
        if passage.kind == "text" and (len(passage.lines) > 1 or passage.last.text.endswith("。")):
            return passage
    return None


def find_numbered(items: Sequence[object], measure: Measure) -> None:
    """Makes headings of numbered lines without a mark, where a run of siblings shows that they are.

    ``items`` are the passages, tables and figures of the report in order.
    """
    forms = {id(items[i]) for i in range(len(items) - 1) if _is_asked(items[i], items[i + 1])}
    for series in (*_series(items), *_series(items)):  # twice: what opens a numbered heading is seen then
        members = [(i, items[i]) for i in series if id(items[i]) not in forms]
        plain = [(i, p) for i, p in members if isinstance(p, Passage) and p.kind == "text"]
        short = sum(_is_short(p) for _, p in plain)
        if not plain or short < 0.6 * len(plain) or not all(_is_short(p) or _may_be(p) for _, p in plain):
            continue
        opens = [_opens(items, i) for i, _ in members]
        inner = opens[:-1] if len(opens) > 1 else opens
        if sum(inner) > 0.6 * len(inner) and (len(members) > 1 or _stands_alone(items, *plain[0], measure)):
            for _, passage in plain:
                passage.kind = "heading"


def _is_asked(this: object, after: object) -> bool:
    """Whether a line is a question of a form: boxes to be ticked follow."""
    ballots = isinstance(after, Passage) and sum(after.text.count(box) for box in "□☐■☑") > 1
    return ballots and isinstance(this, Passage)


def find_placed(items: Sequence[object], measure: Measure) -> None:
    """Makes headings of short lines that only their place marks: at the margin, over paragraphs that are indented."""
    if not measure.indented:
        return
    placed = [
        this
        for before, this, after in zip([None, *items], items, [*items[1:], None], strict=False)
        if isinstance(this, Passage)
        and isinstance(after, Passage)
        and _is_placed(this, after, measure)
        and _is_closed(before)
    ]
    if len(placed) >= PLACED:
        for passage in placed:
            passage.kind = "heading"


def _is_placed(this: Passage, after: Passage, measure: Measure) -> bool:
    """Whether a line stands at the margin and a paragraph under it is indented."""
    first, below = this.first, after.first
    if this.kind != "text" or after.kind != "text" or this.marker or this.number or len(this.lines) > 1:
        return False
    if not 2 <= len(this.text) <= 20 or re.search(r"[：:，,。；;、！？□√“”]", this.text) or not _may_be(this):
        return False
    left = edges_of(first, measure)[0]
    indented = below.x0 - first.x0 > 1.4 * below.size and after.last.text.endswith(("。", "："))
    return abs(first.x0 - left) < 0.5 * first.size and indented and first.page == below.page


def _is_closed(before: object) -> bool:
    """Whether nothing goes on from what stands before: the beginning, a heading, a figure, a whole paragraph."""
    return not isinstance(before, Passage) or before.kind == "heading" or before.ended


@dataclass(slots=True)
class _Open:
    """A heading that is open: what kind it is, its level, its number's value and its size."""

    key: tuple[object, ...]
    level: int
    number: Number | None
    size: float
    bold: bool


def join_numbers(passages: Sequence[Passage]) -> list[Passage]:
    """The passages with 第一章 on a line of its own joined to the title under it."""
    joined: list[Passage] = []
    for passage in passages:
        before = joined[-1] if joined else None
        if (
            before is not None
            and passage.kind == "heading"
            and len(before.lines) == 1
            and LONE_NUMBER.fullmatch(before.text)
            and passage.number is None
            and before.first.page == passage.first.page
            and before.kind in ("text", "heading")
        ):
            before.lines += passage.lines
            before.kind = "heading"
        else:
            joined.append(passage)
    return joined


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
    parted = sum(n is not None and n.rank == top and n.value == 1 for n in numbers) > 1
    opened: list[_Open] = []
    broken: list[tuple[Passage, str]] = []
    for heading, number, name in zip(headings, numbers, named, strict=True):
        if number:
            if number.value > 1 and all(o.number is None or o.number.kind != number.kind for o in opened):
                broken.append((heading, number.kind))
            opened = _close_for_number(opened, number, heading, top, parted)
        elif _style(heading) in chapters:
            opened = []
        else:
            opened = _close_for_mark(opened, heading, name)
        level = opened[-1].level + 1 if opened else 1
        opened.append(_Open(_key(heading, number), level, number, heading.first.size, heading.bold))
        heading.level = level
    _mend(headings, broken)


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
    opened: list[_Open], number: Number, heading: Passage, top: int, parted: bool
) -> list[_Open]:
    """The headings that stay open above a numbered one.

    ``top`` is the highest rank in the report; ``parted``: numbers of that rank begin again and again, so that
    larger headings without a number stand above them.
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
    while opened and opened[-1].number is None and opened[-1].size < heading.first.size - 0.7:
        opened = opened[:-1]
    return opened


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


def _may_be(passage: Passage) -> bool:
    """Whether a passage has the shape of a heading."""
    text = passage.text
    if (
        len(text) > (LONGEST if HAN.search(text) else 2 * LONGEST)
        or len(passage.lines) > 3
        or not re.search(r"[\u3400-\u9fffA-Za-z]", text)
    ):
        return False
    if SENTENCE.search(text) and not (passage.number and text.endswith("。") and len(text) <= 30):
        return False
    if is_figure(text):
        return False
    return not DATE.fullmatch(text.strip()) and not re.search(r"[。；]", text[:-1])


def _is_marked(passage: Passage, below: Passage | None, measure: Measure) -> bool:
    """Whether a passage is set off from the running text: the report's, and that which follows it."""
    first = passage.first
    plain = below is None or not below.bold
    larger = below is None or first.size >= below.first.size + 0.9
    special = passage.bold or round(first.size * 2) / 2 not in measure.sizes
    if first.size >= measure.size + 0.9 and special and (larger or (passage.bold and plain)):
        return True
    if (
        not measure.bold
        and plain
        and first.size >= measure.size - 2.1
        and (passage.bold or _begins_bold(passage))
    ):
        return True
    other_face = bool(re.search(r"[\u3400-\u9fff]", first.text)) and first.face != measure.face
    if below is not None and below.first.face == first.face:
        return False
    return (
        other_face and first.size >= measure.size - 0.1 and _is_heavy(first.face) and len(passage.lines) == 1
    )


def _begins_bold(passage: Passage) -> bool:
    """Whether a single line begins in bold and ends plain, open and without the colon of a bold lead-in."""
    first = passage.first
    half = len(passage.lines) == 1 and first.first_bold and first.boldness > 0.15 and not passage.marker
    return half and not passage.ended and not re.search("[：:，,]", passage.text)


def _is_heavy(face: str) -> bool:
    """Whether a face is a black one, as headings have: 黑体 and its kin."""
    return bool(re.search(r"hei|黑|gothic|sans|bold", face, re.I)) and not re.search(
        r"yahei|雅黑|light", face, re.I
    )


def _series(items: Sequence[object]) -> list[list[int]]:
    """Runs of passages whose numbers are of one kind and count on."""
    runs: list[list[int]] = []
    current: dict[str, tuple[int, list[int]]] = {}
    for i, item in enumerate(items):
        number = item.number if isinstance(item, Passage) and item.kind in ("text", "heading") else None
        if number is None:
            continue
        last, run = current.get(number.kind, (0, []))
        if number.value != last + 1 or not run:
            run = []
            runs.append(run)
        run.append(i)
        current[number.kind] = (number.value, run)
    return runs


def _is_short(passage: Passage) -> bool:
    words = without_number(passage.text)
    if len(passage.lines) > 2 or not 2 <= len(words) <= 45 or passage.marker:
        return False
    return not re.search(r"[。；;，]$|[。；].|[：:].", words)


def _opens(items: Sequence[object], i: int) -> bool:
    """Whether something else than the next sibling follows."""
    this, after = items[i], items[i + 1] if i + 1 < len(items) else None
    if after is None or not isinstance(this, Passage):
        return False
    if not isinstance(after, Passage):
        return True
    one, two = this.number, after.number
    return not (one and two and one.kind == two.kind)


def _stands_alone(items: Sequence[object], i: int, passage: Passage, measure: Measure) -> bool:
    """Whether a single numbered line is a heading: short, and text, a table or a figure under it."""
    after = items[i + 1] if i + 1 < len(items) else None
    if len(passage.text) > 28 or len(passage.lines) > 1:
        return False
    if not isinstance(after, Passage) or (after.kind == "heading" and after.number is not None):
        return True
    return after.number is None and (after.ended or len(after.lines) > 1)
