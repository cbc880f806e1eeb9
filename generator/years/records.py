"""What a comparison of two years leaves: findings on restatements, and years.json."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.model import Finding
from generator.years.match import Restated, YearRow, Years, count_kinds
from generator.years.series import Value


def check_years(years: Years) -> Iterator[Finding]:
    """A finding for each restated figure for which the report gives no reason, at its cell or sentence."""
    for row, one in years.restated:
        if one.reason is None:
            yield Finding(
                "restated-figure",
                "doubtful",
                *_words(row, one, years.last),
                sentence=one.now.sentence,
                page=one.now.page,
            )


def _words(row: YearRow, one: Restated, last: int) -> tuple[str, str]:
    now, then = one.now.amount.shown, one.then.amount.shown
    here, there = one.now.amount.english, one.then.amount.english
    return (
        f"{row.english or row.label}: the figure for {one.year} is {here} here and was {there} in the {last} report "
        f"(p. {one.then.page}). Nothing here says that it was restated: ask the company.",
        f"“{row.label}”{one.year} 年数据：本报告为 {now}，{last} 年度报告（第 {one.then.page} 页）为 {then}。"
        "本报告未说明重述原因，请向公司核实。",
    )


def years_to_record(years: Years) -> dict[str, Any]:
    """years.json."""
    return {
        "schema": 1,
        "last": years.last,
        "now": years.now,
        "counts": count_kinds(years),
        "rows": [_row_to_record(row) for row in years.rows],
        "only_last": list(years.only_last),
        "only_now": list(years.only_now),
    }


def _row_to_record(row: YearRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "english": row.english,
        "above": list(row.above),
        "column": row.column,
        "block": row.block,
        "said": row.said,
        "then": _value_to_record(row.then),
        "last": _value_to_record(row.last),
        "now": _value_to_record(row.now),
        "change": row.change,
        "restated": [
            {
                "year": one.year,
                "then": _value_to_record(one.then),
                "now": _value_to_record(one.now),
                "reason": one.reason,
            }
            for one in row.restated
        ],
    }


def _value_to_record(value: Value | None) -> dict[str, Any] | None:
    if value is None:
        return None
    amount = value.amount
    return {
        "text": amount.text,
        "unit": amount.unit,
        "value": str(amount.value),
        "dimension": amount.dimension,
        "page": value.page,
    }
