"""Every edition of a report, made side by side and kept: what would come out the same is not made again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from generator.errors import SettingsInvalid
from generator.exporters import Aids, EditionSettings, Theme, load_theme
from generator.exporters.contrast import check_colours
from generator.exporters.embed import view_to_embed
from generator.exporters.fonts import WEB_FONT
from generator.exporters.theme import TEMPLATES
from generator.exporters.view import EditionView, bitext_to_view
from generator.exporters.web import view_to_site
from generator.model import Bitext, Finding
from generator.pipeline.press import Press
from generator.pipeline.resets import chapters_to_record
from generator.settings import Edition, Settings
from generator.store import Kept, Stage, to_json

Views = Mapping[Edition, EditionView]


def begin_editions(
    stage: Stage, settings: Settings, bitext: Bitext, aids: Aids, kept: Kept, press: Press
) -> tuple[Finding, ...]:
    """Every edition: its pages for the screen, and the press begun with its PDF; what is wrong with the colours.

    ``kept`` is what earlier builds made.
    """
    theme, chosen = theme_of(settings), edition_settings(settings, aids)
    views = {edition: bitext_to_view(bitext, edition, chosen, stage.assets) for edition in settings.editions}
    press.begin(views, theme, chosen)
    _export_html(stage, settings.name, views, theme, chosen, kept)
    press.go_on()
    return tuple(check_colours(theme))


def finish_editions(stage: Stage, settings: Settings, press: Press) -> tuple[Finding, ...]:
    """The PDFs that were begun, and the record of their chapters for the build that follows; what their pages show."""
    made = press.finish()
    for edition, (data, _) in made.items():
        stage.write(f"{settings.name}.{edition}.pdf", data)
    stage.write("chapters.json", to_json(chapters_to_record(press.chapters)))
    return tuple(finding for _, findings in made.values() for finding in findings)


def write_pages(stage: Stage, settings: Settings, bitext: Bitext, aids: Aids | None = None) -> None:
    """The pages of every edition with their fonts, without their PDFs and without the embed."""
    theme, chosen = theme_of(settings), edition_settings(settings, aids)
    for edition in settings.editions:
        site = view_to_site(bitext_to_view(bitext, edition, chosen, stage.assets), theme, chosen)
        for name, content in {f"{settings.name}.{edition}.html": site.page, **site.files}.items():
            stage.write(name, content)


def _export_html(
    stage: Stage, name: str, views: Views, theme: Theme, settings: EditionSettings, kept: Kept
) -> None:
    """The pages for the screen with the files beside them, and the embed of the first edition."""
    for number, (edition, view) in enumerate(views.items()):
        page = f"{name}.{edition}.html"
        site = view_to_site(view, theme, settings, kept)
        files = {page: site.page, **site.files}
        if number == 0:
            embed = view_to_embed(view, site, theme, settings, page)
            files |= {f"embed/{file}": content for file, content in embed.items()}
        for file, content in files.items():
            stage.write(file, content)
    kept.forget_unused(WEB_FONT)


def edition_settings(settings: Settings, aids: Aids | None = None) -> EditionSettings:
    """What the exporters need to know of the settings."""
    return replace(
        EditionSettings(),
        layout=settings.layout,
        hant=settings.traditional,
        title=settings.title_en,
        company=settings.company_en,
        year=settings.year,
        stock_code=settings.stock_code,
        addresses=_addresses(settings),
        aids=aids or Aids(),
    )


def _addresses(settings: Settings) -> tuple[tuple[Edition, str], ...]:
    """Where the pages of the editions will be published; none where the settings do not say."""
    names = {edition: quote(f"{settings.name}.{edition}.html") for edition in settings.editions}
    return tuple((edition, settings.site + name) for edition, name in names.items() if settings.site)


def theme_of(settings: Settings) -> Theme:
    """The theme of a report: one of its own folder, or a shipped one. SettingsInvalid where there is none of the name."""
    own, shipped = settings.folder / settings.theme, TEMPLATES / settings.theme
    if own.is_dir():
        return load_theme(own)
    if not (shipped / "theme.yaml").is_file():
        known = sorted(path.parent.name for path in TEMPLATES.glob("*/theme.yaml"))
        raise SettingsInvalid(
            f"{settings.folder / 'report.yaml'}: there is no theme {settings.theme!r}; choose from "
            f"{', '.join(known)}, or name a folder beside report.yaml that holds a theme.yaml.",
            f"{settings.folder / 'report.yaml'}：没有主题“{settings.theme}”，可选：{'、'.join(known)}，"
            "或写 report.yaml 旁含有 theme.yaml 的文件夹名。",
        )
    return load_theme(shipped)


def export_choices(settings: Settings, assets: Path, aids: Aids | None = None) -> dict[str, Any]:
    """What every exporter is told beside the bitext and the edition."""
    return {"theme": theme_of(settings), "settings": edition_settings(settings, aids), "assets": assets}
