"""Texts and sentences: where they are cut, and that nothing is lost or renamed on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Cell, Cover, Figure, Heading, Place, Prose, Report, Table
from generator.sentences import cut, report_to_texts, texts_to_sentences

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "sentences.yaml").read_text(encoding="utf-8"))
PLACE = Place(1, (0, 0, 1, 1))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_cut(case: dict) -> None:
    assert cut("".join(case["pieces"])) == case["pieces"]


@given(st.text(alphabet='公司。！？；;!?（）()“”"《》\n 0.5 a', max_size=60))
def test_sentences_joined_give_the_text_back(text: str) -> None:
    assert "".join(cut(text)) == text


def make_report(*blocks: object) -> Report:
    return Report("a.pdf", "0", 1, "", "", tuple(blocks))  # type: ignore[arg-type]


def test_paths_follow_the_headings() -> None:
    report = make_report(
        Heading("h1", "一、治理", PLACE, 1),
        Heading("h2", "董事会", PLACE, 2),
        Prose("p1", "paragraph", "甲。", (PLACE,)),
        Heading("h3", "二、环境", PLACE, 1),
        Prose("p2", "paragraph", "乙。", (PLACE,)),
    )
    paths = {text.source: text.path for text in report_to_texts(report)}
    assert paths["甲。"] == ("一、治理", "董事会")
    assert paths["董事会"] == ("一、治理",)
    assert paths["乙。"] == ("二、环境",)


def test_a_cell_knows_its_row_and_column_heads() -> None:
    rows = (
        (Cell("项目", rowspan=2), Cell("金额", colspan=2)),
        (Cell("2024年"), Cell("2023年")),
        (Cell("捐赠"), Cell("12"), Cell("10")),
    )
    texts = report_to_texts(make_report(Table("t", rows, (PLACE,), "捐赠情况", "单位：万元", 2)))
    by_source = {text.source: text for text in texts}
    assert by_source["10"].path == ("捐赠", "金额", "2023年")
    assert by_source["10"].id == "t.r2c2"
    assert by_source["单位：万元"].role == "unit"
    assert [text.role for text in texts[:2]] == ["caption", "unit"]


def test_ids_survive_what_is_put_in_before_them() -> None:
    first = make_report(Prose("p", "paragraph", "甲。乙。甲。", (PLACE,)))
    second = make_report(Prose("q", "paragraph", "新。", (PLACE,)), *first.blocks)
    ids = [
        {s.source: s.id for s in texts_to_sentences(report_to_texts(report))} for report in (first, second)
    ]
    assert ids[0].items() <= ids[1].items()
    every = [sentence.id for sentence in texts_to_sentences(report_to_texts(first))]
    assert len(set(every)) == 3, "equal sentences have ids of their own"


def test_words_in_a_figure_are_texts() -> None:
    texts = report_to_texts(make_report(Figure("f", PLACE, "图1 员工", None, ("研发", "12人"))))
    assert [(text.role, text.source) for text in texts] == [
        ("caption", "图1 员工"),
        ("label", "研发"),
        ("label", "12人"),
    ]


def test_every_line_of_a_cover_is_a_text() -> None:
    texts = report_to_texts(make_report(Cover("c", ("甲公司", "2024年报告"), PLACE)))
    assert [(text.id, text.role, text.source) for text in texts] == [
        ("c.line1", "cover", "甲公司"),
        ("c.line2", "cover", "2024年报告"),
    ]
