"""Figures: which pictures and drawings are figures, their words, and the values that charts print."""

from __future__ import annotations

import io
import zlib
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from make_table_samples import BLUE, GREEN, ORANGE, SAMPLES, Page, pages_to_pdf
from PIL import Image, ImageDraw

from generator.model import ChartPoint, Figure, Place
from generator.reader.figures.figures import find_figures
from generator.reader.figures.images import write_images
from generator.reader.figures.lettering import mark_unread
from generator.reader.found import FoundFigure
from generator.reader.pdf.source import open_source, read_pages
from generator.reader.tables.tables import find_tables

REPORTS = Path(__file__).resolve().parents[2] / "shared" / "reports"


def read_figures(path: Path) -> list[FoundFigure]:
    with open_source(path) as source:
        return [figure for page in read_pages(source) for figure in find_figures(page, find_tables(page))]


def test_bars_say_what_is_printed() -> None:
    (figure,) = read_figures(SAMPLES / "figure-bars.pdf")
    assert figure.chart is not None
    assert figure.chart.kind == "bar"
    assert figure.chart.title == "研发投入（亿元）"
    assert [(point.label, point.value) for point in figure.chart.points] == [
        ("2021 年", "10.0"),
        ("2022 年", "22.5"),
        ("2023 年", "30.0"),
        ("2024 年", "45.0"),
    ]


def test_labels_leave_the_paragraph_alone() -> None:
    """The words of the chart come last in the content stream; the paragraph stands above and below it."""
    path = SAMPLES / "figure-bars.pdf"
    (figure,) = read_figures(path)
    with open_source(path) as source:
        (page,) = read_pages(source)
    rest = "".join(char.text for char in page.chars if char.index not in figure.indices)
    assert rest == "公司研发投入逐年增加，近四年的情况如下图所示，研发人员占比保持稳定，成果转化率提高。"


def test_values_that_do_not_fit_the_bars_are_not_told() -> None:
    (figure,) = read_figures(SAMPLES / "figure-bars-that-disagree.pdf")
    assert figure.chart is not None
    assert [point.label for point in figure.chart.points] == ["2021 年", "2022 年", "2023 年", "2024 年"]
    assert all(point.value is None for point in figure.chart.points)
    assert "99.0" in figure.labels


def test_slices_are_named_by_the_legend() -> None:
    (figure,) = read_figures(SAMPLES / "figure-pie.pdf")
    assert figure.chart is not None
    assert figure.chart.title == "人员构成"
    assert set(figure.chart.points) == {
        ChartPoint("技术", "500", "50%"),
        ChartPoint("销售", "300", "30%"),
        ChartPoint("管理", "200", "20%"),
    }


def test_a_slice_without_a_name_gets_none() -> None:
    (figure,) = read_figures(SAMPLES / "figure-pie-short-legend.pdf")
    assert figure.chart is not None
    assert set(figure.chart.points) == {
        ChartPoint("技术", "500", "50%"),
        ChartPoint("销售", "300", "30%"),
        ChartPoint(None, "200", "20%"),
    }


def test_the_slices_of_a_ring() -> None:
    (figure,) = read_figures(SAMPLES / "figure-ring.pdf")
    assert figure.chart is not None
    assert set(figure.chart.points) == {
        ChartPoint("男", None, "50%"),
        ChartPoint("女", None, "30%"),
        ChartPoint("其他", None, "20%"),
    }


def test_two_series_are_told_apart_by_their_colours() -> None:
    (figure,) = read_figures(SAMPLES / "figure-two-series.pdf")
    assert figure.chart is not None
    said = [(point.label, point.series, point.value) for point in figure.chart.points]
    assert said == [
        ("2022 年", "专科", "10"),
        ("2022 年", "本科", "20"),
        ("2023 年", "专科", "15"),
        ("2023 年", "本科", "30"),
        ("2024 年", "专科", "25"),
        ("2024 年", "本科", "40"),
    ]


def test_an_area_chart_tells_its_places_and_no_values() -> None:
    (figure,) = read_figures(SAMPLES / "figure-area.pdf")
    assert figure.chart is not None
    assert figure.chart.kind == "line"
    assert [point.label for point in figure.chart.points] == ["2020", "2021", "2022", "2023", "2024"]
    assert all(point.value is None for point in figure.chart.points)


def test_a_picture_in_strips_is_one() -> None:
    (figure,) = read_figures(SAMPLES / "figure-strips.pdf")
    assert len(figure.images) == 3
    assert figure.box == pytest.approx((100, 100, 300, 220))


def test_photos_side_by_side_are_two_and_the_logo_is_none() -> None:
    figures = read_figures(SAMPLES / "figure-side-by-side.pdf")
    assert [round(figure.box[0]) for figure in figures] == [100, 250]


def test_photos_in_a_grid_are_two_figures() -> None:
    figures = read_figures(SAMPLES / "figure-framed-captions.pdf")
    assert [(round(figure.box[0]), figure.labels) for figure in figures] == [(110, ()), (310, ())]


def test_shading_bands_and_bullets_are_no_figures() -> None:
    assert read_figures(SAMPLES / "figure-none.pdf") == []


