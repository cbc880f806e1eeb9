"""The page of an edition: one HTML file that works from disk, with its fonts beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from generator.exporters.fonts import Keep, WebFont, web_fonts
from generator.exporters.grid import TableView
from generator.exporters.pdf import edition_fonts
from generator.exporters.settings import EditionSettings
from generator.exporters.stage import column_css, find_words, pad_css, render, style_sheet, theme_css
from generator.exporters.theme import BASE, Theme
from generator.exporters.view import EditionView

_FACES = "/* faces */\n"


def view_to_html(view: EditionView, theme: Theme, settings: EditionSettings) -> bytes:
    """The page. Fonts and pictures are referred to beside it; nothing else is asked for from anywhere."""
    return view_to_site(view, theme, settings)[0]


def view_to_site(
    view: EditionView, theme: Theme, settings: EditionSettings, keep: Keep | None = None
) -> tuple[bytes, dict[str, bytes]]:
    """The page, and by their path the files beside it: its fonts, cut down to its glyphs, and the script of the aids."""
    page = _page(view, theme, settings)
    fonts = _fonts_for(page, view, theme, keep)
    files = {f"fonts/{font.name}": font.data for font in fonts}
    faces = "".join(f"{_font_face(font)}\n" for font in fonts)
    page = page.replace(_FACES, faces).replace("<style>", f"{_early(fonts)}<style>", 1)
    return page.encode(), files | {"embed/report.js": lean_script("report.js")}


def lean_script(name: str) -> bytes:
    """A script for visitors, without the comments and indentation that they need not load.

    Our scripts have no string over several lines, and no comment of its own lines behind code.
    """
    script = (BASE / "embed" / name).read_text(encoding="utf-8")
    return re.sub(r"(?m)^\s+", "", re.sub(r"(?m)^\s*/\*[^*]*\*/\n", "", script)).encode()


def page_fonts(
    view: EditionView, theme: Theme, settings: EditionSettings, keep: Keep | None = None
) -> tuple[WebFont, ...]:
    """Each face with the characters that it sets: Latin faces no Chinese, bold Chinese what is set in bold."""
    return _fonts_for(_page(view, theme, settings), view, theme, keep)


def _fonts_for(page: str, view: EditionView, theme: Theme, keep: Keep | None) -> tuple[WebFont, ...]:
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


def screen_css(view: EditionView, theme: Theme, fonts: Sequence[WebFont]) -> str:
    """The whole style sheet of the page; the fonts are looked for in the folder ``fonts`` beside it."""
    sheet = style_sheet(theme, "screen.css")
    if view.han == "Hant":
        sheet = sheet.replace("Han", "Hant")
    return "\n".join(
        [*map(_font_face, fonts), theme_css(theme), sheet, column_css(view, theme), pad_css(view)]
    )


def _page(view: EditionView, theme: Theme, settings: EditionSettings) -> str:
    """The page with a mark in the place of its faces: which they are depends on what the page says."""
    return render(view, "screen", _FACES + screen_css(view, theme, ()), theme, settings)


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
