"""Capitals: in which case a piece of English stands, and another piece put into the same."""

from __future__ import annotations

import re
from typing import Literal

CaseOf = Literal["as given", "upper", "title", "sentence", "lower"]

_LETTERS = re.compile(r"[^\W\d_]+")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "nor",
        "of",
        "on",
        "or",
        "per",
        "the",
        "to",
        "under",
        "via",
        "with",
    ]
)


def title_case(text: str) -> str:
    """The text with capitals as in a heading: all words but the small ones; capitals that are there stay."""
    words = list(_LETTERS.finditer(text))
    made = text
    for place, match in enumerate(words):
        small = match[0].lower() in _SMALL and place not in (0, len(words) - 1)
        after_apostrophe = match.start() > 0 and text[match.start() - 1] in "'’"
        if not small and not after_apostrophe:
            made = made[: match.start()] + made[match.start()].upper() + made[match.start() + 1 :]
    return made


def capital(text: str) -> str:
    """The text with its first letter a capital."""
    match = _LETTERS.search(text)
    return text[: match.start()] + text[match.start()].upper() + text[match.start() + 1 :] if match else text


def lowered(text: str) -> str:
    """The text in small letters, abbreviations aside."""
    return _LETTERS.sub(lambda m: m[0] if m[0].isupper() and len(m[0]) > 1 else m[0].lower(), text)


def case_of(piece: str, given: str) -> CaseOf | None:
    """In which case ``piece`` stands for ``given``; None where it follows no rule."""
    if _same_capitals(piece, given):
        return "as given"
    words = _LETTERS.findall(piece)
    if piece.isupper() and any(len(word) > 1 for word in words):
        return "upper"
    if len(words) > 1 and _same_capitals(piece, title_case(given)):
        return "title"
    if _same_capitals(piece, capital(given)):
        return "sentence"
    if _same_capitals(piece, lowered(given)):
        return "lower"
    if _same_capitals(piece, capital(lowered(given))):
        return "sentence"
    return None


def _same_capitals(one: str, other: str) -> bool:
    """Whether the words of two pieces begin alike, whatever their endings."""
    mine, theirs = _LETTERS.findall(one), _LETTERS.findall(other)
    return len(mine) == len(theirs) and all(
        a[0].isupper() == b[0].isupper() and (a.isupper() and len(a) > 1) == (b.isupper() and len(b) > 1)
        for a, b in zip(mine, theirs, strict=True)
    )


def recased(text: str, case: CaseOf) -> str:
    """The text put into a case."""
    match case:
        case "upper":
            return text.upper()
        case "title":
            return title_case(text)
        case "sentence":
            return capital(text)
        case "lower":
            return lowered(text)
        case "as given":
            return text


def is_title(text: str) -> bool:
    """Whether a sentence is written as a heading: several words, all but the small ones with capitals."""
    words = [word for word in _LETTERS.findall(text) if word.lower() not in _SMALL and len(word) > 1]
    return len(words) > 1 and all(word[0].isupper() for word in words) and text.rstrip()[-1:] not in ".;!?"
