"""Arithmetic of boxes ``(x0, top, x1, bottom)`` in points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.model import Box


def sides(box: Box) -> tuple[float, float]:
    """Width and height; negative for the overlap of boxes that do not meet."""
    return (box[2] - box[0], box[3] - box[1])


def area(box: Box) -> float:
    """Width by height, 0 for an empty box."""
    wide, high = sides(box)
    return max(0.0, wide) * max(0.0, high)


def overlap(a: Box, b: Box) -> Box:
    """The part that two boxes share."""
    return (max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))


def union(boxes: Iterable[Box]) -> Box:
    """The box round all boxes; there is at least one."""
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return (min(x0), min(top), max(x1), max(bottom))


def inside(inner: Box, outer: Box, slack: float = 0.0) -> bool:
    """Whether a box lies in another, give or take ``slack``."""
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def holds(box: Box, point: tuple[float, float]) -> bool:
    """Whether a point lies in a box."""
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def grown(box: Box, by: float) -> Box:
    """The box with a margin all round."""
    return (box[0] - by, box[1] - by, box[2] + by, box[3] + by)


def groups(boxes: Sequence[Box], reach: float) -> list[list[int]]:
    """The places of boxes that touch each other, directly or through others, within ``reach``."""
    return connected(len(boxes), _touching(boxes, reach))


def _touching(boxes: Sequence[Box], reach: float) -> Iterator[tuple[int, int]]:
    """The places of each two boxes that touch."""
    order = sorted(range(len(boxes)), key=lambda i: boxes[i][1])
    for n, i in enumerate(order):
        for j in order[n + 1 :]:
            if boxes[j][1] > boxes[i][3] + reach:
                break
            if boxes[j][0] <= boxes[i][2] + reach and boxes[i][0] <= boxes[j][2] + reach:
                yield i, j


def connected(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The numbers below ``count`` in the sets that ``pairs`` of them form, each set and all sets in order."""
    leader = list(range(count))

    def lead(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    for i, j in pairs:
        leader[lead(j)] = lead(i)
    found: dict[int, list[int]] = {}
    for i in range(count):
        found.setdefault(lead(i), []).append(i)
    return list(found.values())
