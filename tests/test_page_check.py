"""The page check finds each fault on a page made to have it, and nothing on the pages of an edition."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from invented import invented

from generator.exporters import EditionSettings, load_theme
from generator.exporters.page_check import check_pages
from generator.exporters.pdf import edition_fonts, known_files, shut_out_system_fonts, view_to_pages
from generator.exporters.view import EditionView, HeadingView, bitext_to_view
from generator.exporters.wording import Pair, Run

SETTINGS = EditionSettings(year="2024")


def bare_view(*headings: str) -> EditionView:
    whole = bitext_to_view(invented(), "zh", SETTINGS, Path("nowhere"))
    blocks = tuple(HeadingView(f"h{n}", Pair(text, (Run(text),)), 1) for n, text in enumerate(headings))
    return replace(whole, blocks=blocks, headings=blocks)


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


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["en-zh", "zh-hant"])
def test_the_pages_of_an_edition_are_sound(edition: str) -> None:
    view = bitext_to_view(invented(), edition, SETTINGS, Path("nowhere"))
    assert check_pages(view_to_pages(view, load_theme(), SETTINGS).data, view) == ()
