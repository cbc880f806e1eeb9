"""Grids of tables that are ruled between rows only, where a merged cell interrupts the rules.

A rule that is shorter than the table parts the rows of the columns that it runs under; a column that it leaves out goes
on in the row below.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from generator.reader.tables.lattice import SNAP, GridCell, Segment
from generator.reader.tables.pieces import Row


def inner_rules(bands: Sequence[Segment], others: Sequence[Sequence[Segment]]) -> list[Segment]:
    """The shorter rules between the rules of a table: they end at one of its sides.

    A single one between the first two is that of a head in two rows.
    """
    low, high = bands[0].low, bands[0].high
    found = [
        rule
        for stack in others
        for rule in stack
        if bands[0].at + SNAP < rule.at < bands[-1].at - SNAP
        and low - SNAP < rule.low
        and rule.high < high + SNAP
        and (abs(rule.low - low) < SNAP or abs(rule.high - high) < SNAP)
        and rule.high - rule.low < high - low - SNAP
    ]
    return found if has_no_head(bands, found) else [rule for rule in found if rule.at > bands[1].at + SNAP]


def has_no_head(bands: Sequence[Segment], inner: Sequence[Segment]) -> bool:
    """Whether several shorter rules stand between the first two rules of a table: no head does."""
    return len({round(rule.at) for rule in inner if rule.at < bands[1].at - SNAP}) > 1


def part_at_short_rule(
    held: list[Sequence[Row]], bands: list[Segment], others: Sequence[Sequence[Segment]]
) -> tuple[list[Sequence[Row]], list[Segment]]:
    """The lines between two rules, with what is above the one shorter rule there as the head; as they are for others.

    That rule spares the first column, where the head has a merged cell.
    """
    if len(bands) != 2:
        return held, bands
    low, high = bands[0].low, bands[0].high
    inner = [rule for stack in others for rule in stack if bands[0].at + SNAP < rule.at < bands[1].at - SNAP]
    if len(inner) != 1 or inner[0].low < low + SNAP or abs(inner[0].high - high) > SNAP:
        return held, bands
    (lines,), (rule,) = held, inner
    head = [line for line in lines if line[0].base < rule.at]
    body = lines[len(head) :]
    if len(head) < 2 or len(body) < 2:
        return held, bands
    return [head, body], [bands[0], Segment(rule.at, low, high), bands[1]]


def body_rows(
    xs: Sequence[float], bands: Sequence[Segment], inner: Sequence[Segment], first_row: int
) -> tuple[list[float], list[GridCell]]:
    """The lower edges of the rows below the head, and their cells, the first in ``first_row`` of the grid."""
    edges = _edges([*bands[1:], *inner])
    cells = []
    for column, (left, right) in enumerate(pairwise(xs)):
        middle = (left + right) / 2
        walls = [
            place
            for place, (_, rules) in enumerate(edges)
            if place in (0, len(edges) - 1) or any(rule.low < middle < rule.high for rule in rules)
        ]
        cells += [GridCell(first_row + top, column, bottom - top, 1, True) for top, bottom in pairwise(walls)]
    return [at for at, _ in edges], cells


def _edges(rules: Sequence[Segment]) -> list[tuple[float, list[Segment]]]:
    """The heights of the rules from the top, with all rules at each."""
    edges: list[tuple[float, list[Segment]]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if edges and rule.at - edges[-1][0] <= SNAP:
            edges[-1][1].append(rule)
        else:
            edges.append((rule.at, [rule]))
    return edges
