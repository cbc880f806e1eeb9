"""Machine translation, one guest per file. None is needed for a build, and none is called unless it is named.

This is the only room that may open a connection. An engine takes requests and gives one answer for each, in
order: a text, or None where it has none. It never raises for one bad sentence; EnvironmentLacking is for an
engine that cannot be reached at all.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.engines.contract import Engine, Request, Sent
from generator.engines.openai import open_server
from generator.errors import WrongUse

ENGINES: dict[str, Callable[[], Engine]] = {
    "openai": open_server,
}

__all__ = ["ENGINES", "Engine", "Request", "Sent", "open_engine"]


def open_engine(name: str) -> Engine:
    """The engine of this name, as the environment describes it. Raises WrongUse for a name that is not known."""
    if name not in ENGINES:
        known = ", ".join(ENGINES)
        raise WrongUse(
            f"There is no engine {name}; choose from {known}, or leave --engine out.",
            f"没有翻译引擎 {name}，可选：{known}；不需要时请去掉 --engine。",
        )
    return ENGINES[name]()
