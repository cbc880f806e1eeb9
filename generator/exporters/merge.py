"""Parts of an edition → one PDF: pages, destinations, outline, tags, fonts, page furniture and enclosures.

The front part is the document that the others are added to: title, language, output intent and the marks of
PDF/A and PDF/UA are its own. Nothing here depends on a clock or on chance.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import md5, sha256
from pathlib import Path
from typing import Any

import pikepdf as _pikepdf

from generator.exporters.laid import Enclosure, Laid, Mark
from generator.exporters.union_font import UnionFont, agrees, glyph_widths, make_union, to_unicode

NO_DATE = "D:20000101000000Z"
pikepdf: Any = _pikepdf
Array, Dictionary, Name, String, Stream = (
    pikepdf.Array,
    pikepdf.Dictionary,
    pikepdf.Name,
    pikepdf.String,
    pikepdf.Stream,
)


@dataclass(slots=True)
class _Whole:
    """The document as it grows: what is known of it so far."""

    document: Any
    fonts: Mapping[str, UnionFont]
    files: dict[str, Any] = field(default_factory=dict)
    pictures: dict[tuple[bytes, bytes], Any] = field(default_factory=dict)
    shared: dict[str, Any] = field(default_factory=dict)
    destinations: dict[str, Any] = field(default_factory=dict)
    numbers: list[Any] = field(default_factory=list)
    next_number: int = 0


def merge(
    parts: Sequence[Laid], furniture: Laid, enclosures: Sequence[Enclosure], files: Mapping[str, Path]
) -> bytes:
    """The PDF of an edition from its parts in order, the front first, and the furniture of all its pages."""
    with pikepdf.open(io.BytesIO(parts[0].pdf)) as document:
        whole = _Whole(document, _union_fonts([*parts, furniture], files))
        _take_in(whole, parts[0], document, list(document.pages), document.Root.StructTreeRoot)
        for part in parts[1:]:
            _add(whole, part)
        _add_furniture(whole, furniture)
        _finish_tree(whole)
        _set_destinations(document, whole.destinations)
        _set_outline(document, [mark for part in parts for mark in _page_marks(part)])
        _enclose(document, enclosures)
        out = io.BytesIO()
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _union_fonts(parts: Iterable[Laid], files: Mapping[str, Path]) -> dict[str, UnionFont]:
    uses: dict[str, list[Any]] = {}
    for part in parts:
        for name, font in part.fonts.items():
            if font.file:
                uses.setdefault(name, []).append(font)
    return {name: make_union(found, files) for name, found in sorted(uses.items())}


def _add(whole: _Whole, part: Laid) -> None:
    """Append the pages of a part with all that belongs to them."""
    with pikepdf.open(io.BytesIO(part.pdf)) as source:
        before = len(whole.document.pages)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", pikepdf.PageCopyWarning)  # what it does not copy is copied here
            whole.document.pages.extend(source.pages)
        pages = list(whole.document.pages)[before:]
        # After its pages: qpdf then knows them, and what refers to a page refers to its copy.
        tree = whole.document.copy_foreign(source.Root.StructTreeRoot)
        _take_in(whole, part, source, pages, tree)


def _take_in(whole: _Whole, part: Laid, source: Any, pages: Sequence[Any], tree: Any) -> None:
    """Fit the pages of a part, which the document has by now, into the whole."""
    places = {page.objgen: n for n, page in enumerate(source.pages)}
    names = source.Root.get("/Names", Dictionary()).get("/Dests", Dictionary()).get("/Names", Array())
    for name, target in zip(list(names)[::2], list(names)[1::2], strict=True):
        page = pages[places[target[0].objgen]]
        whole.destinations.setdefault(str(name), Array([page.obj, *list(target)[1:]]))
    resources = pages[0].obj.Resources
    _share_fonts(whole, part, resources.Font)
    _share_pictures(whole, resources)
    resources.ColorSpace = whole.document.pages[0].obj.Resources.ColorSpace
    _number(whole, pages, tree)


def _share_pictures(whole: _Whole, resources: Any) -> None:
    """Take a picture that an earlier part has shown from there."""
    for name, drawn in list(resources.XObject.items()):
        if drawn.Subtype == Name.Image:
            resources.XObject[name] = _same_picture(whole, drawn)


def _same_picture(whole: _Whole, picture: Any) -> Any:
    if "/SMask" in picture:
        picture.SMask = _same_picture(whole, picture.SMask)
    about = repr(sorted((key, repr(value)) for key, value in picture.items() if key != "/SMask"))
    mask = picture.SMask.objgen if "/SMask" in picture else ()
    key = (sha256(picture.read_raw_bytes()).digest(), f"{about} {mask}".encode())
    return whole.pictures.setdefault(key, picture)


def _number(whole: _Whole, pages: Sequence[Any], tree: Any) -> None:
    """Hang a part's tags into the document's tree, the numbers of its pages and links after those before."""
    shift = whole.next_number
    for page in pages:
        page.obj.StructParents = int(page.obj.StructParents) + shift
        for annotation in page.obj.get("/Annots", ()):
            if "/StructParent" in annotation:
                annotation.StructParent = int(annotation.StructParent) + shift
    numbers = list(tree.ParentTree.Nums)
    for number, parent in zip(numbers[::2], numbers[1::2], strict=True):
        whole.numbers += [int(number) + shift, parent]
        whole.next_number = max(whole.next_number, int(number) + shift + 1)
    top = whole.document.Root.StructTreeRoot.K[0]
    if shift:
        for kid in tree.K[0].K:
            kid.P = top
            top.K.append(kid)


def _finish_tree(whole: _Whole) -> None:
    root = whole.document.Root.StructTreeRoot
    root.ParentTree = whole.document.make_indirect(Dictionary(Nums=Array(whole.numbers)))
    root.ParentTreeNextKey = whole.next_number


def _share_fonts(whole: _Whole, part: Laid, fonts: Any) -> None:
    """Put the fonts of the whole edition in the place of a part's own."""
    for key in list(fonts.keys()):
        name = key[1:]
        union = whole.fonts.get(name)
        if union is None:
            continue
        if not agrees(part.fonts[name], union.facts.widths):
            _embed(whole, name, fonts[key])
        elif name in whole.shared:
            fonts[key] = whole.shared[name]
        else:
            whole.shared[name] = fonts[key]
            _widen(whole, name, fonts[key])
            _embed(whole, name, fonts[key])


