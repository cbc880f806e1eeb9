"""Every edition of a report, made side by side and kept: what would come out the same is not made again."""

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from urllib.parse import quote

from generator.exporters import (
    Aids,
    EditionSettings,
    Theme,
    export_edition,
    export_embed,
    export_files,
    load_theme,
    pages_key,
)
from generator.exporters.page_check import check_pages
from generator.exporters.pdf import view_to_pages
from generator.exporters.view import bitext_to_view
from generator.model import Bitext, Finding
from generator.settings import ROOT, Edition, Settings
from generator.store import Kept, Stage, to_json

Pages = tuple[bytes, tuple[Finding, ...]]

_PROCESSES = 2


def make_editions(
    stage: Stage, settings: Settings, bitext: Bitext, aids: Aids | None = None
) -> tuple[Finding, ...]:
    """Every edition, each PDF in a process of its own; what the finished pages show is found on the way.

    A PDF whose pages would be the same is taken as it was, with what was found on it. ``aids`` are for the pages.
    """
    more = export_choices(settings, stage.assets, aids)
    kept = Kept(stage.folder)
    keys = {edition: pages_key(bitext, edition, **more) for edition in settings.editions}
    known = {edition: _kept_pages(kept, key) for edition, key in keys.items()}
    made = {edition: pages for edition, pages in known.items() if pages is not None}
    with ProcessPoolExecutor(_PROCESSES, mp_context=get_context("spawn")) as pool:
        rendering = {
            edition: pool.submit(_make_pages, bitext, edition, more)
            for edition in settings.editions
            if edition not in made
        }
        write_pages(stage, settings, bitext, more)
        for edition, future in rendering.items():
            made[edition] = future.result()
            _keep_pages(kept, keys[edition], made[edition])
    kept.forget_unused("pdf")
    kept.forget_unused("page-findings")
    for edition in settings.editions:
        stage.write(f"{settings.name}.{edition}.pdf", made[edition][0])
    return tuple(finding for edition in settings.editions for finding in made[edition][1])


def write_pages(stage: Stage, settings: Settings, bitext: Bitext, more: dict[str, Any]) -> None:
    """The pages for the screen with the files beside them, and the embed of the first edition."""
    for edition in settings.editions:
        page = f"{settings.name}.{edition}.html"
        stage.write(page, export_edition(bitext, edition, "html", **more))
        beside = export_files(bitext, edition, **more)
        if edition == settings.editions[0]:
            embed = export_embed(bitext, edition, page=page, **more)
            beside |= {f"embed/{name}": content for name, content in embed.items()}
        for name, content in beside.items():
            stage.write(name, content)


def _make_pages(bitext: Bitext, edition: Edition, more: dict[str, Any]) -> Pages:
    """The PDF of an edition, and what is wrong on its finished pages; ``page`` of a finding is the source's or None."""
    view = bitext_to_view(bitext, edition, more["settings"], more["assets"])
    pages = view_to_pages(view, more["theme"], more["settings"])
    shown = (_of_edition(finding, edition) for finding in check_pages(pages.data, view))
    return pages.data, (*shown, *(_complaint(said, edition) for said in pages.complaints))


def _complaint(said: str, edition: str) -> Finding:
    """What the typesetter complained about: a character without a glyph, a picture that cannot be drawn."""
    return Finding(
        "page-complaint",
        "wrong",
        f"{edition}.pdf: {said}. Look at the page; a font that has the character can be named in theme.yaml.",
        f"{edition}.pdf：{said}。请查看该页；缺字时可在 theme.yaml 中指定含该字的字体。",
    )


def _of_edition(finding: Finding, edition: str) -> Finding:
    """A page check counts the pages of its own PDF: the message says so, as page means the source's elsewhere."""
    return replace(
        finding,
        page=None,
        message=f"{edition}.pdf, p. {finding.page}: {finding.message}",
        message_zh=f"{edition}.pdf 第 {finding.page} 页：{finding.message_zh}",
    )


def _kept_pages(kept: Kept, key: str) -> Pages | None:
    content, found = kept.get("pdf", key), kept.get("page-findings", key)
    if content is None or found is None:
        return None
    return content, tuple(Finding(**row) for row in json.loads(found))


def _keep_pages(kept: Kept, key: str, pages: Pages) -> None:
    kept.put("pdf", key, pages[0])
    kept.put("page-findings", key, to_json([asdict(finding) for finding in pages[1]]))


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
    """The theme of a report: one of its own folder, or a shipped one."""
    own = settings.folder / settings.theme
    return load_theme(own if own.is_dir() else ROOT / "templates" / settings.theme)


def export_choices(settings: Settings, assets: Path, aids: Aids | None = None) -> dict[str, Any]:
    """What every exporter is told beside the bitext and the edition."""
    return {"theme": theme_of(settings), "settings": edition_settings(settings, aids), "assets": assets}
