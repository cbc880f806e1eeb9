"""Running heads and folios of a whole edition: a document of empty pages that say what the real ones say.

Page furniture depends on the page before and on the page's number; the chapters do not. Laid out apart, a
chapter that grows moves the folios behind it and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from generator.exporters.laid import PageFacts


def pages_to_furniture(pages: Iterable[PageFacts], lang: str) -> str:
    """The HTML of empty pages that bear the same names and set the same strings as these.

    A blank page comes by itself, where the page after it is to begin on its side.
    """
    breaks = ""
    body = ""
    for number, page in enumerate(pages, 1):
        if not page.blank:
            body += _page(page, breaks)
        breaks = ("left" if number % 2 else "right") if page.blank else "page"
    return f'<!DOCTYPE html><html lang="{escape(lang)}" class="print"><head><meta charset="utf-8"></head><body>{body}</body></html>'


def _page(page: PageFacts, breaks: str) -> str:
    style = [f"break-before:{breaks}"] if breaks else []
    if page.name:
        style.append(f"page:{page.name}")
    first_of = dict(reversed(page.assigned))
    last_of = dict(page.assigned)
    begun = {name: text for name, text in first_of.items() if name in page.opening}
    later = {name: text for name, text in first_of.items() if name not in page.opening}
    ended = {name: text for name, text in last_of.items() if text != first_of[name]}
    return _block(begun, style) + "".join(_block(strings, []) for strings in (later, ended) if strings)


def _block(strings: Mapping[str, str], style: Sequence[str]) -> str:
    """An empty block that sets these strings."""
    names = sorted(strings)
    sets = ", ".join(f"{name} attr(data-{n})" for n, name in enumerate(names))
    rules = ";".join([*style, *([f"string-set:{sets}"] if sets else [])])
    said = "".join(f' data-{n}="{escape(strings[name])}"' for n, name in enumerate(names))
    return f'<div style="{rules}"{said}></div>'
