"""Which columns of a table a key figure is taken from: what is told by its heads, in one row or in two.

With two rows of heads a year stands over or under what is counted in it: 2024年 over 金额 and 占比, or 合并 over 2024年
and 2023年. Only what can mean nothing but the row itself is taken: the figure of the whole group, and no share of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.model import Cell, Table, bare

At = tuple[int, int]

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# What names a part of the company, whose figures are not the company's.
PART = re.compile(r"母公司|子公司|分公司|分部|板块|事业部|事业群|基地|工厂|厂区|园区|各[^类项级年]")
_THIS_YEAR = re.compile(r"^(?:本年度?|本期|报告期|本报告期)(?:末|数|金额)?$")
_CHANGE = re.compile(r"增减|同比|变动|增幅")
_UNIT_HEAD = re.compile(r"单位$")
_IN_BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]$")
# What stands in brackets and is no unit.
_REMARK = re.compile(r"^(?:[不未]?含|扣|税|未?经|合并|注|剔除|重述|调整|预案|包括|其中)")
# Words over, under or behind a year that add nothing to what the row says: no target, no share, no half of a year.
_PLAIN = r"金额|数额|数值|数据|数|指标值|实际(?:值|数)?|完成值|绩效"
_NEUTRAL = re.compile(
    rf"^(?:{_PLAIN}|全年|年度|年份|报告年度|报告期间?|期间|(?:本?集团)?(?:合并|集团)(?:数|口径|报表)?|本集团)$"
)
_PLAIN_YEAR = re.compile(
    rf"^(?:截至)?(?:19|20)\d\d(?:年度?|[-./]12[-./]31)?(?:12月31日|末|底|全年)?(?:止|期末)?(?:{_PLAIN})?$"
)
_LEVELS = 2


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table that matter: heads of rows, figures of the year, and what goes with them.

    ``year`` and ``year_before`` are the heads that name the years; ``head_unit`` is a head in brackets that says the
    unit of the column, where another than that of the year does; ``has_unit`` whether any does.
    """

    head: int
    value: int
    year: At
    unit: int | None = None
    head_unit: At | None = None
    has_unit: bool = False
    before: int | None = None
    year_before: At | None = None
    change: int | None = None


@dataclass(frozen=True, slots=True)
class _Head:
    """The heads over one column from the top: where each begins, and its words."""

    places: tuple[At, ...]
    words: tuple[str, ...]

    def has(self, pattern: re.Pattern[str]) -> bool:
        return any(pattern.search(words) for words in self.words)


def find_columns(table: Table, year: str) -> Columns | None:
    """The columns by their heads; None where they do not name one column of the report's year, and beyond doubt."""
    grid = table.grid()
    if not 1 <= table.header_rows <= _LEVELS or (table.caption and PART.search(bare(table.caption))):
        return None
    heads = _heads(table, grid)
    if table.header_rows == 1 and len(set(heads.values())) < len(heads):
        return None
    years = {c: at for c, head in heads.items() if (at := _year_at(head)) is not None}
    stated = {c: found for c, at in years.items() if (found := _year(grid[at].source))}
    wanted = year or max(stated.values(), default="")
    value = [c for c, at in years.items() if stated.get(c, wanted) == wanted and _adds_nothing(heads[c], at)]
    units = [c for c, head in heads.items() if head.has(_UNIT_HEAD)]
    every = [c for c, head in heads.items() if any(YEAR.search(words) for words in head.words)]
    labels = [c for c in heads if c < min([*value, *every], default=0) and c not in units]
    if len(value) != 1 or not wanted or not labels:
        return None
    chosen, at = value[0], years[value[0]]
    before = [
        c
        for c, found in stated.items()
        if int(found) == int(wanted) - 1 and _adds_nothing(heads[c], years[c]) and c != chosen
    ]
    changes = [c for c, head in heads.items() if c > chosen and head.has(_CHANGE)]
    with_unit = [place for place in heads[chosen].places if says_unit(grid[place].source)]
    earlier = _only(before)
    return Columns(
        max(labels),
        chosen,
        at,
        unit=_only(units),
        head_unit=next((place for place in with_unit if place != at), None),
        has_unit=bool(with_unit),
        before=earlier,
        year_before=years[earlier] if earlier is not None else None,
        change=_only(changes),
    )


def says_unit(words: str) -> bool:
    """Whether a head ends in a unit in brackets, and not in a remark there."""
    found = _IN_BRACKETS.search(bare(words))
    return found is not None and not _REMARK.match(found[1])


def _heads(table: Table, grid: Mapping[At, Cell]) -> dict[int, _Head]:
    """The heads over each column, those of merged cells over all of theirs."""
    found: dict[int, list[At]] = {}
    for at in sorted(grid):
        if at[0] < table.header_rows:
            for c in range(at[1], at[1] + grid[at].colspan):
                found.setdefault(c, []).append(at)
    return {c: _Head(tuple(p), tuple(bare(grid[at].source) for at in p)) for c, p in sorted(found.items())}


def _year_at(head: _Head) -> At | None:
    """The head that names the column's year and nothing else, or says that it is the report's; None without it."""
    named = [at for at, words in zip(head.places, head.words, strict=True) if _names_year(words)]
    return named[0] if len(named) == 1 else None


def _names_year(words: str) -> bool:
    plain = _IN_BRACKETS.sub("", words)
    return bool(_PLAIN_YEAR.match(plain) or _THIS_YEAR.match(plain))


def _year(words: str) -> str:
    found = YEAR.search(bare(words))
    return found[0] if found else ""


def _adds_nothing(head: _Head, year: At) -> bool:
    """Whether all heads over a column but that of its year leave the meaning of a row as it is."""
    others = (words for at, words in zip(head.places, head.words, strict=True) if at != year)
    return all(not words or _NEUTRAL.match(_IN_BRACKETS.sub("", words)) for words in others)


def _only(columns: Sequence[int]) -> int | None:
    return columns[0] if len(columns) == 1 else None