def test_an_organisation_chart_keeps_its_words() -> None:
    (figure,) = read_figures(SAMPLES / "table-none.pdf")
    assert figure.labels == ("董事会", "审计委员会", "战略委员会", "提名委员会")
    assert figure.chart is None


def test_connected_boxes_are_diagrams() -> None:
    organisation, process = read_figures(SAMPLES / "figure-connected-boxes.pdf")
    assert organisation.labels == ("董事会", *(f"第{n}事业部" for n in range(1, 7)))
    assert process.labels == ("识别议题", "评估影响", "确定次序", "披露回应")


def _jpeg(mode: str, color: tuple[int, ...]) -> bytes:
    out = io.BytesIO()
    image = Image.new(mode, (80, 60), color)
    image.paste((255,) * len(color), (0, 0, 40, 30))
    image.save(out, "JPEG", quality=95)
    return out.getvalue()


def _sample(tmp_path: Path, page: Page) -> Path:
    path = tmp_path / "sample.pdf"
    path.write_bytes(pages_to_pdf(page))
    return path


def test_a_plain_jpeg_is_copied(tmp_path: Path) -> None:
    data = _jpeg("RGB", (200, 30, 30))
    page = Page()
    page.image(
        100,
        100,
        260,
        220,
        data,
        "/Width 80 /Height 60 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode",
    )
    path = _sample(tmp_path, page)
    figures = read_figures(path)
    names = write_images(path, figures, tmp_path / "assets")
    (file,) = (tmp_path / "assets").iterdir()
    assert file.name == names[id(figures[0])]
    assert file.suffix == ".jpg"
    assert file.read_bytes() == data


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (_jpeg("CMYK", (0, 200, 200, 0)), "/ColorSpace /DeviceCMYK /Filter /DCTDecode"),
        (_jpeg("RGB", (200, 30, 30)), "/ColorSpace /DeviceRGB /Decode [1 0 1 0 1 0] /Filter /DCTDecode"),
        (zlib.compress(bytes((200, 30, 30)) * 4800), "/ColorSpace /DeviceRGB /Filter /FlateDecode"),
    ],
    ids=["cmyk", "inverted", "no-jpeg"],
)
def test_any_other_picture_is_what_the_page_shows(tmp_path: Path, body: bytes, header: str) -> None:
    page = Page()
    page.image(100, 100, 260, 220, body, f"/Width 80 /Height 60 /BitsPerComponent 8 {header}")
    path = _sample(tmp_path, page)
    names = write_images(path, read_figures(path), tmp_path / "assets")
    (name,) = names.values()
    with Image.open(tmp_path / "assets" / name) as image:
        assert image.format == "PNG"
        assert image.width >= 160 * 150 / 72 - 2


def test_an_inline_picture_is_written(tmp_path: Path) -> None:
    page = Page()
    body = bytes((200, 30, 30)) * 4800
    page.content.append(
        "q 160 0 0 120 100 500 cm BI /W 80 /H 60 /CS /RGB /BPC 8 /F /AHx ID " + body.hex() + "> EI Q"
    )
    path = _sample(tmp_path, page)
    figures = read_figures(path)
    assert len(figures) == 1
    assert len(write_images(path, figures, tmp_path / "assets")) == 1


def test_names_come_from_what_is_in_the_picture(tmp_path: Path) -> None:
    path = SAMPLES / "figure-side-by-side.pdf"
    once = write_images(path, read_figures(path), tmp_path / "one")
    again = write_images(path, read_figures(path), tmp_path / "two")
    assert sorted(once.values()) == sorted(again.values())
    assert len(set(once.values())) == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["winning-health-2024", "csr_ccoop_000564_2018", "csr_tcl_2009", "ar_huajin_pages"]
)
def test_real_reports(name: str) -> None:
    folder = REPORTS / name
    if not folder.exists():
        pytest.skip(f"the real report {name} is not on this machine")
    truth = yaml.safe_load((folder / "truth.yaml").read_text(encoding="utf-8"))
    figures = read_figures(folder / "source.pdf")
    places = Counter(tuple(round(side) for side in figure.box) for figure in figures)
    pages = Counter(
        figure.page for figure in figures if places[tuple(round(side) for side in figure.box)] < 5
    )
    optional = Counter(figure["page"] for figure in truth["figures"] if figure.get("optional"))
    wanted = Counter(figure["page"] for figure in truth["figures"])
    assert all(wanted[page] - optional[page] <= pages[page] <= wanted[page] for page in wanted | pages)
    for figure in truth["figures"]:
        if figure.get("chart") and figure["kind"] in ("pie", "bar") and figure.get("words") is not None:
            (chart,) = (found.chart for found in figures if found.page == figure["page"] and found.chart)
            said = [(point.label, point.value) for point in chart.points]
            assert said == [(point["label"], str(point["value"])) for point in figure["chart"]]


