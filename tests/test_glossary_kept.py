"""What was read of the glossary's files is kept for the next build, and is never more than an aid."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import GlossaryInvalid
from generator.terms import glossary, load_glossary


def test_a_glossary_that_was_read_before_is_the_same_whatever_became_of_what_was_kept(tmp_path: Path) -> None:
    folder, kept = tmp_path / "glossary", tmp_path / "kept"
    folder.mkdir()
    entry = "terms:\n  - zh: 水务局\n    en: {}\n    domain: governance\n    source: house\n    match: {{whole: true}}\n"

    def english() -> list[str]:
        glossary._read_file.cache_clear()
        read = load_glossary([folder], kept)
        assert read == load_glossary([folder])
        return [term.en for term in read.entries]

    (folder / "water.yaml").write_text(entry.format("Water Bureau"), encoding="utf-8")
    assert english() == english() == ["Water Bureau"]
    place = kept / "water.json"
    sound = place.read_bytes()
    for damage in (b"", sound[:-9], sound.replace(b"Water", b"Wader"), b"\xff\n[]"):
        place.write_bytes(damage)
        assert english() == ["Water Bureau"]
        assert place.read_bytes() == sound
    (folder / "water.yaml").write_text(entry.format("Water Authority"), encoding="utf-8")
    assert english() == ["Water Authority"]
    assert [path.name for path in kept.iterdir()] == ["water.json"]


def test_what_was_kept_of_a_glossary_spares_reading_its_yaml(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, kept = tmp_path / "glossary", tmp_path / "kept"
    folder.mkdir()
    (folder / "water.yaml").write_text(
        "terms:\n  - {zh: 水务局, en: Water Bureau, domain: governance, source: house}\n", encoding="utf-8"
    )
    made = load_glossary([folder], kept)
    glossary._read_file.cache_clear()
    monkeypatch.setattr(glossary, "read_written", lambda path: pytest.fail(f"{path} was read again"))
    assert load_glossary([folder], kept) == made


def test_faults_are_told_each_time_and_a_place_that_cannot_be_written_is_none(tmp_path: Path) -> None:
    folder = tmp_path / "glossary"
    folder.mkdir()
    (folder / "water.yaml").write_text(
        "terms:\n  - zh: 水务局\n    domain: governance\n    source: house\n", encoding="utf-8"
    )
    for _ in range(2):
        glossary._read_file.cache_clear()
        with pytest.raises(GlossaryInvalid):
            load_glossary([folder], tmp_path / "kept")
    (folder / "water.yaml").write_text(
        "terms:\n  - {zh: 水务局, en: Water Bureau, domain: governance, source: house}\n", encoding="utf-8"
    )
    (tmp_path / "file").write_bytes(b"")
    assert len(load_glossary([folder], tmp_path / "file" / "kept").entries) == 1
