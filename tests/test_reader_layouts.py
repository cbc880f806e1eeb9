"""The reader on layouts of many makers: each test draws the one habit that it is about, in invented words."""

from __future__ import annotations

from pathlib import Path

import pytest
from make_samples import GREEN, MORE, PARA, STAFF, Drawing, width, wrap
from make_table_samples import BLUE, ORANGE, Page, pages_to_pdf
from make_table_samples import GREEN as LEAF
from pikepdf import Array, Dictionary, Name

from generator.model import ChartPoint, Cover, Figure, Heading, Prose, Report, Table, bare
from generator.reader import read_report

LONG = PARA + MORE + STAFF


def read(drawing: Drawing, tmp_path: Path) -> Report:
    if drawing.parts:
        drawing.page()
    path = tmp_path / "drawing.pdf"
    drawing.pdf.save(path)
    return read_report(path)


def texts(report: Report) -> list[str]:
    return [bare(block.source) for block in report.blocks if isinstance(block, (Prose, Heading))]


def levels(report: Report) -> list[tuple[int, str]]:
    return [(block.level, bare(block.source)) for block in report.blocks if isinstance(block, Heading)]


def column(
    d: Drawing, words: str, x: float, ems: int, base: float, size: float = 10.0, indent: float = 2
) -> float:
    """A paragraph in a column of so many ems; the answer is where the next line stands."""
    for i, line in enumerate(wrap(words, ems * size, size, indent, 0)):
        d.put(x + (indent * size if i == 0 else 0), base, line, size)
        base += 1.6 * size
    return base


def test_an_encoding_inside_the_file_is_read(tmp_path: Path) -> None:
    """Pdfminer knows the CMaps that have a name; of others it drops every character."""
    d = Drawing()
    codes = sorted({ord(char) for char in MORE})
    cids = "\n".join(f"<{code:04x}> {n + 1}" for n, code in enumerate(codes))
    words = "\n".join(f"<{code:04x}> <{code:04x}>" for code in codes)
    space = "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
    font = d.fonts["song"]
    font.Encoding = d.pdf.make_stream(
        f"begincmap\n{space}{len(codes)} begincidchar\n{cids}\nendcidchar\nendcmap".encode(),
        Dictionary(Type=Name.CMap, CMapName=Name("/Own")),
    )
    font.ToUnicode = d.pdf.make_stream(
        f"begincmap\n{space}{len(codes)} beginbfchar\n{words}\nendbfchar\nendcmap".encode()
    )
    font.DescendantFonts[0].W = Array([])
    for line in wrap(MORE, 200, 12, 0, 0):
        d.line(line)
    report = read(d, tmp_path)
    assert "".join(texts(report)) == bare(MORE)
    assert report.accounts[0].characters == len(MORE)


@pytest.mark.parametrize(
    ("start", "ems"),
    [("“十四五”规划", 2), ("WinDHP，", 4), ("（ABC）平台", 3), ("度》，全年", 3), ("司”或“澄江", 5)],
)
def test_a_line_is_full_when_what_may_not_be_cut_does_not_fit(tmp_path: Path, start: str, ems: int) -> None:
    """``ems``: the room that the first word needs with the marks that cling to it, and one less is left."""
    d = Drawing()
    d.text(PARA)
    second = start + "公司据此开展工作，各项任务按期完成。"
    d.put(d.left + 24, d.base, "公" * (33 - ems + 1))
    d.put(d.left, d.base + d.pitch, second)
    d.base += 2 * d.pitch
    d.text(STAFF)
    assert texts(read(d, tmp_path))[1].endswith(bare(second))


def pages(d: Drawing, folios: tuple[str, ...], head: tuple[str, ...] = ()) -> None:
    """Pages of text with these folios and running heads."""
    for n, folio in enumerate(folios):
        d.base = 120
        d.text(f"{'甲乙丙丁戊己庚辛'[n]}项工作：{LONG}")
        d.put(295, 800, folio, 9)
        if head:
            d.put(400, 50, head[n], 9)
        d.page()


def test_roman_folios_are_furniture(tmp_path: Path) -> None:
    d = Drawing()
    pages(d, ("I", "II", "III", "IV", "V"))
    report = read(d, tmp_path)
    assert [f.kind for f in report.furniture] == ["folio"]
    assert len(texts(report)) == 5


def test_folios_that_begin_again_are_furniture(tmp_path: Path) -> None:
    d = Drawing()
    pages(d, ("i", "ii", "1", "2", "3", "4", "5"))
    assert len(texts(read(d, tmp_path))) == 7


