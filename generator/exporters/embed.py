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
from generator.exporters.web import Site, lean_script

SCRIPTS = ("report.js", "iframe.js")
README = "README.md"


def view_to_embed(
    view: EditionView, site: Site, theme: Theme, settings: EditionSettings, page: str
) -> dict[str, bytes]:
    """The files of the folder ``embed`` for one edition, made of what its page is made of.

    ``page`` is the full page's name, for those without scripts.

    Fonts and pictures stay in ``fonts`` and ``assets`` beside the folder.
    """
    css = scope_css(site.css + style_sheet(theme, "embed.css")).replace("url(fonts/", "url(../fonts/")
    fragment, frame = (
        scope_html(render(view, "screen", "", theme, settings, template=f"{form}.html.j2", body=site.body))
        for form in ("fragment", "frame")
    )
    faces = [[f"Duizhao{font.family}", str(font.weight), f"../fonts/{font.name}"] for font in site.fonts]
    content = {"edition": view.edition, "page": page, "fonts": faces, "html": fragment}
    files = {
        f"{view.edition}.css": css,
        f"{view.edition}.fragment.html": fragment,
        f"{view.edition}.js": f"duizhaoReports({_script(content)});\n",
        f"{view.edition}.frame.html": frame.replace('src="assets/', 'src="../assets/'),
    }
    made = {name: text.encode() for name, text in files.items()}
    return (
        made
        | {name: lean_script(name) for name in SCRIPTS}
        | {README: (BASE / "embed" / README).read_bytes()}
    )


def _script(content: object) -> str:
    """JSON that is safe inside a script file and inside a script element."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True).replace("</", "<\\/")
