"""What a company decides about its editions, apart from how they look."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from generator.errors import SettingsInvalid
from generator.exporters.aids import Aids

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
    translation is taken. ``addresses`` says where each edition's page will be published, so that search
    engines find the other languages. ``prevail`` prints the line that the Chinese version prevails. ``english`` is the
    language tag of the English. ``marks`` marks what has no English yet (a final print may do without). ``mend_ends`` keeps
    the last page of a chapter that begins a page from being nearly empty, where chapters are laid out one by one. ``aids`` are
    the definitions, key figures and former anchors of the pages.
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
    addresses: tuple[tuple[EditionName, str], ...] = ()
    mend_ends: bool = True
    aids: Aids = field(default_factory=Aids, hash=False)

    def __post_init__(self) -> None:
        for edition, address in self.addresses:
            if not address.startswith(("https://", "http://")):
                raise SettingsInvalid(
                    f"The address of the {edition} edition must begin with https://, not {address!r}.",
                    f"{edition} 版的网址应以 https:// 开头，而不是 {address!r}。",
                )
