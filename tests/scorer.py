"""How faithfully a document was read: a report measured against its truth file.

``report_to_figures`` gives eight figures: six shares from 0 to 1 (1 is perfect), then two counts (0 is perfect).
A truth file (YAML) has ``headings``, ``paragraphs``, ``tables`` and ``figures`` in reading order, ``text_pages``,
``furniture`` (what is printed on every page) and ``maybe_headings``: lines that are fair as a heading or as text. A
table or a figure may be ``optional``: fair whether it is read as one or not.
White space counts for nothing in a comparison; nothing else is forgiven.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from fractions import Fraction
from typing import Any

from generator.model import Figure, Heading, Prose, Report, Table

Spot = tuple[int, int]  # row and column, from 0
Written = tuple[str, int, int]  # a cell's words, and the rows and columns that it covers
Truth = Mapping[str, Any]


def report_to_figures(truth: Truth, report: Report) -> dict[str, Fraction]:
    headings, levels = _headings(truth, report)
    paragraphs, characters = _prose(truth, report)
    cells, phantoms = _tables(truth, report)
    return {
        "headings": headings,
        "levels": levels,
        "paragraphs": paragraphs,
        "characters": characters,
        "cells": cells,
        "pictures": _pictures(truth, report),
        "phantom tables": Fraction(phantoms),
        "furniture in the text": Fraction(_leaks(truth, report)),
    }


def tight(text: str | None) -> str:
    return re.sub(r"\s+", "", text or "")


def _agreement(right: int, said: int, wanted: int) -> Fraction:
    """What is right, of what was said and what should be (the F1 measure)."""
    return Fraction(2 * right, said + wanted) if said + wanted else Fraction(1)


def _words(entries: Iterable[Truth]) -> list[str]:
    return [tight(entry["text"]) for entry in entries]


def _either(truth: Truth) -> set[str]:
    return set(_words(truth.get("maybe_headings", ())))


def _headings(truth: Truth, report: Report) -> tuple[Fraction, Fraction]:
    """Headings with the right words in the right order; of those, the share with the right level.

    Levels count from the highest that is right on either side.
    """
    wanted = [(tight(heading["text"]), heading["level"]) for heading in truth["headings"]]
    said = [(tight(block.source), block.level) for block in report.blocks if isinstance(block, Heading)]
    said = [heading for heading in said if heading[0] not in _either(truth)]
    order = SequenceMatcher(None, [words for words, _ in wanted], [words for words, _ in said], False)
    pairs = [
        (wanted[run.a + step][1], said[run.b + step][1])
        for run in order.get_matching_blocks()
        for step in range(run.size)
    ]
    tops = [min(levels) for levels in zip(*pairs, strict=True)] or [0, 0]
    level = sum(ours - tops[0] == theirs - tops[1] for ours, theirs in pairs)
    return _agreement(len(pairs), len(said), len(wanted)), Fraction(level, max(len(pairs), 1))


def _prose(truth: Truth, report: Report) -> tuple[Fraction, Fraction]:
    """Paragraphs that are one block each, word for word; and the characters in their right order."""
    wanted = [words for words in _words(truth["paragraphs"]) if words not in _either(truth)]
    blocks = [block for block in report.blocks if isinstance(block, Prose)]
    known = _beside_the_text(truth) - set(wanted)
    said = [tight(block.source) for block in blocks if block.place.page in truth["text_pages"]]
    said = [words for words in said if words and words not in known]
    right = (Counter(wanted) & Counter(tight(block.source) for block in blocks)).total()
    extra = (Counter(said) - Counter(wanted)).total()
    ours, theirs = "".join(wanted), "".join(said)
    same = sum(run.size for run in SequenceMatcher(None, ours, theirs, False).get_matching_blocks())
    return _agreement(right, right + extra, len(wanted)), _agreement(same, len(theirs), len(ours))


def _beside_the_text(truth: Truth) -> set[str]:
    """Words that belong to a table, a figure or the cover: no error where they stand as a line of text."""
    captions = {
        thing.get(key) for thing in (*truth["tables"], *truth["figures"]) for key in ("caption", "unit")
    }
    return {tight(words) for words in (*captions, truth["title"], truth["company"])} | _either(truth)


def _tables(truth: Truth, report: Report) -> tuple[Fraction, int]:
    """Cells with the right words, place and spans; and the tables that are in no document."""
    said = [_table_to_cells(block) for block in report.blocks if isinstance(block, Table)]
    right = predicted = expected = 0
    for table in truth["tables"]:
        wanted = _truth_to_cells(table["rows"])
        shared = [(_shared(wanted, cells), -place) for place, cells in enumerate(said)]
        most, place = max(shared, default=(0, 0))
        best = said.pop(-place) if most else {}
        if table.get("optional"):
            continue
        expected += len(wanted)
        right += sum(best.get(spot) == cell for spot, cell in wanted.items())
        predicted += len(best)
    return _agreement(right, predicted + sum(map(len, said)), expected), len(said)


def _shared(one: Mapping[Spot, Written], other: Mapping[Spot, Written]) -> int:
    words, others = (Counter(cell[0] for cell in cells.values() if cell[0]) for cells in (one, other))
    return (words & others).total()


def _table_to_cells(table: Table) -> dict[Spot, Written]:
    return {spot: (tight(cell.source), cell.rowspan, cell.colspan) for spot, cell in table.grid().items()}


def _truth_to_cells(rows: Iterable[Iterable[Truth]]) -> dict[Spot, Written]:
    cells: dict[Spot, Written] = {}
    covered: set[Spot] = set()
    for down, row in enumerate(rows):
        across = 0
        for cell in row:
            while (down, across) in covered:
                across += 1
            high, wide = cell.get("rowspan", 1), cell.get("colspan", 1)
            covered |= {(down + y, across + x) for y in range(high) for x in range(wide)}
            cells[down, across] = (tight(cell["text"]), high, wide)
    return cells


def _pictures(truth: Truth, report: Report) -> Fraction:
    said = Counter(block.place.page for block in report.blocks if isinstance(block, Figure))
    wanted = Counter(figure["page"] for figure in truth["figures"] if not figure.get("optional"))
    spare = Counter(figure["page"] for figure in truth["figures"] if figure.get("optional"))
    said -= (said - wanted) & spare
    return _agreement((wanted & said).total(), said.total(), wanted.total())


def _leaks(truth: Truth, report: Report) -> int:
    """Blocks that say what is printed on every page."""
    furniture = {tight(words) for words in truth["furniture"]}
    fair = {
        *_words(truth["headings"]),
        *_words(truth["paragraphs"]),
        tight(truth["title"]),
        tight(truth["company"]),
    }
    blocks = [block for block in report.blocks if isinstance(block, (Heading, Prose))]
    return sum(words in furniture - fair for words in (tight(block.source) for block in blocks))
