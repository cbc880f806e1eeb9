"""Out to people and back: a thousand edits through each format, and none lost."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from docx import Document
from docx.oxml import parse_xml
from openpyxl import load_workbook
from openpyxl.comments import Comment
from xliff_rules import find_faults

from generator.__main__ import main
from generator.commands.review import _print_plan
from generator.comments import load_comments, plan_to_comments
from generator.errors import MemoryInvalid
from generator.exchange import (
    ROW_WRITERS,
    Row,
    bitext_to_rows,
    count_kinds,
    export_rows,
    find_missing,
    plan_import,
    read_pairs,
    read_rows,
)
from generator.exchange.rows import STATES
from generator.exchange.xml import clean
from generator.model import Bitext, Place, Proposal, Prose, Report, Sentence, Text, Translation
from generator.settings import ROOT
from generator.translations import plan_to_translations

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
    """Each row is edited, given a state, commented, moved, deleted or left, by chance; nothing else comes back."""
    bitext = make_bitext(make_pairs(1000))
    chance = random.Random(7)
    done: dict[str, dict[str, str]] = {"changed": {}, "stated": {}, "comment": {}}
    sent, deleted = [], 0
    for n, row in enumerate(bitext_to_rows(bitext)):
        if chance.random() < 0.1:
            deleted += 1
            continue
        if chance.random() < 0.5:
            start = chance.choice(["=", "-", "“", "é ", "  "])
            row = replace(row, target=f"{start}Edit {n} of {row.target}\nsecond line")
            done["changed"][row.id] = row.target.strip()
        elif chance.random() < 0.3:
            row = replace(row, state="final")
            done["stated"][row.id] = "final"
        if chance.random() < 0.2:
            row = replace(row, comment=f"Ask <counsel> & “{n}”\nagain")
            done["comment"][row.id] = row.comment
        sent.append(row)
    chance.shuffle(sent)
    back = there_and_back(tmp_path, tuple(sent), suffix)
    plan = plan_import(bitext, back)
    assert {s.row.id: s.row.target.strip() for s in plan if s.kind == "changed"} == done["changed"]
    assert {s.row.id: s.state for s in plan if s.kind == "stated"} == done["stated"]
    assert {s.row.id: s.comment for s in plan if s.comment} == done["comment"]
    assert count_kinds(plan)["conflict"] == count_kinds(plan)["unknown"] == 0
    assert len(find_missing(bitext, back)) == deleted


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


def test_deleted_rows_and_emptied_cells_change_nothing_and_the_emptied_are_told() -> None:
    bitext = make_bitext([("甲。", "A."), ("乙。", "")])
    first, second = bitext_to_rows(bitext)
    emptied = [replace(first, target=" "), replace(second, target=""), Row("", 1, "甲。", "")]
    plan = plan_import(bitext, emptied)
    assert [(step.kind, step.before) for step in plan] == [("emptied", "A."), ("same", ""), ("same", "A.")]
    assert "A." not in plan_to_translations(Path("none.yaml"), plan)


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


@pytest.mark.parametrize(
    ("suffix", "part"),
    [
        (".xlsx", "[Content_Types].xml"),
        (".xlsx", "xl/styles.xml"),
        (".xlsx", "xl/worksheets/sheet1.xml"),
        (".xlsx", "xl/workbook.xml"),
        (".docx", "word/document.xml"),
        (".docx", "word/comments.xml"),
        (".docx", "[Content_Types].xml"),
    ],
)
def test_a_file_with_a_part_that_is_broken_is_told(tmp_path: Path, suffix: str, part: str) -> None:
    path = tmp_path / f"review{suffix}"
    with (
        zipfile.ZipFile(io.BytesIO(export_rows((PROPOSED,), suffix))) as made,
        zipfile.ZipFile(path, "w") as broken,
    ):
        assert part in made.namelist()
        for name in made.namelist():
            content = made.read(name)
            broken.writestr(name, content[: len(content) // 2] if name == part else content)
    with pytest.raises(
        MemoryInvalid, match=rf"review{suffix}: this is not a .* that can be read; save it as"
    ):
        read_rows(path)


def test_no_formula_leaves_in_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "review.xlsx"
    path.write_bytes(export_rows((Row("s:0", 1, "=甲", "=1+1"),), ".xlsx"))
    with zipfile.ZipFile(path) as made:
        assert b"<f>" not in made.read("xl/worksheets/sheet1.xml")


def plan_of(pairs: list[tuple[str, str]], edits: dict[str, str], **more: object) -> list[tuple[str, str]]:
    """Kind and reason of each row when the English of these sources is edited."""
    bitext = make_bitext(pairs)
    rows = [replace(row, target=edits.get(row.source, row.target)) for row in bitext_to_rows(bitext)]
    return [(step.kind, step.why[0]) for step in plan_import(bitext, rows)]


def test_a_column_that_was_sorted_alone_is_a_conflict() -> None:
    pairs = [("甲。", "Charlie."), ("乙。", "Alpha."), ("丙。", "Bravo."), ("丁。", "Delta.")]
    kinds = plan_of(pairs, {"甲。": "Alpha.", "乙。": "Bravo.", "丙。": "Charlie."})
    assert [kind for kind, _ in kinds] == ["conflict", "conflict", "conflict", "same"]
    assert "sorted" in kinds[0][1]


def test_an_english_that_was_copied_to_another_row_is_an_edit() -> None:
    kinds = plan_of([("甲。", "A."), ("乙。", "B.")], {"甲。": "B."})
    assert [kind for kind, _ in kinds] == ["changed", "same"]


def test_a_row_whose_chinese_is_another_one_is_a_conflict() -> None:
    bitext = make_bitext([("甲。", "A."), ("乙。", "B.")])
    first, second = bitext_to_rows(bitext)
    plan = plan_import(bitext, [replace(first, source=second.source, target="Bee.")])
    assert [(step.kind, "source" in step.why[0]) for step in plan] == [("conflict", True)]


def test_an_edit_beside_chinese_that_was_corrected_is_one_of_the_reports_sentence() -> None:
    bitext = make_bitext([("公司工有3人。", "It has 3."), ("乙。", "B.")])
    first, second = bitext_to_rows(bitext)
    back = [replace(first, source="公司共有3人。", target="There are 3."), replace(second, source="乙！")]
    plan = plan_import(bitext, back)
    assert [(step.kind, step.row.source) for step in plan] == [("changed", "公司工有3人。"), ("same", "乙。")]
    assert all(
        word in "".join(plan[0].why) for word in ("公司共有3人。", "correct it there", "请在报告中更正")
    )
    assert plan_to_translations(Path("none.yaml"), plan).startswith("- source: 公司工有3人。")


def test_a_row_that_came_back_twice_with_two_englishes_is_a_conflict() -> None:
    bitext = make_bitext([("甲。", "A.")])
    row = bitext_to_rows(bitext)[0]
    twice = [replace(row, target="One."), replace(row, target="Two.")]
    assert [step.kind for step in plan_import(bitext, twice)] == ["conflict", "conflict"]
    copied = [replace(row, target="One."), row]
    assert [step.kind for step in plan_import(bitext, copied)] == ["changed", "same"]


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_a_word_that_is_no_state_takes_nothing_back(tmp_path: Path, suffix: str) -> None:
    bitext = make_bitext([("甲。", "A.")])
    bitext.translations["s0"] = replace(bitext.translations["s0"], state="final")  # type: ignore[index]
    row = replace(bitext_to_rows(bitext)[0], state="OK 已阅")  # type: ignore[arg-type]
    back = there_and_back(tmp_path, (row,), suffix)
    assert [step.kind for step in plan_import(bitext, back)] == ["same"]


def test_a_state_that_nobody_touched_is_no_change() -> None:
    bitext = make_bitext([("甲。", "A.")])
    row = bitext_to_rows(bitext)[0]
    now = make_bitext([("甲。", "A.")])
    now.translations["s0"] = replace(now.translations["s0"], state="reviewed")  # type: ignore[index]
    assert [step.kind for step in plan_import(now, [row])] == ["same"]
    plan = plan_import(now, [replace(row, state="final")])
    assert [(step.kind, step.state) for step in plan] == [("stated", "final")]


def test_a_state_that_was_taken_in_is_no_news_the_second_time() -> None:
    bitext = make_bitext([("甲。", "A.")])
    back = replace(bitext_to_rows(bitext)[0], target="Ay.", state="final")
    assert [(step.kind, step.state) for step in plan_import(bitext, [back])] == [("changed", "final")]
    now = make_bitext([("甲。", "Ay.")])
    now.translations["s0"] = replace(now.translations["s0"], state="final")  # type: ignore[index]
    assert [step.kind for step in plan_import(now, [back])] == ["same"]


def test_what_came_back_is_written_where_it_stood(tmp_path: Path) -> None:
    path = tmp_path / "translations.yaml"
    path.write_text("- source: 合计\n  target: Sum\n  where: 利润\n", encoding="utf-8")
    bitext = make_bitext([("合计", "Total"), ("合计", "Sum"), ("甲。", "A.")])
    heads = {"s0": ("收入",), "s1": ("利润",), "s2": ()}
    named = tuple(replace(one, path=heads[one.id]) for one in bitext.sentences)
    bitext = Bitext(bitext.report, bitext.texts, named, bitext.translations)
    rows = [
        replace(
            row,
            target={"Total": "Grand total", "Sum": "Sum total"}.get(row.target, row.target),
            state="final",
        )
        for row in bitext_to_rows(bitext)
    ]
    plan = plan_import(bitext, rows)
    assert plan_to_translations(path, plan) == (
        "- source: 合计\n  target: Sum total\n  where: 利润\n  state: final\n"
        "- source: 合计\n  where: 收入\n  target: Grand total\n  state: final\n"
        "- source: 甲。\n  target: A.\n  state: final\n"
    )


def test_comments_are_kept_and_only_new_ones_are_news(tmp_path: Path) -> None:
    path = tmp_path / "comments.yaml"
    path.write_text("# Ours.\n- source: 甲。\n  comment: Old.\n", encoding="utf-8")
    bitext = make_bitext([("甲。", "A."), ("乙。", "B.")])
    rows = bitext_to_rows(bitext, load_comments(path))
    assert [row.comment for row in rows] == ["Old.", ""]
    back = [rows[0], replace(rows[1], comment="New: see p. 3.")]
    plan = plan_import(bitext, back, load_comments(path))
    assert [step.comment for step in plan] == ["", "New: see p. 3."]
    path.write_text(plan_to_comments(path, plan), encoding="utf-8")
    assert path.read_text(encoding="utf-8").startswith("# Ours.\n")
    assert list(load_comments(path).values()) == ["Old.", "New: see p. 3."]
    lost = plan_import(bitext, [replace(row, comment="") for row in rows], load_comments(path))
    assert not any(step.comment for step in lost), "a format that lost the comments takes none away"


PROPOSED = Row(
    "s0:e3b0c442:i",
    7,
    "公司高度重视投资者。",
    "",
    "Whose words?",
    "initial",
    ("一、治理",),
    "上句。",
    "下句。",
    (("投资者", "investor"),),
    (Proposal("公司高度重视客户。", "Customers <matter>.", 84, "m.tmx:3"),),
    ("A figure is missing. 缺少数字。",),
)


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_goes_out_for_reading_does_not_come_back_as_words(tmp_path: Path, suffix: str) -> None:
    back = there_and_back(tmp_path, (PROPOSED,), suffix)[0]
    assert (back.source, back.target, back.comment) == (PROPOSED.source, "", "Whose words?")
    words = all_words(tmp_path / f"review{suffix}")
    for said in ("Customers &lt;matter&gt;.", "m.tmx:3", "A figure is missing."):
        assert said in words
    if suffix in (".xlf", ".xliff"):
        assert all(said in words for said in ("上句。", "下句。", "投资者 = investor", "一、治理", "p. 7"))


def all_words(path: Path) -> str:
    if not zipfile.is_zipfile(path):
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as made:
        return "".join(made.read(name).decode() for name in made.namelist() if name.endswith(".xml"))


def test_xliff_carries_proposals_as_its_modules_say(tmp_path: Path) -> None:
    new, old = export_rows((PROPOSED,), ".xliff").decode(), export_rows((PROPOSED,), ".xlf").decode()
    assert '<mtc:match ref="#s1" type="tm" matchQuality="84" origin="m.tmx:3">' in new
    assert new.index("<mtc:matches>") < new.index("<notes>") < new.index('<segment id="s1"')
    assert '<alt-trans match-quality="84%" origin="m.tmx:3">' in old


def to_xliff(rows: Iterable[Row], suffix: str) -> Element:
    return fromstring(export_rows(rows, suffix))


@pytest.mark.parametrize("suffix", [".xlf", ".xliff"])
def test_xliff_is_as_its_standard_asks(suffix: str) -> None:
    """Also checked once by hand, with the schemas of OASIS for 1.2 strict and 2.0: both sample reports are valid."""
    rows = [*bitext_to_rows(make_bitext(make_pairs(40))), PROPOSED]
    rows += [replace(PROPOSED, id=f"{state}:0", state=state, target="X.") for state in STATES]
    assert not list(find_faults(to_xliff(rows, suffix)))


@pytest.mark.slow
def test_xliff_of_a_whole_report_is_as_its_standard_asks(tmp_path: Path) -> None:
    """The sample without its English: sentences that await it, among their neighbours, with findings."""
    shutil.copytree(ROOT / "reports" / "sample-2024", tmp_path / "sample")
    (tmp_path / "sample" / "translations.yaml").unlink()
    review = tmp_path / "review.xliff"
    assert (
        main(["export", str(tmp_path / "sample"), str(review), "--out", str(tmp_path / "out"), "--quiet"])
        == 0
    )
    root = fromstring(review.read_bytes())
    assert len(list(root.iter())) > 2000
    assert not list(find_faults(root))


@pytest.mark.parametrize(
    ("suffix", "before", "after"),
    [
        (".xliff", 'state="initial"', 'state="needs-translation"'),
        (".xliff", ' srcLang="zh-CN"', ""),
        (".xliff", 'ref="#s1"', 'ref="#s2"'),
        (".xliff", "<notes>", "<notes/><notes>"),
        (".xlf", ' datatype="plaintext"', ""),
        (".xlf", 'context-type="x-before"', 'context-type="before"'),
        (".xlf", "</source><context-group", "</source><target>a</target><target>b</target><context-group"),
    ],
)
def test_the_rules_of_xliff_see_what_is_against_them(suffix: str, before: str, after: str) -> None:
    made = export_rows((PROPOSED,), suffix).decode()
    assert before in made
    assert list(find_faults(fromstring(made.replace(before, after))))


def edit_docx(path: Path, change: dict[str, str], more: dict[str, str] | None = None) -> None:
    """Change the XML of a document's body, and add whole parts."""
    with zipfile.ZipFile(path) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    body = parts["word/document.xml"].decode()
    for before, after in change.items():
        assert body.count(before) == 1, before
        body = body.replace(before, after)
    parts["word/document.xml"] = body.encode()
    parts |= {name: content.encode() for name, content in (more or {}).items()}
    with zipfile.ZipFile(path, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)


