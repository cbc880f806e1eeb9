"""What the running text of a report looks like: its size, face, edges and pitch."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from generator.reader.lines import CHINESE, Line

STOP = re.compile(
    r"。$|^[^\u3400-\u9fff]*[A-Za-z%)\d”’][.][”’]?$"
)  # the end of a paragraph, English ones too
LEADER = re.compile(r"[.．·…‥]{4,}")  # a contents page has more dots than words
FEW = 8  # wide lines on a page, from which they tell its edges
BOLD = 0.75  # share of bold characters from which a line is bold


@dataclass(frozen=True, slots=True)
class Measure:
    """The running text: size in points, face, whether it is bold, left and right edge, and pitch over size.

    ``indented``: paragraphs begin with an indent. ``spaced``: a space stands between Chinese and Latin words.
    ``sizes``: all sizes (to half a point) in which running text is set; such a size marks no heading.
    ``tagged``: the file's own tags tell its paragraphs and can be believed. ``tight``: the pitch inside paragraphs,
    over the size, where they stand further apart than their lines do; 0 where they do not.
    """

    size: float
    face: str
    bold: bool
    left: float
    right: float
    pitch: float
    indented: bool
    spaced: bool
    sizes: frozenset[float] = frozenset()
    tagged: bool = False
    tight: float = 0.0


def lines_to_measure(lines: Sequence[Line]) -> Measure:
    """The measure that most characters of the lines follow."""
    if not lines:
        return Measure(12.0, "", False, 90.0, 505.0, 1.5, True, False)
    weights: Counter[tuple[float, str, bool]] = Counter()
    for line in [line for line in lines if CHINESE.search(line.text)] or lines:
        weights[round(line.size * 2) / 2, line.face, is_bold(line)] += len(LEADER.sub("", line.text))
    size, face, bold = weights.most_common(1)[0][0]
    body = [line for line in lines if abs(line.size - size) < 0.6 and is_bold(line) == bold] or list(lines)
    widest = max(line.x1 - line.x0 for line in body)
    wide = [line for line in body if line.x1 - line.x0 > 0.75 * _room(line, widest)] or body
    left = min(_clusters((line.x0 for line in wide), 3.0, 0.2 * len(wide)))
    right = _commonest((line.x1 for line in wide), 2.0)
    starts = Counter(_indent(line, left, size) for line in wide)
    return Measure(
        size,
        face,
        bold,
        left,
        right,
        _pitch(lines, right),
        starts[True] > 0.08 * len(wide),
        _is_spaced(body),
        _text_sizes(lines, right - left),
        tight=_tight_pitch(body, left, right),
    )


def set_edges(pages: Sequence[tuple[float, Sequence[Line]]]) -> None:
    """Gives every line that has no column the edges of the text on its page; ``pages``: width and lines of each.

    Margins differ between landscape and portrait pages, and between odd and even pages of a bound report. Where
    a page has too few full lines to tell, the edges of all pages of its width hold. A page whose lines all stand
    in what is a column on other pages has nothing in the others.
    """
    columns = Counter(line.column for _, lines in pages for line in lines if line.column)
    groups: defaultdict[int, list[Line]] = defaultdict(list)
    for width, lines in pages:
        groups[round(width / 10)] += lines
    whole = {key: [line for line in lines if line.column is None] for key, lines in groups.items()}
    measures = {
        key: lines_to_measure(whole[key] if len(whole[key]) >= FEW else lines)
        for key, lines in groups.items()
    }
    for width, lines in pages:
        measure = measures[round(width / 10)]
        span = measure.right - measure.left
        wide = [line for line in lines if line.column is None and line.x1 - line.x0 > 0.6 * span]
        rights = [
            (edge, count)
            for edge, count in common_edges(line.x1 for line in wide)
            if count >= 0.3 * len(wide)
        ]
        lefts = common_edges(line.x0 for line in wide)
        right = max((edge for edge, _ in rights), default=measure.right)
        left = min((edge for edge, _ in lefts), default=measure.left)
        if len(wide) < FEW:  # a few first lines, all indented, or last ones tell nothing of the edges
            left = measure.left if left - measure.left > 1.2 * measure.size else left
            right = measure.right if measure.right - right > 0.6 * measure.size else right
        edges = _column_of(lines, columns) or (left, right)
        for line in lines:
            line.column = line.column or edges


def _column_of(lines: Sequence[Line], columns: Counter[tuple[float, float]]) -> tuple[float, float] | None:
    """The column of other pages in which all lines of a page stand."""
    for column, count in columns.most_common():
        if count >= 10 and all(column[0] - 3 < x.x0 and x.x1 < column[1] + 3 for x in lines):
            return column
    return None


def _text_sizes(lines: Sequence[Line], span: float) -> frozenset[float]:
    """The sizes that a fair share of plain lines have, among them full ones."""
    full: Counter[float] = Counter()
    for line in lines:
        if not is_bold(line) and line.x1 - line.x0 > 0.75 * span:
            full[round(line.size * 2) / 2] += 1
    return frozenset(size for size, count in full.items() if count >= max(4, 0.04 * full.total()))


def common_edges(values: Iterable[float]) -> list[tuple[float, int]]:
    """Places where at least three lines begin or end, with how many do."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][0] <= 3.0:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [(max(group), len(group)) for group in groups if len(group) >= 3]


