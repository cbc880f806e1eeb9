"""Versions of a source: planned edits are found as what they are, and nothing that a person wrote is lost."""

from __future__ import annotations

import json
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from printed import print_documents

from generator.__main__ import main
from generator.exporters.review import versions_page
from generator.memory import Memory, Pair
from generator.model import Bitext, Cell, Cover, Figure, Heading, Place, Prose, Report, Table
from generator.pipeline.history import BEFORE, look_back, record_to_version, write_versions
from generator.pipeline.shelf import Shelf, load_shelf, make_bitext
from generator.quantities import Style
from generator.reader import read_report, report_to_content
from generator.reader.word.document import read_docx
from generator.records import bitext_to_record
from generator.settings import load_settings
from generator.store import open_stage, to_json
from generator.translations import load_translations
from generator.versions import (
    Comparison,
    Difference,
    English,
    Version,
    compare_characters,
    compare_versions,
    find_orphans,
    find_unused_pairs,
    proposals_to_yaml,
    to_version,
)
from tests.version_edits import (
    ALL,
    Editor,
    Step,
    blocks_to_report,
    blocks_to_yaml,
    key,
    report_to_blocks,
    yaml_to_blocks,
)

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "reports" / "sample-2024"
SHARED = ROOT.parent / "shared" / "reports"
AT = Place(1, (50.0, 60.0, 540.0, 80.0))


@cache
def sample() -> Report:
    return read_report(SAMPLE / "source.pdf")


@cache
def sample_source() -> dict[str, Any]:
    source: dict[str, Any] = yaml.safe_load((SAMPLE / "source.yaml").read_text(encoding="utf-8"))
    return source


def alone(report: Report) -> Version:
    return Version(report, {})


def found_steps(comparison: Comparison) -> Counter[Step]:
    return Counter(
        Step(d.kind, key(*(side.source for side in d.old)), key(*(side.source for side in d.new)))
        for d in comparison.differences
    )


def score(comparison: Comparison, plan: list[Step]) -> tuple[int, int, int]:
    """How many of the plan were found as what they are, how many were planned, how many found in all."""
    found, planned = found_steps(comparison), Counter(plan)
    return (found & planned).total(), planned.total(), found.total()


# ---- planned edits


@pytest.mark.parametrize("seed", range(4))
def test_planned_edits_of_the_sample_are_all_found_and_no_others(seed: int) -> None:
    editor = Editor(report_to_blocks(sample()), seed)
    plan = editor.run(dict.fromkeys(ALL, 3))
    assert {step.kind for step in plan} == {
        "changed",
        "renumbered",
        "split",
        "merged",
        "new",
        "gone",
        "moved",
    }
    comparison = compare_versions(alone(sample()), alone(blocks_to_report(editor.blocks, sample())), Style())
    found, planned = found_steps(comparison), Counter(plan)
    assert not planned - found, "edits that were not found as what they are"
    assert not found - planned, "differences that nobody made"


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["ar_huajin_pages", "csr_ccoop_000564_2018", "csr_tcl_2009", "winning-health-2024"]
)
def test_planned_edits_of_real_reports(name: str) -> None:
    path = SHARED / name / "source.pdf"
    if not path.is_file():
        pytest.skip(f"the real report {name} is not here: about 80 planned edits were left out")
    report = read_report(path)
    right = planned = found = 0
    for seed in range(2):
        editor = Editor(report_to_blocks(report), seed)
        plan = editor.run(dict.fromkeys(ALL, 3))
        comparison = compare_versions(alone(report), alone(blocks_to_report(editor.blocks, report)), Style())
        right, planned, found = (
            a + b for a, b in zip((right, planned, found), score(comparison, plan), strict=True)
        )
    assert right / planned >= 0.98, f"{right} of {planned} found"
    assert right / found >= 0.98, f"{found - right} of {found} were no edits"


def write_docx(source: dict[str, Any], path: Path) -> None:
    sys.path.insert(0, str(SAMPLE))
    try:
        from layout import report_to_docx
    finally:
        sys.path.remove(str(SAMPLE))
    report_to_docx(source, {}, path)


def next_version(source: dict[str, Any], seed: int) -> tuple[dict[str, Any], list[Step]]:
    editor = Editor(yaml_to_blocks(source), seed)
    plan = editor.run({**dict.fromkeys(ALL, 2), "heading": 1})
    return blocks_to_yaml(editor.blocks, source), plan


