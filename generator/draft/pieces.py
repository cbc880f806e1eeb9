"""How a sentence is cut into pieces, and how it says that what it lists belongs to numbers in turn."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.checks.contract import Span

EACH = "分别"
RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)


def find_piece(place: Span, breaks: Sequence[int], length: int) -> Span:
    """The piece of a text of this length that a place lies in: from the last break before it to the first behind it."""
    start, end = place
    return max([0, *(at for at in breaks if at <= start)]), min([length, *(at for at in breaks if at >= end)])
