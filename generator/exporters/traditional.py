"""Simplified → traditional Chinese through OpenCC, with the words of Hong Kong or of Taiwan."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import opencc

_TABLES = {"hk": "s2hk", "tw": "s2twp"}


@lru_cache(maxsize=4)
def converter(variant: str | None) -> Callable[[str], str]:
    """The conversion for ``hk`` or ``tw``; for None the text stays as it is."""
    if variant is None:
        return str
    tables = opencc.OpenCC(_TABLES[variant])
    return lambda text: str(tables.convert(text))
