"""English numbers in set forms: half, two thirds, 3:2, doubled, twelfth, No. 2, Year 1, Phase III."""

from __future__ import annotations

import re
from typing import Any

from generator.quantities import english_units as en
from generator.quantities.quantity import Quantity

_PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fifth": 5,
    "fifths": 5,
    "sixth": 6,
    "sixths": 6,
    "seventh": 7,
    "sevenths": 7,
    "eighth": 8,
    "eighths": 8,
    "ninth": 9,
    "ninths": 9,
    "tenth": 10,
    "tenths": 10,
}
_SMALL = "|".join(en.ONES[1:10])
# 5 third-level hazards, two third prizes: counted, and not divided
_OF_RANK = r"[\s-](?:level|tier|class|grade|part(?:y|ies)|generation|stage|phase|place|prize|rank|order|line|degree|award|category)"
_FRACTION = re.compile(
    rf"(?:(?P<upper>a|one|{_SMALL}|\d)[\s-]+(?P<lower>thirds?|quarters?(?!\s+(?:of\s+(?:20|19)|\d))|(?:fif|six|seven|eigh|nin|ten)ths?|half|halves)(?!{_OF_RANK})(?:\s+of\b(?!\s+(?:20|19)\d\d))?(?=[\s,.;)-]|$)|(?P<half>half)(?![\s-]*(?:a\s+)?(?:year|yearly|of\s+(?:20|19)\d\d))(?![A-Za-z]))",
    re.I,
)
_SLASH = re.compile(r"(?P<upper>\d{1,3})/(?P<lower>\d{1,3})(?![\d/])")
_COLON = re.compile(r"(?P<upper>\d+(?:\.\d+)?)\s?:\s?(?P<lower>\d+(?:\.\d+)?)(?![\d:])")
_MULTIPLE = {f"{en.ONES[times]}fold": str(times) for times in range(2, 13)} | {
    "once": "1", "double": "2", "doubled": "2", "doubles": "2", "doubling": "2", "twice": "2", "triple": "3", "tripled": "3", "tripling": "3", "thrice": "3",
    "quadruple": "4", "quadrupled": "4", "quadrupling": "4",
}  # fmt: skip
_HALVED = frozenset({"halve", "halves", "halved", "halving"})
MULTIPLE_WORDS = (*_MULTIPLE, *_HALVED)
_WORD = re.compile(r"[A-Za-z]+")
_ORDINAL_VALUES: dict[str, int] = {word: i for i, word in enumerate(en.ORDINALS)} | {
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "hundredth": 100,
}
_TENS = {word: 10 * i for i, word in enumerate(en.TENS) if word}
_ORDINAL = re.compile(
    r"(?P<figure>\d+)(?:st|nd|rd|th)(?![a-z])|(?:(?P<tens>"
    + "|".join(_TENS)
    + r")[\s-])?(?P<word>"
    + "|".join(_ORDINAL_VALUES)
    + r")(?![a-z])",
    re.I,
)
_LABELLED = re.compile(
    r"(?P<label>Nos?\.?|Level|Phase|Item|Article|Chapter|Year|Class|Grade|Stage|Section|Tier|Part|Category|Scope|Rule|Type)\s*(?P<number>\d+(?![\d.,]*\d)|[IVX]+(?![A-Za-z])|(?:"
    + _SMALL
    + r"|ten)(?![a-z]))",
    re.I,
)
_SECTION = re.compile(
    r"(?:Article|Chapter|Section|Item|Rule)\s*(?P<number>\d+(?:\.\d+){1,2})(?![\d,]*\d)", re.I
)
_FLAGS = {
    "no": "number",
    "nos": "number",
    "item": "item",
    "article": "article",
    "chapter": "chapter",
    "year": "year",
    "level": "level",
}
_ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
}
_MEETING = re.compile(r"\s+(?:\w+\s+){0,3}?(?:meetings?|plenary|general\s+meeting)\b", re.I)
_TERM = re.compile(
    r"\s+(?:\w+\s+)?(?:session\s+of\s+the\s+(?:board|supervisory)|board|supervisory|term)\b", re.I
)
_OF_THE = re.compile(r"(?:meeting|meetings|session)\s+of\s+(?:the\s+)?(?:Company[’']s\s+)?$", re.I)


