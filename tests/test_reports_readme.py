"""reports/README.md: whoever follows it to the letter writes files that are taken."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from generator.checks import CHECKS
from generator.checks.decisions import load_decisions
from generator.errors import SettingsInvalid
from generator.exporters import load_theme
from generator.reader.corrections import entries_to_corrections
from generator.settings import Settings, load_settings
from generator.store import load_yaml
from generator.translations import load_translations

README = (Path(__file__).resolve().parents[1] / "reports" / "README.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"```yaml\n# ([\w/]+\.yaml)[^\n]*\n(.*?)```", README, re.DOTALL))


def written(folder: Path, name: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(EXAMPLES[name], encoding="utf-8")
    return path


def test_the_translations_are_taken(tmp_path: Path) -> None:
    pairs = load_translations(written(tmp_path, "translations.yaml"))
    assert [pair.target for pair in pairs] == ["The Company held three general meetings.", "Other income"]


def test_the_corrections_are_taken(tmp_path: Path) -> None:
    entries, lines = load_yaml(written(tmp_path, "corrections.yaml"))
    assert len(entries_to_corrections(entries, lines, "corrections.yaml")) == 6


def test_the_decisions_are_taken(tmp_path: Path) -> None:
    decisions = load_decisions(written(tmp_path, "decisions.yaml"))
    assert {one.check for one in decisions} <= {check.id for check in CHECKS}


def test_the_theme_is_taken(tmp_path: Path) -> None:
    theme = load_theme(written(tmp_path, "house/theme.yaml").parent)
    assert (theme.name, theme.colours["accent"]) == ("Tinglan", "#0b6e8a")


def test_every_setting_has_its_line_and_no_other(tmp_path: Path) -> None:
    table = README.split("## report.yaml")[1].split("\n## ")[0]
    named = {
        key for keys in re.findall(r"^\| (`[^|]+)\|", table, re.MULTILINE) for key in re.findall(r"\w+", keys)
    }
    (tmp_path / "report.yaml").write_text(
        "".join(f"{key}: {{a: b}}\n" for key in sorted(named)), encoding="utf-8"
    )
    with pytest.raises(SettingsInvalid) as told:
        load_settings(tmp_path)
    assert not re.findall(r": '\w+' is not known", told.value.message)
    made_of_others = {"folder", "out", "style", "file_penalties"}
    assert {field.name for field in fields(Settings)} - made_of_others <= named
