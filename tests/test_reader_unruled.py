"""Tables that rules do not close: heads of two rows, labels of groups of rows, text in columns above, the page's end."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from test_reader_designed import LONG, OTHER, ROWS, read, table

from generator.model import Report, Table
from generator.reader import read_report

KPI = [list(row) for row in (*ROWS, ("供应商总数", "家", "102", "118"))]
FEWER = [KPI[0], *KPI[2:]]


def spans(report: Report) -> list[list[list[tuple[str, int, int]]]]:
    """The cells of each table, row by row: words, rows and columns."""
    return [
        [[(cell.source, cell.rowspan, cell.colspan) for cell in row] for row in block.rows]
        for block in report.blocks
        if isinstance(block, Table)
    ]


def cells(report: Report) -> list[list[list[str]]]:
    return [[[words for words, _, _ in row] for row in found] for found in spans(report)]


def test_text_in_columns_above_a_table_is_none_of_it(tmp_path: Path) -> None:
    css = "<style>td, th { border-bottom: .5pt solid #777 } .m { column-count: 2; column-gap: 20pt } hr { border: 0; border-top: .5pt solid }</style>"
    html = f"<hr><div class=m><p>{(LONG + OTHER) * 2}</p><p>{(LONG + OTHER) * 2}</p></div><p><b>绩效表</b></p>{table(KPI)}"
    assert cells(read(f"{css}{html}", tmp_path)) == [KPI]


def test_figures_at_the_right_of_columns_that_are_named_at_the_left(tmp_path: Path) -> None:
    css = "<style>table { width: 100% } td + td + td { text-align: right } td, th { width: 24% }</style>"
    assert cells(read(f"{css}<p>{LONG}</p>{table(KPI)}<p>{LONG}</p>", tmp_path)) == [KPI]


def test_two_tables_without_rules_below_one_another(tmp_path: Path) -> None:
    title = "<p style='margin: 0'><b>社会绩效</b></p>"
    css = "<style>table { width: 100% } td + td + td { text-align: right }</style>"
    found = cells(read(f"{css}{table(KPI)}{title}{table(FEWER)}<p>{LONG}</p>", tmp_path))
    assert found == [KPI, FEWER]


def test_a_head_of_two_rows_without_rules(tmp_path: Path) -> None:
    head = "<tr><th rowspan=2>类别<th colspan=2>2023年<th colspan=2>2024年</tr><tr><th>人数<th>占比<th>人数<th>占比</tr>"
    body = [["研发人员", "120", "20.5", "131", "21.0"], ["生产人员", "388", "66.4", "402", "64.4"]]
    body += [["行政人员", "77", "13.1", "91", "14.6"]]
    rows = "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) + "</tr>" for row in body)
    css = "<style>table { width: 100% } td + td { text-align: right }</style>"
    (found,) = spans(read(f"{css}<p>{LONG}</p><table>{head}{rows}</table><p>{LONG}</p>", tmp_path))
    assert found[0] == [("类别", 2, 1), ("2023年", 1, 2), ("2024年", 1, 2)]
    assert found[1] == [(name, 1, 1) for name in ("人数", "占比", "人数", "占比")]
    assert [[cell[0] for cell in row] for row in found[2:]] == body


@pytest.mark.parametrize("rules", ["", "td, th { border-bottom: .5pt solid #777 }"])
def test_labels_of_rows_that_a_page_end_cuts(rules: str, tmp_path: Path) -> None:
    def group(name: str, count: int) -> str:
        first = f"<td rowspan={count} class=g>{name}"
        return "".join(
            f"<tr>{first if i == 0 else ''}<td>{name}指标{i}<td>项<td>{i + 11}<td>{i + 41}</tr>"
            for i in range(count)
        )

    head = "<thead><tr><th>类别<th>指标<th>单位<th>2023年<th>2024年</tr></thead>"
    css = "<style>@page { size: 150mm 90mm; margin: 12mm } table { width: 100%; border-top: 1pt solid; border-bottom: 1pt solid }"
    css += f" thead th {{ border-bottom: 1pt solid }} td {{ vertical-align: middle }} tr {{ break-inside: avoid }} {rules}</style>"
    (found,) = spans(read(f"{css}<table>{head}{group('环境', 5)}{group('社会', 9)}</table>", tmp_path))
    assert [(cell, row) for row, cells in enumerate(found) for cell in cells if cell[1] > 1] == [
        (("环境", 5, 1), 1),
        (("社会", 9, 1), 6),
    ]
    assert len(found) == 15


def test_merged_labels_between_which_no_rule_is_drawn(tmp_path: Path) -> None:
    def group(name: str, count: int) -> str:
        first = f"<td rowspan={count}>{name}"
        rows = (f"<td>{name}指标{i}<td>项<td>{i + 11}<td>{i + 41}" for i in range(count))
        return "".join(f"<tr>{first if i == 0 else ''}{row}</tr>" for i, row in enumerate(rows))

    css = "<style>table { width: 100%; border-bottom: 1pt solid; border-collapse: collapse } td { vertical-align: middle }"
    css += " td:nth-last-child(-n + 4) { border-top: .5pt solid } th { border-top: 1pt solid; border-bottom: 1pt solid } </style>"
    head = "<tr><th>类别<th>指标<th>单位<th>2023年<th>2024年</tr>"
    html = f"{css}<p>{LONG}</p><table>{head}{group('环境', 4)}{group('社会', 5)}</table><p>{OTHER}</p>"
    (found,) = spans(read(html, tmp_path))
    assert [cell for row in found for cell in row if cell[1] > 1] == [("环境", 4, 1), ("社会", 5, 1)]


def test_a_table_whose_rows_share_their_labels_is_read_once(tmp_path: Path) -> None:
    def group(name: str, count: int) -> str:
        first = f"<td rowspan={count}>{name}"
        rows = (
            f"<td>{name}指标{i}<td>项<td class=n>{i * 977 + 11}<td class=n>{i + 41}" for i in range(count)
        )
        return "".join(f"<tr>{first if i == 0 else ''}{row}</tr>" for i, row in enumerate(rows))

    css = "<style>table { width: 100% } td { vertical-align: middle } .n { text-align: right } th { background: #cde }</style>"
    head = "<tr><th>类别<th>指标<th>单位<th>2023年<th>2024年</tr>"
    html = f"{css}<p>{LONG}</p><table>{head}{group('环境', 4)}{group('社会', 5)}</table><p>{OTHER}</p>"
    (found,) = spans(read(html, tmp_path))
    assert [cell for row in found for cell in row if cell[1] > 1] == [("环境", 4, 1), ("社会", 5, 1)]
    assert len(found) == 10


def as_browsers_write(path: Path) -> None:
    """The tags as browsers write them: one table for all pages, and an only child outside of any array."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        nodes = [
            o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") in ("/Table", "/TR")
        ]
        first, *rest = (node for node in nodes if node.S == "/Table")
        bodies = [table.K[0] if table.K[0].S == "/TBody" else table for table in (first, *rest)]
        for body in bodies[1:]:
            for row in body.K:
                row.P = bodies[0]
                bodies[0].K.append(row)
        for row in (node for node in nodes if node.S == "/TR" and len(node.K) == 1):
            row.K = row.K[0]
        pdf.save(path)