@pytest.mark.slow
def test_three_versions_as_word_files(tmp_path: Path) -> None:
    """v1 to v3, each edited from the one before, through the reader of Word files."""
    source, right, planned, found = sample_source(), 0, 0, 0
    write_docx(source, tmp_path / "v1.docx")
    before = read_docx(tmp_path / "v1.docx")
    for number in (2, 4):
        source, plan = next_version(source, number)
        write_docx(source, tmp_path / f"v{number}.docx")
        now = read_docx(tmp_path / f"v{number}.docx")
        counts = score(compare_versions(alone(before), alone(now), Style()), plan)
        right, planned, found = (a + b for a, b in zip((right, planned, found), counts, strict=True))
        before = now
    assert right / planned >= 0.97, f"{right} of {planned} found"
    assert right / found >= 0.97, f"{found - right} of {found} were no edits"


@pytest.mark.slow
def test_a_version_as_a_pdf(tmp_path: Path) -> None:
    """The same through a real PDF: pages break elsewhere, the contents page is another."""
    source, plan = next_version(sample_source(), 11)
    for name, words in (("v1", sample_source()), ("v2", source)):
        write_docx(words, tmp_path / f"{name}.docx")
    print_documents(tmp_path, "v1.docx", "v2.docx")
    before, now = (alone(read_report(tmp_path / f"{name}.pdf")) for name in ("v1", "v2"))
    right, planned, found = score(compare_versions(before, now, Style()), plan)
    assert right / planned >= 0.95, f"{right} of {planned} found"
    assert right / found >= 0.85, f"{found - right} of {found} were no edits"


# ---- single cases


def prose(*texts: str) -> tuple[Prose, ...]:
    return tuple(Prose(f"p{n}-{text[:4]}", "paragraph", text, (AT,)) for n, text in enumerate(texts))


def report(*blocks: Any) -> Report:
    return Report("source.pdf", "0" * 64, 1, "报告", "公司", tuple(blocks))


def table(id: str, *rows: str, header_rows: int = 1) -> Table:
    cells = tuple(tuple(Cell(words) for words in row.split("|")) for row in rows)
    return Table(id, cells, (AT,), None, None, header_rows)


def differences(before: Report, now: Report) -> list[tuple[str, str, str]]:
    comparison = compare_versions(alone(before), alone(now), Style())
    return [(one.kind, one.before, one.after) for one in comparison.differences]


def test_the_same_report_has_no_differences() -> None:
    comparison = compare_versions(alone(sample()), alone(sample()), Style())
    assert comparison.differences == ()
    assert comparison.same > 300


def test_a_sentence_that_stands_twice_goes_with_its_neighbours() -> None:
    again = "公司高度重视安全生产工作。"
    before = report(*prose("甲厂全年检修设备三十台。", again, "乙厂新建仓库一座，面积两千平方米。", again))
    now = report(*prose("甲厂全年检修设备三十台。", "乙厂新建仓库一座，面积两千平方米。", again))
    assert differences(before, now) == [("gone", again, "")]


def test_only_the_number_of_a_heading_changed() -> None:
    before = report(Heading("a", "三、股东回报", AT, 2))
    now = report(Heading("b", "四、股东回报", AT, 2))
    assert differences(before, now) == [("renumbered", "三、股东回报", "四、股东回报")]


def test_punctuation_is_a_change_of_words() -> None:
    before, now = (
        report(*prose("公司全年召开董事会会议，均获通过。")),
        report(*prose("公司全年召开董事会会议；均获通过。")),
    )
    assert [kind for kind, *_ in differences(before, now)] == ["split"]


def test_rows_of_a_table() -> None:
    before = table(
        "t", "项目|2024年|2023年", "营业收入|120.50|100.00", "研发投入|8.10|7.20", "捐赠|1.00|0.80"
    )
    now = table("u", "项目|2024年|2023年", "营业收入|121.50|100.00", "纳税总额|9.90|9.10", "捐赠|1.00|0.80")
    assert differences(report(before), report(now)) == [
        ("renumbered", "120.50", "121.50"),
        ("gone", "研发投入 | 8.10 | 7.20", ""),
        ("new", "", "纳税总额 | 9.90 | 9.10"),
    ]