def test_comments_in_the_margin_come_back_and_ours_do_not(tmp_path: Path) -> None:
    document = Document(io.BytesIO(export_rows((PROPOSED, replace(PROPOSED, id="s1:e3b0c442:i")), ".docx")))
    cell = document.tables[0].rows[2].cells[3]
    run = cell.paragraphs[0].add_run("Investors matter.")
    document.add_comment(run, "Legal has agreed.\nUse it.", "Li Wei", "LW")
    document.save(str(tmp_path / "back.docx"))
    rows = read_rows(tmp_path / "back.docx")
    assert [row.comment for row in rows] == ["Whose words?", "Whose words?\nLegal has agreed.\nUse it."]
    assert [row.target for row in rows] == ["", "Investors matter."]


def test_rows_and_paragraphs_deleted_with_tracked_changes(tmp_path: Path) -> None:
    bitext = make_bitext([("甲。", "Stays."), ("乙。", "Goes."), ("丙。", "First half")])
    path = tmp_path / "review.docx"
    path.write_bytes(export_rows(bitext_to_rows(bitext), ".docx"))
    gone = '<w:rPr><w:del w:id="7" w:author="a"/></w:rPr>'
    with zipfile.ZipFile(path) as made:
        rows = made.read("word/document.xml").decode().split("<w:tr>")
    deleted = '<w:trPr><w:del w:id="9" w:author="a"/></w:trPr>' + rows[3]
    joined = "<w:p><w:r><w:t>First half</w:t></w:r></w:p>"
    edit_docx(
        path,
        {
            rows[3]: deleted,
            joined: f'<w:p><w:pPr>{gone}</w:pPr><w:r><w:t xml:space="preserve">First </w:t></w:r></w:p>'
            "<w:p><w:ins><w:r><w:t>whole.</w:t></w:r></w:ins></w:p>",
        },
    )
    back = read_rows(path)
    assert [row.target for row in back] == ["Stays.", "First whole."]
    assert [row.source for row in find_missing(bitext, back)] == ["乙。"]


