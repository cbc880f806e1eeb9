"""One HTML page to see at a glance how a report was read: each page's picture with the blocks drawn over it.

The file needs nothing beside itself: pictures are inside, there is no script from elsewhere.
"""

from __future__ import annotations

import base64
import html
import io
from collections import defaultdict
from pathlib import Path
from typing import Any

import pypdfium2

from generator.model import (
    Block,
    Box,
    Figure,
    Heading,
    Report,
    Table,
    block_kind,
    block_places,
    block_source,
)

SCALE = 1.35  # pixels a point: readable, and about 100 kB a page
KINDS: dict[str, tuple[str, str, str]] = {
    "heading": ("#c2185b", "Heading", "标题"),
    "paragraph": ("#1565c0", "Paragraph", "段落"),
    "item": ("#00838f", "List item", "列表项"),
    "note": ("#6a1b9a", "Note", "附注"),
    "caption": ("#ad1457", "Caption", "题注"),
    "signature": ("#4e342e", "Signature", "落款"),
    "table": ("#2e7d32", "Table", "表格"),
    "figure": ("#ef6c00", "Figure", "图"),
    "cover": ("#546e7a", "Cover", "封面"),
    "toc": ("#546e7a", "Contents", "目录"),
    "unread": ("#d50000", "Not read", "未能读取"),
}
STYLE = """
body { font: 14px/1.5 "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 0; background: #eceff1; color: #212121; }
header { position: sticky; top: 0; z-index: 9; background: #fff; padding: 10px 20px; box-shadow: 0 1px 3px #0003; }
h1 { font-size: 18px; margin: 0 0 4px; }
h2 { font-size: 14px; margin: 24px 20px 6px; }
.legend label { display: inline-block; margin-right: 14px; white-space: nowrap; }
.legend i { display: inline-block; width: 12px; height: 12px; margin: 0 5px -1px 0; border-radius: 2px; }
.sheet { display: flex; gap: 20px; padding: 0 20px; align-items: flex-start; flex-wrap: wrap; }
.page { position: relative; background: #fff; box-shadow: 0 1px 4px #0004; flex: none; }
.page img { display: block; width: 100%; height: 100%; }
.page a { position: absolute; box-sizing: border-box; border: 1.5px solid; border-radius: 2px; }
.page a b { position: absolute; left: -1.5px; top: -15px; font: 10px/14px sans-serif; color: #fff; padding: 0 4px; border-radius: 2px; }
.page a:hover { box-shadow: 0 0 0 3px #ffeb3b; z-index: 5; }
ol { flex: 1 1 320px; margin: 0; padding: 0; list-style: none; max-width: 720px; }
li { margin: 0 0 6px; padding: 4px 8px; background: #fff; border-left: 4px solid; }
li:target { background: #fff9c4; }
li small { color: #616161; }
table { border-collapse: collapse; font-size: 12px; }
td { border: 1px solid #b0bec5; padding: 1px 5px; vertical-align: top; white-space: pre-line; }
.head td { background: #e8f5e9; font-weight: bold; }
.account { margin: 0 20px 10px; color: #616161; font-size: 12px; }
"""


def inspect_page(report: Report, pdf_path: Path) -> str:
    """The HTML page: pictures of all pages of the PDF with the blocks of its reading, in English and Chinese."""
    names = {block.id: f"b{number}" for number, block in enumerate(report.blocks, 1)}
    on_page: defaultdict[int, list[tuple[Block, Box]]] = defaultdict(list)
    for block in report.blocks:
        for place in block_places(block):
            on_page[place.page].append((block, place.box))
    document: Any = pypdfium2.PdfDocument(pdf_path)  # type: ignore[no-untyped-call]
    try:
        pages = "\n".join(
            _page(report, number, document[number - 1], on_page[number], names)
            for number in range(1, len(document) + 1)
        )
    finally:
        document.close()
    title = html.escape(f"{report.title} · {report.source_file}")
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>\n<style>{STYLE}{_colours()}'
        f"</style></head>\n<body><header><h1>{title}</h1>{_legend(report)}</header>\n{pages}\n</body></html>\n"
    )


def _colours() -> str:
    return "".join(
        f"li.{kind} {{ border-color: {color}; }} .page a.{kind} {{ border-color: {color}; background: {color}14; }}"
        f" a.{kind} b, i.{kind} {{ background: {color}; }}\n"
        for kind, (color, _, _) in KINDS.items()
    )