def _embed(whole: _Whole, name: str, font: Any) -> None:
    union = whole.fonts[name]
    if name not in whole.files:
        stream = Stream(whole.document, union.data)
        if union.otf:
            stream.Subtype = Name.OpenType
        else:
            stream.Length1 = len(union.data)
        whole.files[name] = whole.document.make_indirect(stream)
    font.DescendantFonts[0].FontDescriptor["/FontFile3" if union.otf else "/FontFile2"] = whole.files[name]


def _widen(whole: _Whole, name: str, font: Any) -> None:
    """Let a part's font know the glyphs of the whole edition."""
    facts = whole.fonts[name].facts
    font.ToUnicode = Stream(whole.document, to_unicode(facts.characters))
    inner = font.DescendantFonts[0]
    inner.W = Array([Array(part) if isinstance(part, list) else part for part in glyph_widths(facts.widths)])
    descriptor = inner.FontDescriptor
    box = list(descriptor.FontBBox)
    descriptor.FontBBox = Array([*box[:2], max(facts.widths.values()), box[3]])
    even = len(facts.widths) > 1 and len(set(facts.widths.values())) == 1
    descriptor.Flags = (int(descriptor.Flags) & ~1) | int(even)


def _add_furniture(whole: _Whole, furniture: Laid) -> None:
    """Draw each page's running head and folio after the page itself, as what is no content of it.

    Text is drawn by the page, in its flow, as in a whole that was laid out at once; pictures come as a form.
    """
    document = whole.document
    begin, between, end = (
        document.make_indirect(Stream(document, text))
        for text in (b"q\n", b"\nQ\n/Artifact <</Type /Pagination>> BDC\nq\n", b"\nQ\nEMC\n")
    )
    with pikepdf.open(io.BytesIO(furniture.pdf)) as source:
        drawn = list(source.pages)
        resources = document.copy_foreign(drawn[0].obj.Resources)
        _share_fonts(whole, furniture, resources.Font)
        for n, (page, empty) in enumerate(zip(document.pages, drawn, strict=True)):
            own = page.obj.Resources
            if _fits(resources, own):
                text = document.copy_foreign(empty.obj.Contents)
                for kind in (Name.Font, Name.ExtGState):
                    _put_in(own[kind], resources[kind])
            else:
                own.XObject[f"/Furniture{n}"] = document.copy_foreign(empty.as_form_xobject())
                text = document.make_indirect(Stream(document, f"/Furniture{n} Do".encode()))
            page.obj.Contents = Array([begin, page.obj.Contents, between, text, end])


