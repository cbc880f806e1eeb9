"""Last year's report, invented from the sample's source: its figures of last year, others before, and what was planted.

The sample says what it says of 2024 and 2023. This makes the report of 2023 that came before it: the same figures for
2023, unless a restatement is planted; rows in another order; amounts in another unit or scale.
"""

from __future__ import annotations

import copy
import random
import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

YEARS = ("2020", "2021", "2022", "2023", "2024", "2025")
SCALES = {
    "万元": ("亿元", 4),
    "万千瓦时": ("兆瓦时", -1),
    "万立方米": ("立方米", -4),
    "吨": ("千克", -3),
    "元": ("万元", 4),
}
FIGURE = re.compile(r"-?[\d,]+(?:\.\d+)?%?")


@dataclass
class Made:
    """Last year's source, and what was planted in it."""

    source: dict[str, Any]
    restated: list[tuple[str, int]] = field(default_factory=list)
    moved: int = 0
    rescaled: int = 0


def shift_years(words: str) -> str:
    """Every year one earlier."""
    return re.sub(r"20(?:2\d)(?=\D|$)", lambda found: str(int(found[0]) - 1), words)


def make_last_year(source: dict[str, Any], seed: int, restatements: int = 6) -> Made:
    made = Made(copy.deepcopy(source))
    chance = random.Random(seed)
    for entry in made.source["blocks"]:
        kind, content = next(iter(entry.items()))
        if kind == "table":
            _age(content, chance)
        elif isinstance(content, str):
            entry[kind] = shift_years(content)
        elif isinstance(content, list):
            entry[kind] = [shift_years(one) if isinstance(one, str) else one for one in content]
        elif kind == "chart":
            _age_chart(content)
    tables = [entry["table"] for entry in made.source["blocks"] if "table" in entry]
    _plant(made, tables, chance, restatements)
    for table in tables:
        _reorder(made, table, chance)
        _rescale(made, table, chance)
    made.source["title"] = shift_years(made.source["title"])
    return made


def _age(table: dict[str, Any], chance: random.Random) -> None:
    """The table as it stood a year before: its latest year is gone, and one more before the first has come."""
    rows = [[str(cell) for cell in row] for row in table["rows"]]
    heads = [re.match(r"20\d\d", cell) for cell in rows[0]]
    dated = [n for n, found in enumerate(heads) if found]
    if table["header_rows"] == 1 and len(dated) > 1:
        years = {int(heads[n][0]): n for n in dated}  # type: ignore[index]
        for row in rows[1:]:
            old = {year: row[n] for year, n in years.items()}
            for year, n in years.items():
                row[n] = old.get(year - 1) or _other(old[year], chance)
        rows[0] = [shift_years(cell) for cell in rows[0]]
        change = next((n for n, cell in enumerate(rows[0]) if "增减" in cell), None)
        if change is not None:
            for row in rows[1:]:
                row[change] = _other(row[change], chance)
    elif table["header_rows"] == 2 and dated:
        width = 2
        for row in rows[2:]:
            latest = row[1 : 1 + width]
            row[1 : 1 + width] = row[1 + width :]
            row[1 + width :] = [_other(cell, chance) for cell in latest]
        rows[0] = [shift_years(cell) for cell in rows[0]]
    elif re.match(r"20\d\d", rows[1][0]) and not re.search("月", rows[1][0]):
        dated_rows = [n for n, row in enumerate(rows) if re.match(r"20\d\d", row[0])]
        values = [rows[n][1:] for n in dated_rows]
        for n, older in zip(
            dated_rows, [*values[1:], [_other(cell, chance) for cell in values[-1]]], strict=True
        ):
            rows[n] = [shift_years(rows[n][0]), *older]
    else:
        rows = [[cell if n == 0 else _other(cell, chance) for n, cell in enumerate(row)] for row in rows]
        rows = [[shift_years(cell) for cell in row] for row in rows]
    table["rows"] = rows
    if table.get("caption"):
        table["caption"] = shift_years(table["caption"])


def _age_chart(chart: dict[str, Any]) -> None:
    if re.match(r"20\d\d", str(chart["points"][0][0])):
        values = [str(value) for _, value in chart["points"]]
        labels = [shift_years(str(label)) for label, _ in chart["points"]]
        chart["points"] = [list(point) for point in zip(labels, ["8123.40", *values[:-1]], strict=True)]


