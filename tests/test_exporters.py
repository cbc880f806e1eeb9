"""The editions: what they say, how they look to a checker, and that they are the same every time."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from cssselect2 import ElementWrapper
from invented import ENGLISH, invented
from lxml import html as lxml_html
from PIL import Image

from generator.errors import SettingsInvalid
from generator.exporters import (
    EDITIONS,
    EditionSettings,
    export_edition,
    export_files,
    load_theme,
)
from generator.exporters.fonts import Font, find_missing, pin, web_fonts
from generator.exporters.grid import breakable, table_to_csv
from generator.exporters.pdf import edition_fonts, view_to_pages
from generator.exporters.theme import TEMPLATES
from generator.exporters.view import EditionView, FigureView, bitext_to_view
from generator.exporters.web import view_to_html
from generator.model import Bitext

SETTINGS = EditionSettings(year="2024", stock_code="000000")
NOWHERE = Path("nowhere")
FOOT = "2024CorporateSocialResponsibilityReport"


@lru_cache
def view(edition: str = "en-zh", settings: EditionSettings = SETTINGS) -> EditionView:
    return bitext_to_view(invented(), edition, settings, NOWHERE)


@lru_cache
def pdf(edition: str = "en-zh", settings: EditionSettings = SETTINGS) -> bytes:
    pages = view_to_pages(view(edition, settings), load_theme(), settings)
    assert pages.complaints == ()
    return pages.data


@lru_cache
def page(edition: str = "en-zh") -> str:
    data = export_edition(invented(), edition, "html", theme=load_theme(), settings=SETTINGS, assets=NOWHERE)
    return data.decode()


@lru_cache
def pdf_text(edition: str = "en-zh", settings: EditionSettings = SETTINGS) -> str:
    document = pypdfium2.PdfDocument(pdf(edition, settings))
    words = (document[n].get_textpage().get_text_range() for n in range(len(document)))
    return "".join("".join(words).replace("\ufffe", "").split())


def find(tree: lxml_html.HtmlElement, selector: str) -> list[lxml_html.HtmlElement]:
    return [found.etree_element for found in ElementWrapper.from_html_root(tree).query_all(selector)]


def squeezed(words: str) -> str:
    return "".join(words.split())


def all_pairs(bitext: Bitext) -> list[tuple[str, str | None]]:
    return [(s.source, bitext.translation_of(s).target) for s in bitext.sentences]


@pytest.mark.parametrize("form", ["pdf", "html"])
def test_nothing_of_the_report_is_lost(form: str) -> None:
    words = pdf_text() if form == "pdf" else squeezed(lxml_html.fromstring(page()).text_content())
    words = words.replace("-", "").replace("\u2010", "")  # hyphenation
    for source, target in all_pairs(invented()):
        english = squeezed((target or source).lstrip("• ")).replace("-", "")
        assert english in words, f"lost in {form}: {target or source}"
        once = re.fullmatch(r"[\d年月日.,%\-]+", source)
        if not once:
            assert squeezed(source.lstrip("• ")).replace("-", "") in words, f"lost in {form}: {source}"


def test_english_alone_and_chinese_alone_keep_to_themselves() -> None:
    assert "公司成立于" not in pdf_text("en")
    assert "foundedinMay" in pdf_text("en")
    assert "公司成立于" in pdf_text("zh")
    assert "foundedinMay" not in pdf_text("zh")


def test_traditional_characters_are_converted_everywhere() -> None:
    assert "環境保護" in pdf_text("zh-hant")
    assert "环境保护" not in pdf_text("zh-hant")
    taiwan = view("zh-hant", replace(SETTINGS, hant="tw"))
    assert (view("zh-hant").zh_lang, taiwan.zh_lang) == ("zh-Hant-HK", "zh-Hant-TW")


def test_what_awaits_translation_is_shown_in_chinese_marked_and_counted() -> None:
    assert (view().missing, view().sentences) == (1, len(invented().sentences))
    tree = lxml_html.fromstring(page())
    waiting = find(tree, "main .awaiting")
    assert any("本句尚无英文译文。" in element.text_content() for element in waiting)
    assert all(element.get("lang") == "zh-Hans" for element in waiting)
    assert "awaittranslationandareshowninChinese" in pdf_text("en")
    unmarked = replace(SETTINGS, marks=False)
    assert "Awaitingtranslation" not in pdf_text("en", unmarked)


def test_source_text_stays_text() -> None:
    tree = lxml_html.fromstring(page())
    assert not find(tree, "main script")
    assert "<script>alert(1)</script>" in tree.text_content()
    assert "{{ 7*7 }}" in tree.text_content()
    assert "<script>alert(1)</script>" in pdf_text()


def test_cells_that_say_the_same_in_both_languages_stand_once() -> None:
    tree = lxml_html.fromstring(page())
    cell = next(c for c in find(tree, "#t1 td") if "875,648.55" in c.text_content())
    assert cell.text_content() == "875,648.55"
    year = find(tree, "#t1 thead th")[1]
    assert year.text_content() == "2024"


def test_figures_stand_on_the_right_and_words_on_the_left() -> None:
    tree = lxml_html.fromstring(page())
    sides = ["n" in (c.get("class") or "") for c in find(tree, "#t1 tbody tr:nth-of-type(1) > *")]
    assert sides[:4] == [False, True, True, True]


def test_every_header_cell_has_a_scope_and_every_figure_words() -> None:
    for edition in EDITIONS:
        tree = lxml_html.fromstring(page(edition))
        assert all(th.get("scope") for th in find(tree, "th"))
        assert all((img.get("alt") or "").strip() for img in find(tree, "img"))
        assert all(svg.get("aria-label") for svg in find(tree, "svg"))


def test_page_asks_for_nothing_from_anywhere() -> None:
    for edition in EDITIONS:
        text = page(edition)
        addresses = re.findall(r"""(?:src|href)=["']([^"'#][^"']*)|url\(([^)]+)\)""", text)
        for address in (a or b for a, b in addresses):
            assert re.match(r"^(fonts|assets|embed)/[\w.-]+$|^data:(?:text/csv|image/svg\+xml)", address), (
                address
            )


def test_files_beside_the_page_are_those_that_it_names() -> None:
    theme = load_theme()
    for edition in ("en-zh", "zh-hant"):
        beside = export_files(invented(), edition, theme=theme, settings=SETTINGS, assets=NOWHERE)
        named = set(re.findall(r"url\((fonts/[^)]+)\)|src=\"(embed/[^\"]+)", page(edition)))
        assert {one or other for one, other in named} == set(beside)
        chinese = sum(len(data) for name, data in beside.items() if "/Han" in name)
        assert chinese < 300_000


def test_anchors_are_unique() -> None:
    for edition in EDITIONS:
        ids = [element.get("id") for element in find(lxml_html.fromstring(page(edition)), "[id]")]
        assert len(ids) == len(set(ids))
        targets = {a.get("href")[1:] for a in find(lxml_html.fromstring(page(edition)), "a[href^='#']")}
        assert targets <= set(ids)


def test_same_report_same_bytes() -> None:
    again = view_to_pages(view(), load_theme(), SETTINGS).data
    assert again == pdf()


def test_every_character_has_a_glyph() -> None:
    for edition in EDITIONS:
        paths = [pin(font) for font in edition_fonts(view(edition), load_theme())]
        lacking = frozenset.intersection(*(find_missing(path, page(edition)) for path in paths))
        assert {c for c in lacking if c.isprintable()} == set()


def test_pdf_holds_only_its_own_fonts_and_all_of_them() -> None:
    with pikepdf.open(io.BytesIO(pdf())) as document:
        fonts = [f for p in document.pages for f in p.Resources.Font.values()]
        assert fonts
        for font in fonts:
            inner = font.DescendantFonts[0]
            assert "/FontFile2" in inner.FontDescriptor or "/FontFile3" in inner.FontDescriptor


def test_bookmarks_and_contents_lead_to_the_same_pages() -> None:
    with pikepdf.open(io.BytesIO(pdf())) as document, document.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[1:3] == [
        "1. About the Company · 一、公司概况",
        "2. Environmental Protection · 二、环境保护",
    ]
    document = pypdfium2.PdfDocument(pdf())
    contents = document[1].get_textpage().get_text_range()
    marks = {b.get_title().split(" · ")[0]: b.get_dest().get_index() + 1 for b in document.get_toc()}
    folio = re.search(r"2\. Environmental Protection\s*二、环境保护\s*(\d+)", contents)
    assert folio is not None
    assert int(folio[1]) == marks["2. Environmental Protection"]


@pytest.mark.slow
@pytest.mark.parametrize("edition", EDITIONS)
def test_accessibility_checkers_find_nothing(edition: str, tmp_path: Path) -> None:
    """PyPI's outloud and pdfua, as far as they go: neither is veraPDF, and passing is no proof of PDF/UA."""
    import subprocess
    import sys

    file = tmp_path / "edition.pdf"
    file.write_bytes(pdf(edition))
    folder = Path(sys.executable).parent
    for command in (["outloud", "--no-info", "--fail-on", "error"], ["pdfua", "check"]):
        run = subprocess.run(
            [str(folder / command[0]), *command[1:], str(file)], capture_output=True, text=True
        )
        assert run.returncode == 0, run.stdout


