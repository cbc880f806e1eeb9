"""Kills real builds at random moments and looks at what is left. A script, as it takes long:

    python tests/kill_builds.py [--kills 200] [--seed 1]

A small report is built, edited, and its build killed (SIGKILL: every second time the whole group of processes,
else its first process alone). Each time it must hold: the person's files are untouched; the editions are those
before or those after, whole, or the move into place is on record and the next build ends it; the next build
leaves byte for byte what one that nobody killed leaves; no stage, part, lock or process stays behind. Then two
builds at once, and builds on a disk that is too small (a tmpfs, where one may be mounted).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from generator.bench.large_report import TERM_NEW, make_large_report, sample_report, write_term  # noqa: E402
from generator.store import sha256  # noqa: E402

_GONE = 20.0  # seconds that processes may take to notice that their parent was killed
_FULL = (3, 0)  # a build on a small disk says so, or finds room enough

Files = dict[str, str]


@dataclass(frozen=True, slots=True)
class Bench:
    """A report with its edit made, and what it looks like before and after an undisturbed build."""

    folder: Path
    before: Path
    lock: bytes
    old: Files
    new: Files
    seconds: float


def main() -> int:
    """Run the trials and print what they came to; 1 when something did not hold."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="kill-builds-") as place:
        bench = make_bench(Path(place))
        print(f"an undisturbed build after the edit takes {bench.seconds:.1f} s", flush=True)
        found: Counter[str] = Counter()
        faults: list[str] = []
        for number in range(options.kills):
            state, said, seconds = kill_one(bench, Path(place) / "out", chance, alone=number % 2 == 1)
            if state == "ended before":  # the machine is quicker than it was
                bench = replace(bench, seconds=min(bench.seconds, seconds))
            found[state] += 1
            for one in said:
                faults.append(f"kill {number} ({state}): {one}")
                print(faults[-1], flush=True)
            if (number + 1) % 10 == 0:
                print(f"{number + 1} kills: {dict(found)}, {len(faults)} faults", flush=True)
        faults += two_at_once(bench, Path(place) / "out", rounds=max(options.kills // 20, 1))
        faults += small_disks(bench, Path(place) / "disk", chance, rounds=max(options.kills // 20, 1))
    print("\n".join(faults) or "nothing was lost, halved or left behind")
    return 1 if faults else 0


def make_bench(place: Path) -> Bench:
    """A report of one chapter, built, edited, and built again."""
    folder, assets, out = place / "report", place / "assets", place / "reference"
    made = make_large_report(folder, sample_report(assets), assets, chapters=1, with_term=1)
    run(folder, out)
    lock, before = (folder / "terms.lock.json").read_bytes(), place / "before"
    shutil.copytree(out, before)
    old = files_of(out)
    write_term(made, TERM_NEW)
    start = time.monotonic()
    run(folder, out)
    return Bench(folder, before, lock, old, files_of(out), time.monotonic() - start)


def kill_one(bench: Bench, out: Path, chance: random.Random, *, alone: bool) -> tuple[str, list[str], float]:
    """One build killed: in what state it left the folder, what does not hold, and how long it ran."""
    reset(bench, out)
    persons = persons_files(bench.folder)
    begun, process = time.monotonic(), start(bench.folder, out)
    wait_for_moment(process, out, bench.seconds, chance)
    killed, seconds = process.poll() is None, time.monotonic() - begun
    if killed:
        (os.kill if alone else os.killpg)(process.pid, signal.SIGKILL)
    process.wait()
    state, faults = look(bench, out) if killed else ("ended before", [])
    if persons_files(bench.folder) != persons:
        faults.append("a person's file is another")
    if not all_gone(process.pid):
        faults.append("processes stay behind")
        os.killpg(process.pid, signal.SIGKILL)
    if code := run(bench.folder, out, check=False):
        faults.append(f"the next build ends with {code}")
    return state, faults + list(compare_with_reference(bench, out)), seconds


def wait_for_moment(
    process: subprocess.Popen[bytes], out: Path, seconds: float, chance: random.Random
) -> None:
    """Wait till a moment anywhere in the build; every fourth time, till its files begin to move."""
    if chance.random() < 0.25:
        while process.poll() is None and not (out / ".ready").exists():
            time.sleep(0.0005)
        time.sleep(chance.random() * 0.003)
    else:
        end = time.monotonic() + chance.random() * seconds * 1.1
        while process.poll() is None and time.monotonic() < end:
            time.sleep(0.002)


def look(bench: Bench, out: Path) -> tuple[str, list[str]]:
    """Whether the old or the new build stands, whole; a move that was cut off is on record."""
    there = files_of(out)
    if there == bench.old:
        return "old", []
    if without_history(there) == without_history(bench.new):
        return "new", []
    if (out / ".ready").is_dir():
        mixed = [
            name for name, mark in there.items() if mark not in (bench.old.get(name), bench.new.get(name))
        ]
        return "moving", [f"half a file: {name}" for name in mixed if name != "build.json"]
    return "mixed", ["the files are neither of the build before nor of this one"]


def compare_with_reference(bench: Bench, out: Path) -> Iterator[str]:
    """What the folder has other than after a build that nobody killed."""
    there, wanted = without_history(files_of(out)), without_history(bench.new)
    for name in sorted(there.keys() | wanted.keys()):
        if there.get(name) != wanted.get(name):
            yield f"the next build leaves another {name}"
    if left := [path.name for path in out.iterdir() if path.name in (".building", ".ready")]:
        yield f"left behind: {left}"
    if parts := [*out.rglob("*.part"), *bench.folder.rglob("*.part")]:
        yield f"left behind: {[path.name for path in parts]}"
    kept = [len(list((place / ".kept").iterdir())) for place in (out, bench.before.with_name("reference"))]
    if kept[0] > kept[1]:
        yield f".kept has grown from {kept[1]} to {kept[0]} files"


def two_at_once(bench: Bench, out: Path, rounds: int) -> list[str]:
    """Two builds started together: one does it, the other does it too late or is told to wait."""
    faults: list[str] = []
    for number in range(rounds):
        reset(bench, out)
        both = [start(bench.folder, out), start(bench.folder, out)]
        codes = sorted(process.wait() for process in both)
        if codes not in ([0, 0], [0, 3]):
            faults.append(f"two at once {number}: they end with {codes}")
        faults += [f"two at once {number}: {one}" for one in compare_with_reference(bench, out)]
    print(f"{rounds} times two builds at once: {len(faults)} faults", flush=True)
    return faults


def small_disks(bench: Bench, disk: Path, chance: random.Random, rounds: int) -> list[str]:
    """Builds on a disk without room: the old build stands whole, and with room the next one is right."""
    faults: list[str] = []
    disk.mkdir()
    for number in range(rounds):
        room = int(size_of(bench.before) * (1 + chance.random() * 1.5))
        if subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", str(disk)], capture_output=True
        ).returncode:
            print("builds on a full disk were left out: no tmpfs may be mounted here")
            return faults
        try:
            out = disk / "out"
            reset(bench, out)
            code = run(bench.folder, out, check=False)
            if code not in _FULL:
                faults.append(f"small disk {number}: the build ends with {code}")
            if code and files_of(out) != bench.old:
                faults.append(f"small disk {number}: the old build does not stand")
            subprocess.run(["mount", "-o", f"remount,size={room * 8}", str(disk)], check=True)
            run(bench.folder, out, check=False)
            faults += [f"small disk {number}: {one}" for one in compare_with_reference(bench, out)]
        finally:
            subprocess.run(["umount", str(disk)], check=True)
    print(f"{rounds} builds on a small disk: {len(faults)} faults", flush=True)
    return faults


def reset(bench: Bench, out: Path) -> None:
    """The folder as the build before left it, with the report edited since."""
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(bench.before, out)
    (bench.folder / "terms.lock.json").write_bytes(bench.lock)


def start(folder: Path, out: Path) -> subprocess.Popen[bytes]:
    """A build of its own group of processes."""
    command = [sys.executable, "-P", "-m", "generator", "build", str(folder)]
    command += ["--out", str(out), "--edition", "en", "--quiet"]
    return subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def run(folder: Path, out: Path, *, check: bool = True) -> int:
    """A build that nobody disturbs; its exit code."""
    code = start(folder, out).wait()
    if check and code:
        raise SystemExit(f"the undisturbed build ends with {code}")
    return code


def files_of(out: Path) -> Files:
    """Name → hash of what a person sees in the folder."""
    paths = (path for path in out.rglob("*") if path.is_file())
    names = {path.relative_to(out).as_posix(): path for path in paths}
    return {name: sha256(path) for name, path in sorted(names.items()) if not name.startswith(".")}


def without_history(files: Files) -> Files:
    """The files without build.json, which tells how long the build took."""
    return {name: mark for name, mark in files.items() if name != "build.json"}


def persons_files(folder: Path) -> Files:
    """Name → hash of a report's own files; of the lock only that it is whole."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    lock = found.pop("terms.lock.json")
    json.loads(lock.read_bytes())
    return {name: sha256(path) for name, path in found.items() if not name.endswith(".part")}


def size_of(folder: Path) -> int:
    """Bytes that all files in a folder take on a disk."""
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file())


def all_gone(session: int) -> bool:
    """Whether every process of this session has ended, soon."""
    end = time.monotonic() + _GONE
    while time.monotonic() < end:
        if not any(_session_of(path) == session for path in Path("/proc").glob("[0-9]*")):
            return True
        time.sleep(0.05)
    return False


def _session_of(process: Path) -> int | None:
    try:
        fields = (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else int(fields[3])


if __name__ == "__main__":
    sys.exit(main())
