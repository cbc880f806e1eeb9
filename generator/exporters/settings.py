"""What a company decides about its editions, apart from how they look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EditionName = Literal["en-zh", "en", "zh", "zh-hant"]
Format = Literal["html", "pdf"]
Layout = Literal["parallel", "stacked", "facing"]

EDITIONS: tuple[EditionName, ...] = ("en-zh", "en", "zh", "zh-hant")
FORMATS: tuple[Format, ...] = ("html", "pdf")


@dataclass(frozen=True, slots=True)
class EditionSettings:
    """The settings of a report's editions.

    ``layout`` is for the edition in both languages. ``hant`` says whose traditional characters are used:
    Hong Kong's or Taiwan's. ``title`` and ``company`` are the English ones; where they are None the
    translation is taken. ``prevail`` prints the line that the Chinese version prevails. ``english`` is the
    language tag of the English. ``marks`` marks what has no English yet (a final print may do without).
    """

    layout: Layout = "parallel"
    hant: Literal["hk", "tw"] = "hk"
    title: str | None = None
    company: str | None = None
    year: str | None = None
    stock_code: str | None = None
    prevail: bool = True
    english: Literal["en", "en-GB", "en-US", "en-HK"] = "en-GB"
    marks: bool = True
    glossary: bool = True
