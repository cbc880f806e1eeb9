"""What a person sets right in the reading: corrections.yaml of a report, applied to the report as read.

A correction quotes the words of the block that it is for, so that it still holds when the company sends a new
version of the PDF. The words may be a part of the block's, as long as no other block has them; ``page`` says
which one is meant where several do. A picture without words is named by its file. Give one change or more:

    - block: 公司治理结构
      level: 2                     # a heading, of this level
    - block: 本报告经董事会审议通过
      kind: note                   # heading, paragraph, item, note, caption or signature
    - block: 证券代码：000000
      drop: yes                    # nothing of the report
    - block: 公司积极履行社会责任，
      join: next                   # goes on in the paragraph that follows
    - block: 一、公司概况公司成立于
      split: 公司成立于             # a second block begins here
    - block: 接待时间               # a table, by the words of a cell of it
      cell: 2024年9月6日            # the cell, by its words (and row, column from 1 where several say the same)
      text: 2024年9月8日
    - block: 3f2a90c1d27be455
      caption: 图1 公司总部大楼      # of a figure or table; also unit
      words: 浓缩；脱水；干化        # that stand in the picture itself; none (or 无): there are none
    - block: 91d07be455aa20c6
      chart: bar                   # or pie: drawn anew, in both languages, from what words say of each piece
      words: 1月 12；2月 9          # its name, its value, its share in percent, or one of these two

A correction that finds nothing, or more than one place, changes nothing and is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from generator.listed import Fault, check_entries
from generator.model import (
    Block,
    Box,
    Chart,
    ChartPoint,
    Figure,
    Finding,
    Heading,
    Place,
    Prose,
    ProseKind,
    Report,
    Table,
    bare,
    block_kind,
    block_places,
    block_source,
    content_id,
)
from generator.reader.boxes import union

KINDS = ("heading", *get_args(ProseKind))
CHANGES = ("level", "kind", "drop", "join", "split", "cell", "caption", "unit", "words")
CHARTS: tuple[Literal["pie", "bar"], ...] = ("pie", "bar")
KEYS = frozenset(("block", "page", "text", "row", "column", "chart", *CHANGES))
WHOLE = frozenset(("page", "level", "row", "column"))
_NONE = frozenset(("none", "无"))
_DATUM = re.compile(r"(.+?)[\s:：]+([-−]?\d[\d,.]*)??\s*((?<![\d.])\d[\d.]*\s*[%％])?")


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: the words of its block, and the changes as written. ``line`` is its place in the file."""

    line: int
    block: str
    changes: Mapping[str, str]
    page: int | None = None


def entries_to_corrections(entries: Any, lines: Sequence[int], name: str) -> tuple[Correction, ...]:
    """The corrections of a file, from its entries and their lines. Raises SettingsInvalid with every fault."""
    return tuple(
        _to_correction(entry, line) for line, entry in check_entries(name, entries, lines, "block", _faults)
    )


def apply_corrections(
    report: Report, corrections: Iterable[Correction], name: str = "corrections.yaml"
) -> tuple[Report, tuple[Finding, ...]]:
    """The report with the corrections applied in order, and a finding for each that does not apply."""
    blocks = list(report.blocks)
    findings = []
    for correction in corrections:
        at = _find(blocks, correction)
        outcome = at if isinstance(at, tuple) else _change(blocks, at, correction)
        if outcome is not None:
            english, chinese = outcome
            findings.append(
                Finding(
                    "correction-applies",
                    "doubtful",
                    f"{name}:{correction.line}: “{correction.block}”: {english}.",
                    f"{name}:{correction.line}：“{correction.block}”：{chinese}。",
                    page=correction.page,
                    line=correction.line,
                )
            )
    return replace(report, blocks=tuple(blocks)), tuple(findings)


def _faults(entry: Any) -> Iterable[Fault]:
    if not isinstance(entry, dict) or not all(isinstance(value, str) for value in entry.values()):
        yield (
            "a correction has block and a change, each with a plain value",
            "每条应含 block 和一项修改，值为文字",
        )
        return
    for key in sorted(set(entry) - KEYS):
        yield (
            f"there is no “{key}” here; known are {', '.join(sorted(KEYS))}",
            f"没有“{key}”这一项，可用：{', '.join(sorted(KEYS))}",
        )
    if not bare(entry.get("block", "")):
        yield ("block is missing: quote the words of the block", "缺少 block：请引用该段落的文字")
    if not set(entry) & set(CHANGES):
        yield (
            f"a change is missing: one of {', '.join(CHANGES)}",
            f"缺少修改内容：{'、'.join(CHANGES)} 之一",
        )
    for key in sorted(WHOLE & set(entry)):
        if not re.fullmatch(r"[1-9]\d{0,3}", entry[key].strip()):
            yield (f"{key} must be a whole number from 1", f"{key} 应为不小于 1 的整数")
    if "kind" in entry and entry["kind"] not in KINDS:
        yield (f"kind must be one of {', '.join(KINDS)}", f"kind 应为 {'、'.join(KINDS)} 之一")
    if "cell" in entry and "text" not in entry:
        yield ("text is missing: what the cell must say", "缺少 text：单元格应有的文字")
    if "join" in entry and entry["join"] != "next":
        yield ("join can only be “next”", "join 只能是 next")
    if "chart" in entry and (entry["chart"] not in CHARTS or "words" not in entry):
        yield (
            f"chart is one of {', '.join(CHARTS)}, with words beside it",
            "chart 应为 pie 或 bar，并同时写明 words",
        )


