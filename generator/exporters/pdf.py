"""The PDF of an edition: one render, tagged, with its own fonts and nothing from outside."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import EnvironmentLacking
from generator.exporters.facing import sides_to_html, spreads_to_html
from generator.exporters.fonts import CACHE, Font, pin, write_whole
from generator.exporters.grid import TableView, table_to_csv
from generator.exporters.laid import Enclosure
from generator.exporters.settings import EditionSettings
from generator.exporters.stage import column_css, render, style_sheet, theme_css
from generator.exporters.theme import Theme
from generator.exporters.view import EditionView

if TYPE_CHECKING:
    from generator.exporters.pages import Pages

LOGGER = logging.getLogger(__name__)
_NO_SYSTEM_FONTS = '<?xml version="1.0"?>\n<fontconfig><cachedir>{cache}</cachedir></fontconfig>\n'
_SCHEME = "report:"


def view_to_pdf(view: EditionView, theme: Theme, settings: EditionSettings) -> bytes:
    """The PDF (PDF/UA-1 and PDF/A-3a) of an edition. The same view gives the same bytes."""
    pages = view_to_pages(view, theme, settings)
    for complaint in pages.complaints:
        LOGGER.warning("%s edition: %s", view.edition, complaint)
    return pages.data


def view_to_pages(view: EditionView, theme: Theme, settings: EditionSettings) -> Pages:
    """The PDF with what the layout complained about; a sound edition has no complaints."""
    with needs_pango():
        from generator.exporters.pages import html_to_pages

        if view.both and settings.layout == "facing":
            html = _facing_html(view, theme, settings)
        else:
            html = view_to_print_html(view, theme, settings)
        return html_to_pages(html, known_files(view, theme), tuple(find_enclosures(view)))


@contextmanager
def needs_pango() -> Iterator[None]:
    """Shut out the machine's own fonts; say what to do where the library that sets the pages is missing."""
    shut_out_system_fonts()
    try:
        yield
    except OSError as fault:
        if "cannot load library" not in str(fault):
            raise
        raise EnvironmentLacking(
            "The library Pango, which sets the pages of PDFs, is not installed: run ./duizhao doctor.",
            "未安装排版 PDF 所需的 Pango 库，请运行 ./duizhao doctor。",
        ) from fault


def find_enclosures(view: EditionView) -> Iterator[Enclosure]:
    """The data of each table as CSV, in each language of the edition."""
    tables = (block for block in view.blocks if isinstance(block, TableView))
    for number, table in enumerate(tables, 1):
        for chinese, wanted in ((False, view.show_en), (True, view.show_zh)):
            if wanted:
                caption = table.caption.source if chinese else table.caption.english
                name = f"table-{number:02d}.{'zh' if chinese else 'en'}.csv"
                yield Enclosure(name, caption or name, table_to_csv(table, chinese))


def view_to_print_html(view: EditionView, theme: Theme, settings: EditionSettings) -> str:
    """The HTML that is laid out, but for the spreads of facing pages."""
    return render(view, "print", print_css(view, theme), theme, settings, picture=address_of)


def print_css(view: EditionView, theme: Theme) -> str:
    """The whole style sheet of the pages."""
    return "\n".join([shared_css(view, theme), column_css(view, theme)])


def shared_css(view: EditionView, theme: Theme) -> str:
    """The style sheet of the pages without what tables need of their own."""
    sheet = style_sheet(theme, "print.css")
    if view.han == "Hant":
        sheet = sheet.replace("Han", "Hant")
    return "\n".join([*map(font_face, edition_fonts(view, theme)), theme_css(theme), sheet])


def _facing_html(view: EditionView, theme: Theme, settings: EditionSettings) -> str:
    from generator.exporters.pages import html_to_heights

    css, files = print_css(view, theme), known_files(view, theme)

    def show(side: EditionView, template: str) -> str:
        return render(side, "print", css, theme, settings, picture=address_of, template=template)

    left, right = (html_to_heights(html, files) for html in sides_to_html(view, show))
    spreads = spreads_to_html(view, left, right, show)
    return render(view, "print", css, theme, settings, picture=address_of, spreads=spreads)


def address_of(name: str) -> str:
    """The address by which the layout asks for a picture."""
    return _SCHEME + name


def edition_fonts(view: EditionView, theme: Theme) -> tuple[Font, ...]:
    """The faces that an edition needs: one of the two Chinese families stays away."""
    return tuple(font for font in theme.fonts if font.family not in {"Han", "Hant"} - {view.han})


def known_files(view: EditionView, theme: Theme) -> dict[str, Path]:
    """Every file that the layout may ask for, by its address."""
    known = {pin(font).as_uri(): pin(font) for font in edition_fonts(view, theme)}
    known |= {_SCHEME + name: path for name, path in view.pictures.items()}
    if theme.logo:
        known[_SCHEME + theme.logo.name] = theme.logo
    return known


def font_face(font: Font) -> str:
    """The @font-face rule of a face, from its static file."""
    return (
        f"@font-face{{font-family:{font.family};font-weight:{font.weight};"
        f"src:url({pin(font).as_uri()}) format('truetype')}}"
    )


def shut_out_system_fonts() -> None:
    """Point fontconfig at nothing, before it wakes: the pages are then the same on every machine."""
    warnings.filterwarnings("ignore", message="No fonts configured")  # that is what is meant
    config = CACHE / "fonts.conf"
    text = _NO_SYSTEM_FONTS.format(cache=CACHE / "fontconfig").encode()
    if not config.is_file() or config.read_bytes() != text:
        write_whole(config, text)
    os.environ["FONTCONFIG_FILE"] = str(config)
