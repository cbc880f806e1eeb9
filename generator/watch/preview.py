"""The pages of a report as the next build will make them, without their PDFs."""

from __future__ import annotations

from generator.followup import follow_glossary
from generator.pipeline.aids import make_aids
from generator.pipeline.before import recall_drafts
from generator.pipeline.editions import write_pages
from generator.pipeline.reading import look_at_source
from generator.pipeline.shelf import load_shelf, make_bitext
from generator.pipeline.standing import load_lock, save_lock
from generator.settings import Settings
from generator.store import Stage


class _Shown(Stage):
    """A stage that keeps in memory what is written to it; the pictures are those of the build before."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings.out)
        self.path = settings.out
        self.pages: dict[str, bytes] = {}

    def write(self, name: str, content: bytes) -> None:
        self.pages[name] = content


def make_preview(settings: Settings) -> dict[str, bytes]:
    """Name → content of the pages of every edition, and of what lies beside them.

    As a build would, it writes the lock of the terms: the build that follows may be ended by the next save, and an
    edit of the glossary is followed from what was asked before it.
    """
    report, _ = look_at_source(settings, None)
    shelf = load_shelf(settings, report)
    bitext = recall_drafts(make_bitext(report, shelf), settings)
    followed = follow_glossary(bitext, load_lock(settings), shelf.glossary)
    bitext = followed.bitext
    shown = _Shown(settings)
    aids, _ = make_aids(shown, settings, bitext, shelf.glossary)
    write_pages(shown, settings, bitext, aids)
    save_lock(settings, followed.lock)
    return shown.pages
