"""Web and e-mail addresses and telephone numbers: what is copied sign by sign and read as nothing else."""

from __future__ import annotations

import re

WEB = re.compile(
    r"(?:https?://|www\.)[A-Za-z0-9./?=&%#:_~-]*[A-Za-z0-9/]|[A-Za-z0-9.+_-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)
PHONE = re.compile(
    r"(?<![\d.-])(?:\(?0\d{2,3}\)?[- ]?\d{7,8}|[48]00[- ]?\d{3}[- ]?\d{4}|1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?!\d|\.\d)"
)
ABROAD = re.compile(r"\(?\+\d{1,3}\)?[ -]?\(?\d[\d ()-]{6,}\d")


def without_addresses(text: str) -> str:
    """The text with all addresses and telephone numbers blotted out; every other character keeps its place."""
    for pattern in (WEB, ABROAD, PHONE):
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return text