def test_a_tagged_table_keeps_the_names_of_its_parts_and_a_row_alone_on_the_next_page(tmp_path: Path) -> None:
    band = "<tr><td colspan=4 style='font-weight: bold'>{}</tr>"
    rows = ["".join(f"<td>{cell}" for cell in row) for row in KPI]
    html = f"<tr>{rows[0]}</tr>{band.format('环境绩效')}<tr>{rows[1]}</tr>{band.format('社会绩效')}<tr>{rows[3]}</tr>"
    html += f"<tr style='break-before: page'>{rows[4].replace('供应商总数', '家数')}</tr>"
    html = html.replace("3,105.2", "3,105.2（由第三方机构核查，统计口径与上年一致）")
    css = "<style>table { width: 100% } td + td + td { width: 1pt; white-space: nowrap }</style>"
    path = tmp_path / "designed.pdf"
    read(f"{css}<p>{LONG}</p><table>{html}</table>", tmp_path, tagged=True)
    as_browsers_write(path)
    (found,) = spans(read_report(path))
    names = ["指标", "环境绩效", "综合能源消耗量", "社会绩效", "员工培训总时长", "家数"]
    assert [row[0][0] for row in found] == names
    assert [len(row) for row in found] == [4, 1, 4, 1, 4, 4]


