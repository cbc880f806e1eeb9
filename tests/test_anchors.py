"""Old links stay alive: what an earlier build named leads to the right place in the next one."""

from __future__ import annotations

from typing import Any

from generator.anchors import follow_anchors, moved_to_former

Record = dict[str, Any]


def prose(name: str, source: str, kind: str = "paragraph") -> Record:
    return {"id": name, "kind": kind, "source": source}


def table(name: str, *rows: str) -> Record:
    cells = [[{"source": word, "rowspan": 1, "colspan": 1} for word in row.split("|")] for row in rows]
    return {"id": name, "kind": "table", "caption": None, "rows": cells}


def content(*blocks: Record) -> Record:
    return {"blocks": list(blocks)}


FIRST = prose("p1", "公司成立于2003年5月，主营城镇供水与污水处理。")
EDITED = prose("p9", "公司成立于2003年6月，主营城镇供水、排水与污水处理。")
OTHER = prose("p2", "全年召开董事会会议十一次，各项决议均得到执行。")
HEAD = prose("h1", "一、公司概况", "heading")


def test_first_build_has_nothing_to_follow() -> None:
    assert follow_anchors(None, None, content(FIRST)) == {"schema": 1, "moved": {}}


def test_unchanged_ids_are_not_former_ones() -> None:
    assert follow_anchors(content(HEAD, FIRST), None, content(FIRST, HEAD))["moved"] == {}


def test_edited_block_is_found_among_new_ones() -> None:
    new = prose("p8", "水质检测结果每季度公布一次。")
    made = follow_anchors(content(HEAD, FIRST, OTHER), None, content(HEAD, new, EDITED, OTHER))
    assert made["moved"] == {"p1": "p9"}


def test_block_without_successor_leads_to_what_stood_before_it() -> None:
    assert follow_anchors(content(HEAD, OTHER, FIRST), None, content(HEAD, OTHER))["moved"] == {"p1": "p2"}


def test_block_of_another_kind_is_no_successor() -> None:
    note = prose("n1", FIRST["source"], "note")
    made = follow_anchors(content(HEAD, FIRST, OTHER), None, content(HEAD, EDITED, note, OTHER))
    assert made["moved"] == {"p1": "p9"}


def test_links_are_followed_through_several_builds() -> None:
    once = follow_anchors(content(HEAD, FIRST), None, content(HEAD, EDITED))
    third = prose("p10", EDITED["source"] + "注册地为青禾市。")
    twice = follow_anchors(content(HEAD, EDITED), once, content(HEAD, third))
    assert twice["moved"] == {"p1": "p10", "p9": "p10"}
    back = follow_anchors(content(HEAD, third), twice, content(HEAD, FIRST))
    assert back["moved"] == {"p10": "p1", "p9": "p1"}


def test_cells_are_followed_by_their_heads() -> None:
    old = table("t1", "项目|2024年|2023年", "营业收入|875|800", "净利润|81|72")
    new = table("t2", "项目|2024年|2023年", "资产总额|990|950", "营业收入|876|800", "净利润|81|72")
    moved = follow_anchors(content(HEAD, old), None, content(HEAD, new))["moved"]
    assert moved["t1"] == "t2"
    assert moved["t1.r1c1"] == "t2.r2c1"
    assert moved["t1.r2c2"] == "t2.r3c2"


def test_cell_that_is_gone_leads_to_its_table() -> None:
    old = table("t1", "项目|2024年", "营业收入|875", "净利润|81")
    new = table("t2", "项目|2024年", "营业收入|875")
    assert follow_anchors(content(old), None, content(new))["moved"]["t1.r2c1"] == "t2"


def test_former_ids_by_their_place() -> None:
    assert moved_to_former({"p9": "p2", "p1": "p2", "h1": "h3"}) == {"p2": ("p1", "p9"), "h3": ("h1",)}
