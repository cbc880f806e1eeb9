"""The parts of a Word file → blocks: cover and contents, headings, captions bound, what signs the report."""

from __future__ import annotations

import hashlib
import io
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageCms

from generator.model import (
    BULLETS,
    Block,
    Chart,
    Contents,
    ContentsEntry,
    Cover,
    Figure,
    Heading,
    Ids,
    Place,
    Prose,
    ProseKind,
    Table,
    bare,
)
from generator.reader.blocks import NOTE
from generator.reader.front import CONTENTS_TITLE
from generator.reader.items import CAPTION, UNIT
from generator.reader.lines import BOXES
from generator.reader.numbering import DATE, look_up_number
from generator.reader.word.tables import NOWHERE, WordTable
from generator.reader.word.texts import Words

FORMATS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}


@dataclass(slots=True)
class Drawn:
    """A figure as found: words in it, the chart, the picture's bytes and type, a caption from a layout table."""

    page: int
    labels: tuple[str, ...] = ()
    chart: Chart | None = None
    picture: tuple[bytes, str] | None = None
    caption: str | None = None


@dataclass(slots=True)
class Framed:
    """A table with what is bound to it."""

    table: WordTable
    caption: str | None = None
    unit: str | None = None


Part = Words | Framed | Drawn


def parts_to_blocks(parts: list[Part], assets: Path | None) -> list[Block]:
    """All blocks in order; pictures are written into the folder ``assets``, where there is one."""
    ids = Ids()
    front, rest = _front(parts, ids)
    _bind(rest)
    return sorted([*front, *_body(rest, ids, assets)], key=lambda block: block.place.page)


def _bind(parts: list[Part]) -> None:
    """Gives tables and figures their captions and unit lines, and takes these out of the text."""
    bound: set[int] = set()
    for i, part in enumerate(parts):
        if isinstance(part, Framed):
            bound |= _bind_above(parts, i, part)
    for i, part in enumerate(parts):
        if isinstance(part, Drawn) and part.caption is None:
            bound |= _bind_figure(parts, i, part, bound)
    parts[:] = [part for i, part in enumerate(parts) if i not in bound]


def _bind_above(parts: list[Part], at: int, framed: Framed) -> set[int]:
    bound = set()
    for i in range(at - 1, max(at - 4, -1), -1):
        words = parts[i]
        if not isinstance(words, Words) or words.page < framed.table.page - 1:
            break
        if UNIT.match(words.text) and framed.unit is None:
            framed.unit = words.text
        elif _is_caption(words):
            framed.caption = words.whole
            bound.add(i)
            break
        else:
            break
        bound.add(i)
    return bound


def _bind_figure(parts: list[Part], at: int, drawn: Drawn, bound: set[int]) -> set[int]:
    """The caption below the figure or the row of figures, else the one above."""
    after = next((i for i in range(at + 1, len(parts)) if not isinstance(parts[i], Drawn)), None)
    for i in (after, at - 1):
        words = parts[i] if i is not None and i >= 0 else None
        near = isinstance(words, Words) and words.page == drawn.page
        if i is not None and i not in bound and near and isinstance(words, Words) and _is_caption(words):
            for other in parts[at : i if i > at else at + 1]:
                if isinstance(other, Drawn):
                    other.caption = words.whole
            return {i}
    return set()


def _is_caption(words: Words) -> bool:
    """Whether a paragraph names a figure or table: by its style, its words, or as a short centred line."""
    if words.outline or len(words.whole) > 60 or words.text.endswith(("。", "；", "：")):
        return False
    styled = re.search(r"caption|题注|table title|图题|表题|表格标题", words.style, re.I)
    centred = words.align == "center" and len(words.whole) <= 40 and not look_up_number(words.whole)
    return bool(styled or CAPTION.match(words.whole) or centred)


