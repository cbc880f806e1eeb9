"""Tabs at the outer edge of a page: the chapters of the report one below the other, the same on every page.

They share baselines with the text by chance. That they are furniture is seen when all pages have been read; on their
page they are set apart, so that columns and headings are read without them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.reader.lines import Line

SIDE = 0.11  # of the page's width: the outer strips where tabs stand
HEAD = 0.1  # of the page's height: running heads and folios may stand over a strip
LEAST = 3  # tabs of a page at least
LONGEST = 14  # characters of a tab
SAME = 2.0  # points: edges this near are one


def set_tabs_apart(
    lines: Sequence[Line], size: tuple[float, float], join: Callable[[Sequence[Line]], Line]
) -> tuple[list[Line], list[Line]]:
    """The lines without tabs, and the tabs; ``size`` is the page's, ``join`` makes one line of pieces."""
    tabs = [*_tabs(lines, size, True), *_tabs(lines, size, False)]
    if not tabs:
        return list(lines), []
    apart = {id(tab) for tab in tabs}
    rest: list[Line] = []
    for line in lines:
        pieces = [piece for piece in line.pieces or (line,) if id(piece) not in apart]
        if len(pieces) == len(line.pieces or (line,)):
            rest.append(line)
        elif pieces:
            rest.append(join(pieces))
    return rest, tabs


def _tabs(lines: Sequence[Line], size: tuple[float, float], left: bool) -> list[Line]:
    """The tabs at the left or right edge: short, one below the other, with nothing else in their strip."""
    width, height = size
    pieces = [piece for line in lines for piece in line.pieces or (line,)]
    body = [p for p in pieces if HEAD * height < p.base < (1 - HEAD) * height]
    strip = [p for p in body if (p.x1 < SIDE * width if left else p.x0 > (1 - SIDE) * width)]
    tabs = [p for p in strip if len(p.text) <= LONGEST]
    if len(tabs) < LEAST or len(tabs) < len(strip) or len({round(p.base) for p in tabs}) < LEAST:
        return []
    edges = [(p.x0, p.x1, p.middle) for p in tabs]
    aligned = any(max(values) - min(values) < SAME for values in zip(*edges, strict=True))
    low, high = min(p.x0 for p in tabs), max(p.x1 for p in tabs)
    alone = not any(p.x0 < high and p.x1 > low for p in body if p not in strip)
    return tabs if aligned and alone else []
