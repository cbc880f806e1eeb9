"""Facing pages: English on the left, Chinese on the right, every spread beginning at the same place.

Each language is laid out once on an endless page to learn how tall its blocks are. Spreads are then filled
with blocks that fit on both of their pages; long tables are parted between rows. A last layout sets them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.exporters.grid import TableView, breakable
from generator.exporters.laid import Height
from generator.exporters.view import BlockView, EditionView, HeadingView, ProseView
from generator.exporters.wording import Pair, Run

# The text area of an A4 page as print.css sets it, in CSS pixels, less a line for rounding.
PAGE = (297 - 25 - 21) / 25.4 * 96 - 12
# A long table may end a page after each piece of it; so many of them fill a page.
PIECES = 8
# A last spread with less than this part of its height filled is mended by what begins in the lower part of the one before.
LITTLE, LOW = 0.22, 0.5


Heights = Mapping[int, Height]
# The HTML of what one side shows, by a template.
Show = Callable[[EditionView, str], str]


def sides_to_html(view: EditionView, show: Show) -> tuple[str, str]:
    """The English and the Chinese side on endless pages, to learn how tall their blocks are."""
    left, right = sides_of(view)
    return show(left, "measure.html.j2"), show(right, "measure.html.j2")


def spreads_to_html(view: EditionView, left: Heights, right: Heights, show: Show) -> list[tuple[str, str]]:
    """The left and the right page of each spread, whose blocks are so tall on each side.

    The right page says the same things: its anchors are those of the left with a mark of their own.
    """
    english, chinese = sides_of(view)
    return [
        (
            show(replace(english, blocks=blocks), "measured.html.j2"),
            show(replace(chinese, blocks=blocks), "measured.html.j2").replace(' id="', ' id="zh.'),
        )
        for blocks in view_to_spreads(view, left, right)
    ]


def sides_of(view: EditionView) -> tuple[EditionView, EditionView]:
    """The English and the Chinese side of an edition in both languages; no table of theirs lies on its side."""
    blocks = tuple(_upright(block) for block in view.blocks)
    english = replace(view, blocks=blocks, show_zh=False)
    return english, replace(view, blocks=blocks, show_en=False)


def view_to_spreads(view: EditionView, left: Heights, right: Heights) -> tuple[tuple[BlockView, ...], ...]:
    """The blocks of each spread, in order; both pages of a spread hold the same ones."""
    spreads: list[list[Piece]] = []
    for pieces in _units(sides_of(view)[0].blocks, left, right):
        for piece in pieces:
            if not spreads or piece.begins or not _fits([*spreads[-1], piece]):
                spreads.append([])
            spreads[-1].append(piece)
    _mend_ends(spreads)
    return tuple(map(_joined, spreads))


Two = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Piece:
    """What goes on a spread together: the blocks, and how tall they are on the left and on the right.

    ``more`` are further rows of the table before it; where they begin a page its ``head`` comes on top again.
    """

    blocks: list[BlockView]
    tall: Two
    begins: bool
    more: bool = False
    head: Two = (0.0, 0.0)


def _added(one: Two, other: Two) -> Two:
    return (one[0] + other[0], one[1] + other[1])


def _fits(pieces: Sequence[Piece]) -> bool:
    return all(height <= PAGE for height in _tall(pieces))


def _tall(pieces: Sequence[Piece]) -> Two:
    """How tall pieces are together on each side; rows that begin a spread have the head of their table over them."""
    tall = pieces[0].head if pieces else (0.0, 0.0)
    for piece in pieces:
        tall = _added(tall, piece.tall)
    return tall


def _mend_ends(spreads: list[list[Piece]]) -> None:
    """Gives a chapter's last spread, where it is nearly empty, the last section of the one before, or its last piece."""
    for n in range(1, len(spreads)):
        before, last = spreads[n - 1], spreads[n]
        ends = n + 1 == len(spreads) or spreads[n + 1][0].begins
        if last[0].begins or not ends or max(_tall(last)) >= LITTLE * PAGE:
            continue
        low = [k for k in range(1, len(before)) if max(_tall(before[:k])) > LOW * PAGE]
        sections = [k for k in low if isinstance(before[k].blocks[0], HeadingView)]
        for k in [*sections[-1:], *low[-1:]]:
            if _fits([*before[k:], *last]):
                spreads[n - 1], spreads[n] = before[:k], [*before[k:], *last]
                break


def _joined(pieces: Iterable[Piece]) -> tuple[BlockView, ...]:
    """The blocks of a spread, rows put back to the table that they go on from."""
    blocks: list[BlockView] = []
    for piece in pieces:
        if piece.more and blocks:
            blocks[-1] = _with_rows(blocks[-1], piece.blocks)
        else:
            blocks += piece.blocks
    return tuple(blocks)


def _with_rows(table: BlockView, rest: list[BlockView]) -> BlockView:
    """A table with the rows of the piece that follows on the same page."""
    (more,) = rest
    assert isinstance(table, TableView)
    assert isinstance(more, TableView)
    return replace(table, groups=(*table.groups, *more.groups))


def _units(blocks: tuple[BlockView, ...], left: Heights, right: Heights) -> Iterator[list[Piece]]:
    """What must stay together: headings with the block below them; long tables come in several pieces."""
    together: list[BlockView] = []
    tall = (0.0, 0.0)
    for n, block in enumerate(blocks):
        above, above_tall = list(together), tall
        whole = (left[n].whole, right[n].whole)
        if isinstance(block, HeadingView):
            if block.level == 1 and together:
                yield [Piece(together, tall, _begins(together))]
                together, tall = [], (0.0, 0.0)
            together.append(block)
            tall = _added(tall, whole)
            continue
        together, tall = [], (0.0, 0.0)
        if isinstance(block, TableView) and max(whole) > PAGE / 2:
            yield _table_pieces(block, left[n], right[n], above, above_tall)
        else:
            yield [Piece([*above, block], _added(above_tall, whole), _begins(above))]
    if together:
        yield [Piece(together, tall, _begins(together))]


def _begins(blocks: list[BlockView]) -> bool:
    """Whether a chapter begins here, which begins a spread."""
    return bool(blocks) and isinstance(blocks[0], HeadingView) and blocks[0].level == 1


def _table_pieces(
    table: TableView, left: Height, right: Height, above: list[BlockView], above_tall: Two
) -> list[Piece]:
    """A long table in pieces of some rows each, the headings above it with the first."""
    groups = tuple(breakable(table.groups))
    head = (left.of(0, 0), right.of(0, 0))
    pieces: list[Piece] = []
    start = 0
    for end in range(1, len(groups) + 1):
        tall = (left.of(start, end) - head[0], right.of(start, end) - head[1])
        ends_well = max(tall) >= PAGE / PIECES and len(groups) - end != 1
        if end < len(groups) and not ends_well:
            continue
        part = replace(table, groups=groups[start:end])
        if start:
            part = replace(part, id=f"{table.id}.from{start}", caption=_continued(table.caption))
            pieces.append(Piece([part], tall, begins=False, more=True, head=head))
        else:
            first = _added(above_tall, _added(tall, head))
            pieces.append(Piece([*above, part], first, _begins(above)))
        start = end
    return pieces


def _continued(caption: Pair) -> Pair:
    return Pair(f"{caption.source}（续）", (*caption.runs, Run(" (continued)"))) if caption else caption


def _upright(block: BlockView) -> BlockView:
    if isinstance(block, TableView) and block.wide:
        return replace(block, wide=False, dense=True)
    return replace(block, wide=False) if isinstance(block, HeadingView | ProseView) else block
