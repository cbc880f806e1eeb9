"""The structure that a tagged PDF gives itself: which paragraph each piece of marked content belongs to.

Word writes one P element a paragraph and page, so two lines in one element are one paragraph; other programs
tag each line. ``passages.tags_agree`` decides whether a file's tags can be believed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, resolve1

BLOCKS = re.compile(r"P|H|H[1-6]|Title|Caption|L|LI|LBody|TD|TH|TOCI|Note|Figure|Artifact|BlockQuote")
DEEPEST = 12  # elements to climb from a word to its paragraph

Tag = tuple[int, str]


def find_tags(document: PDFDocument, page: PDFPage) -> dict[int, Tag]:
    """By marked content id: the number of the paragraph's element and its role; empty for an untagged page."""
    try:
        owners, roles = find_owners(document, page)
        known: dict[int, Tag | None] = {}
        for owner in owners:
            if isinstance(owner, PDFObjRef) and owner.objid not in known:
                known[owner.objid] = _block_of(owner, roles)
        found = ((i, known.get(getattr(owner, "objid", -1))) for i, owner in enumerate(owners))
        return {i: tag for i, tag in found if tag is not None}
    except Exception:  # a damaged tree is no tree; pdfminer raises anything on one
        return {}


def find_owners(document: PDFDocument, page: PDFPage) -> tuple[list[Any], Mapping[str, Any]]:
    """The element that owns each piece of a page's marked content, by its id, and the file's own role names."""
    root = resolve1(document.catalog.get("StructTreeRoot"))
    key = resolve1(page.attrs.get("StructParents"))
    if not isinstance(root, dict) or not isinstance(key, int):
        return [], {}
    owners = _look_up(resolve1(root.get("ParentTree")), key)
    return owners if isinstance(owners, list) else [], resolve1(root.get("RoleMap")) or {}


def role_of(element: Mapping[str, Any], roles: Mapping[str, Any]) -> str:
    """The standard role of an element."""
    name = _name(element.get("S"))
    return _name(roles.get(name)) or name


def _look_up(node: Any, key: int, depth: int = 0) -> Any:
    """The value of a key in a number tree (ISO 32000-1, 7.9.7)."""
    if not isinstance(node, dict) or depth > DEEPEST:
        return None
    numbers = resolve1(node.get("Nums"))
    if isinstance(numbers, list):
        pairs = zip(numbers[::2], numbers[1::2], strict=False)
        return next((resolve1(value) for number, value in pairs if resolve1(number) == key), None)
    for child in resolve1(node.get("Kids")) or []:
        below = resolve1(child)
        limits = resolve1(below.get("Limits")) if isinstance(below, dict) else None
        if (
            isinstance(limits, list)
            and len(limits) == 2
            and resolve1(limits[0]) <= key <= resolve1(limits[1])
        ):
            return _look_up(below, key, depth + 1)
    return None


def _block_of(owner: Any, roles: Mapping[str, Any]) -> Tag | None:
    """The paragraph that an element is or lies in."""
    for _ in range(DEEPEST):
        element = resolve1(owner)
        if not isinstance(element, dict):
            return None
        role = role_of(element, roles)
        if BLOCKS.fullmatch(role):
            return (owner.objid, role) if isinstance(owner, PDFObjRef) else None
        owner = element.get("P")
    return None


def _name(literal: Any) -> str:
    value = getattr(resolve1(literal), "name", "")
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)
