"""The page of an edition: one HTML file that works from disk, with its fonts beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.exporters.fonts import Keep, WebFont, web_fonts
from generator.exporters.grid import TableView
from generator.exporters.pdf import edition_fonts
from generator.exporters.settings import EditionSettings
from generator.exporters.stage import (
    column_css,
    find_words,
    pad_css,
    render,
    screen_logo,
    style_sheet,
    theme_css,
)
from generator.exporters.theme import BASE, Theme
from generator.exporters.view import EditionView

_FACES = "/* faces */\n"


@dataclass(frozen=True, slots=True)
class Site:
    """An edition for the screen: its page, and what embeds of it share with the page.

    ``body`` is what the page shows, ``css`` its style sheet, which looks for the fonts in the folder ``fonts``.
    """

    page: bytes
    body: str
    css: str
    fonts: tuple[WebFont, ...]
    logo: Path | None = None

    @property
    def files(self) -> dict[str, bytes]:
        """By their path the files beside the page: its fonts, the company's logo, and the script of the aids."""
        fonts = {f"fonts/{font.name}": font.data for font in self.fonts}
        logo = {screen_logo(self.logo): self.logo.read_bytes()} if self.logo else {}
        return fonts | logo | {"embed/report.js": lean_script("report.js")}


def view_to_html(view: EditionView, theme: Theme, settings: EditionSettings) -> bytes:
    """The page. Fonts and pictures are referred to beside it; nothing else is asked for from anywhere."""
    return view_to_site(view, theme, settings).page


def view_to_site(
    view: EditionView, theme: Theme, settings: EditionSettings, keep: Keep | None = None
) -> Site:
    """An edition for the screen, its fonts cut down to the glyphs of its page."""
    css = screen_css(view, theme)
    body = render(view, "screen", "", theme, settings, template="body.html.j2")
    # A mark in the place of the faces: which they are depends on what the page says.
    page = render(view, "screen", _FACES + css, theme, settings, body=body)
    fonts = _fonts_for(page, view, theme, keep)
    faces = "".join(f"{_font_face(font)}\n" for font in fonts)
    page = page.replace(_FACES, faces).replace("<style>", f"{_early(fonts)}<style>", 1)
    return Site(page.encode(), body, faces + css, fonts, theme.logo)


def lean_script(name: str) -> bytes:
    """A script for visitors, without the comments and indentation that they need not load.

    Our scripts have no string over several lines, and no comment of its own lines behind code.
    """
    script = (BASE / "embed" / name).read_text(encoding="utf-8")
    return re.sub(r"(?m)^\s+", "", re.sub(r"(?m)^\s*/\*[^*]*\*/\n", "", script)).encode()


def _fonts_for(page: str, view: EditionView, theme: Theme, keep: Keep | None) -> tuple[WebFont, ...]:
    """Each face with the characters that it sets: Latin faces no Chinese, bold Chinese what is set in bold."""
    whole = set(page)
    latin = {character for character in whole if ord(character) < 0x2E80}
    found: list[WebFont] = []
    for font in edition_fonts(view, theme):
        chinese = set(_bold_words(view, theme)) if font.weight > 400 else whole
        wanted = chinese if font.family == view.han else latin
        found += web_fonts([font], "".join(sorted(wanted)), keep)
    return tuple(found)


def _bold_words(view: EditionView, theme: Theme) -> str:
    """What the style sheet sets in bold: headings, heads and names of tables, words of the furniture."""
    words = [word.zh for word in find_words(theme, view).values()]
    pairs = [heading.pair for heading in view.headings] + [view.company]
    for block in view.blocks:
        if isinstance(block, TableView):
            pairs += [block.caption, block.unit, *(cell.pair for row in block.head for cell in row)]
    return "".join(words + [pair.source + pair.english for pair in pairs])


def screen_css(view: EditionView, theme: Theme) -> str:
    """The style sheet of the page, but for its fonts."""
    sheet = style_sheet(theme, "screen.css")
    if view.han == "Hant":
        sheet = sheet.replace("Han", "Hant")
    return "\n".join([theme_css(theme), sheet, column_css(view, theme), pad_css(view)])


def _early(fonts: Sequence[WebFont]) -> str:
    """The fonts asked for at once: text that is drawn before they are there moves when they come.

    Not from disk, where they are there at once and a browser complains of the asking: so a script asks.
    """
    names = json.dumps([f"fonts/{font.name}" for font in fonts])
    return (
        f'<script>if(location.protocol!=="file:")for(const href of {names})'
        'document.head.append(Object.assign(document.createElement("link"),'
        '{rel:"preload",href,as:"font",type:"font/woff2",crossOrigin:""}))</script>\n'
    )


def _font_face(font: WebFont) -> str:
    return (
        f"@font-face{{font-family:{font.family};font-weight:{font.weight};font-display:swap;"
        f"src:url(fonts/{font.name}) format('woff2')}}"
    )
