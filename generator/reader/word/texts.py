"""Paragraphs of a Word file: their words as printed, what is drawn in them, and how they are set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from generator.reader.word.lists import BULLETS, Lists

SKIPPED = frozenset(
    qn(tag)
    for tag in (
        "w:pPr",
        "w:rPr",
        "w:del",
        "w:moveFrom",
        "w:instrText",
        "w:delText",
        "w:rt",
        "w:sdtPr",
        "w:annotationRef",
    )
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
DRAWN = frozenset(qn(tag) for tag in ("w:drawing", "w:pict", "w:object"))
WRAPPERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")))
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
BOX = qn("w:txbxContent")


@dataclass(slots=True)
class Words:
    """A paragraph: its words, list number and bullet, style, and the drawings and notes that hang in it.

    ``outline`` is the heading level from 1 that its style gives, ``breaks`` the page ends
    that it asks for, ``rendered`` those that Word noted when it last saved the file.
    """

    text: str
    style: str
    outline: int | None
    align: str
    bold: bool
    indent: int
    number: str = ""
    bullet: str | None = None
    drawings: list[Any] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    breaks: int = 0
    rendered: int = 0
    page: int = 1

    @property
    def whole(self) -> str:
        """The words with the number that Word prints before them."""
        return f"{self.number}{self.text}" if self.number else self.text


class Paragraphs:
    """Reads paragraphs in order; numbers of lists are counted on the way."""

    def __init__(self, styles: Any, numbering: Any) -> None:
        self._styles = {style.get(qn("w:styleId")): style for style in styles.findall(qn("w:style"))}
        self._lists = Lists(numbering)

    def read(self, paragraph: Any) -> Words:
        """What stands in one paragraph."""
        style_id = _attribute(paragraph, "w:pPr/w:pStyle")
        parts: list[str] = []
        words = Words("", self._name(style_id), self._outline(paragraph, style_id), "", False, 0)
        bold: list[bool] = []
        for kind, value, run_bold in _pieces(paragraph, None):
            if kind == "text":
                parts.append(value)
                bold.append(run_bold is True or (run_bold is None and self._style_bold(style_id)))
            elif kind == "break":
                words.breaks += 1
            elif kind == "rendered":
                words.rendered += 1
            elif kind == "drawing":
                words.drawings.append(value)
            else:
                words.notes.append(value)
        words.text = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(parts)).strip()
        words.bold = bool(bold) and all(bold)
        words.align = self._inherited(paragraph, style_id, "w:jc", "w:val")
        indent = self._inherited(paragraph, style_id, "w:ind", "w:left") or "0"
        words.indent = int(indent) if re.fullmatch(r"-?\d+", indent) else 0
        if self._inherited(paragraph, style_id, "w:pageBreakBefore", "w:val", "on") == "on":
            words.breaks += 1
        if words.text:
            words.number, words.bullet = self._number(paragraph, style_id)
        return words

    def _number(self, paragraph: Any, style_id: str) -> tuple[str, str | None]:
        list_id = self._inherited(paragraph, style_id, "w:numPr/w:numId", "w:val")
        if not list_id or list_id == "0":
            return "", None
        level = self._inherited(paragraph, style_id, "w:numPr/w:ilvl", "w:val") or "0"
        printed, is_bullet = self._lists.number(list_id, int(level) if level.isdigit() else 0)
        return ("", printed) if is_bullet else (printed, None)

    def _outline(self, paragraph: Any, style_id: str) -> int | None:
        if self._name(style_id).lower().startswith("toc"):
            return None
        level = self._inherited(paragraph, style_id, "w:outlineLvl", "w:val")
        if level.isdigit():
            return int(level) + 1 if int(level) < 9 else None
        named = re.fullmatch(r"(?:heading|标题)\s*([1-9])", self._name(style_id).lower())
        return int(named[1]) if named else None

    def _name(self, style_id: str) -> str:
        style = self._styles.get(style_id)
        return _attribute(style, "w:name") if style is not None else ""

    def _style_bold(self, style_id: str) -> bool:
        return any(_is_on(style.find(f"{qn('w:rPr')}/{qn('w:b')}")) for style in self._chain(style_id))

    def _inherited(self, paragraph: Any, style_id: str, path: str, name: str, bare: str = "") -> str:
        """A property of a paragraph, its own or its style's; ``bare`` stands for one without a value."""
        steps = "/".join(qn(step) for step in path.split("/"))
        for owner in (paragraph, *self._chain(style_id)):
            found = owner.find(f"{qn('w:pPr')}/{steps}")
            if found is not None:
                value = found.get(qn(name))
                return bare if value is None or (bare and value in ("1", "true")) else value
        return ""

    def _chain(self, style_id: str) -> Iterator[Any]:
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            yield style
            style_id = _attribute(style, "w:basedOn")


def opened(parent: Any, *tags: str) -> Iterator[Any]:
    """The children with these tags in order, those in content controls and other wrappers too."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in WRAPPERS:
            yield from opened(child, *tags)


def inner_paragraphs(drawing: Any) -> list[Any]:
    """The paragraphs of the text boxes in a drawing."""
    boxes = [box for box in drawing.iter(BOX) if not _in_fallback(box, drawing)]
    return [paragraph for box in boxes for paragraph in box.iter(qn("w:p"))]


def _pieces(element: Any, bold: bool | None) -> Iterator[tuple[str, Any, bool | None]]:
    """The words, breaks, drawings and notes of a paragraph in order."""
    for child in element:
        tag = child.tag
        if tag in SKIPPED or not isinstance(tag, str):
            continue
        if tag in DRAWN:
            yield ("drawing", child, None)
        elif tag == qn("w:t") or tag == MATH:
            yield ("text", child.text or "", bold)
        elif tag == qn("w:tab") or tag == qn("w:ptab"):
            yield ("text", "\t", bold)
        elif tag == qn("w:br") or tag == qn("w:cr"):
            is_page = child.get(qn("w:type")) == "page"
            yield ("break", None, None) if is_page else ("text", "\n", bold)
        elif tag == qn("w:lastRenderedPageBreak"):
            yield ("rendered", None, None)
        elif tag == qn("w:noBreakHyphen"):
            yield ("text", "-", bold)
        elif tag == qn("w:sym"):
            yield ("text", _symbol(child.get(qn("w:char")) or ""), bold)
        elif tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
            yield ("note", child.get(qn("w:id")) or "", None)
        elif tag == qn("w:r"):
            yield from _pieces(child, _run_bold(child))
        else:
            yield from _pieces(child, bold)


def _symbol(code: str) -> str:
    """A character of a symbol font by its code: a bullet where it is known as one."""
    if not re.fullmatch(r"[0-9A-Fa-f]{1,4}", code):
        return ""
    value = int(code, 16)
    return BULLETS.get(chr(value | 0xF000), chr(value) if value else "")


def _run_bold(run: Any) -> bool | None:
    found = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
    return None if found is None else _is_on(found)


def _is_on(element: Any) -> bool:
    return element is not None and element.get(qn("w:val")) not in ("0", "false", "off")


def _attribute(element: Any, path: str, name: str = "w:val") -> str:
    found = element.find("/".join(qn(step) for step in path.split("/"))) if element is not None else None
    return (found.get(qn(name)) or "") if found is not None else ""


def _in_fallback(element: Any, top: Any) -> bool:
    """Whether an element stands in the older copy of a drawing that Word keeps for old programs."""
    while element is not None and element is not top:
        if element.tag in SKIPPED:
            return True
        element = element.getparent()
    return False
