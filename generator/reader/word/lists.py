"""Automatic list numbers of a Word file: computed as Word prints them, for they are not in the text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

DIGITS = "〇一二三四五六七八九"
CIRCLED = range(1, 21)
LARGEST = 780  # no list of a report is longer; Word itself writes letters up to here
BULLETS = {  # codes of Wingdings and Symbol that Word's bullet galleries use
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf075": "◆",
    "\uf0a7": "▪",
    "\uf0b7": "•",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf076": "❖",
}


@dataclass(frozen=True, slots=True)
class Level:
    """How a level of a list is numbered: its format, the pattern with %1 … %9, and the first number."""

    format: str
    pattern: str
    start: int


class Lists:
    """Counts the lists of a document while its paragraphs are read in order."""

    def __init__(self, numbering: Any) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._abstract: dict[str, str] = {}
        if numbering is not None:
            self._learn(numbering)

    def number(self, list_id: str, level: int) -> tuple[str, bool]:
        """The number printed before the next paragraph of a list, and whether it is a bullet."""
        abstract = self._abstract.get(list_id, "")
        levels = self._levels.get(list_id) or self._levels.get(abstract) or {}
        how = levels.get(level)
        if how is None or how.format == "none":
            return "", False
        if how.format == "bullet":
            return BULLETS.get(how.pattern, how.pattern or "•"), True
        counts = self._counts[abstract or list_id]
        counts[level] = counts.get(level, how.start - 1) + 1
        for deeper in [known for known in counts if known > level]:
            del counts[deeper]
        text = how.pattern
        for at in range(level + 1):
            known = levels.get(at, how)
            value = counts.get(at, known.start)
            text = text.replace(f"%{at + 1}", to_format(value, known.format))
        return text, False

    def _learn(self, numbering: Any) -> None:
        for abstract in numbering.findall(qn("w:abstractNum")):
            self._levels["abstract " + _value(abstract, "w:abstractNumId")] = _levels(abstract)
        for number in numbering.findall(qn("w:num")):
            id = _value(number, "w:numId")
            link = number.find(qn("w:abstractNumId"))
            self._abstract[id] = "abstract " + (_value(link, "w:val") if link is not None else "")
            own = _overrides(number)
            if own:
                self._levels[id] = {**self._levels.get(self._abstract[id], {}), **own}
                self._abstract[id] = id


def to_format(value: int, format: str) -> str:
    """A number as Word's number format writes it; formats that reports do not use come out in digits."""
    if not 0 < value <= LARGEST:
        return str(value)
    match format:
        case (
            "chineseCounting"
            | "chineseCountingThousand"
            | "japaneseCounting"
            | "ideographDigital"
            | "taiwaneseCountingThousand"
        ):
            return to_chinese(value)
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if value in CIRCLED:
            return chr(0x2460 + value - 1)
        case "decimalFullWidth":
            return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))
        case "upperLetter" | "lowerLetter":
            letter = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
            return letter if format == "upperLetter" else letter.lower()
        case "upperRoman" | "lowerRoman":
            return to_roman(value) if format == "upperRoman" else to_roman(value).lower()
        case "decimalZero":
            return f"{value:02d}"
        case _:
            return str(value)


def to_chinese(value: int) -> str:
    """A whole number below 100 in Chinese numerals, others digit by digit.

    >>> to_chinese(1), to_chinese(10), to_chinese(12), to_chinese(35)
    ('一', '十', '十二', '三十五')
    """
    if not 0 < value < 100:
        return "".join(DIGITS[int(digit)] for digit in str(value))
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones else "")


def to_roman(value: int) -> str:
    """A whole number in capital Roman numerals.

    >>> to_roman(4), to_roman(19)
    ('IV', 'XIX')
    """
    text = ""
    for worth, letters in (
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        while value >= worth:
            text, value = text + letters, value - worth
    return text


def _levels(parent: Any) -> dict[int, Level]:
    return {
        int(_value(level, "w:ilvl")): Level(
            _child(level, "w:numFmt") or "decimal",
            _child(level, "w:lvlText"),
            int(_child(level, "w:start")) if _child(level, "w:start").isdigit() else 1,
        )
        for level in parent.findall(qn("w:lvl"))
        if _value(level, "w:ilvl").isdigit()
    }


def _overrides(number: Any) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for override in number.findall(qn("w:lvlOverride")):
        found |= _levels(override)
    return found


def _child(parent: Any, tag: str) -> str:
    child = parent.find(qn(tag))
    return _value(child, "w:val") if child is not None else ""


def _value(element: Any, name: str) -> str:
    return element.get(qn(name)) or ""
