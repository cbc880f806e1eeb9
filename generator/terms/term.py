"""The nouns of the glossary: an entry, its senses, its guards, the renderings it forbids.

The shape is that of ``glossary/schema.json``; the four keys that every entry has are ``zh``, ``en``,
``domain`` and ``source``. Everything else has a default.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["term", "name", "rule-title", "job", "boilerplate", "unit", "award"]
Case = Literal["sentence", "fixed", "title"]
PartOfSpeech = Literal["noun", "verb", "adj", "phrase"]
Status = Literal["approved", "proposed", "deprecated"]
Confidence = Literal["high", "medium", "low"]

KINDS = ("term", "name", "rule-title", "job", "boilerplate", "unit", "award")
DOMAINS = (
    "governance", "shareholders", "finance", "securities", "law", "regulator", "esg-environment",
    "esg-social", "hr", "party", "technology", "healthcare-it", "institution", "document", "title",
    "business", "unit",
)  # fmt: skip
CASES = ("sentence", "fixed", "title")
PARTS_OF_SPEECH = ("noun", "verb", "adj", "phrase")
STATUSES = ("approved", "proposed", "deprecated")
CONFIDENCES = ("high", "medium", "low")
MARKETS = ("a-share", "hk")

# What stands for a part of the text and keeps its own English wins over any other reading of its characters.
PROTECTED_KINDS = frozenset({"name", "rule-title", "boilerplate"})


@dataclass(frozen=True, slots=True)
class Forbidden:
    """An English rendering that is wrong for this entry's Chinese, and why."""

    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """When a sense holds: all that is given must hold.

    ``near`` and ``not_near`` are Chinese words close to the match; ``section`` are words of the headings
    above; ``domain`` holds where the company's profile or another term near by is of that domain.
    """

    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    market: tuple[str, ...] = ()
    company: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of an entry; ``when`` is None for the last, which is the default."""

    en: str
    when: When | None = None
    alternatives: tuple[str, ...] = ()
    forbidden: tuple[Forbidden, ...] = ()


@dataclass(frozen=True, slots=True)
class Guards:
    """What vetoes a match: strings before or after it, missing title marks 《》, neighbouring digits.

    ``whole`` ones match only where they are the whole line or cell (是, 否, 男).
    """

    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    marks: bool = False
    digits: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its English, which must pass the term check of its own entry."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry is written: file and line, for messages."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry: one meaning, its Chinese surface forms and its English.

    ``en`` is in the case it has in the middle of a sentence. ``layer`` counts from 0 for the base files;
    a later layer has the greater say.
    """

    id: str
    zh: str
    en: str
    domain: str
    source: tuple[str, ...]
    variants: tuple[str, ...] = ()
    kind: Kind = "term"
    abbr: str | None = None
    first: str | None = None
    forms: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    forbidden: tuple[Forbidden, ...] = ()
    case: Case = "sentence"
    pos: PartOfSpeech = "noun"
    keep: bool = False
    counts: bool = False
    match: Guards = field(default_factory=Guards)
    senses: tuple[Sense, ...] = ()
    advice: bool = False
    valid_from: str | None = None
    valid_to: str | None = None
    confidence: Confidence = "high"
    status: Status = "approved"
    definition: str = ""
    note: str = ""
    example: Example | None = None
    checked_by: str | None = None
    checked_date: str | None = None
    origin: Origin = Origin("", 0)
    layer: int = 0

    @property
    def surfaces(self) -> tuple[str, ...]:
        """All Chinese forms of the entry, the main one first."""
        return (self.zh, *self.variants)

    @property
    def protected(self) -> bool:
        """Whether its span is closed to any other reading."""
        return self.kind in PROTECTED_KINDS
