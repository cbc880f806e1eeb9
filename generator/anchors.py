"""Old links kept alive: where each anchor of an earlier build leads in this one.

A block's id is made from its words, so a sentence that is edited in the source gives its block another id. The
record ``anchors.json`` holds, for every id that a build once had and this one has not, the id that stands in its
place: the block that says nearly the same, or else the one that stands where it stood.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

Record = dict[str, Any]

# What two texts must share for one to be taken for the other's new wording.
_ALIKE = 0.4


def follow_anchors(before: Record | None, known: Record | None, now: Record) -> Record:
    """anchors.json: ``{"schema": 1, "moved": {former id: id}}``, from the earlier content.json and anchors.json.

    An id that was followed before is followed on; one that is there again is no longer a former one. Cells of
    tables have anchors too, ``<table>.r<row>c<column>``, and are followed by the words of their heads.
    """
    moved = dict(known["moved"]) if known else {}
    if before:
        here = _follow(before["blocks"], now["blocks"])
        moved = {old: here.get(new, new) for old, new in moved.items()} | here
    there = set(_anchors(now["blocks"]))
    kept = {old: new for old, new in sorted(moved.items()) if old not in there and new in there}
    return {"schema": 1, "moved": kept}


def page_anchor(role: str, block: str) -> str:
    """The id under which the page of an edition shows the words of this role in this block."""
    return "cover" if role == "cover" else block


def moved_to_former(moved: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Each id of today with the former ids that lead to it, in order."""
    former: dict[str, tuple[str, ...]] = {}
    for old, new in sorted(moved.items()):
        former[new] = (*former.get(new, ()), old)
    return former


def _anchors(blocks: Sequence[Record]) -> Iterator[str]:
    for block in blocks:
        if _shown(block):
            yield block["id"]
            yield from (f"{block['id']}.r{r}c{c}" for r, c in _cells(block))


def _shown(block: Record) -> bool:
    """Whether editions show the block with its id; their cover and contents have names of their own."""
    return block["kind"] not in ("cover", "toc")


def _follow(before: Sequence[Record], now: Sequence[Record]) -> dict[str, str]:
    """Former id → id for every block of ``before`` that is gone, and for its cells."""
    old, new = list(filter(_shown, before)), list(filter(_shown, now))
    old_ids, new_ids = [block["id"] for block in old], [block["id"] for block in new]
    words = {block["id"]: _pairs(block) for block in (*old, *new)}
    moved: dict[str, str] = {}
    matcher = difflib.SequenceMatcher(None, old_ids, new_ids, autojunk=False)
    for _, a0, a1, b0, b1 in matcher.get_opcodes():
        gone = [block for block in old[a0:a1] if block["id"] not in new_ids]
        come = [block for block in new[b0:b1] if block["id"] not in old_ids]
        here = come or new[b0:b1] or new[max(b0 - 1, 0) : max(b0, 1)]
        for place, block in enumerate(gone if here else ()):
            successor = _alike(block, come, words) or here[min(place, len(here) - 1)]
            moved |= {block["id"]: successor["id"]} | _follow_cells(block, successor)
    return moved


def _alike(block: Record, candidates: Sequence[Record], words: Mapping[str, frozenset[str]]) -> Record | None:
    """The candidate of the same kind that says nearly the same; None where none does."""
    own = words[block["id"]]
    best, most = None, _ALIKE
    for one in candidates:
        other = words[one["id"]]
        share = 2 * len(own & other) / (len(own) + len(other) or 1)
        if one["kind"] == block["kind"] and share > most:
            best, most = one, share
    return best


def _pairs(block: Record) -> frozenset[str]:
    """The pairs of neighbouring characters of a block: what two wordings of it have in common."""
    parts = [block.get("source") or "", block.get("caption") or "", *(block.get("labels") or ())]
    words = _bare("".join([*parts, *(cell["source"] for cell in _cells(block).values())]))
    return frozenset(map("".join, pairwise(words)))


def _follow_cells(old: Record, new: Record) -> dict[str, str]:
    """The cells of a table that is gone: to those under the same heads, else to the table that stands for it."""
    places = {heads: at for at, heads in reversed(_named_cells(new).items())}
    return {
        f"{old['id']}.r{r}c{c}": _anchor(new, places.get(heads))
        for (r, c), heads in _named_cells(old).items()
    }


def _anchor(table: Record, at: tuple[int, int] | None) -> str:
    return f"{table['id']}.r{at[0]}c{at[1]}" if at else str(table["id"])


def _named_cells(block: Record) -> dict[tuple[int, int], tuple[str, str]]:
    """The cells by place with the words at the beginning of their row and at the top of their column."""
    cells = _cells(block)
    rows: dict[int, str] = {}
    columns: dict[int, str] = {}
    for (r, c), cell in cells.items():
        rows.setdefault(r, _bare(cell["source"]))
        columns.setdefault(c, _bare(cell["source"]))
    return {(r, c): (rows[r], columns[c]) for r, c in cells}


def _cells(block: Record) -> dict[tuple[int, int], Record]:
    """The cells of a table by the place in the grid where each begins; none for another block."""
    if block["kind"] != "table":
        return {}
    taken: set[tuple[int, int]] = set()
    cells = {}
    for r, row in enumerate(block["rows"]):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            width, height = cell.get("colspan", 1), cell.get("rowspan", 1)
            taken |= {(r + i, c + j) for i in range(height) for j in range(width)}
            cells[r, c] = cell
            c += width
    return cells


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