def structure(data: bytes) -> list[tuple[str, str | None, dict]]:
    found = []

    def walk(node: object) -> None:
        if isinstance(node, pikepdf.Array):
            for kid in node:
                walk(kid)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            attributes = {k: str(v) for k, v in node.get("/A", {}).items()}
            found.append((str(node.S)[1:], str(node.get("/Lang")) if "/Lang" in node else None, attributes))
            walk(node.get("/K", pikepdf.Array()))

    with pikepdf.open(io.BytesIO(data)) as document:
        walk(document.Root.StructTreeRoot.K)
    return found


def test_tags_name_languages_scopes_and_parts() -> None:
    found = structure(pdf())
    assert {lang for _, lang, _ in found} >= {"en-GB", "zh-Hans"}
    assert all("/Scope" in attributes for tag, _, attributes in found if tag == "TH")
    tables = [tag for tag, _, _ in found if tag == "Table"]
    assert len(tables) == 6  # three tables, one of them on two pages, and the data of two charts
    assert sum(tag == "H2" for tag, _, _ in found) == 4  # contents, two chapters, terms
    assert sum(tag == "TOCI" for tag, _, _ in found) == 6
    assert sum(tag == "LI" for tag, _, _ in found) == 4  # two items, two terms


def test_tall_groups_of_merged_cells_may_be_cut_and_keep_their_grid() -> None:
    from generator.exporters.grid import CellView
    from generator.exporters.wording import Pair, Run

    def cell(words: str, rows: int = 1) -> CellView:
        return CellView(words, Pair(words, (Run(words),)), rows, 1, None, False)

    group = ((cell("a", 7), cell("1"), cell("m", 7)), *((cell(str(n)),) for n in range(2, 8)))
    parts = list(breakable([group]))
    assert sum(len(part) for part in parts) == 7
    assert all(len(part) >= 2 for part in parts)
    for part in parts:
        assert [c.rowspan for c in part[0]] == [len(part), 1, len(part)]
        assert [len(row) for row in part] == [3] + [1] * (len(part) - 1)
    assert [c.more for c in parts[1][0]] == [True, False, True]


