"""Figures in sentences, year against year: what is the same thing is compared, and nothing else is ever called restated."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from generator.model import Cell, Heading, Place, Prose, Report, Table
from generator.pipeline.shelf import shipped_glossary
from generator.terms import Glossary
from generator.versions import Version
from generator.years import Years, check_years, compare_years
from generator.years.prose import read_said

AT = Place(1, (50.0, 60.0, 540.0, 80.0))


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return shipped_glossary()


def report(*texts: str | Table, heading: str = "经营业绩") -> Version:
    """A report of one section; a text that begins with # is a heading."""
    blocks: list[Heading | Prose | Table] = [Heading("h", heading, AT, 1)]
    for number, text in enumerate(texts):
        if isinstance(text, Table):
            blocks.append(text)
        elif text.startswith("#"):
            blocks.append(Heading(f"h{number}", text[1:], AT, 1))
        else:
            blocks.append(Prose(f"p{number}", "paragraph", text, (Place(number + 2, AT.box),)))
    return Version(Report("source.pdf", "0" * 64, 9, "年度报告", "公司", tuple(blocks)), {})


def table(*rows: str) -> Table:
    cells = tuple(tuple(Cell(words) for words in row.split("|")) for row in rows)
    return Table("t", cells, (AT,), None, "单位：万元", 1)


def restated(years: Years) -> list[tuple[str, int, str, str]]:
    return [(row.name, one.year, one.then.amount.text, one.now.amount.text) for row, one in years.restated]


# What a report of 2023 says, and what one of 2024 says of the same thing: {a} is last year's figure, {b} this year's.
THEN = (
    "2023年营业收入为{a}亿元。",
    "2023年，公司实现营业收入{a}亿元，同比增长5.20%。",
    "报告期内，公司营业收入{a}亿元，较2022年的11.1亿元有所增长；净利润1.05亿元。",
    "2023 年度，公司实现营业收入人民币{a}亿元（上年同期：11.1亿元）。",
)
NOW = (
    "2024年，公司营业收入{b}亿元，上年同期{a}亿元。",
    "2024年，公司实现营业收入{b}亿元，较2023年的{a}亿元增长8.00%。",
    "报告期内，公司实现营业收入{b}亿元，同比增长8.00%，2023年为{a}亿元。",
    "报告期内，公司营业收入由2023年的{a}亿元增长至2024年的{b}亿元，增长8.00%。",
    "报告期内，公司营业收入为{b}亿元（2023年：{a}亿元）。",
    "公司2024年度共实现营业收入{b}亿元，与上年同期的{a}亿元相比增长8.00%；净利润1.20亿元。",
)


@pytest.mark.parametrize("now", NOW)
@pytest.mark.parametrize("then", THEN)
def test_one_thing_said_in_two_ways(then: str, now: str) -> None:
    last = report(then.format(a="12.3"))
    same = compare_years(last, report(now.format(a="12.3", b="13.5")), (2023, 2024))
    assert restated(same) == []
    row = next(row for row in same.rows if row.name == "营业收入")
    assert row.said
    assert row.then is not None
    assert row.last is not None
    assert row.now is not None
    assert [value.amount.value / 10**8 for value in (row.then, row.last, row.now)] == [
        Decimal(figure) for figure in ("12.3", "12.3", "13.5")
    ]
    other = compare_years(last, report(now.format(a="12.5", b="13.5")), (2023, 2024))
    assert [(name, year) for name, year, *_ in restated(other)] == [("营业收入", 2023)]
    assert [finding.severity for finding in check_years(other)] == ["doubtful"]


@pytest.mark.parametrize(
    ("then", "now", "found"),
    [
        ("2023年末，公司员工总数为2,250人。", "2024年末，公司员工总数2,400人，上年末为2,260人。", True),
        ("2023年末，公司员工总数为2,250人。", "2024年末，公司员工总数2,400人，比上年末增加150人。", False),
        ("2023年，公司回收率为88.00%。", "2024年，公司回收率为90.00%，比上年提高2.00个百分点，2023年为87.00%。", True),
        ("2023年，公司用水量为5,400吨。", "2024年，公司用水量为5,000吨，较2023年的5,400,000千克减少。", False),
        ("2023年，公司用水量为5,400吨。", "2024年，公司用水量为5,000吨，较2023年的5,410,000千克减少。", True),
        ("2023年，公司营业收入12.39亿元。", "2024年，公司营业收入13亿元，上年同期123,970.55万元。", False),  # cut off
        ("2023年，公司营业收入12.39亿元。", "2024年，公司营业收入13亿元，上年同期124,070.55万元。", True),
        # two years before
        ("2023年，公司净利润1.2亿元，2022年为1.1亿元。", "2024年，公司净利润1.3亿元，2022年为1.0亿元。", True),
    ],
)  # fmt: skip
def test_values_are_compared_in_base_units(then: str, now: str, found: bool) -> None:
    assert bool(restated(compare_years(report(then), report(now), (2023, 2024)))) == found


LAST = "2023年，公司实现营业收入12.3亿元，净利润1.1亿元。"


