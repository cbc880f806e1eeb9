"""Bitext → editions: the same templates make the page for the screen and the PDF."""

from __future__ import annotations

from pathlib import Path

from generator.exporters.aids import Aids
from generator.exporters.embed import view_to_embed
from generator.exporters.pdf import view_to_pdf
from generator.exporters.settings import EDITIONS, FORMATS, EditionName, EditionSettings, Format
from generator.exporters.theme import Theme, load_theme
from generator.exporters.view import bitext_to_view
from generator.exporters.web import view_to_html, view_to_site
from generator.model import Bitext

__all__ = [
    "EDITIONS",
    "EXPORTERS",
    "FORMATS",
    "Aids",
    "EditionSettings",
    "Theme",
    "export_edition",
    "export_embed",
    "export_files",
    "load_theme",
]

EXPORTERS = {"html": view_to_html, "pdf": view_to_pdf}


def export_edition(
    bitext: Bitext,
    edition: EditionName,
    format: Format,
    *,
    theme: Theme,
    settings: EditionSettings,
    assets: Path,
) -> bytes:
    """One edition as a file. ``assets`` is the folder of the extracted pictures.

    A page for the screen wants the files of ``export_files`` beside it: its fonts.
    """
    view = bitext_to_view(bitext, edition, settings, assets)
    return EXPORTERS[format](view, theme, settings)


def export_files(
    bitext: Bitext, edition: EditionName, *, theme: Theme, settings: EditionSettings, assets: Path
) -> dict[str, bytes]:
    """The files that the HTML of an edition refers to, apart from the pictures, by their path beside it."""
    return view_to_site(bitext_to_view(bitext, edition, settings, assets), theme, settings).files


def export_embed(
    bitext: Bitext, edition: EditionName, *, page: str, theme: Theme, settings: EditionSettings, assets: Path
) -> dict[str, bytes]:
    """The files for the folder ``embed``; ``page`` is the name of the edition's full page beside the folder."""
    view = bitext_to_view(bitext, edition, settings, assets)
    return view_to_embed(view, view_to_site(view, theme, settings), theme, settings, page)
