"""Which keys an entry has and what each takes; ``glossary/schema.json`` says the same to editors.

A test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.terms.term import CASES, CONFIDENCES, DOMAINS, KINDS, MARKETS, PARTS_OF_SPEECH, STATUSES


@dataclass(frozen=True, slots=True)
class Text:
    """One string; ``null`` may stand instead where ``nullable``, the empty string where ``blank``."""

    nullable: bool = False
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Texts:
    """A list of strings; ``one`` allows a single string for a list of one."""

    one: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a few; ``many`` allows a list of them."""

    words: tuple[str, ...]
    many: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """``true`` or ``false``."""


@dataclass(frozen=True, slots=True)
class Date:
    """A day, ``YYYY-MM-DD``, in quotes."""


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with these keys."""

    keys: Mapping[str, Shape]
    required: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Records:
    """A list of mappings; ``text_as`` names the key that a plain string stands for."""

    record: Record
    text_as: str | None = None


Shape = Text | Texts | Choice | Flag | Date | Record | Records

FORBIDDEN = Records(Record({"text": Text(), "why": Text()}, ("text",)), text_as="text")
WHEN = Record(
    {
        "near": Texts(),
        "not_near": Texts(),
        "domain": Choice(DOMAINS, many=True),
        "section": Texts(one=True),
        "market": Choice(MARKETS, many=True),
        "company": Texts(one=True),
    }
)
SENSES = Records(
    Record({"when": WHEN, "en": Text(), "alternatives": Texts(), "forbidden": FORBIDDEN}, ("en",))
)
ENTRY = Record(
    {
        "id": Text(),
        "zh": Text(),
        "en": Text(nullable=True),
        "domain": Choice(DOMAINS),
        "source": Texts(one=True),
        "variants": Texts(),
        "kind": Choice(KINDS),
        "abbr": Text(),
        "first": Text(),
        "forms": Texts(),
        "alternatives": Texts(),
        "forbidden": FORBIDDEN,
        "case": Choice(CASES),
        "pos": Choice(PARTS_OF_SPEECH),
        "keep": Flag(),
        "counts": Flag(),
        "match": Record(
            {
                "not_after": Texts(),
                "not_before": Texts(),
                "marks": Choice(("《》",)),
                "digits": Flag(),
                "whole": Flag(),
            }
        ),
        "senses": SENSES,
        "advice": Flag(),
        "valid": Record({"from": Date(), "to": Date()}),
        "confidence": Choice(CONFIDENCES),
        "status": Choice(STATUSES),
        "definition": Text(blank=True),
        "note": Text(blank=True),
        "example": Record({"zh": Text(), "en": Text()}, ("zh", "en")),
        "checked": Record({"by": Text(), "date": Date()}, ("by", "date")),
    }
)
# The keys of an entry whose values a term has as they are written.
PLAIN = ("abbr", "case", "pos", "keep", "counts", "advice", "confidence", "status", "definition", "note")
PROFILE = Record(
    {
        "company": Text(),
        "market": Choice(MARKETS),
        "domains": Choice(DOMAINS, many=True),
        "dates": Choice(("day-first", "month-first")),
        "spelling": Choice(("british", "american")),
        "currency_space": Flag(),
    }
)
REQUIRED = ("zh", "en", "domain", "source")
