"""Year against year: planted restatements are all found, whatever moved or changed its unit, and nothing else is."""

from __future__ import annotations

import io
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from printed import print_documents

from generator.errors import SettingsInvalid
from generator.exporters.review import years_page
from generator.model import Bitext, Cell, Place, Prose, Report, Table
from generator.pipeline.history import look_back, write_years
from generator.pipeline.shelf import load_shelf, make_bitext, shipped_glossary
from generator.quantities import Style
from generator.reader import read_report
from generator.reader.word.document import read_docx
from generator.settings import load_settings, with_overrides
from generator.store import open_stage
from generator.terms import Glossary
from generator.versions import Version, compare_versions
from generator.workbook import export_sheets
from generator.years import (
    Years,
    check_years,
    compare_years,
    report_year,
    years_to_record,
    years_to_sheet,
)
from generator.years.amounts import read_amount, same_amount, units_of_line
from generator.years.periods import Period, is_change, read_period
from tests.test_versions import SAMPLE, alone, sample, sample_source, write_docx
from tests.year_edits import Made, make_last_year

AT = Place(1, (50.0, 60.0, 540.0, 80.0))


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return shipped_glossary()


@cache
def made(seed: int) -> Made:
    return make_last_year(sample_source(), seed)


def found(years: Years) -> list[tuple[str, int]]:
    return sorted((row.name, one.year) for row, one in years.restated)


# ---- planted restatements


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_all_that_was_planted_and_no_more(seed: int, tmp_path: Path, glossary: Glossary) -> None:
    """Six figures were other in last year's report; rows changed places, units and scales everywhere."""
    assert made(seed).moved
    assert made(seed).rescaled
    write_docx(made(seed).source, tmp_path / "last.docx")
    last = alone(read_docx(tmp_path / "last.docx"))
    years = compare_years(last, alone(sample()), (2023, 2024), glossary)
    assert found(years) == sorted(made(seed).restated)
    assert len(years.rows) > 120
    assert not years.only_now


@pytest.mark.slow
def test_two_pdfs(tmp_path: Path, glossary: Glossary) -> None:
    write_docx(made(7).source, tmp_path / "last.docx")
    print_documents(tmp_path, "last.docx")
    years = compare_years(alone(read_report(tmp_path / "last.pdf")), alone(sample()), (2023, 2024), glossary)
    assert found(years) == sorted(made(7).restated)


def test_a_report_against_itself_has_nothing_restated(glossary: Glossary) -> None:
    assert compare_years(alone(sample()), alone(sample()), (2023, 2024), glossary).restated == ()


# ---- single tables


def report(*blocks: Any, title: str = "2024年度报告") -> Version:
    return Version(Report("source.pdf", "0" * 64, 1, title, "公司", tuple(blocks)), {})


def table(*rows: str, unit: str | None = None, caption: str | None = None, id: str = "t") -> Table:
    cells = tuple(tuple(Cell(words) for words in row.split("|")) for row in rows)
    return Table(id, cells, (AT,), caption, unit, 1)


def note(words: str) -> Prose:
    return Prose(f"n{words[:3]}", "note", words, (AT,))


LAST = report(
    table(
        "项目|2023年|2022年", "营业收入|120,000.00|100,000.00", "用水量（吨）|5,400|5,600", unit="单位：万元"
    )
)


