"""Dates of the English in more than one order.

Why: 5 June and June 5 in one report look like two hands; 05/06 is two days.
Caught: a full date in the order that the file uses less often; an English sentence with a date all in figures
(2024/5/6, 2024.5.6) where the Chinese writes 年 and 月; ordinals (17th April);
the year first (2024 June 9).
Fine: ordinals in names (March 8th Red Banner Holder); months without a day; file names and codes; figures where the Chinese has figures.
Not seen: the order of a file that has one date only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Pair, Remark

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_DAY_FIRST = re.compile(rf"\b\d{{1,2}} {_MONTH}\b\.?")
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\.? \d{{1,2}}\b(?!\d)")
_ORDINAL = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th) (?:of )?{_MONTH}\b|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)\b")
_YEAR_FIRST = re.compile(rf"\b(?:19|20)\d\d,? {_MONTH} \d{{1,2}}\b")
_DAY = re.compile(r"[\d一二三四五六七八九十]\s*[日号]")
_FIGURES = re.compile(r"\b(?:19|20)\d\d([./-])\d{1,2}\1\d{1,2}\b|\b\d{1,2}/\d{1,2}/(?:19|20)\d\d\b")


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each date in the less used order, in figures or with an ordinal."""
    day_first, month_first = [], []
    for pair in material.translated:
        day_first += [(pair, found) for found in _DAY_FIRST.finditer(pair.target)]
        month_first += [(pair, found) for found in _MONTH_FIRST.finditer(pair.target)]
        yield from _odd_forms(pair)
    if day_first and month_first:
        few = len(day_first) < len(month_first) or (
            len(day_first) == len(month_first) and not context.style.day_first
        )
        for pair, found in day_first if few else month_first:
            yield Remark(
                f"“{found[0]}”: most dates of the English have {'the month' if few else 'the day'} first.",
                f"“{found[0]}”：英文其他日期多为{'月在前' if few else '日在前'}。请统一。",
                target_span=found.span(),
                pair=pair,
            )


def _odd_forms(pair: Pair) -> Iterator[Remark]:
    for found in _ORDINAL.finditer(pair.target) if _DAY.search(pair.source) else ():
        yield Remark(
            f"“{found[0]}”: write the day of a date without st, nd, rd or th.",
            f"“{found[0]}”：日期中的日请不用序数词。",
            target_span=found.span(),
            pair=pair,
        )
    for found in _YEAR_FIRST.finditer(pair.target):
        yield Remark(
            f"“{found[0]}”: the year stands last in an English date.",
            f"“{found[0]}”：英文日期中年份应在最后。",
            target_span=found.span(),
            pair=pair,
        )
    for found in _FIGURES.finditer(pair.target):
        if found[0] not in pair.source and re.search(r"年.*月.*日", pair.source):
            yield Remark(
                f"“{found[0]}”: write the month as a word.",
                f"“{found[0]}”：请用英文书写月份。",
                target_span=found.span(),
                pair=pair,
            )


CHECK = Check("date-style", "untidy", "file", look)
