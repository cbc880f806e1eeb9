"""A chapter whose last page would be hardly filled, set a little closer, or with more on that page.

What a printer does: he takes some lines back by giving less space between all, and where that is not enough for a
nearly empty page he lets the last section begin it. Nor does he end a page below the first two rows of a table. Only
a chapter laid out by itself is treated so: one layout more for each try, so none is made that cannot succeed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import Any

from weasyprint.formatting_structure import boxes as _boxes

boxes: Any = _boxes
# What is set closer takes this part of its height, as measured on chapters of reports; a last page that is better
# filled than this is left alone.
CLOSER, HALF = 0.96, 0.5
# A last page with less than this part of its height filled gets a section for company, if that section stood in the
# lower part of the page before.
LITTLE, LOW = 0.22, 0.5
# With fewer rows than these a table looks as if it were at its end, or had none.
FEW = 3


def render_to_the_end(html: str, render: Callable[[str], Any]) -> Any:
    """The layout of a chapter; the first in which its last page is no longer hardly filled, if there is one.

    Before that, the first in which no table has but two rows before or after a page's end, if it takes no more pages.
    """
    document = render(html)
    if _has_few_rows(document):
        html, document = _with_more_rows(html, document, render)
    if _could_take_less(document):
        for tried in _with_less_room(html):
            made = render(tried)
            if len(made.pages) < len(document.pages):
                return made
    if len(document.pages) < 2 or _filled(document.pages[-1]) >= LITTLE:
        return document
    section = _last_section(document.pages[-2])
    if section is None:
        return document
    turned = render(re.sub(rf'( id="{re.escape(section)}")', r'\1 data-turn="page"', html, count=1))
    return turned if len(turned.pages) == len(document.pages) else document


def _set(html: str, how: str) -> str:
    """The chapter with one more class."""
    return html.replace('class="main', f'class="main {how}', 1)


def _could_take_less(document: Any) -> bool:
    """Whether the last page is hardly filled, and what stands on it could go on the pages before, set closer."""
    filled = _filled_pages(document)
    return filled[-1] < HALF and sum(filled) * CLOSER <= len(filled) - 1


def _with_less_room(html: str) -> Iterator[str]:
    """The chapter set closer, if it is not; then with its longer paragraphs that announce something free to part from it."""
    if 'class="main close' not in html:
        yield _set(html, "close")
    if " announces many" in html:
        yield _set(html, "apart")


def _with_more_rows(html: str, document: Any, render: Callable[[str], Any]) -> tuple[str, Any]:
    for tried in (_set(html, "rows"), _set(_set(html, "rows"), "close")):
        made = render(tried)
        if len(made.pages) <= len(document.pages) and not _has_few_rows(made):
            return tried, made
    return html, document


def _has_few_rows(document: Any) -> bool:
    """Whether a table that goes on over a page's end has hardly a row before its first or after its last."""
    parts: dict[Any, list[int]] = {}
    for page in document.pages:
        for box in _inside(page._page_box):
            if isinstance(box, boxes.TableBox) and box.element_tag == "table":
                groups = (group for group in box.children if not group.is_header)
                parts.setdefault(box.element, []).append(sum(len(group.children) for group in groups))
    return any(len(rows) > 1 and min(rows[0], rows[-1]) < FEW for rows in parts.values())


def _filled_pages(document: Any) -> list[float]:
    """How much is filled of the last pages that follow one another without a wide table, which has pages of its own."""
    last = document.pages[-1]
    run = takewhile(lambda page: page.height == last.height, reversed(document.pages))
    return [_filled(page) for page in run][::-1]


def _filled(page: Any) -> float:
    """How much of the height of a page's text area is filled, from 0 to 1."""
    box = page._page_box
    drawn = (found for found in _inside(box) if isinstance(found, boxes.TextBox | boxes.ReplacedBox))
    ends = [found.position_y + found.margin_height() for found in drawn]
    return float((max(ends, default=box.content_box_y()) - box.content_box_y()) / box.height)


def _inside(box: Any) -> Iterator[Any]:
    """The boxes of a page but for its running heads and folio."""
    for child in box.children:
        if not isinstance(child, boxes.MarginBox):
            yield from child.descendants()


def _last_section(page: Any) -> str | None:
    """The heading of the last section that begins in the lower part of a page."""
    box = page._page_box
    found: str | None = None
    for heading in _inside(box):
        if heading.element is None or "head" not in (heading.element.get("class") or "").split():
            continue
        level_two = "l2" in heading.element.get("class").split()
        if level_two and heading.position_y - box.content_box_y() > LOW * box.height:
            found = heading.element.get("id")
    return found