@pytest.mark.parametrize(
    ("now", "restated"),
    [
        (("项目|2024年|2023年", "营业收入|13.10|12.00", "单位：亿元"), []),
        (("项目|2024年|2023年", "营业收入|13.10|12.01", "单位：亿元"), [("营业收入", 2023)]),
        (("项目|本报告期|上年同期", "营业收入|131,000.00|120,000.01", "单位：万元"), [("营业收入", 2023)]),
        (
            ("项目|2024年|2023年|2022年", "营业收入|1.0|120,000.00|99,000.00", "单位：万元"),
            [("营业收入", 2022)],
        ),
        (("项目|2024年|2023年|同比增减", "其中：营业收入|131,000.00|120,000.00|9.17%", "单位：万元"), []),
        (("项目|2024年|2023年", "用水量（千克）|5,000,000|5,400,000", "单位：万元"), []),
        (("项目|2024年|2023年", "用水量（吨）|5,000|5,401", "单位：万元"), [("用水量", 2023)]),
        (("项目|2024年|2023年", "营业收入|131,000.00|120,000.00", "单位：元"), [("营业收入", 2023)]),
        (("项目|2024年|2023年", "营业收入|131,000.00|不适用", "单位：万元"), []),
    ],
)
def test_restated_or_not(now: tuple[str, str, str], restated: list[tuple[str, int]]) -> None:
    *rows, unit = now
    assert found(compare_years(LAST, report(table(*rows, unit=unit)), (2023, 2024))) == restated


def test_years_in_the_rows_and_merged_heads() -> None:
    last = report(table("分红年度|分红金额（元）", "2023年度（预案）|1,000.00", "2022年度|900.00"))
    now = report(
        table("分红年度|分红金额（元）", "2024年度（预案）|1,100.00", "2023年度|1,050.00", "2022年度|900.00")
    )
    assert found(compare_years(last, now, (2023, 2024))) == [("分红金额", 2023)]


def test_a_total_is_compared_within_its_table_only() -> None:
    last = report(
        table("学历|2023年|2022年", "博士学历员工|10|9", "合计|10|9", unit="单位：人", id="a"),
        table("地区|2023年|2022年", "华东地区客户|70|60", "合计|70|60", unit="单位：家", id="b"),
    )
    now = report(
        table("地区|2024年|2023年", "华东地区客户|80|70", "合计|80|70", unit="单位：家", id="c"),
        table("学历|2024年|2023年", "博士学历员工|12|10", "合计|12|11", unit="单位：人", id="d"),
    )
    years = compare_years(last, now, (2023, 2024))
    assert [(row.block, one.year) for row, one in years.restated] == [("d", 2023)]


def test_totals_of_other_tables_are_not_compared() -> None:
    last = report(table("培训类别|2023年", "新员工入职培训|40", "合计|40", unit="单位：人", id="a"))
    now = report(table("帮扶对象|2024年|2023年", "困难职工家庭|12|10", "合计|12|10", unit="单位：人", id="b"))
    assert compare_years(last, now, (2023, 2024)).rows == ()


def test_one_term_under_two_names(glossary: Glossary) -> None:
    last = report(table("项目|2023年|2022年", "归属于上市公司股东的净利润|10.50|9.00", unit="单位：万元"))
    now = report(table("项目|2024年|2023年", "归属于母公司股东的净利润|12.00|10.70", unit="单位：万元"))
    years = compare_years(last, now, (2023, 2024), glossary)
    same = len(years.rows) == 1
    assert same == bool(years.restated), "one thing under two names is compared, or not claimed to be"


@pytest.mark.parametrize(
    ("said", "explained"),
    [
        ("注：2023年营业收入因同一控制下企业合并追溯调整。", True),
        ("注：2023年度数据因统计口径变化重新计算。", True),
        ("注：用水量统计口径有变化，2023年数据已重述。", False),
        ("注：以上数据未经审计。", False),
    ],
)
def test_a_reason_that_the_report_gives(said: str, explained: bool) -> None:
    now = report(
        table(
            "项目|2024年|2023年",
            "营业收入|131,000.00|121,000.00",
            "用水量（吨）|5,000|5,400",
            unit="单位：万元",
        ),
        note(said),
    )
    years = compare_years(LAST, now, (2023, 2024))
    assert [bool(one.reason) for _, one in years.restated] == [explained]
    findings = list(check_years(years))
    assert len(findings) == (0 if explained else 1)
    for finding in findings:
        assert finding.severity == "doubtful"
        assert "is RMB1,210.0000 million here and was RMB1,200.0000 million" in finding.message
        assert "万元" in finding.message_zh


