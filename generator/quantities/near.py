"""What probably happened where a number does not stand in the English: a scale, a digit, a date turned round."""

from __future__ import annotations

import re
from fractions import Fraction

from generator.quantities.alike import as_number, is_length, is_time
from generator.quantities.quantity import NUMERIC_KINDS, Quantity


def why_near(source: Quantity, target: Quantity) -> tuple[int, str] | None:
    """How far the two are from one another and in what they differ; None when they have nothing in common."""
    if is_time(source) and is_time(target):
        return _near_dates(source.value, target.value)
    if is_time(source) or is_time(target) or is_length(source) != is_length(target):
        return None if _shape(source) != _shape(target) else (8, "kind")
    if is_length(source):
        return 4, "value"
    if source.kind == "code" or target.kind == "code":
        return (
            (2, "digits")
            if _one_slip(source.value, target.value)
            else (7, "value")
            if source.kind == target.kind
            else None
        )
    return _near_numbers(source, target)


def _shape(quantity: Quantity) -> str:
    return re.sub(r"\D", "", quantity.value)


def _near_dates(source: str, target: str) -> tuple[int, str]:
    left, right = re.findall(r"\d+", source), re.findall(r"\d+", target)
    if sorted(left) == sorted(right):
        return 1, "date"
    common = sum(a == b for a, b in zip(left, right, strict=False))
    return 5 - min(common, 3), "date"


def _near_numbers(source: Quantity, target: Quantity) -> tuple[int, str] | None:
    left, right = as_number(source), as_number(target)
    if left is None or right is None:
        return (6, "value") if source.kind == target.kind else None
    other = 0 if source.kind == target.kind else 2
    if len(left) == len(right) == 1 and left[0] and right[0] and _power_of_ten(left[0] / right[0]):
        return 1 + other, "scale"
    if _one_slip(_figures(source), _figures(target)):
        return 2 + other, "digits"
    if source.kind == target.kind or {source.kind, target.kind} <= NUMERIC_KINDS:
        return 6 + other, "value"
    return None


def _figures(quantity: Quantity) -> str:
    return (quantity.digits or quantity.value).replace(".", "").strip("0-")


def _power_of_ten(ratio: Fraction) -> bool:
    top, bottom = abs(ratio.numerator), ratio.denominator
    return (
        {top, bottom} != {1}
        and re.fullmatch(r"10*", str(top)) is not None
        and re.fullmatch(r"10*", str(bottom)) is not None
    )


def _one_slip(left: str, right: str) -> bool:
    """One digit changed, left out or added, or two neighbours swapped."""
    if left == right or abs(len(left) - len(right)) > 1 or max(len(left), len(right)) < 2:
        return left == right and bool(left)
    if len(left) == len(right):
        wrong = [i for i, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
        return len(wrong) == 1 or (
            len(wrong) == 2 and left[wrong[0]] == right[wrong[1]] and left[wrong[1]] == right[wrong[0]]
        )
    short, long = sorted((left, right), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
