"""Type that the pages of a PDF show in part only, because it runs out of the box that its drawing is cut to."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, c_ushort
from typing import Any

import pypdfium2.raw as _raw

from generator.model import Box

raw: Any = _raw
SLACK = 1.0


def find_clipped(page: Any, text: Any) -> tuple[str, ...]:
    """The pieces of type of an open page, and its text, that are cut off."""
    pieces = (
        raw.FPDFPage_GetObject(page.raw, number) for number in range(raw.FPDFPage_CountObjects(page.raw))
    )
    return tuple(
        _words(piece, text.raw)
        for piece in pieces
        if raw.FPDFPageObj_GetType(piece) == raw.FPDF_PAGEOBJ_TEXT and _is_cut(piece)
    )


def _is_cut(piece: Any) -> bool:
    left, bottom, right, top = _bounds(piece)
    return any(
        left < x0 - SLACK or bottom < y0 - SLACK or right > x1 + SLACK or top > y1 + SLACK
        for x0, y0, x1, y1 in _clips(piece)
    )


def _bounds(piece: Any) -> Box:
    edges = [c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(piece, *map(byref, edges))
    return edges[0].value, edges[1].value, edges[2].value, edges[3].value


def _clips(piece: Any) -> Iterator[Box]:
    """The boxes to which a piece is cut, in points from the lower left corner."""
    clip = raw.FPDFPageObj_GetClipPath(piece)
    for number in range(max(raw.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
        points = list(_points(clip, number))
        if points:
            across, up = zip(*points, strict=True)
            yield min(across), min(up), max(across), max(up)


def _points(clip: Any, number: int) -> Iterator[tuple[float, float]]:
    x, y = c_float(), c_float()
    for n in range(raw.FPDFClipPath_CountPathSegments(clip, number)):
        segment = raw.FPDFClipPath_GetPathSegment(clip, number, n)
        if raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y)):
            yield x.value, y.value


def _words(piece: Any, text: Any) -> str:
    size = raw.FPDFTextObj_GetText(piece, text, None, 0)
    buffer = (c_ushort * size)()
    raw.FPDFTextObj_GetText(piece, text, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