def _legend(report: Report) -> str:
    counts: defaultdict[str, int] = defaultdict(int)
    for block in report.blocks:
        counts[block_kind(block)] += 1
    labels = "".join(
        f'<label><i class="{kind}"></i>{english} {chinese} {counts[kind]}</label>'
        for kind, (_, english, chinese) in KINDS.items()
        if counts[kind]
    )
    return f'<div class="legend">{labels}</div>'


def _page(
    report: Report, number: int, page: Any, blocks: list[tuple[Block, Box]], names: dict[str, str]
) -> str:
    picture, size = _picture(page)
    page.close()
    boxes = "".join(_box(block, box, size, names[block.id]) for block, box in blocks)
    said = "".join(_said(block, names[block.id]) for block, _ in blocks if block.place.page == number)
    wide, high = (round(side * SCALE) for side in size)
    return (
        f'<h2>Page {number} · 第 {number} 页</h2>\n{_account(report, number)}<div class="sheet">'
        f'<div class="page" style="width:{wide}px;height:{high}px"><img alt="Page {number}" src="{picture}">{boxes}</div>'
        f"<ol>{said}</ol></div>"
    )


def _picture(page: Any) -> tuple[str, tuple[float, float]]:
    """The page as a data address, and its size in points."""
    size = (page.get_width(), page.get_height())
    scale = SCALE * min(1.0, 2000 / max(*size, 1.0))
    out = io.BytesIO()
    page.render(scale=scale).to_pil().convert("RGB").save(out, "JPEG", quality=60)
    return f"data:image/jpeg;base64,{base64.b64encode(out.getvalue()).decode('ascii')}", size


def _box(block: Block, box: Box, size: tuple[float, float], name: str) -> str:
    wide, high = (max(side, 1.0) for side in size)
    x0, top, x1, bottom = box
    place = f"left:{x0 / wide:.3%};top:{top / high:.3%};width:{(x1 - x0) / wide:.3%};height:{(bottom - top) / high:.3%}"
    words = html.escape(block_source(block)[:200], quote=True)
    return f'<a class="{block_kind(block)}" style="{place}" href="#{name}" title="{words}"><b>{_tag(block)}</b></a>'


def _tag(block: Block) -> str:
    """What the label on a block says: its kind, for headings the level."""
    english = KINDS[block_kind(block)][1]
    return f"{english} {block.level}" if isinstance(block, Heading) else english


def _said(block: Block, name: str) -> str:
    """The block's words beside the picture."""
    match block:
        case Table():
            words = _table(block)
        case Figure():
            words = _lines(block.caption or "", *block.labels) + _chart(block)
        case _:
            words = _lines(*block_source(block).split("\n"))
    kind = block_kind(block)
    chinese = KINDS[kind][2]
    return f'<li id="{name}" class="{kind}"><small>{_tag(block)} {chinese} · {html.escape(block.id)}</small><br>{words}</li>'


def _lines(*lines: str) -> str:
    return "<br>".join(html.escape(line) for line in lines if line)


def _chart(figure: Figure) -> str:
    if not figure.chart:
        return ""
    cells = "".join(
        "<tr>"
        + "".join(f"<td>{html.escape(part or '')}</td>" for part in (p.label, p.series, p.value, p.share))
        + "</tr>"
        for p in figure.chart.points
    )
    return f"<br><small>{figure.chart.kind}</small><table>{cells}</table>"


def _table(table: Table) -> str:
    rows = []
    for number, row in enumerate(table.rows):
        cells = "".join(
            f'<td rowspan="{cell.rowspan}" colspan="{cell.colspan}">{html.escape(cell.source)}</td>'
            for cell in row
        )
        rows.append(f'<tr class="head">{cells}</tr>' if number < table.header_rows else f"<tr>{cells}</tr>")
    return _lines(table.caption or "", table.unit or "") + f"<table>{''.join(rows)}</table>"


def _account(report: Report, number: int) -> str:
    """Where the page's characters went, counted."""
    account = next((account for account in report.accounts if account.page == number), None)
    if account is None:
        return ""
    notes = "".join(f" · {html.escape(note)}" for note in account.notes)
    return (
        f'<p class="account">{account.characters} characters 字符: body 正文 {account.body}, furniture 页眉页脚'
        f" {account.furniture}, labels 图中文字 {account.labels}, unread 未读 {account.unread}{notes}</p>\n"
    )
