"""Who lays out the parts: as many processes as there is work for, and none that outlives its build."""

from __future__ import annotations

import os

from generator.exporters.typesetters import WHOLE, Typesetters


class Nothing:
    """Keeps nothing."""

    def get(self, step: str, key: str) -> bytes | None:
        return None

    def put(self, step: str, key: str, content: bytes) -> None:
        pass


def test_long_work_is_done_in_two_processes_and_short_work_begins_none() -> None:
    with Typesetters(Nothing()) as typesetters:
        typesetters.warm_up()
        short = {typesetters.submit(0, os.getpid)() for _ in range(2)}
        long = [typesetters.submit(WHOLE, os.getpid) for _ in range(3)]
        found = {give() for give in long}
    assert len(short) == 1
    assert len(found) == 2
    assert short < found
    assert os.getpid() not in found
