"""Machine translation, one guest per file. None is needed for a build, and none is called unless it is named.

This is the only room that may open a connection; ``http.py`` is its only door. An engine takes a request and gives
an answer: a text, or None and why. It never raises for one bad sentence; EnvironmentLacking is for an engine that
cannot work at all.
"""

from __future__ import annotations

from generator.engines.contract import (
    Answer,
    Engine,
    Ledger,
    Means,
    Open,
    Received,
    Request,
    Sent,
    Where,
    Why,
)
from generator.engines.deepl import open_deepl
from generator.engines.fxtranslate import open_fxtranslate
from generator.engines.none import open_nothing
from generator.engines.openai import open_server
from generator.engines.qwenmt import open_qwenmt
from generator.errors import WrongUse

ENGINES: dict[str, Open] = {
    "none": open_nothing,
    "fxtranslate": open_fxtranslate,
    "openai": open_server,
    "qwen-mt": open_qwenmt,
    "deepl": open_deepl,
}
CONNECTING = frozenset({"openai", "qwen-mt", "deepl"})

__all__ = [
    "CONNECTING",
    "ENGINES",
    "Answer",
    "Engine",
    "Ledger",
    "Means",
    "Received",
    "Request",
    "Sent",
    "Where",
    "Why",
    "engine_host",
    "engine_identity",
    "open_engine",
]


def open_engine(name: str, ledger: Ledger) -> Engine:
    """The engine of this name, as the environment describes it. Raises WrongUse for a name that is not known."""
    if name not in ENGINES:
        known = ", ".join(ENGINES)
        raise WrongUse(
            f"There is no engine {name}; choose from {known}, or leave --engine out.",
            f"没有翻译引擎 {name}，可选：{known}；不需要时请去掉 --engine。",
        )
    return ENGINES[name](ledger)


def engine_identity(name: str) -> str:
    """What tells an engine from any other: name, model, prompt. Raises as ``open_engine`` does; nothing is sent."""
    return open_engine(name, _Nobody()).identity


def engine_host(name: str) -> str:
    """The host that this engine sends sentences to; empty for one that sends none. Raises as ``open_engine`` does."""
    return open_engine(name, _Nobody()).host


class _Nobody:
    """A ledger for an engine that is only looked at."""

    def number(self) -> int:
        raise AssertionError("an engine that is only looked at sends nothing")

    def sent(self, message: Sent) -> None:
        raise AssertionError("an engine that is only looked at sends nothing")

    def received(self, reply: Received) -> None:
        raise AssertionError("an engine that is only looked at sends nothing")