@pytest.mark.parametrize(
    "css",
    [
        "table { border-top: 1pt solid; border-bottom: 1pt solid } th { text-align: left } .c { border-bottom: .5pt solid }",
        "th { background: #cde; text-align: left } td, th { border-bottom: .5pt solid #999 }",
    ],
)
def test_a_merged_name_in_a_head_of_two_rows_that_a_rule_or_shading_spares(css: str, tmp_path: Path) -> None:
    head = "<tr><th rowspan=2>员工类别<th colspan=2>2023年<th colspan=2>2024年</tr>"
    head += "<tr><th class=c>人数（人）<th class=c>占比（%）<th class=c>人数（人）<th class=c>占比（%）</tr>"
    body = [["研发人员", "7,745", "52.9", "60", "56.4"], ["生产人员", "87,625", "55.0", "73,624.39", "27.4"]]
    body += [
        ["销售人员", "75.09", "21.8", "5,583.20", "54.8"],
        ["合计", "58.74", "16.0", "29,225.56", "11.7"],
    ]
    rows = "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) + "</tr>" for row in body)
    style = f"<style>table {{ width: 100%; border-collapse: collapse }} td + td {{ text-align: right }} {css}</style>"
    (found,) = spans(read(f"{style}<p>{LONG}</p><table>{head}{rows}</table><p>{OTHER}</p>", tmp_path))
    assert found[0] == [("员工类别", 2, 1), ("2023年", 1, 2), ("2024年", 1, 2)]
    assert [[cell[0] for cell in row] for row in found[1:]] == [["人数（人）", "占比（%）"] * 2, *body]


def test_bold_names_of_groups_of_rows_without_rules(tmp_path: Path) -> None:
    head, *body = ["".join(f"<td>{cell}" for cell in row) for row in KPI]
    rows = [
        head,
        "<td><b>一、环境绩效</b><td><td><td>",
        *body[:2],
        "<td><b>二、社会绩效</b><td><td><td>",
        *body[2:],
    ]
    css = "<style>table { width: 100%; border-top: 1pt solid; border-bottom: 1pt solid } .h td { border-bottom: 1pt solid }</style>"
    html = "".join(f"<tr{' class=h' if i == 0 else ''}>{row}</tr>" for i, row in enumerate(rows))
    (found,) = spans(read(f"{css}<p>{LONG}</p><table>{html}</table><p>{OTHER}</p>", tmp_path))
    assert [row[0] for row in found if len(row) == 1] == [("一、环境绩效", 1, 4), ("二、社会绩效", 1, 4)]
    assert [len(row) for row in found] == [4, 1, 4, 4, 1, 4, 4]


def test_the_last_row_before_a_page_end_need_not_be_shaded(tmp_path: Path) -> None:
    def group(name: str, count: int) -> str:
        first = f"<td rowspan={count}>{name}"
        rows = (f"<td>{name}指标{i}<td>项<td>{i + 11}<td>{i + 41}" for i in range(count))
        return "".join(f"<tr>{first if i == 0 else ''}{row}</tr>" for i, row in enumerate(rows))

    css = "<style>@page { size: 150mm 90mm; margin: 10mm 12mm 9mm } table { width: 100%; border-collapse: collapse }"
    css += " td { vertical-align: middle } tr:nth-child(even) td:nth-last-child(-n + 4), th { background: #dde }</style>"
    head = "<thead><tr><th>类别<th>指标<th>单位<th>2023年<th>2024年</tr></thead>"
    (found,) = spans(read(f"{css}<table>{head}{group('环境', 4)}{group('社会', 11)}</table>", tmp_path))
    assert [cell[0] for row in found for cell in row if cell[1] > 1] == ["环境", "社会"]
    assert len(found) == 16


def test_a_centred_head_over_labels_at_the_left_and_rows_that_stand_off(tmp_path: Path) -> None:
    """So an office program prints the rest of a table on a new page; the label is a little lower than the row beside it."""

    def row(name: str, i: int) -> str:
        return f"<td>{name}指标{i}<td>项<td>{i * 977 + 11}<td>{i * 31 + 41}"

    rows = [f"<tr><td rowspan=6>{row('环境', 0)}</tr>", *(f"<tr>{row('环境', i)}</tr>" for i in range(1, 6))]
    rows.append(f"<tr><td rowspan=5><span class=l>社会</span>{row('社会', 0)}</tr>")
    rows += [f"<tr>{row('社会', i)}</tr>" for i in range(1, 5)]
    css = "<style>table { width: 100% } th { text-align: center } td { vertical-align: middle } .l { position: relative; top: 1.5pt }"
    css += " td + td + td { text-align: right } td:first-child { width: 22% } tbody tr:first-child td { padding-top: 22pt }</style>"
    head = "<thead><tr><th>类别<th>指标<th>单位<th>2023年<th>2024年</tr></thead>"
    html = f"{css}<p>{LONG}</p><table>{head}<tbody>{''.join(rows)}</tbody></table><p>{OTHER}</p>"
    (found,) = spans(read(html, tmp_path))
    assert [cell[0] for cell in found[0]] == ["类别", "指标", "单位", "2023年", "2024年"]
    assert [cell[0] for row in found for cell in row if cell[1] > 1][-1] == "社会"
    assert len(found) == 12
