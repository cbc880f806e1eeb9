"""Quantities in English text, in figures and words, so that a translator's own wording is understood.

The scan is that of ``find``, with English readers. Words that English uses for much besides counting (one, first,
half, double) become quantities flagged ``idiom``: they may answer a Chinese number, but are no finding without one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from generator.quantities import english_units as en
from generator.quantities.codes import ABROAD, PHONE
from generator.quantities.english_amounts import COUNT, MARK_BEFORE, UNIT, read_english_amount
from generator.quantities.english_dates import read_english_time
from generator.quantities.english_markers import attach_english
from generator.quantities.english_numbers import NUMBER_WORDS
from generator.quantities.english_special import MULTIPLE_WORDS, read_english_special
from generator.quantities.quantity import Kind, Quantity
from generator.quantities.shared import ENGLISH, share_unit

_PLAIN = {
    0xA0: 0x20,
    0x2009: 0x20,
    0x202F: 0x20,
    0x2212: 0x2D,
    0x2010: 0x2D,
    0x2011: 0x2D,
    0x2019: 0x27,
    0x2018: 0x27,
    0xFF0C: 0x2C,
    0xFF05: 0x25,
    0xFF08: 0x28,
    0xFF09: 0x29,
}
_WORDS = [
    *NUMBER_WORDS, *MULTIPLE_WORDS, *(name for name in en.MONTHS), *(name[:3] for name in en.MONTHS), "Sept", *en.ORDINALS[1:], "thirtieth", "a", "an",
    "half", "third", "thirds", "quarter",
    "FY", "H1", "H2", "Q1", "Q2", "Q3", "Q4", "early", "mid", "late", "end", "beginning", "start", "close", "year", "middle",
    "No", "Nos", "Level", "Phase", "Item", "Article", "Chapter", "Year", "Class", "Grade", "Stage", "Section", "Tier", "Part", "Category", "Scope", "Rule", "Volume", "Type",
    "both",
    "halfway", "semiannual", "semi", "interim", "fifth", "fifths", "tenth", "tenths", "the", "twentieth", "fortieth", "fiftieth", "wholly", "hundredth", "quarters",
]  # fmt: skip
_START = re.compile(
    r"\d|\[(?=\d{4}\])|\+(?=86)|\((?=0\d{2,3}\))|\b(?:"
    + "|".join(sorted({re.escape(w) for w in _WORDS}, key=lambda w: (-len(w), w)))
    + r")(?![a-z])",
    re.I,
)
_LETTERS_BEFORE = re.compile(r"[A-Za-z][A-Za-z0-9.]*[-_/]?$")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_PLURAL_TIME = re.compile(r"\s+(?:months|weeks|days|years)\b")
_NOT_A_YEAR = re.compile(r"\s*(?:%|per\s?cent|[x×]|times)", re.I)
_CODE = re.compile(
    r"(?P<document>\[(?P<year>\d{4})\]\s*(?:No\.?\s*)?(?P<no>\d+))"
    rf"|(?P<abroad>{ABROAD})(?!\d)|(?<![\d.,-])(?P<phone>{PHONE})(?![\d-])"
    r"|(?<![\d.,-])(?P<number>(?:19|20)\d{2}-(?:\d{3}|\d{5,6}|(?!19|20)\d{4}))(?![\d-])|(?<![\d.,])(?P<long>\d{8,}|\d{6}(?:\.(?:SZ|SH|HK|BJ)(?![A-Za-z]))?)(?!\d|,\d|\.\d|\s*%)|(?<![\d.,-])(?P<zero>0\d{3,5})(?![\d.,:])|(?<![\d.,-])(?P<hot>\d{5})(?=\s+hotline)"
)
_GLUED = re.compile(r"\d+(?=[A-Z](?![A-Za-z²³])|[A-Z]{2,}\d)(?!\s?(?:L|V|K|W|A)(?![A-Za-z]))")
_DECADE = re.compile(r"a\s+decade(?![a-z])", re.I)
_HALF_A = re.compile(r"half\s+an?\s+(?:million|billion|trillion)", re.I)
_LIST_MARK = re.compile(
    r"\s*(?:\(\d{1,2}\)|\d{1,2}(?:\.\d{1,2})*[.)](?=\s)|\d{1,2}(?:\.\d{1,2}){1,3}(?=\s+[A-Z]))"
)
_HEAD = re.compile(r"\s*(?:\([\d,]{1,14}\)|\d{1,3}[.)](?=\s))(?=\s*\S)")
_INLINE_MARK = re.compile(
    r"(?<=[:;,.])\s\(\d{1,2}\)(?=\s)|(?<=[:;])\s\d{1,2}\)(?=\s)|\b(?:Table|Figure|Chart|Note|Notes|Annex|Appendix)\s+\d{1,2}(?:[-.]\d{1,2})?|24/7|360[\s-]degrees?|7\s?[x×]\s?24|24\s?[x×]\s?7|\d0s\b|\d{4}s\b|\bDouble\s+(?:Third|Fifth|Seventh|Ninth)\b"
    r"|(?<=\d)\s+(?:million\s+|billion\s+)?a\s+second(?=[,.;)]|$|\s+(?:at|on|in|and|for|during|when|or)\b)"
)
_AND = re.compile(r"[^.;:]{0,30}\b(?:and|or)\s+(?:RMB|US\$|HK\$|the\s)?\s*")
_DATED = re.compile(r"\b(?:In|During|Since|By|in|since|early|late)\s+$")
_NUMBER_BEHIND = re.compile(
    r",?\s\d[\d,.]*(?=[\s,.;]|$)(?!\s?(?:%|million|billion|people|shares|employees|"
    + "|".join(en.MONTHS)
    + "))"
)
_NO_YEAR = re.compile(r"\d{1,3}(?:\.\d+)?(?=,\s|[;]|\.?$|\s+(?:the|it|we|our|was|were|had|has)\b)")


def find_english_quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of an English text in order, none overlapping. Never raises."""
    plain = text.translate(_PLAIN)
    marks = [m.span() for m in _INLINE_MARK.finditer(plain)]
    first = _LIST_MARK.match(plain)
    if first and first.end() < len(plain.rstrip()) and not UNIT.match(plain, first.end()):
        marks.append(first.span())
    found: list[Quantity] = []
    at = 0
    while start := _START.search(plain, at):
        at = start.start()
        if covering := next((end for begin, end in marks if begin <= at < end), 0):
            at = covering
            continue
        quantity = _read(plain, at, found[-1].end if found else 0)
        if quantity is None:
            at = _skip(plain, at, start.end())
            continue
        quantity = _shared(plain, replace(quantity, text=text[quantity.start : quantity.end]), found)
        found.append(quantity)
        share_unit(plain, found, ENGLISH)
        at = max(quantity.end, at + 1)
    return tuple(found)


