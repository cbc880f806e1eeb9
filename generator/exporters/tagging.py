"""An accessible PDF: what PDF/UA asks for and WeasyPrint 70.0 does not write by itself.

While ``accessible_tags()`` is open, WeasyPrint's tag writer gives every element its own language, header
cells their scope, links their words and contents their entries, and counts running heads among the
artifacts. It reaches into private functions, so the version is pinned; a test says when they change.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

import pydyf
import weasyprint
from weasyprint.formatting_structure import boxes as _boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import anchors, stream, tags

from generator.errors import EnvironmentLacking

VERSION = "70.0"
_NAMES = {
    "nav": "TOC",
    "figure": "Div",
    "strong": "Span",
    "sup": "Span",
    "figcaption": "Caption",
    "header": "Div",
}

_ONCE = {"/P", "/Div", "/Span", "/TOC", "/Caption", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6"}

# Private functions have no types to check against.
boxes: Any = _boxes
_tags: Any = tags
_stream: Any = stream
_anchors: Any = anchors
_pydyf: Any = pydyf
_build = _tags._build_box_tree
_name = _tags._get_pdf_tag
_mark = _stream.Stream.marked
_link = _anchors.add_links


@contextmanager
def accessible_tags(document: Any) -> Iterator[None]:
    """Let WeasyPrint write complete tags for a laid out document while this is open."""
    if weasyprint.VERSION != VERSION:
        raise EnvironmentLacking(
            f"WeasyPrint {VERSION} is needed, found {weasyprint.VERSION}: install the locked versions.",
            f"需要 WeasyPrint {VERSION}，当前为 {weasyprint.VERSION}，请安装锁定的版本。",
        )
    repeat_merged_cells(document)
    with ExitStack() as stack:
        for owner, name, mine in (
            (tags, "_build_box_tree", _Writer().build),
            (tags, "_get_pdf_tag", lambda tag: _NAMES.get(tag or "") or _name(tag)),
            (stream.Stream, "marked", _marked),
            (weasyprint.pdf, "add_links", _add_links),
        ):
            stack.enter_context(patch.object(owner, name, mine))
        yield


class _Writer:
    """Builds the tree as WeasyPrint does, knowing which HTML elements are open.

    A table that runs over pages stays a table on each page, with its head: checkers take a head that is
    furniture for lost text, and one that is repeated among the rows for a shredded one.
    """

    def __init__(self) -> None:
        self._open: list[Any] = []

    def build(self, box: Any, parent: Any, pdf: Any, *rest: Any) -> Iterator[Any]:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.MarginBox):
            return
        anonymous = bool(self._open) and self._open[-1] is box.element
        self._open.append(box.element)
        for element in _build(box, parent, pdf, *rest):
            if box.element is not None:
                _complete(element, box, anonymous)
                if element["S"] == "/Table":
                    _mend_table(box, pdf)
            yield element
        self._open.pop()


@contextmanager
def _marked(self: Any, box: Any, tag: str) -> Iterator[None]:
    """Running heads and folios are furniture: they alone stand for no HTML element."""
    if self._tags is not None and box.element is None:
        with self.artifact():
            yield
    else:
        with _mark(self, box, tag):
            yield


def repeat_merged_cells(document: Any) -> None:
    """Show a merged cell's words again where a page begins inside it.

    The layout left an empty cell there; when the words fit into it they are set at its top.
    """
    words: dict[tuple[Any, int], Any] = {}
    for page in document.pages:
        for table in (box for box in page._page_box.descendants() if isinstance(box, boxes.TableBox)):
            groups = [group for group in table.children if group.element_tag == "tbody"]
            for n, group in enumerate(groups):
                for cell in (cell for row in group.children for cell in row.children):
                    at = (table.element, cell.grid_x)
                    if "more" not in (cell.element.get("class") or "").split():
                        words[at] = cell
                    elif n == 0 and at in words:
                        _copy_words(words[at], cell, group.height)


def _copy_words(cell: Any, empty: Any, room: float) -> None:
    if sum(child.margin_height() for child in cell.children) > room:
        return
    for child in cell.children:
        copy = child.deepcopy()
        copy.translate(
            empty.content_box_x() - cell.content_box_x(), empty.content_box_y() - cell.content_box_y()
        )
        empty.children.append(copy)
        for box in copy.descendants():
            box.background = None  # its place was settled with the layout, and did not move


def _complete(element: Any, box: Any, anonymous: bool) -> None:
    """Language, scope and role of one structure element from the HTML element it was made for.

    The boxes that a layout puts inside an element's own must not say again that they are it.
    """
    if anonymous and element["S"] in _ONCE:
        element["S"] = "/NonStruct"
    language = box.element.get("lang")
    if language and not anonymous:
        element["Lang"] = _pydyf.String(language)
    if not anonymous and "entry" in (box.element.get("class") or "").split():
        element["S"] = "/TOCI"
    if element["S"] == "/TH":
        rows = (box.element.get("scope") or "").startswith("row")
        element["A"]["Scope"] = "/Row" if rows else "/Column"
    if element["S"] == "/TR":
        box.mark = element


def _mend_table(box: Any, pdf: Any) -> None:
    table = box.get_wrapped_table() if getattr(box, "is_table_wrapper", False) else box
    if table is None:
        return
    for group in table.children:
        _close_rows(group, pdf)
        for row in group.children:
            for cell in row.children:
                _leave_scope_alone(cell.mark)


def _leave_scope_alone(mark: Any) -> None:
    """Take away /Headers: 70.0 maps them wrongly under merged cells, and the scopes say it all."""
    mark.pop("ID", None)
    mark["A"].pop("Headers", None)
    if set(mark["A"]) == {"O"}:
        del mark["A"]


def _close_rows(group: Any, pdf: Any) -> None:
    """Give rows that end under a merged cell an empty cell instead.

    A merged cell at a row's end is right by the standard, but checkers (outloud 0.2.1) count the rows
    under it as one cell short. Its text stays in the first row.
    """
    rows = [row for row in group.children if getattr(row, "mark", None) is not None]
    for r, row in enumerate(rows):
        for cell in row.children:
            below = rows[r + 1 : r + cell.rowspan]
            if any(all(other.grid_x < cell.grid_x for other in under.children) for under in below):
                cell.mark["A"].pop("RowSpan", None)
                for under in below:
                    under.mark["K"].append(_empty_cell(under.mark, cell, pdf).reference)


def _empty_cell(row: Any, cell: Any, pdf: Any) -> Any:
    empty = _pydyf.Dictionary(
        {"Type": "/StructElem", "S": "/TD", "K": _pydyf.Array([]), "Pg": row["Pg"], "P": row.reference}
    )
    if cell.colspan > 1:
        empty["A"] = _pydyf.Dictionary({"O": "/Table", "ColSpan": cell.colspan})
    pdf.add_object(empty)
    return empty


def _add_links(links_and_anchors: Any, matrix: Any, pdf: Any, page: Any, names: Any, marks: Any) -> None:
    _link(links_and_anchors, matrix, pdf, page, names, marks)
    for _, _, _, box in links_and_anchors[0]:
        annotation = getattr(box, "link_annotation", None)
        if annotation is None:
            continue
        annotation["F"] = 4  # printed
        words = "".join(child.text for child in box.descendants() if isinstance(child, boxes.TextBox))
        if words.strip():
            annotation["Contents"] = _pydyf.String(words.strip())