def _to_correction(entry: Mapping[str, str], line: int) -> Correction:
    changes = {key: value for key, value in entry.items() if key not in ("block", "page")}
    return Correction(line, entry["block"], changes, int(entry["page"]) if "page" in entry else None)


def _find(blocks: Sequence[Block], correction: Correction) -> int | Fault:
    """The place of the block that a correction quotes, or why there is none."""
    quoted = bare(correction.block)
    said = [_said(block) for block in blocks]
    found = (
        [i for i, words in enumerate(said) if words == quoted]
        or [i for i, words in enumerate(said) if words.startswith(quoted)]
        or [i for i, words in enumerate(said) if quoted in words]
    )
    if not found:
        return (
            "no block says this; quote its words as they stand now, or take the entry out",
            "没有这样的文字；请按现有文字引用，或删去该条",
        )
    if correction.page is not None and len(found) > 1:
        page = correction.page
        nearest = min(abs(blocks[i].place.page - page) for i in found)
        found = [i for i in found if abs(blocks[i].place.page - page) == nearest]
    if len(found) > 1:
        pages = ", ".join(str(blocks[i].place.page) for i in found[:8])
        return (
            f"{len(found)} blocks say this, on pages {pages}; quote more of it or add the page",
            f"有 {len(found)} 处这样的文字（第 {pages} 页），请多引用几个字或注明 page",
        )
    return found[0]


def _said(block: Block) -> str:
    if isinstance(block, Figure) and block.image and not bare(block_source(block)):
        return bare(re.split(r"[/\\]", block.image)[-1])
    return bare(block_source(block))


def _change(blocks: list[Block], at: int, correction: Correction) -> Fault | None:
    """Makes the changes; the answer is why one cannot be made."""
    changes = correction.changes
    if changes.get("drop", "").lower() in ("yes", "true"):
        del blocks[at]
        return None
    for key in ("join", "split", "kind", "level", "cell", "words", "caption", "unit"):
        if key not in changes:
            continue
        fault = _ACTIONS[key](blocks, at, changes)
        if fault:
            return fault
    return None


def _join(blocks: list[Block], at: int, changes: Mapping[str, str]) -> Fault | None:
    first = blocks[at]
    after = next((i for i in range(at + 1, len(blocks)) if isinstance(blocks[i], Prose | Heading)), None)
    if not isinstance(first, Prose | Heading) or after is None:
        return ("there is no text after it to join", "其后没有可合并的文字")
    second = blocks[after]
    assert isinstance(second, Prose | Heading)
    latin = re.compile(r"[0-9A-Za-z]")
    blank = " " if latin.match(first.source[-1:]) and latin.match(second.source[:1]) else ""
    source = first.source + blank + second.source
    if isinstance(first, Heading):
        joined: Block = replace(first, id=_id(blocks, at, "heading", source), source=source)
    else:
        places = _places(first, second)
        joined = replace(first, id=_id(blocks, at, first.kind, source), source=source, places=places)
    blocks[at] = joined
    del blocks[after]
    return None


def _split(blocks: list[Block], at: int, changes: Mapping[str, str]) -> Fault | None:
    block = blocks[at]
    where = re.compile(r"\s*".join(re.escape(char) for char in changes["split"] if not char.isspace()))
    found = where.search(block_source(block))
    if not isinstance(block, Prose | Heading) or found is None or found.start() == 0:
        return ("the words at which to split do not stand inside it", "其中没有拆分处的文字")
    head, tail = block.source[: found.start()].rstrip(), block.source[found.start() :]
    blocks[at] = replace(block, id=_id(blocks, at, block_kind(block), head), source=head)
    rest: ProseKind = block.kind if isinstance(block, Prose) else "paragraph"
    blocks.insert(at + 1, Prose(_id(blocks, None, rest, tail), rest, tail, block_places(block)))
    return None