def _shared(text: str, found: Quantity, before: list[Quantity]) -> Quantity:
    """ "not more than 65 dB by day and 55 dB by night": the second may share the first one's approximator."""
    if not before or found.approx or before[-1].kind != found.kind:
        return found
    approx: str | None = before[-1].approx or next(
        (f.removeprefix("shared-") for f in before[-1].flags if f.startswith("shared-")), None
    )
    if approx is None or not _AND.fullmatch(text, before[-1].end, found.start):
        return found
    return replace(found, flags=(*found.flags, f"shared-{approx}"))


def find_english_mark(text: str) -> Quantity | None:
    """The list mark at the head of a line (``1.``, ``(2)``, a misplaced ``(2024)``) as an ordinal; None where there is none."""
    match = _HEAD.match(text)
    if match is None or match.end() >= len(text.rstrip()):
        return None
    return Quantity(
        match.group(),
        match.start(),
        match.end(),
        "ordinal",
        re.sub(r"\D", "", match.group()),
        flags=("mark",),
    )


def _skip(text: str, at: int, end: int) -> int:
    run = re.compile(r"[\d.,]*\d").match(text, at)
    return max(end, run.end()) if run else end


def parse_english(text: str) -> Quantity | None:
    """The one quantity that the whole text is; None when it is none or more than one, or has other words."""
    found = find_english_quantities(text)
    return found[0] if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)) else None


def _read(text: str, at: int, floor: int) -> Quantity | None:
    if name := _in_name(text, at):
        return name
    if code := _read_code(text, at):
        return code
    if _year_like_count(text, at):
        return read_english_amount(text, at, floor)
    if time := read_english_time(text, at):
        kind: Kind = "date" if time.kind == "date" else "period"
        if re.match(r"--\d\d(?!/)", time.value) and _NUMBER_BEHIND.match(text, time.end):
            time = replace(time, flags=(*time.flags, "odd-form"))
        minus = at > 0 and text[at - 1] == "-" and (at == 1 or text[at - 2] in " (")
        return Quantity(
            "", at, time.end, kind, time.value, flags=(*time.flags, "minus") if minus else time.flags
        )
    if _DATED.search(text, max(0, at - 8), at) and (no_year := _NO_YEAR.match(text, at)):
        return Quantity("", at, no_year.end(), "period", no_year.group())
    if decade := _DECADE.match(text, at):
        return attach_english(text, Quantity("", at, decade.end(), "period", "P10Y", digits="10"), floor)
    special = None if _HALF_A.match(text, at) else read_english_special(text, at)
    if special:
        return attach_english(text, special, floor)
    return read_english_amount(text, at, floor)


def _in_name(text: str, at: int) -> Quantity | None:
    """MedGPT3, CO2, 5G: figures glued to letters that are no unit; soft, like in Chinese."""
    if not text[at].isdigit():
        return None
    if glued := _GLUED.match(text, at):
        return Quantity("", at, glued.end(), "code", glued.group(), flags=("bound",))
    before = _LETTERS_BEFORE.search(text, max(0, at - 20), at)
    if before and not MARK_BEFORE.search(text, max(0, at - 14), at) and before.group() not in {"FY"}:
        end = re.compile(r"\d+(?:\.\d+)*(?:[-/:]\d+)*").match(text, at)
        assert end is not None
        return Quantity("", at, end.end(), "code", end.group(), flags=("bound",))
    return None


def _read_code(text: str, at: int) -> Quantity | None:
    match = _CODE.match(text, at)
    if match is None or MARK_BEFORE.search(text, max(0, at - 14), at):
        return None
    if match["long"] and (COUNT.match(text, match.end()) or UNIT.match(text, match.end())):
        return None
    value = f"〔{match['year']}〕{match['no']}号" if match["document"] else match.group()
    minus = at > 0 and text[at - 1] == "-"
    return Quantity("", at, match.end(), "code", value, flags=("minus",) if minus else ())


def _year_like_count(text: str, at: int) -> bool:
    """2024 before a unit, or after a currency mark, is an amount."""
    match = _YEAR.match(text, at)
    if match is None:
        return False
    if text[match.end() : match.end() + 1].isdigit() or re.compile(r"[.,]\d").match(text, match.end()):
        return True
    unit = UNIT.match(text, match.end()) or COUNT.match(text, match.end())
    if _PLURAL_TIME.match(text, match.end()):
        return True
    return bool(unit or _NOT_A_YEAR.match(text, match.end()) or MARK_BEFORE.search(text, max(0, at - 14), at))
