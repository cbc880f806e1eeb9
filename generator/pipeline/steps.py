"""The graph of a build: which step uses what, under which key, and whether it was made anew or kept."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from generator.store import to_json


@dataclass(slots=True)
class Step:
    """One step of a build. ``key`` is a hash of all that it uses; ``kept`` are its parts that were as before."""

    name: str
    uses: tuple[str, ...]
    key: str
    parts: int = 1
    kept: int = 0
    seconds: float = 0.0


class Steps:
    """The steps of one build in their order. A build looks at a clock only to say how long it took."""

    def __init__(self, inputs: Mapping[str, str]) -> None:
        self._hashes = dict(inputs)
        self._steps: dict[str, Step] = {}

    @contextmanager
    def __call__(self, name: str, *uses: str) -> Iterator[Step]:
        """A step that uses these inputs and earlier steps; what is done inside is timed.

        A name that ends in an asterisk stands for all inputs that begin so; one that is not there for nothing.
        """
        names = tuple(self._expand(uses))
        key = hashlib.sha256(to_json([[one, self._hashes[one]] for one in names])).hexdigest()
        step = self._steps[name] = Step(name, names, key)
        start = time.perf_counter()
        yield step
        step.seconds = round(time.perf_counter() - start, 2)
        self._hashes[name] = step.key

    def _expand(self, uses: tuple[str, ...]) -> Iterator[str]:
        for use in uses:
            if use.endswith("*"):
                yield from sorted(name for name in self._hashes if name.startswith(use[:-1]))
            elif use in self._hashes:
                yield use

    @property
    def seconds(self) -> dict[str, float]:
        """Seconds by step."""
        return {step.name: step.seconds for step in self._steps.values()}

    def to_record(self) -> dict[str, Any]:
        """The graph as build.json tells it."""
        return {
            step.name: {
                "uses": list(step.uses),
                "key": step.key,
                "made": step.parts - step.kept,
                "kept": step.kept,
            }
            for step in self._steps.values()
        }
