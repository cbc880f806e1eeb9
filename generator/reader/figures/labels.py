"""The words printed in a figure, one label at a time.

They often come last in the content stream, or stand round the drawing rather than in it, so they are taken
by place and by drawing order: what is drawn together with the words inside belongs to them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from generator.model import Box
from generator.reader.boxes import area, grown, holds, sides, union
from generator.reader.lines import text_of
from generator.reader.numbering import look_up_number
from generator.reader.pdf.page import Char, PageContent
from generator.reader.tables.cells import chars_to_lines, lines_to_text

ROUND = 26.0  # points: how far from a drawing its axis labels and legend stand
WORDS_APART = (
    2.5  # of the size: further apart, two pieces of text on a line have nothing to do with each other
)
CAPTION = re.compile(r"(?:图表|图片|照片|附图|图|表)\s*(?:\d|[一二三四五六七八九十]+[\s：:]|[：:])")
NUMBER = re.compile(r"^[-+－＋]?[\d,，.．]+\s*[%％]?$")


@dataclass(frozen=True, slots=True)
class Label:
    """One label: its words, its box and its characters. A number on a line of its own stays one in ``text``."""

    text: str
    box: Box
    indices: tuple[int, ...]

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its box."""
        return ((self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2)


def chars_in(page: PageContent, box: Box, taken: Collection[int] = ()) -> list[Char]:
    """The printed characters whose middle lies in a box."""
    return [
        char for char in page.chars if not char.hidden and char.index not in taken and holds(box, char.middle)
    ]


def chars_round(page: PageContent, box: Box, inner: Sequence[Char], taken: Collection[int]) -> list[Char]:
    """Characters outside a drawing that are labels of it: near it, short, and drawn together with the others.

    A line of running text is long or goes on beyond the drawing; a heading stands at the left; a caption says
    that it is one. None of these is a label.
    """
    known = {char.index for char in inner}
    near = [char for char in chars_in(page, grown(box, 4 * ROUND), taken) if char.index not in known]
    left = [label for label in find_labels(near) if _may_be_label(label, box, page)]
    found: list[Label] = []
    while True:
        more = [label for label in left if label not in found and _is_label(label, box, known, page)]
        if not more:
            break
        found += more
        known.update(index for label in more for index in label.indices)
    return sorted((page.chars[i] for label in found for i in label.indices), key=lambda char: char.index)


def _may_be_label(label: Label, box: Box, page: PageContent) -> bool:
    """Whether a run near a drawing is short, no caption, and no part of a line that goes on beyond its surroundings."""
    if len(label.text) > 24 or CAPTION.match(label.text) or _distance(label.box, box) > 1.6 * ROUND:
        return False
    reach, line = grown(box, 4 * ROUND), _line_round(label, page)
    return reach[0] <= line[0] and line[2] <= reach[2]


def _line_round(label: Label, page: PageContent) -> Box:
    """The box of the printed line that a label is part of: what stands beside it with no wider gap than words have."""
    beside = [
        char.box
        for char in page.chars
        if abs(char.middle[1] - label.middle[1]) < 4 and char.text.strip() and not char.hidden
    ]
    line, gap = label.box, WORDS_APART * page.chars[label.indices[0]].size
    for box in sorted(beside, reverse=True):
        if box[0] < line[0] and line[0] - box[2] < gap:
            line = union([line, box])
    for box in sorted(beside):
        if box[2] > line[2] and box[0] - line[2] < gap:
            line = union([line, box])
    return line


def _is_label(label: Label, box: Box, known: Collection[int], page: PageContent) -> bool:
    """Whether a run near a drawing belongs to it."""
    start, end = label.indices[0], label.indices[-1]
    together = any(index in known for index in (*range(start - 3, start), *range(end + 1, end + 4)))
    near = _distance(label.box, box) <= ROUND
    if label.box[3] <= box[1] + 2:
        centred = abs(label.middle[0] - (box[0] + box[2]) / 2) < 0.15 * (box[2] - box[0])
        return (centred and (together or not known)) or (
            together and near and _is_print_of(label, known, page)
        )
    if label.box[1] >= box[3] - 2:
        short = all(len(line) <= 10 for line in label.text.split("\n"))
        return near and short and (together or bool(NUMBER.match(label.text)) or not known)
    upright = sides(label.box)[1] > 2 * sides(label.box)[0]
    return near or upright


def _is_print_of(label: Label, known: Collection[int], page: PageContent) -> bool:
    """Whether a run has the size and weight that the words in a drawing have."""
    first = page.chars[label.indices[0]]
    return (
        any(abs(page.chars[i].size - first.size) < 0.3 and page.chars[i].bold == first.bold for i in known)
        and look_up_number(label.text) is None
    )


def _distance(a: Box, b: Box) -> float:
    """How far apart two boxes are, across or down, whichever is more; 0 where they meet."""
    across = max(a[0] - b[2], b[0] - a[2], 0.0)
    down = max(a[1] - b[3], b[1] - a[3], 0.0)
    return max(across, down)


def find_labels(chars: Iterable[Char]) -> list[Label]:
    """The labels that characters form: runs of the drawing order, cut at gaps; lines of one label together."""
    runs: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char.index):
        if runs and _goes_on(runs[-1], char):
            runs[-1].append(char)
        elif not char.text.isspace():
            runs.append([char])
    labels: list[list[list[Char]]] = []
    for run in runs:
        if labels and _is_next_line(labels[-1][-1], run):
            labels[-1].append(run)
        else:
            labels.append([run])
    return [_label(lines) for lines in labels]


