"""What PDF/UA-1 and PDF/A-3 ask of a file and a program can see, looked for in a finished edition.

The conditions are those of the Matterhorn Protocol 1.1 (numbers in the tests' words) and of ISO 19005-3; what is left
to people, and what differs, stands in templates/STANDARDS.md. None of this is veraPDF.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
from invented import invented
from PIL import Image

from generator.exporters import EditionSettings, load_theme
from generator.exporters.pdf import view_to_pages
from generator.exporters.view import bitext_to_view

SETTINGS = EditionSettings(year="2024")
STANDARD = {
    *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private"),
    *("P", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody"),
    *("TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Figure", "Formula", "Form"),
}  # fmt: skip
PARENTS = {
    "TOCI": {"TOC"},
    "LI": {"L"},
    "LBody": {"LI"},
    "Lbl": {"LI", "Note", "TOCI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
}
PAINTING = {"Tj", "TJ", "S", "s", "f", "F", "f*", "B", "b", "Do", "sh", "BI"}


@dataclass
class Tree:
    """The structure tree: each element with its kind and its parent's, and how often each marked piece is in it."""

    elements: list[tuple[str, str, Any]] = field(default_factory=list)
    pieces: Counter[tuple[Any, int]] = field(default_factory=Counter)


@lru_cache
def edition() -> bytes:
    folder = Path(__file__).parent / "samples"
    view = bitext_to_view(invented(), "en-zh", SETTINGS, folder)
    return view_to_pages(view, load_theme(), SETTINGS).data


@lru_cache
def document() -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(edition()))


@lru_cache
def tree() -> Tree:
    found = Tree()
    _walk(document().Root.StructTreeRoot.K, "Root", None, found)
    return found


def _walk(node: Any, parent: str, page: Any, found: Tree) -> None:
    if isinstance(node, pikepdf.Array):
        for kid in node:
            _walk(kid, parent, page, found)
    elif isinstance(node, int):
        found.pieces[page, node] += 1
    elif node.get("/Type") == "/MCR":
        found.pieces[node.Pg.objgen, int(node.MCID)] += 1
    elif "/S" in node:
        kind = str(node.S)[1:]
        found.elements.append((kind, parent, node))
        page = node.Pg.objgen if "/Pg" in node else page
        _walk(node.get("/K", pikepdf.Array()), kind, page, found)


def drawn() -> Iterator[tuple[Any, str, tuple[tuple[str, int | None], ...]]]:
    """What each page draws: the page, the operator, and the marks that are open there."""
    for page in document().pages:
        marks: list[tuple[str, int | None]] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BMC", "BDC"):
                number = operands[1].get("/MCID") if name == "BDC" else None
                marks.append((str(operands[0]), None if number is None else int(number)))
            elif name == "EMC":
                marks.pop()
            elif name in PAINTING:
                yield page.obj.objgen, name, tuple(marks)


def test_all_that_is_drawn_is_content_or_furniture_and_never_both() -> None:
    """01-001 to 01-005."""
    for _, operator, marks in drawn():
        furniture = any(kind == "/Artifact" for kind, _ in marks)
        content = any(number is not None for _, number in marks)
        assert furniture != content, (operator, marks)


def test_every_piece_of_content_is_in_the_tree_once() -> None:
    there = {(page, n) for page, _, marks in drawn() for _, n in marks if n is not None}
    assert there
    assert there <= set(tree().pieces)
    assert set(tree().pieces.values()) == {1}


def test_kinds_are_standard_and_stand_where_they_may() -> None:
    """02-001, 09-004 to 09-008."""
    for kind, parent, node in tree().elements:
        assert kind in STANDARD
        assert parent in PARENTS.get(kind, {parent}), (kind, parent)
        assert "/P" in node
    assert {kind for kind, parent, _ in tree().elements if parent == "TOC"} == {"TOCI"}


