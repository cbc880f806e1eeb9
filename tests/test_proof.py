"""The proof that what a build did not say it changed is byte for byte as before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.changes import find_changes
from generator.pipeline.proof import Moved, State, page_to_blocks, prove_unchanged, state_of

PAGE = """<!DOCTYPE html>
<html><head><style>.row{}</style></head>
<body class="en">
<header class="cover" id="cover">
<h1>Report</h1>
</header>
<nav><h2 class="row plain" id="contents">Contents</h2>
<div class="row entry"><a href="#h1">Water</a></div>
</nav>
<main id="report" class="main">
<h2 class="row head" id="h1">Water</h2>
<div class="row paragraph" id="p1"><p>The board met.</p></div>
<ul class="items">
<li id="i1"><div class="row item">First</div></li>
<li id="i2"><div class="row item">Second</div></li>
</ul>
<div class="sheet short" tabindex="0">
<table id="t1">
<tbody>
<tr><td id="t1-r1c1">1</td></tr></tbody>
</table>
</div>
</main>
<footer>Report</footer>
</body></html>
"""
IDS = {"h1", "p1", "i1", "i2", "t1"}


def row(id: str, block: str, target: str, **terms: str) -> dict[str, Any]:
    return {
        "id": id, "block": block, "role": "paragraph", "page": 1, "source": id, "target": target,
        "origin": "person", "note": None, "terms": terms,
    }  # fmt: skip


ROWS = (row("s1", "h1", "Water"), row("s2", "p1", "The board met.", 董事会="board"), row("s3", "i1", "First"))


def state(page: str = PAGE, rows: tuple[dict[str, Any], ...] = ROWS) -> State:
    content = {"blocks": [{"id": id, "page": 1} for id in sorted(IDS)]}
    return state_of({"sentences": list(rows)}, content, {"r.en.html": page})


def edited(words: str) -> State:
    rows = (ROWS[0], row("s2", "p1", f"The {words} met.", 董事会=words), ROWS[2])
    return state(PAGE.replace("The board met.", f"The {words} met."), rows)


def changes_of(before: State, after: State) -> Any:
    as_record = [{"sentences": list(one.sentences.values())} for one in (before, after)]
    return find_changes(as_record[0], as_record[1])


def test_a_page_is_cut_where_its_blocks_begin() -> None:
    blocks = page_to_blocks(PAGE, IDS)
    assert list(blocks) == ["cover", "contents", "h1", "p1", "i1", "i2", "t1"]
    assert "".join(blocks.values()) == PAGE[PAGE.index("<body") :].split("</main>")[0]
    assert blocks["t1"].startswith('<div class="sheet')
    together = page_to_blocks(PAGE.replace("\n", ""), IDS)
    assert [html.replace("\n", "") for html in blocks.values()] == list(together.values())
    assert blocks["i1"].startswith('<ul class="items">')


def test_an_edit_changes_its_block_and_the_rest_is_counted() -> None:
    before, after = state(), edited("directors")
    proof = prove_unchanged(before, after, changes_of(before, after), ())
    assert proof.moved == ()
    assert (proof.sentences.all, proof.sentences.unchanged) == (3, 2)
    assert (proof.pages["r.en.html"].all, proof.pages["r.en.html"].unchanged) == (5, 4)


def test_a_block_that_moved_without_a_reason_is_named() -> None:
    after = edited("directors")
    broken = replace(after, pages={"r.en.html": after.pages["r.en.html"].replace("Second", "Seconds")})
    proof = prove_unchanged(state(), broken, changes_of(state(), broken), ())
    assert proof.unexplained == (Moved("i2", "r.en.html"),)


def test_a_wrapper_that_moved_is_its_tables() -> None:
    after = state(PAGE.replace("sheet short", "sheet wide"))
    assert prove_unchanged(state(), after, (), ()).unexplained == (Moved("t1", "r.en.html"),)


def test_contents_that_moved_although_nothing_changed_are_named() -> None:
    after = state(PAGE.replace("Contents", "Content"))
    assert prove_unchanged(state(), after, (), ()).unexplained == (Moved("contents", "r.en.html"),)


def test_a_sentence_that_is_not_among_the_changes_is_named() -> None:
    before, after = state(), edited("directors")
    assert Moved("s2", "bitext.json") in prove_unchanged(before, after, (), ()).unexplained


def test_a_new_style_may_move_anything() -> None:
    after = state(PAGE.replace("row item", "row point"))
    proof = prove_unchanged(state(), after, (), ("templates/",))
    assert proof.unexplained == ()
    assert {one.what for one in proof.moved} == {"i1", "i2"}


def test_a_definition_that_another_block_now_opens_is_no_change_of_this_one() -> None:
    link = '<a class="term" href="#term-1" title="Those who direct">First</a>'
    after = edited("directors")
    linked = replace(
        after, pages={"r.en.html": after.pages["r.en.html"].replace(">Second<", f">Second {link}<")}
    )
    plain = state(PAGE.replace(">Second<", ">Second First<"))
    assert prove_unchanged(plain, linked, changes_of(plain, linked), ()).unexplained == ()
