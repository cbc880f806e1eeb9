"""The page check finds each fault on a page made to have it, and nothing on the pages of an edition."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
from invented import invented

from generator.exporters import EditionSettings, load_theme
from generator.exporters.page_check import check_pages
from generator.exporters.page_lines import read_lines
from generator.exporters.pdf import (
    edition_fonts,
    known_files,
    shut_out_system_fonts,
    view_to_pages,
    view_to_print_html,
)
from generator.exporters.settings import EditionName, Layout
from generator.exporters.theme import TEMPLATES
from generator.exporters.view import EditionView, HeadingView, bitext_to_view
from generator.exporters.wording import Pair, Run
from generator.model import Finding

SETTINGS = EditionSettings(year="2024")


def bare_view(*headings: str) -> EditionView:
    whole = bitext_to_view(invented(), "zh", SETTINGS, Path("nowhere"))
    blocks = tuple(HeadingView(f"h{n}", Pair(text, (Run(text),)), 1) for n, text in enumerate(headings))
    return replace(whole, title=Pair(), company=Pair(), cover=(), blocks=blocks, headings=blocks, terms=())


def page(body: str) -> bytes:
    """An A4 page in the theme's fonts."""
    shut_out_system_fonts()
    from generator.exporters.fonts import pin
    from generator.exporters.pages import html_to_pages

    view, theme = bare_view(), load_theme()
    faces = "".join(
        f"@font-face{{font-family:{font.family};font-weight:{font.weight};src:url({pin(font).as_uri()})}}"
        for font in edition_fonts(view, theme)
    )
    css = f"{faces} @page {{ size: A4; margin: 20mm }} body {{ font: 10pt/14pt Han; margin: 0 }} p {{ margin: 0 }}"
    html = f'<html lang="zh"><title>t</title><style>{css}</style><body>{body}</body></html>'
    return html_to_pages(html, known_files(view, theme)).data


@pytest.mark.parametrize(
    ("check", "body"),
    [
        ("page-outside", '<p style="position:absolute;left:-30mm">从左边跑出去的一行文字</p>'),
        (
            "page-outside",
            '<p style="position:absolute;left:160mm;white-space:nowrap">从右边跑出去的一行文字，很长很长很长</p>',
        ),
        ("page-type-size", '<p style="font-size:6pt">太小的字</p>'),
        ("page-overlap", '<p>第一行文字在这里</p><p style="margin-top:-13pt">第二行压在它上面</p>'),
        ("page-line-start", "<p>这一行在逗号之前就断了<br>，下一行以逗号开头</p>"),
        ("page-line-end", "<p>这一行以前引号结尾“（<br>下一行才是内容）</p>"),
        (
            "page-stranded",
            '<p>正文</p><h2 style="position:absolute;top:225mm;font-size:15pt">二、落在页末</h2>',
        ),
        ("page-lost", "<p>别的文字</p>"),
    ],
)
def test_each_fault_is_found(check: str, body: str) -> None:
    view = bare_view("二、落在页末") if check == "page-stranded" else bare_view()
    view = bare_view("这一句没有印出来") if check == "page-lost" else view
    assert {finding.check for finding in check_pages(page(body), view)} == {check}


def test_a_sound_page_has_no_findings() -> None:
    body = '<h2 style="font-size:15pt">二、环境保护</h2><p>公司每季度公布水质检测结果，接受社会监督。</p>' * 3
    assert check_pages(page(body), bare_view("二、环境保护")) == ()


@lru_cache
def edition() -> tuple[EditionView, str]:
    """A short edition, and the HTML of its pages, in which faults are planted."""
    whole = bitext_to_view(invented(), "en-zh", SETTINGS, Path("nowhere"))
    blocks = tuple(block for block in whole.blocks if block.id in KEPT or block.kind == "list")
    headings = tuple(block for block in blocks if isinstance(block, HeadingView))
    view = replace(whole, blocks=blocks, headings=headings, terms=())
    return view, view_to_print_html(view, load_theme(), SETTINGS)


KEPT = ("h1", "h11", "p1", "h12", "p3", "t1", "n1", "h2", "p4")


def planted(html: str) -> tuple[Finding, ...]:
    from generator.exporters.pages import html_to_pages

    shut_out_system_fonts()
    view, _ = edition()
    return check_pages(html_to_pages(html, known_files(view, load_theme())).data, view)