def test_terms_are_listed_once_by_their_letters() -> None:
    """Without those that are the same in both languages, and without regard to blanks and quotation marks."""
    bitext, terms = (
        invented(),
        {
            "“清流”奖学金": '"Clear Stream" scholarship',
            "董事会办公室": "Board Office",
            "董事会 办公室": "Board Office",
            "TL-3000": "TL-3000",
            "关联方交易": "related-party transaction",
        },
    )
    first = bitext.sentences[0]
    translation = replace(bitext.translation_of(first), terms=terms)
    bitext = replace(bitext, translations={**bitext.translations, first.id: translation})
    listed = [(t.english, t.source) for t in bitext_to_view(bitext, "en-zh", SETTINGS, NOWHERE).terms]
    ours = [term for term in listed if term[1] in terms]
    assert ours == [
        ("Board Office", "董事会办公室"),
        ("“Clear Stream” scholarship", "“清流”奖学金"),
        ("related-party transaction", "关联方交易"),
    ]


def test_rows_stand_alone_on_a_phone_with_their_heads() -> None:
    from generator.exporters.grid import CellView, _can_stack, _column_heads, _labelled

    def cell(words: str, rows: int = 1, columns: int = 1) -> CellView:
        return CellView(words, pair(words), rows, columns, None, False)

    head = ((cell("Kind", 2), cell("Meetings", columns=2)), (cell("Held"), cell("Attended")))
    group = ((cell("Board", 2), cell("2024"), cell("7")), (cell("2023"), cell("5")))
    total = ((cell("Total", columns=2), cell("12")),)
    assert _can_stack(head, (group, total))
    assert not _can_stack((), (total,))
    cut = (
        (cell("Board", 2), cell("2024"), cell("7")),
        (cell("2023", 2), cell("5")),
        (cell("Other"), cell("1")),
    )
    assert not _can_stack(head, (cut,))
    labels = [
        [(c.id, c.label.english, c.lead) for c in row]
        for g in _labelled((group, total), _column_heads(head))
        for row in g
    ]
    assert labels == [
        [("Board", "", False), ("2024", "", True), ("7", "Meetings · Attended", False)],
        [("2023", "", True), ("5", "Meetings · Attended", False)],
        [("Total", "", True), ("12", "Meetings · Attended", False)],
    ]


