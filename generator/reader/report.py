"""Sheets → Report: what looks across pages, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.model import Block, Ids, PageAccount, Prose, Report
from generator.reader.balance import Balance, weigh
from generator.reader.blocks import front_to_blocks, items_to_blocks, lines_to_unread
from generator.reader.faults import find_garbled
from generator.reader.found import FoundFigure, FoundTable
from generator.reader.front import Front, contents_levels, find_front
from generator.reader.headings import find_marked, find_numbered, find_placed, join_numbers
from generator.reader.items import (
    Float,
    Item,
    bind_captions,
    found_to_float,
    join_passages,
    mark_signatures,
    sheets_to_items,
)
from generator.reader.layout.furniture import Kept, find_furniture, is_stamp
from generator.reader.layout.regions import Thing
from generator.reader.levels import set_levels
from generator.reader.lines import Line
from generator.reader.measure import Measure, lines_to_measure, set_edges
from generator.reader.names import find_names, is_traditional
from generator.reader.passages import Passage, tags_agree
from generator.reader.sheet import Sheet
from generator.reader.tables.joins import join_tables


@dataclass(frozen=True, slots=True)
class Said:
    """What a file says about itself: its name, hash, title, and the levels of its bookmarks by bare title."""

    file: str
    sha256: str
    title: str
    outline: Mapping[str, int]


def sheets_to_report(
    sheets: Sequence[Sheet], said: Said, draw: Callable[[Sequence[FoundFigure]], Mapping[int, str]]
) -> Report:
    """The report that the pages form. ``draw`` writes pictures and names their files by identity of the figure."""
    kept = find_furniture(sheets)
    garbled = find_garbled(sheets)
    measure = _measure(sheets, kept, garbled)
    front = find_front(sheets, kept.lines | garbled, measure)
    taken = kept.lines | garbled | front.taken()
    items = _items(sheets, kept, taken, measure)
    _find_headings(items, measure, front, said.outline)
    ids = Ids()
    names = draw([item.figure for item in items if isinstance(item, Float) and item.figure])
    blocks = items_to_blocks(items, ids, names)
    blocks = _in_place(front_to_blocks(front, ids) + _unread(sheets, kept, garbled, ids), blocks)
    balance = _weigh(sheets, kept, items, blocks)
    running = [f.source for f in kept.furniture if f.kind == "header"]
    texts = [block.source for block in blocks if isinstance(block, Prose)]
    title, company = find_names([line.text for line in front.cover], running, said.title, texts)
    return Report(
        said.file,
        said.sha256,
        len(sheets),
        title,
        company,
        tuple(blocks),
        kept.furniture,
        tuple(_account(sheet, kept, garbled, balance) for sheet in sheets),
        is_traditional("".join(texts)),
    )


def _measure(sheets: Sequence[Sheet], kept: Kept, garbled: frozenset[int]) -> Measure:
    """What is usual in the report; its lines get their edges on the way."""
    pages = [[line for line in sheet.lines() if id(line) not in kept.lines] for sheet in sheets]
    measure = lines_to_measure([line for lines in pages for line in lines if id(line) not in garbled])
    set_edges([(sheet.width, lines) for sheet, lines in zip(sheets, pages, strict=True)])
    return replace(measure, tagged=tags_agree(pages, measure))


def _unread(sheets: Sequence[Sheet], kept: Kept, garbled: frozenset[int], ids: Ids) -> list[Block]:
    """What could not be understood, as blocks."""
    noise = [line for sheet in sheets for line in sheet.lines() if id(line) in garbled - kept.lines]
    turned = [line for sheet in sheets for line in sheet.turned if id(line) not in kept.lines]
    return [
        *lines_to_unread(noise, ids, "the text layer is garbled here", "此处的文字层是乱码，无法读取"),
        *lines_to_unread(
            turned, ids, "this text stands sideways outside any figure", "此处文字旋转排列，不在图中"
        ),
    ]


def _in_place(found: Sequence[Block], blocks: Sequence[Block]) -> list[Block]:
    """The blocks with those found apart put where they stand on their page."""
    placed: list[Block] = list(blocks)
    for block in found:
        here = (block.place.page, block.place.box[1])
        later = (i for i, other in enumerate(placed) if (other.place.page, other.place.box[1]) > here)
        placed.insert(next(later, len(placed)), block)
    return placed


def _items(sheets: Sequence[Sheet], kept: Kept, taken: frozenset[int], measure: Measure) -> list[Item]:
    """Passages, tables and figures in order, captions bound and paragraphs whole but for headings."""
    floats = _floats(sheets, kept)
    items = sheets_to_items(sheets, lambda line: id(line) not in taken and bool(line.text), floats, measure)
    items = bind_captions(items, measure)
    mark_signatures(items, measure)
    return items


def _find_headings(items: list[Item], measure: Measure, front: Front, outline: Mapping[str, int]) -> None:
    contents = contents_levels(front)
    passages = [item for item in items if isinstance(item, Passage)]
    find_marked(passages, measure, contents)
    whole = {id(passage) for passage in join_numbers(passages)}
    items[:] = join_passages(
        [item for item in items if isinstance(item, Float) or id(item) in whole], measure
    )
    find_numbered(items, measure)
    find_placed(items, measure)
    headings = [item for item in items if isinstance(item, Passage) and item.kind == "heading"]
    set_levels(headings, contents, outline, measure)


def _floats(sheets: Sequence[Sheet], kept: Kept) -> dict[int, Float]:
    """By identity of what was found: the figures that are no stamps, and the tables, whole at their first part."""
    floats: dict[int, Float] = {}
    for sheet in sheets:
        for thing in sheet.flow:
            if isinstance(thing, FoundFigure) and not _is_kept_out(thing, kept):
                floats[id(thing)] = found_to_float(thing)
    flow = [thing for sheet in sheets for thing in sheet.flow if not _is_kept_out(thing, kept)]
    for joined in join_tables((thing for thing in flow if isinstance(thing, FoundTable)), _between(flow)):
        floats[id(joined.parts[0])] = found_to_float(joined.parts[0], joined)
    return floats


def _between(flow: Sequence[Thing]) -> Callable[[FoundTable, FoundTable], list[str] | None]:
    """What says which lines stand between two tables; None where a figure does."""
    places = {id(thing): i for i, thing in enumerate(flow)}

    def between(first: FoundTable, second: FoundTable) -> list[str] | None:
        things = flow[places[id(first)] + 1 : places[id(second)]]
        lines = [thing for thing in things if isinstance(thing, Line)]
        return [line.text for line in lines] if len(lines) == len(things) else None

    return between


def _is_kept_out(thing: Thing, kept: Kept) -> bool:
    """Whether something is furniture: a running head, a folio, a stamp."""
    if isinstance(thing, FoundFigure):
        return bool(thing.images) and all(is_stamp(image.box, kept.stamps) for image in thing.images)
    return id(thing) in kept.lines


def _weigh(sheets: Sequence[Sheet], kept: Kept, items: Sequence[Item], blocks: Sequence[Block]) -> Balance:
    """The characters of the pages against those of the blocks."""
    lines = [line for sheet in sheets for line in (*sheet.lines(), *sheet.turned)]
    furniture = [(line.page, line.text) for line in lines if id(line) in kept.lines]
    floats = [item for item in items if isinstance(item, Float)]
    again = [(cell.page, cell.text) for item in floats if item.table for cell in item.table.again]
    away, lent = _captions_elsewhere(floats)
    return weigh({sheet.number: sheet.counts for sheet in sheets}, [*furniture, *again, *away], lent, blocks)


def _captions_elsewhere(floats: Sequence[Float]) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """With its page, captions that stand on another page than what they name; and what tables and figures have of others.

    Figures may share a caption: the first one has it.
    """
    away: list[tuple[int, str]] = []
    lent: list[tuple[int, str]] = []
    seen: set[int] = set()
    for item in floats:
        for line in item.captions:
            if line.page != item.page and id(line) not in seen:
                away.append((line.page, line.text))
            if line.page != item.page or id(line) in seen:
                lent.append((item.page, line.text))
            seen.add(id(line))
    return away, lent


def _account(sheet: Sheet, kept: Kept, garbled: frozenset[int], balance: Balance) -> PageAccount:
    """Where the characters of a page went; those missing in the ``balance`` went nowhere."""
    missing, twice = (
        "".join(sorted(counts.get(sheet.number, Counter()).elements()))
        for counts in (balance.missing, balance.twice)
    )
    lines: list[Line] = sheet.lines()
    furniture = sum(line.ink for line in lines if id(line) in kept.lines)
    unread = sum(line.ink for line in lines if id(line) in garbled and id(line) not in kept.lines)
    furniture += sum(line.ink for line in sheet.turned if id(line) in kept.lines)
    unread += sheet.hidden + sum(line.ink for line in sheet.turned if id(line) not in kept.lines)
    text = sum(line.ink for line in lines if id(line) not in kept.lines and id(line) not in garbled)
    notes = list(sheet.notes)
    if not sheet.ink and sheet.images:
        notes.append("no text layer: a picture or a scan")
    if sheet.hidden:
        notes.append(f"{sheet.hidden} characters of the text layer are not on the paper")
    if missing:
        notes.append(f"in no part of the report: {missing}")
    if twice:
        notes.append(f"more often in the report than on the page: {twice}")
    if unread > sheet.hidden:
        notes.append("text that cannot be read")
    return PageAccount(
        sheet.number,
        sheet.ink,
        text + sheet.table_ink - len(missing),
        furniture,
        sheet.figure_ink,
        unread,
        scanned=sheet.scanned or (sheet.ink == 0 and bool(sheet.images)),
        notes=tuple(notes),
    )