def styled(rule: str) -> str:
    return edition()[1].replace("</style>", rule + "</style>", 1)


def element(start: str, end: str) -> str:
    html = edition()[1]
    at = html.index(start)
    return html[at : html.index(end, at) + len(end)]


@pytest.mark.parametrize(
    ("check", "rule"),
    [
        ("page-outside", ".sheet { margin-left: -60mm }"),
        ("page-margin", ".row.paragraph { margin-left: -12mm }"),
        ("page-clipped", ".row.paragraph .cell p { height: 20pt; width: 60mm; overflow: hidden; white-space: nowrap }"),
        ("page-overlap", ".row.paragraph { margin-bottom: -22pt }"),
        ("page-type-size", ".paragraph .cell { font-size: 8.6pt }"),
        ("page-type-size", "td { font-size: 6.6pt }"),
        ("page-word-broken", "col { width: 9mm !important } table { width: 36mm }"),
        ("page-stranded", ".head.l2 { break-after: page }"),
    ],
)  # fmt: skip
def test_a_fault_of_style_in_a_real_edition_is_found_with_its_page(check: str, rule: str) -> None:
    found = [finding for finding in planted(styled(rule)) if finding.check == check]
    assert found
    assert all(finding.page and finding.message and finding.message_zh for finding in found)


@pytest.mark.parametrize(
    ("check", "start", "end", "times"),
    [
        ("page-lost", '<div class="row paragraph" id="p3">', "</div></div>", 0),
        ("page-lost", '<li id="i2">', "</li>", 0),
        ("page-lost", '<tr><th scope="row"><span class="en" lang="en-GB">R&amp;D', "</tr>", 0),
        ("page-twice", '<div class="row paragraph" id="p3">', "</div></div>", 2),
        ("page-twice", '<li id="i2">', "</li>", 2),
        ("page-twice", '<tr><th scope="row"><span class="en" lang="en-GB">R&amp;D', "</tr>", 2),
    ],
)
def test_what_is_lost_or_printed_twice_is_found_with_its_page(
    check: str, start: str, end: str, times: int
) -> None:
    piece = element(start, end)
    copies = "".join(piece.replace(' id="', f' id="copy{n}') for n in range(times))
    found = planted(edition()[1].replace(piece, copies))
    assert {finding.check for finding in found} == {check}
    assert all(finding.page for finding in found)


def test_a_caption_without_its_table_is_found() -> None:
    caption = element("<caption>", "</caption>")
    words = '<p style="font-size: 9.2pt; break-after: page">Key Figures</p>'
    html = edition()[1].replace(caption, "").replace('<div class="sheet', words + '<div class="sheet', 1)
    assert "page-stranded" in {finding.check for finding in planted(html)}


def test_a_figure_altered_on_the_page_is_lost() -> None:
    assert [f.check for f in planted(edition()[1].replace("20,210.09", "20,201.09"))] == ["page-lost"]


def test_the_edition_in_which_faults_are_planted_has_none() -> None:
    assert planted(edition()[1]) == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("edition", "layout", "theme"),
    [
        ("en-zh", "parallel", "classic"),
        ("en-zh", "stacked", "classic"),
        ("en-zh", "facing", "classic"),
        ("en-zh", "parallel", "vermilion"),
        ("zh-hant", "parallel", "vermilion"),
    ],
)
def test_the_pages_of_an_edition_are_sound(edition: EditionName, layout: Layout, theme: str) -> None:
    settings = replace(SETTINGS, layout=layout)
    view = bitext_to_view(invented(), edition, settings, Path("nowhere"))
    assert check_pages(view_to_pages(view, load_theme(TEMPLATES / theme), settings).data, view) == ()


def test_a_word_parted_at_the_end_of_a_line_ends_in_a_hyphen() -> None:
    words = read_lines(
        page(
            '<p lang="en" style="width:14mm;hyphenate-character:\'-\'">Sustain&shy;able develop&shy;mental accountability</p>'
        )
    )
    parted = [line.text for line in words[0].lines]
    assert len(parted) > 1
    assert any(line.endswith("-") for line in parted)
    assert "".join(parted).replace("-", "").replace(" ", "") == "Sustainabledevelopmentalaccountability"
