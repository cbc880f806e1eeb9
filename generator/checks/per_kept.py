"""每股, 人均, 日均: the unit that a figure is counted by.

Why: earnings per share and earnings are figures of different size.
Caught: 每股 每10股 人均 日均 月均 年均 每人 每年 每月 每日 每吨 with a number, answered by nothing of the kind.
Fine: per, each, every, a day, daily, annual, per capita, per employee, average, for every 10 shares.
Not seen: a wrong unit after "per" (currency-unit compares that where it can).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence
from generator.checks.cues import cue

_PER = (
    cue("每\\s*\\d*\\s*股", "per|for every|for each|each|every|/ ?share"),
    cue("[户亩台场件单]均(?=[^，。,]{0,6}\\d)|次均", "per|each|every|average\\w*|apiece|a piece"),
    cue("人均(?!有)|每人(?=\\d)", "per|each|every|average\\w*|apiece"),
    cue("日均|每[日天](?=[^，。]{0,6}\\d)", "per|daily|each|every|a day|day|average\\w*"),
    cue("月均|每月(?=[^，。]{0,6}\\d)", "per|monthly|each|every|a month|average\\w*"),
    cue("年均|每年(?=[^，。]{0,6}\\d)", "per|annual\\w*|yearly|each|every|a year|average\\w*|p\\.a|CAGR"),
    cue(
        "每(?:吨|平方米|亩|公顷|千瓦时|度|公里|小时|万元|元|台|户|张)(?=[^，。]{0,10}\\d)",
        "per|each|every|an?|/",
    ),
)


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each 每 or 均 with a figure that the English does not count by."""
    for unit in _PER:
        found = unit.in_source(pair)
        if found and not unit.in_target(pair):
            yield Remark(
                f"“{found[0]}” is missing in the English. Say per what the figure is counted.",
                f"英文漏译“{found[0]}”。请译出计量的基准（per …）。",
                found.span(),
            )


CHECK = Check("per-kept", "doubtful", "sentence", per_sentence(look))
