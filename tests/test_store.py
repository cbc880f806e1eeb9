"""The store: what a build leaves is whole, and a build that fails leaves what was there."""

from __future__ import annotations

import errno
import json
import os
import random
import subprocess
import sys
import time
from contextlib import nullcontext
from pathlib import Path

import pytest

from generator import store
from generator.errors import ChangedMeanwhile, EnvironmentLacking, SettingsInvalid
from generator.store import Kept, load_yaml, open_stage, to_json


def test_files_appear_when_the_build_is_done(tmp_path: Path) -> None:
    with open_stage(tmp_path / "out") as stage:
        stage.write("embed/page.html", b"new")
        assert not (tmp_path / "out" / "embed").exists()
    assert (tmp_path / "out" / "embed" / "page.html").read_bytes() == b"new"
    assert not (tmp_path / "out" / ".building").exists()


def test_a_fault_leaves_the_earlier_files(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"earlier")
    with pytest.raises(ValueError, match="fault"), open_stage(tmp_path) as stage:
        stage.write("a.pdf", b"half")
        raise ValueError("fault")
    assert (tmp_path / "a.pdf").read_bytes() == b"earlier"
    assert not (tmp_path / ".building").exists()


def test_two_builds_at_once(tmp_path: Path) -> None:
    with open_stage(tmp_path):
        code = (
            "import sys; from pathlib import Path; from generator.store import open_stage\n"
            "from generator.errors import ChangedMeanwhile\n"
            "try:\n    open_stage(Path(sys.argv[1])).__enter__()\nexcept ChangedMeanwhile: sys.exit(7)"
        )
        run = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)], cwd=store.__file__.rsplit("/", 2)[0]
        )
    assert run.returncode == 7


@pytest.mark.parametrize(
    ("number", "says"), [(errno.ENOSPC, "disk is full"), (errno.EROFS, "cannot be written")]
)
def test_disk_faults_are_said(tmp_path: Path, number: int, says: str) -> None:
    with pytest.raises(EnvironmentLacking, match=says), open_stage(tmp_path):
        raise OSError(number, os.strerror(number), "a.pdf")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_really_full_disk(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentLacking, match="disk is full"), open_stage(tmp_path) as stage:
        (stage.path / "a.pdf").symlink_to("/dev/full")
        stage.write("a.pdf", b"x")


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(EnvironmentLacking, match="cannot be written"), open_stage(tmp_path / "out"):
        pass


def test_the_lock_is_free_again_after_a_fault(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="fault"), open_stage(tmp_path):
            raise ValueError("fault")
    with open_stage(tmp_path):
        pass


def test_yaml_values_stay_strings_and_lines_are_known(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("- on: no\n- 2024-01-01\n", encoding="utf-8")
    assert load_yaml(path) == ([{"on": "no"}, "2024-01-01"], [1, 2])


def test_yaml_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("- 董事会".encode("gbk"))
    with pytest.raises(SettingsInvalid, match="UTF-8"):
        load_yaml(path)


def test_changed_meanwhile_is_an_environment_fault() -> None:
    assert ChangedMeanwhile.exit_code == 3


def test_what_is_kept_is_found_again_and_the_unused_is_dropped(tmp_path: Path) -> None:
    first = Kept(tmp_path)
    first.put("read", "k1", b"one")
    first.put("read", "k2", b"two")
    second = Kept(tmp_path)
    assert second.get("read", "k1") == b"one"
    assert second.get("edition", "k1") is None
    second.put("read", "k3", b"three")
    assert second.count("read") == (2, 1)
    Kept(tmp_path).put("read", "k2", b"two")
    second.forget_unused("read")
    assert Kept(tmp_path).get("read", "k2") is None
    assert Kept(tmp_path).get("read", "k1") == b"one"


def test_a_build_drops_what_it_no_longer_makes(tmp_path: Path) -> None:
    for names in (["a.html", "b.html"], ["a.html"]):
        with open_stage(tmp_path) as stage:
            for name in names:
                stage.write(name, b"x")
            stage.write("build.json", to_json({"files": dict.fromkeys(names, "")}))
    (tmp_path / "mine.txt").write_text("a person's file")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", "a.html", "build.json", "mine.txt"]


def _built(folder: Path, **files: bytes) -> None:
    with open_stage(folder) as stage:
        for name, content in files.items():
            stage.write(name, content)
        stage.write("build.json", to_json({"files": dict.fromkeys(files, "")}))


@pytest.mark.parametrize("moves", range(4))
def test_a_build_killed_while_its_files_move_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    _built(tmp_path, a=b"old", b=b"old", gone=b"old")
    real, done = store._move, []

    def move(path: Path, target: Path) -> None:
        if len(done) == moves:
            raise KeyboardInterrupt
        done.append(path)
        real(path, target)

    monkeypatch.setattr(store, "_move", move)
    with pytest.raises(KeyboardInterrupt) if moves < 3 else nullcontext():
        _built(tmp_path, a=b"new", b=b"new")
    monkeypatch.setattr(store, "_move", real)
    store.finish_earlier(tmp_path)
    there = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.name[0] != "."}
    assert set(there) == {"a", "b", "build.json"}
    assert there["a"] == there["b"] == b"new"
    assert sorted(path.name for path in tmp_path.iterdir() if path.name[0] == ".") == [".lock"]