def test_totals_go_with_the_rows_of_their_tables() -> None:
    """All figures are other and the tables changed places: only the other rows tell which total is which."""
    before = report(
        table("a", "学历|2023年末人数", "博士学历员工|10", "硕士学历员工|20", "合计|30"),
        table("b", "地区|2023年末人数", "华东地区员工|18", "华南地区员工|14", "合计|32"),
    )
    now = report(
        table("c", "地区|2024年末人数", "华东地区员工|19", "华南地区员工|16", "合计|35"),
        table("d", "学历|2024年末人数", "博士学历员工|11", "硕士学历员工|22", "合计|33"),
    )
    found = set(differences(before, now))
    assert ("renumbered", "30", "33") in found
    assert ("renumbered", "32", "35") in found


def test_a_new_column_is_no_change_of_the_others() -> None:
    before = table("t", "项目|2024年|同比", "营业收入|120.50|3.1%", "研发投入|8.10|2.2%")
    now = table("u", "项目|2024年|2023年|同比", "营业收入|120.50|116.9|3.1%", "研发投入|8.10|7.9|2.2%")
    assert differences(report(before), report(now)) == [
        ("new", "", "2023年"),
        ("new", "", "116.9"),
        ("new", "", "7.9"),
    ]


def test_a_merged_cell_does_not_change_with_its_first_row() -> None:
    def merged(*rows: tuple[Cell, ...]) -> Table:
        head = tuple(Cell(words) for words in ("类别", "指标", "数值"))
        return Table("t", (head, *rows), (AT,), None, None, 1)

    first, second, third = (
        (Cell("外购电力"), Cell("10")),
        (Cell("天然气"), Cell("20")),
        (Cell("光伏发电"), Cell("30")),
    )
    before = merged((Cell("能源", 3), *first), second, third)
    now = merged((Cell("能源", 2), *second), third)
    assert differences(report(before), report(now)) == [("gone", "能源 | 外购电力 | 10", "")]


def test_words_of_the_cover_lead_to_the_one_anchor_that_it_has() -> None:
    before, now = (
        report(Cover("c", ("青禾水务", year), AT), *prose("公司治理完善。"))
        for year in ("2023年度报告", "2024年度报告")
    )
    comparison = compare_versions(alone(before), alone(now), Style())
    assert [one.new[0].anchor for one in comparison.differences] == ["cover"]
    page = versions_page(comparison, (), name="x", sources={"before": None}, page="x.en.html").decode()
    assert 'href="x.en.html#cover"' in page


def test_a_date_on_the_cover_is_the_same_line_with_other_numbers() -> None:
    before, now = (report(Cover("c", ("青禾水务", date), AT)) for date in ("2024年4月", "二〇二五年四月"))
    assert differences(before, now) == [("renumbered", "2024年4月", "二〇二五年四月")]


def picture(*labels: str) -> Figure:
    return Figure("f", AT, None, None, labels)


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        (("生产人员", "62%", "研发人员", "22%"), ("研发人员", "22%", "生产人员", "62%"), []),
        (("62%", "22%", "生产人员", "研发人员"), ("生产人员", "62%", "研发人员", "22%"), []),
        (
            ("生产人员", "62%", "研发人员", "22%"),
            ("研发人员", "24%", "生产人员", "62%"),
            [("renumbered", "22%", "24%")],
        ),
        (
            ("生产人员", "62%", "研发人员", "22%"),
            ("22%", "研发与技术人员", "62%", "生产人员"),
            [("changed", "研发人员", "研发与技术人员")],
        ),
        (
            ("浓缩", "脱水", "干化", "12吨"),
            ("干化", "12吨", "焚烧", "浓缩", "脱水"),
            [("new", "", "焚烧")],
        ),
        (("浓缩", "脱水", "干化", "12吨"), ("干化", "浓缩", "脱水"), [("gone", "12吨", "")]),
        (("董事会", "监事会", "3名", "战略办"), ("监事会", "3名", "董事会", "党委"), [("changed", "战略办", "党委")]),
        (("董事会", "监事会", "3名", "战略办"), ("监事会", "党委", "3名", "董事会"), [("gone", "战略办", ""), ("new", "", "党委")]),
    ],
)  # fmt: skip
def test_labels_of_a_picture_go_together_by_what_they_say(
    before: tuple[str, ...], now: tuple[str, ...], found: list[tuple[str, str, str]]
) -> None:
    text = prose("公司治理完善。")
    known = differences(report(*text, picture(*before)), report(*text, picture(*now)))
    assert sorted(known) == found


