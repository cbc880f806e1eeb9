"""The quarter space between Chinese and Latin letters or figures, as Chinese typesetting has it; figures and their units.

Browsers add it by themselves (``text-autospace``); for the PDF, whose text must stay as it is, the characters get
a margin where the two touch and the source has no blank. Marks of punctuation that follow one another are set
closer together.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_GAP = '<span class="q">{}</span>'
_HAN = "\u3400-\u9fff\uf900-\ufaff"
_LATIN = r"A-Za-z0-9\u00c0-\u024f%‰$€£+@#&*=~/.,:_\-"
_RUN = re.compile(
    rf"(?P<before>(?<=[{_HAN}]))?(?P<run>[A-Za-z0-9\u00c0-\u024f](?:[{_LATIN} ]*[A-Za-z0-9\u00c0-\u024f%‰+])?)"
    rf"(?P<after>(?=[{_HAN}]))?"
)

_OPENING, _CLOSING, _POINTS = "（《「『【〈“‘", "）》」』】〉”’", "，。、；：！？"
_NARROW = re.compile(
    rf"[{_CLOSING}{_POINTS}](?=[{_OPENING}{_CLOSING}{_POINTS}])|(?<=[{_OPENING}])[{_OPENING}]"
)

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)(?![^\W\d_])"
)
_UNIT = (
    r"(?:thousand|million|billion|trillion|percentage|per cent|tonnes?|tCO2e|kg|km|kWh|MWh|GJ|m[²³]|cubic|square|hectares?"
    r"|mu|shares?|hours?|days?|years?|people|persons|times|yuan)(?![^\W\d_])"
)
# A figure and the word it counts, a day and its month, a number and what it is the number of.
_TIED = re.compile(
    rf"(?<![\d.,/])\d[\d,.]* (?:{_UNIT}|{_MONTH})|\b{_MONTH} \d{{1,2}}\b|\b(?:No|Nos|pp?)\. \d[\d,.]*\b|\b(?:RMB|USD|HKD) \d[\d,.]*"
)


def tied(text: str) -> Markup:
    """English as HTML, in which no line ends between a figure and its unit; the text stays as it is."""
    pieces: list[str] = []
    end = 0
    for found in _TIED.finditer(text):
        pieces += [escape(text[end : found.start()]), f'<span class="t">{found[0]}</span>']
        end = found.end()
    return Markup("".join([*pieces, escape(text[end:])]))  # noqa: S704 - every piece is escaped


def spaced(text: str) -> Markup:
    """The text as HTML, with a margin between Latin letters or figures and the Chinese that they touch.

    The margin is always that of the character before the gap: at a line's end it is not seen.
    """
    pieces: list[str] = []
    end = 0
    for found in _RUN.finditer(text):
        if found["before"] is not None:
            pieces += [_narrowed(text[end : found.start() - 1]), _GAP.format(text[found.start() - 1])]
            end = found.start()
        if found["after"] is not None:
            pieces += [_narrowed(text[end : found.start()]), _GAP.format(escape(found["run"]))]
            end = found.end()
    return Markup("".join([*pieces, _narrowed(text[end:])]))  # noqa: S704 - every piece is escaped


def _narrowed(text: str) -> str:
    """The text as HTML, in which of two marks of punctuation side by side one is half as wide (CLREQ 3.1.6)."""
    pieces: list[str] = []
    end = 0
    for found in _NARROW.finditer(text):
        kind = "h" if found[0] in _OPENING + _CLOSING else "h point"
        pieces += [escape(text[end : found.start()]), f'<span class="{kind}">{found[0]}</span>']
        end = found.end()
    return "".join([*pieces, escape(text[end:])])
