"""Chapters that are set again: named with what moved, and held against the changes that the build lists."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.changes import Change
from generator.exporters.laid import Job
from generator.exporters.typeset import Chapter
from generator.exporters.typesetters import job_inputs
from generator.pipeline.proof import State, prove_unchanged
from generator.pipeline.resets import Reset, chapters_to_record, find_resets
from generator.store import to_json

JOB = Job("<html><style>.w1{width:54%}</style><p>One</p><img src=report:a.png></html>", "p{color:red}", {})
CHAPTER = Chapter("h1", "One", ("h1", "p1"), job_inputs(JOB))


def moved(job: Job) -> tuple[str, ...]:
    after = replace(CHAPTER, inputs=job_inputs(job))
    return tuple(cause for one in find_resets(kept(CHAPTER), {"en": [after]}) for cause in one.because)


def kept(*chapters: Chapter) -> Any:
    """chapters.json as the build that follows reads it."""
    return json.loads(to_json(chapters_to_record({"en": chapters})))


def test_a_chapter_that_is_made_from_the_same_is_not_named() -> None:
    assert moved(JOB) == ()


def test_each_thing_that_a_chapter_is_made_from_is_a_cause_of_its_own(tmp_path: Path) -> None:
    font, picture = tmp_path / "font.ttf", tmp_path / "a.png"
    font.write_bytes(b"1")
    picture.write_bytes(b"1")
    files = {"report:a.png": picture, "file:font.ttf": font}
    assert moved(replace(JOB, html=JOB.html.replace("One", "Two"))) == ("text",)
    assert moved(replace(JOB, html=JOB.html.replace("54", "58"))) == ("columns",)
    assert moved(replace(JOB, sheet="p{color:blue}")) == ("style",)
    assert moved(replace(JOB, files={"report:a.png": picture})) == ("pictures",)
    assert moved(replace(JOB, files=files, sheet="p{color:red}/*file:font.ttf*/")) == (
        "style",
        "fonts",
        "pictures",
    )


def test_a_new_chapter_is_new_and_the_first_build_names_none() -> None:
    other = replace(CHAPTER, id="h2", title="Two")
    (found,) = find_resets(kept(CHAPTER), {"en": [CHAPTER, other]})
    assert (found.title, found.because) == ("Two", ("new",))
    assert not list(find_resets(None, {"en": [CHAPTER]}))


def test_what_a_chapter_held_before_counts_as_its_own() -> None:
    after = replace(CHAPTER, anchors=("h1",), inputs={**CHAPTER.inputs, "text": "other"})
    (found,) = find_resets(kept(CHAPTER), {"en": [after]})
    assert found.blocks == {"h1", "p1"}


def test_a_chapter_whose_words_moved_without_a_change_is_named_by_the_proof() -> None:
    row = {"id": "s1", "block": "p1", "source": "一", "target": "One"}
    before = State({"s1": row}, {"p1": {"id": "p1"}, "p9": {"id": "p9"}}, {})
    after = replace(before, sentences={"s1": {**row, "target": "Two"}})
    changes: list[Change] = []

    def unexplained(*resets: Reset) -> list[str]:
        proof = prove_unchanged(before, after, changes, because=(), resets=resets)
        return [one.what for one in proof.unexplained if one.where == "en.pdf"]

    told = Reset("en.pdf", "h1", "One", ("text",), frozenset({"h1", "p1"}))
    assert unexplained(told) == []
    assert unexplained(replace(told, chapter="h9", blocks=frozenset({"h9", "p9"}))) == ["h9"]
    assert unexplained(replace(told, chapter="h9", blocks=frozenset(), because=("columns",))) == []
