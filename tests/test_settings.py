"""report.yaml: what a person may write wrongly is told with the key, in both languages, and never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import SettingsInvalid
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
        ("titel: 报告", "titel"),
    ],
)
def test_a_wrong_value_is_told_with_its_key(tmp_path: Path, said: str, key: str) -> None:
    (tmp_path / "report.yaml").write_text(said + "\n", encoding="utf-8")
    with pytest.raises(SettingsInvalid) as told:
        load_settings(tmp_path)
    assert f"'{key}'" in told.value.message
    assert key in told.value.message_zh


def test_a_key_without_a_value_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    folder = tmp_path / "汀澜 2024"
    folder.mkdir()
    (folder / "report.yaml").write_text(
        "name:\nsource:\ntheme:\neditions:\nlayout:\nprevious:\nmemory:\n", encoding="utf-8"
    )
    settings = load_settings(folder)
    assert (settings.name, settings.source, settings.theme) == (folder.name, folder / "source.pdf", "classic")


def test_a_price_is_taken(tmp_path: Path) -> None:
    (tmp_path / "report.yaml").write_text(
        "price:\n  currency: CNY\n  million_characters: 60\n", encoding="utf-8"
    )
    assert load_settings(tmp_path).price == {"currency": "CNY", "million_characters": "60"}