def test_cells_merged_over_columns_do_not_shift_the_others(tmp_path: Path) -> None:
    path = tmp_path / "review.docx"
    document = Document(io.BytesIO(export_rows((PROPOSED,), ".docx")))
    cells = document.tables[0].rows[1].cells
    cells[0].merge(cells[1])
    document.save(str(path))
    assert read_rows(path)[0].source == PROPOSED.source


def test_notes_of_excel_come_back(tmp_path: Path) -> None:
    path = tmp_path / "review.xlsx"
    path.write_bytes(export_rows((PROPOSED,), ".xlsx"))
    book = load_workbook(path)
    sheet = book.active
    sheet["D2"].comment = Comment("Please check.", "Li Wei")  # type: ignore[index]
    sheet["C2"].comment = Comment("[Threaded comment]\n\nYour version …\n\nComment:\n    And this.", "tc")  # type: ignore[index]
    book.save(path)
    assert read_rows(path)[0].comment == "Whose words?\nAnd this.\nPlease check."


def test_what_xml_cannot_hold_is_left_out() -> None:
    words = "a\x00\x0b\ud800\uffff\ufffe\r<b> 甲\t\n𠮷"
    assert clean(words) == "a&lt;b&gt; 甲\t\n𠮷"


RETYPED = {
    "a percentage": (0.125, "0.0%"),
    "an amount": (1234.5, "#,##0.00"),
    "a decimal": (12.5, "General"),
    "a date": (date(2024, 5, 6), "d mmmm yyyy"),
    "a time": (time(10, 30), "h:mm"),
    "a formula": ("=1+1", "General"),
    "an error": ("#N/A", "General"),
    "a truth": (True, "General"),
    "thousands": (2024, "#,##0"),
}


