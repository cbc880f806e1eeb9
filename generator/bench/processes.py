"""Processes of our own program, timed with all that they start."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.settings import ROOT

_BE_A_SUBREAPER = 36
_LOOK = 0.2  # seconds between two looks at the memory, which cost time of their own


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock and of all processors, the peak memory in MB; what the process has printed."""

    seconds: float
    processor: float
    megabytes: float
    printed: str = ""


def run_module(module: str, *arguments: str) -> Cost:
    """A module of ours in a process of its own. RuntimeError where it fails, with what it said.

    Memory is the peak of the sum over all its processes, where the system tells it (Linux).
    """
    command = [sys.executable, "-P", "-m", module, *arguments]
    _adopt()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out, tempfile.TemporaryFile("w+") as said:
        before, start = os.times(), time.perf_counter()
        process = subprocess.Popen(command, env=_own_environment(), stdout=out, stderr=said)  # noqa: S603 - ours
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, _megabytes(process.pid))
            time.sleep(_LOOK)
        seconds = time.perf_counter() - start
        _reap()
        after = os.times()
        out.seek(0)
        said.seek(0)
        if process.returncode:
            raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {said.read()}")
        used = after.children_user + after.children_system - before.children_user - before.children_system
        return Cost(seconds, used, peak, out.read())


def _own_environment() -> dict[str, str]:
    """The environment as on a person's machine, where Python keeps what it has compiled."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(ROOT)}


def _adopt() -> None:
    """Have what a build has started come to us when it ends: the system counts the work of a child alone (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_BE_A_SUBREAPER, 1, 0, 0, 0)


def _reap() -> None:
    """Wait for what a build has left to us."""
    with suppress(ChildProcessError):
        while sys.platform == "linux":
            os.waitpid(-1, 0)


def _megabytes(process: int) -> float:
    """The memory of a process and all below it; of what they share, each has its part."""
    above = {}
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            above[int(place.name)] = int((place / "stat").read_text().rpartition(")")[2].split()[1])
    return sum(_own_megabytes(one) for one in above if process in _line_up(one, above))


def _line_up(one: int, above: Mapping[int, int]) -> Iterator[int]:
    while one in above:
        yield one
        one = above[one]


def _own_megabytes(process: int) -> float:
    try:
        rows = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(row.split()[1]) for row in rows if row.startswith("Pss:")) / 1024
