"""The sample report: a PDF with what real ones have, figures that agree, and an English that is complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import yaml
from docx import Document

from generator.model import Cover, Figure, Heading, Prose, Report, Table, bare
from generator.quantities import Style, text_to_english
from generator.reader import read_report
from generator.sentences import cut, report_to_texts, texts_to_sentences
from generator.settings import load_settings
from generator.translations import load_translations

SAMPLE = Path(__file__).resolve().parent.parent / "reports" / "sample-2024"
NOTICE = "本报告所载公司及数据均为虚构，仅供软件演示"
HAN = re.compile(r"[\u3400-\u9fff]")


@cache
def load(name: str) -> Any:
    return yaml.safe_load((SAMPLE / name).read_text(encoding="utf-8"))


@cache
def page_texts() -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(SAMPLE / "source.pdf")]


@cache
def reading() -> Report:
    return read_report(SAMPLE / "source.pdf")


@cache
def english() -> dict[str, str]:
    return {bare(pair.source): pair.target for pair in load_translations(SAMPLE / "translations.yaml")}


def tables() -> list[list[list[str]]]:
    return [block["table"]["rows"] for block in load("source.yaml")["blocks"] if "table" in block]


def table_with(words: str) -> list[list[str]]:
    (found,) = [rows for rows in tables() if any(words in row for row in rows)]
    return found


def number(cell: str) -> Decimal:
    return Decimal(cell.replace(",", "").rstrip("%"))


def rounded(value: Decimal, like: str) -> Decimal:
    return value.quantize(number(like), ROUND_HALF_UP)


# ---- the PDF


def test_it_is_as_long_and_as_light_as_a_sample_should_be() -> None:
    assert 16 <= len(page_texts()) <= 20
    assert (SAMPLE / "source.pdf").stat().st_size < 1_000_000
    han = sum(len(HAN.findall(text)) for text in page_texts())
    assert 6_000 < han < 12_000


def test_the_cover_says_that_the_company_is_invented() -> None:
    assert NOTICE in bare(page_texts()[0]).replace(",", "，")
    assert "fictitious" in english()[bare(NOTICE)]


def test_every_font_is_embedded() -> None:
    with pikepdf.open(SAMPLE / "source.pdf") as pdf:
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/FontName" in item]
        assert fonts
        for font in fonts:
            assert any(key in font for key in ("/FontFile", "/FontFile2", "/FontFile3")), font.FontName


def test_it_does_not_tell_where_it_was_made() -> None:
    with pikepdf.open(SAMPLE / "source.pdf") as pdf:
        assert {str(pdf.docinfo["/CreationDate"])[:10], str(pdf.docinfo["/ModDate"])[:10]} == {"D:20250417"}
        assert "/Metadata" not in pdf.Root


def bold_faked(page: pypdfium2.PdfPage) -> Iterator[str]:
    words = page.get_textpage()
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        if pdfium.FPDFTextObj_GetTextRenderMode(thing.raw) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE:
            yield words.get_text_bounded(*thing.get_bounds())


def test_sub_headings_are_in_fake_bold() -> None:
    page = pypdfium2.PdfDocument(SAMPLE / "source.pdf")[3]
    outlined = "".join(bare(piece) for piece in bold_faked(page))
    for heading in ("一、公司简介", "企业使命", "企业愿景"):
        assert bare(heading) in outlined


def test_the_contents_page_gives_the_page_of_each_heading() -> None:
    listed = [bare(line) for line in page_texts()[1].splitlines()]
    for heading in load("truth.yaml")["headings"]:
        if heading["level"] <= 2:
            line = rf"{re.escape(bare(heading['text']))}\.{{8,}}{heading['page']}"
            assert any(re.fullmatch(line, entry) for entry in listed), heading


def test_a_merged_cell_runs_over_a_page_end() -> None:
    investors = next(table for table in load("truth.yaml")["tables"] if len(table["pages"]) == 2)
    assert investors["header_rows"] == 1
    head = "".join(cell["text"] for cell in investors["rows"][0])
    assert all(head in bare(page_texts()[page - 1]) for page in investors["pages"])
    first = bare(page_texts()[investors["pages"][0] - 1])
    on_first = sum(bare(row[0]["text"]) in first for row in investors["rows"][1:])
    ends = [r + row[-1].get("rowspan", 1) for r, row in enumerate(investors["rows"][1:]) if len(row) == 5]
    assert on_first not in ends


@pytest.mark.parametrize("words", ["三会一课", "一体化", "五险一金", "“十四五”", "前十大股东", "三位一体"])
def test_numerals_that_are_no_numbers(words: str) -> None:
    assert words in (SAMPLE / "source.yaml").read_text(encoding="utf-8")


def test_the_docx_says_the_same() -> None:
    document = Document(str(SAMPLE / "source.docx"))
    headings = [p.text for p in document.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert headings == [heading["text"] for heading in load("truth.yaml")["headings"]]
    text = {p.text for p in document.paragraphs}
    prose = [
        block[kind] for block in load("source.yaml")["blocks"] for kind in ("p", "note") if kind in block
    ]
    assert len(prose) > 60
    assert [words for words in prose if words not in text] == []


# ---- its figures


def last_rows() -> list[tuple[list[list[str]], int]]:
    """(table, column) of each column of figures that ends in a total."""
    return [
        (rows, column)
        for rows in tables()
        if rows[-1][0] == "合计"
        for column in range(1, len(rows[0]))
        if re.fullmatch(r"[\d,.]+%?", rows[-1][column])
    ]


def test_totals_are_the_sums_of_their_items() -> None:
    checked = 0
    for rows, column in last_rows():
        items = [row[column] for row in rows if re.fullmatch(r"[\d,.]+%?", row[column])]
        if rows[0][column] in ("现金分红比例",) or rows[1][column] == "出席率":
            continue  # a rate of the totals
        assert sum(map(number, items[:-1])) == number(items[-1]), (rows[0], column)
        checked += 1
    assert checked >= 14


def test_shares_are_those_of_the_amounts_beside_them() -> None:
    for name, amount, share in (
        ("其他地区", 1, 2),
        ("其他地区", 3, 4),
        ("中专及以下", 1, 2),
        ("中专及以下", 3, 4),
        ("应急救灾", 2, 3),
    ):
        rows = [row for row in table_with(name) if row[share].endswith("%")]
        total = number(rows[-1][amount])
        assert all(
            number(row[share]) == rounded(number(row[amount]) * 100 / total, row[share]) for row in rows
        )


def test_growth_is_right() -> None:
    for item, now, before, change in table_with("加权平均净资产收益率")[1:]:
        if change.endswith("%"):
            growth = (number(now) / number(before) - 1) * 100
            assert rounded(growth, change) == number(change), item
        else:
            assert f"增加{number(now) - number(before)}个百分点" == change, item


def test_dividends_agree() -> None:
    shares = {"2024年度（预案）": 410_000_000, "2023年度": 412_680_000, "2022年度": 412_680_000}
    for year, per_ten, paid, profit, ratio in table_with("2022年度")[1:]:
        assert rounded(number(paid) * 100 / number(profit), ratio) == number(ratio)
        if year in shares:
            assert number(per_ten) * shares[year] / 10 == number(paid)


def test_emissions_and_water_agree() -> None:
    rows = {row[1]: row[3:] for row in table_with("一般固体废物")}
    revenue = [Decimal("238576.90"), Decimal("261208.47"), Decimal("286415.32")]
    for year in range(3):
        value = {name: number(cells[year]) for name, cells in rows.items() if name != "指标"}
        assert value["范围一排放量"] + value["范围二排放量"] == value["范围一和范围二合计"]
        assert rounded(value["范围一和范围二合计"] * 100 / revenue[year], "1.00") == value["排放强度"]
        assert rounded(value["综合能源消耗量"] * 1000 / revenue[year], "1.00") == value["能源消耗强度"]
        used = value["新鲜水取用量"] + value["中水回用量"]
        assert rounded(value["中水回用量"] * 100 / used, "1.00") == value["水重复利用率"]


def test_the_text_says_what_the_tables_say() -> None:
    text = (SAMPLE / "source.yaml").read_text(encoding="utf-8")
    figures = {row[0]: row for row in table_with("加权平均净资产收益率")}
    for item, words in (
        ("营业收入", "实现营业收入{1}万元，同比增长{3}；"),
        ("归属于上市公司股东的净利润", "归属于上市公司股东的净利润{1}万元，同比增长{3}。"),
        ("研发投入", "2024年研发投入{1}万元"),
    ):
        assert words.format(*figures[item]) in text
    assert f"投资者交流活动{len(table_with('接待时间')) - 1}场" in text
    assert f"在职员工总数为{table_with('博士研究生')[-1][1]}人" in text


def test_the_charts_say_what_the_text_says() -> None:
    pie, bar = (
        next(b["chart"] for b in load("source.yaml")["blocks"] if b.get("chart", {}).get("kind") == kind)
        for kind in ("pie", "bar")
    )
    assert sum(int(value) for _, value in pie["points"]) == 2400
    text = (SAMPLE / "source.yaml").read_text(encoding="utf-8")
    assert f"累计研发投入{sum(Decimal(value) for _, value in bar['points']):,}万元" in text


# ---- its English


def truth_texts() -> Iterator[str]:
    truth = load("truth.yaml")
    yield from (line for block in load("source.yaml")["blocks"] for line in block.get("cover", []))
    yield from (piece["text"] for key in ("headings", "paragraphs") for piece in truth[key])
    for table in truth["tables"]:
        yield from filter(None, (table["caption"], table["unit"]))
        yield from (cell["text"] for row in table["rows"] for cell in row)
    yield from (figure["caption"] for figure in truth["figures"] if figure["caption"])
    for block in load("source.yaml")["blocks"]:
        if chart := block.get("chart"):
            yield from (chart["title"], *(label for label, _ in chart["points"]))


def test_every_sentence_has_an_english_and_every_english_a_sentence() -> None:
    sentences = {bare(piece) for text in truth_texts() for piece in cut(text)}
    missing = sorted(s for s in sentences - english().keys() if text_to_english(s, Style()) is None)
    assert missing == []
    assert sorted(english().keys() - sentences) == []


def test_the_english_is_english() -> None:
    for source, target in english().items():
        assert target.strip() == target
        assert not HAN.search(target), source
        assert not re.search(r"[，。；：（）《》“]\s*$|[，。；：（）《》]", target), target


def test_an_english_ends_as_its_sentence_does() -> None:
    ends = {"。": ".", "；": ";.", "：": ":"}
    for source, target in english().items():
        if source[-1] in ends:
            assert target[-1] in ends[source[-1]], source


def test_the_settings_are_understood() -> None:
    settings = load_settings(SAMPLE)
    assert (settings.name, settings.stock_code, settings.profile) == ("sample-2024", "300000", "sample")
    assert settings.company == load("source.yaml")["company"]
    assert settings.title_en == english()[bare(load("source.yaml")["title"])]


# ---- its reading


def test_headings_are_read() -> None:
    headings = [block for block in reading().blocks if isinstance(block, Heading)]
    truth = load("truth.yaml")["headings"]
    assert [bare(h.source) for h in headings] == [bare(h["text"]) for h in truth]
    assert [h.level for h in headings] == [h["level"] for h in truth]


def test_tables_are_read() -> None:
    found = [
        [[(bare(cell.source), cell.rowspan, cell.colspan) for cell in row] for row in block.rows]
        for block in reading().blocks
        if isinstance(block, Table)
    ]
    wanted = [
        [[(bare(c["text"]), c.get("rowspan", 1), c.get("colspan", 1)) for c in row] for row in table["rows"]]
        for table in load("truth.yaml")["tables"]
    ]
    assert found == wanted


def test_paragraphs_are_read() -> None:
    found = {bare(block.source) for block in reading().blocks if isinstance(block, Prose)}
    assert [p["text"] for p in load("truth.yaml")["paragraphs"] if bare(p["text"]) not in found] == []


def test_figures_are_read() -> None:
    captions = [bare(block.caption or "") for block in reading().blocks if isinstance(block, Figure)]
    wanted = [bare(f["caption"]) for f in load("truth.yaml")["figures"] if f["caption"]]
    assert [caption for caption in captions if caption in wanted] == wanted


def test_what_is_read_has_an_english() -> None:
    """Every sentence of the reading, so that a build of the sample needs neither memory nor engine."""
    assert any(isinstance(block, Cover) for block in reading().blocks)
    sentences = {s.source for s in texts_to_sentences(report_to_texts(reading()))}
    missing = [
        s for s in sentences if bare(s) not in english() and text_to_english(s.strip(), Style()) is None
    ]
    assert sorted(missing) == []