def _body(parts: list[Part], ids: Ids, assets: Path | None) -> list[Block]:
    blocks: list[Block] = []
    levels = _levels(parts)
    signed = _signed(parts)
    for part in parts:
        if isinstance(part, Framed):
            blocks.append(_table(part, ids))
        elif isinstance(part, Drawn):
            blocks.append(_figure(part, ids, assets))
        elif id(part) in levels:
            place = Place(part.page, NOWHERE)
            blocks.append(Heading(ids.take("heading", part.whole), part.whole, place, levels[id(part)]))
        else:
            blocks.append(_prose(part, ids, id(part) in signed))
    return blocks


def _front(parts: list[Part], ids: Ids) -> tuple[list[Block], list[Part]]:
    """The cover and the contents, and all parts that follow."""
    blocks: list[Block] = []
    cover = _cover(parts)
    if cover:
        lines = tuple(words.whole for words in cover)
        blocks.append(Cover(ids.take("cover", "\n".join(lines)), lines, Place(1, NOWHERE)))
    contents = _contents(parts)
    if contents:
        titles = [words for words in contents if CONTENTS_TITLE.fullmatch(bare(words.text))]
        entries = tuple(_entry(words) for words in contents if words not in titles)
        title = titles[0].text if titles else ""
        said = "\n".join([title, *(entry.source for entry in entries)])
        blocks.append(Contents(ids.take("toc", said), title, entries, (Place(contents[0].page, NOWHERE),)))
    taken = {id(words) for words in (*cover, *contents)}
    return blocks, [part for part in parts if id(part) not in taken]


def _cover(parts: list[Part]) -> list[Words]:
    """The paragraphs of page 1 where it is a cover: few, none of them a sentence or a heading."""
    first = [part for part in parts if _page_of(part) == 1]
    words = [part for part in first if isinstance(part, Words)]
    sparse = len(words) <= 12 and not any(isinstance(part, Framed) for part in first)
    plain = not any(part.outline or part.text.endswith("。") or _is_contents(part) for part in words)
    return words if words and sparse and plain and len(first) < len(parts) else []


def _page_of(part: Part) -> int:
    """The page on which a part begins."""
    return part.table.page if isinstance(part, Framed) else part.page


def _contents(parts: list[Part]) -> list[Words]:
    """The contents: paragraphs of its styles, and after its title those that end in a page number."""
    found: list[Words] = []
    for part in parts:
        if not isinstance(part, Words):
            continue
        typed = (
            bool(found) and _page_of(part) - found[-1].page <= 1 and re.search(r"\t\s*\d{1,4}$", part.whole)
        )
        if _is_contents(part) or typed:
            found.append(part)
        elif len(found) > 1:
            break
    return found


def _is_contents(words: Words) -> bool:
    style = words.style.lower()
    return bool(re.match(r"toc\b|toc\d|目录", style)) or bool(CONTENTS_TITLE.fullmatch(bare(words.text)))


def _entry(words: Words) -> ContentsEntry:
    said, _, page = words.whole.rpartition("\t")
    level = re.search(r"^toc.*?([1-9])\s*$", words.style, re.I)
    if not said:
        said, page = words.whole, ""
    return ContentsEntry(said.replace("\t", " ").strip(), page.strip() or None, int(level[1]) if level else 1)


def _levels(parts: list[Part]) -> dict[int, int]:
    """The level of each heading by identity: its style's; where no style says, that of its number."""
    words = [part for part in parts if isinstance(part, Words)]
    outlined = {id(part): part.outline for part in words if part.outline and len(part.text) <= 100}
    if not outlined:
        outlined = {
            id(part): number.rank
            for part in words
            if (number := look_up_number(part.whole))
            and (part.bold or number.rank <= 4)
            and len(part.text) <= 40
            and not part.text.endswith(("。", "；", "，", "："))
        }
    order = sorted(set(outlined.values()))
    return {key: order.index(level) + 1 for key, level in outlined.items()}


