"""Corrections: what a person sets right holds by the words, and says so when it no longer does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from generator.errors import SettingsInvalid
from generator.model import (
    Block,
    Cell,
    Figure,
    Heading,
    Place,
    Prose,
    Report,
    Table,
    block_kind,
    block_source,
)
from generator.reader.corrections import apply_corrections, entries_to_corrections

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "corrections.yaml").read_text(encoding="utf-8"))


def place(page: int, top: float = 100) -> Place:
    return Place(page, (60, top, 500, top + 12))


def report() -> Report:
    rows = (("指标", "数量"), ("用水量", "1,204"), ("用电量", "88"), ("用气量", "88"))
    blocks: tuple[Block, ...] = (
        Prose("p1", "paragraph", "证券代码：000000", (place(1),)),
        Heading("h1", "公司治理", place(2), 1),
        Prose("p2", "paragraph", "本报告经董事会审议通过。", (place(2, 130),)),
        Prose("p3", "paragraph", "公司积极履行社会责任，", (place(2, 700),)),
        Prose("p4", "paragraph", "并获得认可。", (place(3),)),
        Heading("h2", "二、环境责任公司推进节能降耗。", place(3, 130), 2),
        Heading("h3", "展望", place(3, 160), 1),
        Table("t1", tuple(tuple(Cell(words) for words in row) for row in rows), (place(4),), header_rows=1),
        Figure("f1", place(5), image="assets/3f2a90c1d27be455.png", unread=True),
        Heading("h4", "展望", place(7), 1),
    )
    return Report("source.pdf", "0" * 64, 7, "报告", "公司", blocks)


def correct(entries: list[dict[str, str]]) -> tuple[Report, list[str]]:
    corrections = entries_to_corrections(entries, range(1, len(entries) + 1), "corrections.yaml")
    corrected, findings = apply_corrections(report(), corrections)
    return corrected, [finding.message for finding in findings]


def named(block: Block) -> list[str]:
    kind = f"heading {block.level}" if isinstance(block, Heading) else block_kind(block)
    return [kind, block_source(block)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict) -> None:
    corrected, messages = correct(case["corrections"])
    for at, wanted in case.get("blocks", {}).items():
        assert named(corrected.blocks[at]) == wanted
    tables = [block for block in corrected.blocks if isinstance(block, Table)]
    if "cells" in case:
        assert [[cell.source for cell in row] for row in tables[0].rows] == case["cells"]
    figures = [block for block in corrected.blocks if isinstance(block, Figure)]
    if "labels" in case:
        assert [(list(block.labels), block.unread) for block in figures] == [(case["labels"], False)]
    if "points" in case:
        (chart,) = (block.chart for block in figures if block.chart)
        assert [[point.label, point.value, point.share] for point in chart.points] == case["points"]
    if "caption" in case:
        assert [block.caption for block in figures] == [case["caption"]]
    if "reported" in case:
        assert len(messages) == 1
        assert case["reported"] in messages[0]
        assert messages[0].startswith("corrections.yaml:1:")
        assert corrected == report()
    else:
        assert messages == []
        assert corrected != report()


def test_ids_stay_unlike_and_the_others_stay_the_same() -> None:
    corrected, _ = correct([{"block": "公司积极", "join": "next"}, {"block": "公司治理", "kind": "note"}])
    ids = [block.id for block in corrected.blocks]
    assert len(ids) == len(set(ids))
    assert {"p1", "p2", "h3", "h4", "t1", "f1"} <= set(ids)


def test_a_joined_paragraph_stands_on_both_pages() -> None:
    corrected, _ = correct([{"block": "公司积极", "join": "next"}])
    joined = corrected.blocks[3]
    assert isinstance(joined, Prose)
    assert [place.page for place in joined.places] == [2, 3]


def test_a_correction_survives_a_new_version() -> None:
    """In version 2 a page came in before, and the paragraph before changed."""
    entries = [{"block": "公司治理", "page": "2", "level": "4"}]
    corrections = entries_to_corrections(entries, [1], "corrections.yaml")
    second = replace(
        report(),
        blocks=tuple(
            replace(block, place=place(block.place.page + 1)) if isinstance(block, Heading) else block
            for block in report().blocks[1:]
        ),
    )
    corrected, findings = apply_corrections(second, corrections)
    assert findings == ()
    assert named(corrected.blocks[0]) == ["heading 4", "公司治理"]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ({"level": "2"}, "block is missing"),
        ({"block": "公司"}, "a change is missing"),
        ({"block": "公司", "level": "two"}, "level must be a whole number"),
        ({"block": "公司", "kind": "title"}, "kind must be one of"),
        ({"block": "公司", "cell": "1"}, "text is missing"),
        ({"block": "公司", "levle": "1", "drop": "yes"}, "there is no “levle”"),
        ({"block": ["公司"], "drop": "yes"}, "plain value"),
        ({"block": "公司", "chart": "line", "words": "甲 1"}, "chart is one of pie, bar"),
        ({"block": "公司", "chart": "pie", "level": "1"}, "with words beside it"),
    ],
)
def test_faults_name_the_line(entry: dict, fault: str) -> None:
    with pytest.raises(SettingsInvalid) as caught:
        entries_to_corrections([{"block": "x", "drop": "yes"}, entry], [1, 4], "corrections.yaml")
    assert caught.value.message.startswith("corrections.yaml:4: ")
    assert fault in caught.value.message
    assert caught.value.message_zh.startswith("corrections.yaml:4：")


def test_an_empty_file_is_no_correction() -> None:
    assert entries_to_corrections(None, [], "corrections.yaml") == ()
    with pytest.raises(SettingsInvalid):
        entries_to_corrections({"block": "公司"}, [], "corrections.yaml")
