"""What an engine is: a name, the host that it sends to, and one method."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Request:
    """One sentence to be drafted.

    In ``source`` amounts, counts and dates already stand in English, computed by rule; an engine has only to
    keep them. ``terms`` are the glossary's Chinese and English for this sentence. ``problems`` say what was
    wrong with ``previous``, the answer to an earlier try.
    """

    source: str
    terms: tuple[tuple[str, str], ...] = ()
    path: tuple[str, ...] = ()
    previous: str | None = None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """One message that left this process: to which host, how many bytes, and the SHA-256 of its body."""

    host: str
    size: int
    sha256: str


class Engine(Protocol):
    """A guest that drafts English. ``identity`` names engine, model and prompt: the key of what is kept."""

    name: str
    sent: list[Sent]

    @property
    def host(self) -> str:
        """The host that sentences are sent to."""
        ...

    @property
    def identity(self) -> str:
        """Engine, model and prompt."""
        ...

    def translate(self, requests: Sequence[Request]) -> list[str | None]:
        """One answer for each request, in order; None where there is none."""
        ...