@pytest.mark.parametrize(
    "now",
    [
        # another thing, though the words are near
        "2024年，公司主营业务收入13.5亿元，上年同期12.5亿元。",
        "2024年，公司海外营业收入3.5亿元，上年同期2.5亿元。",
        "2024年，公司归属于上市公司股东的净利润1.0亿元，上年同期0.9亿元。",
        "2024年，公司人均营业收入60万元，上年同期55万元。",
        "2024年，公司营业收入占比12.5%，上年同期11.5%。",
        "2024年，公司营业收入增速为9.6%，较2023年的8.1%提高。",
        # another part, or another company
        "2024年，子公司营业收入3.5亿元，上年同期2.5亿元。",
        "2024年，其中华东地区营业收入3.5亿元，上年同期2.5亿元。",
        "澜水环保有限公司成立于2001年。2024年营业收入3.5亿元，上年同期2.5亿元。",
        "澜水环保有限公司是控股子公司。公司2024年营业收入3.5亿元，上年同期2.5亿元。",
        "该公司2024年营业收入3.5亿元，上年同期2.5亿元。",
        "母公司2024年营业收入3.5亿元，上年同期2.5亿元。",
        "2024年，水务板块实现营业收入3.5亿元，上年同期2.5亿元。",
        "2024年，公司水务板块实现营业收入3.5亿元，上年同期2.5亿元。",
        "公司稳健经营。2024年营业收入3.5亿元，上年同期2.5亿元。",
        "基地建成投产。2024年营业收入3.5亿元，上年同期2.5亿元。",
        # part of a year, several years
        "2024年第一季度，公司营业收入3.5亿元，上年同期2.5亿元。",
        "2024年上半年，公司营业收入6.5亿元，上年同期5.5亿元。",
        "2024年4月，公司营业收入1.5亿元，上年同期1.2亿元。",
        "2021年至2024年，公司累计营业收入45亿元，上年同期35亿元。",
        "近三年，公司营业收入45亿元，2023年第四季度为3.5亿元。",
        "2024年，公司营业收入13.5亿元，2023年下半年为6.5亿元。",
        # not exact, not done
        "2024年，公司营业收入13.5亿元，上年同期约12.5亿元。",
        "2024年，公司营业收入13.5亿元，上年同期超过12.5亿元。",
        "2024年，公司营业收入13.5亿元，较2023年的目标12.5亿元增长。",
        "2023年，公司计划营业收入12.5亿元。",
        "2023年，公司营业收入预算为12.5亿元。",
        "2024年，公司营业收入13.5亿元，2023年预计为12.5亿元。",
        # a change, a share or several figures, not the figure of last year
        "2024年，公司营业收入13.5亿元，比上年增加1.5亿元。",
        "2024年，公司营业收入13.5亿元，较2023年增长1.5亿元。",
        "2024年，公司营业收入13.5亿元，较2023年1.2亿元的增幅扩大。",
        "2024年，公司营业收入和净利润分别为13.5亿元和1.2亿元，上年同期分别为12.5亿元和1.0亿元。",
        "2024年，公司营业收入13.5亿元，其中海外2.5亿元，上年同期为2.1亿元。",
        "2024年，公司营业收入13.5亿元，研发投入0.7亿元，2023年为0.6亿元。",
        "2024年，公司营业收入13.5亿元，占行业的2%，2023年为1.9%。",
        "2024年，公司营业收入13.5亿元，2023年为12.1%。",
        "2024年，公司营业收入13.5亿元（含税），上年同期12.5亿元。",
        "2024年，公司营业收入及其他收益13.5亿元，上年同期12.5亿元。",
        "2024年，公司营业收入13.5亿元，回款12.9亿元，上年同期12.5亿元。",
    ],
)  # fmt: skip
def test_what_is_never_called_restated(now: str, glossary: Glossary) -> None:
    assert restated(compare_years(report(LAST), report(now), (2023, 2024), glossary)) == []


def test_a_section_on_another_company_is_left_out(glossary: Glossary) -> None:
    said = "公司2024年营业收入3.5亿元，上年同期2.5亿元。"
    found = [
        restated(compare_years(report(LAST), report(heading, said), (2023, 2024), glossary))
        for heading in ("#澜水环保有限公司", "#控股子公司情况", "#关于公司")
    ]
    assert [len(one) for one in found] == [0, 0, 1]


def test_another_heading_needs_a_term_and_the_company_by_name(glossary: Glossary) -> None:
    """A name that may be of many things (培训) is the same only under the same heading; so is what names nobody."""

    def found(then: str, now: str) -> bool:
        last, this = report(then, heading="员工成长"), report(now, heading="安全生产")
        return bool(restated(compare_years(last, this, (2023, 2024), glossary)))

    assert found("2023年，公司营业收入12.3亿元。", "2024年，公司营业收入13.5亿元，上年同期12.5亿元。")
    assert not found("2023年，公司培训120次。", "2024年，公司培训30次，上年同期25次。")
    assert not found("2023年营业收入12.3亿元。", "2024年营业收入1.5亿元，上年同期1.2亿元。")
    same = compare_years(
        report("2023年，公司培训120次。"),
        report("2024年，公司培训130次，上年同期125次。"),
        (2023, 2024),
        glossary,
    )
    assert [name for name, *_ in restated(same)] == ["培训"]


