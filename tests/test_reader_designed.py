"""Designed pages: cards, panels, short columns and tables without rules, each printed from a few lines of HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest
from printed import write_pdf

from generator.model import Figure, Heading, Prose, Report, Table, bare
from generator.reader import read_report
from generator.reader.pdf.dots import dots_to_rules
from generator.reader.pdf.source import open_source, read_pages

STYLE = (
    "<style>@page { size: 260mm 180mm; margin: 20mm } body { font-size: 10pt; line-height: 1.6 } p { margin: 0 0 6pt }"
    " .row { display: flex; gap: 20pt } .row > * { flex: 1 1 0 } .card { text-align: center } b.n { font-size: 20pt }"
    " h2 { font-size: 14pt; margin: 8pt 0 } table { border-collapse: collapse; width: 100%; margin: 0 }"
    " td, th { padding: 4pt; text-align: left; line-height: 1.3 } </style>"
)
LONG = (
    "公司建立覆盖各生产基地的能源管理平台，对用水、用电和用气情况进行实时监测，并按季度向管理层报告分析结果。"
)
OTHER = "各基地按年度计划组织应急演练和安全培训，演练结束后由专人整理记录，针对发现的不足制定措施并跟踪落实。"
CARDS = (("1,280.50万元", "环保投入"), ("98.6%", "客户满意度"), ("3,412人", "员工总数"))
ROWS = (
    ("指标", "单位", "2023年", "2024年"),
    ("综合能源消耗量", "吨标准煤", "3,210.5", "3,105.2"),
    ("一般工业固体废弃物产生量", "吨", "88", "79"),
    ("员工培训总时长", "小时", "12,040", "13,377"),
)


def read(html: str, tmp_path: Path, tagged: bool = False) -> Report:
    path = tmp_path / "designed.pdf"
    write_pdf(f"<html lang=zh><title>designed</title>{STYLE}{html}", path, pdf_tags=tagged)
    return read_report(path)


def texts(report: Report) -> list[str]:
    return [bare(block.source) for block in report.blocks if isinstance(block, (Prose, Heading))]


def cards(style: str) -> str:
    made = (f'<div class=card style="{style}"><b class=n>{n}</b><br>{label}</div>' for n, label in CARDS)
    return f"<div class=row>{''.join(made)}</div>"


@pytest.mark.parametrize("style", ["", "background: #dfe8f0", "border: 1pt solid #555; border-radius: 6pt"])
def test_each_card_is_read_by_itself(style: str, tmp_path: Path) -> None:
    report = read(f"<p>{LONG}</p>{cards(style)}<p>{OTHER}</p>", tmp_path)
    middle = [bare(words) for card in CARDS for words in card]
    assert texts(report) == [bare(LONG), *middle, bare(OTHER)]
    assert not any(isinstance(block, Heading) for block in report.blocks)


def test_panels_side_by_side_are_read_one_after_the_other(tmp_path: Path) -> None:
    panel = '<div style="background: #e4efe8; padding: 8pt"><h2>{0}</h2><p>{1}</p></div>'
    html = (
        f"<p>{LONG}</p><div class=row>{panel.format('节能案例', LONG)}{panel.format('安全案例', OTHER)}</div>"
    )
    assert texts(read(html, tmp_path)) == [bare(LONG), "节能案例", bare(LONG), "安全案例", bare(OTHER)]


@pytest.mark.parametrize(
    "css", ["", "td + td, th + th { border-left: .5pt solid #777 }", "th { background: #2a6; color: white }"]
)
def test_a_table_without_rules_between_its_rows(css: str, tmp_path: Path) -> None:
    head, *body = ROWS
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in body)
    table = f"<table><tr>{''.join(f'<th>{cell}</th>' for cell in head)}</tr>{rows}</table>"
    widths = "<style>td:first-child, th:first-child { width: 60pt } " + css + "</style>"
    report = read(f"{widths}<p>{LONG}</p>{table}<p>{OTHER}</p>", tmp_path)
    (found,) = (block for block in report.blocks if isinstance(block, Table))
    assert [[bare(cell.source) for cell in row] for row in found.rows] == [list(row) for row in ROWS]
    assert texts(report) == [bare(LONG), bare(OTHER)]


def test_a_head_in_two_rows_without_rules_between_its_columns(tmp_path: Path) -> None:
    css = "<style>td, th { border-top: .5pt solid; border-bottom: .5pt solid }</style>"
    head = "<tr><th rowspan=2>指标</th><th colspan=2>境内</th><th colspan=2>境外</th></tr>"
    years = "<tr><th>2023年</th><th>2024年</th><th>2023年</th><th>2024年</th></tr>"
    rows = "".join(
        f"<tr><td>{n}</td><td>1{i}</td><td>2{i}</td><td>3{i}</td><td>4{i}</td></tr>"
        for i, n in enumerate("甲乙丙")
    )
    report = read(f"{css}<p>{LONG}</p><table>{head}{years}{rows}</table><p>{OTHER}</p>", tmp_path)
    (found,) = (block for block in report.blocks if isinstance(block, Table))
    spans = [(bare(cell.source), cell.rowspan, cell.colspan) for cell in found.rows[0]]
    assert spans == [("指标", 2, 1), ("境内", 1, 2), ("境外", 1, 2)]
    assert found.grid()[2, 4].source == "40"


def tables(report: Report) -> list[list[list[str]]]:
    found = [block for block in report.blocks if isinstance(block, Table)]
    return [[[bare(cell.source) for cell in row] for row in table.rows] for table in found]


def table(rows: Sequence[Sequence[str]], style: str = "") -> str:
    head, *body = rows
    inner = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in body)
    return f'<table class="{style}"><tr>{"".join(f"<th>{cell}</th>" for cell in head)}</tr>{inner}</table>'


def test_radicals_of_a_text_layer_are_the_characters_that_are_printed(tmp_path: Path) -> None:
    path, changed = tmp_path / "plain.pdf", tmp_path / "radicals.pdf"
    write_pdf(f"<title>t</title>{STYLE}<p>一方面，{LONG}</p>", path)
    with pikepdf.open(path) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream) and b"beginbfchar" in (data := thing.read_bytes()):
                swapped = re.sub(
                    rb"(?i)<4e00>(?=\s)", b"<2f00>", re.sub(rb"(?i)<65b9>(?=\s)", b"<2f45>", data)
                )
                assert swapped != data
                thing.write(swapped)
        pdf.save(changed)
    assert [block.source for block in read_report(changed).blocks] == [f"一方面，{LONG}"]


def test_dots_in_a_row_are_a_rule_and_a_field_of_dots_is_none() -> None:
    row = [((x, 100.0, x + 0.8, 100.8), (0.0, 0.0, 0.0)) for x in range(50, 150, 2)]
    (rule,) = dots_to_rules(row)
    assert rule.horizontal
    assert rule.box == (50.0, 100.0, 148.8, 100.8)
    field = [((x, y, x + 0.8, y + 0.8), None) for y in range(100, 160, 3) for x in range(50, 150, 3)]
    assert dots_to_rules(field) == []


def test_what_is_cut_off_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "clipped.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 200))
        drawn = (
            b"q 10 10 30 150 re W n 0 0 200 180 re f Q 100 100 50 50 re f q 0 0 5 5 re W n 60 60 20 20 re f Q"
        )
        pdf.pages[0].Contents = pdf.make_stream(drawn)
        pdf.save(path)
    with open_source(path) as source:
        (page,) = read_pages(source)
    assert [fill.box for fill in page.fills] == [(10, 40, 40, 190), (100, 50, 150, 100)]


def test_rows_between_rules_that_stand_between_columns_only(tmp_path: Path) -> None:
    css = "<style>table { border: .6pt solid } th { border-bottom: .6pt solid } td + td, th + th { border-left: .6pt solid }"
    css += " td { padding: 5pt 4pt }</style>"
    rows = [*ROWS, ("供应商总数", "家", "102", "118")]
    assert tables(read(f"{css}<p>{LONG}</p>{table(rows)}<p>{OTHER}</p>", tmp_path)) == [
        [list(r) for r in rows]
    ]


def test_two_tables_whose_last_rows_have_no_rule_below(tmp_path: Path) -> None:
    css = "<style>th { background: #cde } td { border-top: .5pt solid #999 }</style>"
    more = [
        ROWS[0],
        ("新增专利", "件", "51", "64"),
        ("客户投诉", "起", "7", "5"),
        ("捐赠总额", "万元", "31.5", "28.0"),
    ]
    report = read(f"{css}{table(ROWS)}<div>表：社会绩效</div>{table(more)}<p>{OTHER}</p>", tmp_path)
    assert tables(report) == [[list(r) for r in ROWS], [list(r) for r in more]]
    assert [block.caption for block in report.blocks if isinstance(block, Table)] == [None, "表：社会绩效"]


def test_the_title_of_a_group_of_rows_reaches_over_the_table(tmp_path: Path) -> None:
    css = "<style>td, th { border-bottom: .5pt solid #999 } th { border-top: .5pt solid #999 }</style>"
    groups = [ROWS[0], ("一、环境",), *ROWS[1:], ("二、社会",), ("客户投诉", "起", "7", "5")]
    html = table(groups).replace("<td>一、", "<td colspan=4>一、").replace("<td>二、", "<td colspan=4>二、")
    report = read(f"{css}<p>{LONG}</p>{html}<p>{OTHER}</p>", tmp_path)
    assert tables(report) == [[list(row) for row in groups]]


def test_labels_that_hang_at_the_left_of_their_texts(tmp_path: Path) -> None:
    css = "<style>.h { display: flex; margin-bottom: 8pt } .h b { flex: 0 0 90pt; font-size: 12pt } .h p { flex: 1 }</style>"
    named = [("报告范围", LONG * 3), ("编制依据", OTHER), ("报告获取", LONG + OTHER)]
    html = "".join(f"<div class=h><b>{name}</b><p>{text}</p></div>" for name, text in named)
    report = read(f"{css}{html}", tmp_path)
    assert texts(report) == [bare(words) for pair in named for words in pair]


def test_tabs_at_the_edge_of_each_page_are_no_part_of_its_lines(tmp_path: Path) -> None:
    tabs = '<style>h2 { font-size: 20pt } @page { margin-left: 26mm; @left-top { content: "公司治理\\A 绿色运营\\A 员工成长\\A 社会贡献";'
    tabs += " white-space: pre; font-size: 7pt; line-height: 3 } }</style>"
    pages = [
        f"<h2>第{n}项工作</h2><p>{LONG * 4}</p><h2>第{n}项成效</h2><p>{OTHER * 4}</p>" for n in "甲乙丙丁"
    ]
    report = read(tabs + '<div style="break-before: page"></div>'.join(pages), tmp_path)
    assert [bare(b.source) for b in report.blocks if isinstance(b, Heading)][:2] == [
        "第甲项工作",
        "第甲项成效",
    ]
    assert len(texts(report)) == 16
    assert {bare(kept.source) for kept in report.furniture} >= {
        "公司治理",
        "绿色运营",
        "员工成长",
        "社会贡献",
    }


@pytest.mark.parametrize(
    "css", ["", ".row { border-top: 1pt solid; border-bottom: 1pt solid; padding: 4pt 0 }"]
)
def test_a_timeline_is_no_table(css: str, tmp_path: Path) -> None:
    steps = [
        "建成首座光伏电站并入电网",
        "完成全部锅炉的改造与验收",
        "开展培训二十九场并通过复审",
        "发布首份气候信息披露报告",
    ]
    years = [
        (f"{year}年", f"{step}，{step}。") for year, step in zip((2018, 2020, 2022, 2024), steps, strict=True)
    ]
    inner = "".join(f"<div><b style='font-size: 13pt'>{year}</b><p>{text}</p></div>" for year, text in years)
    report = read(
        f"<style>{css}</style><p>{OTHER * 2}</p><div class=row>{inner}</div><p>{LONG * 2}</p>", tmp_path
    )
    assert tables(report) == []
    assert texts(report)[1:-1] == [bare(words) for pair in years for words in pair]


def test_lists_side_by_side_are_no_table(tmp_path: Path) -> None:
    lists = [
        ("高度重要", ["能源管理", "产品质量", "职业健康", "反腐败", "气候变化"]),
        ("中度重要", ["水资源", "供应商", "社区参与", "党建", "信息安全"]),
    ]
    lists.append(("一般重要", ["噪声", "包装材料", "志愿服务", "税务", "知识产权"]))
    numbered = [
        (name, [f"{k}. {words}" for k, words in enumerate(held, 5 * i + 1)])
        for i, (name, held) in enumerate(lists)
    ]
    columns = "".join(
        f"<div><b>{name}</b>{''.join(f'<div>{w}</div>' for w in held)}</div>" for name, held in numbered
    )
    report = read(f"<p>{LONG * 2}</p><div class=row>{columns}</div><p>{OTHER}</p>", tmp_path)
    assert tables(report) == []
    assert texts(report)[1:-1] == [bare(words) for name, held in numbered for words in (name, *held)]


def test_who_signs_and_the_date_stand_alone(tmp_path: Path) -> None:
    signed = '<div style="text-align: right">董事长：沈致远</div><div style="text-align: right">2025年3月28日</div>'
    side = '<div style="flex: 0 0 24%"><img src="PICTURE" style="width: 100%; height: 90pt"></div>'
    side = side.replace("PICTURE", "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E")
    report = read(
        f"<div class=row>{side}<div><p>{LONG * 3}</p><p>{OTHER * 3}</p>{signed}</div></div>", tmp_path
    )
    assert texts(report)[2:] == [bare("董事长：沈致远"), "2025年3月28日"]


def test_questions_of_a_form_are_no_headings(tmp_path: Path) -> None:
    asked = ["您对本报告的总体评价是：", "您最关注的内容是：", "您希望增加的内容是："]
    html = "".join(f"<p>{n}. {words}</p><p>□ 很好 □ 较好 □ 一般</p>" for n, words in enumerate(asked, 1))
    report = read(f"<h2>意见反馈</h2><p>{LONG}</p>{html}", tmp_path)
    assert [bare(block.source) for block in report.blocks if isinstance(block, Heading)] == ["意见反馈"]


def test_a_table_that_a_page_end_leaves_open(tmp_path: Path) -> None:
    css = "<style>thead th { border-top: .8pt solid; border-bottom: .8pt solid } table { border-bottom: .8pt solid }</style>"
    rows = [
        ("序号", "项目", "金额（万元）", "备注"),
        *((f"{n}", f"第{n}期改造", f"{n}3.5", "已完成") for n in range(1, 40)),
    ]
    html = table(rows).replace("<tr><th>", "<thead><tr><th>").replace("</th></tr>", "</th></tr></thead>")
    report = read(f"{css}<p>{LONG}</p>{html}<p>{OTHER}</p>", tmp_path)
    assert tables(report) == [[[bare(cell) for cell in row] for row in rows]]


def test_a_ring_cut_in_two_is_a_chart(tmp_path: Path) -> None:
    part = '<path d="M{0} 60A40 40 0 0 1 {1} 60L{2} 60A24 24 0 0 0 {3} 60Z" fill="#264" fill-opacity="{4}"/>'
    ring = part.format(20, 100, 84, 36, 1) + part.format(100, 20, 36, 84, 0.5)
    svg = f'<svg width="220" height="120">{ring}<text x="120" y="50" font-size="8">男性 51.0%</text></svg>'
    report = read(f"<p>{LONG}</p>{svg}<p>{OTHER}</p>", tmp_path)
    assert [bool(block.chart) for block in report.blocks if isinstance(block, Figure)] == [True]


def test_a_large_numeral_and_a_line_of_english_beside_the_title_of_a_chapter(tmp_path: Path) -> None:
    opener = "<div style='display: flex; gap: 16pt; align-items: center'><div style='font-size: 46pt; line-height: 1.1'>01</div>"
    opener += (
        "<div><h1 style='font-size: 22pt; margin: 0'>治理篇</h1><div>Corporate Governance</div></div></div>"
    )
    report = read(f"{opener}<p>{LONG + OTHER}</p>", tmp_path)
    assert [block.source for block in report.blocks if isinstance(block, Heading)] == ["治理篇"]
    assert sorted(texts(report)) == sorted(["01", "治理篇", "CorporateGovernance", bare(LONG + OTHER)])


def test_numerals_that_hang_beside_headed_texts_in_two_columns(tmp_path: Path) -> None:
    def point(number: int, name: str, words: str) -> str:
        numeral = f"<b style='flex: 0 0 28pt; font-size: 20pt; padding-top: 4pt'>0{number}</b>"
        return f"<div style='display: flex; gap: 9pt'>{numeral}<div><h2 style='margin-top: 0'>{name}</h2><p>{words}</p></div></div>"

    points = [
        (1, "责任采购", LONG + OTHER),
        (2, "质量管理", OTHER),
        (3, "社区参与", LONG),
        (4, "员工培训", OTHER + LONG),
    ]
    left, right = ("".join(point(*it) for it in points[i : i + 2]) for i in (0, 2))
    report = read(
        f"<p>{LONG}</p><div class=row><div>{left}</div><div>{right}</div></div><p>{OTHER}</p>", tmp_path
    )
    middle = [part for number, name, words in points for part in (f"0{number}", name, bare(words))]
    assert texts(report) == [bare(LONG), *middle, bare(OTHER)]


def test_short_columns_of_sentences_one_of_which_reaches_into_the_gap(tmp_path: Path) -> None:
    css = "<style>.m { column-count: 2; column-gap: 40pt } .m div { break-inside: avoid } .m p { margin: 0 }</style>"
    named = [
        ("报告期间", OTHER[:21] + "。"),
        ("报告范围", LONG[:26] + "1,234,567.89吨。"),
        ("编制依据", LONG[:30] + "。" + OTHER),
        ("数据来源", LONG[:28] + "。"),
        ("称谓说明", OTHER[:21] + "。"),
        ("联系方式", "电话：0571-8600 1234"),
    ]
    html = "".join(f"<div><h2>{name}</h2><p>{words}</p></div>" for name, words in named)
    report = read(f"{css}<div class=m>{html}</div>", tmp_path)
    assert texts(report) == [bare(words) for pair in named for words in pair]


def test_two_lines_in_narrow_columns_close_to_each_other(tmp_path: Path) -> None:
    steps = [
        ("识别风险", LONG[:26]),
        ("评估影响", OTHER[:26]),
        ("制定措施", LONG[26:52]),
        ("跟踪改进", OTHER[21:47]),
    ]
    html = "".join(
        f"<div><div style='background: #246; color: white; text-align: center'><b>{name}</b></div>"
        f"<p>{words}</p></div>"
        for name, words in steps
    )
    report = read(f"<p>{LONG}</p><div class=row style='gap: 12pt'>{html}</div><p>{OTHER}</p>", tmp_path)
    assert {bare(words) for _, words in steps} <= set(texts(report))


def test_sentences_beside_years_are_each_by_itself(tmp_path: Path) -> None:
    css = "<style>.y { display: flex } .y b { flex: 0 0 60pt; font-size: 12pt }</style>"
    events = [
        ("2010年", "公司股票在深圳证券交易所挂牌上市。", "新建两座水厂，当年全部投入运行。"),
        ("2016年", "发布首份社会责任报告，披露九项指标。", "设立员工关爱基金，帮扶困难职工。"),
        ("2023年", "全部基地接入能源管理平台，覆盖率达到百分之百。", "三家子公司获得国家级绿色工厂称号。"),
    ]
    html = "".join(
        f"<div class=y><b>{y}</b><div><div>{a}</div><div>{b}</div></div></div>" for y, a, b in events
    )
    report = read(f"{css}<p>{LONG}</p>{html}<p>{OTHER}</p>", tmp_path)
    assert texts(report) == [bare(LONG), *(bare(part) for event in events for part in event), bare(OTHER)]


def test_bullets_that_are_drawn_mark_items(tmp_path: Path) -> None:
    """A single mark is none: a sign of the page's design."""
    dot = "<svg width=8 height=8 style='margin-right: 9pt'><circle cx=4 cy=4 r=2.5 fill='#333' /></svg>"
    html = f"<p>{LONG}</p><p>{dot}{OTHER}</p><p>{dot}{LONG}</p><p style='margin-left: 50pt'>{dot}{OTHER}</p>"
    found = [block for block in read(html, tmp_path).blocks if isinstance(block, Prose)]
    assert [(bare(block.source), block.marker) for block in found] == [
        (bare(LONG), None),
        (bare(OTHER), "•"),
        (bare(LONG), "•"),
        (bare(OTHER), None),
    ]
