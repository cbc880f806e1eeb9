"""The same fact with two values in one report.

Why: the table says one figure, the text another; both are quoted, and one of them is wrong.
Caught: a table row and a sentence, or two table rows, that name the same thing for the same year with values that differ by
more than rounding.
Fine: values rounded in one place; other years; names that are part of a longer name; figures of another unit.
Not seen: facts under two names; facts of a part of the company, when the sentence does not name the part next to the figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.checks.contract import Check, CheckContext, Material, Pair, Remark, Sheet
from generator.checks.figures import decimal_places, read_figure
from generator.checks.scripts import han_length
from generator.quantities import Quantity, find_quantities
from generator.quantities.quantity import number_of

_YEAR = re.compile(r"((?:19|20)\d\d)\s*年(?!\s*\d{1,2}\s*月)")
_UNIT = re.compile(r"[（(](?:单位[：:])?([^（）()]{1,8})[)）]|单位[：:]\s*(\S{1,8})")
_LINK = re.compile(r"^(?:总额|总数)?(?:共计|合计|总计|累计|实现|达到?|为|是|约|：|:|人民币|\s)*$")
_PART = re.compile(r"其中|子公司|板块|分别|同比|增长|下降|减少|增加|平均|人均|占")


@dataclass(frozen=True, slots=True)
class _Fact:
    """A value in base units with the half unit of its last digit, and where it stands."""

    value: Decimal
    slack: Decimal
    unit: str
    text: str
    pair: Pair


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark at each later statement that differs from the first in a table."""
    known: dict[tuple[str, str], _Fact] = {}
    for sheet in material.sheets:
        for key, fact in _find_in_table(sheet):
            first = known.setdefault(key, fact)
            yield from _compare(key, first, fact)
    labels = sorted({label for label, _ in known}, key=lambda label: (-len(label), label))
    for pair in material.pairs:
        if pair.is_prose:
            for key, fact in _find_in_prose(pair, labels):
                if key in known:
                    yield from _compare(key, known[key], fact)


def _compare(key: tuple[str, str], first: _Fact, other: _Fact) -> Iterator[Remark]:
    if first.unit == other.unit and abs(first.value - other.value) > first.slack + other.slack:
        yield Remark(
            f"{key[0]} of {key[1]} is {other.text} here and {first.text} on page {first.pair.page}.",
            f"{key[1]} 年{key[0]}此处为 {other.text}，第 {first.pair.page} 页为 {first.text}，请核对。",
            pair=other.pair,
        )


def _find_in_table(sheet: Sheet) -> Iterator[tuple[tuple[str, str], _Fact]]:
    """The figures of rows with a name under heads with a year, where the unit is stated."""
    if sheet.table.header_rows != 1:
        return
    years = {
        c: found[1]
        for c, words in sheet.row(0).items()
        if (found := re.fullmatch(r"((?:19|20)\d\d)\s*年?度?", words.strip()))
    }
    for number in range(1, len(sheet.table.rows)):
        row = sheet.row(number)
        name = _UNIT.sub("", row.get(0, "")).strip()
        unit = (
            _UNIT.search(row.get(0, ""))
            or _UNIT.search(sheet.table.unit or "")
            or _UNIT.search(sheet.table.caption or "")
        )
        for column, year in years.items():
            pair = sheet.cells.get((number, column))
            words = row.get(column, "").strip()
            if pair and unit and han_length(name) >= 4 and read_figure(words) is not None:
                fact = _to_fact(words.replace(" ", "") + (unit[1] or unit[2]), pair)
                if fact:
                    yield (name, year), fact


def _find_in_prose(pair: Pair, labels: list[str]) -> Iterator[tuple[tuple[str, str], _Fact]]:
    """Figures that follow a known name directly, in sentences that speak of one year."""
    years = set(_YEAR.findall(pair.source))
    if len(years) != 1 or _PART.search(pair.source):
        return
    for number in pair.numbers:
        before = pair.source[: number.start]
        label = next(
            (one for one in labels if one in before and _LINK.match(before.rpartition(one)[2])), None
        )
        preceded = label and re.search(r"[\u4e00-\u9fff]$", before.rpartition(label)[0].removesuffix("公司"))
        fact = _quantity_to_fact(number, pair) if label and not preceded else None
        if label and fact and number.approx is None:
            yield (label, years.copy().pop()), fact


def _to_fact(text: str, pair: Pair) -> _Fact | None:
    numbers = find_quantities(text)
    return _quantity_to_fact(numbers[0], pair) if len(numbers) == 1 and numbers[0].text == text else None


def _quantity_to_fact(number: Quantity, pair: Pair) -> _Fact | None:
    value = number_of(number.value)
    if value is None:
        return None
    slack = Decimal(5).scaleb(number.scale - decimal_places(number.digits) - 1)
    return _Fact(value, slack, f"{number.kind} {number.unit}", number.text, pair)


CHECK = Check("same-fact-equal", "doubtful", "table", look)
