"""A style sheet for a whole page → one that touches nothing outside ``.duizhao``, whatever the host page does.

Classes get a prefix, so that a host's own ``.row`` does not meet ours; lengths in rem become pixels and
widths of the window become widths of the embed, as both belong to the host; fonts get names of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import tinycss2 as _tinycss2  # type: ignore[import-untyped]

tinycss2: Any = _tinycss2
ROOT = ".duizhao"
PREFIX = "dz-"
FAMILIES = re.compile(r"\b(Body|Display|Head|Hant|Han)\b(?!-\d)")  # not in the name of a font file
_CLASS = re.compile(r'\bclass="([^"]*)"')
_FONT = re.compile(r'\bfont-family="([^"]*)"')
# A rem is the size of the page's text; where that is said, and in conditions, it is the browser's own.
_PAGE_REM, _BROWSER_REM = 17, 16
_REM = re.compile(r"(?<![\w.])(\d*\.?\d+)rem\b")
# In a hundredth of the window's width a component and an iframe of the same width would look unlike.
_WINDOW = re.compile(r"(?<=\d)vw\b")
# What a host has set is taken back to the browser's own, but for drawings, whose attributes would go too.
_RESET = (
    f"{ROOT}{{all:initial;display:block;direction:ltr;unicode-bidi:isolate;container-type:inline-size}}"
    # The page of the iframe is ours as well.
    f".{PREFIX}frame{{margin:0}}"
    f"{ROOT} :where(:not(svg,svg *)),{ROOT} ::before,{ROOT} ::after{{all:revert}}"
)


def scope_css(css: str) -> str:
    """The style sheet for embeds made from that of the page."""
    return _RESET + "".join(_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))


def scope_html(html: str) -> str:
    """The page's elements with the prefixed classes and font names that ``scope_css`` speaks of.

    Only attributes that our templates wrote are met: in text a quotation mark is always escaped.
    """
    html = _CLASS.sub(lambda found: f'class="{_prefixed(found[1])}"', html)
    return _FONT.sub(lambda found: f'font-family="{FAMILIES.sub(_own, found[1])}"', html)


def _prefixed(names: str) -> str:
    return " ".join(name if name == ROOT[1:] else PREFIX + name for name in names.split())


def _rules(rules: list[Any]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = ",".join(map(_selector, _split(rule.prelude)))
            rem = _BROWSER_REM if selectors == ROOT else _PAGE_REM
            yield f"{selectors}{{{_declarations(rule.content, rem)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword == "font-face":
            yield f"@font-face{{{_declarations(rule.content, _BROWSER_REM)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media":
            yield from _media(rule)


def _media(rule: Any) -> Iterator[str]:
    condition = tinycss2.serialize(rule.prelude).strip().removeprefix("screen and ")
    if "width" in condition:
        inner = "".join(_rules(tinycss2.parse_rule_list(rule.content, True, True)))
        yield f"@container {_pixels(condition, _BROWSER_REM)}{{{inner}}}"


def _split(prelude: list[Any]) -> Iterator[str]:
    part: list[Any] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield tinycss2.serialize(part).strip()
            part = []
        else:
            part.append(token)
    yield tinycss2.serialize(part).strip()


def _selector(selector: str) -> str:
    """``body.x .row`` → ``.duizhao .dz-page.dz-x .dz-row``; the root is the embed itself."""
    scoped = re.sub(r"\.([a-zA-Z][\w-]*)", rf".{PREFIX}\1", selector)
    scoped = re.sub(r"(?<![\w.#:-])main(?![\w-])", f".{PREFIX}main", scoped)
    scoped = re.sub(r"(?<![\w.#:-])body(?![\w-])", f".{PREFIX}page", scoped)
    if re.fullmatch(r"html|:root", scoped):
        return ROOT
    return f"{ROOT} {scoped}"


def _declarations(content: list[Any], rem: int) -> str:
    return FAMILIES.sub(_own, _WINDOW.sub("cqw", _pixels(tinycss2.serialize(content).strip(), rem)))


def _own(found: re.Match[str]) -> str:
    return f"Duizhao{found[1]}"


def _pixels(text: str, rem: int) -> str:
    return _REM.sub(lambda found: f"{float(found[1]) * rem:g}px", text)
