"""TMX 1.4b, the exchange format of translation memories (gala-global.org/tmx-14b)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from xml.etree.ElementTree import Element

from generator.errors import MemoryInvalid
from generator.exchange.xml import LANGUAGE, clean, inner_text, local_name, read_elements
from generator.memory import Pair

_MARKUP = frozenset({"bpt", "ept", "it", "ph", "ut", "sub"})


def read_tmx(path: Path) -> tuple[Pair, ...]:
    """The pairs of a TMX file, by the languages that it names and not by their order.

    ``place`` counts the units from 1. Raises MemoryInvalid for broken XML and for a file without one pair.
    """
    pairs = []
    for number, unit in enumerate(read_elements(path, "tu"), 1):
        words = _by_language(unit)
        if words.get("zh") and "en" in words:
            pairs.append(Pair(words["zh"], words["en"], f"{path.name}:{number}"))
    if not pairs:
        raise MemoryInvalid(
            f"{path.name}: there is no Chinese and English pair in this file; export a memory with languages zh and en.",
            f"{path.name}：文件中没有中英文句对，请导出语言为 zh 和 en 的翻译记忆。",
        )
    return tuple(pairs)


def _by_language(unit: Element) -> dict[str, str]:
    words: dict[str, str] = {}
    for variant in unit:
        if local_name(variant) != "tuv":
            continue
        language = (variant.get(LANGUAGE) or variant.get("lang") or "").lower()
        segment = next((child for child in variant if local_name(child) == "seg"), None)
        if segment is not None:
            words.setdefault(language[:2], inner_text(segment, _MARKUP))
    return words


def export_tmx(pairs: Iterable[Pair]) -> bytes:
    """The pairs as TMX 1.4, without a date so that the same pairs give the same bytes."""
    units = "".join(
        f'    <tu><prop type="x-state">{clean(pair.state)}</prop>'
        f'<tuv xml:lang="zh-CN"><seg>{clean(pair.source)}</seg></tuv>'
        f'<tuv xml:lang="en"><seg>{clean(pair.target)}</seg></tuv></tu>\n'
        for pair in pairs
    )
    head = (
        '<header creationtool="duizhao" creationtoolversion="1" segtype="sentence" o-tmf="duizhao" '
        'adminlang="en" srclang="zh-CN" datatype="plaintext"/>'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n  {head}\n  <body>\n{units}  </body>\n</tmx>\n'
    ).encode()
