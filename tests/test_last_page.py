"""A chapter does not end on a nearly empty page, if a little less space or an earlier page end can help."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from invented import invented

from generator.exporters import EditionSettings, load_theme
from generator.exporters.pdf import known_files, print_css, shut_out_system_fonts
from generator.exporters.view import bitext_to_view

SETTINGS = EditionSettings(glossary=False)
ROW = '<div class="row paragraph"><div class="cell en" lang="en"><p>{}</p></div></div>'
WORDS = "The Company kept renewing its pipe network, so that less water is lost. " * 2
HEAD = '<h3 class="row head l2" id="late"><span class="cell en">Saving Energy</span></h3>'


@lru_cache
def renderer() -> tuple[Callable[[str], Any], str]:
    shut_out_system_fonts()
    from generator.exporters.pages import KnownFiles, typesetter

    view = bitext_to_view(invented(), "en", SETTINGS, Path("nowhere"))
    css, files = print_css(view, load_theme()), known_files(view, load_theme())

    def render(html: str) -> Any:
        return typesetter.HTML(string=html, url_fetcher=KnownFiles(files)).render()

    return render, css


def chapter(rows: int, *, head_after: int | None = None) -> str:
    body = [ROW.format(f"{n} {WORDS}") for n in range(rows)]
    if head_after is not None:
        body.insert(head_after, HEAD)
    style = f"<style>{renderer()[1]}</style>"
    return f'<html lang="en" class="print"><title>t</title>{style}<body class="en"><main class="main">{"".join(body)}</main>'


def pages(html: str) -> int:
    return len(renderer()[0](html).pages)


@lru_cache
def first_over() -> int:
    """The least number of rows that do not fit on a page."""
    return next(rows for rows in range(12, 60) if pages(chapter(rows)) == 2)


def test_a_few_lines_are_taken_back() -> None:
    from generator.exporters.last_page import render_to_the_end

    assert len(render_to_the_end(chapter(first_over()), renderer()[0]).pages) == 1


def test_more_lines_get_the_last_section_for_company() -> None:
    from generator.exporters.last_page import render_to_the_end

    html = chapter(first_over() + 1, head_after=first_over() - 6)
    assert pages(html) == 2
    plain, better = renderer()[0](html), render_to_the_end(html, renderer()[0])
    assert len(better.pages) == 2
    assert "late" in plain.pages[0].anchors
    assert "late" in better.pages[1].anchors


@pytest.mark.parametrize("more", [-2, 8])
def test_a_chapter_that_ends_well_is_laid_out_once(more: int) -> None:
    from generator.exporters.last_page import render_to_the_end

    asked: list[str] = []

    def render(html: str) -> Any:
        asked.append(html)
        return renderer()[0](html)

    render_to_the_end(chapter(first_over() + more), render)
    assert len(asked) == 1
