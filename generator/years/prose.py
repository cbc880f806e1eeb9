"""Figures in sentences as facts: what is said of one thing for the report's year, or for the year it is compared with.

    2023年，公司实现营业收入12.3亿元；           营业收入, 2023
    营业收入13.5亿元，较上年同期的12.5亿元增长8%   营业收入, 2023 (in the report of 2024)
    员工总数由2023年末的2,250人增至2,400人        员工总数, both years

Only clauses of a known build are read, and the first one that is not ends the sentence: a figure less is better than
one of another thing. So is what speaks of a part of the company, of part of a year, of plans, or not exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from generator.listmark import split_marker
from generator.memory import match_key
from generator.quantities import Quantity, find_quantities
from generator.versions import Unit, Version, version_to_units
from generator.years.amounts import Amount, quantity_to_amount
from generator.years.series import Series, Value, is_of_part

# A clause with its numbers set aside: Y is a year, N an amount, X a number that is neither.
_Y, _N, _X = "\ue000", "\ue001", "\ue002"
_WHO = "(?:本公司|本集团|公司|集团|我们)"
_WHEN = f"(?:(?:截至|截止|在)?(?P<year>{_Y})(?:同期|全年|期间)?)"
_NAME = rf"(?P<name>[^{_Y}{_N}{_X}\d,;。:()《》“”\"]{{2,30}}?)"
_LINK = "(?:共计|合计|总计|达到|达|实现|为|是|:|人民币|共)*"
_RESTATED = r"(?:\((?:经)?(?:追溯)?(?:调整|重述)后\))?"
_OLD = f"(?P<then>{_Y})(?:同期)?{_RESTATED}(?:数据|数|金额)?"
_OLD_VALUE = f"(?P<old>{_N}){_RESTATED}"
_MOVED = "(?:增|减|上|下|提|降|升|涨|回)"

_WHEN_ALONE = re.compile(f"(?P<who>{_WHO})?{_WHEN}(?P<who_then>{_WHO})?")
_FACT = re.compile(
    f"(?P<who>{_WHO})?{_WHEN}?(?P<who_then>{_WHO})?(?:全年|总共|共)?(?:实现|完成|取得)?"
    rf"{_NAME}{_LINK}(?P<value>{_N})(?P<rest>(?:\(|较|比|与|相比|同比|,|$).*)"
)
_FROM_TO = re.compile(
    f"(?P<who>{_WHO})?{_WHEN}?(?P<who_then>{_WHO})?{_NAME}(?:由|从){_OLD}的?{_OLD_VALUE}"
    rf"{_MOVED}[^{_Y}{_N}{_X},]{{0,3}}(?:至|到|为)(?:(?P<now>{_Y})的?)?(?P<value>{_N})"
)
_IN_BRACKETS = re.compile(rf"\({_OLD}(?::|为|的)?{_OLD_VALUE}\)")
_AGAINST = re.compile(
    f"(?:较|比|与|相比|同比){_OLD}(?:的|:|为)?{_OLD_VALUE}(?:相比)?(?={_MOVED}|略|有所|大幅|显著|持平|基本|$)"
)
_EARLIER = re.compile(f"(?:而|其)?{_OLD}(?:为|是|:)?{_OLD_VALUE}")
_MORE = "(?:增长|增加|减少|下降|上升|提高|提升|降低|上涨|增幅|降幅|增速|持平)"
_CHANGE = re.compile(
    f"(?:同比|环比|(?:较|比|与){_Y}(?:同期)?(?:相比)?)?(?:略有|有所|大幅|显著|小幅)?{_MORE}(?:了|为|达|到)?{_N}?"
)
_NAME_OF_CHANGE = re.compile(f"^(?:同比|环比|较|比|与)|{_MORE}[了率额]?$")
_NAMED_BY_YEAR = re.compile(
    "股东|年?报|利润分配|权益分派|业绩|董事会|监事会|债券|财务|审计|内部控制|社会责任|可持续|环境|ESG"
)
_TOLD = re.compile(
    "(?P<before>(?<!以)上年(?:同期|度末|度|末)?|上一年度?|去年(?:同期)?)|本?报告期[内末]?|本年度?末?"
)

_UNSURE = re.compile(
    r"其中|分别|平均|人均|预计|计划|目标|预算|拟|力争|累计|不超过|不低于|占|各|每(?!股)|近[一二两三四五]年|子公司|旗下|板块|事业部|基地|"
    r"该|参股|收购|项目|地区|区域|案例|公司(?!股东|所有者|普通股)|集团"
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence says of one thing, by year. ``whole``: of the company, by name."""

    name: str
    values: dict[int, Amount]
    whole: bool