def _kind(blocks: list[Block], at: int, changes: Mapping[str, str]) -> Fault | None:
    block, kind = blocks[at], changes["kind"]
    if not isinstance(block, Prose | Heading):
        return ("only a heading or text can be of another kind", "只有标题和文字可以改变类别")
    id = _id(blocks, at, kind, block.source)
    if kind == "heading":
        above = [other.level for other in blocks[:at] if isinstance(other, Heading)]
        level = int(changes.get("level", above[-1] if above else 1))
        blocks[at] = Heading(id, block.source, block.place, level)
        return None
    marker = block.marker if isinstance(block, Prose) else None
    prose_kind = next(known for known in get_args(ProseKind) if known == kind)
    blocks[at] = Prose(id, prose_kind, block.source, block_places(block), marker)
    return None


def _level(blocks: list[Block], at: int, changes: Mapping[str, str]) -> Fault | None:
    block = blocks[at]
    if not isinstance(block, Heading):
        return _kind(blocks, at, {**changes, "kind": "heading"})
    blocks[at] = replace(block, level=int(changes["level"]))
    return None


def _cell(blocks: list[Block], at: int, changes: Mapping[str, str]) -> Fault | None:
    table = blocks[at]
    if not isinstance(table, Table):
        return ("this is no table", "此处不是表格")
    row, column = (int(changes[key]) - 1 if key in changes else None for key in ("row", "column"))
    found = [
        (r, k)
        for (r, k), (y, x) in table.anchors().items()
        if bare(table.rows[r][k].source) == bare(changes["cell"]) and row in (None, y) and column in (None, x)
    ]
    if len(found) != 1:
        return (
            f"{len(found)} cells of the table say “{changes['cell']}”; row and column say which",
            f"表中有 {len(found)} 个单元格为“{changes['cell']}”，请用 row 和 column 指明",
        )
    (r, k), rows = found[0], [list(row) for row in table.rows]
    rows[r][k] = replace(rows[r][k], source=changes["text"])
    blocks[at] = _renamed(blocks, at, replace(table, rows=tuple(tuple(row) for row in rows)))
    return None


def _caption(blocks: list[Block], at: int, changes: Mapping[str, str]) -> Fault | None:
    block = blocks[at]
    if not isinstance(block, Figure | Table):
        return ("only figures and tables have captions", "只有图和表有题注")
    blocks[at] = _renamed(blocks, at, replace(block, caption=changes["caption"] or None))
    return None


def _words(blocks: list[Block], at: int, changes: Mapping[str, str]) -> Fault | None:
    """The words in a picture, as a person reads them; of a chart with what each piece says."""
    figure = blocks[at]
    if not isinstance(figure, Figure):
        return ("only figures have words in them", "只有图片含有图中文字")
    said = "" if changes["words"].strip().lower() in _NONE else changes["words"]
    pieces = [piece.strip() for piece in re.split(r"[；;\n]", said) if piece.strip()]
    chart = None
    if kind := next((known for known in CHARTS if known == changes.get("chart")), None):
        found = [_DATUM.fullmatch(piece) for piece in pieces]
        for piece, datum in zip(pieces, found, strict=True):
            if not datum or not (datum[2] or datum[3]):
                return (f"“{piece}” is no name with a value or share", f"“{piece}”不是名称加数值或占比")
        points = tuple(ChartPoint(*datum.groups()) for datum in found if datum)
        chart = Chart(kind, points)
        pieces = [part for datum in found if datum for part in datum.groups() if part]
    labels = tuple(pieces)
    blocks[at] = _renamed(blocks, at, replace(figure, labels=labels, chart=chart, unread=False))
    return None


def _unit(blocks: list[Block], at: int, changes: Mapping[str, str]) -> Fault | None:
    block = blocks[at]
    if not isinstance(block, Table):
        return ("only tables have a unit line", "只有表格有单位行")
    blocks[at] = replace(block, unit=changes["unit"] or None)
    return None


_ACTIONS = {
    "join": _join,
    "split": _split,
    "kind": _kind,
    "level": _level,
    "cell": _cell,
    "words": _words,
    "caption": _caption,
    "unit": _unit,
}


def _renamed(blocks: Sequence[Block], at: int, block: Figure | Table) -> Figure | Table:
    if isinstance(block, Figure):
        return replace(block, id=_id(blocks, at, "figure", block_source(block)))
    return replace(block, id=_id(blocks, at, "table", block_source(replace(block, unit=None))))


def _id(blocks: Sequence[Block], at: int | None, kind: str, source: str) -> str:
    """An id from the words that no other block has."""
    taken = {block.id for i, block in enumerate(blocks) if i != at}
    base = content_id(kind, source)
    number = 2
    id = base
    while id in taken:
        id = f"{base}-{number}"
        number += 1
    return id


def _places(first: Prose, second: Prose | Heading) -> tuple[Place, ...]:
    """One place for each page on which either stands."""
    boxes: dict[int, Box] = {}
    for place in (*first.places, *block_places(second)):
        boxes[place.page] = union([boxes.get(place.page, place.box), place.box])
    return tuple(Place(page, boxes[page]) for page in sorted(boxes))
