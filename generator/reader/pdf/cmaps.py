"""Fonts whose encoding is a CMap inside the file: pdfminer knows only those with a name, and loses the text.

ISO 32000-1, 9.7.5.3: an embedded CMap says which bytes are one code and which glyph (CID) a code stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pdfminer.cmapdb import CMap, CMapBase, FileUnicodeMap
from pdfminer.pdffont import PDFCIDFont, PDFFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, resolve1

MOST = 65_536  # codes of one CMap; a damaged one may claim more
SECTION = re.compile(rb"begin(codespacerange|cidrange|cidchar)(.*?)end\1", re.S)
RANGE = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>(?:\s*(\d+))?")
SINGLE = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*(\d+)")


class Resources(PDFResourceManager):
    """pdfminer's fonts, with the embedded encodings that it leaves out."""

    def get_font(self, objid: object, spec: Any) -> PDFFont:
        """The font; one whose encoding is unknown shows its codes rather than nothing."""
        font = super().get_font(objid, spec)
        if isinstance(font, PDFCIDFont) and type(font.cmap) is CMap and not font.cmap.code2cid:
            encoding = resolve1(spec.get("Encoding"))
            found = _read(encoding.get_data()) if isinstance(encoding, PDFStream) else EmbeddedCMap()
            font.cmap = found
            _follow(font, found)
        return font


@dataclass
class EmbeddedCMap(CMapBase):
    """Codes to CIDs; a code that is not listed stands for itself. ``lengths`` are the bytes of a code by its first byte."""

    cids: dict[int, int] = field(default_factory=dict)
    lengths: dict[int, int] = field(default_factory=dict)

    def is_vertical(self) -> bool:
        """Text runs from left to right."""
        return False

    def decode(self, code: bytes) -> Iterator[int]:
        """The CIDs that a string of bytes draws."""
        at = 0
        while at < len(code):
            length = self.lengths.get(code[at], 2)
            value = int.from_bytes(code[at : at + length], "big")
            yield self.cids.get(value, value)
            at += length


def _read(data: bytes) -> EmbeddedCMap:
    found = EmbeddedCMap()
    for kind, body in SECTION.findall(data):
        if kind == b"cidchar":
            found.cids |= {int(code, 16): int(cid) for code, cid in SINGLE.findall(body)}
            continue
        for low, high, cid in RANGE.findall(body):
            start, end = int(low, 16), int(high, 16)
            if kind == b"codespacerange":
                length = len(re.sub(rb"\s", b"", low)) // 2
                first = [value >> 8 * (length - 1) for value in (start, end)]
                found.lengths |= dict.fromkeys(range(first[0], min(first[1], 255) + 1), max(length, 1))
            elif cid and end - start < MOST:
                found.cids |= {code: int(cid) + code - start for code in range(start, end + 1)}
    return found


def _follow(font: PDFCIDFont, cmap: EmbeddedCMap) -> None:
    """ToUnicode speaks of codes, pdfminer asks it for CIDs."""
    words = font.unicode_map
    if isinstance(words, FileUnicodeMap) and any(code != cid for code, cid in cmap.cids.items()):
        words.cid2unichr = {cmap.cids.get(code, code): text for code, text in words.cid2unichr.items()}
