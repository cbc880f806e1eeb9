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


def test_each_cause() -> None:
    before = record(
        row("same", "A"),
        row("term", "the board met", 监事会="board of supervisors"),
        row("person", "B", "person"),
        row("memory", None, "none"),
        row("gone", "D"),
    )
    after = record(
        row("same", "A"),
        row("term", "the committee met", 监事会="supervisory committee"),
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
    assert changes["term"].terms == (("监事会", "board of supervisors", "supervisory committee"),)
    assert changes["term"].redline == (
        ("same", "the "),
        ("out", "board"),
        ("in", "committee"),
        ("same", " met"),
    )
    assert len(changes_to_record(tuple(changes.values()))["changes"]) == 5


@given(st.text(alphabet="ab c,中", max_size=30), st.text(alphabet="ab c,中", max_size=30))
def test_a_redline_gives_both_sides_back(before: str, after: str) -> None:
    pieces = tuple(compare_words(before, after))
    assert "".join(text for kind, text in pieces if kind != "in") == before
    assert "".join(text for kind, text in pieces if kind != "out") == after
