"""A company's theme: its logo, colours, fonts and cover in the editions, and plain words for what is wrong in it."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from invented import invented
from PIL import Image

from generator.errors import EnvironmentLacking, SettingsInvalid
from generator.exporters import EditionSettings, Theme, load_theme
from generator.exporters.contrast import check_colours, contrast
from generator.exporters.fonts import pin
from generator.exporters.page_check import check_pages
from generator.exporters.pdf import view_to_pages
from generator.exporters.theme import TEMPLATES
from generator.exporters.view import FigureView, bitext_to_view
from generator.exporters.web import view_to_site
from generator.exporters.wording import Pair

SETTINGS = EditionSettings(year="2024", glossary=False)
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40">'
    '<path d="M4 36 L20 4 L36 36 Z" fill="#c0392b"/><circle cx="60" cy="20" r="15" fill="#1f4e79"/>'
    '<rect x="84" y="6" width="30" height="28" rx="6" fill="none" stroke="#1f4e79" stroke-width="4"/></svg>'
)
OWN = """\
name: Heron Ferries
cover: {cover}
logo: {logo}
colours:
  accent: "#1f4e79"
  deep: "#14324d"
  gold: "#c07a20"
fonts:
  Head:
    file: house.ttf
    weights:
      400:
      700:
"""


def company(folder: Path, logo: str, cover: str) -> Theme:
    """The theme folder of a company that does not exist."""
    (folder / "logo.svg").write_text(LOGO, encoding="utf-8")
    Image.new("RGBA", (360, 120), (31, 78, 121, 200)).save(folder / "logo.png")
    house = next(font for font in load_theme().fonts if font.family == "Display" and font.weight == 400)
    (folder / "house.ttf").write_bytes(pin(house).read_bytes())
    (folder / "theme.yaml").write_text(OWN.format(logo=logo, cover=cover), encoding="utf-8")
    return load_theme(folder)


@pytest.mark.parametrize(("logo", "cover"), [("logo.svg", "plain"), ("logo.png", "band")])
def test_a_company_sets_its_logo_colours_fonts_and_cover(logo: str, cover: str, tmp_path: Path) -> None:
    theme = company(tmp_path, logo, cover)
    view = bitext_to_view(invented(), "en", SETTINGS, Path("nowhere"))
    pages = view_to_pages(view, theme, SETTINGS)
    assert pages.complaints == ()
    assert check_pages(pages.data, view) == ()
    assert list(check_colours(theme)) == []
    with pikepdf.open(io.BytesIO(pages.data)) as document:
        drawn = pikepdf.Page(document.pages[0])
        pictures = [x for x in drawn.resources.get("/XObject", {}).values() if x.Subtype == "/Image"]
        content = drawn.obj.Contents.read_bytes()
        fonts = {str(f.BaseFont) for page in document.pages for f in page.Resources.Font.values()}
    assert len(pictures) == (1 if logo.endswith("png") else 0)
    deep, accent = b"0.0784", b"0.1215"  # 14 and 1f, the red of the field and of the company's name
    assert (deep in content) == (cover == "band")
    assert (accent in content) == (cover == "plain" or logo.endswith("svg"))
    assert not any("Sans3" in font for font in fonts)


def test_the_logo_stands_in_the_page_and_on_a_cover_with_a_picture(tmp_path: Path) -> None:
    """A drawing may have no size of its own; a page for the screen is given the file that it names."""
    theme = company(tmp_path, "logo.svg", "plain")
    Image.new("RGB", (400, 300), "#88aa99").save(tmp_path / "cover.jpg")
    view = bitext_to_view(invented(), "en", SETTINGS, Path("nowhere"))
    site = view_to_site(view, theme, SETTINGS)
    assert b'class="logo" src="assets/logo.svg"' in site.page
    assert site.files["assets/logo.svg"] == LOGO.encode()
    cover = FigureView("f", Pair(), "assets/cover.jpg", None, (), 1)
    pictured = replace(view, cover_picture=cover, pictures={"assets/cover.jpg": tmp_path / "cover.jpg"})
    for shown in (view, pictured):
        page_one = pypdfium2.PdfDocument(view_to_pages(shown, theme, SETTINGS).data)[0]
        colours = page_one.render(scale=0.5).to_pil().convert("RGB").getcolors(1 << 20)
        assert sum(count for count, (r, g, b) in colours if (r, g, b) == (0xC0, 0x39, 0x2B)) > 50


def test_hard_colours_are_named_with_their_contrast(tmp_path: Path) -> None:
    (tmp_path / "theme.yaml").write_text('colours: {accent: "#9fb8c4", ink: "#1b2530"}\n', encoding="utf-8")
    found = list(check_colours(load_theme(tmp_path)))
    assert {finding.check for finding in found} == {"theme-contrast"}
    assert any("accent (#9fb8c4) on paper (#ffffff)" in finding.message for finding in found)
    assert all("theme.yaml" in finding.message_zh for finding in found)
    assert not any("ink" in finding.message.split(" on ")[0] for finding in found)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", ["classic", "vermilion"])
def test_shipped_themes_can_be_read(name: str) -> None:
    assert list(check_colours(load_theme(TEMPLATES / name))) == []


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("name: A\ncolours:\n  ink: 'red; } body { display: none'\n", 3, "ink"),
        ("colours:\n  ink: #102030\n", 2, "quotation marks"),
        ("colours:\n  accent: '#112233'\n  pink: '#ff00ff'\n", 3, "pink"),
        ("name: A\n\ncover: fancy\n", 3, "fancy"),
        ("cover: [band]\n", 1, "band or plain"),
        ("chapter_page: sometimes\n", 1, "true or false"),
        ("logo: ../../secret.png\n", 1, "secret.png"),
        ("name: A\nlogo: words.svg\n", 2, "outlines"),
        ("name: A\nlogo: no-picture.png\n", 2, "no SVG, PNG or JPEG"),
        ("logo: print.jpg\n", 1, "in RGB"),
        ("logo: broken.jpg\n", 1, "no SVG, PNG or JPEG"),
        ("fonts:\n  Body: {file: x.ttf}\n", 2, "weights"),
        ("fonts:\n  Body:\n    file: no-picture.png\n    weights: {400: }\n", 3, "no TrueType"),
        ("fonts:\n  Body:\n    file: x\n    weights:\n      bold: {}\n", 3, "there is no file x"),
        ("texts:\n  contents: {en: A}\n", 2, "contents"),
        ("texts:\n  content: {en: A, zh: 甲}\n", 2, "contents"),
        ("texts:\n  found:\n    en: '{number} found'\n    zh: 找到 {count} 处\n", 3, "{count}"),
        ("texts:\n  found:\n    en: '{count} found'\n    zh: 找到 {count 处\n", 4, "{count}"),
        ("texts:\n  contents: {en: 'Contents {page}', zh: 目录}\n", 2, "no place for braces"),
        ("colors: {}\n", 1, "colors"),
        ("name: [\n", 2, "YAML"),
        ("name: A\nname: B\n", 2, "line 1 already"),
        ("colours:\n  ink: '#102030'\n  ink: '#102031'\n", 3, "line 2 already"),
    ],
)
def test_faults_are_named_with_their_line(text: str, line: int, word: str, tmp_path: Path) -> None:
    (tmp_path / "words.svg").write_text("<svg><text>Heron</text></svg>", encoding="utf-8")
    Image.new("CMYK", (9, 9)).save(tmp_path / "print.jpg")
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "no-picture.png").write_text("not a picture", encoding="utf-8")
    (tmp_path / "theme.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsInvalid) as fault:
        load_theme(tmp_path)
    assert f"theme.yaml, line {line}: " in fault.value.message
    assert word in fault.value.message
    assert "theme.yaml, line" in fault.value.message_zh


def test_a_name_that_looks_like_a_date_is_told(tmp_path: Path) -> None:
    (tmp_path / "theme.yaml").write_text("name: 2024-13-45\n", encoding="utf-8")
    with pytest.raises(SettingsInvalid, match="looks like a date"):
        load_theme(tmp_path)


def test_fonts_that_are_not_installed_are_a_lack_of_the_machine(tmp_path: Path) -> None:
    text = "fonts: {Body: {package: no_such_fonts, file: x.ttf, weights: {400: }}}"
    (tmp_path / "theme.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(EnvironmentLacking):
        load_theme(tmp_path)
    (tmp_path / "theme.yaml").write_text("- a\n", encoding="utf-8")
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(SettingsInvalid, match=r"theme\.yaml"):
            load_theme(folder)
