"""A Latin name or abbreviation of the Chinese that is missing or spelt otherwise in the English.

Why: product names, standards and abbreviations that the Chinese prints in Latin letters are the same in both
languages; a letter lost makes another product of it.
Caught: WiNEX written Winex or left out; ISO without its letters; a name that has lost a part.
Fine: other spacing and hyphens (Copilot2.1, Copilot 2.1); an abbreviation written out in English words whose
initials it is (CEO, Chief Executive Officer); APP and App; units; names that are part of a glossary term.
Not seen: a name that is right but stands in the wrong sentence; 3C for CCC and other free renderings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.checks.addresses import without_addresses
from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

_NAME = re.compile(r"(?<![A-Za-z])[A-Za-z]{2,}(?![A-Za-z])")
_LOOSE = {
    "app",
    "logo",
    "vs",
    "no",
    "email",
    "mail",
    "e",
    "web",
    "wifi",
    "kg",
    "km",
    "mm",
    "cm",
    "ml",
    "kwh",
    "mwh",
    "gwh",
    "kw",
    "mw",
    "gw",
    "tce",
    "nm",
    "sku",
    "pdf",
    "ppt",
    "co",
    "ltd",
    "inc",
    "the",
    "and",
    "of",
}
_SMALL = {"of", "and", "the", "for", "in", "to", "on", "with", "by", "a", "an", "&"}


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each Latin name of the source that the English does not have."""
    source = without_addresses(_one_width(pair.source))
    target = _one_width(pair.target)
    seen: set[str] = set()
    for found in _NAME.finditer(source):
        name = found[0]
        if name in seen or name.lower() in _LOOSE or _is_covered(pair, found.span()):
            continue
        seen.add(name)
        if not _is_kept(name, target):
            yield _to_remark(name, found.span(), pair.target)


def _one_width(text: str) -> str:
    """Full-width letters as plain ones, every character still one character."""
    return "".join(unicodedata.normalize("NFKC", c) if "\uff01" <= c <= "\uff5e" else c for c in text)


def _is_covered(pair: Pair, span: tuple[int, int]) -> bool:
    inside_term = any(hit.start <= span[0] and span[1] <= hit.end for hit in pair.hits)
    return inside_term or any(
        q.start <= span[0] and span[1] <= q.end and q.kind != "code" for q in pair.numbers
    )


def _is_kept(name: str, target: str) -> bool:
    if re.search(rf"(?<![A-Za-z]){name}(?![A-Za-z])|(?<![A-Za-z]){name}s?(?![A-Za-z])", target):
        return True
    if name.isupper() and len(name) > 1 and _spells(name, target):
        return True
    joined = re.sub(r"[\s-]+", "", target)
    return name in joined and len(name) > 5


def _spells(name: str, target: str) -> bool:
    """Whether words in a row begin with the letters of an abbreviation, small words left out or not."""
    words = re.findall(r"[A-Za-z]+|&", target)
    initials = "".join(word[0].upper() for word in words)
    without = "".join(word[0].upper() for word in words if word.lower() not in _SMALL)
    return name in initials or name in without


def _to_remark(name: str, span: tuple[int, int], target: str) -> Remark:
    other = re.search(rf"(?<![A-Za-z]){name}(?![A-Za-z])", target, re.IGNORECASE)
    if other:
        return Remark(
            f"The name is spelt “{other[0]}”. Write “{name}” as the Chinese does.",
            f"名称写作“{other[0]}”，与原文不一致。请写作“{name}”。",
            span,
            other.span(),
            name,
        )
    return Remark(
        f"“{name}” of the Chinese is missing in the English. Add it.",
        f"原文中的“{name}”在英文中缺失。请补上。",
        span,
    )


CHECK = Check("latin-names-kept", "wrong", "sentence", per_sentence(look))