def _fits(resources: Any, own: Any) -> bool:
    """Whether all that the furniture draws with means the same on a page: the same type, and plain transparency."""
    return (
        not any(len(resources[kind]) for kind in ("/XObject", "/Pattern", "/Shading"))
        and all(name[1] in "aA" for name, _ in resources.ExtGState.items())
        and all(own.Font.get(name, font).objgen == font.objgen for name, font in resources.Font.items())
    )


def _put_in(own: Any, more: Any) -> None:
    for name, value in more.items():
        if name not in own:
            own[name] = value


def _set_destinations(document: Any, destinations: Mapping[str, Any]) -> None:
    flat = Array()
    for name in sorted(destinations, key=str.encode):
        flat.append(String(name))
        flat.append(destinations[name])
    document.Root.Names = Dictionary(Dests=document.make_indirect(Dictionary(Names=flat)))


def _page_marks(part: Laid) -> Iterator[tuple[Mark, ...]]:
    yield from (page.marks for page in part.pages)


def _set_outline(document: Any, pages: Sequence[Sequence[Mark]]) -> None:
    """The outline of the whole edition: an entry hangs below the last one of a higher level."""
    with document.open_outline() as outline:
        outline.root.clear()
        above: list[tuple[int, Any]] = [(0, outline.root)]
        for page, marks in zip(document.pages, pages, strict=True):
            for mark in marks:
                target = Array([page.obj, Name.XYZ, round(mark.x, 6), round(mark.y, 6), 0])
                entry = pikepdf.OutlineItem(mark.label, target)
                entry.is_closed = mark.closed
                while above[-1][0] >= mark.level:
                    above.pop()
                above[-1][1].append(entry)
                above.append((mark.level, entry.children))


def _enclose(document: Any, enclosures: Iterable[Enclosure]) -> None:
    """Enclose files as PDF/A-3 asks: each with a date (no clock is read), a checksum and what it is to the document."""
    flat, listed = Array(), Array()
    for enclosure in sorted(enclosures, key=lambda enclosure: enclosure.name):
        file = Stream(document, enclosure.data)
        file.Type, file.Subtype = Name.EmbeddedFile, Name("/text/csv")
        file.Params = Dictionary(
            CheckSum=String(md5(enclosure.data, usedforsecurity=False).digest()),
            Size=len(enclosure.data),
            CreationDate=String(NO_DATE),
            ModDate=String(NO_DATE),
        )
        held = document.make_indirect(file)
        spec = document.make_indirect(
            Dictionary(
                Type=Name.Filespec,
                F=String(enclosure.name),
                UF=String(enclosure.name),
                Desc=String(enclosure.description),
                EF=Dictionary(F=held, UF=held),
                AFRelationship=Name.Data,
            )
        )
        flat.append(String(enclosure.name))
        flat.append(spec)
        listed.append(spec)
    if len(listed):
        document.Root.Names.EmbeddedFiles = document.make_indirect(Dictionary(Names=flat))
        document.Root.AF = listed