def test_running_titles_of_chapters_are_furniture(tmp_path: Path) -> None:
    d = Drawing()
    for n, title in enumerate(("一、公司治理", "二、员工权益", "三、环境保护", "四、社会公益")):
        d.put(430, 50, title, 9)
        d.base = 120
        d.line(title, bold=True)
        d.text(f"{'甲乙丙丁'[n]}项：{LONG}")
        d.page()
    report = read(d, tmp_path)
    assert [title for _, title in levels(report)] == [
        "一、公司治理",
        "二、员工权益",
        "三、环境保护",
        "四、社会公益",
    ]
    assert len(report.furniture) == 4


def test_headings_that_open_their_pages_are_none_though_the_contents_name_them(tmp_path: Path) -> None:
    d = Drawing()
    titles = ("关于本报告", "公司治理", "绿色运营", "以人为本", "回馈社会")
    d.base = 90
    d.line("目录", bold=True)
    for n, title in enumerate(titles):
        d.line(f"{title}…………………………{n + 2}")
    for n, title in enumerate(titles):
        d.page()
        d.base = 90
        d.line(title, bold=True)
        d.text(f"{'甲乙丙丁戊'[n]}项：{LONG}")
    report = read(d, tmp_path)
    assert [title for _, title in levels(report)] == list(titles)
    assert report.furniture == ()


def test_tabs_in_the_outer_margin_are_furniture(tmp_path: Path) -> None:
    """They stand beside the text at other heights, some on a baseline of it."""
    d = Drawing()
    for n in range(4):
        d.base = 120
        d.text(f"{'甲乙丙丁'[n]}项：{LONG}")
        for k, word in enumerate(("社会", "责任")):
            d.put(560, 120 + 22 * k, word, 9)
        d.page()
    report = read(d, tmp_path)
    assert texts(report) == [bare(f"{c}项：{LONG}") for c in "甲乙丙丁"]
    assert sorted(f.source for f in report.furniture) == ["社会", "责任"]


def test_columns_with_a_narrow_gap(tmp_path: Path) -> None:
    d = Drawing()
    left, right = PARA + MORE, STAFF + GREEN
    column(d, left, 90, 20, 100)
    column(d, right, 303, 20, 100)
    assert texts(read(d, tmp_path)) == [bare(left), bare(right)]


def test_a_bullet_stays_with_its_words_in_a_column(tmp_path: Path) -> None:
    d = Drawing()
    base = column(d, PARA, 90, 18, 100)
    d.put(90, base, "●", 10)
    d.put(122, base, MORE[:14], 10)
    column(d, MORE[14:], 90, 18, base + 16, indent=0)
    column(d, STAFF + GREEN, 310, 18, 100)
    report = read(d, tmp_path)
    assert [b.marker for b in report.blocks if isinstance(b, Prose)] == [None, "●", None]
    assert texts(report) == [bare(PARA), bare(MORE), bare(STAFF + GREEN)]


def test_a_heading_over_columns_begins_new_ones(tmp_path: Path) -> None:
    d = Drawing()
    base = 100.0
    for title, left, right in (("一、治理", PARA, PARA[::-1]), ("二、员工", STAFF + GREEN, GREEN + STAFF)):
        d.put(90, base, title, 14, mode=2)
        ends = [column(d, words, x, 18, base + 30) for words, x in ((left, 90), (right, 310))]
        base = max(ends) + 24
    wanted = ["一、治理", PARA, PARA[::-1], "二、员工", STAFF + GREEN, GREEN + STAFF]
    assert texts(read(d, tmp_path)) == [bare(words) for words in wanted]


def test_what_opens_inside_what_is_read_from_the_report(tmp_path: Path) -> None:
    """Custom ranks 1. above A.; this report does not."""
    d = Drawing()
    for chapter in "一二":
        d.line(f"{chapter}、第{chapter}方面的工作", bold=True)
        for letter in "ABC":
            d.line(f"{letter}. {chapter}的{letter}类", bold=True)
            for n in (1, 2):
                d.line(f"{n}. {chapter}{letter}的第{n}点", bold=True)
                d.text(MORE)
    found = {bare(title)[:2]: level for level, title in levels(read(d, tmp_path))}
    assert found == {"一、": 1, "二、": 1, "A.": 2, "B.": 2, "C.": 2, "1.": 3, "2.": 3}


@pytest.mark.parametrize("after", ["未来展望", ""])
def test_larger_headings_on_both_sides_of_numbered_ones_stand_above_them(tmp_path: Path, after: str) -> None:
    """A report's title stands only before them: none of its own."""
    d = Drawing()
    d.line("公司治理" if after else "年度报告", size=18, bold=True)
    for number, name in (("一", "三会运作"), ("二", "投资者关系")):
        d.line(f"（{number}）{name}", size=13, bold=True)
        d.text(MORE)
    for title in (after, after[::-1]) if after else ():
        d.line(title, size=18, bold=True)
        d.text(MORE)
    found = [level for level, _ in levels(read(d, tmp_path))]
    assert found == ([1, 2, 2, 1, 1] if after else [1, 1, 1])


