"""Figures printed in tables and charts, as exact decimals."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_FIGURE = re.compile(r"^[(+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?\)?$|^[(+-]?\d+(?:\.\d+)?\)?$")


def read_figure(text: str | None) -> Decimal | None:
    """The number that a cell prints, or None. Brackets and minus signs make it negative; % is left aside.

    >>> read_figure("(1,234.50)"), read_figure("12.5%"), read_figure("—")
    (Decimal('-1234.50'), Decimal('12.5'), None)
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text or "")).rstrip("%").replace("−", "-")
    if not _FIGURE.match(plain):
        return None
    number = Decimal(re.sub(r"[(),+]", "", plain))
    return -number if plain.startswith("(") else number


def decimal_places(text: str) -> int:
    """How many digits stand after the decimal point."""
    found = re.search(r"\.(\d+)", text)
    return len(found[1]) if found else 0


def half_unit(text: str) -> Decimal:
    """Half a unit of the last printed digit: how far rounding can have moved the figure."""
    return Decimal(5).scaleb(-decimal_places(text) - 1)