def find_said_series(version: Version, year: int) -> tuple[Series, ...]:
    """A series for each thing that a sentence gives figures of, in reading order; ``year`` is the year reported on."""
    found: list[Series] = []
    texts = groupby(version_to_units(version), key=lambda unit: (unit.group, unit.block))
    for (group, _), units in texts:
        if group == "prose":
            found += _text_to_series(list(units), year)
    return tuple(found)


def _text_to_series(units: Sequence[Unit], year: int) -> Iterator[Series]:
    """The series of a paragraph: nothing behind words that may be on a part of the company."""
    if any(map(is_of_part, units[0].under)):
        return
    sentences = [unit.source for unit in units]
    for unit, said in zip(units, read_said(sentences, year), strict=True):
        yield from (_to_series(one, unit) for one in said)
        if is_of_part(match_key(unit.source)):
            return


def _to_series(said: Said, unit: Unit) -> Series:
    sentence = next(iter(unit.parts[0].sentences), None)
    values = {year: Value(amount, unit.page, sentence) for year, amount in said.values.items()}
    dimension = next(iter(said.values.values())).dimension
    under = frozenset(unit.under[-1:])
    return Series(
        said.name, "", (), unit.block, dimension, None, values, under=under, whole=said.whole, said=True
    )


def read_said(sentences: Sequence[str], year: int) -> Iterator[tuple[Said, ...]]:
    """The facts of each sentence of a paragraph; ``year`` is what 报告期 and 上年 are told from.

    A sentence that does not name the company is taken to be on it only where the paragraph begins, and the next
    behind a semicolon with it.

    >>> [(said.name, sorted(said.values)) for said in next(read_said(["报告期内营业收入13.5亿元（2023年：12.5亿元）。"], 2024))]
    [('营业收入', [2023, 2024])]
    """
    reading = _Reading(begins=True)
    for sentence in sentences:
        words = match_key(split_marker(sentence.strip())[1])
        known = reading.read(_Shape.of(words, year))
        yield tuple(said for said in reading.found if said.values and (said.whole or reading.begins))
        if known and words.endswith(";"):
            reading.found = []
        else:
            reading = _Reading(begins=False)


@dataclass
class _Shape:
    """The words of a sentence with its numbers set aside, and by place what they were."""

    words: str = ""
    years: dict[int, int] = field(default_factory=dict)
    amounts: dict[int, Amount] = field(default_factory=dict)

    @classmethod
    def of(cls, words: str, year: int) -> _Shape:
        """The shape of a sentence."""
        shape, end = cls(), 0
        for number in find_quantities(words):
            shape._add_words(words[end : number.start], year)
            shape._add_number(number, year)
            end = number.end
        shape._add_words(words[end:], year)
        return shape

    def _add_words(self, words: str, year: int) -> None:
        end = 0
        for told in _TOLD.finditer(words):
            self.words += words[end : told.start()]
            self.years[len(self.words)] = year - 1 if told["before"] else year
            self.words += _Y
            end = told.end()
        self.words += words[end:]

    def _add_number(self, number: Quantity, year: int) -> None:
        named = (
            re.fullmatch(r"(\d{4})(?:-12-31)?", number.value) if number.kind in ("period", "date") else None
        )
        amount = quantity_to_amount(number)
        mark = _X
        if named and "年" in number.text and "early" not in number.flags and int(named[1]) <= year:
            mark = _Y
            self.years[len(self.words)] = int(named[1])
        elif amount:
            mark = _N
            self.amounts[len(self.words)] = amount
        self.words += mark


