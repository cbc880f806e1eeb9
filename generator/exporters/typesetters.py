"""Who lays out the parts: a process begun early, a second when there is enough for two; nobody, when a part is kept.

A part is kept under a hash of all that it is made from: HTML, style sheet, fonts, pictures, the versions of what
sets it, and our own program.
"""

from __future__ import annotations

import ctypes
import os
import re
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import TypeVar

from generator.errors import EnvironmentLacking
from generator.exporters.fonts import CACHE, Keep
from generator.exporters.laid import Job, Laid, bytes_to_laid, laid_to_bytes
from generator.exporters.pdf import needs_pango

PROCESSES = 2
# So many characters of HTML, about seven pages, are set sooner than a further process has begun.
ENOUGH = 40_000
# An edition that is laid out at once.
WHOLE = 10 * ENOUGH
STEP = "part"
_PANGO = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll")
_PACKAGES = ("weasyprint", "pydyf", "uharfbuzz", "pikepdf", "pillow")
_PROGRAMS = ("archiving", "laid", "last_page", "pages", "parts", "tagging")
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_Made = TypeVar("_Made")
Give = Callable[[], Laid]


class Typesetters:
    """Lays out jobs, none of them twice. Jobs wait until ``start``, so that the longest are begun first."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self._pools: list[tuple[ProcessPoolExecutor, list[int]]] = []
        self._waiting: list[tuple[int, Callable[[], None]]] = []
        self._known: dict[str, Give] = {}

    def __enter__(self) -> Typesetters:
        return self

    def __exit__(self, *_: object) -> None:
        for pool, _given in self._pools:
            pool.shutdown(cancel_futures=True)

    def warm_up(self) -> None:
        """Begin a process now: it loads the typesetter while this one does other things."""
        self.submit(0, _wait_for_nothing)

    def lay_out(self, job: Job) -> Give:
        """What gives the part of a job, when it is asked for it."""
        key = job_key(job)
        if key not in self._known:
            kept = self._keep.get(STEP, key)
            self._known[key] = self._order(job, key) if kept is None else cache(lambda: bytes_to_laid(kept))
        return self._known[key]

    def submit(self, length: int, work: Callable[..., _Made], *arguments: object) -> Callable[[], _Made]:
        """Any other work, as long as laying out so many characters, begun at once; with long work in two processes."""
        if length > ENOUGH and any(sum(given) for _, given in self._pools):
            self._add_process()
        begun = self._submit(length, work, *arguments)
        return lambda: _result(begun)

    def start(self) -> None:
        """Begin with the jobs that wait, the longest first, in a further process when there is enough for it."""
        waiting, self._waiting = self._waiting, []
        if len(waiting) > 1 and sum(length for length, _ in waiting) > ENOUGH:
            for _ in range(PROCESSES):
                self._add_process()
        for _, begin in sorted(waiting, key=lambda found: -found[0]):
            begin()

    def _add_process(self) -> None:
        if len(self._pools) < PROCESSES:
            pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_begin_process)
            self._pools.append((pool, []))

    def _submit(self, length: int, work: Callable[..., _Made], *arguments: object) -> Future[_Made]:
        """Work of about so many characters, for the process that has been given least."""
        if not self._pools:
            self._add_process()
        pool, given = min(self._pools, key=lambda found: sum(found[1]))
        given.append(length)
        return pool.submit(work, *arguments)

    def _order(self, job: Job, key: str) -> Give:
        begun: list[Future[bytes]] = []
        made: list[Laid] = []

        def begin() -> None:
            begun.append(self._submit(len(job.html), make_part, job))

        def give() -> Laid:
            if not made:
                if not begun:
                    self.start()
                content = _result(begun[0])
                self._keep.put(STEP, key, content)
                made.append(bytes_to_laid(content))
            return made[0]

        self._waiting.append((len(job.html), begin))
        return give


def _begin_process() -> None:
    """Load the typesetter, and end when the process that started this one is killed: nobody would send work again.

    Where something is missing nothing is said here: whoever is asked for a part says it.
    """
    Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EnvironmentLacking, OSError), needs_pango():
        from generator.exporters import parts, review  # noqa: F401 - to have them loaded


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _wait_for_nothing() -> None:
    """The work of a process that is begun before there is any."""


def _result(begun: Future[_Made]) -> _Made:
    try:
        return begun.result()
    except BrokenProcessPool as fault:
        raise EnvironmentLacking(
            "A process that sets the pages was ended from outside, mostly for lack of memory: free some and build again.",
            "排版进程被系统终止（通常是内存不足），请释放内存后重新生成。",
        ) from fault


def make_part(job: Job) -> bytes:
    """The part of a job as it is kept. Runs in any process."""
    with needs_pango():
        from generator.exporters.parts import lay_out

        return laid_to_bytes(lay_out(job))


def job_key(job: Job) -> str:
    """A hash of all that the part of a job is made from."""
    return _hash(repr(job_inputs(job)))


def job_inputs(job: Job) -> dict[str, str]:
    """All that the part of a job is made from, each by its hash.

    ``text`` is what it says; ``columns`` how wide its columns are, and those of the two languages in the whole report.
    """
    style = _STYLE.search(job.html)
    columns = style[0] if style else ""
    used = [
        (address, _content(path))
        for address, path in sorted(job.files.items())
        if address in job.html or address in job.sheet
    ]
    return {
        "text": _hash(f"{job.kind} {job.html.replace(columns, '', 1)}"),
        "columns": _hash(columns),
        "style": _hash(job.sheet),
        "fonts": _hash(repr([one for one in used if one[0].startswith("file:")])),
        "pictures": _hash(repr([one for one in used if not one[0].startswith("file:")])),
        "program": _setting().hex(),
    }


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _content(path: Path) -> str:
    """What a file holds: the fonts that we pinned are named for it."""
    return path.name if path.parent == CACHE else _file_hash(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=1024)
def _file_hash(path: Path, _: int) -> str:
    return sha256(path.read_bytes()).hexdigest()


@lru_cache(maxsize=1)
def _setting() -> bytes:
    """What sets the parts: versions and our own program."""
    digest = sha256(" ".join(f"{name} {version(name)}" for name in _PACKAGES).encode())
    digest.update(_pango_version().encode())
    for name in _PROGRAMS:
        digest.update(Path(__file__).with_name(f"{name}.py").read_bytes())
    return digest.digest()


def _pango_version() -> str:
    for name in _PANGO:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        return str(library.pango_version())
    return ""