def find_box_labels(page: PageContent, chars: Sequence[Char], boxes: Sequence[Box]) -> list[Label]:
    """The labels of a diagram: what stands in one of its boxes is one text, the rest goes by runs."""
    held: dict[Box | None, list[Char]] = {}
    by_size = sorted(set(boxes), key=area)
    for char in chars:
        home = next((box for box in by_size if holds(box, char.middle)), None)
        held.setdefault(home, []).append(char)
    labels = []
    for box, inside_box in held.items():
        if box is None:
            labels += find_labels(inside_box)
            continue
        lines = chars_to_lines(page.number, inside_box)
        padding = min((line.x0 - box[0] for line in lines), default=0.0)
        downward = len(lines) > 2 and sum(len(line.text) for line in lines) <= 1.4 * len(lines)
        right = box[0] if downward else box[2] - min(max(padding, 0.0), 12.0)
        text = lines_to_text(lines, inside_box, right)
        if text:
            printed = [char.box for char in inside_box if char.text.strip()]
            labels.append(Label(text, union(printed), tuple(char.index for char in inside_box)))
    return labels


def labels_to_texts(labels: Iterable[Label]) -> tuple[str, ...]:
    """The words of the labels, each line that says something of its own apart."""
    return tuple(line for label in labels for line in label.text.split("\n"))


def in_reading_order(labels: Iterable[Label]) -> list[Label]:
    """The labels row by row from the top, each row from the left."""
    rows: list[list[Label]] = []
    for label in sorted(labels, key=lambda label: (label.box[1], label.box[0])):
        if rows and label.box[1] < rows[-1][0].middle[1] and label.middle[1] < rows[-1][0].box[3]:
            rows[-1].append(label)
        else:
            rows.append([label])
    return [label for row in rows for label in sorted(row, key=lambda label: label.box[0])]


def _goes_on(run: list[Char], char: Char) -> bool:
    last = run[-1]
    size = max(last.size, char.size, 1.0)
    if char.index - last.index > 3:
        return False
    if _is_below(last, char, size) and (len(run) == 1 or _is_below(run[-2], last, size)):
        return True
    if char.turn != last.turn:
        return False
    if char.turn in (90, 270):
        return abs(char.x0 - last.x0) < 0.5 * size and abs(char.top - last.top) < 2.0 * size
    blank = last.text.isspace() or char.text.isspace()
    gap = char.x0 - last.x1 if not char.turn else last.x0 - char.x1
    return abs(char.base - last.base) < 0.3 * size and -0.7 * size < gap < (1.2 if blank else 0.5) * size


def _is_below(last: Char, char: Char, size: float) -> bool:
    """Whether a character stands right below another in a label that is written downwards."""
    downward = all(one.turn == 270 or (one.text >= "\u2e80" or one.text in "“”‘’—…") for one in (last, char))
    middle = abs(char.middle[0] - last.middle[0])
    return downward and middle < 0.3 * size and -0.4 * size < char.top - last.bottom < 0.6 * size


def _is_next_line(above: list[Char], below: list[Char]) -> bool:
    """Whether a run is the next line of a label: drawn next, right below, under the same middle or left edge."""
    size = max(above[0].size, below[0].size, 1.0)
    step = below[0].base - above[0].base
    if above[0].turn or below[0].turn or not 0.8 * size < step < 1.45 * size:
        return False
    if abs(above[0].size - below[0].size) > 0.5 or below[0].index - above[-1].index > 3:
        return False
    one, other = _printed(above), _printed(below)
    numbers = [text for text in (text_of(above), text_of(below)) if NUMBER.match(text)]
    if len(numbers) == 2 and len({text[-1] in "%％" for text in numbers}) == 1:
        return False
    middle = abs((one[0] + one[2]) - (other[0] + other[2])) / 2
    return middle < 0.35 * size or abs(one[0] - other[0]) < 0.15 * size


def _label(lines: Sequence[list[Char]]) -> Label:
    chars = [char for line in lines for char in line]
    text = ""
    for line in lines:
        words = text_of(line) if not line[0].turn else "".join(char.text for char in line).strip()
        latin = text and text[-1] < "\u2e80" and words[:1] < "\u2e80"
        ended = text and text[-1] not in ",，、;；:："
        number = ended and any(NUMBER.match(part) for part in (text.rsplit("\n", 1)[-1], words))
        text += ("\n" if number else " " if latin else "") + words
    return Label(text, _printed(chars), tuple(char.index for char in chars))


def _printed(chars: Sequence[Char]) -> Box:
    return union(char.box for char in chars if not char.text.isspace())