def test_a_table_saved_as_csv_keeps_its_columns_and_runs_no_formula() -> None:
    table = next(block for block in view().blocks if block.kind == "table" and block.id == "t2")
    lines = table_to_csv(table, chinese=False).decode("utf-8-sig").split("\r\n")
    assert lines[0] == "Year,Dividends,,Remarks"
    assert lines[1] == ",Amount,Ratio,"
    assert lines[3] == ',"-234,567.8",5.2%,Implemented'
    risky = replace(table, head=(), groups=(((replace(table.groups[0][0][0], pair=pair("=1+1")),),),))
    assert table_to_csv(risky, chinese=True).decode("utf-8-sig").startswith("'=1+1")


def pair(words: str):  # type: ignore[no-untyped-def]
    from generator.exporters.wording import Pair, Run

    return Pair(words, (Run(words),))


def test_a_picture_is_shown_and_asked_for_beside_the_page(tmp_path: Path) -> None:
    Image.new("RGB", (40, 20), "teal").save(tmp_path / "flow.png")
    shown = bitext_to_view(invented(), "en-zh", SETTINGS, tmp_path)
    pages = view_to_pages(shown, load_theme(), SETTINGS)
    assert pages.complaints == ()
    assert pages.data.count(b"/Subtype /Image") == 1
    assert pdf().count(b"/Subtype /Image") == 0


@pytest.mark.parametrize(
    ("edition", "said"), [("en-zh", (True, True)), ("en", (True, False)), ("zh", (False, False))]
)
def test_a_picture_whose_words_nobody_read_says_so(edition: str, said: tuple[bool, bool]) -> None:
    """Where English is promised; in the Chinese edition the picture says its words itself."""
    shown = view(edition)
    blocks = tuple(
        replace(one, labels=(), unread=True) if isinstance(one, FigureView) and one.id == "f3" else one
        for one in shown.blocks
    )
    made = view_to_html(replace(shown, blocks=blocks), load_theme(), SETTINGS).decode()
    assert ("words in this picture were not read" in made, "图中文字未能识读" in made) == said
    assert "were not read" not in page(edition)


def test_certificates_stand_side_by_side_and_diagrams_alone() -> None:
    few, many = (tuple(pair(str(n)) for n in range(count)) for count in (3, 9))
    figures = [
        FigureView(f"f{n}", pair(""), "assets/a.png", None, words, 3)
        for n, words in enumerate((few, few, many))
    ]
    assert [figure.photo for figure in figures] == [True, True, False]


