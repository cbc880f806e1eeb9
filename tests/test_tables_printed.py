"""Tables that WeasyPrint prints come back cell by cell: merges, wrapped lines, page ends.

The tables are made by chance from a fixed seed, so that no rule of the reader can know them; what is printed is
what must be read.
"""

from __future__ import annotations

import html
import random
from pathlib import Path

import pytest
from test_tables import read_tables

from generator.exporters import load_theme
from generator.exporters.fonts import pin
from generator.exporters.pdf import font_face, shut_out_system_fonts

Row = list[tuple[str, int, int]]
WORDS = "公司治理结构环境保护投资者关系年度报告员工培训安全生产社会责任供应商客户权益信息披露股东大会董事会现金分红"
STYLES = {
    "frame": "td, th { border: .5pt solid black } th { background: #ddd }",
    "thick": "td, th { border: 1.5pt solid black } table { border: 3pt solid black }",
    "open": "td, th { border: .5pt solid black } td:first-child, th:first-child { border-left: none }",
    "head once": "thead { display: table-row-group } td, th { border: .5pt solid black } th { background: #ddd }",
    "centred": "td, th { border: .75pt solid #888; text-align: center; vertical-align: middle } th { background: #def }",
}
PAGE = (
    "@page { size: 210mm 170mm; margin: 25mm } body { font: 10pt Han }"
    " table { border-collapse: collapse; width: 100% } td, th { padding: 2pt 4pt }"
)


def words(chance: random.Random, count: int) -> str:
    start = chance.randrange(len(WORDS) - count)
    return WORDS[start : start + count]


def cell(chance: random.Random, numbers: bool) -> str:
    if numbers:
        return chance.choice(["1,234.56", "-", "12.3%", "98", "3,456,789.00", "0.05"])
    if chance.random() < 0.7:
        return words(chance, chance.randint(2, 9))
    return f"{words(chance, 5)}，{words(chance, chance.randint(6, 18))}（2024 年度）{words(chance, 4)}。"


def table(chance: random.Random, rows: int, columns: int, merges: int) -> list[Row]:
    """Rows of (words, rowspan, colspan) with one head row; merged cells stand once."""
    merged: dict[tuple[int, int], tuple[int, int, int, int]] = {}
    for _ in range(merges):
        high, wide = chance.choice([(1, 2), (2, 1), (3, 1), (2, 2)])
        top, left = chance.randrange(1, rows - high + 1), chance.randrange(columns - wide + 1)
        places = [(top + i, left + j) for i in range(high) for j in range(wide)]
        if not any(place in merged for place in places):
            merged |= dict.fromkeys(places, (top, left, high, wide))
    numbers = [column > 0 and chance.random() < 0.5 for column in range(columns)]
    made: list[Row] = []
    for r in range(rows):
        row: Row = []
        for c in range(columns):
            top, left, high, wide = merged.get((r, c), (r, c, 1, 1))
            if (top, left) == (r, c):
                said = words(chance, 4) if r == 0 else cell(chance, numbers[c])
                row.append((said, high, wide))
        made.append(row)
    return made if all(made) else table(chance, rows, columns, merges)


def to_html(rows: list[Row], style: str) -> str:
    def line(row: Row, tag: str) -> str:
        return "".join(
            f'<{tag} rowspan="{high}" colspan="{wide}">{html.escape(said)}</{tag}>'
            for said, high, wide in row
        )

    body = "".join(f"<tr>{line(row, 'td')}</tr>" for row in rows[1:])
    return (
        f"<html lang='zh'><style>{PAGE} {STYLES[style]}</style><p>有关情况如下表所示。</p><table><thead>"
        f"<tr>{line(rows[0], 'th')}</tr></thead><tbody>{body}</tbody></table><p>以上内容真实、准确、完整。</p></html>"
    )


def print_pages(page: str) -> bytes:
    """The PDF of a page, in the fonts that the project brings along: a machine may have none."""
    shut_out_system_fonts()
    from generator.exporters.pages import KnownFiles, typesetter

    fonts = [font for font in load_theme().fonts if font.family == "Han"]
    css = "".join(map(font_face, fonts))
    page = page.replace("<style>", f"<title>printed</title><style>{css} ", 1)
    files = KnownFiles({pin(font).as_uri(): pin(font) for font in fonts})
    data: bytes = typesetter.HTML(string=page, url_fetcher=files).write_pdf()
    return data


def bare(said: str) -> str:
    return "".join(said.split())


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("style", sorted(STYLES))
def test_what_is_printed_is_read(style: str, seed: int, tmp_path: Path) -> None:
    chance = random.Random(f"{style} {seed}")
    rows = table(chance, chance.randint(12, 20), chance.randint(3, 7), chance.randint(0, 8))
    path = tmp_path / "printed.pdf"
    path.write_bytes(print_pages(to_html(rows, style)))
    (read,) = read_tables(path)
    assert [[(bare(c.source), c.rowspan, c.colspan) for c in row] for row in read.rows] == [
        [(bare(said), high, wide) for said, high, wide in row] for row in rows
    ]
    assert len(read.places) > 1
