"""Slots of an entry: ``{n}``, ``{m}`` for a numeral and ``{place}`` for a mainland province or city.

第{n}届董事会第{m}次会议 = the {m:th} meeting of the {n:word} Board of Directors. The styles are ``{n}`` 3,
``{n:th}`` 3rd, ``{n:word}`` third. A slot keeps one entry where a list would need hundreds.
"""

from __future__ import annotations

import re

SLOT = re.compile(r"\{(\w+)(?::(\w*))?\}")


def slots_of(text: str) -> tuple[tuple[str, str], ...]:
    """The slots of a form, each as (name, style)."""
    return tuple((match[1], match[2] or "") for match in SLOT.finditer(text))
