"""report.yaml: what a person may write wrongly is told with the key, in both languages, and never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import SettingsInvalid
from generator.pipeline.editions import theme_of
from generator.settings import load_settings


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("name: [a, b]", "name"),
        ("name: ../../elsewhere", "name"),
        ("name: 报告/甲", "name"),
        ("name: .hidden", "name"),
        ("title: {a: b}", "title"),
        ("source: [x]", "source"),
        ("theme: [a]", "theme"),
        ("previous: [a]", "previous"),
        ("editions: [{a: b}]", "editions"),
        ("editions: []", "editions"),
        ("glossary: [{a: b}]", "glossary"),
        ("key_figures: [{a: b}]", "key_figures"),
        ("key_figures: 营业收入", "key_figures"),
        ("price: 3", "price"),
        ("parallel: many", "parallel"),
        ("site: www.example.com", "site"),
        ("titel: 报告", "title"),
        ("unheard: 报告", "unheard"),
        ("editions: en-zh", "editions: [en-zh]"),
        ("profile: nope", "profile"),
        ("memory: [{file: last.tmx, weight: 3}]", "memory"),
        ("penalties: {machines: 15}", "machines"),
    ],
)
def test_a_wrong_value_is_told_with_its_key(tmp_path: Path, said: str, key: str) -> None:
    (tmp_path / "report.yaml").write_text(f"# our report\ncompany: 汀澜\n{said}\n", encoding="utf-8")
    with pytest.raises(SettingsInvalid) as told:
        load_settings(tmp_path)
    assert f"'{key}'" in told.value.message
    assert key in told.value.message_zh
    for message in (told.value.message, told.value.message_zh):
        assert "report.yaml:3" in message


def test_a_key_without_a_value_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    folder = tmp_path / "汀澜 2024"
    folder.mkdir()
    (folder / "report.yaml").write_text(
        "name:\nsource:\ntheme:\neditions:\nlayout:\nprevious:\nmemory:\n", encoding="utf-8"
    )
    settings = load_settings(folder)
    assert (settings.name, settings.source, settings.theme) == (folder.name, folder / "source.pdf", "classic")


def test_a_word_file_is_the_source_where_no_pdf_is(tmp_path: Path) -> None:
    (tmp_path / "source.docx").touch()
    assert load_settings(tmp_path).source.name == "source.docx"
    (tmp_path / "source.pdf").touch()
    assert load_settings(tmp_path).source.name == "source.pdf"


def test_a_price_is_taken(tmp_path: Path) -> None:
    (tmp_path / "report.yaml").write_text(
        "price:\n  currency: CNY\n  million_characters: 60\n", encoding="utf-8"
    )
    assert load_settings(tmp_path).price == {"currency": "CNY", "million_characters": "60"}


@pytest.mark.parametrize(
    "named", ["nope", "review"]
)  # templates/review holds the team's pages and is no theme
def test_a_theme_that_is_not_there_is_told_with_those_that_are(tmp_path: Path, named: str) -> None:
    (tmp_path / "report.yaml").write_text(f"theme: {named}\n", encoding="utf-8")
    with pytest.raises(SettingsInvalid) as told:
        theme_of(load_settings(tmp_path))
    for message in (told.value.message, told.value.message_zh):
        assert named in message
        assert "classic" in message


def test_a_theme_of_the_folder_comes_before_a_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "report.yaml").write_text("theme: vermilion\n", encoding="utf-8")
    assert theme_of(load_settings(tmp_path)).name == "Vermilion"
    (tmp_path / "vermilion").mkdir()
    (tmp_path / "vermilion" / "theme.yaml").write_text("name: Ours\n", encoding="utf-8")
    assert theme_of(load_settings(tmp_path)).name == "Ours"
