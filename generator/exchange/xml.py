"""XML from other people's programs, read one element at a time and never trusted.

Entities and external references are refused; a DOCTYPE alone, as OmegaT writes it, is let pass and
nothing is fetched for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from generator.errors import MemoryInvalid

_NO_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_elements(path: Path, *names: str) -> Iterator[Element]:
    """The elements of these local names in order, each whole when it is given and taken out of the tree afterwards."""
    above: list[Element] = []
    try:
        for event, element in iterparse(str(path), events=("start", "end")):
            if event == "start":
                above.append(element)
                continue
            above.pop()
            if local_name(element) in names:
                yield element
                if above:
                    above[-1].remove(element)
    except ParseError as fault:
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
        raise MemoryInvalid(
            f"{path.name}: the text encoding is not what the file says; save it as UTF-8.",
            f"{path.name}：文件编码与声明不符，请另存为 UTF-8。",
        ) from fault


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