def draw(path: Path, picture: str) -> None:
    """A picture that a report may hold: a pasted chart, a landscape with a sky in steps, an empty ground."""
    image = Image.new("RGB", (600, 300), "white")
    pen = ImageDraw.Draw(image)
    for n in range(6 if picture == "chart" else 0):
        pen.rectangle((40 + 90 * n, 40 + 30 * n, 80 + 90 * n, 280), fill="#4472c4")
    for y in range(300 if picture == "landscape" else 0):
        pen.line((0, y, 600, y), fill=(90 + y // 3, 140 + y // 4, 210 - y // 2))
    image.save(path, quality=80)


@pytest.mark.parametrize(
    ("picture", "labels", "unread"),
    [("chart", (), True), ("chart", ("一月",), False), ("landscape", (), False), ("empty", (), False)],
)
@pytest.mark.parametrize("suffix", ["png", "jpg"])
def test_a_picture_that_may_hold_unread_words_is_marked(
    tmp_path: Path, picture: str, labels: tuple[str, ...], unread: bool, suffix: str
) -> None:
    draw(tmp_path / f"p.{suffix}", picture)
    figure = Figure("f1", Place(1, (0, 0, 1, 1)), image=f"assets/p.{suffix}", labels=labels)
    (marked,) = mark_unread((figure,), tmp_path)
    assert isinstance(marked, Figure)
    assert marked.unread == unread


def test_a_picture_that_is_damaged_or_gone_is_not_marked(tmp_path: Path) -> None:
    (tmp_path / "bad.png").write_bytes(b"no picture")
    for name in ("bad.png", "gone.png"):
        figure = Figure("f1", Place(1, (0, 0, 1, 1)), image=f"assets/{name}")
        assert mark_unread((figure,), tmp_path) == (figure,)


def figures_on(page: Page, tmp_path: Path) -> list[FoundFigure]:
    path = tmp_path / "drawn.pdf"
    path.write_bytes(pages_to_pdf(page))
    return read_figures(path)


def draw_bars(page: Page) -> None:
    page.line((100, 300), (420, 300))
    for n, height in enumerate((20, 45, 60, 90)):
        page.fill(120 + 75 * n, 300 - height, 150 + 75 * n, 300, BLUE)
        page.text(118 + 75 * n, 306, f"{2021 + n} 年", 8)


def test_a_year_is_no_value_of_a_slice(tmp_path: Path) -> None:
    page = Page()
    parts = ((0.0, 0.5, BLUE), (0.5, 0.8, ORANGE), (0.8, 1.0, GREEN))
    labels = ((385, 190, "2022 年 50%"), (190, 265, "2023 年 30%"), (165, 150, "2024 年 20%"))
    for (start, end, color), (x, y, words) in zip(parts, labels, strict=True):
        page.wedge(300, 200, 70, start, end, color, inner=35)
        page.text(x, y, words, 9)
    (figure,) = figures_on(page, tmp_path)
    assert figure.chart is not None
    assert {(point.value, point.share) for point in figure.chart.points} == {
        (None, "50%"),
        (None, "30%"),
        (None, "20%"),
    }


def test_a_numbered_heading_close_above_a_chart_is_no_label(tmp_path: Path) -> None:
    page = Page()
    page.text(100, 188, "2、研发投入", 8)
    draw_bars(page)
    (figure,) = figures_on(page, tmp_path)
    assert figure.labels == ("2021 年", "2022 年", "2023 年", "2024 年")


def test_a_line_that_is_drawn_in_pieces_below_a_chart_is_no_label(tmp_path: Path) -> None:
    page = Page()
    draw_bars(page)
    for n in range(10):
        page.text(60 + 52 * n, 322, "逐年增加", 10)
    (figure,) = figures_on(page, tmp_path)
    assert figure.labels == ("2021 年", "2022 年", "2023 年", "2024 年")


def test_a_map_is_a_figure(tmp_path: Path) -> None:
    page = Page()
    for n in range(48):
        x, y = 120 + 30 * (n % 8), 120 + 25 * (n // 8)
        page.area((x, y), (x + 26, y + 4), (x + 22, y + 20), (x + 4, y + 16))
    (figure,) = figures_on(page, tmp_path)
    assert figure.box == pytest.approx((120, 120, 356, 265))
    assert figure.chart is None


def test_a_line_that_is_drawn_stroke_by_stroke_is_a_line_chart(tmp_path: Path) -> None:
    page = Page()
    for n in range(5):
        page.line((100, 200 + 20 * n), (420, 200 + 20 * n))
    heights = (270, 240, 255, 225, 210)
    for n, (start, end) in enumerate(pairwise(heights)):
        page.line((110 + 75 * n, start), (185 + 75 * n, end))
    for n in range(5):
        page.text(100 + 75 * n, 288, f"{2020 + n} 年", 8)
    (figure,) = figures_on(page, tmp_path)
    assert figure.chart is not None
    assert figure.chart.kind == "line"
    assert len(figure.chart.points) == 5


def test_a_picture_behind_a_heading_is_no_figure(tmp_path: Path) -> None:
    page = Page()
    header = "/Width 40 /Height 4 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode"
    page.image(60, 100, 500, 130, zlib.compress(bytes(range(160))), header)
    page.text(70, 108, "一、公司治理", 14)
    assert figures_on(page, tmp_path) == []
