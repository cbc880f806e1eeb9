"""XML from other people's programs, read one element at a time and never trusted.

Entities and external references are refused; a DOCTYPE alone, as OmegaT writes it, is let pass and
nothing is fetched for it. Files that say they are in a Chinese encoding are read in it; one that says UTF-16 and
begins with plain letters was saved anew as UTF-8, and is read so.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, iterparse

from generator.errors import MemoryInvalid

_NO_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_SAYS = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
# What the parser does not know, or would not find there, and what the bytes are in then.
_ENCODINGS = (
    dict.fromkeys(
        ("gb2312", "gbk", "gb18030", "cp936", "windows-936", "gb_2312-80", "euc-cn", "hz-gb-2312"), "gb18030"
    )
    | dict.fromkeys(("big5", "big5-hkscs", "cp950", "windows-950"), "big5hkscs")
    | dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "unicode"), "utf-8-sig")
)
_HEAD = 400
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_elements(path: Path, *names: str) -> Iterator[Element]:
    """The elements of these local names in order, each whole when it is given and taken out of the tree afterwards."""
    above: list[Element] = []
    try:
        for event, element in _events(path):
            if event == "start":
                above.append(element)
                continue
            above.pop()
            if local_name(element) in names:
                yield element
                if above:
                    above[-1].remove(element)
    except ParseError as fault:
        if not _is_in_its_encoding(path):
            raise _wrong_encoding(path) from fault
        line, column = fault.position
        raise MemoryInvalid(
            f"{path.name}:{line}: the XML is broken at column {column + 1}; export the file again from the tool that made it.",
            f"{path.name}:{line}：XML 在第 {column + 1} 列损坏，请用原工具重新导出该文件。",
        ) from fault
    except DefusedXmlException as fault:
        raise MemoryInvalid(
            f"{path.name}: the XML defines entities or refers to other files, which is not allowed; export it without a document type.",
            f"{path.name}：XML 含有实体定义或外部引用，出于安全考虑不予读取，请导出为不含 DTD 实体的文件。",
        ) from fault
    except (UnicodeError, LookupError, ValueError) as fault:
        raise _wrong_encoding(path) from fault


def _events(path: Path) -> Iterator[Any]:
    encoding = _encoding_of(path)
    if encoding is None:
        yield from iterparse(str(path), events=("start", "end"))
        return
    with path.open("rb") as raw:
        recoded = codecs.EncodedFile(raw, "utf-8", encoding)
        yield from iterparse(recoded, ("start", "end"), DefusedXMLParser(encoding="utf-8"))


def _encoding_of(path: Path) -> str | None:
    """The encoding that a file's first line names, where the parser would not read it by itself."""
    with path.open("rb") as raw:
        said = _SAYS.match(raw.read(_HEAD).removeprefix(codecs.BOM_UTF8))
    return _ENCODINGS.get(said[1].decode().lower()) if said else None


def _is_in_its_encoding(path: Path) -> bool:
    """Whether a file without the marks of UTF-16 is UTF-8 all through, if that is what it says or leaves unsaid."""
    said = _encoding_of(path) or "utf-8"
    raw = path.read_bytes()
    if said != "utf-8" or raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in raw[:_HEAD]:
        return True
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _wrong_encoding(path: Path) -> MemoryInvalid:
    return MemoryInvalid(
        f"{path.name}: the text encoding is not what the file says; save it as UTF-8.",
        f"{path.name}：文件编码与声明不符，请另存为 UTF-8。",
    )


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def inner_text(element: Element, markup: frozenset[str]) -> str:
    """The words of an element; what stands inside ``markup`` elements is another program's code, not words."""
    words = element.text or ""
    for child in element:
        if local_name(child) not in markup:
            words += inner_text(child, markup)
        words += child.tail or ""
    return words


def clean(words: str) -> str:
    """The words escaped for XML, without the characters that XML 1.0 cannot hold (its production 2, Char)."""
    return escape(_NO_XML.sub("", words))
