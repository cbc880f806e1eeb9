"""What the comparison of quantities says about a pair, as remarks of the checks of numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.checks.contract import Pair, Remark
from generator.quantities import Difference, Quantity, Style, quantity_to_english

TIMES = frozenset({"date", "period"})
# One difference, one finding: the first of these reasons decides which check speaks.
_ORDER = ("kind", "order", "date", "sign", "direction", "scale", "digits", "value", "form", "unit", "approx")


def find_differences(pair: Pair, reasons: Collection[str]) -> Iterator[Difference]:
    """The differences of a pair whose first reason is one of these."""
    for difference in pair.match.different:
        if first_reason(difference) in reasons:
            yield difference


def first_reason(difference: Difference) -> str:
    """The gravest of the reasons for which two quantities differ."""
    return next((reason for reason in _ORDER if reason in difference.why), difference.why[0])


def difference_to_remark(difference: Difference, what: str, what_zh: str, style: Style) -> Remark:
    """Both sides, what is wrong, and how the English should read."""
    source, target = difference.source, difference.target
    right = quantity_to_english(source, style)
    return Remark(
        f"“{source.text}” is “{target.text}” in the English: {what}. By rule it is “{right}”.",
        f"“{source.text}”译作“{target.text}”：{what_zh}。按规则应为“{right}”。",
        (source.start, source.end),
        (target.start, target.end),
        right,
    )


def missing_to_remark(quantity: Quantity, style: Style) -> Remark:
    """A quantity of the source that the English does not have."""
    right = quantity_to_english(quantity, style)
    return Remark(
        f"“{quantity.text}” is missing in the English. By rule it is “{right}”.",
        f"英文缺少“{quantity.text}”。按规则应为“{right}”。",
        (quantity.start, quantity.end),
    )
