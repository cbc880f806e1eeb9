"""Several things done at once, and handed over in the order in which they were asked for."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")


class Stop:
    """A word to everybody at work: begin nothing new. ``reason`` is the first that was given."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self.reason: tuple[str, str] | None = None

    def __bool__(self) -> bool:
        return self._event.is_set()

    def because(self, english: str, chinese: str) -> None:
        """Say stop, and why."""
        with self._lock:
            self.reason = self.reason or (english, chinese)
        self._event.set()


def in_order(
    work: Callable[[_T], _R], items: Iterable[_T], at_once: int, stop: Stop
) -> Iterator[tuple[_T, _R]]:
    """Each item with what the work made of it, in order; never more than a few ahead of the one handed over.

    After a stop nothing new is begun. What was raised is raised here, when what was under way has ended.
    """
    waiting: deque[tuple[_T, Future[_R]]] = deque()
    with ThreadPoolExecutor(max(1, at_once)) as pool:
        try:
            for item in items:
                if stop:
                    break
                waiting.append((item, pool.submit(work, item)))
                if len(waiting) >= 2 * at_once:
                    first, future = waiting.popleft()
                    yield first, future.result()
            while waiting:
                first, future = waiting.popleft()
                yield first, future.result()
        except BaseException:
            stop.because("it was interrupted", "已中断")
            pool.shutdown(cancel_futures=True)
            raise