def is_bold(line: Line) -> bool:
    """Whether a line is bold as a whole."""
    return line.boldness >= BOLD


def _room(line: Line, widest: float) -> float:
    """The width of the column that a line stands in."""
    return line.column[1] - line.column[0] if line.column else widest


def _indent(line: Line, left: float, size: float) -> bool:
    return 1.4 * size <= line.x0 - (line.column[0] if line.column else left) <= 2.9 * size


def _clusters(values: Iterable[float], step: float, fewest: float) -> list[float]:
    """The places, a step apart, at which at least so many values lie; where none does, the commonest."""
    every = sorted(values)
    counts = Counter(round(value / step) for value in every)
    places = [key for key, count in counts.items() if count >= fewest] or [counts.most_common(1)[0][0]]
    return [next(value for value in every if round(value / step) == key) for key in places]


def _commonest(values: Iterable[float], step: float) -> float:
    """The value in whose neighbourhood most lie; of equals the largest."""
    groups: defaultdict[int, list[float]] = defaultdict(list)
    for value in values:
        groups[round(value / step)].append(value)
    counts = Counter({key: len(group) for key, group in groups.items()})
    key = max(groups, key=lambda k: (counts[k] + 0.5 * counts[k - 1] + 0.5 * counts[k + 1], k))
    return sum(groups[key]) / len(groups[key])


def _pitch(lines: Sequence[Line], right: float) -> float:
    """The widest usual distance of two lines of one paragraph, over their size.

    Lines are of one paragraph where the upper one is full and the lower one begins no further in.
    """
    steps: Counter[float] = Counter()
    for a, b in pairwise(lines):
        if a.page != b.page or a.size != b.size or right - a.x1 > 1.5 * a.size or b.x0 > a.x0 + 0.5 * a.size:
            continue
        if 0.9 * a.size < b.base - a.base < 3.5 * a.size:
            steps[round((b.base - a.base) / a.size, 1)] += 1
    usual = [step for step, count in steps.items() if count >= max(2, 0.04 * steps.total())]
    return max(usual, default=max(steps, default=1.9))


def _tight_pitch(lines: Sequence[Line], left: float, right: float) -> float:
    """The pitch inside paragraphs, over the size, where more than that stands between them; else 0."""
    inside: list[float] = []
    between: list[float] = []
    for a, b in pairwise(lines):
        step = (b.base - a.base) / a.size
        if a.page != b.page or a.column != b.column or not 0.9 < step < 4.0:
            continue
        ended = bool(STOP.search(a.text))
        if ended and right - a.x1 > 4 * a.size:
            between.append(step)
        elif not ended and a.x1 - left > 0.75 * (right - left) and b.x0 - a.x0 < 0.5 * a.size:
            inside.append(step)
    if min(len(inside), len(between)) < 3:
        return 0.0
    return median(inside) if median(between) > 1.2 * median(inside) else 0.0


def _is_spaced(lines: Sequence[Line]) -> bool:
    """Whether the text layer has a space between most Chinese and Latin words."""
    text = "\n".join(line.text for line in lines)
    tight = len(re.findall(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]", text))
    spaced = len(re.findall(r"[\u4e00-\u9fff] [A-Za-z0-9]|[A-Za-z0-9] [\u4e00-\u9fff]", text))
    return spaced > tight
