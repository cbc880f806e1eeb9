"""A chapter does not end on a nearly empty page, if a little less space or an earlier page end can help."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
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


def rows_on_pages(document: Any) -> list[int]:
    """How many rows of the chapter's table stand on each page that has some."""
    found = [words_of(page).count("Works of") for page in document.pages]
    return [rows for rows in found if rows]


def test_a_table_begins_with_three_rows_before_a_page_ends() -> None:
    from generator.exporters.last_page import render_to_the_end

    rows = "".join(f"<tbody><tr><td>Works of {n}</td></tr></tbody>" for n in range(9))
    table = f'<div class="sheet"><table><thead><tr><th>Works</th></tr></thead>{rows}</table></div>'
    seen = set()
    for before in range(first_over() - 9, first_over()):
        html = chapter(before).replace("</main>", "") + table
        plain, better = renderer()[0](html), render_to_the_end(html, renderer()[0])
        seen.add(tuple(rows_on_pages(plain)))
        assert sum(rows_on_pages(better)) == 9
        assert len(better.pages) <= len(plain.pages)
        if len(rows_on_pages(better)) > 1:
            assert min(rows_on_pages(better)) >= 3
    assert {(2, 7), (7, 2)} & seen


def test_what_announces_a_table_stands_on_its_page() -> None:
    announced = ROW.format("The figures are as follows:").replace("row paragraph", "row paragraph announces")
    rows = "".join(f"<tbody><tr><td>Works of {n}</td></tr></tbody>" for n in range(5))
    table = f'<div class="sheet short"><table>{rows}</table></div>'
    parted = 0
    for before in range(first_over() - 6, first_over()):
        html = chapter(before).replace("</main>", "") + announced + table
        plain, kept = (renderer()[0](one) for one in (html.replace(" announces", ""), html))
        parted += "as follows" not in page_of_works(plain)
        assert "as follows" in page_of_works(kept)
    assert parted


def many_announced(before: int, after: int) -> str:
    """A chapter with a paragraph of many lines that announces a short table, and some rows below the table."""
    said = ROW.format(WORDS * 2 + "It is as follows:").replace(
        "row paragraph", "row paragraph announces many"
    )
    rows = "".join(f"<tbody><tr><td>Works of {n}</td></tr></tbody>" for n in range(5))
    below = "".join(ROW.format(f"{n} {WORDS}") for n in range(after))
    return (
        chapter(before).replace("</main>", "")
        + said
        + f'<div class="sheet short"><table>{rows}</table></div>{below}'
    )


@pytest.mark.parametrize(("after", "kept"), [(2, True), (16, False)], ids=["room enough", "it saves a page"])
def test_a_long_lead_in_parts_from_its_table_only_to_save_a_page(after: int, kept: bool) -> None:
    from generator.exporters.last_page import render_to_the_end

    html = many_announced(first_over() - 3, after)
    free = renderer()[0](html.replace(" announces many", ""))
    better = render_to_the_end(html, renderer()[0])
    assert "as follows" not in page_of_works(free)
    assert ("as follows" in page_of_works(better)) == kept
    assert len(better.pages) == len(free.pages)


def test_a_list_may_begin_a_page_below_a_table() -> None:
    """It does not take the table along to the next page."""
    rows = "".join(f"<tbody><tr><td>Works of {n}</td></tr></tbody>" for n in range(5))
    item = ROW.format(WORDS * 4).replace("row paragraph", "row item")
    table = f'<div class="sheet short"><table>{rows}</table></div><ul class="items"><li>{item}</li></ul>'
    first, second = renderer()[0](chapter(first_over() - 5).replace("</main>", "") + table).pages
    assert "Works of 0" in words_of(first)
    assert "Works of" not in words_of(second)


def words_of(page: Any) -> str:
    return "".join(box.text for box in page._page_box.descendants() if hasattr(box, "text"))


def page_of_works(document: Any) -> str:
    """The words of the page on which the chapter's table begins."""
    return next(text for text in map(words_of, document.pages) if "Works of 0" in text)


@pytest.mark.parametrize("more", [-2, 8])
def test_a_chapter_that_ends_well_is_laid_out_once(more: int) -> None:
    from generator.exporters.last_page import render_to_the_end

    asked: list[str] = []

    def render(html: str) -> Any:
        asked.append(html)
        return renderer()[0](html)

    render_to_the_end(chapter(first_over() + more), render)
    assert len(asked) == 1


def spreads_of(*tall: float | tuple[str, float]) -> list[list[str]]:
    """The names of the blocks on each spread of a chapter whose blocks are so tall, in parts of a page."""
    from generator.exporters.facing import PAGE, view_to_spreads
    from generator.exporters.laid import Height
    from generator.exporters.view import BlockView, HeadingView, ProseView
    from generator.exporters.wording import Pair

    blocks: list[BlockView] = [HeadingView("chapter", Pair("一"), 1)]
    heights = [0.05]
    for n, one in enumerate(tall):
        section = isinstance(one, tuple)
        blocks.append(
            HeadingView(f"h{n}", Pair("二"), 2) if section else ProseView(f"p{n}", Pair("三"), "paragraph")
        )
        heights.append(one[1] if isinstance(one, tuple) else one)
    view = bitext_to_view(invented(), "en-zh", SETTINGS, Path("nowhere"))
    high = {n: Height(height * PAGE) for n, height in enumerate(heights)}
    made = view_to_spreads(replace(view, blocks=tuple(blocks)), high, high)
    return [[block.id for block in spread] for spread in made]


@pytest.mark.parametrize(
    ("tall", "last"),
    [
        ((0.4, 0.2, ("section", 0.05), 0.2, 0.15), ["h2", "p3", "p4"]),
        ((0.4, 0.2, 0.3, 0.15), ["p2", "p3"]),
        ((0.4, 0.2, ("section", 0.05), 0.2, 0.3), ["p4"]),
        ((0.9, 0.15), ["p1"]),
        ((0.4, 0.2, ("section", 0.05), 0.2, 0.0), None),
    ],
    ids=["its section", "what goes before", "full enough", "nothing can help", "no spread to mend"],
)
def test_facing_pages_end_with_company(
    tall: tuple[float | tuple[str, float], ...], last: list[str] | None
) -> None:
    """The last spread of a chapter gets the last section of the one before, or its last piece; nothing is lost."""
    spreads = spreads_of(*tall)
    assert [name for spread in spreads for name in spread] == [
        "chapter",
        *(f"{'h' if isinstance(one, tuple) else 'p'}{n}" for n, one in enumerate(tall)),
    ]
    assert (spreads[-1] if len(spreads) > 1 else None) == last
