"""Which opening and closing marks of a text have no partner."""

from __future__ import annotations

from collections.abc import Mapping


def find_unpaired(text: str, marks: Mapping[str, str]) -> tuple[int, ...]:
    """The places of the marks without a partner, in order. ``marks`` maps each opening mark to its closing one.

    >>> find_unpaired("(a) b) [c", {"(": ")", "[": "]"})
    (5, 7)
    """
    closing = {close: start for start, close in marks.items()}
    waiting: list[int] = []
    alone: list[int] = []
    for at, character in enumerate(text):
        if character in marks:
            waiting.append(at)
        elif character in closing:
            partner = next((i for i in reversed(waiting) if text[i] == closing[character]), None)
            if partner is None:
                alone.append(at)
            else:
                alone += [i for i in waiting if i > partner]
                waiting = [i for i in waiting if i < partner]
    return tuple(sorted(alone + waiting))
