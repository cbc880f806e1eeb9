"""The characters of the two languages, as patterns that the checks share."""

from __future__ import annotations

import re

HAN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
HAN_RUN = re.compile(HAN.pattern + "+")


def han_length(text: str) -> int:
    """How many Chinese characters a text has."""
    return len(HAN.findall(text))
