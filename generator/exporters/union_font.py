"""One font file for all parts of an edition: the glyphs of every part, under the numbers that they have in the source.

WeasyPrint keeps a glyph's number when it cuts a font down, so that one file made from all the glyphs serves the
text of every part as it was drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import uharfbuzz as _uharfbuzz

from generator.exporters.laid import FontFacts

uharfbuzz: Any = _uharfbuzz
# What a finished page has no use for: shaping is done, and the other tables WeasyPrint leaves out too.
DROPPED = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "GDEF", "JSTF", "LTSH", "PCLT", "SVG ")


@dataclass(frozen=True, slots=True)
class UnionFont:
    """A font of the whole edition: its facts, with the glyphs of all parts, and its file. ``otf`` tells CFF outlines."""

    facts: FontFacts
    data: bytes

    @property
    def otf(self) -> bool:
        """Whether the outlines are those of PostScript."""
        return self.data[:4] == b"OTTO"


def unite(uses: Sequence[FontFacts]) -> FontFacts:
    """The widths and characters of all uses of a font that agree with the first; where two differ, the first is right."""
    widths: dict[int, float] = {}
    characters: dict[int, str] = {}
    for use in uses:
        if agrees(use, widths):
            widths = {**use.widths, **widths}
            characters = {**use.characters, **characters}
    return replace(uses[0], widths=widths, characters=characters, lacking=False)


def agrees(use: FontFacts, widths: Mapping[int, float]) -> bool:
    """Whether a part can take the font of the whole edition as its own: the same widths, and no codes of its own."""
    return not use.lacking and all(widths.get(glyph, width) == width for glyph, width in use.widths.items())


def make_union(uses: Sequence[FontFacts], files: Mapping[str, Path]) -> UnionFont:
    """The font of the whole edition, cut down from its file to the glyphs that any of the parts uses."""
    glyphs = {glyph for use in uses for glyph in use.widths}
    return UnionFont(unite(uses), _cut(files[uses[0].file], glyphs))


def _cut(path: Path, glyphs: Iterable[int]) -> bytes:
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    wanted = uharfbuzz.SubsetInput()
    count = face.glyph_count
    wanted.glyph_set.update(sorted({0, *(glyph for glyph in glyphs if glyph < count)}))
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in DROPPED)
    wanted.flags = (
        uharfbuzz.SubsetFlags.RETAIN_GIDS
        | uharfbuzz.SubsetFlags.NO_HINTING
        | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
        | uharfbuzz.SubsetFlags.DESUBROUTINIZE
    )
    return bytes(uharfbuzz.subset(face, wanted).blob.data)


def glyph_widths(widths: Mapping[int, float]) -> list[Any]:
    """The widths as a PDF has them: the first glyph of a row, then the widths of the row."""
    rows: list[Any] = []
    for glyph in sorted(widths):
        if glyph - 1 not in widths:
            rows += [glyph, []]
        rows[-1].append(widths[glyph])
    return rows


def to_unicode(characters: Mapping[int, str]) -> bytes:
    """The character map of a font: what a reader's program copies for each glyph."""
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <ffff>",
        "endcodespacerange",
    ]
    items = sorted(characters.items())
    for start in range(0, len(items), 100):
        batch = items[start : start + 100]
        lines.append(f"{len(batch)} beginbfchar")
        lines += [f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" for glyph, text in batch]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()
