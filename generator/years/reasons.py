"""The sentence of a report that says why a figure of an earlier year is another now."""

from __future__ import annotations

import re

from generator.memory import match_key
from generator.model import Heading, Prose, Report, Table, block_source
from generator.sentences import cut
from generator.versions import Version
from generator.years.amounts import without_units
from generator.years.series import Series

_WORDS = re.compile(
    r"追溯|重述|重列|重新(?:计算|测算|核算|统计)|口径|差错更正|会计政策变更|同一控制下|更正|修正|修订|调整"
)
_NEAR = 6  # blocks behind a table in which its notes stand


def find_reason(version: Version, series: Series, year: int, reported: int) -> str | None:
    """A sentence that names the figure and speaks of a restatement, or a note of its table that speaks of all.

    A note that names another row of the table is about that row; what a sentence says has no notes. ``reported`` is the year
    that the report is on.
    """
    name = match_key(series.name)
    notes = [] if series.said else _notes_of(version.report, series.block)
    named = [said for said in (*notes, *_prose(version.report)) if name in match_key(said)]
    rows = _row_names(version.report, series.block)
    general = [said for said in notes if not any(row in match_key(said) for row in rows)]
    return next((said.strip() for said in (*named, *general) if _explains(said, year, reported)), None)


def _explains(said: str, year: int, reported: int) -> bool:
    """Whether a sentence speaks of a restatement, and of this year where it names a year before the report's."""
    years = set(re.findall(r"(?:19|20)\d\d(?=\s*年)", said)) - {str(reported)}
    return _WORDS.search(said) is not None and (not years or str(year) in years)


def _prose(report: Report) -> list[str]:
    return [said for block in report.blocks if isinstance(block, Prose) for said in cut(block.source)]


def _notes_of(report: Report, table: str) -> list[str]:
    """The sentences between a table and the next table or heading."""
    at = next((n for n, block in enumerate(report.blocks) if block.id == table), len(report.blocks))
    notes: list[str] = []
    for block in report.blocks[at + 1 : at + 1 + _NEAR]:
        if isinstance(block, Table | Heading):
            break
        notes += cut(block_source(block))
    return notes


def _row_names(report: Report, table: str) -> list[str]:
    """What names the rows of a table: its words of two letters and more in the first three columns."""
    return [
        words
        for block in report.blocks
        if isinstance(block, Table) and block.id == table
        for (row, column), cell in block.grid().items()
        if row >= block.header_rows and column < 3
        for words in [match_key(without_units(cell.source))]
        if sum(map(str.isalpha, words)) > 1
    ]
