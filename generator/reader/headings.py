"""Which passages are headings.

Three witnesses: the mark (bold or faked bold, larger, another face than the running text), the printed
number, and the contents page. A number without a mark is a heading only where its siblings are: where text
follows each of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from generator.model import bare
from generator.reader.levels import HEADING_ROLE
from generator.reader.lines import CHINESE
from generator.reader.measure import Measure
from generator.reader.numbering import DATE, is_figure, without_number
from generator.reader.passages import Passage, edges_of

LONE_NUMBER = re.compile(r"第\s*[一二三四五六七八九十百零〇0-9]{1,4}\s*(?:部分|编|篇|章|节)")
PLACED = 3  # headings that only their place marks: fewer are chance
LONGEST = 70  # characters of a heading; English takes twice as many
SENTENCE = re.compile(r"[。；;，,、]$")


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


def _may_be(passage: Passage) -> bool:
    """Whether a passage has the shape of a heading."""
    text = passage.text
    if (
        len(text) > (LONGEST if CHINESE.search(text) else 2 * LONGEST)
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
