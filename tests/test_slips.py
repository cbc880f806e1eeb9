"""What the system and the YAML parser say reaches nobody as it is: each slip with its line, in both languages."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest

from generator.errors import GlossaryInvalid, SettingsInvalid, system_reason
from generator.store import load_yaml
from generator.terms import load_glossary

SLIPS = [
    ("theme: classic\n  name: a\n", 2, "same column"),
    ("price:\n\tcurrency: CNY\n", 2, "tab"),
    ("- source: x\n\ttarget: y\n", 2, "tab"),
    ("title: Report: 2024\n", 1, "quotes"),
    ('title: "Report\nyear: 2024\n', 1, "not closed"),
    ("title: 'Report\nyear: 2024\n", 1, "not closed"),
    ("memory:\n  - a.tmx\n b: c\n", 3, "too far"),
    ("- source: x\n target: y\n", 2, "too far"),
    ("- source: x\ntarget: y\n", 2, "'- '"),
    ("memory: [a, b\nyear: 2024\n", 1, "[ ]"),
    ("price: {a: b\nyear: 2024\n", 1, "{ }"),
    ("title: @here\n", 1, "cannot begin"),
    ("title: *\n", 1, "cannot begin"),
    ("title: *star\n", 1, "cannot begin"),
    ("title: |x\n y\n", 1, "cannot begin"),
    ("name: a\nyear\ntitle: b\n", 2, "lacks its ': '"),
    ("name：甲\nyear: 2024\n", 1, "full-width colon"),
    ("name: a\n- source：甲\n", 2, "full-width colon"),
    ('source: "C:\\Users\\x.pdf"\n', 1, "single"),
    ("name: a\n---\nyear: 2024\n", 2, "---"),
    ("name: a\ntitle: b\x07\n", 2, "cannot be seen"),
    ("[a]: b\n", 1, "key"),
    ("memory: - a.tmx\n", 1, "line of its own"),
    ("title: ]\n", 1, "bracket"),
    ("a: &x [*x]\n", 1, "circle"),
    ("name: a\nyear: 2024\nname: b\n", 3, "line 1 already"),
    ("price: {currency: CNY, currency: USD}\n", 1, "line 1 already"),
    ("- source: x\n  target: y\n- source: z\n  target: a\n  target: b\n", 5, "line 4 already"),
]


def foreign_words(chinese: str) -> list[str]:
    """English that stands in a Chinese message, but for keys and file names."""
    return re.findall(r"[A-Za-z]+ [A-Za-z]+", chinese)


@pytest.mark.parametrize(("text", "line", "says"), SLIPS, ids=range(len(SLIPS)))
def test_a_slip_is_told_with_its_line_in_both_languages(
    tmp_path: Path, text: str, line: int, says: str
) -> None:
    path = tmp_path / "report.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsInvalid) as told:
        load_yaml(path)
    assert told.value.message.startswith(f"report.yaml:{line}: ")
    assert says in told.value.message
    assert told.value.message_zh.startswith(f"report.yaml:{line}：")
    assert not foreign_words(told.value.message_zh)


def test_all_repeated_keys_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "report.yaml"
    path.write_text("a: 1\nb: {c: 1, c: 2}\na: 2\n", encoding="utf-8")
    with pytest.raises(SettingsInvalid) as told:
        load_yaml(path)
    assert [row.split(": ")[0] for row in told.value.message.splitlines()] == [
        "report.yaml:2",
        "report.yaml:3",
    ]


@pytest.mark.parametrize("text", ["a: 1\nb:\n  a: 2\n", "- a: 1\n- a: 1\n", "a: &x {b: 1}\nc: *x\n"])
def test_the_same_key_in_another_place_is_no_slip(tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.yaml"
    path.write_text(text, encoding="utf-8")
    assert load_yaml(path)[0]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_windows_files_are_read_as_others(tmp_path: Path, end: str, mark: str) -> None:
    path = tmp_path / "report.yaml"
    path.write_bytes(f"{mark}name: 甲{end}year: '2024'{end}".encode())
    assert load_yaml(path)[0] == {"name": "甲", "year": "2024"}


def test_a_glossary_file_that_has_its_terms_twice_is_told(tmp_path: Path) -> None:
    path = tmp_path / "g.yaml"
    entry = "terms:\n- {id: a, zh: 董事会, en: Board, domain: governance, source: [x]}\n"
    path.write_text(entry + entry.replace("董事会", "监事会").replace("id: a", "id: b"), encoding="utf-8")
    with pytest.raises(GlossaryInvalid, match=r"g.yaml:3: 'terms' stands twice"):
        load_glossary([path])


@pytest.mark.parametrize(
    "number", [errno.ENOENT, errno.EACCES, errno.EROFS, errno.ENOSPC, errno.EISDIR, errno.ENOTDIR]
)
def test_what_the_system_says_is_said_in_chinese(number: int) -> None:
    english, chinese = system_reason(OSError(number, os.strerror(number)))
    assert english != os.strerror(number)
    assert not re.search("[A-Za-z]", chinese)


def test_a_number_of_another_library_is_not_taken_for_the_systems() -> None:
    english, chinese = system_reason(OSError(errno.EPERM, "certificate verify failed"))
    assert "certificate verify failed" in english
    assert chinese == "系统提示：certificate verify failed"
