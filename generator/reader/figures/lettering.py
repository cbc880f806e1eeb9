"""Words inside pictures: which pictures may hold words that nobody has read.

The words printed over a picture are its labels. What is part of the picture itself, as in a pasted chart, a
certificate or a scanned form, is in no text layer. Such a picture stands on an even ground; a photograph does not.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from PIL import Image

from generator.model import Block, Figure

_SIDE = 160  # pixels, enough to tell a ground: nothing is read here
_STRAY = 10  # levels of 255 by which a compressed ground strays
_GROUND = 0.5  # the share of a picture that is its ground
_INK = 0.005  # the share that is something else: less is an empty picture


def mark_unread(blocks: tuple[Block, ...], assets: Path) -> tuple[Block, ...]:
    """The blocks, with the figures marked whose picture in the folder ``assets`` may hold words that nobody has read."""
    return tuple(
        replace(block, unread=True)
        if isinstance(block, Figure)
        and block.image
        and not (block.labels or block.chart)
        and has_ground(assets / PurePosixPath(block.image).name)
        else block
        for block in blocks
    )


def has_ground(path: Path) -> bool:
    """Whether most of a picture is one colour and something stands on it; False for one that cannot be read."""
    try:
        with Image.open(path) as picture:
            small = picture.convert("RGBA").resize((_SIDE, _SIDE), Image.Resampling.NEAREST)
    except (OSError, ValueError, Image.DecompressionBombError):
        return False
    paper = Image.new("RGBA", small.size, "white")
    paper.alpha_composite(small)
    flat = paper.convert("RGB")
    colours = flat.getcolors(_SIDE**2) or []
    _, ground = max(colours, key=lambda found: (found[0], found[1]))
    near = sum(count for count, colour in colours if _is_near(colour, ground))
    return _GROUND <= near / _SIDE**2 <= 1 - _INK


def _is_near(one: Any, other: Any) -> bool:
    return all(abs(a - b) <= _STRAY for a, b in zip(one, other, strict=True))
