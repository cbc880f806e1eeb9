"""Lines → passages: a paragraph, an item, a heading, each whole.

Chinese reports have one line pitch throughout and no gap between paragraphs. What ends a paragraph is a
last line short of the measure; what begins one is an indent of two characters. A line is full where the
next line's first word would not have fitted on it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from generator.reader.lines import CHINESE, LATIN, Line
from generator.reader.measure import Measure, is_bold
from generator.reader.numbering import DATE, Number, is_figure, look_up_number

Kind = Literal["text", "heading", "caption", "unit", "signature", "note"]
END = re.compile(
    r"(?:[。！？](?:\[?\d{1,2}\]?|[①-⑳])?|[!?；;：:…])[”’」』）)》\"]*$"  # the mark of a footnote may follow
    r"|^[^\u3400-\u9fff]*[A-Za-z%)\d”’][.][”’)\"]*$"  # a line of English
)
PLAIN_NUMBER = re.compile(r"\d[\d,，.．]*")
TAGGED = 15  # pairs of lines from which tags are judged
DEEPEST = 4.6  # of the size: no first line is indented more
SIGNED = 20  # characters of a line that signs, over the date, and of a short item
NEAR = 0.8  # of the size: edges this near are one


@dataclass(slots=True, eq=False)
class Passage:
    """Lines that belong together, in reading order, over pages if need be. ``kind`` is found out step by step."""

    lines: list[Line]
    kind: Kind = "text"
    level: int = 0
    spaced: bool = False
    loose: bool = field(default=False)

    @property
    def first(self) -> Line:
        """The first line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """The last line."""
        return self.lines[-1]

    @property
    def marker(self) -> str | None:
        """The bullet, where there is one."""
        return self.lines[0].marker

    @property
    def text(self) -> str:
        """The words, lines joined."""
        return join_text([line.text for line in self.lines], self.spaced)

    @property
    def number(self) -> Number | None:
        """The printed number at the beginning."""
        return look_up_number(self.lines[0].text)

    @property
    def bold(self) -> bool:
        """Whether it is bold as a whole."""
        return all(is_bold(line) for line in self.lines)

    @property
    def ended(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(END.search(self.last.text))

    @property
    def margin(self) -> float:
        """The left edge of the lines after the first; of the first where there is no other.

        Where the lines have passed a figure, that of the lines since.
        """
        since = [line for line in self.lines[1:] if line.beside == self.lines[-1].beside]
        return since[0].x0 if since else self.lines[0].x0


def join_text(texts: Sequence[str], spaced: bool) -> str:
    """Lines as one text: a space between Latin words, none between Chinese characters.

    ``spaced``: the report puts a space between Chinese and Latin words. Nothing is de-hyphenated: codes end
    in a hyphen as often as words do.
    """
    joined = texts[0]
    for text in texts[1:]:
        if not text or not joined:
            joined += text
            continue
        left, right = bool(LATIN.match(joined[-1])), bool(LATIN.match(text[0]))
        chinese = any("\u4e00" <= char <= "\u9fff" for char in (joined[-1], text[0]))
        # Quotation marks and % stand close to Chinese, and apart from English words.
        ends, begins = (",.;:)", "(") if CHINESE.search(joined + text) else (",.;:)%”’!?", "(“‘")
        words = (left or joined[-1] in ends) and (right or text[0] in begins)
        joined += (" " if words or (spaced and chinese and (left or right)) else "") + text
    return joined


def lines_to_passages(lines: Sequence[Line], measure: Measure) -> list[Passage]:
    """The passages that lines following one another form, nothing standing between them."""
    passages: list[Passage] = []
    rights = _right_edges(lines, measure)
    for i, line in enumerate(lines):
        before = passages[-1] if passages and _goes_on(passages[-1], line, rights[i - 1], measure) else None
        if before and not (i + 1 < len(lines) and _begins(before, line, lines[i + 1], rights[i], measure)):
            before.lines.append(line)
        else:
            passages.append(Passage([line], spaced=measure.spaced))
    return _with_units(passages)


def _with_units(passages: Sequence[Passage]) -> list[Passage]:
    """The passages, a key figure and the unit on the line below it as one."""
    joined: list[Passage] = []
    for passage in passages:
        if joined and _is_unit_of(joined[-1], passage):
            joined[-1].lines += passage.lines
        else:
            joined.append(passage)
    return joined


def _is_unit_of(figure: Passage, unit: Passage) -> bool:
    """Whether a short line is nothing but the unit of the number above it, and no larger than that."""
    number, line = figure.last, unit.first
    if (
        len(figure.lines) > 1
        or len(unit.lines) > 1
        or line.page != number.page
        or number.column != line.column
    ):
        return False
    words = line.text.strip()
    if not PLAIN_NUMBER.fullmatch(number.text.strip()) or words[:1].isdigit() or line.marker:
        return False
    near = 0 < line.base - number.base < 2.2 * number.size and line.size < number.size + 0.1
    under = min(abs(line.middle - number.middle), abs(line.x0 - number.x0)) < number.size
    return near and under and is_figure(number.text.strip() + words)


def tags_agree(pages: Sequence[Sequence[Line]], measure: Measure) -> bool:
    """Whether a tagged file's elements are its paragraphs: they hold together what lines and indents do."""
    same = pairs = 0
    for lines in pages:
        for passage in lines_to_passages(lines, measure):
            for above, below in pairwise(passage.lines):
                if above.end_tag is not None and below.tag is not None:
                    pairs += 1
                    same += above.end_tag == below.tag
    return pairs >= TAGGED and same > 0.9 * pairs


def _right_edges(lines: Sequence[Line], measure: Measure) -> list[float]:
    """The right edge of the text at each line: the column's, or a nearer one where three lines end there."""
    edges = [edges_of(line, measure)[1] for line in lines]
    for i in range(len(lines) - 2):
        three = lines[i : i + 3]
        same = max(line.x1 for line in three) - min(line.x1 for line in three) < 1.2
        if same and three[1].x0 - three[2].x0 < 1.2 and all(line.ink >= 8 for line in three):
            for k in range(i, i + 3):
                edges[k] = min(edges[k], lines[k].x1)
    return edges


def edges_of(line: Line, measure: Measure) -> tuple[float, float]:
    """The left and right edge of the text where a line stands."""
    left, right = line.column or (measure.left, measure.right)
    return (
        left if line.beside[0] is None else line.beside[0],
        right if line.beside[1] is None else line.beside[1],
    )


def is_full(line: Line, after: Line, right: float) -> bool:
    """Whether the first word of the line after would not have fitted on a line that may reach ``right``."""
    need = after.token + 0.5 * line.size
    return right - line.x1 <= min(need, 0.8 * (right - line.x0))


def runs_on(passage: Passage, after: Passage, measure: Measure) -> bool:
    """Whether a passage goes on after a page end, a column end, or a figure that stands in it."""
    last, first = passage.last, after.first
    if (
        is_figure(passage.text)
        or after.marker
        or abs(last.size - first.size) > 0.6
        or is_bold(last) != is_bold(first)
    ):
        return False
    shifted = first.page != last.page or first.column != last.column
    if len(passage.lines) == 1 and _is_set_right(last, measure):
        return False
    if len(passage.lines) == 1 and last.ink <= SIGNED and _is_wider(last, first):
        return False
    right = edges_of(last, measure)[1]
    if not _is_flush(passage, after, measure):
        return False
    if passage.ended:
        indented = passage.first.x0 - passage.margin > 1.2 * passage.first.size
        return (
            shifted
            and measure.indented
            and indented
            and len(passage.lines) > 1
            and is_full(last, first, right)
            and look_up_number(first.text) is None
        )
    return is_full(last, first, right) or last.text[-1:] in "，、,"


def _is_wider(last: Line, first: Line) -> bool:
    """Whether a line below a column of the same page is in a much wider one: no paragraph goes on from one to the other."""
    if first.page != last.page or not (last.column and first.column) or first.base < last.base:
        return False
    (left, right), (start, end) = last.column, first.column
    return start < left - NEAR * last.size and end - start > 1.5 * (right - left)


def _is_flush(passage: Passage, after: Passage, measure: Measure) -> bool:
    """Whether the passage after begins without an indent."""
    first, size = after.first, after.first.size
    if len(after.lines) > 1:
        return first.x0 - after.lines[1].x0 <= NEAR * size
    left = edges_of(first, measure)[0]
    margin = passage.margin - edges_of(passage.last, measure)[0] if len(passage.lines) > 1 else 0.0
    if len(passage.lines) == 1 and not passage.ended and (passage.marker or passage.number):
        margin = passage.first.text_x0 - edges_of(passage.last, measure)[0] + 0.5 * size
    return first.x0 - left - max(margin, 0.0) <= NEAR * size


def _goes_on(passage: Passage, line: Line, right: float, measure: Measure) -> bool:
    """Whether a line belongs to the passage above it."""
    last = passage.last
    if line.marker or line.page != last.page or line.column != last.column:
        return False
    if abs(line.size - last.size) > 0.12 * last.size or not _is_near(passage, line, measure):
        return False
    if len(passage.lines) == 1 and last.ink <= SIGNED and DATE.fullmatch(line.text.strip()):
        return False
    if len(passage.lines) == 1 and _is_set_right(last, measure) and line.x0 - last.x0 > -0.5 * line.size:
        return False
    tagged = measure.tagged and last.end_tag is not None and line.tag is not None
    if tagged and last.end_tag != line.tag:
        return False
    if not is_full(last, line, right):
        return _centred_title(passage, line, measure) or _keeps_pitch(passage, line, measure)
    if tagged and is_bold(last) == is_bold(line):
        return True
    if _changes_face(passage, line):
        return False
    if look_up_number(line.text) and (passage.ended or not _at_margin(passage, line)):
        return False
    if line.beside != last.beside:
        return line.x0 - edges_of(line, measure)[0] <= NEAR * line.size
    return _at_indent(passage, line, measure)


def _is_set_right(line: Line, measure: Measure) -> bool:
    """Whether a line stands at the right edge, far from the left one: who said something, who signs."""
    left, right = edges_of(line, measure)
    return right - line.x1 < line.size and line.x0 - left > max(0.3 * (right - left), DEEPEST * line.size)


def _begins(passage: Passage, line: Line, after: Line, right: float, measure: Measure) -> bool:
    """Whether a line under an item that hangs is the indented first one of a paragraph: the next one stands left."""
    left = edges_of(line, measure)[0]
    alone = len(passage.lines) < 2 and not passage.marker
    if not passage.ended or alone or line.x0 - left < 1.2 * line.size or after.marker:
        return False
    same = after.page == line.page and after.column == line.column and abs(after.size - line.size) < 0.6
    return (
        same
        and after.x0 - left <= NEAR * line.size
        and is_full(line, after, right)
        and not (look_up_number(after.text))
    )


def _is_near(passage: Passage, line: Line, measure: Measure) -> bool:
    step = line.base - passage.last.base
    usual = (measure.tight or measure.pitch) * max(line.size, passage.last.size)
    if len(passage.lines) > 1:
        usual = max(passage.lines[i + 1].base - passage.lines[i].base for i in range(len(passage.lines) - 1))
    apart = bool(measure.tight) and abs(line.size - measure.size) < 0.6
    return 0 < step <= (1.12 if apart else 1.25) * usual


def _keeps_pitch(passage: Passage, line: Line, measure: Measure) -> bool:
    """Whether paragraphs stand apart and these lines do not: a ragged line may end well before the edge."""
    last = passage.last
    left, right = edges_of(last, measure)
    far = 0.9 if passage.number and len(passage.lines) == 1 else 0.75
    long = last.x1 - left > far * (right - left) and line.base - last.base <= 1.1 * measure.tight * line.size
    flush = abs(line.x0 - (passage.margin if len(passage.lines) > 1 else last.text_x0)) <= NEAR * line.size
    return (
        long
        and flush
        and not passage.ended
        and not look_up_number(line.text)
        and not _changes_face(passage, line)
    )


def _centred_title(passage: Passage, line: Line, measure: Measure) -> bool:
    """Whether a line is the second one of a centred title."""
    last = passage.last
    left, right = edges_of(line, measure)
    middle = (left + right) / 2
    centred = all(abs(part.middle - middle) < part.size for part in (last, line))
    marked = all(is_bold(part) or part.size > measure.size + 1.5 for part in (last, line))
    inset = min(last.x0, line.x0) - left > 2 * line.size
    return centred and marked and inset and is_bold(last) == is_bold(line) and last.page == line.page


def _changes_face(passage: Passage, line: Line) -> bool:
    """Whether a heading ends and text begins, or the other way round; not so inside an open paragraph."""
    last = passage.last
    if not passage.ended and _at_margin(passage, line):
        return False
    if is_bold(last) != is_bold(line):
        return passage.ended or last.last_bold != line.first_bold
    chinese = CHINESE.search(last.text) and CHINESE.search(line.text)
    return bool(chinese) and last.face != line.face and len(passage.lines) == 1 and line.ink > 3


def _at_margin(passage: Passage, line: Line) -> bool:
    if len(passage.lines) > 1:
        return abs(line.x0 - passage.margin) <= NEAR * line.size
    return passage.first.x0 - line.x0 > NEAR * line.size


def _at_indent(passage: Passage, line: Line, measure: Measure) -> bool:
    """Whether the left edge of a line lets it go on with the passage."""
    size, first = line.size, passage.first
    if len(passage.lines) > 1:
        return abs(line.x0 - passage.margin) <= 1.2 * size
    shift = line.x0 - first.x0
    if shift < -NEAR * size:
        return shift > -DEEPEST * size
    left, right = edges_of(first, measure)
    wide = first.x1 - first.x0 > 0.7 * (right - left)
    if wide and not passage.ended and abs(first.middle - line.middle) < 0.3 * size:
        return True
    if shift <= NEAR * size:
        left = edges_of(first, measure)[0]
        return not (passage.ended and measure.indented and first.x0 - left > 1.2 * size)
    number = look_up_number(first.text)
    slack = 0.5 if passage.ended else 2.5 if number else 1.2
    hanging = first.text_x0 - first.x0 + slack * size
    return bool(number or first.marker) and shift <= hanging
