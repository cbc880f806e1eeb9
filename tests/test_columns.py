"""Columns of tables and of the page: words whole, decimal points under one another, both languages ending together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pdfplumber
import pytest
from invented import AT, invented

from generator.exporters import EditionSettings, load_theme
from generator.exporters.charts import chart_to_drawing
from generator.exporters.columns import Words, english_share, find_tail, pad, width, words_to_columns
from generator.exporters.facing import sides_of
from generator.exporters.page_lines import read_lines
from generator.exporters.pdf import view_to_pages
from generator.exporters.stage import letters_of
from generator.exporters.theme import TEMPLATES
from generator.exporters.traditional import converter
from generator.exporters.view import EditionView, bitext_to_view
from generator.exporters.wording import Pair, Run, Wording
from generator.model import Bitext, Cell, Chart, ChartPoint, Heading, Sentence, Table, Text, Translation
from generator.sentences import report_to_texts, texts_to_sentences

SETTINGS = EditionSettings(glossary=False)


def pair(english: str, chinese: str = "") -> Pair:
    return Pair(chinese or english, (Run(english),))


def rows(*lines: str, head: int = 1) -> Iterable[Words]:
    for r, line in enumerate(lines):
        for c, words in enumerate(line.split("|")):
            yield Words(c, pair(words), r < head)


def report_of(*rows: str) -> Bitext:
    """A report of one heading and one table, each cell its own English."""
    cells = tuple(tuple(Cell(words) for words in row.split("|")) for row in rows)
    blocks = (Heading("h", "Tables", AT, 1), Table("t", cells, (AT,), None, None, 1))
    texts = [Text("h", "h", "heading", "Tables", AT)]
    texts += [
        Text(f"t.r{r}c{c}", "t", "cell", cell.source, AT)
        for r, row in enumerate(cells)
        for c, cell in enumerate(row)
    ]
    sentences = tuple(Sentence(f"s-{t.id}", t.id, t.block, t.role, t.source, AT) for t in texts)
    english = {s.id: Translation(s.id, s.source, "person") for s in sentences}
    report = replace(invented().report, blocks=blocks)
    return Bitext(report, tuple(texts), sentences, english)


@lru_cache
def view_of(*rows: str) -> EditionView:
    return bitext_to_view(report_of(*rows), "en", SETTINGS, Path("nowhere"))


@pytest.mark.parametrize(
    ("figures", "pads"),
    [
        (("1,024", "3.5", "-12.25"), (".00", "0", "")),
        (("12%", "3.5%", "—"), (".0", "", ".0%")),
        (("(3.50)", "12", "0.75"), ("", ".00)", ")")),
        (("7", "8"), ("", "")),
        (("39.76%", "186,400"), ("", ".00%")),
    ],
)
def test_what_a_figure_lacks_to_stand_under_the_others(
    figures: tuple[str, ...], pads: tuple[str, ...]
) -> None:
    tail = find_tail(figures)
    assert tuple(pad(figure, tail) for figure in figures) == pads


def test_decimal_points_stand_under_one_another_and_pads_are_not_printed(tmp_path: Path) -> None:
    figures = ("1,024", "3.5", "-12.25", "(7.5)", "88.125%")
    view = view_of("Item|Amount", *(f"Line {n}|{figure}" for n, figure in enumerate(figures)))
    file = tmp_path / "t.pdf"
    file.write_bytes(view_to_pages(view, load_theme(), SETTINGS).data)
    points = []
    with pdfplumber.open(file) as document:
        for page in document.pages:
            for word in page.extract_words(return_chars=True):
                if re.fullmatch(r"[\u2212(]?[\d,]+\.\d+[%)]*", word["text"]):
                    points += [char["x0"] for char in word["chars"] if char["text"] == "."]
            text = page.extract_text()
            assert "1,024.0" not in text
    assert len(points) == 4
    assert max(points) - min(points) < 0.3


def test_minus_signs_are_minus_signs_in_print_and_hyphens_in_the_data() -> None:
    from generator.exporters.grid import TableView, table_to_csv

    table = next(b for b in view_of("Item|Amount", "A|-3.5", "B|4.0").blocks if isinstance(b, TableView))
    assert table.groups[0][0][1].pair.english == "\u22123.5"
    assert "A,-3.5\r\n" in table_to_csv(table, chinese=False).decode("utf-8-sig")


def test_every_word_and_figure_has_its_room() -> None:
    heads = "Type of meeting|Number of meetings|Acknowledgements|Extraordinary attendances required|Share"
    body = (
        "Special meetings of the independent non-executive directors of the Company|4|1,234,567.89|2|100.00%"
    )
    columns = words_to_columns(rows(heads, body), 5, english=True, chinese=False)
    for share, words in zip(columns.shares, zip(heads.split("|"), body.split("|"), strict=True), strict=True):
        longest = max((word for words_ in words for word in re.split(r"[ -]", words_)), key=width)
        assert share / 1000 * 174 >= width(longest) * 8.2 / 72 * 25.4 + 3
    assert sum(columns.shares) == 1000
    assert not columns.dense


def test_tables_with_no_room_on_the_page_turn_to_smaller_type_and_then_on_their_side() -> None:
    months = "|".join(f"{1234567 + m:,}.{m:02}" for m in range(12))
    assert words_to_columns(rows(months, months), 12, english=True, chinese=False).wide
    few = "|".join(f"{m}.{m}" for m in range(12))
    assert not words_to_columns(rows(few, few), 12, english=True, chinese=False).wide
    words = "|".join(["Acknowledgementsandthanks"] * 5)
    assert words_to_columns(rows(words, words), 5, english=True, chinese=False).dense


def test_the_longer_language_gets_more_of_the_page() -> None:
    even = [pair("word " * 60, "字" * 120)] * 4
    long = [pair("word " * 90, "字" * 80)] * 4
    assert english_share(long) > english_share(even)
    assert english_share([]) == 54


def test_a_narrow_face_gets_less_of_the_page_than_a_wide_one() -> None:
    """As set: texts that a serif and a sans-serif make the same height of with the columns that each is given."""
    texts = [pair("word " * 75, "字" * 118)] * 4
    assert english_share(texts, 0.9) < english_share(texts, 1.08)
    letters = [letters_of(load_theme(TEMPLATES / name)) for name in ("classic", "vermilion")]
    assert letters[0] > 1.0 > letters[1]


def test_words_of_a_chart_stay_inside_it() -> None:
    label = "Net profit attributable to shareholders of the listed company after extraordinary items"
    points = (ChartPoint(label, "3"), ChartPoint("b", "4"), ChartPoint("c", "5"))
    wording = Wording(report_of("a|b", "1|2"), converter(None))
    for kind in ("bar", "pie"):
        drawing = chart_to_drawing(Chart(kind, points), wording)
        assert drawing is not None
        lines = [line for line, _ in drawing.shapes[0].lines]
        assert len(lines) > 1
        assert "".join(lines).replace(" ", "") == label.replace(" ", "")
        assert all(width(line) * 9 <= 210 for line in lines)
        heights = [float(y) for shape in drawing.shapes for _, y in shape.lines]
        assert heights == sorted(heights)
        assert max(heights) < float(drawing.height)


def test_a_heading_stands_on_the_page_of_the_wide_table_below_it() -> None:
    months = "|".join(f"{1234567 + m:,}.{m:02}" for m in range(12))
    view = bitext_to_view(report_of(months, months), "en-zh", SETTINGS, Path("nowhere"))
    page = read_lines(view_to_pages(view, load_theme(), SETTINGS).data)[-1]
    assert page.width > page.height
    assert "Tables" in {line.text.strip() for line in page.lines}
    assert any(getattr(block, "wide", False) for block in view.blocks)
    assert not any(getattr(block, "wide", False) for side in sides_of(view) for block in side.blocks)


def test_the_chinese_of_the_contents_stands_in_the_column_of_the_chinese() -> None:
    view = bitext_to_view(invented(), "en-zh", SETTINGS, Path("nowhere"))
    pages = read_lines(view_to_pages(view, load_theme(), SETTINGS).data)[1:]
    column = [line.x0 for page in pages for line in page.lines if line.text.strip() == "一、公司概况"][:2]
    assert column == pytest.approx([column[0]] * 2, abs=0.5)


def test_what_stands_on_lines_of_its_own_in_a_cell_keeps_its_line() -> None:
    table = Table("t", ((Cell("公司治理\n信息披露"), Cell("股东大会")),), (AT,), None, None, 0)
    report = replace(invented().report, blocks=(table,))
    texts = report_to_texts(report)
    sentences = texts_to_sentences(texts)
    said = {
        "公司治理": "Corporate governance",
        "信息披露": "Information disclosure",
        "股东大会": "General meeting",
    }
    english = {s.id: Translation(s.id, said.get(s.source.strip()), "person") for s in sentences}
    view = bitext_to_view(Bitext(report, texts, sentences, english), "en-zh", SETTINGS, Path("nowhere"))
    pair = view.blocks[0].groups[0][0][0].pair
    assert (pair.source, pair.english) == (
        "公司治理\n信息披露",
        "Corporate governance\nInformation disclosure",
    )
    lines = [
        line.text.strip()
        for page in read_lines(view_to_pages(view, load_theme(), SETTINGS).data)
        for line in page.lines
    ]
    assert {"Corporate governance", "Information disclosure", "公司治理", "信息披露"} <= set(lines)