def test_headings_begin_at_one_and_leave_none_out() -> None:
    """14-002, 14-003."""
    levels = [int(kind[1]) for kind, _, _ in tree().elements if kind[0] == "H" and kind[1:].isdigit()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_figures_have_words_and_a_box_and_heads_a_scope() -> None:
    """13-004, 15-003."""
    figures = [node for kind, _, node in tree().elements if kind == "Figure"]
    assert figures
    for node in figures:
        assert str(node.Alt).strip()
        assert len(node.A.BBox) == 4
    heads = [node for kind, _, node in tree().elements if kind == "TH"]
    assert heads
    assert {str(node.A.Scope) for node in heads} == {"/Row", "/Column"}


def test_languages_title_and_marks_are_set() -> None:
    """06-002, 06-004, 07-001, 11-006; ISO 19005-3, 6.6.4."""
    root = document().Root
    assert str(root.Lang) == "en-GB"
    assert root.ViewerPreferences.DisplayDocTitle
    assert root.MarkInfo.Marked
    assert "/Suspects" not in root.MarkInfo
    meta = document().open_metadata()
    assert (meta["pdfuaid:part"], meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("1", "3", "A")
    assert meta["dc:title"] == str(document().docinfo["/Title"])
    assert meta["dc:creator"] == [str(document().docinfo["/Author"])]
    assert meta["pdf:Producer"] == str(document().docinfo["/Producer"])
    assert {str(node.Lang) for _, _, node in tree().elements if "/Lang" in node} >= {"en-GB", "zh-Hans"}


def test_links_say_where_they_lead_and_pages_are_read_in_order() -> None:
    """28-002, 28-004, 28-008, 28-011, 28-012."""
    inside = [node for kind, _, node in tree().elements if kind == "Link"]
    links = [link for page in document().pages for link in page.get("/Annots", [])]
    assert len(inside) == len(links) > 0
    for link in links:
        assert link.Subtype == "/Link"
        assert str(link.Contents).strip()
        assert "/StructParent" in link
        assert int(link.F) == 4
        assert "/Dest" in link
    assert {str(page.get("/Tabs")) for page in document().pages} == {"/S"}


def test_fonts_are_inside_with_their_characters() -> None:
    """31-001 to 31-030; ISO 19005-3, 6.2.11."""
    fonts = {font.objgen: font for page in document().pages for font in page.Resources.Font.values()}
    assert fonts
    for font in fonts.values():
        inner = font.DescendantFonts[0]
        assert font.Encoding == "/Identity-H"
        assert inner.Subtype == "/CIDFontType2"
        assert inner.CIDToGIDMap == "/Identity"
        assert "/FontFile2" in inner.FontDescriptor
        assert "/ToUnicode" in font
        assert str(inner.CIDSystemInfo.Ordering) == "Identity"


def test_pictures_and_states_are_those_of_an_archive() -> None:
    """ISO 19005-3, 6.2.2, 6.2.3, 6.2.8, 6.2.10: an output intent for RGB, nothing smoothed, no other colours."""
    (intent,) = document().Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert int(intent.DestOutputProfile.N) == 3
    for page in document().pages:
        for image in page.Resources.get("/XObject", {}).values():
            if image.Subtype == "/Image":
                assert not image.get("/Interpolate", False)
                assert str(image.ColorSpace) in ("/DeviceRGB", "/DeviceGray")
        for state in page.Resources.get("/ExtGState", {}).values():
            assert set(state.keys()) <= {"/Type", "/ca", "/CA", "/BM", "/SMask"}


def test_nothing_acts_and_nothing_is_locked_or_hidden() -> None:
    """20, 25-001, 26-001; ISO 19005-3, 6.1.3, 6.5, 6.9."""
    assert not document().is_encrypted
    assert len(document().trailer.ID) == 2
    for key in ("/OCProperties", "/AcroForm", "/OpenAction", "/AA", "/Perms", "/Requirements"):
        assert key not in document().Root
    assert set(document().Root.get("/Names", {}).keys()) <= {"/EmbeddedFiles", "/Dests"}


def test_enclosed_files_are_described() -> None:
    """21-001; ISO 19005-3, 6.8."""
    files = list(document().Root.AF)
    assert files
    for file in files:
        assert str(file.F) == str(file.UF)
        assert file.AFRelationship == "/Data"
        assert str(file.Desc).strip()
        assert file.EF.F.Subtype == "/text/csv"
        assert "/ModDate" in file.EF.F.Params


def test_a_page_without_photographs_is_light(tmp_path: Path) -> None:
    """60 KB a page at most, without the files enclosed and without photographs."""
    view = bitext_to_view(invented(), "en-zh", SETTINGS, tmp_path)
    data = view_to_pages(view, load_theme(), SETTINGS).data
    with pikepdf.open(io.BytesIO(data)) as plain:
        assert len(data) / len(plain.pages) <= 60 * 1024


def test_a_picture_one_can_see_through_is_archived_in_rgb(tmp_path: Path) -> None:
    Image.new("RGBA", (40, 20), (10, 80, 120, 200)).save(tmp_path / "flow.png")
    view = bitext_to_view(invented(), "en", SETTINGS, tmp_path)
    data = view_to_pages(view, load_theme(), SETTINGS).data
    with pikepdf.open(io.BytesIO(data)) as made:
        pictures = [image for page in made.pages for image in page.Resources.get("/XObject", {}).values()]
        spaces = {str(image.ColorSpace) for image in pictures if image.Subtype == "/Image"}
    assert spaces
    assert spaces <= {"/DeviceRGB", "/DeviceGray"}