def _signed(parts: list[Part]) -> set[int]:
    """The lines that sign the report: set to the right at its end, the last of them a date."""
    found: set[int] = set()
    words = [part for part in parts if isinstance(part, Words)]
    for i, part in enumerate(words):
        if not DATE.fullmatch(part.text.strip()) or not _is_set_off(part):
            continue
        found.add(id(part))
        for before in reversed(words[max(0, i - 5) : i]):
            if not _is_set_off(before) or before.text.endswith("。"):
                break
            found.add(id(before))
    return found


def _is_set_off(words: Words) -> bool:
    return words.align in ("right", "end") or words.indent > 3600 or "sign" in words.style.lower()


def _table(framed: Framed, ids: Ids) -> Table:
    rows = framed.table.rows()
    said = "\n".join([framed.caption or "", *(cell.source for row in rows for cell in row)])
    return Table(
        ids.take("table", said),
        rows,
        (Place(framed.table.page, NOWHERE),),
        framed.caption,
        framed.unit,
        framed.table.header_rows(),
    )


def _figure(drawn: Drawn, ids: Ids, assets: Path | None) -> Figure:
    said = "\n".join([drawn.caption or "", *drawn.labels])
    image = _save(drawn.picture, assets) if drawn.picture and assets else None
    return Figure(
        ids.take("figure", said), Place(drawn.page, NOWHERE), drawn.caption, image, drawn.labels, drawn.chart
    )


def _save(picture: tuple[bytes, str], assets: Path) -> str | None:
    """Writes a picture and names it; None for formats that nothing can show (EMF, WMF)."""
    shown = _to_shown(*picture)
    if shown is None:
        return None
    data, suffix = shown
    name = f"{hashlib.sha256(data).hexdigest()[:16]}.{suffix}"
    assets.mkdir(parents=True, exist_ok=True)
    (assets / name).write_bytes(data)
    return f"assets/{name}"


def _to_shown(data: bytes, kind: str) -> tuple[bytes, str] | None:
    """The bytes of a picture and its suffix as pages can show it: one for four-colour printing in the screen's colours.

    A page of PDF/A says once what its colours mean, and that is RGB.
    """
    suffix = FORMATS.get(kind)
    out = io.BytesIO()
    try:
        with Image.open(io.BytesIO(data)) as image:
            if suffix == "jpg" and image.mode == "CMYK":
                _in_rgb(image).save(out, "JPEG", quality=92, subsampling=0)
            elif suffix is None:
                image.convert("RGB").save(out, "PNG")
    except Exception:  # Pillow raises many things on formats it does not know
        return (data, suffix) if suffix else None
    return (out.getvalue() or data, suffix or "png")


def _in_rgb(image: Image.Image) -> Image.Image:
    """The picture in sRGB, by the inks that its profile names; without one or with a wrong one, as Pillow mixes them."""
    profile = image.info.get("icc_profile")
    with suppress(ImageCms.PyCMSError, OSError, TypeError):
        if profile:
            inks = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            shown = ImageCms.profileToProfile(image, inks, ImageCms.createProfile("sRGB"), outputMode="RGB")
            if shown is not None:
                return shown
    return image.convert("RGB")


def _prose(words: Words, ids: Ids, signed: bool) -> Prose:
    """A paragraph's block; a bullet is its marker and no part of its words, as in a PDF."""
    text, bullet = words.whole.replace("\t", " "), words.bullet
    if text[0] in BULLETS and text[1:].strip() and text[0] not in BOXES:
        text, bullet = text[1:].strip(), text[0]
    number = look_up_number(text)
    marker = bullet or (text[: number.end].strip() if number else None)
    kind: ProseKind = "item" if marker else "paragraph"
    if signed:
        kind = "signature"
    elif NOTE.match(text) or words.style == "footnote":
        kind = "note"
    elif CAPTION.match(text) and len(text) <= 60:
        kind = "caption"
    return Prose(ids.take(kind, text), kind, text, (Place(words.page, NOWHERE),), marker)