def with_english(report: Report, *targets: str) -> Version:
    return to_version(
        report,
        ((block.id, English(f"s-{block.id}", block.source, target, "person"))
         for block, target in zip(report.blocks, targets, strict=True) if isinstance(block, Prose)),
    )  # fmt: skip


def only(comparison: Comparison) -> Difference:
    (one,) = comparison.differences
    return one


@pytest.mark.parametrize(
    ("now", "proposal", "stale"),
    [
        (
            "公司全年培训员工1,350人次，覆盖全部岗位序列。",
            "The Company trained 1,350 people, in every kind of post.",
            False,
        ),
        (
            "公司全年培训员工1,200人次，覆盖全部三类岗位序列。",
            "The Company trained 1,200 people, in every kind of post.",
            True,
        ),
    ],
)
def test_a_proposal_is_the_earlier_english(now: str, proposal: str, stale: bool) -> None:
    before = with_english(
        report(*prose("公司全年培训员工1,200人次，覆盖全部岗位序列。")),
        "The Company trained 1,200 people, in every kind of post.",
    )
    one = only(compare_versions(before, alone(report(*prose(now))), Style()))
    assert (one.proposal, one.stale) == (proposal, stale)
    written = yaml.safe_load(proposals_to_yaml([one]) or "")
    assert written[0]["source"] == now
    assert written[0]["state"] == "initial"
    assert ("numbers as before" in written[0]["note"]) == stale


def test_a_year_in_a_title_makes_a_proposal_stale() -> None:
    before = with_english(
        report(*prose("会议通过《2023年度分配方案》议案一项并公告。")), "One motion was passed."
    )
    one = only(
        compare_versions(
            before, alone(report(*prose("会议通过《2024年度分配方案》议案一项并公告。"))), Style()
        )
    )
    assert one.stale


TEXTS = st.text(alphabet="公司董事会召开1,2.3次 ab", max_size=40)


@given(TEXTS, TEXTS)
def test_the_marked_difference_gives_both_sides_back(before: str, now: str) -> None:
    pieces = compare_characters(before, now)
    assert "".join(text for kind, text in pieces if kind != "in") == before
    assert "".join(text for kind, text in pieces if kind != "out") == now


# ---- what a person wrote


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return load_shelf(load_settings(SAMPLE), sample())


@pytest.fixture(scope="module")
def edited(shelf: Shelf) -> Bitext:
    editor = Editor(report_to_blocks(sample()), 77)
    editor.run(dict.fromkeys(ALL, 3))
    return make_bitext(blocks_to_report(editor.blocks, sample()), shelf)


def test_every_entry_of_the_sample_applies(shelf: Shelf) -> None:
    bitext = make_bitext(sample(), shelf)
    assert (
        find_unused_pairs(load_translations(SAMPLE / "translations.yaml"), bitext.sentences, shelf.person)
        == ()
    )


def test_an_entry_is_taken_or_listed_and_never_dropped(edited: Bitext, shelf: Shelf) -> None:
    pairs = load_translations(SAMPLE / "translations.yaml")
    unused = find_unused_pairs(pairs, edited.sentences, shelf.person)
    taken = {place for found in edited.translations.values() for place in (found.note or "").split(" + ")}
    renumbered = {
        place for found in edited.translations.values() if found.score not in (None, 100, 101, 102)
        for place in (found.note or "").split(" + ")
    }  # fmt: skip
    listed = {f"translations.yaml:{entry.line}" for entry in unused}
    assert len(listed) > 10
    assert {pair.place for pair in pairs} <= taken | listed
    assert listed & taken <= renumbered, "an entry that a sentence takes as it is has a place"
    assert {(entry.source, entry.said) for entry in unused} <= {(pair.source, pair.target) for pair in pairs}


def test_a_changed_sentence_is_the_nearest_to_its_old_entry(edited: Bitext, shelf: Shelf) -> None:
    entries = find_unused_pairs(
        load_translations(SAMPLE / "translations.yaml"), edited.sentences, shelf.person
    )
    orphans = find_orphans(entries, edited)
    assert [orphan.entry for orphan in orphans] == list(entries)
    changed = [one for one in orphans if one.nearest and "（不含境外子公司）" in one.nearest.source]
    assert all(
        one.nearest.source.replace("（不含境外子公司）", "")[:8] == one.entry.source[:8]
        for one in changed
        if one.nearest
    )


