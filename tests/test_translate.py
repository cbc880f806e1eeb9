"""What a line is in English by rule: the number before it, the column it stands in, the unit that it is."""

from __future__ import annotations

import pytest

from generator.memory import Memory, Pair
from generator.model import Place, Role, Sentence, Translation
from generator.quantities import Style
from generator.renumber import Renumbering
from generator.settings import ROOT
from generator.terms import Glossary, load_glossary
from generator.translate import Sources, translate_sentences

PLACE = Place(1, (0, 0, 1, 1))


@pytest.fixture(scope="module")
def shipped() -> Glossary:
    return load_glossary([ROOT / "glossary"])


def translate(
    source: str,
    glossary: Glossary,
    role: Role = "cell",
    path: tuple[str, ...] = (),
    memory: Memory | None = None,
) -> Translation:
    memory = memory or Memory()
    sources = Sources(Memory(), memory, glossary, Style(), Renumbering([memory], Style(), glossary))
    return next(translate_sentences([Sentence("s", "t", "t", role, source, PLACE, path)], sources))


@pytest.mark.parametrize(
    ("source", "english"),
    [
        ("01 关于本报告", "01 About This Report"),
        ("02董事长致辞", "02 Chairman's Message"),
        ("10 附录", "10 Appendix"),
        ("附录一：关键绩效表", "Appendix 1: Key Performance Table"),
        ("（二）投资者关系", "(2) Investor Relations"),
    ],
)
def test_a_heading_keeps_the_number_before_it(source: str, english: str, shipped: Glossary) -> None:
    assert translate(source, shipped, "heading").target == english


def test_the_memory_knows_a_heading_without_its_number(shipped: Glossary) -> None:
    memory = Memory([Pair("走进澜屿智能", "About Lanyu", "m:1")])
    assert translate("03 走进澜屿智能", shipped, "heading", memory=memory).target == "03 About Lanyu"


def test_a_number_before_a_cell_is_no_chapter(shipped: Glossary) -> None:
    """12 股东 counts something."""
    assert translate("12 股东", shipped).target is None


@pytest.mark.parametrize(("source", "english"), [("万吨", "10,000 tonnes"), ("%", "%"), ("升", "L")])
def test_a_unit_is_written_by_rule_in_a_column_of_units_only(
    source: str, english: str, shipped: Glossary
) -> None:
    assert translate(source, shipped, path=("用水总量", "单位")).target == english
    assert translate(source, shipped, path=("用水总量", "趋势")).target is None


def test_a_term_takes_the_sense_of_its_column(shipped: Glossary) -> None:
    assert translate("中期", shipped, path=("转型风险", "影响时间范围")).target == "Medium-term"
    assert translate("中期", shipped, path=("分红", "期间")).target == "Interim"


@pytest.mark.parametrize(
    ("source", "english"),
    [
        ("吨二氧化碳当量/百万元营业收入", "tCO2e per RMB million of operating revenue"),
        ("期望与诉求", "Expectations and demands"),
    ],
)
def test_no_part_of_a_line_is_left_out(source: str, english: str, shipped: Glossary) -> None:
    assert translate(source, shipped).target == english