def test_ragged_lines_of_paragraphs_that_stand_apart(tmp_path: Path) -> None:
    """Without indent and without justification, only the pitch tells that a line goes on."""
    d = Drawing()
    words = (PARA, MORE, GREEN, STAFF, PARA[::-1].strip("。") + "。", MORE + GREEN)
    for text in words:
        for n, line in enumerate(wrap(text, 420 - 40, 12, 0, 0)):
            d.put(d.left, d.base + n * 18, line)
        d.base += (n + 1) * 18 + 10
    d.put(d.left, d.base, "公" * 35)
    assert texts(read(d, tmp_path))[:-1] == [bare(text) for text in words]


def test_a_paragraph_after_a_hanging_item(tmp_path: Path) -> None:
    """Its indent is that of the item's second line."""
    d = Drawing()
    d.text(PARA)
    item = (
        "开展志愿服务活动，组织员工参加植树护林、关爱老人、慰问儿童等公益",
        "活动，得到社会各界好评，树立了良好的企业形象，弘扬了优良传统作风。",
    )
    d.put(102, d.base, "●")
    d.put(114, d.base, item[0])
    d.put(114, d.base + 22, item[1])
    d.base += 44
    d.text(MORE)
    assert texts(read(d, tmp_path)) == [bare(PARA), bare("".join(item)), bare(MORE)]


def test_a_footnote_mark_after_the_full_stop_ends_the_paragraph(tmp_path: Path) -> None:
    d = Drawing()
    d.text(PARA)
    words = "公" * 31 + "好。"
    d.put(d.left + 24, d.base, words)
    d.put(d.left + 24 + width(words, 12), d.base - 4, "1", 7)
    d.base += d.pitch
    d.line("二、环境保护工作情况", bold=True)
    d.text(GREEN)
    assert [title for _, title in levels(read(d, tmp_path))] == ["二、环境保护工作情况"]


def test_text_round_a_picture_whose_caption_stands_beside_it(tmp_path: Path) -> None:
    d = Drawing()
    d.text(PARA)
    d.picture(320, 150, 190, 90)
    d.put(370, 252, "图1 澄江厂区全景", 9)
    lines = wrap(LONG, 17 * 12, 12, 2, 0)[:6]
    d.base = 162
    for n, line in enumerate(lines):
        d.put(d.left + (24 if n == 0 else 0), d.base, line)
        d.base += 22
    rest = LONG[len("".join(lines)) :]
    for line in wrap(rest, 420, 12, 0, 0):
        d.put(d.left, d.base, line)
        d.base += 22
    report = read(d, tmp_path)
    assert texts(report) == [bare(PARA), bare(LONG)]
    assert [b.caption for b in report.blocks if isinstance(b, Figure)] == ["图1 澄江厂区全景"]


def test_the_rest_of_a_row_is_part_of_the_table(tmp_path: Path) -> None:
    """On the second page one cell alone has words."""
    first, second = Page(), Page()
    xs = (60.0, 160.0, 300.0)
    first.grid(xs, (640, 660, 680, 780))
    for y, row in ((644, ("项目", "内容")), (664, ("一", "治理")), (684, ("二", "公司关心员工的成长"))):
        for x, words in zip(xs, row, strict=False):
            first.text(x + 4, y, words, 10)
    for n in range(1, 6):
        first.text(164, 684 + 15 * n, "建立了以贡献为基础的薪酬"[n - 1 :] + "公司的员工工作"[:n], 10)
    second.grid(xs, (60, 80))
    second.text(164, 64, "体系。", 10)
    path = tmp_path / "table.pdf"
    path.write_bytes(pages_to_pdf(first, second))
    (table,) = [block for block in read_report(path).blocks if isinstance(block, Table)]
    assert [place.page for place in table.places] == [1, 2]
    assert table.rows[-1][-1].source.endswith("体系。")


def test_a_heading_right_under_a_table_is_none_of_it(tmp_path: Path) -> None:
    d = Drawing()
    d.text(PARA)
    for y in (170, 192, 214):
        d.rule(90, y, 510, y)
    for x in (90, 300, 510):
        d.rule(x, 170, x, 214)
    for x, base, words in ((94, 186, "项目"), (304, 186, "数量"), (94, 208, "合计"), (304, 208, "12")):
        d.put(x, base, words)
    d.put(90, 228, "二、环境保护工作情况", 16, mode=2)
    d.base = 256
    d.text(GREEN)
    report = read(d, tmp_path)
    assert [title for _, title in levels(report)] == ["二、环境保护工作情况"]
    (table,) = [block for block in report.blocks if isinstance(block, Table)]
    assert table.rows[-1][0].source == "合计"