def test_an_entry_for_a_heading_that_went_is_told_apart() -> None:
    sentences = make_sentences("公司重视安全。")
    pairs = [Pair("公司重视安全。", "Safety matters.", "translations.yaml:1", where="第九节")]
    (entry,) = find_unused_pairs(pairs, sentences, Memory(pairs))
    assert "第九节" in entry.reason
    assert entry.line == 1


def make_sentences(text: str) -> tuple[Any, ...]:
    from generator.sentences import report_to_texts, texts_to_sentences

    return texts_to_sentences(report_to_texts(report(*prose(text))))


# ---- from build to build


def leave(folder: Path, bitext: Bitext) -> None:
    """What a build leaves for the next one to compare with."""
    with open_stage(folder) as stage:
        stage.write("content.json", to_json(report_to_content(bitext.report)))
        stage.write("bitext.json", to_json(bitext_to_record(bitext)))
        before = stage.earlier(BEFORE)
        if before:
            stage.write(BEFORE, before)


def test_the_version_before_stays_the_measure_until_the_next_comes(
    tmp_path: Path, shelf: Shelf, edited: Bitext
) -> None:
    settings = load_settings(SAMPLE)
    first = make_bitext(sample(), shelf)
    with open_stage(tmp_path) as stage:
        assert look_back(settings, first, stage, shelf).comparison is None
    leave(tmp_path, first)
    for _ in range(2):  # the new version comes, and is built again
        with open_stage(tmp_path) as stage:
            history = look_back(settings, edited, stage, shelf)
            write_versions(stage, settings, edited, history, (), ())
        assert history.comparison is not None
        assert history.comparison.counts["new"] > 3
        told = json.loads((tmp_path / "versions.json").read_bytes())
        assert told["sources"]["before"]["sha256"] == sample().source_sha256
        leave(tmp_path, edited)
    kept = record_to_version(json.loads((tmp_path / BEFORE).read_bytes())).report
    assert report_to_content(kept) == report_to_content(sample())
    (left_over,) = [finding for finding in history.findings if finding.check == "entries-apply"]
    assert f"(line {history.left_over[0].line}" in left_over.message
    assert f"（第 {history.left_over[0].line}" in left_over.message_zh
    page = (tmp_path / "versions.html").read_text(encoding="utf-8")
    assert "translations.yaml:" in page
    assert "建议译文" in page


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"source": {}}', b"null"])
def test_a_record_that_cannot_be_read_is_no_version(
    tmp_path: Path, shelf: Shelf, edited: Bitext, content: bytes
) -> None:
    with open_stage(tmp_path) as stage:
        stage.write("bitext.json", to_json(bitext_to_record(edited)))
        stage.write("content.json", content)
        stage.write(BEFORE, content)
    with open_stage(tmp_path) as stage:
        assert look_back(load_settings(SAMPLE), edited, stage, shelf).comparison is None


def test_markup_in_a_source_stays_text() -> None:
    before, now = (
        report(*prose("公司关注网络安全问题的处理办法。")),
        report(*prose("公司关注<b>网络安全</b>问题的处理办法。")),
    )
    comparison = compare_versions(alone(before), alone(now), Style())
    sources = {
        "before": {"file": "a", "sha256": "0" * 64, "pages": 1},
        "now": {"file": "b", "sha256": "1" * 64, "pages": 1},
    }
    assert "<b>网" not in versions_page(comparison, (), name="x", sources=sources).decode()
    assert only(comparison).after in comparison.differences[0].new[0].source


def test_compare_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, plan = next_version(sample_source(), 5)
    write_docx(source, tmp_path / "v2.docx")
    page = tmp_path / "difference.html"
    old = SAMPLE / "source.docx"
    assert main(["compare", str(old), str(tmp_path / "v2.docx"), "--json", "-o", str(page), "--quiet"]) == 0
    out = capsys.readouterr()
    told = json.loads(out.out)
    assert told["counts"]["gone"] == sum(step.kind == "gone" for step in plan)
    assert "新增" in out.err
    assert "版本对照" in page.read_text(encoding="utf-8")
