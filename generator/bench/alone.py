"""The PDFs of a report and nothing else, in a process of their own: by our press, and by WeasyPrint at its plainest."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from generator.settings import Settings, load_settings


def plain_layout(given: str) -> None:
    """WeasyPrint alone on the HTML of a report: one layout, no tags, nothing kept."""
    from generator.exporters.pdf import shut_out_system_fonts

    shut_out_system_fonts()
    from generator.exporters.pages import KnownFiles, typesetter

    content = json.loads(Path(given).read_bytes())
    files = {address: Path(path) for address, path in content["files"].items()}
    typesetter.HTML(string=content["html"], url_fetcher=KnownFiles(files)).write_pdf()


def make_pdfs(folder: str, out: str, kept: str) -> None:
    """Make the PDFs of a report, ``with`` what the build in ``out`` kept or ``without``; print the seconds, and those of the processor before.

    They are those from the English to the bytes, the loading of the typesetter included and what is found on the finished
    pages left out. The build stays as it is.
    """
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "out"
        shutil.copytree(out, copy)
        press = _prepare(replace(load_settings(Path(folder)), out=copy))
        if kept == "without":
            shutil.rmtree(copy / ".kept")
        before, start = sum(os.times()[:4]), time.perf_counter()
        press()
        print(json.dumps([time.perf_counter() - start, before]))


def _prepare(settings: Settings) -> Callable[[], object]:
    """What is left to do for the PDFs when a build comes to them."""
    from generator.exporters.view import bitext_to_view
    from generator.pipeline.aids import make_aids
    from generator.pipeline.editions import edition_settings, theme_of
    from generator.pipeline.order import load_bitext
    from generator.pipeline.press import Press
    from generator.store import Kept, Stage

    bitext, shelf = load_bitext(settings)
    aids, _ = make_aids(Stage(settings.out), settings, bitext, shelf.glossary)
    theme, chosen = theme_of(settings), edition_settings(settings, aids)

    def press() -> None:
        assets = settings.out / "assets"
        views = {edition: bitext_to_view(bitext, edition, chosen, assets) for edition in settings.editions}
        with Press(Kept(settings.out)) as press:
            press.begin(views, theme, chosen)
            press.set_pages()

    return press


if __name__ == "__main__":
    if sys.argv[1] == "plain":
        plain_layout(*sys.argv[2:])
    else:
        make_pdfs(*sys.argv[2:])
