"""The cover of an edition: its lines in their languages, its picture whole or cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html as lxml_html
from PIL import Image, ImageDraw

from generator.exporters import EditionSettings, export_edition, load_theme
from generator.exporters.pictures import is_on_white
from generator.exporters.theme import TEMPLATES
from generator.model import Bitext, Cover, Place, Report, Translation
from generator.sentences import report_to_texts, texts_to_sentences

ENGLISH = {"2024年社会责任报告": "2024 Corporate Social Responsibility Report", "2025年4月": "April 2025"}


def cover_lines(edition: str, tmp_path: Path) -> list[str]:
    """The small lines of a cover that has a company, a title and a date."""
    cover = Cover("c", ("云岫科技股份有限公司", *ENGLISH), Place(1, (0, 0, 1, 1)))
    report = Report("a.pdf", "0", 1, "2024年社会责任报告", "云岫科技股份有限公司", (cover,))
    texts = report_to_texts(report)
    sentences = texts_to_sentences(texts)
    known = {s.id: Translation(s.id, ENGLISH.get(s.source), "rule", "translated") for s in sentences}
    page = export_edition(
        Bitext(report, texts, sentences, known),
        edition,  # type: ignore[arg-type]
        "html",
        theme=load_theme(TEMPLATES / "classic"),
        settings=EditionSettings(),
        assets=tmp_path,
    )
    return [
        line.text_content().strip() for line in lxml_html.fromstring(page).findall(".//div[@class='lines']/p")
    ]


@pytest.mark.parametrize(
    ("edition", "lines"),
    [("en-zh", ["April 2025", "2025年4月"]), ("en", ["April 2025"]), ("zh", ["2025年4月"])],
)
def test_a_date_on_the_cover_stands_in_each_language(edition: str, lines: list[str], tmp_path: Path) -> None:
    assert cover_lines(edition, tmp_path) == lines


def test_a_logo_stands_on_white_and_a_photograph_does_not(tmp_path: Path) -> None:
    logo = Image.new("RGB", (300, 200), "white")
    drawing = ImageDraw.Draw(logo)
    drawing.ellipse((80, 30, 220, 170), fill="red")
    drawing.line((0, 199, 300, 199), fill="grey", width=6)  # a rule under it
    logo.save(tmp_path / "logo.png")
    Image.new("RGBA", (300, 200), (0, 0, 0, 0)).save(tmp_path / "clear.png")
    Image.linear_gradient("L").resize((300, 200)).save(tmp_path / "photograph.png")
    found = {path.stem: is_on_white(path) for path in tmp_path.glob("*.png")}
    assert found == {"logo": True, "clear": True, "photograph": False}


def test_a_picture_that_cannot_be_read_is_no_logo(tmp_path: Path) -> None:
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert not is_on_white(tmp_path / "broken.png")
