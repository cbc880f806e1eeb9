"""The key figures as the templates show them: the words of their cells in both languages, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.exporters.aids import KeyFigure
from generator.exporters.wording import Pair, Wording
from generator.model import Report, Table

_UNIT_ZH = re.compile(r"^[(（]?(?:金额|计量|货币)?单位[:：]?\s*|[)）]$")
_UNIT_EN = re.compile(r"^\(?(?:monetary )?units?(?: of measurement)?\s*:\s*|\)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KeyFigureView:
    """A key figure: ``anchor`` is the id of its cell. Pairs that the table has no words for are blank."""

    anchor: str
    label: Pair
    value: Pair
    unit: Pair
    year: Pair
    before: Pair
    year_before: Pair
    change: Pair


def key_figures_to_views(
    report: Report, figures: Iterable[KeyFigure], wording: Wording
) -> tuple[KeyFigureView, ...]:
    """The views in order; a figure of a table that the report no longer has is left out."""
    tables = {block.id: block for block in report.blocks if isinstance(block, Table)}
    return tuple(_view(tables[figure.table], figure, wording) for figure in figures if figure.table in tables)


def _view(table: Table, figure: KeyFigure, wording: Wording) -> KeyFigureView:
    grid = table.grid()

    def pair(at: tuple[int, int] | None) -> Pair:
        return wording.of(f"{table.id}.r{at[0]}c{at[1]}", grid[at].source) if at else Pair()

    unit = pair(figure.unit)
    if figure.unit_line and table.unit:
        unit = _bare_unit(wording.of(f"{table.id}.unit", table.unit))
    return KeyFigureView(
        f"{table.id}.r{figure.value[0]}c{figure.value[1]}",
        label=pair(figure.label),
        value=pair(figure.value),
        unit=unit,
        year=pair(figure.year),
        before=pair(figure.before),
        year_before=pair(figure.year_before),
        change=pair(figure.change),
    )


def _bare_unit(line: Pair) -> Pair:
    """单位：万元 without the word for unit."""
    runs = tuple(replace(run, text=_UNIT_EN.sub("", run.text)) for run in line.runs)
    return Pair(_UNIT_ZH.sub("", line.source), runs)
