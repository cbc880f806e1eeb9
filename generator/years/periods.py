"""Which year a head of a table speaks of, and what it says beside that.

A head names the year (2024年末), or tells it from the report (本报告期, 上年同期); the rest of its words tells the
columns of one year apart (人数, 占比). A part of a year (第一季度) is such a word, as it is no whole year's figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from generator.memory import match_key

_YEAR = re.compile(r"((?:19|20)\d\d)(?:年度?末?底?(?:12月31日)?|度|(?=\D|$))(?:余额)?")
_NOW = "本报告期末|本报告期内?|报告期末|报告期内?|本期末|本期|本年末|本年度|本年|当年|期末|年末"
_BEFORE = "上年同期|上年度末|上一年度|上年末|上年度|上年|上期末|上期|去年同期|去年|期初|年初|上一报告期"
_TOLD = re.compile(rf"(?:(?P<before>{_BEFORE})|(?P<now>{_NOW}))(?:余额|发生额|累计)?")
_CHANGE = re.compile(r"同比|环比|增减|变动|增长|增幅|降幅|幅度|变化|较上年|比上年|较\d|比\d")
_ADJUSTED = re.compile(r"(?:追溯)?(?:调整|重述|更正)(?P<side>前|后)|(?P<done>已?(?:经)?(?:重述|追溯调整))")
_MARKS = re.compile(r"[()\[\]【】:：、,\-—/]")
_EMPTY = frozenset({"金额", "数额", "数值", "数据", "数量", "数"})

Adjusted = Literal["", "before", "after"]


@dataclass(frozen=True, slots=True)
class Period:
    """The year of a head, None where it names none; whether it is as adjusted; and the words that are left."""

    year: int | None
    rest: str
    adjusted: Adjusted = ""


def is_change(head: str) -> bool:
    """Whether a head is over changes against another period: those are computed here and not compared."""
    return _CHANGE.search(match_key(head)) is not None


def read_period(head: str, year: int | None) -> Period:
    """What a head says of a period; ``year`` is the report's own.

    >>> read_period("2024年末人数", 2024)
    Period(year=2024, rest='人数', adjusted='')
    >>> read_period("上年同期（调整后）", 2024)
    Period(year=2023, rest='', adjusted='after')
    """
    words = match_key(head)
    adjusted = _ADJUSTED.search(words)
    side: Adjusted = "" if adjusted is None else "before" if adjusted["side"] == "前" else "after"
    words = _ADJUSTED.sub("", words)
    named, told = _YEAR.search(words), _TOLD.search(words)
    if named:
        return Period(int(named[1]), _rest(words, named), side)
    if told and year:
        return Period(year - 1 if told["before"] else year, _rest(words, told), side)
    return Period(None, _plain(words), side)


def _rest(words: str, found: re.Match[str]) -> str:
    return _plain(words[: found.start()] + words[found.end() :])


def _plain(words: str) -> str:
    """The words without marks; none where they only say that figures follow."""
    plain = _MARKS.sub("", words)
    return "" if plain in _EMPTY else plain
