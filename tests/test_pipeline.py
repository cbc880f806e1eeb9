"""A report from end to end: what a build leaves, twice the same, and an edit followed through."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.errors import SettingsInvalid
from generator.memory import Memory, Pair
from generator.model import Cover, Place, Prose, Report, Translation
from generator.pipeline import order
from generator.pipeline.shelf import load_shelf, make_bitext
from generator.pipeline.standing import load_lock
from generator.records import coverage
from generator.settings import load_settings, with_overrides
from generator.store import sha256

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "reports" / "sample-2024"
SHARED = ROOT.parent / "shared" / "reports" / "winning-health-2024"


def quiet(english: str, chinese: str) -> None:
    """Say nothing."""


def build(folder: Path, out: Path, **more: Any) -> order.Build:
    settings = with_overrides(load_settings(folder), out=out, editions=("en",), **more)
    return order.build(settings, say=quiet)


def records(out: Path, name: str) -> Any:
    return json.loads((out / name).read_bytes())


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample report's folder, in a place of its own: a build leaves its lock of terms there."""
    folder = tmp_path_factory.mktemp("reports") / "sample-2024"
    folder.mkdir()
    for name in ("report.yaml", "source.pdf", "translations.yaml"):
        shutil.copy(SAMPLE / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def built(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    build(sample, out)
    return out


@pytest.mark.slow
def test_every_sentence_of_the_sample_has_english(built: Path) -> None:
    coverage = records(built, "build.json")["coverage"]
    assert coverage["awaiting"] == []
    assert set(coverage["origins"]) <= {"person", "rule"}


@pytest.mark.slow
def test_a_build_leaves_what_the_contract_says(built: Path) -> None:
    assert {path.name for path in built.iterdir()} >= {
        "content.json",
        "bitext.json",
        "findings.json",
        "findings.html",
        "build.json",
        "changes.json",
        "sample-2024.en.html",
        "sample-2024.en.pdf",
    }
    row = records(built, "bitext.json")["sentences"][0]
    assert {"id", "block", "source", "target", "origin", "state", "terms"} <= row.keys()
    blocks = records(built, "content.json")["blocks"]
    assert all({"id", "kind", "page"} <= block.keys() for block in blocks)
    assert {block["kind"] for block in blocks} >= {"cover", "toc", "heading", "paragraph", "table", "figure"}


@pytest.mark.slow
def test_building_twice_gives_the_same_bytes(sample: Path, built: Path, tmp_path: Path) -> None:
    build(sample, tmp_path)
    names = set(records(tmp_path, "build.json")["files"])
    assert names == set(records(built, "build.json")["files"])
    differing = [name for name in names if sha256(built / name) != sha256(tmp_path / name)]
    assert differing == []


@pytest.mark.slow
def test_a_build_with_nothing_to_do_does_nothing(sample: Path, built: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.rglob("*") if path.is_file()}
    assert not build(sample, built).fresh
    assert {path: path.stat().st_mtime_ns for path in before} == before


@pytest.mark.slow
def test_an_edit_of_the_glossary_follows_through_and_back(sample: Path, built: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(built, out)
    glossary = tmp_path / "edit.yaml"
    glossary.write_text(
        "terms:\n  - zh: 监事会\n    en: Board of Supervisors\n    domain: governance\n    source: an edit\n",
        encoding="utf-8",
    )
    build(sample, out, glossary=(glossary,))
    changes = records(out, "changes.json")["changes"]
    assert changes
    assert {change["cause"] for change in changes} == {"term"}
    assert all("监事会" in change["source"] for change in changes)
    before = {row["id"]: row["target"] for row in records(built, "bitext.json")["sentences"]}
    after = {row["id"]: row["target"] for row in records(out, "bitext.json")["sentences"]}
    assert {id for id in before if before[id] != after[id]} == {change["sentence"] for change in changes}
    proof = records(out, "build.json")["against_the_build_before"]
    assert proof["because"] == proof["moved"] == []
    assert proof["sentences"]["changed"] == len(changes)
    assert 0 < proof["pages"]["sample-2024.en.html"]["changed"] <= len(changes)
    build(sample, out)
    assert sha256(out / "bitext.json") == sha256(built / "bitext.json")
    assert sha256(out / "sample-2024.en.pdf") == sha256(built / "sample-2024.en.pdf")


@pytest.mark.slow
def test_what_moved_without_a_reason_is_a_finding(sample: Path, built: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(built, out)
    heading = next(b["id"] for b in records(out, "content.json")["blocks"] if b["kind"] == "heading")
    page = out / "sample-2024.en.html"
    page.write_text(page.read_text(encoding="utf-8").replace(f'id="{heading}"', f'id="{heading}" lang="la"'))
    build(sample, out)
    found = [row for row in records(out, "findings.json")["findings"] if row["check"] == "unexplained-change"]
    assert [heading in row["message"] for row in found] == [True]
    assert records(out, "build.json")["against_the_build_before"]["moved"] == [
        {"what": heading, "where": "sample-2024.en.html"}
    ]
    assert heading in (out / "changes.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_plan_says_what_the_build_does(sample: Path, built: Path, tmp_path: Path) -> None:
    glossary = tmp_path / "edit.yaml"
    glossary.write_text(
        "terms:\n  - zh: 监事会\n    en: Board of Supervisors\n    domain: governance\n    source: an edit\n",
        encoding="utf-8",
    )
    settings = with_overrides(load_settings(sample), out=built, glossary=(glossary,))
    planned = order.plan_changes(settings).changes
    assert planned
    assert all("监事会" in change.source for change in planned)
    assert all("Board of Supervisors" in (change.after or "") for change in planned)


def test_a_source_in_traditional_characters_finds_glossary_and_memory() -> None:
    settings = load_settings(SAMPLE)
    place = Place(1, (0, 0, 1, 1))
    source = "公司監事會由3名監事組成。"
    report = Report("a.pdf", "0", 1, "", "", (Prose("p", "paragraph", source, (place,)),), traditional=True)
    shelf = load_shelf(settings, report)
    known = Memory([Pair("公司监事会由3名监事组成。", "The Supervisory Committee has 3 members.", "m:1")])
    bitext = make_bitext(report, replace(shelf, memory=known))
    found: Translation = bitext.translation_of(bitext.sentences[0])
    assert found.origin == "memory"
    assert found.terms["監事會"] == "Supervisory Committee"


def test_the_name_and_the_title_of_report_yaml_are_a_persons_english(tmp_path: Path) -> None:
    (tmp_path / "source.pdf").write_bytes(b"")
    (tmp_path / "report.yaml").write_text(
        "company: 山禾能源股份有限公司\ncompany_en: Shanhe Energy Co., Ltd.\ntitle_en: Sunlight, Shared\n",
        "utf-8",
    )
    cover = Cover("c", ("共享阳光", "山禾能源股份有限公司"), Place(1, (0, 0, 1, 1)))
    report = Report("a.pdf", "0", 1, "共享阳光", "", (cover,))
    settings = load_settings(tmp_path)
    bitext = make_bitext(report, load_shelf(settings, report))
    found = [bitext.translation_of(sentence) for sentence in bitext.sentences]
    assert [(one.target, one.origin) for one in found] == [
        ("Sunlight, Shared", "person"),
        ("Shanhe Energy Co., Ltd.", "person"),
    ]
    written = "- source: 共享阳光\n  target: Sharing the Sun\n"
    (tmp_path / "translations.yaml").write_text(written, "utf-8")
    bitext = make_bitext(report, load_shelf(settings, report))
    assert bitext.translation_of(bitext.sentences[0]).target == "Sharing the Sun"


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the real report lies in ../shared, which is not here")
def test_the_real_report_has_english_throughout(tmp_path: Path) -> None:
    settings = with_overrides(
        load_settings(SHARED / "source.pdf"), out=tmp_path, memory=(SHARED / "memory.tmx",)
    )
    bitext, _ = order.load_bitext(settings)
    covered = coverage(bitext)
    assert covered["translated"] >= covered["sentences"] * 0.99


@pytest.mark.slow
def test_the_plan_names_where_the_report_says_a_new_term_otherwise(
    sample: Path, built: Path, tmp_path: Path
) -> None:
    glossary = tmp_path / "new.yaml"
    glossary.write_text(
        "terms:\n  - zh: 廉洁教育活动\n    en: probity education event\n    domain: governance\n    source: an edit\n",
        encoding="utf-8",
    )
    settings = with_overrides(load_settings(sample), out=built, glossary=(glossary,))
    plan = order.plan_changes(settings)
    assert not plan.changes
    assert {finding.check for finding in plan.findings} == {"terms-used"}
    assert all("probity education event" in finding.message for finding in plan.findings)
    assert not order.plan_changes(with_overrides(load_settings(sample), out=built)).findings


@pytest.mark.parametrize("content", ["{", "[1]", "5"])
def test_a_damaged_lock_of_the_terms_is_told_and_not_taken_for_none(tmp_path: Path, content: str) -> None:
    folder = tmp_path / "acme"
    shutil.copytree(SAMPLE, folder)
    (folder / "terms.lock.json").write_text(content)
    with pytest.raises(SettingsInvalid, match=r"terms\.lock\.json"):
        load_lock(load_settings(folder))