def test_figures_before_and_after_adjustment() -> None:
    now = report(
        table(
            "项目|2024年|2023年（调整前）|2023年（调整后）",
            "营业收入|131,000.00|120,000.00|121,000.00",
            unit="单位：万元",
        )
    )
    ((_, one),) = compare_years(LAST, now, (2023, 2024)).restated
    assert one.reason == "调整后"
    assert one.now.amount.value == Decimal(1_210_000_000)


def test_the_sheet_of_numbers_has_the_rows_of_the_page() -> None:
    now = report(
        table(
            "项目|2024年|2023年|2022年",
            "营业收入|1.31|12,100.00|10.00",
            "用水量（吨）|5,000|5,400|5,500",
            unit="单位：亿元",
        ),
        note("注：用水量统计口径变化，2022年数据已重述。"),
    )
    years = compare_years(LAST, now, (2023, 2024))
    assert len(years.rows) == 2
    book = load_workbook(io.BytesIO(export_sheets(years_to_sheet(years))))
    assert book.sheetnames == ["跨年对照 Years"]
    heads, *rows = ([*map(str, row)] for row in book.worksheets[0].iter_rows(values_only=True))
    shown = [dict(zip(heads, row, strict=True)) for row in rows]
    revenue, water = shown
    assert revenue["2023，上年报告所载 as printed then"] == "120,000.00 万元"
    assert revenue["2023，本年报告所载 as printed now"] == "12,100.00 亿元"
    assert (revenue["2023 上年报告值 value then"], revenue["2024 值 value"]) == ("1200000000", "131000000")
    assert (revenue["单位 Unit"], revenue["重述 Restated"], revenue["重述说明 Reason"]) == (
        "CNY",
        "是 yes",
        "未说明 not given",
    )
    assert water["位置 Place"] == "表格或图 table or chart"
    assert water["重述前后 Then and now"] == "2022: 5,600 吨 → 5,500 吨"
    assert "统计口径" in water["重述说明 Reason"]
    assert [one["指标 Figure"] for one in shown] == [row.label for row in years.rows]


def test_changes_are_computed() -> None:
    last = report(
        table(
            "项目|2023年|2022年",
            "营业收入|100.00|90.00",
            "净利润|-5.00|3.00",
            "毛利率|20.50%|19.00%",
            unit="单位：万元",
        )
    )
    now = report(
        table(
            "项目|2024年|2023年",
            "营业收入|133.33|100.00",
            "净利润|2.00|-5.00",
            "毛利率|20.00%|20.50%",
            unit="单位：万元",
        )
    )
    years = compare_years(last, now, (2023, 2024))
    assert [row.change for row in years.rows] == ["+33.33%", None, "-0.50 pp"]


# ---- what is read


@pytest.mark.parametrize(
    ("head", "period"),
    [
        ("2024年", Period(2024, "")),
        ("2024年度金额", Period(2024, "")),
        ("2023年末占比", Period(2023, "占比")),
        ("2023年12月31日", Period(2023, "")),
        ("本报告期", Period(2024, "")),
        ("期末余额", Period(2024, "")),
        ("上年同期（重述后）", Period(2023, "", "after")),
        ("2024年第一季度", Period(2024, "第一季度")),
        ("占比", Period(None, "占比")),
    ],
)
def test_periods(head: str, period: Period) -> None:
    assert read_period(head, 2024) == period


