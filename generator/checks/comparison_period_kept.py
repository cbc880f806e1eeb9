"""同比 and 环比: the period that a figure is compared with.

Why: year on year and quarter on quarter are different statements with the same number.
Caught: 同比 or 上年 answered by a month or quarter comparison, 环比 by a year comparison (wrong); 同比 or 环比 left out
(doubtful).
Fine: year on year in any spelling, YoY, "compared with the same period", "from the previous year", "a year earlier";
QoQ, MoM, sequential, "from the previous quarter".
Not seen: whether 环比 means the quarter or the month; that depends on the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence

_YEAR = re.compile(
    r"year[- ]on[- ]year|year[- ]over[- ]year|\byoy\b|\by/y\b|same (?:period|quarter|month|time)|corresponding period"
    r"|(?:previous|last|prior|preceding|earlier) (?:financial |fiscal |reporting )?year|year earlier|year ago|year before|\b(?:from|than|in|over|versus|against|with|to) (?:in )?(?:the (?:year )?)?(?:19|20)\d\d\b"
    r"|\bannual(?:ly)?\b|comparable period|like[- ]for[- ]like",
    re.IGNORECASE,
)
_SHORTER = re.compile(
    r"(?:quarter|month|week|half|period)[- ]on[- ](?:quarter|month|week|half|period)|(?:quarter|month|week|period)[- ]over[- ](?:quarter|month|week|period)"
    r"|\b(?:qoq|mom|wow|hoh|pop)\b|sequential|(?:previous|last|prior|preceding) (?:quarter|month|week|period|half|six|three)|(?:quarter|month) (?:earlier|before|ago)",
    re.IGNORECASE,
)
_EARLIER_YEAR = re.compile("上年|去年|上一年")
_SHORTER_ZH = re.compile("环比|季|月|周|上期|半年")


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark when the compared period is another one or missing."""
    year, shorter = re.search("同比", pair.source), re.search("环比", pair.source)
    english_year, english_shorter = _YEAR.search(pair.target), _SHORTER.search(pair.target)
    if year and not english_year:
        other = english_shorter if not shorter else None
        yield _to_remark(year.span(), other, "同比", "year on year")
    earlier = _EARLIER_YEAR.search(pair.source)
    if earlier and not year and not english_year and english_shorter and not _SHORTER_ZH.search(pair.source):
        yield _to_remark(earlier.span(), english_shorter, earlier[0], "the previous year")
    if shorter and not english_shorter:
        other = english_year if not year else None
        yield _to_remark(shorter.span(), other, "环比", "quarter on quarter or month on month")


def _to_remark(span: tuple[int, int], other: re.Match[str] | None, word: str, english: str) -> Remark:
    if other:
        return Remark(
            f"{word} is {english}, not “{other[0]}”.",
            f"{word}应译为 {english}，而不是“{other[0]}”。",
            span,
            other.span(),
            severity="wrong",
        )
    return Remark(
        f"{word} ({english}) is missing in the English. Say what the figure is compared with.",
        f"英文漏译“{word}”（{english}）。请说明比较的期间。",
        span,
    )


CHECK = Check("comparison-period-kept", "doubtful", "sentence", per_sentence(look))
