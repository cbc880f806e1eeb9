"""What a faithful reading of the sample report says, and where in the PDF each block begins."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pypdfium2

LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
_PROSE = ("p", "item", "note", "remark")


def bare(text: str) -> str:
    """The text without white space."""
    return re.sub(r"\s+", "", text)


def block_parts(block: dict[str, Any]) -> tuple[str, Any]:
    """The kind of a block of source.yaml, and what it says."""
    ((kind, content),) = block.items()
    return kind, content


def find_pages(report: dict[str, Any], pdf: Path) -> dict[int, int]:
    """Block number → page on which it begins, from 1, read from the finished PDF in order."""
    with_text = [bare(text) for text in _page_texts(pdf)]
    pages: dict[int, int] = {}
    page, at = 3, 0
    for number, block in enumerate(report["blocks"]):
        kind, content = block_parts(block)
        if kind in ("cover", "contents"):
            pages[number] = 1 if kind == "cover" else 2
            continue
        floats = kind == "chart" and "caption" not in content
        place = _find(bare(_first_words(kind, content)), with_text, page, 0 if floats else at)
        pages[number] = place[0]
        if not floats:
            page, at = place
    return pages


def _page_texts(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)  # type: ignore[no-untyped-call]
    return [page.get_textpage().get_text_range() for page in document]


def _find(words: str, pages: list[str], page: int, at: int) -> tuple[int, int]:
    needle = words[:18]
    for number in range(page, len(pages) + 1):
        found = pages[number - 1].find(needle, at if number == page else 0)
        if found >= 0:
            return number, found
    raise LookupError(f"not in the PDF after page {page}: {needle}")


def _first_words(kind: str, content: Any) -> str:
    match kind:
        case "table":
            return str(content.get("caption") or content.get("unit") or content["rows"][0][0])
        case "photos":
            return str(content[0]["caption"])
        case "chart":
            return str(content.get("caption") or content["title"])
        case "signature":
            return str(content[0])
        case _:
            return str(content)


def report_to_truth(report: dict[str, Any], pages: dict[int, int], pdf: Path) -> dict[str, Any]:
    """The truth in the shape that the scoring of readings expects."""
    blocks = [(number, *block_parts(block)) for number, block in enumerate(report["blocks"])]
    last = len(_page_texts(pdf))
    return {
        "source": pdf.name,
        "pages": last,
        "title": report["title"],
        "company": report["company"],
        "headings": [
            {"page": pages[n], "level": LEVELS[kind], "text": content}
            for n, kind, content in blocks
            if kind in LEVELS
        ],
        "toc_pages": [2],
        "furniture": [running_head(report)],
        "page_numbers": "{n}",
        "text_pages": list(range(3, last + 1)),
        "paragraphs": [
            {"page": pages[n], "text": text} for n, kind, content in blocks for text in _prose(kind, content)
        ],
        "tables": [_table(content, pages[n], pdf) for n, kind, content in blocks if kind == "table"],
        "tables_complete": True,
        "figures": [figure for n, kind, content in blocks for figure in _figures(kind, content, pages[n])],
    }


def running_head(report: dict[str, Any]) -> str:
    """The line above every page but the cover."""
    return f"{report['company']}　{report['title']}"


def _prose(kind: str, content: Any) -> list[str]:
    """Bullets of lists are left out."""
    if kind == "signature":
        return [str(line) for line in content]
    return [str(content)] if kind in _PROSE else []


def _figures(kind: str, content: Any, page: int) -> list[dict[str, Any]]:
    if kind == "cover":
        return [{"page": page, "kind": "photo", "caption": None, "optional": True}]
    if kind == "photos":
        return [{"page": page, "kind": "photo", "caption": photo["caption"]} for photo in content]
    if kind != "chart":
        return []
    points = [
        {"label": label, "value": float(value) if "." in value else int(value)}
        for label, value in content["points"]
    ]
    return [{"page": page, "kind": content["kind"], "caption": content.get("caption"), "chart": points}]


def _table(table: dict[str, Any], page: int, pdf: Path) -> dict[str, Any]:
    return {
        "pages": _table_pages(table, page, pdf),
        "caption": table.get("caption"),
        "unit": table.get("unit"),
        "header_rows": table["header_rows"],
        "rows": merged_rows(table["rows"]),
    }


def _table_pages(table: dict[str, Any], page: int, pdf: Path) -> list[int]:
    """From the page of the title to that of the last row."""
    texts = [bare(text) for text in _page_texts(pdf)]
    last = "".join(bare(cell) for cell in table["rows"][-1] if cell not in "^<")
    end = next(n for n in range(page, len(texts) + 1) if last in texts[n - 1])
    return list(range(page, end + 1))


def merged_rows(rows: list[list[str]]) -> list[list[dict[str, Any]]]:
    """The cells that stand in each row, a merged one once with its spans."""
    return [
        [_cell(rows, r, c) for c, text in enumerate(row) if text not in ("^", "<")]
        for r, row in enumerate(rows)
    ]


def _cell(rows: list[list[str]], r: int, c: int) -> dict[str, Any]:
    high = wide = 1
    while r + high < len(rows) and rows[r + high][c] == "^":
        high += 1
    while c + wide < len(rows[r]) and rows[r][c + wide] == "<":
        wide += 1
    cell: dict[str, Any] = {"text": rows[r][c]}
    if high > 1:
        cell["rowspan"] = high
    if wide > 1:
        cell["colspan"] = wide
    return cell
