"""A report's texts, and their sentences, with ids that survive a second reading.

A text is what has an English of its own: a heading, a paragraph, a cell, a caption, a word in a chart. It
is cut after 。！？ wherever they stand, and after ； outside brackets and quotation marks, as the memories
of translators of Chinese disclosure are cut. Joined, the sentences give the text back, blanks and all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.model import (
    Block,
    Contents,
    Cover,
    Figure,
    Heading,
    Ids,
    Place,
    Prose,
    Report,
    Role,
    Sentence,
    Table,
    Text,
    Unread,
)

_ENDS = "。！？!?"
_OPEN, _CLOSE = "（(“‘《〈「『【〔[", "）)”’》〉」』】〕]"
_BLANKS = re.compile(r"\s*")


def report_to_texts(report: Report) -> tuple[Text, ...]:
    """Everything in a report that has an English of its own, in reading order.

    Contents pages are left out, as each edition makes its own from the headings; so is what was not read.
    """
    above: list[Heading] = []
    texts: list[Text] = []
    for block in report.blocks:
        if isinstance(block, Heading):
            above = [heading for heading in above if heading.level < block.level]
        path = tuple(heading.source for heading in above)
        texts += [text for text in _block_to_texts(block, path) if text.source.strip()]
        if isinstance(block, Heading):
            above.append(block)
    return tuple(texts)


def texts_to_sentences(texts: Iterable[Text]) -> tuple[Sentence, ...]:
    """The sentences of all texts; an id is made from the words, so equal words get -2, -3 … in order."""
    ids = Ids()
    return tuple(
        Sentence(ids.take("sentence", piece), text.id, text.block, text.role, piece, text.place, text.path)
        for text in texts
        for piece in cut(text.source)
    )


def cut(text: str) -> list[str]:
    """The sentences of a text; joined they are the text. A blank text is one piece.

    >>> cut("公司治理完善。股东大会（年度；临时）共3次；董事会11次。")
    ['公司治理完善。', '股东大会（年度；临时）共3次；', '董事会11次。']
    """
    pieces: list[str] = []
    start = 0
    for end in _ends(text):
        if text[end:].strip():
            pieces.append(text[start:end])
            start = end
    pieces.append(text[start:])
    return pieces


def _ends(text: str) -> Iterator[int]:
    depth, quoted, at = 0, False, 0
    while at < len(text):
        character = text[at]
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
        elif character == '"':
            quoted = not quoted
        elif (character in _ENDS and _is_end(text, at)) or character == "\n":
            at = _after_closers(text, at, quoted)
            depth, quoted = 0, False
            yield at
            continue
        elif character in "；;" and not depth and not quoted and _is_end(text, at):
            at = _after_blanks(text, at + 1)
            yield at
            continue
        at += 1


def _is_end(text: str, at: int) -> bool:
    """Half-width marks end a sentence only after Chinese: a URL or an English name holds them too."""
    return text[at] not in "!?;" or (at > 0 and text[at - 1] > "\u2e7f")


def _after_closers(text: str, at: int, quoted: bool) -> int:
    while at < len(text) and (text[at] in _ENDS + "\n" or text[at] in _CLOSE or (quoted and text[at] == '"')):
        quoted = quoted and text[at] != '"'
        at += 1
    return _after_blanks(text, at)


def _after_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def _block_to_texts(block: Block, path: tuple[str, ...]) -> Iterator[Text]:
    match block:
        case Heading():
            yield Text(block.id, block.id, "heading", block.source, block.place, path)
        case Prose():
            yield Text(block.id, block.id, block.kind, block.source, block.place, path)
        case Cover():
            for number, line in enumerate(block.lines, 1):
                yield Text(f"{block.id}.line{number}", block.id, "cover", line, block.place)
        case Table():
            yield from _table_to_texts(block, path)
        case Figure():
            yield from _figure_to_texts(block, path)
        case Contents() | Unread():
            return


def _table_to_texts(table: Table, path: tuple[str, ...]) -> Iterator[Text]:
    yield from _line(table.id, "caption", table.caption, table.place, path)
    yield from _line(table.id, "unit", table.unit, table.place, path)
    heads = table_heads(table)
    for at, cell in table.grid().items():
        place = cell.place or table.place
        yield Text(cell_id(table.id, at), table.id, "cell", cell.source, place, path + heads[at])


def _figure_to_texts(figure: Figure, path: tuple[str, ...]) -> Iterator[Text]:
    yield from _line(figure.id, "caption", figure.caption, figure.place, path)
    for number, label in enumerate(figure.labels, 1):
        yield Text(f"{figure.id}.label{number}", figure.id, "label", label, figure.place, path)


def _line(block: str, role: Role, source: str | None, place: Place, path: tuple[str, ...]) -> Iterator[Text]:
    if source:
        yield Text(f"{block}.{role}", block, role, source, place, path)


def cell_id(table: str, at: tuple[int, int]) -> str:
    """The text id of the cell that begins at (row, column) of the grid, both from 0."""
    return f"{table}.r{at[0]}c{at[1]}"


def table_heads(table: Table) -> dict[tuple[int, int], tuple[str, ...]]:
    """For each cell the words of its row head and of its column heads, as far as it has them."""
    grid = table.grid()
    covered = {
        (r + i, c + j): cell.source
        for (r, c), cell in grid.items()
        for i in range(cell.rowspan)
        for j in range(cell.colspan)
    }
    heads: dict[tuple[int, int], tuple[str, ...]] = {}
    for r, c in grid:
        row_head = [covered.get((r, 0), "")] if c and r >= table.header_rows else []
        columns = [covered.get((h, c), "") for h in range(min(r, table.header_rows))]
        heads[r, c] = tuple(dict.fromkeys(head for head in row_head + columns if head))
    return heads
