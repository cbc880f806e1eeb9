"""Out to people and back: a thousand edits through each format, and none lost."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest

from generator.errors import MemoryInvalid
from generator.exchange import (
    ROW_WRITERS,
    Row,
    bitext_to_rows,
    count_kinds,
    export_rows,
    plan_import,
    read_rows,
)
from generator.model import Bitext, Place, Prose, Report, Sentence, Text, Translation

PLACE = Place(1, (0, 0, 1, 1))
FORMATS = sorted(ROW_WRITERS)


def make_bitext(pairs: list[tuple[str, str]]) -> Bitext:
    block = Prose("p", "paragraph", "".join(source for source, _ in pairs), (PLACE,))
    sentences = [
        Sentence(f"s{n}", "p", "p", "paragraph", source, PLACE) for n, (source, _) in enumerate(pairs)
    ]
    english = {f"s{n}": Translation(f"s{n}", target, "memory") for n, (_, target) in enumerate(pairs)}
    text = Text("p", "p", "paragraph", block.source, PLACE)
    return Bitext(Report("a.pdf", "0", 1, "", "", (block,)), (text,), tuple(sentences), english)


def make_pairs(count: int) -> list[tuple[str, str]]:
    return [(f"第{n}项=<研发>&“投入”；", f"=Item {n}: R&D <input> “{n * 7}%”") for n in range(count)]


def there_and_back(folder: Path, rows: tuple[Row, ...], suffix: str) -> tuple[Row, ...]:
    path = folder / f"review{suffix}"
    path.write_bytes(export_rows(rows, suffix))
    return read_rows(path)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_thousand_edits_come_back(tmp_path: Path, suffix: str) -> None:
    bitext = make_bitext(make_pairs(1000))
    chance = random.Random(7)
    rows = list(bitext_to_rows(bitext))
    edited = {
        row.id: f"{chance.choice(['=', '-', '“', 'é ', '  '])}Edit {n} of {row.target}\nsecond line"
        for n, row in enumerate(rows)
        if chance.random() < 0.5
    }
    sent = [Row(r.id, r.page, r.source, edited.get(r.id, r.target), r.comment, r.state) for r in rows]
    chance.shuffle(sent)
    plan = plan_import(bitext, there_and_back(tmp_path, tuple(sent), suffix))
    changed = {step.row.id: step.row.target.strip() for step in plan if step.kind == "changed"}
    assert changed == {id: words.strip() for id, words in edited.items()}
    assert count_kinds(plan)["conflict"] == count_kinds(plan)["unknown"] == 0


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_rows_give_the_same_bytes(suffix: str) -> None:
    rows = bitext_to_rows(make_bitext(make_pairs(5)))
    assert export_rows(rows, suffix) == export_rows(rows, suffix)


@pytest.mark.parametrize("suffix", FORMATS)
def test_states_come_back(tmp_path: Path, suffix: str) -> None:
    rows = tuple(
        Row(f"s{n}:0", 0, "甲", "A", "why", s) for n, s in enumerate(["initial", "reviewed", "final"])
    )
    back = there_and_back(tmp_path, rows, suffix)
    assert [row.state for row in back] == ["initial", "reviewed", "final"]
    assert {row.comment for row in back} == {"why"}


def test_three_ways() -> None:
    sent = bitext_to_rows(make_bitext([("甲。", "A."), ("乙。", "B."), ("丙。", "C.")]))
    back = [Row(row.id, 1, row.source, row.target + " Edited.") for row in sent]
    now = make_bitext([("甲。", "A."), ("乙。", "B, changed here."), ("丁。", "D.")])
    kinds = [step.kind for step in plan_import(now, back)]
    assert kinds == ["changed", "conflict", "conflict"]
    lost_ids = [Row("", 0, row.source, "New.") for row in sent]
    assert [step.kind for step in plan_import(now, lost_ids)] == ["changed", "changed", "unknown"]


def test_deleted_rows_and_emptied_cells_change_nothing() -> None:
    bitext = make_bitext([("甲。", "A."), ("乙。", "B.")])
    first = bitext_to_rows(bitext)[0]
    assert [s.kind for s in plan_import(bitext, [Row(first.id, 1, first.source, " ")])] == ["same"]


def test_tracked_changes_are_read_as_they_stand(tmp_path: Path) -> None:
    row = bitext_to_rows(make_bitext([("甲。", "The old words stand.")]))[0]
    path = tmp_path / "review.docx"
    path.write_bytes(export_rows((row,), ".docx"))
    tracked = (
        '<w:r><w:t xml:space="preserve">The </w:t></w:r>'
        '<w:del w:id="1" w:author="a"><w:r><w:delText>old</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>new</w:t></w:r></w:ins>'
        '<w:r><w:t xml:space="preserve"> words stand.</w:t></w:r>'
    )
    parts = {}
    with zipfile.ZipFile(path) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    before = "<w:r><w:t>The old words stand.</w:t></w:r>"
    document = parts["word/document.xml"].decode()
    assert before in document
    parts["word/document.xml"] = document.replace(before, tracked).encode()
    with zipfile.ZipFile(path, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    assert read_rows(path)[0].target == "The new words stand."


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_files_that_are_not_what_they_say(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"broken{suffix}"
    path.write_bytes(b"not a zip")
    with pytest.raises(MemoryInvalid, match="broken"):
        read_rows(path)


def test_no_formula_leaves_in_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "review.xlsx"
    path.write_bytes(export_rows((Row("s:0", 1, "=甲", "=1+1"),), ".xlsx"))
    with zipfile.ZipFile(path) as made:
        assert b"<f>" not in made.read("xl/worksheets/sheet1.xml")