def read_english_special(text: str, at: int) -> Quantity | None:
    """The fraction, multiple or ordinal that begins at ``at``; None when there is none."""
    if match := _SECTION.match(text, at):
        return Quantity("", at, match.end(), "ordinal", match["number"], flags=("label",))
    if match := _LABELLED.match(text, at):
        return _labelled(match)
    if match := _FRACTION.match(text, at):
        return _fraction(match)
    if match := _ORDINAL.match(text, at):
        return _ordinal(text, match)
    if text[at].isdigit():
        return _ratio_of_figures(text, at)
    word = _WORD.match(text, at)
    if word and (value := _MULTIPLE.get(word.group().lower())):
        flags = ("doubling", "idiom") if value in {"2", "4", "8"} else ("idiom",)
        return Quantity("", at, word.end(), "ratio", value, flags=flags)
    if word and word.group().lower() in _HALVED:
        return Quantity("", at, word.end(), "ratio", "1/2", flags=("idiom",))
    if word and word.group().lower() == "both":
        return Quantity("", at, word.end(), "count", "2", flags=("idiom",))
    if word and word.group().lower() == "wholly" and re.compile(r"[\s-]owned").match(text, word.end()):
        return Quantity("", at, word.end(), "percent", "100", flags=("idiom",))
    return None


def _ratio_of_figures(text: str, at: int) -> Quantity | None:
    if match := _COLON.match(text, at):
        return Quantity("", at, match.end(), "ratio", f"{match['upper']}/{match['lower']}", flags=("colon",))
    if match := _SLASH.match(text, at):
        return Quantity("", at, match.end(), "ratio", f"{match['upper']}/{match['lower']}")
    return None


def _fraction(match: re.Match[str]) -> Quantity:
    if match["half"]:
        return Quantity("", match.start(), match.end(), "ratio", "1/2", flags=("idiom",))
    upper = match["upper"].lower()
    number = 1 if upper == "a" else int(upper) if upper.isdigit() else en.ONES.index(upper)
    end = match.end("lower")
    flags = ("idiom",) if number == 1 else ()
    return Quantity(
        "", match.start(), end, "ratio", f"{number}/{_PARTS[match['lower'].lower()]}", flags=flags
    )


def _labelled(match: re.Match[str]) -> Quantity | None:
    word, label = match["number"], match["label"].rstrip(".").lower()
    if label in {"no", "nos"} and (not match["label"][0].isupper() or not word[0].isdigit()):
        return None
    if label in {"part", "type", "rule", "item", "year", "class", "stage", "grade", "section"} and not (
        match["label"][0].isupper() or label == "item"
    ):
        return None
    if word.isdigit():
        value = int(word)
    elif word.upper() == word and word in _ROMAN:
        value = _ROMAN[word]
    elif word.lower() in en.ONES:
        value = en.ONES.index(word.lower())
    else:
        return None
    flag = _FLAGS.get(label)
    return Quantity(
        "", match.start(), match.end(), "ordinal", str(value), flags=(flag,) if flag else ("label",)
    )


def _ordinal(text: str, match: re.Match[str]) -> Quantity | None:
    if match["figure"]:
        value = int(match["figure"])
    elif match["tens"]:
        value = _TENS[match["tens"].lower()] + _ORDINAL_VALUES[match["word"].lower()]
    else:
        value = _ORDINAL_VALUES[match["word"].lower()]
    flags: list[Any] = []
    if _OF_THE.search(text[max(0, match.start() - 30) : match.start()]) or _TERM.match(text, match.end()):
        flags.append("term")
    elif _MEETING.match(text, match.end()):
        flags.append("meeting")
    party = re.compile(r"[\s-]+part(?:y|ies)\b").match(text, match.end())
    end = match.end()
    if year := re.compile(r"\s+year(?![a-z-])").match(text, end):
        end = year.end()
        flags.append("year")
    if value == 1 or party or (value == 2 and re.compile(r"\s?-?(?:hand|ly)\b").match(text, match.end())):
        flags.append("idiom")
    return Quantity("", match.start(), end, "ordinal", str(value), flags=tuple(flags))
