"""Changes between two builds, with their cause."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.changes import changes_to_record, compare_words, find_changes


def row(id: str, target: str | None, origin: str = "memory", **terms: str) -> dict[str, Any]:
    return {
        "id": id,
        "page": 1,
        "block": "p1",
        "role": "paragraph",
        "source": id,
        "target": target,
        "origin": origin,
        "note": None,
        "terms": terms,
    }


def record(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"schema": 1, "sentences": list(rows)}


def test_the_first_build_changes_nothing() -> None:
    assert find_changes(None, record(row("a", "A"))) == ()


def test_words_of_the_cover_lead_to_the_one_anchor_that_it_has() -> None:
    before, after = record(row("line", "A"), row("text", "A")), record(row("line", "B"), row("text", "B"))
    after["sentences"][0] |= {"role": "cover", "block": "c1"}
    assert [change.anchor for change in find_changes(before, after)] == ["cover", "p1"]


def test_each_cause() -> None:
    before = record(
        row("same", "A"),
        row("term", "the supervisory board met", 监事会="supervisory board"),
        row("person", "B", "person"),
        row("memory", None, "none"),
        row("gone", "D"),
    )
    after = record(
        row("same", "A"),
        row("term", "the supervisory committee met", 监事会="supervisory committee"),
        row("person", "C", "person"),
        row("memory", "M"),
        row("new", "E"),
    )
    changes = {change.sentence: change for change in find_changes(before, after)}
    assert {id: (change.kind, change.cause) for id, change in changes.items()} == {
        "term": ("changed", "term"),
        "person": ("changed", "person"),
        "memory": ("changed", "memory"),
        "new": ("new", "source"),
        "gone": ("gone", "source"),
    }
    assert changes["term"].terms == (("监事会", "supervisory board", "supervisory committee"),)
    assert changes["term"].redline == (
        ("same", "the supervisory "),
        ("out", "board"),
        ("in", "committee"),
        ("same", " met"),
    )
    assert len(changes_to_record(tuple(changes.values()))["changes"]) == 5


def test_a_persons_edit_is_hers_even_when_a_term_of_the_sentence_moved_too() -> None:
    before = record(row("a", "We met.", "person", 公司="the Company"))
    after = record(row("a", "We met twice.", "person", 公司="the Group"))
    (change,) = find_changes(before, after)
    assert change.cause == "person"


def test_taking_an_edit_of_the_glossary_back_is_the_glossarys_doing() -> None:
    followed = row("a", "The Panel met.", "person", 监事会="Panel") | {
        "note": "glossary 监事会: Board → Panel"
    }
    (change,) = find_changes(record(followed), record(row("a", "The Board met.", "person", 监事会="Board")))
    assert change.cause == "term"
    assert change.left == (("same", "The "), ("out", "Panel"), ("same", " met."))
    assert change.right == (("same", "The "), ("in", "Board"), ("same", " met."))


@given(st.text(alphabet="ab c,中", max_size=30), st.text(alphabet="ab c,中", max_size=30))
def test_a_redline_gives_both_sides_back(before: str, after: str) -> None:
    pieces = tuple(compare_words(before, after))
    assert "".join(text for kind, text in pieces if kind != "in") == before
    assert "".join(text for kind, text in pieces if kind != "out") == after