def test_a_sentence_against_a_table(glossary: Glossary) -> None:
    rows = table("项目|2023年|2022年", "营业收入|123,000.00|111,000.00")
    said = "2024年，公司营业收入13.5亿元，较2023年的{}亿元增长。"
    found = [
        restated(compare_years(report(rows), report(said.format(figure)), (2023, 2024), glossary))
        for figure in ("12.3", "12.5")
    ]
    assert found == [[], [("营业收入", 2023, "123,000.00", "12.5亿元")]]
    last = report("2023年，公司营业收入12.5亿元。")
    now = report(table("项目|2024年|2023年", "营业收入|135,000.00|123,000.00"))
    assert [name for name, *_ in restated(compare_years(last, now, (2023, 2024), glossary))] == ["营业收入"]


def test_what_a_table_says_is_not_listed_twice(glossary: Glossary) -> None:
    last = report(
        table("项目|2023年|2022年", "营业收入|123,000.00|111,000.00"), "2023年，公司营业收入12.3亿元。"
    )
    now = report(
        table("项目|2024年|2023年", "营业收入|135,000.00|125,000.00"),
        "2024年，公司营业收入13.5亿元，上年同期12.5亿元。",
    )  # fmt: skip
    years = compare_years(last, now, (2023, 2024), glossary)
    assert [(row.name, row.said) for row in years.rows] == [("营业收入", False)]
    assert len(years.restated) == 1


def test_a_table_of_last_year_comes_before_a_sentence(glossary: Glossary) -> None:
    rows = table("项目|2023年", "营业收入|123,000.00")
    last = report("2023年，公司营业收入12.3亿元，2022年为11.1亿元。", rows)
    now = report(table("经营数据|2024年|2023年", "营业收入|135,000.00|123,100.00"))
    ((_, one),) = compare_years(last, now, (2023, 2024), glossary).restated
    assert one.then.amount.text == "123,000.00"


def test_a_report_that_contradicts_itself_is_compared_with_nothing(glossary: Glossary) -> None:
    now = report("2024年，公司营业收入13.5亿元，上年同期12.5亿元。", "2023年，公司营业收入12.3亿元。")
    assert compare_years(report(LAST), now, (2023, 2024), glossary).rows == ()


def test_a_reason_in_the_sentence_or_another() -> None:
    said = "2024年，公司营业收入13.5亿元，上年同期（调整后）12.5亿元。"
    other = (
        "2024年，公司营业收入13.5亿元，上年同期12.5亿元。",
        "因会计政策变更，公司对2023年营业收入进行了追溯调整。",
    )
    for texts in ((said,), other):
        years = compare_years(report(LAST), report(*texts), (2023, 2024))
        assert [one.reason is not None for _, one in years.restated] == [True]
        assert list(check_years(years)) == []


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("2024年，公司营业收入13.5亿元，其中海外营业收入2.5亿元，净利润1.2亿元。", ["营业收入"]),
        ("2024年，公司预计营业收入13.5亿元。", []),
        ("2024年，公司各子公司营业收入13.5亿元。", []),
        ("2024年，公司累计研发投入13.5亿元。", []),
        ("2024年，公司营业收入和净利润分别为13.5亿元，1.2亿元。", []),
        ("2024年，公司营业收入不低于13.5亿元。", []),
        ("2024年，公司营业收入近13.5亿元，净利润1.2亿元。", []),
        ("2024年，公司稳健经营，营业收入13.5亿元。", []),
        ("公司营业收入13.5亿元。", []),
        ("2025年，公司营业收入15亿元。", []),
        ("公司2023年度股东大会审议议案12项。", []),
        ("公司2023年公司债券余额5亿元。", []),
        ("2023年，公司股东大会审议议案12项。", ["股东大会审议议案"]),
        ("2024年，公司营业收入13.5亿元，同比增长9.76%，上年增长8.10%，净利润1.2亿元。", ["营业收入"]),
        ("2024年，公司营业收入增长率9.76%，净利润1.2亿元。", []),
        ("（1）2024年，公司营业收入13.5亿元。", ["营业收入"]),
        ("2、公司2024年营业收入13.5亿元。", ["营业收入"]),
    ],
)
def test_reading_ends_where_a_clause_is_not_known(sentence: str, names: list[str]) -> None:
    assert [said.name for said in next(read_said([sentence], 2024))] == names


def test_figures_that_came_behind_a_semicolon() -> None:
    sentences: Sequence[str] = (
        "2024年，公司营业收入13.5亿元；",
        "净利润1.3亿元，上年同期1.2亿元；",
        "完成技改；",
        "回款12亿元。",
    )
    found = [[(said.name, sorted(said.values)) for said in facts] for facts in read_said(sentences, 2024)]
    assert found == [[("营业收入", [2024])], [("净利润", [2023, 2024])], [], []]
