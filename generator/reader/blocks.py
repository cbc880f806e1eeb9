"""Items → the model's blocks, each with an id from its words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from generator.model import (
    Block,
    Box,
    Contents,
    Cover,
    Figure,
    Heading,
    Ids,
    Place,
    Prose,
    ProseKind,
    Unread,
)
from generator.reader.boxes import union
from generator.reader.front import Front
from generator.reader.items import Float, Item
from generator.reader.lines import Line
from generator.reader.passages import Passage
from generator.reader.tables.joins import joined_to_table

NOTE = re.compile(r"(?:备?注|说明|资料来源|数据来源|来源)\s*\d{0,2}\s*[：:、]")


def front_to_blocks(front: Front, ids: Ids) -> list[Block]:
    """The cover and the contents as blocks."""
    blocks: list[Block] = []
    if front.cover:
        lines = tuple(line.text for line in front.cover)
        blocks.append(Cover(ids.take("cover", "\n".join(lines)), lines, places_of(front.cover)[0]))
    if front.contents:
        said = "\n".join([front.contents_title, *(entry.source for entry in front.entries)])
        blocks.append(
            Contents(
                ids.take("toc", said), front.contents_title, tuple(front.entries), places_of(front.contents)
            )
        )
    return blocks


def items_to_blocks(items: Sequence[Item], ids: Ids, names: Mapping[int, str]) -> list[Block]:
    """The passages, tables and figures as blocks, in order. ``names``: the picture files by identity of figure."""
    return [
        _float_to_block(item, ids, names) if isinstance(item, Float) else _to_block(item, ids)
        for item in items
    ]


def lines_to_unread(lines: Sequence[Line], ids: Ids, reason: str, reason_zh: str) -> list[Block]:
    """Lines that could not be understood, those that stand under one another in one block."""
    groups: list[list[Line]] = []
    for line in lines:
        last = groups[-1][-1] if groups else None
        if last is not None and last.page == line.page and 0 < line.base - last.base < 3 * line.size:
            groups[-1].append(line)
        else:
            groups.append([line])
    texts = ["\n".join(line.text for line in group) for group in groups]
    return [
        Unread(ids.take("unread", text), places_of(group)[0], reason, reason_zh, text)
        for text, group in zip(texts, groups, strict=True)
    ]


def places_of(lines: Sequence[Line]) -> tuple[Place, ...]:
    """One place for each page that the lines stand on."""
    boxes: dict[int, Box] = {}
    for line in lines:
        boxes[line.page] = union([boxes.get(line.page, line.box), line.box])
    return tuple(Place(page, box) for page, box in boxes.items())


def _to_block(passage: Passage, ids: Ids) -> Block:
    text, places = passage.text, places_of(passage.lines)
    if passage.kind == "heading":
        return Heading(ids.take("heading", text), text, places[0], passage.level)
    number = passage.number
    marker = passage.marker or (text[: number.end].strip() if number else None)
    kind = _prose_kind(passage, marker)
    return Prose(ids.take(kind, text), kind, text, places, marker)


def _prose_kind(passage: Passage, marker: str | None) -> ProseKind:
    if passage.kind == "signature" or passage.kind == "caption":
        return passage.kind
    if NOTE.match(passage.text):
        return "note"
    return "item" if marker else "paragraph"


def _float_to_block(float_: Float, ids: Ids, names: Mapping[int, str]) -> Block:
    unit = float_.unit.text if float_.unit else None
    if float_.table is not None:
        said = "\n".join([float_.caption or "", *(cell.text for cell in float_.table.cells)])
        return joined_to_table(float_.table, ids.take("table", said), float_.caption, unit)
    figure = float_.figure
    assert figure is not None
    labels = (*float_.labels, *figure.labels)
    said = "\n".join([float_.caption or "", *labels])
    return Figure(
        ids.take("figure", said),
        Place(float_.page, float_.box),
        float_.caption,
        f"assets/{names[id(figure)]}" if id(figure) in names else None,
        labels,
        figure.chart,
    )
