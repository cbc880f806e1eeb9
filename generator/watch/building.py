"""The build that follows a save, in a process of its own: it can be ended at any moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

from generator.settings import ROOT
from generator.watch.scene import Words


@dataclass(frozen=True, slots=True)
class Done:
    """How a build ended; ``fault`` is what it said went wrong."""

    fault: Words | None


class Building:
    """A build under way."""

    def __init__(self, process: subprocess.Popen[bytes], said: IO[bytes]) -> None:
        self._process = process
        self._said = said

    def poll(self) -> Done | None:
        """How it ended; None while it goes on."""
        code = self._process.poll()
        if code is None:
            return None
        with self._said:
            return Done(None if code in (0, 1) else self._fault(code))

    def end(self) -> None:
        """End it with all its processes; what it had begun is cleared by the next."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._said.close()

    def _fault(self, code: int) -> Words:
        """What the build said, English and Chinese in turn; for a death without words, that it died."""
        self._said.seek(0)
        lines = self._said.read().decode(errors="replace").strip().splitlines()
        if code in (2, 3) and len(lines) >= 2:
            half = len(lines) // 2
            return Words("\n".join(lines[:half]), "\n".join(lines[half:]))
        last = lines[-1] if lines else f"exit code {code}"
        return Words(f"The build ended with a fault: {last}", f"生成失败：{last}")


def start_build(command: Sequence[str]) -> Building:
    """Start ``duizhao build`` with these arguments, in a group of processes of its own."""
    said = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the build
    process = subprocess.Popen(  # noqa: S603 - our own program, the arguments of the watch
        [sys.executable, "-P", "-m", "generator", "build", *command, "--quiet"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=said,
        start_new_session=True,
    )
    return Building(process, said)
