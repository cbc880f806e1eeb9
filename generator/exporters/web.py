"""The page of an edition: one HTML file that works from disk, with its fonts beside it."""

from __future__ import annotations

from collections.abc import Sequence

from generator.exporters.fonts import WebFont, web_fonts
from generator.exporters.pdf import edition_fonts
from generator.exporters.settings import EditionSettings
from generator.exporters.stage import render, style_sheet, theme_css
from generator.exporters.theme import Theme
from generator.exporters.view import EditionView


def view_to_html(view: EditionView, theme: Theme, settings: EditionSettings) -> bytes:
    """The page. Fonts and pictures are referred to beside it; nothing else is asked for from anywhere."""
    return _page(view, theme, settings, _fonts(view, theme, settings)).encode()


def web_files(view: EditionView, theme: Theme, settings: EditionSettings) -> dict[str, bytes]:
    """The fonts, cut down to the glyphs of this page, by their path beside it."""
    return {f"fonts/{font.name}": font.data for font in _fonts(view, theme, settings)}


def _fonts(view: EditionView, theme: Theme, settings: EditionSettings) -> tuple[WebFont, ...]:
    words = set(_page(view, theme, settings, ()))
    # A page set in two scripts asks each font only for its own.
    latin = "".join(sorted(c for c in words if ord(c) < 0x2E80))
    chinese = "".join(sorted(words))
    fonts = edition_fonts(view, theme)
    own = [font for font in fonts if font.family not in ("Han", "Hant")]
    han = [font for font in fonts if font.family in ("Han", "Hant")]
    return (*web_fonts(own, latin), *web_fonts(han, chinese))


def _page(view: EditionView, theme: Theme, settings: EditionSettings, fonts: Sequence[WebFont]) -> str:
    sheet = style_sheet(theme, "screen.css")
    if view.han == "Hant":
        sheet = sheet.replace("Han", "Hant")
    css = "\n".join([*map(_font_face, fonts), theme_css(theme), sheet])
    first = [font.name for font in fonts if font.weight == 400 and font.family in ("Body", "Han", "Hant")]
    return render(view, "screen", css, theme, settings, preload=first)


def _font_face(font: WebFont) -> str:
    return (
        f"@font-face{{font-family:{font.family};font-weight:{font.weight};font-display:swap;"
        f"src:url(fonts/{font.name}) format('woff2')}}"
    )
