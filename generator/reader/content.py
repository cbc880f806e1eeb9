"""Report ↔ content.json, the shape that outside programs rely on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from generator.model import (
    Block,
    Box,
    Cell,
    Chart,
    ChartPoint,
    Contents,
    ContentsEntry,
    Cover,
    Figure,
    Finding,
    Furniture,
    Heading,
    PageAccount,
    Place,
    Prose,
    Report,
    Table,
    Unread,
    block_kind,
)


def report_to_content(report: Report) -> dict[str, Any]:
    """The report as plain data: source, title, company, blocks, and what was kept out, page by page."""
    return {
        "schema": 1,
        "source": {"file": report.source_file, "sha256": report.source_sha256, "pages": report.pages},
        "title": report.title,
        "company": report.company,
        "traditional": report.traditional,
        "blocks": [_block(block) for block in report.blocks],
        "furniture": [{"kind": f.kind, "source": f.source, "pages": list(f.pages)} for f in report.furniture],
        "doubts": [asdict(doubt) for doubt in report.doubts],
        "accounts": [{**asdict(account), "notes": list(account.notes)} for account in report.accounts],
    }


def content_to_report(content: Mapping[str, Any]) -> Report:
    """The report that ``report_to_content`` wrote down; boxes are to a hundredth of a point."""
    source = content["source"]
    return Report(
        source["file"],
        source["sha256"],
        source["pages"],
        content["title"],
        content["company"],
        tuple(_to_block(said) for said in content["blocks"]),
        tuple(Furniture(f["kind"], f["source"], tuple(f["pages"])) for f in content.get("furniture", ())),
        tuple(PageAccount(**{**a, "notes": tuple(a["notes"])}) for a in content.get("accounts", ())),
        content.get("traditional", False),
        tuple(Finding(**{**doubt, **_spans(doubt)}) for doubt in content.get("doubts", ())),
    )


def _spans(doubt: Mapping[str, Any]) -> dict[str, Any]:
    """JSON has no tuples."""
    return {key: tuple(doubt[key]) if doubt[key] else None for key in ("source_span", "target_span")}


def _to_block(said: Mapping[str, Any]) -> Block:
    place = Place(said["page"], _to_box(said["box"]))
    match said["kind"]:
        case "heading":
            return Heading(said["id"], said["source"], place, said["level"])
        case "table":
            return _to_table(said)
        case "figure":
            chart = _to_chart(said["chart"]) if said["chart"] else None
            labels, unread = tuple(said["labels"]), said.get("unread", False)
            return Figure(said["id"], place, said["caption"], said["image"], labels, chart, unread)
        case "cover":
            return Cover(said["id"], tuple(said["lines"]), place)
        case "toc":
            entries = tuple(ContentsEntry(**entry) for entry in said["entries"])
            return Contents(said["id"], said["source"], entries, _to_places(said))
        case "unread":
            return Unread(said["id"], place, said["reason"], said["reason_zh"], said["source"])
        case kind:
            return Prose(said["id"], kind, said["source"], _to_places(said), said["marker"])


def _to_table(said: Mapping[str, Any]) -> Table:
    rows = tuple(
        tuple(
            Cell(
                cell["source"],
                cell["rowspan"],
                cell["colspan"],
                Place(cell["page"], _to_box(cell["box"])) if "box" in cell else None,
            )
            for cell in row
        )
        for row in said["rows"]
    )
    return Table(said["id"], rows, _to_places(said), said["caption"], said["unit"], said["header_rows"])


def _to_chart(said: Mapping[str, Any]) -> Chart:
    return Chart(said["kind"], tuple(ChartPoint(**point) for point in said["points"]), said["title"])


def _to_places(said: Mapping[str, Any]) -> tuple[Place, ...]:
    return tuple(Place(place["page"], _to_box(place["box"])) for place in said["places"])


def _to_box(sides: Sequence[float]) -> Box:
    x0, top, x1, bottom = sides
    return (x0, top, x1, bottom)


def _block(block: Block) -> dict[str, Any]:
    place = block.place
    said: dict[str, Any] = {
        "id": block.id,
        "kind": block_kind(block),
        "page": place.page,
        "box": _box(place.box),
    }
    match block:
        case Heading():
            said |= {"level": block.level, "source": block.source}
        case Prose():
            said |= {"source": block.source, "marker": block.marker, **_pages(block.places)}
        case Table():
            said |= _table(block)
        case Figure():
            said |= {
                "caption": block.caption,
                "image": block.image,
                "labels": list(block.labels),
                "chart": _chart(block.chart) if block.chart else None,
                "unread": block.unread,
            }
        case Cover():
            said |= {"source": "\n".join(block.lines), "lines": list(block.lines)}
        case Contents():
            said |= {"source": block.title, "entries": [asdict(entry) for entry in block.entries]}
            said |= _pages(block.places)
        case Unread():
            said |= {"source": block.source, "reason": block.reason, "reason_zh": block.reason_zh}
    return said


def _table(table: Table) -> dict[str, Any]:
    return {
        **_pages(table.places),
        "caption": table.caption,
        "unit": table.unit,
        "header_rows": table.header_rows,
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    said: dict[str, Any] = {"source": cell.source, "rowspan": cell.rowspan, "colspan": cell.colspan}
    if cell.place:
        said |= {"page": cell.place.page, "box": _box(cell.place.box)}
    return said


def _chart(chart: Chart) -> dict[str, Any]:
    return {"kind": chart.kind, "title": chart.title, "points": [asdict(point) for point in chart.points]}


def _pages(places: tuple[Place, ...]) -> dict[str, Any]:
    return {
        "pages": [place.page for place in places],
        "places": [{"page": place.page, "box": _box(place.box)} for place in places],
    }


def _box(box: Box) -> list[float]:
    return [round(side, 2) for side in box]