def test_a_damaged_kept_file_is_not_used(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.put("pdf", "k", b"content")
    (path,) = (tmp_path / ".kept").iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    assert kept.get("pdf", "k") is None


def test_what_a_killed_build_left_half_written_goes(tmp_path: Path) -> None:
    Kept(tmp_path).put("pdf", "k", b"content")
    (tmp_path / ".kept" / "pdf-x.part").write_bytes(b"half")
    (tmp_path / ".building").mkdir()
    (tmp_path / ".building" / "a.pdf").write_bytes(b"half")
    _built(tmp_path, b=b"whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".kept", ".lock", "b", "build.json"]
    assert len(list((tmp_path / ".kept").iterdir())) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_persons_file_is_whole_when_the_disk_is_full(tmp_path: Path) -> None:
    path = tmp_path / "translations.yaml"
    path.write_text("- source: 甲\n")
    (tmp_path / ".translations.yaml.part").symlink_to("/dev/full")
    with pytest.raises(EnvironmentLacking, match="disk is full"):
        store.replace_file(path, b"x" * 100_000)
    assert path.read_text() == "- source: 甲\n"
    assert list(tmp_path.iterdir()) == [path]


_BUILDER = """
import itertools, sys
from pathlib import Path
from generator.store import Kept, open_stage, to_json
folder, names = Path(sys.argv[1]), [f"file-{n}" for n in range(40)]
print("ready", flush=True)
for turn in itertools.count():
    with open_stage(folder) as stage:
        for name in names:
            stage.write(name, str(turn).encode() * 2000)
        Kept(folder).put("step", str(turn), b"kept" * 1000)
        Kept(folder).forget_unused("step")
        stage.write("build.json", to_json({"files": dict.fromkeys(names, str(turn)), "turn": str(turn)}))
"""


@pytest.mark.slow
def test_builds_killed_at_any_moment_leave_one_build_whole(tmp_path: Path) -> None:
    """A process that builds without end is killed again and again; what it leaves is always of one build."""
    chance = random.Random(1)
    for _ in range(25):
        process = subprocess.Popen(
            [sys.executable, "-c", _BUILDER, str(tmp_path)],
            cwd=store.__file__.rsplit("/", 2)[0],
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.random() * 0.08)
        process.kill()
        process.communicate()
        store.finish_earlier(tmp_path)
        if (tmp_path / "build.json").exists():
            turn = json.loads((tmp_path / "build.json").read_bytes())["turn"]
            found = {path.read_bytes() for path in tmp_path.glob("file-*")}
            assert found == {turn.encode() * 2000}
    with open_stage(tmp_path):
        pass
    left = {path.name for path in tmp_path.iterdir() if path.name.startswith(".")}
    assert left <= {".lock", ".kept"}
    assert not list((tmp_path / ".kept").glob("*.part"))


def test_a_folder_of_the_build_before_is_taken_over_but_for_what_is_made_each_time(tmp_path: Path) -> None:
    for name in ("a.png", "logo.svg"):
        (tmp_path / "assets").mkdir(exist_ok=True)
        (tmp_path / "assets" / name).write_text(name)
    with open_stage(tmp_path) as stage:
        assert stage.take_earlier("assets", without="logo.*")
        assert not stage.take_earlier("fonts", without="logo.*")
        assert [path.name for path in stage.files()] == ["a.png"]
