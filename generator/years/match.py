"""Last year's series and this year's, brought together, and the figures that were restated between the two reports.

Two series are the same when their names are (or are one term of the glossary), the words of their columns, and what
they measure; never by the place. Names that say little (合计), or that stand for several things in one report, are
brought together only where their tables belong together by their other rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from generator.memory import match_key
from generator.terms import Glossary
from generator.versions import Unit, Version, align_units, version_to_units
from generator.years.amounts import same_amount
from generator.years.gather import agree, gather_series, identity
from generator.years.reasons import find_reason
from generator.years.series import Series, Value

_GENERIC = re.compile(r"合计|小计|总计|共计|总数|合计数|其他|其它|平均")
_RATES = ("percent", "points")
_SHORT = 2  # letters of a name that may be of many things (培训, 捐赠), though it is a term


@dataclass(frozen=True, slots=True)
class Restated:
    """A figure of an earlier year that this year's report gives otherwise; ``reason`` is the sentence that says why."""

    year: int
    then: Value
    now: Value
    reason: str | None


@dataclass(frozen=True, slots=True)
class YearRow:
    """One thing in both reports: last year's figure as printed then and as printed now, and this year's.

    ``change`` is from last year to this, as this report has both, in percent or in percentage points. ``said``: this
    report says it in a sentence, not in a table or chart.
    """

    name: str
    column: str
    above: tuple[str, ...]
    english: str | None
    block: str
    then: Value | None
    last: Value | None
    now: Value | None
    change: str | None
    restated: tuple[Restated, ...]
    said: bool = False

    @property
    def label(self) -> str:
        """The name with what tells it apart."""
        return " · ".join(filter(None, (*self.above, self.name, self.column)))


@dataclass(frozen=True, slots=True)
class Years:
    """The rows in the order of this year's report; how many series only one of the reports has."""

    last: int
    now: int
    rows: tuple[YearRow, ...]
    only_last: tuple[str, ...]
    only_now: tuple[str, ...]

    @property
    def restated(self) -> tuple[tuple[YearRow, Restated], ...]:
        """Every restatement once, however often its figure is printed."""
        met: dict[tuple[object, ...], tuple[YearRow, Restated]] = {}
        for row in self.rows:
            for one in row.restated:
                what = (
                    match_key(row.name),
                    row.column,
                    one.year,
                    one.then.amount.value,
                    one.now.amount.value,
                )
                met.setdefault(what, (row, one))
        return tuple(met.values())


def compare_years(
    last: Version, now: Version, years: tuple[int, int], glossary: Glossary | None = None
) -> Years:
    """Both reports side by side; ``years`` are last year's and this year's."""
    before, after = gather_series(last, years[0], glossary), gather_series(now, years[1], glossary)
    pairs = _pair(before, after, _link_tables(last, now), glossary)
    taken = {id(series) for series in pairs.values()}
    rows = tuple(_to_row(pairs[n], series, years, now) for n, series in enumerate(after) if n in pairs)
    return Years(
        *years,
        tuple(row for row in rows if row.then or row.last),
        tuple(series.label for series in before if id(series) not in taken and not series.said),
        tuple(series.label for n, series in enumerate(after) if n not in pairs and not series.said),
    )


def _pair(
    before: Sequence[Series], after: Sequence[Series], blocks: Mapping[str, str], glossary: Glossary | None
) -> dict[int, Series]:
    """By the index of a series of this year's report: that of last year's which is the same."""
    groups: dict[tuple[str, ...], tuple[list[Series], list[int]]] = {}
    for series in before:
        groups.setdefault(identity(series, glossary), ([], []))[0].append(series)
    for n, series in enumerate(after):
        groups.setdefault(identity(series, glossary), ([], []))[1].append(n)
    pairs: dict[int, Series] = {}
    for (name, *_), (old, new) in groups.items():
        pairs |= dict(_pair_group(old, [(n, after[n]) for n in new], blocks, name.startswith("term ")))
    return pairs