def test_slices_named_in_three_lines_beside_text(tmp_path: Path) -> None:
    """Name, value and share stand one below the other round the pie; text runs past on its left."""
    page = Page()
    slices = (
        (0.0, 0.5, BLUE, 460, 150, ("技术", "500", "50%")),
        (0.5, 0.8, ORANGE, 350, 225, ("销售", "300", "30%")),
        (0.8, 1.0, LEAF, 335, 110, ("管理", "200", "20%")),
    )
    for start, end, color, _, _, _ in slices:
        page.wedge(400, 170, 50, start, end, color)
    lines = wrap(LONG, 20 * 10, 10, 2, 0)[:10]
    for n, line in enumerate(lines):
        page.text(60 + (20 if n == 0 else 0), 90 + 16 * n, line, 10)
    for *_, x, y, words in slices:
        for n, word in enumerate(words):
            page.text(x - width(word, 8) / 2, y + 9 * n, word, 8)
    page.text(376, 90, "人员构成", 9)
    path = tmp_path / "pie.pdf"
    path.write_bytes(pages_to_pdf(page))
    report = read_report(path)
    (figure,) = [block for block in report.blocks if isinstance(block, Figure)]
    assert figure.chart is not None
    assert set(figure.chart.points) == {
        ChartPoint("技术", "500", "50%"),
        ChartPoint("销售", "300", "30%"),
        ChartPoint("管理", "200", "20%"),
    }
    assert {"人员构成", "技术", "500", "50%"} <= set(figure.labels)
    assert texts(report) == [bare("".join(lines))]


def test_a_wide_first_line_is_no_title(tmp_path: Path) -> None:
    """An indented line that fills the measure is as good as centred, and this one names a company."""
    d = Drawing()
    d.centred("澄江新材料股份有限公司", bold=True, size=18)
    d.centred("2023年度社会责任报告", bold=True, size=18)
    words = "本报告说明公司在治理、员工、客户、环境和社会各方面开展工作的情况，" + PARA
    d.text(words)
    d.text(MORE)
    report = read(d, tmp_path)
    assert [len(block.lines) for block in report.blocks if isinstance(block, Cover)] == [2]
    assert texts(report) == [bare(words), bare(MORE)]


def test_a_paragraph_in_a_coloured_box(tmp_path: Path) -> None:
    """It is narrower than the text round the box, and as full."""
    d = Drawing()
    d.text(PARA + MORE)
    top = d.base - 8
    d.parts.append(f"0.9 0.95 0.92 rg 90 {842 - top - 104} 420 104 re f 0 g\n".encode())
    d.base += 14
    d.put(114, d.base, "澄江故事", mode=2)
    for n, line in enumerate(wrap(STAFF, 372, 12, 2, 0)):
        d.base += 22
        d.put(114 + (24 if n == 0 else 0), d.base, line)
    d.base += 48
    d.text(GREEN)
    assert texts(read(d, tmp_path)) == [bare(PARA + MORE), "澄江故事", bare(STAFF), bare(GREEN)]


def test_three_columns(tmp_path: Path) -> None:
    d = Drawing()
    words = (PARA + GREEN, MORE + STAFF, STAFF + GREEN)
    for n, text in enumerate(words):
        column(d, text, 60 + 165 * n, 14, 100)
    assert texts(read(d, tmp_path)) == [bare(text) for text in words]


def test_few_lines_in_columns_after_many(tmp_path: Path) -> None:
    d = Drawing()
    base = max(column(d, LONG, 90, 20, 100), column(d, LONG[::-1], 310, 20, 100))
    d.put(90, base + 30, "二、环境保护", 16, mode=2)
    for x, words in ((90, GREEN[:39] + "。"), (310, STAFF[:41] + "。")):
        column(d, words, x, 20, base + 60)
    wanted = [LONG, LONG[::-1], "二、环境保护", GREEN[:39] + "。", STAFF[:41] + "。"]
    assert texts(read(d, tmp_path)) == [bare(words) for words in wanted]


def test_a_chapter_alone_on_the_first_page_is_no_cover(tmp_path: Path) -> None:
    d = Drawing()
    d.put(90, 200, "第一章 公司治理", 26)
    d.page()
    d.line("1.1 股东权益", size=14)
    d.text(LONG)
    d.line("1.2 债权人权益", size=14)
    d.text(GREEN + STAFF)
    assert levels(read(d, tmp_path)) == [(1, "第一章公司治理"), (2, "1.1股东权益"), (2, "1.2债权人权益")]


def test_a_title_with_one_paragraph_under_it_is_no_cover(tmp_path: Path) -> None:
    d = Drawing()
    d.centred("2023年度社会责任报告", bold=True, size=18)
    d.line("一、公司治理", bold=True)
    d.text(MORE)
    d.page()
    d.line("二、员工权益", bold=True)
    d.text(STAFF)
    assert texts(read(d, tmp_path)) == ["一、公司治理", bare(MORE), "二、员工权益", bare(STAFF)]
