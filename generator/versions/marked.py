"""The difference of two texts marked character by character; a figure or a Latin word is marked whole."""

from __future__ import annotations

import difflib
import re
from typing import Literal

Piece = tuple[Literal["same", "out", "in"], str]
_ATOMS = re.compile(r"\d[\d,.]*\d|[A-Za-z]+|\s+|.", re.DOTALL)


def compare_characters(before: str, after: str) -> tuple[Piece, ...]:
    """The two texts as pieces: same, taken out, put in; without the one kind, joined, they give each text back.

    >>> compare_characters("召开3次会议", "召开12次年会")
    (('same', '召开'), ('out', '3'), ('in', '12'), ('same', '次'), ('in', '年'), ('same', '会'), ('out', '议'))
    """
    old, new = _ATOMS.findall(before), _ATOMS.findall(after)
    pieces: list[Piece] = []
    for kind, a0, a1, b0, b1 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(old[a0:a1])))
            continue
        if a1 > a0:
            pieces.append(("out", "".join(old[a0:a1])))
        if b1 > b0:
            pieces.append(("in", "".join(new[b0:b1])))
    return tuple(pieces)
