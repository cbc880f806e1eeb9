"""Pages without a text layer: RapidOCR reads their lines, and everything after goes as with printed text.

RapidOCR is an extra (``ocr``); its models come inside the package, so that nothing is fetched. Each line has
a confidence from 0 to 1. At less than 200 dpi it drops whole lines, so pages are drawn at 200 (peers.md, 7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

import pypdfium2
from PIL import Image

from generator.errors import EnvironmentLacking
from generator.model import Box, Finding
from generator.reader.boxes import area, overlap
from generator.reader.pdf.page import Char, PageContent, Rule
from generator.reader.pdf.source import Source, read_pages
from generator.reader.sheet import Sheet, page_to_sheet

DPI = 200
FEW = 10  # printed characters on a page that is a picture all the same: a folio, a stamp
COVERED = 0.5  # of the page that pictures cover on a scan
DOUBTFUL = 0.85  # confidence under which a person should look at a line
DARK = 140  # grey level of 255 under which a pixel is ink
RULE = 40.0  # points: ink that runs on for longer is no character
GAP = 2  # pixels: a scanned rule may have gaps of so many
FONT = "scan"


@dataclass(frozen=True, slots=True)
class ScanLine:
    """A line as recognised: its words, its box in pixels of the picture, and how sure they are, from 0 to 1."""

    text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class Scan:
    """A page read from its picture: contents like those of a printed page, and the lines, their boxes in points."""

    content: PageContent
    lines: tuple[ScanLine, ...]


Recognize = Callable[[Image.Image], Sequence[ScanLine]]


def is_scan(page: PageContent) -> bool:
    """Whether a page is a picture: hardly a character, printed or hidden, and pictures over most of it."""
    if sum(not char.text.isspace() for char in page.chars) >= FEW:
        return False
    paper = (0.0, 0.0, page.width, page.height)
    covered = sum(area(overlap(image.box, paper)) for image in page.images)
    return covered >= COVERED * area(paper)


def open_recognizer() -> Recognize:
    """RapidOCR, ready to read. Raises EnvironmentLacking where it is not installed."""
    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        raise EnvironmentLacking(
            "This report has scanned pages and RapidOCR is not installed; run: .venv/bin/python -m pip install rapidocr onnxruntime",
            "报告中有扫描页，但未安装 RapidOCR，请运行：.venv/bin/python -m pip install rapidocr onnxruntime",
        ) from error
    engine: Any = RapidOCR(params={"Global.log_level": "error"})

    def recognize(picture: Image.Image) -> list[ScanLine]:
        import numpy

        found = engine(numpy.asarray(picture.convert("RGB"))[:, :, ::-1])
        if found.boxes is None:
            return []
        return [
            ScanLine(text, _bounds(corners), float(score))
            for corners, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
            if text.strip()
        ]

    return recognize


def read_scanned_sheets(
    source: Source, sheets: Sequence[Sheet], recognize: Recognize | None = None
) -> tuple[list[Sheet], tuple[Finding, ...]]:
    """The sheets, those of scanned pages read from their pictures, and what is doubtful about them.

    The notes of such a sheet hold each line with its confidence, from 0 to 1, before it.
    Without RapidOCR a scanned page stays a picture and is named; EnvironmentLacking is raised where the whole
    report is scanned. A picture in which nothing is recognised is a picture.
    """
    pages = read_pages(source, [sheet.number for sheet in sheets if sheet.images and sheet.ink < FEW])
    numbers = [page.number for page in pages if is_scan(page)]
    if not numbers:
        return list(sheets), ()
    try:
        reader = recognize or open_recognizer()
    except EnvironmentLacking:
        if not any(sheet.ink for sheet in sheets):
            raise
        return list(sheets), tuple(map(_without_words, numbers))
    made: dict[int, Sheet] = {}
    doubts: list[Finding] = []
    for scan in read_scans(source, numbers, reader):
        if scan.lines:
            number = scan.content.number
            sheet = page_to_sheet(scan.content)
            read = [f"{line.confidence:.2f} {line.text}" for line in scan.lines]
            made[number] = replace(sheet, scanned=True, notes=[*sheet.notes, *read])
            doubts += scan_to_findings(number, scan.lines)
    return [made.get(sheet.number, sheet) for sheet in sheets], tuple(doubts)


def _without_words(page: int) -> Finding:
    return Finding(
        "scan-doubtful",
        "doubtful",
        f"Page {page} is a picture without a text layer and its words were not read; install RapidOCR:"
        " .venv/bin/python -m pip install rapidocr onnxruntime",
        f"第 {page} 页为图片，没有文字层，其中文字未读取；请安装 RapidOCR：.venv/bin/python -m pip install rapidocr onnxruntime",
        page=page,
    )


def read_scans(source: Source, numbers: Iterable[int], recognize: Recognize | None = None) -> Iterator[Scan]:
    """The pages (by number from 1) of an open PDF, read from their pictures, one at a time.

    Raises EnvironmentLacking where RapidOCR is not installed and no other ``recognize`` is given.
    """
    reader = recognize or open_recognizer()
    for page in read_pages(source, numbers):
        yield read_scan(page, draw_page(source.path, page.number, page.turned), reader)


def draw_page(path: Path, number: int, turned: int = 0) -> Image.Image:
    """The picture of a page (from 1) at 200 dpi."""
    document: Any = pypdfium2.PdfDocument(path)  # type: ignore[no-untyped-call]
    try:
        picture: Image.Image = document[number - 1].render(scale=DPI / 72, rotation=turned).to_pil()
        return picture.convert("RGB")
    finally:
        document.close()


def read_scan(page: PageContent, picture: Image.Image, recognize: Recognize) -> Scan:
    """The page with the characters and rules that its picture shows."""
    scale = page.width / picture.width
    lines = [replace(line, box=_scaled(line.box, scale)) for line in recognize(picture)]
    sizes = _sizes([line.box[3] - line.box[1] for line in lines])
    chars: list[Char] = []
    for line, size in zip(lines, sizes, strict=True):
        chars += _line_to_chars(line, size, len(chars))
    rules = (*page.rules, *find_rules(picture, scale))
    paper = 0.6 * page.width * page.height
    images = tuple(image for image in page.images if area(image.box) < paper)
    content = replace(page, chars=tuple(chars), rules=rules, images=images)
    return Scan(content, tuple(lines))


def scan_to_findings(page: int, lines: Iterable[ScanLine]) -> tuple[Finding, ...]:
    """A finding for each line that was not recognised with confidence."""
    return tuple(
        Finding(
            "scan-doubtful",
            "doubtful",
            f"Page {page}: “{line.text}” was read from a scan with a confidence of {line.confidence:.0%}; compare it with the page.",
            f"第 {page} 页：“{line.text}”为扫描识别，置信度 {line.confidence:.0%}，请与原页核对。",
            page=page,
        )
        for line in lines
        if line.confidence < DOUBTFUL
    )


def find_rules(picture: Image.Image, scale: float) -> tuple[Rule, ...]:
    """The straight lines of a scanned page, in points: ink that runs on further than any stroke of a character."""
    import numpy

    dark = numpy.asarray(picture.convert("L")) < DARK
    across = _runs(_thick(dark), RULE / scale)
    down = _runs(_thick(dark.T), RULE / scale)
    rules = [Rule(x0 * scale, y * scale, x1 * scale, y * scale, True, None) for y, x0, x1 in across]
    rules += [Rule(x * scale, y0 * scale, x * scale, y1 * scale, False, None) for x, y0, y1 in down]
    return tuple(rules)


def _thick(dark: Any) -> Any:
    """The ink with each pixel spread by one across the direction of the runs: scans are never quite straight."""
    spread = dark.copy()
    spread[1:] |= dark[:-1]
    spread[:-1] |= dark[1:]
    return spread


def _runs(dark: Any, least: float) -> list[tuple[float, int, int]]:
    """(middle, start, end) of long runs along the rows; neighbouring rows that show one line, as one."""
    import numpy

    found: list[tuple[int, int, int]] = []
    for row in numpy.flatnonzero(dark.sum(axis=1) >= least):
        edges = numpy.flatnonzero(numpy.diff(numpy.concatenate(([0], dark[row].astype(numpy.int8), [0]))))
        start = end = -1
        for first, last in zip(edges[::2], edges[1::2], strict=True):
            if start >= 0 and first - end <= GAP:
                end = int(last)
                continue
            if start >= 0 and end - start >= least:
                found.append((int(row), start, end))
            start, end = int(first), int(last)
        if start >= 0 and end - start >= least:
            found.append((int(row), start, end))
    return _merged(found)


def _merged(runs: Sequence[tuple[int, int, int]]) -> list[tuple[float, int, int]]:
    groups: list[list[tuple[int, int, int]]] = []
    for run in runs:
        home = next(
            (
                group
                for group in reversed(groups[-40:])
                if run[0] - group[-1][0] <= 2 and _meet(run, group[-1])
            ),
            None,
        )
        if home is None:
            groups.append([run])
        else:
            home.append(run)
    thin = [group for group in groups if group[-1][0] - group[0][0] <= 12]
    return [
        (
            sum(row for row, _, _ in group) / len(group),
            min(a for _, a, _ in group),
            max(b for _, _, b in group),
        )
        for group in thin
    ]


def _meet(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return one[1] < other[2] and other[1] < one[2]


def _sizes(heights: Sequence[float]) -> list[float]:
    """Type sizes from the heights of lines: those near the usual one are the usual one."""
    if not heights:
        return []
    usual = median(heights)
    return [round(usual if abs(height - usual) < 0.15 * usual else height, 1) for height in heights]


def _line_to_chars(line: ScanLine, size: float, start: int) -> list[Char]:
    """Characters set evenly over the line, Latin ones half as wide."""
    weights = [1.0 if char >= "\u2e80" or char in "“”‘’—…" else 0.5 for char in line.text]
    x0, top, x1, bottom = line.box
    step = (x1 - x0) / max(sum(weights), 0.5)
    middle = (top + bottom) / 2
    chars, x = [], x0
    for n, (text, weight) in enumerate(zip(line.text, weights, strict=True)):
        chars.append(
            Char(
                text,
                x,
                middle - size / 2,
                x + weight * step,
                middle + size / 2,
                middle + 0.38 * size,
                size,
                FONT,
                False,
                False,
                None,
                0,
                False,
                None,
                start + n,
            )
        )
        x += weight * step
    return chars


def _bounds(corners: Any) -> Box:
    xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def _scaled(box: Box, scale: float) -> Box:
    return (box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale)
