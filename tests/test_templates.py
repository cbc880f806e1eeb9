"""A template is compiled once for as long as it says the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment

from generator.exporters.templates import open_templates


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "theme"
    folder.mkdir()
    (folder / "page.html.j2").write_text("<p>{{ said }}</p>", encoding="utf-8")
    return folder


def page(folder: Path, cache: Path) -> str:
    """The page as another process makes it."""
    open_templates.cache_clear()
    return open_templates(folder, cache=cache).get_template("page.html.j2").render(said="A & B")


def test_what_was_compiled_is_not_compiled_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = page(folder, tmp_path / "kept")
    assert made == "<p>A &amp; B</p>"
    monkeypatch.setattr(Environment, "compile", None)
    assert page(folder, tmp_path / "kept") == made


def test_a_template_that_changed_is_compiled_again(folder: Path, tmp_path: Path) -> None:
    page(folder, tmp_path / "kept")
    (folder / "page.html.j2").write_text("<b>{{ said }}</b>", encoding="utf-8")
    assert page(folder, tmp_path / "kept") == "<b>A &amp; B</b>"


def test_what_was_damaged_or_cannot_be_kept_is_compiled(folder: Path, tmp_path: Path) -> None:
    made = page(folder, tmp_path / "kept")
    for path in (tmp_path / "kept").glob("*/*"):
        path.write_bytes(path.read_bytes()[:-9])
    assert page(folder, tmp_path / "kept") == made
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert page(folder, tmp_path / "file") == made
