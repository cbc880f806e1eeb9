"""What a build is made from: every file that it reads moves its key, and nothing else does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.pipeline.inputs import input_parts
from generator.pipeline.standing import build_key
from generator.settings import Settings, load_settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A report of this year with a theme of its own, a glossary from elsewhere, and last year's report."""
    folder, before = tmp_path / "report-2025", tmp_path / "report-2024"
    for place in (folder / "house", before, tmp_path / "terms"):
        place.mkdir(parents=True)
    for path in (
        folder / "source.pdf",
        folder / "translations.yaml",
        before / "source.pdf",
        before / "translations.yaml",
    ):
        path.write_bytes(b"")
    (folder / "house" / "print.css").write_text("")
    (tmp_path / "terms" / "terms.yaml").write_text("")
    (folder / "terms.yaml").write_text("")
    (folder / "report.yaml").write_text(
        "theme: house\nprevious: ../report-2024\nglossary: [terms.yaml, ../terms/terms.yaml]\n"
    )
    return load_settings(folder)


@pytest.mark.parametrize(
    "name",
    ["source.pdf", "translations.yaml", "corrections.yaml", "decisions.yaml", "terms.yaml", "../terms/terms.yaml",
     "house/print.css", "house/screen.css", "../report-2024/source.pdf", "../report-2024/translations.yaml"],
)  # fmt: skip
def test_every_file_of_the_report_moves_the_key(settings: Settings, name: str) -> None:
    before = build_key(input_parts(settings), None)
    (settings.folder / name).write_bytes(b"other")
    assert build_key(input_parts(settings), None) != before


def test_two_files_of_one_name_stand_apart(settings: Settings) -> None:
    names = [name for name in input_parts(settings) if name.endswith("terms.yaml")]
    names = [name for name in names if not name.startswith("glossary/")]
    assert len(names) == 2


def test_settings_and_lock_move_the_key_and_a_file_beside_does_not(settings: Settings) -> None:
    parts = input_parts(settings)
    assert input_parts(replace(settings, layout="stacked")) != parts
    assert build_key(parts, {"sentences": {}}) != build_key(parts, None)
    (settings.folder / "notes.txt").write_text("a person's own")
    assert input_parts(settings) == parts
