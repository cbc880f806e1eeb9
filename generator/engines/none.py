"""The engine that answers nothing: what has no English stays in Chinese, marked.

``--engine none`` builds without the engine that report.yaml names.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.engines.contract import Answer, Ledger, Means, Request, Where


@dataclass(frozen=True, slots=True)
class Nothing:
    """No engine at all, in the shape of one."""

    name: str = "none"
    where: Where = "process"
    host: str = ""
    identity: str = "none"
    means: Means = "told"
    parallel: int = 1

    def start(self, terms: tuple[tuple[str, str], ...]) -> None:
        """Nothing to make ready."""

    def ask(self, request: Request) -> Answer:
        """No answer; an empty source stays empty."""
        return Answer(None, "none") if request.source.strip() else Answer("")

    def body(self, request: Request) -> str:
        """Nothing is sent."""
        return ""

    def close(self) -> None:
        """Nothing to let go of."""


def open_nothing(ledger: Ledger) -> Nothing:
    """The engine that answers nothing."""
    return Nothing()
