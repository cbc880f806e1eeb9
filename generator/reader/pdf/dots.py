"""Dotted rules that are drawn dot by dot, as browsers draw them: each row of dots is one rule.

A pattern of dots over an area is none: its dots have others close above and below.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from generator.model import Box
from generator.reader.boxes import union
from generator.reader.pdf.page import Color, Rule

CLOSE = 4.5  # points: dots of one rule stand no further apart
LONG = 24.0  # points: a row of dots that is shorter is no rule
ALIKE = 0.5  # points: dots this near to one height are on it


Dot = tuple[Box, Color | None]


def dots_to_rules(dots: Sequence[Dot]) -> list[Rule]:
    """The rules that small filled boxes form, the horizontal ones first."""
    across = _runs(dots, 0)
    down = _runs(dots, 1)
    rules = [_rule(run, True) for run in across if not _is_pattern(run, across, 0)]
    return rules + [_rule(run, False) for run in down if not _is_pattern(run, down, 1)]


def _runs(dots: Sequence[Dot], way: int) -> list[list[Dot]]:
    """Rows of dots that follow one another closely along an axis (0: from left to right, 1: downwards)."""
    lines: defaultdict[int, list[Dot]] = defaultdict(list)
    for dot in dots:
        lines[round((dot[0][1 - way] + dot[0][3 - way]) / 2 / ALIKE)].append(dot)
    found = []
    for key in sorted(lines):
        line = sorted(lines[key], key=lambda dot: dot[0][way])
        ends = [i + 1 for i, (a, b) in enumerate(pairwise(line)) if b[0][way] - a[0][2 + way] > CLOSE]
        for start, end in pairwise([0, *ends, len(line)]):
            if line[end - 1][0][2 + way] - line[start][0][way] > LONG:
                found.append(line[start:end])
    return found


def _is_pattern(run: Sequence[Dot], runs: Sequence[Sequence[Dot]], way: int) -> bool:
    """Whether another row of dots stands close beside one, so that they cover an area."""
    low, high, at = run[0][0][way], run[-1][0][2 + way], run[0][0][1 - way]
    return any(
        other is not run
        and ALIKE < abs(other[0][0][1 - way] - at) < 2 * CLOSE
        and other[0][0][way] < high
        and other[-1][0][2 + way] > low
        for other in runs
    )


def _rule(run: Sequence[Dot], horizontal: bool) -> Rule:
    return Rule(*union(box for box, _ in run), horizontal, run[0][1])
