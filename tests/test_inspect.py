"""The page to inspect a reading: whole in one file, every block drawn over the page where it stands."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from generator.model import Heading, block_kind
from generator.reader import read_report
from generator.reader.inspect import KINDS, inspect_page

SAMPLES = Path(__file__).parent / "samples"


def page_of(name: str) -> tuple[str, int]:
    path = SAMPLES / f"{name}.pdf"
    report = read_report(path)
    return inspect_page(report, path), len(report.blocks)


def test_every_block_is_drawn_once_for_each_page_and_told_beside_it() -> None:
    path = SAMPLES / "table-over-pages-head-again.pdf"
    report = read_report(path)
    page = inspect_page(report, path)
    tables = [block for block in report.blocks if block_kind(block) == "table"]
    assert len(re.findall(r'<a class="table"', page)) == sum(len(table.places) for table in tables)
    for number in range(1, len(report.blocks) + 1):
        assert page.count(f'<li id="b{number}"') == 1
        assert f'href="#b{number}"' in page


def test_nothing_is_fetched() -> None:
    page, _ = page_of("figure-bars")
    assert page.count("data:image/jpeg;base64,") == 1
    assert not re.search(r"""(?:src|href)=["'](?!data:|#)""", page)
    assert "<script" not in page
    assert "@import" not in page


def test_kinds_have_names_in_both_languages() -> None:
    page, _ = page_of("figure-bars")
    assert "Figure 图" in page
    assert len({color for color, _, _ in KINDS.values()}) >= len(KINDS) - 1


def test_words_of_the_report_are_no_markup() -> None:
    path = SAMPLES / "figure-bars.pdf"
    report = read_report(path)
    place = report.blocks[0].place
    strange = replace(report, title="<b>", blocks=(Heading("h1", '<i>"治理" & 环境</i>', place, 1),))
    page = inspect_page(strange, path)
    assert '<i>"治理"' not in page
    assert "&lt;i&gt;" in page
    assert "<title>&lt;b&gt;" in page


def test_the_same_report_gives_the_same_page() -> None:
    assert page_of("figure-pie") == page_of("figure-pie")
