"""Designed pages: cards, panels, short columns and tables without rules, each printed from a few lines of HTML."""

from __future__ import annotations

from pathlib import Path

import pytest
from printed import write_pdf

from generator.model import Heading, Prose, Report, Table, bare
from generator.reader import read_report

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


def read(html: str, tmp_path: Path) -> Report:
    path = tmp_path / "designed.pdf"
    write_pdf(f"<title>designed</title>{STYLE}{html}", path)
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
