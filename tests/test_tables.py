"""Tables: cells, merges, heads, parts on several pages; and what is drawn like a table and is none."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from make_table_samples import DRAW, SAMPLES

from generator.model import Table, bare
from generator.reader.found import FoundTable
from generator.reader.lines import find_lines
from generator.reader.pdf.page import PageContent
from generator.reader.pdf.source import open_source, read_pages
from generator.reader.tables.joins import join_tables, joined_to_table
from generator.reader.tables.tables import find_tables

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "tables.yaml").read_text(encoding="utf-8"))
REPORTS = Path(__file__).resolve().parents[2] / "shared" / "reports"


def read_tables(path: Path) -> list[Table]:
    with open_source(path) as source:
        pages = {page.number: page for page in read_pages(source)}
    found = [table for page in pages.values() for table in find_tables(page)]
    joined = join_tables(found, lambda above, below: words_between(pages, above, below))
    return [joined_to_table(table, f"t{n}") for n, table in enumerate(joined)]


def words_between(pages: dict[int, PageContent], above: FoundTable, below: FoundTable) -> list[str]:
    words = []
    for table, low in ((above, True), (below, False)):
        chars = [
            char
            for char in pages[table.page].chars
            if (char.top > table.box[3] if low else char.bottom < table.box[1])
        ]
        words += [line.text for line in find_lines(table.page, chars)]
    return words


def as_case(table: Table) -> list[list[object]]:
    def cell(source: str, high: int, wide: int) -> object:
        words = source.replace("\n", "/")
        return words if (high, wide) == (1, 1) else [words, high, wide]

    return [[cell(cell_.source, cell_.rowspan, cell_.colspan) for cell_ in row] for row in table.rows]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["sample"])
def test_sample(case: dict) -> None:
    tables = read_tables(SAMPLES / f"{case['sample']}.pdf")
    assert [as_case(table) for table in tables] == [wanted["rows"] for wanted in case["tables"]], case["why"]
    for table, wanted in zip(tables, case["tables"], strict=True):
        assert table.header_rows == wanted["head"]
        assert [place.page for place in table.places] == wanted.get("pages", [1 if table is tables[0] else 2])


@pytest.mark.parametrize("name", sorted(DRAW))
def test_samples_are_what_the_script_draws(name: str) -> None:
    assert (SAMPLES / f"{name}.pdf").read_bytes() == DRAW[name]()


@pytest.mark.parametrize("name", sorted(name for name in DRAW if name.startswith("table")))
def test_no_character_is_in_two_cells_or_lost(name: str) -> None:
    with open_source(SAMPLES / f"{name}.pdf") as source:
        for page in read_pages(source):
            for table in find_tables(page):
                owned = [index for cell in table.cells for index in cell.indices]
                assert len(owned) == len(set(owned))
                assert set(owned) == table.indices
                printed = sorted(page.chars[index].text for index in owned if page.chars[index].text.strip())
                assert printed == sorted("".join("".join(cell.text.split()) for cell in table.cells))


def test_cells_tile_the_grid() -> None:
    for table in read_tables(SAMPLES / "table-two-level-head.pdf"):
        covered = [
            (r + i, c + j)
            for (r, c), cell in table.grid().items()
            for i in range(cell.rowspan)
            for j in range(cell.colspan)
        ]
        assert sorted(covered) == [(r, c) for r in range(len(table.rows)) for c in range(table.columns)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["winning-health-2024", "csr_ccoop_000564_2018", "csr_tcl_2009", "ar_huajin_pages"]
)
def test_real_reports(name: str) -> None:
    folder = REPORTS / name
    if not folder.exists():
        pytest.skip(f"the real report {name} is not on this machine")
    truth = yaml.safe_load((folder / "truth.yaml").read_text(encoding="utf-8"))
    with open_source(folder / "source.pdf") as source:
        found = [table for page in read_pages(source) for table in find_tables(page)]
    on_pages = sorted(table.page for table in found)
    assert on_pages == sorted(page for table in truth["tables"] for page in table["pages"])
    read = {bare(cell.text) for table in found for cell in table.cells}
    wanted = [bare(cell["text"]) for table in truth["tables"] for row in table["rows"] for cell in row]
    exact = sum(text in read for text in wanted)
    assert exact >= 0.97 * len(wanted)
