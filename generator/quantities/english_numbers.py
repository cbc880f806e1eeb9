"""Numbers in English, figures or words: 8,756.4855 million, twenty-one, a dozen, tens of millions, several hundred."""

from __future__ import annotations

import re

from generator.quantities import english_units as en
from generator.quantities.numerals import Number
from generator.quantities.quantity import shift, trimmed

FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?")
_SCALE = re.compile(
    r"[\s-]*(?P<word>hundred|thousand|million|billion|trillion|mn|bn|mln|bln)(?![A-Za-z])(?:[\s-]+(?P<more>million|billion|trillion))?",
    re.I,
)
_WORD = re.compile(r"[A-Za-z]+")
_VALUES = {word: i for i, word in enumerate(en.ONES)} | {
    word: 10 * i for i, word in enumerate(en.TENS) if word
}
_SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_DOZEN = {"dozen": 12, "dozens": 12, "couple": 2, "score": 20}
_MANY = {
    "tens": 1,
    "dozens": 1,
    "hundreds": 2,
    "thousands": 3,
    "millions": 6,
    "billions": 9,
    "trillions": 12,
    "scores": 1,
}
_SEVERAL = re.compile(
    r"(?:several|many|a few)\s+(?:of\s+)?(?P<one>tens|dozens?|hundreds?|thousands?|millions?|billions?|trillions?)(?:\s+(?:of\s+)?(?P<two>thousands?|millions?|billions?|trillions?))?\b"
    r"|(?P<many>tens|dozens|scores|hundreds|thousands|millions|billions)(?:\s+of\s+(?P<of>thousands|millions|billions|trillions))?\b(?=\s+of\b|[.,;)]|$|\s)",
    re.I,
)
_HALF_A = re.compile(r"half\s+an?\s+(million|billion|trillion)\b", re.I)
NUMBER_WORDS = frozenset(_VALUES) | {
    "dozen",
    "dozens",
    "couple",
    "several",
    "many",
    "tens",
    "scores",
    "hundreds",
    "thousands",
    "millions",
    "billions",
    "hundred",
    "thousand",
}


def read_english_number(text: str, at: int) -> Number | None:
    """The number that begins at ``at``, in figures or words, with its scale word; None when there is none."""
    if text[at].isdigit():
        return _read_figures(text, at)
    return _read_several(text, at) or _read_half(text, at) or _read_words(text, at)


def _read_figures(text: str, at: int) -> Number | None:
    match = FIGURES.match(text, at)
    if match is None:
        return None
    digits = match.group().replace(",", "")
    if digits == "000" and text[at - 1 : at] == "'":
        return Number(at, match.end(), "1000")  # RMB'000
    scale = _SCALE.match(text, match.end())
    if scale is None:
        return Number(at, match.end(), digits)
    power = en.SCALES[scale["word"].lower()] + (en.SCALES[scale["more"].lower()] if scale["more"] else 0)
    return Number(at, scale.end(), digits, power)


def _read_several(text: str, at: int) -> Number | None:
    match = _SEVERAL.match(text, at)
    if match is None:
        return None
    words = [match["one"], match["two"]] if match["one"] else [match["many"], match["of"]]
    power = sum(_MANY[word.lower().rstrip("s") + "s"] for word in words if word)
    flags = ("several", "idiom") if "scores" in words else ("several",)  # satisfaction scores count nothing
    return Number(at, match.end(), "1", power, "over", flags, chinese=True)


def _read_half(text: str, at: int) -> Number | None:
    """Half a million is 0.5 million."""
    match = _HALF_A.match(text, at)
    return Number(at, match.end(), "0.5", en.SCALES[match[1].lower()], chinese=True) if match else None


def _read_words(text: str, at: int) -> Number | None:
    """Words joined by blanks, hyphens and "and", as long as they make one number."""
    total = section = last = 0
    end, here, started = at, at, False
    while match := _WORD.match(text, here):
        word = match.group().lower()
        if word in {"a", "an"} and not started:
            following = _next_word(text, match.end())
            if following not in _SCALES and following not in {"dozen", "couple", "score"}:
                return None
            section = 1
        elif word in _VALUES:
            value = _VALUES[word]
            if started and not _fits(value, last):
                break
            section, last, end, started = section + value, value, match.end(), True
        elif word in _DOZEN and word != "dozens":
            return Number(
                at,
                match.end(),
                str((section or 1) * _DOZEN[word]),
                flags=(word, "idiom") if word == "couple" else (word,),
                chinese=True,
            )
        elif word in _SCALES:
            if not started and section == 0:
                return None
            total, section = _times(total, section or 1, _SCALES[word])
            last, end, started = 10 ** _SCALES[word], match.end(), True
        elif word != "and" or not started or last < 100:
            break
        here = match.end()
        gap = re.compile(r"[\s-]+").match(text, here)
        if gap is None:
            break
        here = gap.end()
    return _words_number(at, end, total + section) if started else None


def _fits(value: int, last: int) -> bool:
    """Whether a word may follow another: twenty-one, hundred five; not two three."""
    return last >= 100 > value or (last >= 20 and last % 10 == 0 and 0 < value < 10)


def _times(total: int, section: int, power: int) -> tuple[int, int]:
    if power == 2:
        return total, section * 100
    return total + section * 10**power, 0


def _words_number(start: int, end: int, value: int) -> Number:
    digits = str(value)
    scale = 12 if value >= 10**12 else 9 if value >= 10**9 else 6 if value >= 10**6 else 0
    return Number(start, end, trimmed(shift(digits, -scale)), scale, chinese=True)


def _next_word(text: str, at: int) -> str:
    match = re.compile(r"\s+([A-Za-z]+)").match(text, at)
    return match[1].lower() if match else ""


def is_one(number: Number) -> bool:
    """Whether the number is the word one, which English uses for much besides counting."""
    return number.chinese and number.digits == "1" and number.scale == 0 and not number.flags
