"""Scanned pages: recognised lines become characters, ruled lines become rules, and tables follow."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from generator.errors import EnvironmentLacking
from generator.model import Heading
from generator.reader import read_report
from generator.reader.lines import find_lines
from generator.reader.pdf.source import open_source, read_pages
from generator.reader.scans import (
    ScanLine,
    draw_page,
    find_rules,
    is_scan,
    open_recognizer,
    read_scan,
    read_scans,
    scan_to_findings,
)
from generator.reader.tables.tables import find_tables

SAMPLES = Path(__file__).parent / "samples"
pytest.importorskip("numpy", reason="numpy comes with the extra ocr")

XS, YS = (200, 700, 1200), (300, 360, 420, 480)
WORDS = (("项目", "2024 年"), ("用水量", "1,204"), ("用电量", "88"))


def scanned(tmp_path: Path) -> tuple[Path, list[ScanLine]]:
    """A page that is one picture, at 200 dpi, and what a recogniser would find on it."""
    picture = Image.new("L", (1654, 2339), 255)
    pen = ImageDraw.Draw(picture)
    for x in XS:
        pen.line((x, YS[0], x, YS[-1]), fill=0, width=2)
    for y in YS:
        pen.line((XS[0], y, XS[1], y + 1, XS[-1], y + 1), fill=0, width=2)  # a scan is never quite straight
    lines = [ScanLine("一、环境责任", (200, 180, 500, 215), 0.99)]
    for r, row in enumerate(WORDS):
        for c, words in enumerate(row):
            box = (XS[c] + 15, YS[r] + 12, XS[c] + 15 + 30 * len(words), YS[r] + 44)
            lines.append(ScanLine(words, box, 0.6 if words == "88" else 0.98))
    path = tmp_path / "scan.pdf"
    picture.save(path, "PDF", resolution=200)
    return path, lines


def test_a_table_on_a_scanned_page(tmp_path: Path) -> None:
    path, lines = scanned(tmp_path)
    with open_source(path) as source:
        (page,) = read_pages(source)
        assert is_scan(page)
        (scan,) = read_scans(source, [1], lambda _: lines)
    (table,) = find_tables(scan.content)
    assert [cell.text for cell in table.cells] == [words for row in WORDS for words in row]
    assert find_lines(1, scan.content.chars)[0].text == "一、环境责任"


def test_places_are_in_points(tmp_path: Path) -> None:
    path, lines = scanned(tmp_path)
    with open_source(path) as source:
        (page,) = read_pages(source)
        scan = read_scan(page, Image.new("RGB", (1654, 2339), "white"), lambda _: lines)
    first = scan.content.chars[0]
    assert first.x0 == pytest.approx(200 * 72 / 200, abs=0.5)
    assert scan.lines[0].box[2] == pytest.approx(500 * 72 / 200, abs=0.5)
    assert "".join(char.text for char in scan.content.chars) == "".join(line.text for line in lines)


def test_short_strokes_are_no_rules() -> None:
    picture = Image.new("L", (800, 400), 255)
    pen = ImageDraw.Draw(picture)
    pen.line((100, 100, 180, 100), fill=0, width=3)
    pen.rectangle((300, 50, 600, 350), fill=0)
    assert find_rules(picture, 72 / 200) == ()


def test_doubtful_lines_are_findings(tmp_path: Path) -> None:
    _, lines = scanned(tmp_path)
    (finding,) = scan_to_findings(4, lines)
    assert finding.page == 4
    assert "88" in finding.message
    assert "60%" in finding.message_zh


def test_a_printed_page_is_no_scan() -> None:
    for name in ("table-labels-and-values", "figure-strips"):
        with open_source(SAMPLES / f"{name}.pdf") as source:
            assert not any(is_scan(page) for page in read_pages(source))


def test_without_the_extra_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(EnvironmentLacking) as caught:
        open_recognizer()
    assert "pip install rapidocr" in caught.value.message
    assert "pip install rapidocr" in caught.value.message_zh


SAMPLE = Path(__file__).resolve().parents[1] / "reports" / "sample-2024" / "source.pdf"


def picture_of(page: int, path: Path) -> Path:
    """A PDF with nothing in it but the picture of a page of the sample, as a scanner makes it."""
    draw_page(SAMPLE, page).convert("L").save(path, resolution=200)
    return path


@pytest.mark.slow
@pytest.mark.skipif(
    importlib.util.find_spec("rapidocr") is None, reason="the extra ocr (RapidOCR) is not installed"
)
def test_a_scanned_report_is_read_without_fetching_anything(tmp_path: Path) -> None:
    report = read_report(picture_of(3, tmp_path / "scan.pdf"))
    headings = [block.source for block in report.blocks if isinstance(block, Heading)]
    assert headings[:2] == ["第一节 关于本报告", "一、报告范围"]
    (account,) = report.accounts
    assert account.scanned
    assert any(note.endswith("一、报告范围") and float(note.split()[0]) > 0.9 for note in account.notes)


def test_a_wholly_scanned_report_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(EnvironmentLacking, match="pip install rapidocr"):
        read_report(picture_of(3, tmp_path / "scan.pdf"))
