"""Traditional characters read as simplified ones, so that glossary, memory and number rules know one script only."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from opencc import OpenCC

_HAN = ((0x3400, 0x9FFF), (0xF900, 0xFAFF))


@cache
def simplified_table() -> dict[int, str]:
    """Traditional character → its simplified one, one for one, with the forms that only Hong Kong writes (衞)."""
    han = [chr(code) for first, last in _HAN for code in range(first, last + 1)]
    simple = str(OpenCC("hk2s").convert("\n".join(han))).split("\n")
    return {ord(a): b for a, b in zip(han, simple, strict=True) if a != b and len(b) == 1}


def to_simplified(text: str) -> str:
    """The text in simplified characters, code point for code point: spans in it are spans in the original.

    >>> to_simplified("衞寧健康資產總額875,648.55萬元")
    '卫宁健康资产总额875,648.55万元'
    """
    return text.translate(simplified_table())


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


@lru_cache(maxsize=65536)
def find_readings(text: str) -> tuple[str, ...]:
    """How a traditional text may stand in a simplified file: word by word, from Hong Kong's words or from Taiwan's.

    A text without a traditional character has none; lengths may differ from the text's.
    """
    if to_simplified(text) == text:
        return ()
    return tuple(str(_converter(name).convert(text)) for name in ("hk2s", "tw2sp"))


_HALF_STOP = re.compile(
    r"(?<=[\u4e00-\u9fff%％‰℃²³”》）)])[,;:]|[,;:](?=\s?[\u4e00-\u9fff“《（])|(?<=[a-z])[,;](?=\d)"
)
_FULL_STOPS = {",": "，", ";": "；", ":": "："}


def to_full_stops(text: str) -> str:
    """A Chinese text with full-width commas, semicolons and colons between its clauses, of the same length.

    >>> to_full_stops("昼间58.6分贝,夜间47.2分贝;共1,234户")
    '昼间58.6分贝，夜间47.2分贝；共1,234户'
    """
    return _HALF_STOP.sub(lambda stop: _FULL_STOPS[stop[0]], text)
