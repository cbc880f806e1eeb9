"""Labels that hang in the margin: a name or a year at the left, its text beside it, one below the other.

On one baseline they look like a line with a gap. What tells them apart: the labels begin at one place and stand in
another print than the text, which begins at another place, with a label or without.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from generator.reader.layout.panels import Stand
from generator.reader.lines import Line
from generator.reader.measure import is_bold

LEAST = 3  # labels, fewer are chance
SAME = 2.0  # points: edges this near are one
LONGEST = 14  # characters of a label
SENTENCE = 14  # characters of a line that is more than a value
NARROW = 8.0  # points: the least width of the gap between the widest label and the text
APART = 1.25  # times the pitch of lines: blocks of text stand further apart
INDENT = 2.6  # of the size: the most that the first line of a text stands in
ROOM = 4.0  # of the size: how far beyond the longest line the edge of sentences may be that all end on theirs
FAR = 4.5  # of the size: a line further below belongs to something else


def find_hanging(lines: Sequence[Line]) -> tuple[int, int, list[Line]] | None:
    """The first labels with their texts: from which line to which, and these in reading order, each with its column."""
    for start, line in enumerate(lines):
        edges = _edges(line, lines[start + 1 :])
        if edges is None:
            continue
        end = start
        while (
            end < len(lines)
            and _fits(lines[end], *edges)
            and (end == start or _is_near(lines[end - 1], lines[end]))
        ):
            end += 1
        labels, texts = _parted(lines[start:end], edges[1])
        order = _in_order(labels, texts) if texts and _are_labels(labels, texts) else []
        if order:
            return start, end, order
    return None


def _edges(line: Line, below: Sequence[Line]) -> tuple[float, float] | None:
    """Where labels and texts begin, where a line with both may be the first; the text alone may be on the next line."""
    if isinstance(line, Stand):
        return None
    parts = line.pieces or (line,)
    if len(parts[0].text) > LONGEST:
        return None
    after = below[0] if below else None
    if len(parts) > 1:
        first = parts[1]
        hung = (
            after is not None and parts[0].x1 + NARROW < after.x0 < first.x0 < after.x0 + INDENT * first.size
        )
        return (parts[0].x0, after.x0 if hung and after is not None else first.x0)
    beside = after is not None and abs(after.base - line.base) < line.size and after.x0 - line.x1 > NARROW
    return (line.x0, after.x0) if after is not None and beside else None


def _fits(line: Line, left: float, right: float) -> bool:
    """Whether a line is a label, a text, or both."""
    if isinstance(line, Stand):
        return False
    parts = line.pieces or (line,)
    text = parts[1:] if abs(parts[0].x0 - left) < SAME else parts
    label = parts[0] if len(text) < len(parts) else None
    if label is not None and (label.x1 > right - NARROW or len(label.text) > LONGEST):
        return False
    indent = text[0].x0 - right if text else 0.0
    return not text or -SAME < indent < INDENT * text[0].size


def _is_near(above: Line, line: Line) -> bool:
    return line.base - above.base < FAR * max(line.size, above.size)


def _parted(lines: Sequence[Line], right: float) -> tuple[list[Line], list[Line]]:
    labels = [piece for line in lines for piece in line.pieces or (line,) if piece.x1 < right]
    texts = []
    for line in lines:
        parts = [piece for piece in line.pieces or (line,) if piece.x1 >= right]
        if len(parts) == 1:
            texts.append(parts[0])
        elif parts:
            texts.append(line if len(parts) == len(line.pieces) else _rest(line, parts))
    return labels, texts


def _rest(line: Line, parts: Sequence[Line]) -> Line:
    """A line without its label."""
    from generator.reader.layout.columns import joined

    return joined(parts)


def _are_labels(labels: Sequence[Line], texts: Sequence[Line]) -> bool:
    """Whether labels are in another print than the texts, and the texts more than values."""
    if len(labels) < LEAST or len({(label.size, is_bold(label)) for label in labels}) > 1:
        return False
    size = sorted(text.size for text in texts)[len(texts) // 2]
    bold = sum(is_bold(text) for text in texts) > 0.5 * len(texts)
    marked = labels[0].size > size + 0.9 or (is_bold(labels[0]) and not bold)
    long = sum(text.ink >= SENTENCE for text in texts)
    return marked and long >= 0.5 * len(texts)


def _in_order(labels: Sequence[Line], texts: Sequence[Line]) -> list[Line]:
    """Each label before its text; empty where they cannot be told."""
    blocks = _blocks(texts, labels)
    if len(blocks) != len(labels):
        return []
    left, right = min(label.x0 for label in labels), max(label.x1 for label in labels)
    start, end = min(text.x0 for text in texts), max(text.x1 for text in texts)
    if max(Counter(round(text.x1) for text in texts).values()) < LEAST and all(
        text.text.endswith("。") for text in texts
    ):  # none of them is full
        end += ROOM * texts[0].size
    ordered: list[Line] = []
    for label, block in zip(labels, blocks, strict=True):
        if not block[0].base - 1.5 * label.size < label.base < block[-1].base + label.size:
            return []
        ordered.append(replace(label, column=(left, right)))
        ordered += [replace(text, column=(start, end)) for text in block]
    return ordered


def _blocks(texts: Sequence[Line], labels: Sequence[Line]) -> list[list[Line]]:
    """The texts in blocks: one begins beside each label, or after a wider space."""
    beside = [min(range(len(texts)), key=lambda i: abs(texts[i].base - label.base)) for label in labels]
    level = all(
        abs(texts[i].base - label.base) < 0.8 * label.size for i, label in zip(beside, labels, strict=True)
    )
    if level and beside[0] == 0 and len(set(beside)) == len(beside):
        return [list(texts[i:k]) for i, k in pairwise([*beside, len(texts)])]
    steps = [below.base - above.base for above, below in pairwise(texts)]
    if not steps:
        return [list(texts)]
    ends = [i + 1 for i, step in enumerate(steps) if step > APART * min(steps)]
    return [list(texts[i:k]) for i, k in pairwise([0, *ends, len(texts)])]
