"""Files that cannot be read, said in one plain sentence; text layers that cannot be trusted, noticed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from pdfminer.pdfdocument import PDFPasswordIncorrect

from generator.errors import SourceUnreadable, source_missing, system_reason
from generator.reader.lines import CHINESE
from generator.reader.pdf.source import Source, open_source
from generator.reader.sheet import Sheet

MAGIC = b"%PDF-"
NOISE = re.compile(r"\(cid:\d+\)|[\ufffd\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff\U000f0000-\U0010ffff]")
WESTERN = re.compile(
    r"[\u00a1-\u00ac\u00ae-\u00b6\u00b8-\u00d6\u00d8-\u00ff]"
)  # but for the middle dot and ×
SIGNS = re.compile(r"[!\"#$&'*;<=>@\[\]^`{|}~\\]")
MOST = 0.4  # share of a page's characters in garbled lines, from which the page is
GARBLED = 0.3  # share of a line's characters that say nothing, from which the line is unread


def open_checked(path: Path) -> Source:
    """The PDF at ``path``, opened and with at least one page; SourceUnreadable says what else it is."""
    name = path.name
    if path.is_dir():
        raise SourceUnreadable(
            f"{name} is a folder; give the PDF file itself.", f"{name} 是文件夹，请指定其中的 PDF 文件。"
        )
    if not path.exists():
        raise source_missing(path)
    if not path.is_file():
        raise SourceUnreadable(
            f"{name} is not a regular file; give the PDF file itself.",
            f"{name} 不是普通文件，请指定 PDF 文件。",
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


def find_garbled(sheets: Sequence[Sheet]) -> frozenset[int]:
    """The lines, by identity, whose text layer says nothing.

    Where most of a page is garbled, what has no Chinese in it is taken for garbled too: the same broken fonts
    turn Chinese into letters and signs at random.
    """
    found: set[int] = set()
    for sheet in sheets:
        lines = [line for line in sheet.lines() if line.text]
        broken = [line for line in lines if _is_garbled(line.text, line.ink)]
        if sum(line.ink for line in broken) > MOST * sum(line.ink for line in lines):
            broken = [line for line in lines if len(CHINESE.findall(line.text)) < 0.3 * line.ink]
        found |= {id(line) for line in broken}
    return frozenset(found)


def _is_garbled(text: str, ink: int) -> bool:
    """Whether a line is noise: unmapped glyphs, private codes, GBK bytes read as Latin, or signs at random."""
    if len(NOISE.findall(text)) > GARBLED * max(ink, 1):
        return True
    if CHINESE.search(text):
        return False
    western = len(WESTERN.findall(text))
    return (western >= 3 and western > 0.15 * ink) or (ink >= 8 and len(SIGNS.findall(text)) > 0.25 * ink)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(1024)
    except OSError as error:
        why, why_zh = system_reason(error)
        raise SourceUnreadable(
            f"{path.name} cannot be opened ({why}); check its permissions.",
            f"无法打开 {path.name}（{why_zh}），请检查文件权限。",
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
