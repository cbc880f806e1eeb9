"""Traditional characters read as simplified ones, so that glossary, memory and number rules know one script only."""

from __future__ import annotations

from functools import lru_cache

from opencc import OpenCC


@lru_cache(maxsize=4)
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


@lru_cache(maxsize=65536)
def to_simplified(text: str) -> str:
    """The text in simplified characters, code point for code point, so that spans in it are spans in the original.

    >>> to_simplified("衞寧健康資產總額875,648.55萬元")
    '卫宁健康资产总额875,648.55万元'
    """
    if text.isascii():
        return text
    plain = _with_variants(str(_converter("t2s").convert(text)))
    if len(plain) == len(text):
        return plain
    return "".join(map(_character, text))


@lru_cache(maxsize=16384)
def _character(character: str) -> str:
    plain = _with_variants(str(_converter("t2s").convert(character)))
    return plain if len(plain) == 1 else character


def _with_variants(text: str) -> str:
    """Hong Kong's own forms (衞, 户, 台) are no traditional characters to OpenCC's plain table."""
    return str(_converter("hk2s").convert(text))


@lru_cache(maxsize=65536)
def to_mainland(text: str) -> str:
    """The text in simplified characters and, where it uses Taiwan's words (資訊, 軟體), in the mainland's; for keys only."""
    return _with_variants(str(_converter("tw2sp").convert(text)))
