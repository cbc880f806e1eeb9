"""勘误与疑问: what the company should look at in its own Chinese, listed in Chinese.

A translator renders a slip of the source in its evident sense and asks; this is the list of the questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.checks import CHECKS
from generator.model import Bitext, Finding, Severity
from generator.workbook import Sheet

COLUMNS = (
    ("No.", "序号"),
    ("Page", "页"),
    ("Question", "问题"),
    ("Source sentence", "原文"),
    ("Kind", "类别"),
)
_WIDTHS = (8, 8, 60, 80, 12)
_KINDS: dict[Severity, str] = {"wrong": "错误", "doubtful": "请核对", "untidy": "建议统一"}
_OF_THE_SOURCE = {check.id for check in CHECKS if check.scope in ("source", "table")}


@dataclass(frozen=True, slots=True)
class Query:
    """A question to the company about its own words, with the sentence that it is about."""

    page: int | None
    question: str
    source: str
    severity: Severity


def findings_to_queries(findings: Iterable[Finding], bitext: Bitext) -> tuple[Query, ...]:
    """The findings that are about the Chinese itself, in the report's order."""
    sources = {sentence.id: sentence.source.strip() for sentence in bitext.sentences}
    return tuple(
        Query(one.page, one.message_zh, sources.get(one.sentence or "", ""), one.severity)
        for one in findings
        if one.check in _OF_THE_SOURCE
    )


def query_to_words(number: int, query: Query) -> tuple[str, ...]:
    """A question as the words of its columns; ``number`` is its place in the list."""
    page = "" if query.page is None else str(query.page)
    return (str(number), page, query.question, query.source, _KINDS[query.severity])


def queries_to_sheet(queries: Sequence[Query]) -> Sheet:
    """The questions for a workbook for the company."""
    rows = [query_to_words(number, query) for number, query in enumerate(queries, 1)]
    return Sheet("勘误与疑问", [zh for _, zh in COLUMNS], _WIDTHS, rows)
