"""What a picture of the source is like, where the layout has to know."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PIL import Image

_WHITE = 240
_SHARE = 0.7
_SIDE = 64


@cache
def is_on_white(path: Path) -> bool:
    """Whether a picture stands on white or on nothing, as a logo does: such a one is shown whole, a photograph cut.

    Its outermost pixels decide, seven in ten of them: a side may end in a rule or a band. False for one that cannot
    be read, as a Word file may hold.
    """
    try:
        with Image.open(path) as picture:
            small = picture.convert("RGBA").resize((_SIDE, _SIDE))
    except (OSError, Image.DecompressionBombError):
        return False
    paper = Image.new("RGBA", small.size, "white")
    paper.alpha_composite(small)
    grey = paper.convert("L").tobytes()
    ends = (0, _SIDE - 1)
    rim = [grey[y * _SIDE + x] for x in range(_SIDE) for y in range(_SIDE) if x in ends or y in ends]
    return sum(1 for value in rim if value >= _WHITE) >= _SHARE * len(rim)
