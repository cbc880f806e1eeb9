"""Facing pages: English on the left, Chinese on the right, every spread beginning at the same place.

Each language is laid out once on an endless page to learn how tall its blocks are. Spreads are then filled
with blocks that fit on both of their pages; long tables are parted between rows. A last layout sets them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.exporters.grid import TableView, breakable
from generator.exporters.view import BlockView, EditionView, HeadingView
from generator.exporters.wording import Pair, Run

# The text area of an A4 page as print.css sets it, in CSS pixels, less a line for rounding.
PAGE = (297 - 25 - 21) / 25.4 * 96 - 12


@dataclass(frozen=True, slots=True)
class Height:
    """How tall a block is, in CSS pixels; ``parts`` are the row groups of a table."""

    whole: float
    parts: tuple[float, ...] = ()

    def of(self, start: int, end: int) -> float:
        """The height of the table with the row groups from start to end alone, its head included."""
        return self.whole - sum(self.parts) + sum(self.parts[start:end])


Heights = Mapping[int, Height]
Measure = Callable[[EditionView], Heights]


def sides_of(view: EditionView) -> tuple[EditionView, EditionView]:
    """The English and the Chinese side of an edition in both languages; no table of theirs lies on its side."""
    blocks = tuple(_upright(block) for block in view.blocks)
    english = replace(view, blocks=blocks, show_zh=False)
    return english, replace(view, blocks=blocks, show_en=False)


def view_to_spreads(view: EditionView, measure: Measure) -> tuple[tuple[BlockView, ...], ...]:
    """The blocks of each spread, in order; both pages of a spread hold the same ones."""
    left, right = (measure(side) for side in sides_of(view))
    spread: list[BlockView] = []
    used = (0.0, 0.0)
    spreads: list[tuple[BlockView, ...]] = []
    for pieces in _units(sides_of(view)[0].blocks, left, right):
        for blocks, tall, begins in pieces:
            if spread and (begins or any(u + t > PAGE for u, t in zip(used, tall, strict=True))):
                spreads.append(tuple(spread))
                spread, used = [], (0.0, 0.0)
            spread += blocks
            used = (used[0] + tall[0], used[1] + tall[1])
    return (*spreads, tuple(spread)) if spread else tuple(spreads)


Piece = tuple[list[BlockView], tuple[float, float], bool]


def _units(blocks: tuple[BlockView, ...], left: Heights, right: Heights) -> Iterator[list[Piece]]:
    """What must stay together: headings with the block below them; long tables come in several pieces."""
    together: list[BlockView] = []
    tall = (0.0, 0.0)
    for n, block in enumerate(blocks):
        above, above_tall = list(together), tall
        whole = (left[n].whole, right[n].whole)
        if isinstance(block, HeadingView):
            if block.level == 1 and together:
                yield [(together, tall, _begins(together))]
                together, tall = [], (0.0, 0.0)
            together.append(block)
            tall = (tall[0] + whole[0], tall[1] + whole[1])
            continue
        together, tall = [], (0.0, 0.0)
        if isinstance(block, TableView) and max(whole) > PAGE / 2:
            yield _table_pieces(block, left[n], right[n], above, above_tall)
        else:
            both = (above_tall[0] + whole[0], above_tall[1] + whole[1])
            yield [([*above, block], both, _begins(above))]
    if together:
        yield [(together, tall, _begins(together))]


def _begins(blocks: list[BlockView]) -> bool:
    """Whether a chapter begins here, which begins a spread."""
    return bool(blocks) and isinstance(blocks[0], HeadingView) and blocks[0].level == 1


def _table_pieces(
    table: TableView, left: Height, right: Height, above: list[BlockView], above_tall: tuple[float, float]
) -> list[Piece]:
    """A long table in pieces of at most half a page each, the headings above it with the first."""
    groups = tuple(breakable(table.groups))
    pieces: list[Piece] = []
    start = 0
    for end in range(1, len(groups) + 1):
        if end < len(groups) and max(left.of(start, end + 1), right.of(start, end + 1)) <= PAGE / 2:
            continue
        part = replace(table, groups=groups[start:end])
        if start:
            part = replace(part, id=f"{table.id}.from{start}", caption=_continued(table.caption))
        tall = (left.of(start, end), right.of(start, end))
        if not start:
            tall = (tall[0] + above_tall[0], tall[1] + above_tall[1])
        pieces.append(([*above, part] if not start else [part], tall, not start and _begins(above)))
        start = end
    return pieces


def _continued(caption: Pair) -> Pair:
    return Pair(f"{caption.source}（续）", (*caption.runs, Run(" (continued)"))) if caption else caption


def _upright(block: BlockView) -> BlockView:
    return replace(block, wide=False, dense=True) if isinstance(block, TableView) and block.wide else block
