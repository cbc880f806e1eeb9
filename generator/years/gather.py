"""All series of a report: those of its tables and charts, and what its sentences say beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.memory import match_key
from generator.terms import Glossary, whole_term
from generator.versions import Version
from generator.years.amounts import same_amount
from generator.years.prose import find_said_series
from generator.years.series import Series, Value, find_series


def gather_series(version: Version, year: int, glossary: Glossary | None) -> tuple[Series, ...]:
    """The series in the order of the report; ``year`` is the year that it reports on."""
    tables = find_series(version, year)
    known: dict[tuple[str, ...], list[Series]] = {}
    for series in tables:
        known.setdefault(identity(series, glossary), []).append(series)
    groups: dict[tuple[str, ...], list[Series]] = {}
    for series in find_said_series(version, year):
        groups.setdefault(identity(series, glossary), []).append(series)
    said = [_join(group, known.get(key, ()), glossary) for key, group in groups.items()]
    places = {block.id: place for place, block in enumerate(version.report.blocks)}
    return tuple(sorted((*tables, *filter(None, said)), key=lambda series: places[series.block]))


def identity(series: Series, glossary: Glossary | None) -> tuple[str, ...]:
    """What two series share that are of one thing: the name or its term, the words of the column, the measure."""
    hit = whole_term(series.name, glossary) if glossary else None
    name = f"term {hit.term.id}" if hit else match_key(series.name)
    measure = "count" if series.dimension.startswith("count") else series.dimension
    return name, series.column, measure


def agree(series: Sequence[Series]) -> bool:
    """Whether series of one identity give the same figures wherever they give the same year."""
    known: dict[int, Value] = {}
    return all(
        same_amount(known.setdefault(year, value).amount, value.amount)
        for one in series
        for year, value in one.values.items()
    )


def _join(said: Sequence[Series], tables: Sequence[Series], glossary: Glossary | None) -> Series | None:
    """What the sentences of one identity say; None where a table says it, or the report contradicts itself."""
    values = {year: value for one in reversed(said) for year, value in one.values.items()}
    if not agree([*tables, *said]) or any(values.keys() <= one.values.keys() for one in tables):
        return None
    hit = whole_term(said[0].name, glossary) if glossary else None
    return replace(
        said[0],
        values=values,
        under=frozenset[str]().union(*(one.under for one in said)),
        whole=any(one.whole for one in said),
        english=hit.english if hit else None,
    )
