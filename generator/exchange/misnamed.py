"""A file that is not what its name says, or broken: what it is by its first bytes, so that a person is told what to do."""

from __future__ import annotations

import codecs
import re
import zipfile
from pathlib import Path

from generator.errors import MemoryInvalid

_HEAD = 4096
_OFFICE = {
    "xl/": (".xlsx", "an Excel workbook", "Excel 工作簿"),
    "word/": (".docx", "a Word document", "Word 文档"),
}
_BEGINNINGS = (
    (rb"%PDF-", ".pdf", "a PDF", "PDF 文件"),
    (
        rb"\xd0\xcf\x11\xe0",
        "",
        "an Excel or Word file of the old kind or with a password",
        "旧版或加密的 Excel 或 Word 文件",
    ),
    (rb"\s*(?:<[?!][^>]*>\s*)*<tmx[\s>]", ".tmx", "a TMX memory", "TMX 翻译记忆"),
    (rb"\s*(?:<[?!][^>]*>\s*)*<xliff[\s>]", ".xlf", "an XLIFF file", "XLIFF 文件"),
    (rb"\s*(?:<[?!][^>]*>\s*)*<html[\s>]", ".html", "a web page", "网页"),
)
_SAME = {".xliff": ".xlf"}


def find_misnamed(path: Path) -> MemoryInvalid | None:
    """The fault of a file that is empty, or of another kind than its name says; None where neither is seen."""
    with path.open("rb") as raw:
        head = raw.read(_HEAD)
    if not head.strip(b"\0 \t\r\n"):
        return MemoryInvalid(
            f"{path.name}: the file is empty; export it again.", f"{path.name}：文件为空，请重新导出。"
        )
    suffix, kind, kind_zh = _kind_of(path, head)
    own = path.suffix.lower()
    if not kind or suffix == _SAME.get(own, own):
        return None
    if suffix in ("", ".pdf", ".html"):
        return MemoryInvalid(
            f"{path.name}: this is {kind}, whatever its name says; export it as the kind that is wanted here.",
            f"{path.name}：该文件实为{kind_zh}，与扩展名不符，请导出为所需格式。",
        )
    return MemoryInvalid(
        f"{path.name}: this is {kind}, whatever its name says; rename it to {path.stem}{suffix}.",
        f"{path.name}：该文件实为{kind_zh}，与扩展名不符，请重命名为 {path.stem}{suffix}。",
    )


def _kind_of(path: Path, head: bytes) -> tuple[str, str, str]:
    """The ending, and the name in both languages, of what a file is by its content; empty where that is not known."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            parts = packed.namelist()
        kinds = (kind for folder, kind in _OFFICE.items() if any(part.startswith(folder) for part in parts))
        return next(kinds, ("", "a packed file", "压缩文件"))
    plain = head.removeprefix(codecs.BOM_UTF8).replace(b"\0", b"")  # so UTF-16 is read as well
    plain = plain.removeprefix(codecs.BOM_UTF16_LE).removeprefix(codecs.BOM_UTF16_BE)
    known = (kind for beginning, *kind in _BEGINNINGS if re.match(beginning, plain, re.IGNORECASE))
    suffix, kind, kind_zh = next(known, ("", "", ""))
    return suffix, kind, kind_zh