def test_a_chart_is_drawn_only_from_printed_data_that_suffice() -> None:
    from generator.exporters.charts import chart_to_drawing
    from generator.exporters.traditional import converter
    from generator.exporters.wording import Wording
    from generator.model import Chart, ChartPoint

    wording = Wording(invented(), converter(None))
    whole = (ChartPoint("a", "1", "40%"), ChartPoint("b", "2", "60%"))
    assert chart_to_drawing(Chart("pie", whole), wording) is not None
    for points in (
        (ChartPoint("a", "1", "40%"), ChartPoint("b", None)),
        (ChartPoint("a", "1", "40%"), ChartPoint("b", "2", "30%")),
        (ChartPoint("a", "1", "40%"), ChartPoint(None, "2", "60%")),
        (ChartPoint("a", "-1"), ChartPoint("b", "2")),
        (ChartPoint("a", "viele"), ChartPoint("b", "2")),
    ):
        assert chart_to_drawing(Chart("pie", points), wording) is None


def test_pinned_fonts_are_made_once_and_whole(tmp_path: Path) -> None:
    face = next(font for font in load_theme().fonts if font.family == "Head" and font.weight == 700)
    first = pin(face, tmp_path)
    before = first.read_bytes()
    assert pin(face, tmp_path) == first
    assert [path.name for path in tmp_path.iterdir()] == [first.name]
    first.unlink()
    assert pin(face, tmp_path).read_bytes() == before
    assert pin(replace(face, axes={"wght": 800.0}), tmp_path) != first
    (font,) = web_fonts([Font("Head", 700, first)], "Aé水")
    assert font.data[:4] == b"wOF2"
    assert web_fonts([Font("Head", 700, first)], "水") == ()


def test_a_company_theme_changes_only_what_it_names(tmp_path: Path) -> None:
    Image.new("RGB", (60, 20), "navy").save(tmp_path / "logo.png")
    (tmp_path / "theme.yaml").write_text(
        "logo: logo.png\ncover: plain\ncolours: {accent: '#990033'}\n", encoding="utf-8"
    )
    theme = load_theme(tmp_path)
    assert theme.colours["accent"] == "#990033"
    assert theme.colours["ink"] == load_theme().colours["ink"]
    pages = view_to_pages(view("en"), theme, SETTINGS)
    assert pages.complaints == ()
    assert b"/Subtype /Image" in pages.data


def test_the_english_of_the_fixture_is_used() -> None:
    """Guards the fixture: a sentence written there and in no block would test nothing."""
    assert set(ENGLISH) <= {sentence.source for sentence in invented().sentences}


def test_facing_pages_say_the_same_on_both_sides() -> None:
    """English on even pages, Chinese on the odd page beside it; both begin and end at the same place."""
    settings = replace(SETTINGS, layout="facing", glossary=False)
    document = pypdfium2.PdfDocument(pdf("en-zh", settings))
    words = [squeezed(document[n].get_textpage().get_text_range()) for n in range(len(document))]
    assert words[1] == ""  # the inside of the cover
    spreads = list(zip(words[3::2], words[4::2], strict=True))
    assert len(spreads) >= 4
    assert all("Company" not in chinese.replace(FOOT, "") for _, chinese in spreads)
    for heading in ("（一）基本情况", "（二）治理结构", "（一）节能降耗", "1、水的循环利用"):
        left = next(n for n, (english, _) in enumerate(spreads) if squeezed(ENGLISH[heading]) in english)
        assert heading in spreads[left][1]
        assert heading not in spreads[left][0]
    for sentence in invented().sentences:
        whole = "".join(chinese for _, chinese in spreads)
        if sentence.role in ("paragraph", "heading", "note"):
            assert squeezed(sentence.source) in whole


