"""Firefox's translation models in a process of our own, offline, by the package ``fxtranslate``.

DUIZHAO_FXTRANSLATE_MODEL names the folder of a Chinese to English model as Mozilla publishes it: model*.bin,
vocab*.spm (or srcvocab*.spm and trgvocab*.spm) and lex*.bin, packed with gzip or not. We ship none, as none may be
had from a package registry. A file SHA256SUMS in the folder pins them: a file that differs is refused. Without it the
hashes are still part of the engine's identity, and so of what is kept.

Terms, amounts and dates are put into the Chinese in English, which these models copy. The model translates one
sentence; it cuts long ones without a word, so more than 300 characters are not given to it. A process that dies or
does not answer is replaced; the sentence that did it gets no answer.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.engines import worker
from generator.engines.contract import Answer, Ledger, Means, Request, Where
from generator.errors import EnvironmentLacking

_VARIABLE = "DUIZHAO_FXTRANSLATE_MODEL"
_LONGEST = 300
_DEATHS = 3
_WORKER = (sys.executable, "-I", str(Path(worker.__file__)))


@dataclass
class FxTranslate:
    """A model in a folder, with the SHA-256 of its files; ``timeout`` and ``loading`` are seconds."""

    folder: Path
    hashes: dict[str, str]
    timeout: float = 60
    loading: float = 120
    command: tuple[str, ...] = _WORKER
    name: str = "fxtranslate"
    where: Where = "process"
    host: str = ""
    means: Means = "put-in"
    parallel: int = 1
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _lines: queue.Queue[bytes] = field(default_factory=queue.Queue, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _number: int = 0
    _deaths: int = 0

    @property
    def identity(self) -> str:
        """Engine and the hashes of the model's files."""
        return f"fxtranslate {json.dumps(self.hashes, sort_keys=True)}"

    def start(self, terms: tuple[tuple[str, str], ...]) -> None:
        """Load the model. Raises EnvironmentLacking where there is none, or one that is not as pinned."""
        with self._lock:
            self._start()

    def ask(self, request: Request) -> Answer:
        """The answer to one request; an empty source is not given to the model, which would make words of it."""
        source = request.source.strip()
        if not source:
            return Answer("")
        if len(source) > _LONGEST:
            return Answer(None, "too-long")
        with self._lock:
            said = self._exchange(source)
        if said is None:
            return Answer(None, "slow")
        text = said.get("text")
        return Answer(text.strip()) if isinstance(text, str) and text.strip() else Answer(None, "broken")

    def body(self, request: Request) -> str:
        """Nothing is sent."""
        return ""

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._stop()

    def _start(self) -> None:
        self._stop()
        self._lines = queue.Queue()
        # The program is our own file, and it is given nothing but a folder.
        self._process = subprocess.Popen(  # noqa: S603
            [*self.command, str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        threading.Thread(target=_pump, args=(self._process, self._lines), daemon=True).start()
        loaded = self._line(self.loading) or {"fault": "the process ended while it was loading"}
        if loaded.get("hashes") != self.hashes:
            self._stop()
            raise self._unusable(str(loaded.get("fault", "it was changed while it was loading")))

    def _exchange(self, source: str) -> dict[str, Any] | None:
        """What the process says to this source; None where it died or said nothing in time."""
        if self._process is None:
            self._start()
        assert self._process is not None
        assert self._process.stdin is not None
        self._number += 1
        asked = json.dumps({"number": self._number, "text": source}).encode() + b"\n"
        try:
            self._process.stdin.write(asked)
            self._process.stdin.flush()
        except OSError:
            said = None
        else:
            said = self._line(self.timeout)
        if said is not None and said.get("number") == self._number:
            self._deaths = 0
            return said
        self._stop()
        self._deaths += 1
        if self._deaths >= _DEATHS:
            raise self._unusable(f"it died or was silent {_DEATHS} times in a row")
        return None

    def _line(self, seconds: float) -> dict[str, Any] | None:
        try:
            said = json.loads(self._lines.get(timeout=seconds))
        except (queue.Empty, ValueError):
            return None
        return said if isinstance(said, dict) else None

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()

    def _unusable(self, fault: str) -> EnvironmentLacking:
        if fault == "missing":
            return EnvironmentLacking(
                "The package fxtranslate is not installed; run .venv/bin/python -m pip install fxtranslate.",
                "未安装 fxtranslate，请运行 .venv/bin/python -m pip install fxtranslate。",
            )
        return _unusable(self.folder, fault)


def _unusable(folder: Path, fault: str) -> EnvironmentLacking:
    return EnvironmentLacking(
        f"{folder}: this model cannot be used ({fault}); see {_VARIABLE}. What was answered is kept.",
        f"{folder}：无法使用该模型（{fault}），请检查 {_VARIABLE}。已取得的译文均已保存。",
    )


def _pump(process: subprocess.Popen[bytes], lines: queue.Queue[bytes]) -> None:
    """Lines of the process into the queue; an empty one when it has ended."""
    assert process.stdout is not None
    try:
        for line in process.stdout:
            lines.put(line)
    except (OSError, ValueError):
        pass  # it was ended while we listened
    lines.put(b"")


def open_fxtranslate(ledger: Ledger) -> FxTranslate:
    """The model that the environment names. Raises EnvironmentLacking where it names none, or one not as pinned."""
    named = os.environ.get(_VARIABLE)
    if not named or not Path(named).is_dir():
        raise EnvironmentLacking(
            f"fxtranslate needs a model: set {_VARIABLE} to the folder of a Chinese to English model of Firefox.",
            f"fxtranslate 需要模型：请将 {_VARIABLE} 设为 Firefox 中译英模型所在的文件夹。",
        )
    try:
        _, hashes = worker.read_files(Path(named))
    except (OSError, ValueError) as fault:
        raise _unusable(Path(named), str(fault)) from fault
    return FxTranslate(Path(named), hashes)