@pytest.mark.parametrize("what", RETYPED)
def test_what_excel_made_of_typed_words_is_no_english(tmp_path: Path, what: str) -> None:
    bitext = make_bitext([("占比12.5%", ""), ("乙。", "B.")])
    path = tmp_path / "review.xlsx"
    path.write_bytes(export_rows(bitext_to_rows(bitext), ".xlsx"))
    book = load_workbook(path)
    cell = book.active["D2"]
    assert cell.number_format == "@", "an empty cell is text too, so that what is typed there stays as it is"
    cell.value, cell.number_format = RETYPED[what]
    book.save(path)
    plan = plan_import(bitext, read_rows(path))
    assert [step.kind for step in plan] == ["conflict", "same"]
    assert "format it as text" in plan[0].why[0]
    assert "文本格式" in plan[0].why[1]
    assert [pair.target for pair in read_pairs(path)] == ["", "B."]


def test_a_whole_number_that_excel_shows_as_it_is_is_english(tmp_path: Path) -> None:
    bitext = make_bitext([("2024年", "")])
    path = tmp_path / "review.xlsx"
    path.write_bytes(export_rows(bitext_to_rows(bitext), ".xlsx"))
    book = load_workbook(path)
    book.active["D2"].value, book.active["D2"].number_format = 2024, "General"
    book.save(path)
    plan = plan_import(bitext, read_rows(path))
    assert [(step.kind, step.row.target) for step in plan] == [("changed", "2024")]