def _names_by_year(fact: re.Match[str]) -> bool:
    """Whether a year only names a meeting, paper or bond: 2023年度股东大会 is held in 2024."""
    at_year = fact["year"] and (fact["who_then"] is None or fact["name"].startswith("债券"))
    return bool(at_year) and _NAMED_BY_YEAR.match(fact["name"]) is not None


class _Reading:
    """A sentence being read clause by clause: the year that holds, what the last figure was of, what it measured."""

    def __init__(self, *, begins: bool) -> None:
        self.found: list[Said] = []
        self.begins = begins
        self._shape = _Shape()
        self._year: int | None = None
        self._whole = False
        self._dimension = ""

    def read(self, shape: _Shape) -> bool:
        """Read up to the first clause that is not known; whether there was none."""
        self._shape = shape
        start = 0
        for clause in re.split(r"([,;。!?])", shape.words):
            if clause and clause not in ",;。!?" and not self._read_clause(clause, start):
                return False
            start += len(clause)
        return True

    def _read_clause(self, clause: str, at: int) -> bool:
        if _UNSURE.search(re.sub(f"^{_WHO}|(?<={_Y}){_WHO}", "", clause)):
            return False
        if alone := _WHEN_ALONE.fullmatch(clause):
            self._set(alone, at)
            return True
        if self.found:
            if earlier := _EARLIER.fullmatch(clause) or _AGAINST.match(clause):
                return self._add_earlier(earlier, at)
            if _CHANGE.fullmatch(clause):
                return True
        return self._read_from_to(clause, at) or self._read_fact(clause, at)

    def _read_fact(self, clause: str, at: int) -> bool:
        fact = _FACT.fullmatch(clause)
        if fact is None or _NAME_OF_CHANGE.search(fact["name"]) or _names_by_year(fact):
            return False
        self._begin(fact, at)
        if self._year:
            self._add(self._year, at + fact.start("value"))
        rest = fact["rest"]
        if earlier := _IN_BRACKETS.fullmatch(rest) or _AGAINST.match(rest):
            return self._add_earlier(earlier, at + fact.start("rest"))
        return not rest or _CHANGE.fullmatch(rest) is not None

    def _read_from_to(self, clause: str, at: int) -> bool:
        fact = _FROM_TO.fullmatch(clause)
        if fact is None:
            return False
        self._begin(fact, at)
        now = self._shape.years[at + fact.start("now")] if fact["now"] else self._year
        if now:
            self._add(now, at + fact.start("value"))
        return self._add_earlier(fact, at)

    def _set(self, said: re.Match[str], at: int) -> None:
        """Take over the year and the subject that a clause names."""
        if said["year"]:
            self._year = self._shape.years[at + said.start("year")]
        self._whole = self._whole or bool(said["who"] or said["who_then"])

    def _begin(self, fact: re.Match[str], at: int) -> None:
        self._set(fact, at)
        self._dimension = self._shape.amounts[at + fact.start("value")].dimension
        self.found.append(Said(fact["name"], {}, self._whole))

    def _add(self, year: int, at: int) -> None:
        self.found[-1].values.setdefault(year, self._shape.amounts[at])

    def _add_earlier(self, fact: re.Match[str], at: int) -> bool:
        """The figure of an earlier year, where it is of the same kind as the last one."""
        then = self._shape.amounts[at + fact.start("old")]
        if then.dimension != self._dimension:
            return False
        self.found[-1].values.setdefault(self._shape.years[at + fact.start("then")], then)
        return True
