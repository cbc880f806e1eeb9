"""What a page says of itself to search engines and to those who share it: schema.org, Open Graph, other languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.exporters.settings import EditionName, EditionSettings
from generator.exporters.view import EditionView, ProseView
from generator.exporters.wording import Pair

# What people see of a page in a list of results.
_DESCRIBED = 160
# Open Graph knows languages by country.
_LOCALES = {
    "en": "en_US", "en-GB": "en_GB", "en-US": "en_US", "en-HK": "en_HK",
    "zh-Hans": "zh_CN", "zh-Hant-HK": "zh_HK", "zh-Hant-TW": "zh_TW",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class About:
    """The head of a page. ``address`` is where it will be published, None where nobody said so: then it is not named.

    ``others`` are the addresses of all editions by hreflang, this one among them. ``image`` is an address too.
    """

    description: str
    locale: str
    other_locale: str | None
    address: str | None
    others: tuple[tuple[str, str], ...]
    image: str | None
    record: dict[str, Any]


def view_to_about(view: EditionView, settings: EditionSettings) -> About:
    """What the head of an edition's page says. Everything is the report's own or the company's settings'."""
    addresses = dict(settings.addresses)
    address = addresses.get(view.edition)
    return About(
        description=_description(view),
        locale=_LOCALES[view.lang],
        other_locale=_LOCALES[view.zh_lang] if view.both else None,
        address=address,
        others=tuple((_hreflang(edition, view, settings), url) for edition, url in settings.addresses),
        image=_image(view, address),
        record=_record(view, settings, address),
    )


def _hreflang(edition: EditionName, view: EditionView, settings: EditionSettings) -> str:
    """The language of an edition as other pages name it; the one in both languages is for everyone else."""
    if edition == "zh-hant":
        return "zh-Hant-HK" if settings.hant == "hk" else "zh-Hant-TW"
    own = {"en-zh": "x-default", "en": settings.english, "zh": "zh-Hans"}
    return view.zh_lang if edition == view.edition == "zh" else own[edition]


def _record(view: EditionView, settings: EditionSettings, address: str | None) -> dict[str, Any]:
    """The report in the words of schema.org."""
    shown = [view.en_lang] * view.show_en + [view.zh_lang] * view.show_zh
    record: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": _said(view.title, view),
        "description": _description(view),
        "inLanguage": shown,
        "publisher": _publisher(view, settings),
    }
    if view.year:
        record["temporalCoverage"] = view.year
    if address:
        record |= {"@id": address, "url": address}
    return record | _versions(view, settings)


def _publisher(view: EditionView, settings: EditionSettings) -> dict[str, Any]:
    publisher: dict[str, Any] = {"@type": "Corporation", "name": _said(view.company, view)}
    other = view.company.source if view.show_en else view.company.english
    if other and other != publisher["name"] and not view.company.missing:
        publisher["alternateName"] = other
    return publisher | ({"tickerSymbol": settings.stock_code} if settings.stock_code else {})


def _versions(view: EditionView, settings: EditionSettings) -> dict[str, Any]:
    """What an edition in one language is a translation of, or what is its translation: the Chinese is the original."""
    if view.both or view.title.missing:
        return {}
    addresses = dict(settings.addresses)
    relation, other = ("translationOfWork", "zh") if view.show_en else ("workTranslation", "en")
    work = {
        "@type": "Report",
        "name": view.title.source if view.show_en else view.title.english,
        "inLanguage": view.zh_lang if view.show_en else settings.english,
    }
    return {relation: work | ({"url": addresses[other]} if other in addresses else {})}


def _description(view: EditionView) -> str:
    """The report's own first paragraph in the page's language, cut after a word; its title where it has none."""
    pairs = [
        block.pair for block in view.blocks if isinstance(block, ProseView) and block.kind == "paragraph"
    ]
    told = [_said(pair, view) for pair in pairs if not (view.show_en and pair.missing)]
    words = next((words for words in told if len(words) > _DESCRIBED // 4), _said(view.title, view))
    if len(words) <= _DESCRIBED:
        return words
    cut = words[:_DESCRIBED]
    return (cut.rsplit(" ", 1)[0] if view.show_en else cut).rstrip(" ,;:，、；：") + " …"


def _image(view: EditionView, address: str | None) -> str | None:
    """The address of the cover's picture, beside the page."""
    if address is None or view.cover_picture is None or view.cover_picture.image is None:
        return None
    return address.rsplit("/", 1)[0] + "/" + view.cover_picture.image


def _said(pair: Pair, view: EditionView) -> str:
    return pair.english if view.show_en else pair.source
