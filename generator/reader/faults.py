"""Files that cannot be read, said in one plain sentence; text layers that cannot be trusted, noticed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from pdfminer.pdfdocument import PDFPasswordIncorrect

from generator.errors import SourceUnreadable
from generator.reader.lines import Line
from generator.reader.sheet import Sheet
from generator.reader.source import Source, open_source

MAGIC = b"%PDF-"
NOISE = re.compile(r"\(cid:\d+\)|[\ufffd\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff\U000f0000-\U0010ffff]")
GARBLED = 0.3  # share of a line's characters that say nothing, from which the line is unread


def open_checked(path: Path) -> Source:
    """The PDF at ``path``, opened and with at least one page; SourceUnreadable says what else it is."""
    name = path.name
    if path.is_dir():
        raise SourceUnreadable(
            f"{name} is a folder; give the PDF file itself.", f"{name} 是文件夹，请指定其中的 PDF 文件。"
        )
    if not path.is_file():
        raise SourceUnreadable(
            f"{name} does not exist; check the path.", f"找不到文件 {name}，请检查路径。"
        )
    head = _head(path)
    if not head:
        raise SourceUnreadable(
            f"{name} is empty; get the PDF again.", f"文件 {name} 是空的，请重新获取该 PDF。"
        )
    if MAGIC not in head:
        raise SourceUnreadable(
            f"{name} is not a PDF; export the report as PDF and try again.",
            f"{name} 不是 PDF 文件，请将报告导出为 PDF 后重试。",
        )
    return _open(path)


def check_text(path: Path, sheets: Sequence[Sheet]) -> None:
    """Raises SourceUnreadable where no page has a text layer."""
    if any(sheet.ink for sheet in sheets):
        return
    pages = f"1–{len(sheets)}" if len(sheets) > 1 else "1"
    raise SourceUnreadable(
        f"{path.name} has no text layer on page {pages}: it is a scan; run OCR on it or get the original PDF.",
        f"{path.name} 第 {pages} 页没有文字层，是扫描件；请先进行 OCR，或获取原始 PDF。",
    )


def is_garbled(line: Line) -> bool:
    """Whether a line's text layer says nothing: unmapped glyphs, private codes, replacement characters."""
    noise = len(NOISE.findall(line.text))
    return noise > GARBLED * max(line.ink, 1)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(1024)
    except OSError as error:
        raise SourceUnreadable(
            f"{path.name} cannot be opened ({error.strerror}); check its permissions.",
            f"无法打开 {path.name}（{error.strerror}），请检查文件权限。",
        ) from error


def _open(path: Path) -> Source:
    name = path.name
    try:
        source = open_source(path)
    except PDFPasswordIncorrect as error:
        raise SourceUnreadable(
            f"{name} is protected by a password; save a copy without it and try again.",
            f"{name} 设有密码，请另存一份不加密的副本后重试。",
        ) from error
    except Exception as error:  # pdfminer raises anything on a damaged file
        raise _damaged(name) from error
    if not source.pages:
        source.file.close()
        raise _damaged(name)
    return source


def _damaged(name: str) -> SourceUnreadable:
    return SourceUnreadable(
        f"{name} is damaged or cut off, no page of it can be found; get the file again.",
        f"{name} 已损坏或不完整，找不到任何页面，请重新获取该文件。",
    )
