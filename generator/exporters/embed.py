"""An edition for a company's own site: as a fragment, a web component or an iframe, from the page's own parts.

All forms show the same elements with the same ids. None needs a script inside a page, a style inside an
element, or anything from elsewhere, so they live under a strict Content-Security-Policy.
"""

from __future__ import annotations

import json

from generator.exporters.scope import scope_css, scope_html
from generator.exporters.settings import EditionSettings
from generator.exporters.stage import render, style_sheet
from generator.exporters.theme import BASE, Theme
from generator.exporters.view import EditionView
from generator.exporters.web import page_fonts, screen_css

SCRIPTS = ("report.js", "frame.js", "iframe.js")
README = "README.md"


def view_to_embed(view: EditionView, theme: Theme, settings: EditionSettings, page: str) -> dict[str, bytes]:
    """The files of the folder ``embed`` for one edition; ``page`` is the full page's name, for those without scripts.

    Fonts and pictures stay in ``fonts`` and ``assets`` beside the folder.
    """
    fonts = page_fonts(view, theme, settings)
    sheet = screen_css(view, theme, fonts) + style_sheet(theme, "embed.css")
    css = scope_css(sheet).replace("url(fonts/", "url(../fonts/")
    fragment = scope_html(render(view, "screen", "", theme, settings, template="fragment.html.j2"))
    faces = [[f"Duizhao{font.family}", str(font.weight), f"../fonts/{font.name}"] for font in fonts]
    content = {"edition": view.edition, "page": page, "fonts": faces, "html": fragment}
    files = {
        f"{view.edition}.css": css,
        f"{view.edition}.fragment.html": fragment,
        f"{view.edition}.js": f"duizhaoReports({_script(content)});\n",
        f"{view.edition}.frame.html": _frame(view, fragment),
    }
    made = {name: text.encode() for name, text in files.items()}
    return made | {name: (BASE / "embed" / name).read_bytes() for name in (*SCRIPTS, README)}


def _script(content: object) -> str:
    """JSON that is safe inside a script file and inside a script element."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True).replace("</", "<\\/")


def _frame(view: EditionView, fragment: str) -> str:
    body = fragment.replace('src="assets/', 'src="../assets/')
    return (
        f'<!DOCTYPE html>\n<html lang="{view.lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_escape(view.title.english if view.show_en else view.title.source)}</title>\n"
        f'<link rel="stylesheet" href="{view.edition}.css">\n<script src="frame.js" defer></script>\n'
        f'</head>\n<body class="duizhao-frame">\n{body}</body>\n</html>\n'
    )


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
