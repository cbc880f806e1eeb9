"""The PDF of an edition: one render by WeasyPrint, tagged, with its own fonts and nothing from outside."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from generator.errors import EnvironmentLacking
from generator.exporters.fonts import CACHE, Font, pin
from generator.exporters.settings import EditionSettings
from generator.exporters.stage import render, style_sheet, theme_css
from generator.exporters.theme import Theme
from generator.exporters.view import EditionView

_NO_SYSTEM_FONTS = '<?xml version="1.0"?>\n<fontconfig><cachedir>{cache}</cachedir></fontconfig>\n'
_SCHEME = "report:"


def view_to_pdf(view: EditionView, theme: Theme, settings: EditionSettings) -> bytes:
    """The PDF (PDF/UA-1 tags) of an edition. The same view gives the same bytes."""
    html = view_to_print_html(view, theme, settings)
    return html_to_pdf(html, theme, _pictures(view, theme))


def view_to_print_html(view: EditionView, theme: Theme, settings: EditionSettings) -> str:
    """The HTML that WeasyPrint lays out."""
    fonts = print_fonts(view, theme)
    css = "\n".join([*map(_font_face, fonts), theme_css(theme), _sheet(theme, view)])
    return render(view, "print", css, theme, settings, picture=lambda name: _SCHEME + name)


def print_fonts(view: EditionView, theme: Theme) -> tuple[Font, ...]:
    """The faces that an edition needs: the traditional ones stand in for the simplified in zh-hant."""
    unused = "Han" if view.zh_lang.startswith("zh-Hant") else "Hant"
    return tuple(font for font in theme.fonts if font.family != unused)


def html_to_pdf(html: str, theme: Theme, pictures: Mapping[str, Path]) -> bytes:
    """The PDF of a print HTML. Whatever it asks for beyond fonts and pictures is refused and reported."""
    weasyprint = _weasyprint()
    from generator.exporters.tagging import accessible_tags

    known = {_SCHEME + name: path for name, path in pictures.items()}
    known |= {pin(font).as_uri(): pin(font) for font in theme.fonts}
    options = {"pdf_variant": "pdf/ua-1", "dpi": 200, "jpeg_quality": 85}
    with _complaints() as complaints, _quiet_collector():
        page = weasyprint.HTML(string=html, url_fetcher=_fetcher(weasyprint, known), base_url=None)
        document = page.render(**options)
        with accessible_tags(document):
            data = document.write_pdf(**options)
    if complaints:
        raise RuntimeError("; ".join(complaints))
    return bytes(data)


def _sheet(theme: Theme, view: EditionView) -> str:
    sheet = style_sheet(theme, "print.css")
    return sheet.replace("Han", "Hant") if view.zh_lang.startswith("zh-Hant") else sheet


def _font_face(font: Font) -> str:
    return (
        f"@font-face{{font-family:{font.family};font-weight:{font.weight};"
        f"src:url({pin(font).as_uri()}) format('truetype')}}"
    )


def _pictures(view: EditionView, theme: Theme) -> dict[str, Path]:
    pictures = dict(view.pictures)
    if theme.logo:
        pictures[theme.logo.name] = theme.logo
    return pictures


def _weasyprint():  # type: ignore[no-untyped-def]
    """WeasyPrint, loaded where it is needed: without Pango on the machine even its import fails."""
    _shut_out_system_fonts()
    try:
        import weasyprint
    except OSError as fault:
        raise EnvironmentLacking(
            "The library Pango, which sets the pages of PDFs, is not installed: run ./duizhao doctor.",
            "未安装排版 PDF 所需的 Pango 库，请运行 ./duizhao doctor。",
        ) from fault
    return weasyprint


def _shut_out_system_fonts() -> None:
    """Point fontconfig at nothing, before it wakes: the pages are then the same on every machine."""
    config = CACHE / "fonts.conf"
    text = _NO_SYSTEM_FONTS.format(cache=CACHE / "fontconfig")
    if not config.is_file() or config.read_text(encoding="utf-8") != text:
        config.parent.mkdir(parents=True, exist_ok=True)
        config.write_text(text, encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(config)


def _fetcher(weasyprint, known: Mapping[str, Path]):  # type: ignore[no-untyped-def]
    class Known(weasyprint.urls.URLFetcher):  # type: ignore[misc,name-defined]
        """Gives out the edition's own fonts and pictures, and nothing else in the world."""

        def fetch(self, url: str, headers: object = None) -> object:
            if url not in known:
                raise ValueError(f"not part of the report: {url[:120]}")
            return weasyprint.urls.URLFetcherResponse(url, known[url].read_bytes())

    return Known()


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What WeasyPrint warns about meanwhile."""
    found: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    listener, logger = Listener(logging.WARNING), logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        yield found
    finally:
        logger.removeHandler(listener)


@contextmanager
def _quiet_collector() -> Iterator[None]:
    """Collect garbage seldom: a render makes a million boxes that all live to the end."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