def test_columns_of_changes_are_known() -> None:
    assert all(map(is_change, ("同比增减", "本年比上年增减", "增长率", "变动幅度")))
    assert not any(map(is_change, ("2024年", "占比", "金额")))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("28.64", "亿元"), ("286,415.32", "万元"), True),
        (("28.65", "亿元"), ("286,415.32", "万元"), False),
        (("12.34", "万元"), ("12.35", "万元"), False),
        (("12.340", "万元"), ("123,400.00", "元"), True),
        (("2,400", "人"), ("2400", "名"), True),
        (("(3,400.5)", "万元"), ("-3,400.5", "万元"), True),
        (("3.98", "吨"), ("3,980", "千克"), True),
        (("2388.4", "兆瓦时"), ("238.84", "万千瓦时"), True),
    ],
)
def test_amounts_by_value(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    left, right = read_amount(one[0], [one[1]]), read_amount(other[0], [other[1]])
    assert left is not None
    assert right is not None
    assert left.dimension == right.dimension
    assert same_amount(left, right) == same


@pytest.mark.parametrize("cell", ["—", "不适用", "约300", "2024年4月", "第3名", "2-3", ""])
def test_what_is_no_figure(cell: str) -> None:
    assert read_amount(cell, ["万元"]) is None


def test_a_figure_that_looks_like_a_year_is_a_figure() -> None:
    amount = read_amount("2,024", ["人"])
    assert amount is not None
    assert amount.dimension == "count person"


def test_units_of_a_line() -> None:
    assert units_of_line("单位：家、万元") == ("家", "万元")
    assert units_of_line("单位：人民币万元") == ("人民币万元",) or units_of_line("单位：人民币万元") == ()


def test_the_year_of_a_report() -> None:
    assert report_year(sample(), None) == 2024
    assert report_year(sample(), "2021") == 2021


# ---- in a build


def test_last_years_report_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "report.yaml").write_text("previous: ../2023\n", encoding="utf-8")
    with pytest.raises(SettingsInvalid, match=r"previous: \.\./2023"):
        load_settings(tmp_path)


def test_years_that_are_not_known_are_a_finding(tmp_path: Path) -> None:
    settings = with_overrides(load_settings(SAMPLE), previous=SAMPLE)
    shelf = load_shelf(settings, sample())
    with open_stage(tmp_path / "out") as stage:
        history = look_back(settings, make_bitext(sample(), shelf), stage, shelf)
        write_years(stage, settings, history)
    assert [finding.check for finding in history.findings] == ["years-known"]
    assert not (tmp_path / "out" / "years.html").exists()


@pytest.mark.slow
def test_a_build_leaves_both_years(tmp_path: Path) -> None:
    folder = tmp_path / "2023"
    folder.mkdir()
    write_docx(made(2).source, folder / "source.docx")
    (folder / "report.yaml").write_text("source: source.docx\nyear: '2023'\n", encoding="utf-8")
    settings = with_overrides(load_settings(SAMPLE), previous=folder)
    shelf = load_shelf(settings, sample())
    bitext: Bitext = make_bitext(sample(), shelf)
    with open_stage(tmp_path / "out") as stage:
        history = look_back(settings, bitext, stage, shelf)
        write_years(stage, settings, history)
    assert {finding.check for finding in history.findings} == {"restated-figure"}
    assert {finding.sentence for finding in history.findings} <= {
        sentence.id for sentence in bitext.sentences
    }
    assert history.comparison is history.carried
    page = (tmp_path / "out" / "years.html").read_text(encoding="utf-8")
    assert "Operating revenue" in page
    assert history.years is not None
    assert years_to_record(history.years)["counts"]["restated"] == len(made(2).restated)


def test_the_page_escapes_what_tables_say() -> None:
    last = report(table("项目|2023年|2022年", "<i>甲类产品</i>|1.00|2.00", unit="单位：万元"))
    now = report(table("项目|2024年|2023年", "<i>甲类产品</i>|1.50|1.10", unit="单位：万元"))
    years = compare_years(last, now, (2023, 2024))
    carried = compare_versions(last, now, Style())
    page = years_page(
        years, carried, name="x", page="x.en.html", counts=years_to_record(years)["counts"]
    ).decode()
    assert "甲类产品" in page
    assert "<i>" not in page