def _link_tables(last: Version, now: Version) -> dict[str, str]:
    """For a table or chart of this year's report the one of last year's that most of its rows come from."""
    old, new = version_to_units(last), version_to_units(now)
    counted = Counter(
        (old[i].block, new[j].block)
        for link in align_units(old, new)
        for i, j in zip(link.old, link.new, strict=False)
        if _tells(old[i]) and _tells(new[j])
    )
    best: dict[str, str] = {}
    for (one, other), _ in sorted(counted.items(), key=lambda entry: (-entry[1], entry[0])):
        if other not in best and one not in best.values():
            best[other] = one
    return best


def _tells(unit: Unit) -> bool:
    """Whether a row says which table it is of: not the head of a table, which many share, and no total."""
    if unit.group == "row":
        return any(part.heads for part in unit.parts) and not _GENERIC.match(unit.head)
    return unit.group == "labels"


def _pair_group(
    old: Sequence[Series], new: Sequence[tuple[int, Series]], blocks: Mapping[str, str], by_term: bool
) -> Iterator[tuple[int, Series]]:
    """The pairs among series of one identity: those of one table first, then those that cannot be mistaken.

    What a table of last year's report says comes before what a sentence says.
    """
    old = sorted(old, key=lambda series: series.said)
    free = list(old)
    rest = []
    for n, series in new:
        there = [one for one in free if blocks.get(series.block) == one.block]
        same = [one for one in there if one.above_key == series.above_key] or there[: len(there) == 1]
        if same:
            free.remove(same[0])
            yield n, same[0]
        else:
            rest.append((n, series))
    if not old or not rest or _GENERIC.match(old[0].name) or not (agree(old) and agree([s for _, s in new])):
        return
    for n, series in rest:
        partner = next((one for one in [*free, *old] if _may_pair(one, series, by_term)), None)
        if partner:
            free = [one for one in free if one is not partner]
            yield n, partner


def _may_pair(old: Series, new: Series, by_term: bool) -> bool:
    """Whether nothing speaks against one thing: what a sentence says must be under the same heading, or of the company."""
    if not (old.said or new.said):
        return True
    known = by_term and len(new.name) > _SHORT and old.whole and new.whole
    return old.dimension == new.dimension and (known or not old.under.isdisjoint(new.under))


def _to_row(old: Series, new: Series, years: tuple[int, int], now: Version) -> YearRow:
    then, last, this = old.values.get(years[0]), new.values.get(years[0]), new.values.get(years[1])
    base = last or then
    return YearRow(
        new.name,
        new.column,
        new.above,
        new.english,
        new.block,
        then,
        last,
        this,
        _change(base, this) if base and this else None,
        tuple(_find_restated(old, new, years[1], now)),
        new.said,
    )


def _find_restated(old: Series, new: Series, reported: int, now: Version) -> Iterator[Restated]:
    for year, value in sorted(new.values.items()):
        then = old.values.get(year)
        if then is None or same_amount(then.amount, value.amount):
            continue
        unadjusted = new.before.get(year)
        reason = find_reason(now, new, year, reported)
        if reason is None and (
            value.adjusted or (unadjusted and same_amount(then.amount, unadjusted.amount))
        ):
            reason = "调整后"
        yield Restated(year, then, value, reason)


def _change(base: Value, now: Value) -> str | None:
    """The change by rule: points between percentages, else percent of the base; None from nothing or from a loss."""
    old, new = base.amount, now.amount
    if new.dimension in _RATES:
        return f"{new.value - old.value:+f} pp" if old.dimension == new.dimension else None
    if old.value <= 0:
        return None
    share = (new.value - old.value) / old.value * 100
    return f"{share.quantize(Decimal('0.01'), ROUND_HALF_UP):+f}%"


def count_kinds(years: Years) -> dict[str, int]:
    """How much was compared, and what came of it."""
    restated = years.restated
    unexplained = sum(one.reason is None for _, one in restated)
    return {
        "compared": len(years.rows),
        "restated": len(restated),
        "unexplained": unexplained,
        "only_last": len(years.only_last),
        "only_now": len(years.only_now),
    }