def _other(cell: str, chance: random.Random) -> str:
    """A figure as it might have been in another year; words as they are."""
    if not re.fullmatch(r"-?[\d,]+(?:\.\d+)?%?", cell) or cell in ("100.00%",):
        return cell
    percent = cell.endswith("%")
    value = Decimal(cell.replace(",", "").rstrip("%"))
    places = -int(value.as_tuple().exponent)
    other = (value * Decimal(chance.randint(70, 98)) / 100).quantize(
        Decimal(1).scaleb(-places), ROUND_HALF_UP
    )
    return f"{other:,}" + ("%" if percent else "")


def _plant(made: Made, tables: list[dict[str, Any]], chance: random.Random, count: int) -> None:
    """Figures of 2023 that were printed otherwise then."""
    spots = []
    for t, table in enumerate(tables):
        rows = table["rows"]
        for column, head in enumerate(rows[0]):
            dated = sum(bool(re.match(r"20\d\d", one)) for one in rows[0])
            if table["header_rows"] == 1 and dated > 1 and re.match("2023|2022", head):
                for r in range(1, len(rows)):
                    if re.fullmatch(r"[\d,]+\.\d+%?", rows[r][column]):
                        spots.append((t, r, column, int(head[:4])))
    for t, r, column, year in chance.sample(
        [s for s in spots if s[3] == 2023 or len(tables[s[0]]["rows"][0]) > 4], count
    ):
        cell = tables[t]["rows"][r][column]
        percent = cell.endswith("%")
        value = Decimal(cell.replace(",", "").rstrip("%"))
        more = (value * Decimal(chance.choice((87, 94, 106, 111))) / 100).quantize(value)
        more = more if more != value else value + Decimal("0.11")
        tables[t]["rows"][r][column] = f"{more:,}" + ("%" if percent else "")
        head = tables[t]["rows"][r]
        made.restated.append((head[1] if len(tables[t]["rows"][0]) > 4 else head[0], year))


def _reorder(made: Made, table: dict[str, Any], chance: random.Random) -> None:
    """Two rows that change places."""
    rows = table["rows"]
    free = [
        n for n in range(table["header_rows"] + 1, len(rows) - 2)
        if not any(cell in ("^", "<") for row in rows[n - 1 : n + 3] for cell in row)
    ]  # fmt: skip
    if free and chance.random() < 0.7:
        n = chance.choice(free)
        rows[n], rows[n + 1] = rows[n + 1], rows[n]
        made.moved += 1


def _rescale(made: Made, table: dict[str, Any], chance: random.Random) -> None:
    """Another unit for a table with one, or for a row of a table that has a column of units."""
    rows = table["rows"]
    unit = str(table.get("unit") or "").removeprefix("单位：")
    if unit in SCALES and chance.random() < 0.6:
        new, places = SCALES[unit]
        for row in rows[table["header_rows"] :]:
            named = re.search(r"[（(](?:元/股|万股)[）)]", row[0])
            for n in range(1, len(row)):
                if (
                    FIGURE.fullmatch(row[n])
                    and not row[n].endswith("%")
                    and not named
                    and "每" not in rows[0][n]
                ):
                    row[n] = _scaled(row[n], places)
                elif "每" in rows[0][n]:
                    row[n] = _scaled(row[n], places) if re.fullmatch(r"[\d.]+", row[n]) else row[n]
        table["unit"] = f"单位：{new}"
        made.rescaled += 1
    elif "计量单位" in rows[0]:
        at = rows[0].index("计量单位")
        for row in rows[1:]:
            if row[at] in SCALES and chance.random() < 0.6:
                new, places = SCALES[row[at]]
                row[at + 1 :] = [_scaled(cell, places) for cell in row[at + 1 :]]
                row[at] = new
                made.rescaled += 1


def _scaled(cell: str, places: int) -> str:
    """The same amount with the point moved; nothing is rounded away."""
    if not re.fullmatch(r"-?[\d,]+(?:\.\d+)?", cell):
        return cell
    return f"{Decimal(cell.replace(',', '')).scaleb(-places):,f}"