def test_rows_on_another_sheet_and_heads_that_were_sorted_in_are_found(tmp_path: Path) -> None:
    bitext = make_bitext([("甲。", "A."), ("乙。", "B."), ("丙。", "C.")])
    path = tmp_path / "review.xlsx"
    path.write_bytes(export_rows(bitext_to_rows(bitext), ".xlsx"))
    book = load_workbook(path)
    sheet = book.active
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    lines[3][3] = "See."
    for number, line in enumerate((lines[1], lines[0], lines[2]), 1):
        for column, value in enumerate(line, 1):
            sheet.cell(number, column).value = value
    sheet.delete_rows(4)
    book.create_sheet("Part 2").append(lines[3])
    book.create_sheet("Notes").append(["what", "we", "think", "of", "it"])
    book.save(path)
    rows = read_rows(path)
    assert [(step.kind, step.row.target) for step in plan_import(bitext, rows)] == [
        ("same", "A."),
        ("same", "B."),
        ("changed", "See."),
    ]
    assert find_missing(bitext, rows) == ()


def test_a_table_that_was_cut_in_two_is_read_whole(tmp_path: Path) -> None:
    bitext = make_bitext([("甲。", "A."), ("乙。", "B.")])
    path = tmp_path / "review.docx"
    path.write_bytes(export_rows(bitext_to_rows(bitext), ".docx"))
    document = Document(str(path))
    first = document.tables[0]._tbl
    second = deepcopy(first)
    for row in second.tr_lst[:2]:
        second.remove(row)
    first.remove(first.tr_lst[2])
    first.addnext(second)
    document.save(str(path))
    assert [row.source for row in read_rows(path)] == ["甲。", "乙。"]