def test_stacked_pages_set_chinese_below_its_english() -> None:
    settings = replace(SETTINGS, layout="stacked")
    words = pdf_text("en-zh", settings)
    first = words.index("TheCompanywasfounded")
    assert words.index("公司成立于2003年5月", first) < words.index("TheCompanykeptrenewing", first)


def test_the_second_theme_shows_all_that_the_first_does() -> None:
    theme = load_theme(TEMPLATES / "vermilion")
    pages = view_to_pages(view(), theme, SETTINGS)
    assert pages.complaints == ()
    document = pypdfium2.PdfDocument(pages.data)
    words = squeezed("".join(document[n].get_textpage().get_text_range() for n in range(len(document))))
    for target in (english for english in ENGLISH.values() if len(english) < 40):
        assert squeezed(target).replace("-", "") in words.replace("\ufffe", "").replace("-", "")
    assert theme.colours != load_theme().colours


def test_the_pdf_bears_both_standards_and_the_data_of_its_tables() -> None:
    with pikepdf.open(io.BytesIO(pdf())) as document:
        meta = document.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("3", "A", "1")
        assert "PDF/UA identification" in str(meta)
        assert document.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert document.trailer.ID
        assert set(document.attachments) == {f"table-0{n}.{x}.csv" for n in (1, 2, 3) for x in ("en", "zh")}
        lines = document.attachments["table-01.zh.csv"].get_file().read_bytes().decode("utf-8-sig")
        assert lines.startswith("项目,2024年,2023年,增减\r\n")
        assert all(spec.AFRelationship == "/Data" for spec in document.Root.AF)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("As at 31 December 2024, 9 & 8", ["31 December"]),
        ("up 0.30 percentage points to RMB598.9473 million", ["0.30 percentage", "598.9473 million"]),
        ("on May 5, 2024 under No. 17", ["May 5", "No. 17"]),
        ("in 2024 they answered 24/7 per <b>call</b>", []),
    ],
)
def test_no_line_ends_between_a_figure_and_its_unit(text: str, kept: list[str]) -> None:
    from generator.exporters.spacing import tied

    made = tied(text)
    assert re.findall('<span class="t">(.*?)</span>', made) == kept
    assert made.striptags() == text or "<b>" in text
    assert "<b>" not in made
    sheet = (TEMPLATES / "classic" / "print.css").read_text(encoding="utf-8")
    assert ".t { white-space: nowrap }" in sheet


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("截至2024年末", '截<span class="q">至</span><span class="q">2024</span>年末'),
        ("截至 2024 年末", "截至 2024 年末"),
        ("增长9.44%。", '增<span class="q">长</span>9.44%。'),
        ("WiNEX 平台AI化", 'WiNEX 平<span class="q">台</span><span class="q">AI</span>化'),
        ("中<b>文", "中&lt;b&gt;文"),
        ("AI与IT", '<span class="q">AI</span><span class="q">与</span>IT'),
        ("（2024）年", "（2024）年"),
        ("没有", "没有"),
    ],
)
def test_chinese_and_latin_stand_a_little_apart(text: str, html: str) -> None:
    from generator.exporters.spacing import spaced

    assert spaced(text) == html


def test_search_engines_are_told_of_the_other_languages() -> None:
    import json

    addresses = tuple((e, f"https://example.com/r.{e}.html") for e in ("en-zh", "en", "zh"))
    settings = replace(SETTINGS, addresses=addresses)
    data = export_edition(invented(), "en", "html", theme=load_theme(), settings=settings, assets=NOWHERE)
    tree = lxml_html.fromstring(data.decode())
    assert [a.get("href") for a in find(tree, "link[rel=canonical]")] == ["https://example.com/r.en.html"]
    assert [a.get("hreflang") for a in find(tree, "link[rel=alternate]")] == ["x-default", "en-GB", "zh-Hans"]
    about = json.loads(find(tree, "script[type='application/ld+json']")[0].text)
    assert (about["@type"], about["publisher"]["name"]) == ("Report", "Qinghe Water Group Co., Ltd.")
    with pytest.raises(SettingsInvalid):
        replace(SETTINGS, addresses=(("en", "javascript:alert(1)"),))
