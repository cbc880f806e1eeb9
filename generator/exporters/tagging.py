"""An accessible PDF: what PDF/UA asks for and WeasyPrint 70.0 does not write by itself.

While ``accessible_tags()`` is open, WeasyPrint's tag writer gives every element its own language, header
cells their scope, links their words, contents their entries, and counts running heads and leaders among
the artifacts. It reaches into private functions, so the version is pinned; a test says when they change.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

import pydyf
import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import anchors, stream, tags

from generator.errors import EnvironmentLacking

VERSION = "70.0"
_NAMES = {"nav": "TOC", "figure": "Div", "strong": "Span", "sup": "Span", "figcaption": "Caption", "header": "Div"}

_build = tags._build_box_tree
_name = tags._get_pdf_tag
_mark = stream.Stream.marked
_link = anchors.add_links


@contextmanager
def accessible_tags() -> Iterator[None]:
    """Let WeasyPrint write complete tags while this is open."""
    if weasyprint.VERSION != VERSION:
        raise EnvironmentLacking(
            f"WeasyPrint {VERSION} is needed, found {weasyprint.VERSION}: install the locked versions.",
            f"需要 WeasyPrint {VERSION}，当前为 {weasyprint.VERSION}，请安装锁定的版本。",
        )
    with ExitStack() as stack:
        stack.enter_context(patch.object(tags, "_build_box_tree", _build_with_language))
        stack.enter_context(patch.object(tags, "_get_pdf_tag", _name_of))
        stack.enter_context(patch.object(stream.Stream, "marked", _marked))
        stack.enter_context(patch.object(weasyprint.pdf, "add_links", _add_links))
        yield


def _name_of(tag: str | None) -> str:
    return _NAMES.get(tag or "") or str(_name(tag))


def _build_with_language(box: Any, parent: Any, *rest: Any) -> Iterator[Any]:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.MarginBox):
        return
    for element in _build(box, parent, *rest):
        if box.element is not None:
            _complete(element, box)
        yield element


def _complete(element: Any, box: Any) -> None:
    """Language, scope and role of one structure element from the HTML element it was made for."""
    language = box.element.get("lang")
    if language:
        element["Lang"] = pydyf.String(language)
    if "entry" in (box.element.get("class") or "").split():
        element["S"] = "/TOCI"
    if element["S"] == "/TH":
        # "Both" is not needed: a cell that heads a row and a column is left empty by reports.
        rows = (box.element.get("scope") or "").startswith("row")
        element["A"]["Scope"] = "/Row" if rows else "/Column"
    if element["S"] == "/Table":
        _leave_scope_alone(box)


def _leave_scope_alone(box: Any) -> None:
    """Take away /Headers: 70.0 maps them wrongly under merged cells, and the scopes say it all."""
    table = box.get_wrapped_table() if getattr(box, "is_table_wrapper", False) else box
    for cell in table.descendants() if table is not None else ():
        mark = getattr(cell, "mark", None)
        if mark is None or "A" not in mark:
            continue
        mark.pop("ID", None)
        mark["A"].pop("Headers", None)
        if set(mark["A"]) == {"O"}:
            del mark["A"]


@contextmanager
def _marked(self: Any, box: Any, tag: str) -> Iterator[None]:
    if self._tags is not None and _is_furniture(box):
        with self.artifact():
            yield
    else:
        with _mark(self, box, tag):
            yield


def _is_furniture(box: Any) -> bool:
    """Whether a box belongs to a running head or foot: only margin boxes stand for no HTML element."""
    return box.element is None


def _add_links(links_and_anchors: Any, matrix: Any, pdf: Any, page: Any, names: Any, marks: Any) -> None:
    _link(links_and_anchors, matrix, pdf, page, names, marks)
    for _, _, _, box in links_and_anchors[0]:
        annotation = getattr(box, "link_annotation", None)
        if annotation is None:
            continue
        annotation["F"] = 4  # printed
        words = "".join(child.text for child in box.descendants() if isinstance(child, boxes.TextBox))
        if words.strip():
            annotation["Contents"] = pydyf.String(words.strip())