def test_what_word_keeps_as_an_element_of_its_own_is_not_lost(tmp_path: Path) -> None:
    """A minus typed as a hyphen that does not break, and a sign of a symbol font, which the checks then tell."""
    row = bitext_to_rows(make_bitext([("下降5%。", "Change: 5%.")]))[0]
    path = tmp_path / "review.docx"
    path.write_bytes(export_rows((row,), ".docx"))
    document = Document(str(path))
    text = document.tables[0]._tbl.tr_lst[1].tc_lst[3].p_lst[0].r_lst[0]
    text.clear_content()
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    for piece in (
        "<w:t>Change: </w:t>",
        "<w:noBreakHyphen/>",
        "<w:t>5% </w:t>",
        '<w:sym w:font="Symbol" w:char="F0A3"/>',
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:t>x</w:t></mc:Choice>"
        "<mc:Fallback><w:t>x</w:t></mc:Fallback></mc:AlternateContent>",
    ):
        text.append(parse_xml(f'<w:r xmlns:w="{space}" xmlns:mc="{compatible}">{piece}</w:r>')[0])
    document.save(str(path))
    assert read_rows(path)[0].target == "Change: -5% \ufffdx"


@pytest.mark.slow
def test_libreoffice_saves_what_we_sent(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed, so its saving of our files is not tried")
    bitext = make_bitext(
        [*make_pairs(20), ("12.5%", "12.5%"), ("2024-05-06", "2024-05-06"), ("是", "TRUE"), ("1/2", "1/2")]
    )
    rows = bitext_to_rows(bitext)
    sent, back = tmp_path / "review.xlsx", tmp_path / "back"
    sent.write_bytes(export_rows(rows, ".xlsx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(back), str(sent)],
        check=True, capture_output=True,
    )  # fmt: skip
    plan = plan_import(bitext, read_rows(back / sent.name))
    assert {step.kind for step in plan} == {"same"}
    assert len(plan) == len(rows)


def test_a_plan_tells_the_state_that_an_edit_brings(capsys: pytest.CaptureFixture[str]) -> None:
    bitext = make_bitext([("甲。", "A."), ("乙。", "B.")])
    first, second = bitext_to_rows(bitext)
    rows = [replace(first, target="Ay.", state="final"), replace(second, target="Bee.")]
    _print_plan(plan_import(bitext, rows))
    said = capsys.readouterr().out
    assert "  + Ay.\n  state 状态: final\n" in said
    assert said.count("state 状态") == 1
