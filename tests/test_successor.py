"""Next year's folder from last year's: what carries over, what does not, and that nothing is overwritten."""

from __future__ import annotations

import re
import shlex
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generator.__main__ import main
from generator.errors import WrongUse
from generator.exchange import read_pairs
from generator.model import Bitext, Report
from generator.pipeline.history import load_final
from generator.pipeline.standing import LOCK
from generator.pipeline.successor import approved_pairs, find_years, make_successor, move_year
from generator.settings import load_settings
from generator.translations import load_translations

EMPTY = Bitext(Report("source.pdf", "0" * 64, 0, "", "", ()), (), (), {})
SAMPLE = Path(__file__).resolve().parent.parent / "reports" / "sample-2024"


@pytest.fixture(scope="module")
def last(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Last year's folder with all that a team may have put there."""
    folder = tmp_path_factory.mktemp("reports") / "acme-2024"
    folder.mkdir()
    for name in ("source.pdf", "translations.yaml", LOCK):
        shutil.copyfile(SAMPLE / name, folder / name)
    words = (
        (SAMPLE / "report.yaml")
        .read_text(encoding="utf-8")
        .replace("name: sample-2024\n", "name: acme-2024\n")
    )
    more = "theme: own  # ours\nmemory: [tm/old.tmx]\nglossary: [terms.yaml]\nlayout: stacked\n"
    (folder / "report.yaml").write_text(words + more, encoding="utf-8")
    (folder / "own").mkdir()
    shutil.copyfile(
        SAMPLE.parent.parent / "templates" / "vermilion" / "theme.yaml", folder / "own" / "theme.yaml"
    )
    (folder / "corrections.yaml").write_text("- block: 公司治理\n  level: 2\n", encoding="utf-8")
    (folder / "decisions.yaml").write_text(
        "- {check: claims-kept, source: 公司第一。, reason: yes, by: Li, date: 2025-04-01}\n",
        encoding="utf-8",
    )
    (folder / "terms.yaml").write_text("terms: []\n", encoding="utf-8")
    (folder / "tm").mkdir()
    (folder / "tm" / "old.tmx").write_text(
        '<tmx version="1.4"><header/><body><tu><tuv xml:lang="zh"><seg>旧句。</seg></tuv>'
        '<tuv xml:lang="en"><seg>An old one.</seg></tuv></tu></body></tmx>',
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="module")
def made(last: Path) -> Path:
    folder = last.parent / "acme-2025"
    assert (
        main(["new", str(folder), "--from", str(last), "--source", str(SAMPLE / "source.pdf"), "--quiet"])
        == 0
    )
    return folder


def test_the_settings_carry_over_with_the_year_moved_on(last: Path, made: Path) -> None:
    settings, before = load_settings(made), load_settings(last)
    assert settings.name == "acme-2025"
    assert (settings.year, settings.title) == ("2025", "2025年度社会责任报告")
    assert settings.title_en == "2025 Corporate Social Responsibility Report"
    for key in ("company", "company_en", "stock_code", "profile", "editions", "style", "layout", "theme"):
        assert getattr(settings, key) == getattr(before, key), key
    assert settings.previous is not None
    assert settings.previous.resolve() == last
    assert [path.resolve() for path in settings.glossary] == [last / "terms.yaml"]
    assert [path.resolve() for path in settings.memory] == [made / "memory.tmx", last / "tm" / "old.tmx"]
    assert "# ours" in (made / "report.yaml").read_text(encoding="utf-8")


def test_what_is_copied_and_what_is_not(last: Path, made: Path) -> None:
    names = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    assert names == {"report.yaml", "memory.tmx", "source.pdf", "decisions.yaml", "own/theme.yaml", LOCK}
    assert (made / "source.pdf").read_bytes() == (SAMPLE / "source.pdf").read_bytes()


def test_the_memory_is_what_people_approved(last: Path, made: Path) -> None:
    pairs = read_pairs(made / "memory.tmx")
    written = {
        (pair.source.strip(), pair.target.strip()) for pair in load_translations(last / "translations.yaml")
    }
    assert len(pairs) > 350
    assert {(pair.source, pair.target) for pair in pairs} <= written
    assert {pair.state for pair in pairs} == {"reviewed"}
    assert sum(bool(pair.before or pair.after) for pair in pairs) > 0.9 * len(pairs)


def test_the_same_report_again_is_wholly_known(made: Path) -> None:
    """This year's source is last year's here: all comes out of the memory or by rule, but the name in report.yaml."""
    settings = load_settings(made)
    bitext = load_final(settings, None)
    origins = {
        bitext.translation_of(one).origin for one in bitext.sentences if one.source != settings.company
    }
    assert origins == {"memory", "rule"}


def test_nothing_is_ever_overwritten(made: Path, last: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in made.rglob("*") if path.is_file()}
    assert main(["new", str(made), "--from", str(last), "--quiet"]) == 2
    said = capsys.readouterr().err
    assert "is there already" in said
    assert "已存在" in said
    assert before == {path: path.read_bytes() for path in made.rglob("*") if path.is_file()}


def test_a_source_that_no_build_could_read_makes_no_folder(
    last: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "this year.pdf"
    source.write_text("a letter, not a report", encoding="utf-8")
    assert main(["new", str(tmp_path / "next"), "--from", str(last), "--source", str(source)]) == 2
    said = capsys.readouterr().err
    assert "is not a PDF" in said
    assert "不是 PDF" in said
    assert not (tmp_path / "next").exists()


def test_the_next_command_can_be_pasted(
    last: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "next year"
    assert main(["new", str(made), "--from", str(last), "--quiet"]) == 0
    command = next(line for line in capsys.readouterr().err.splitlines() if line.startswith("./duizhao"))
    assert shlex.split(command) == ["./duizhao", "build", str(made)]


def test_it_says_what_it_did_and_what_to_do_next(
    last: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path / "next"), "--from", str(last), "--quiet"]) == 0
    said = capsys.readouterr().err
    for words in (
        "corrections.yaml was not carried over",
        "corrections.yaml 未沿用",
        "source.pdf",
        "duizhao build",
        "下一步",
    ):
        assert words in said
    assert load_settings(tmp_path / "next").year == "2025"
    assert not (tmp_path / "next" / "source.pdf").exists()


def test_a_draft_that_nobody_read_is_no_memory(last: Path) -> None:
    settings = load_settings(last)
    bitext = load_final(settings, None)
    drafts = {
        id: replace(found, origin="engine:x", state="initial") if found.origin == "person" else found
        for id, found in bitext.translations.items()
    }
    assert approved_pairs(replace(bitext, translations=drafts)) == ()


@pytest.mark.parametrize(
    ("folder", "years"), [("acme-2025", (2024, 2025)), ("acme-2026", (2024, 2026)), ("acme", (2024, 2025)), ("2019", (2024, 2025))]
)  # fmt: skip
def test_the_year(last: Path, folder: str, years: tuple[int, int]) -> None:
    assert find_years(load_settings(last), Path(folder)) == years


def test_a_year_is_moved_as_a_number_of_its_own() -> None:
    assert move_year("2024年度报告 No. 120245", (2024, 2025)) == "2025年度报告 No. 120245"


def test_a_report_without_settings_has_no_successor(tmp_path: Path) -> None:
    shutil.copyfile(SAMPLE / "source.pdf", tmp_path / "source.pdf")
    settings = load_settings(tmp_path / "source.pdf")
    with pytest.raises(WrongUse, match=re.escape("report.yaml")):
        make_successor(settings, EMPTY, tmp_path / "new", None)
    assert not (tmp_path / "new").exists()


def test_a_first_report_gets_a_folder_that_builds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "澜屿 2024"
    assert main(["new", str(folder), "--source", str(SAMPLE / "source.docx"), "--quiet"]) == 0
    said = capsys.readouterr().err
    settings = load_settings(folder)
    assert settings.source.read_bytes() == (SAMPLE / "source.docx").read_bytes()
    assert settings.year == "2024"
    assert f"./duizhao build {shlex.quote(str(folder))}" in said
    assert main(["new", str(folder), "--source", str(SAMPLE / "source.docx"), "--quiet"]) == 2


def test_without_last_year_the_source_must_be_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path / "first")]) == 2
    assert "--source" in capsys.readouterr().err
    assert not (tmp_path / "first").exists()
