"""What an engine is: what it is asked, what it answers, and the record of what left the machine.

Every engine keeps the same contract (``tests/test_engines.py`` holds each to it): one answer for each request,
in order; an empty source stays empty and is not sent; no answer rather than a broken one; nothing is raised
for one bad sentence. EnvironmentLacking is for an engine that cannot work at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol

Where = Literal["process", "loopback", "remote"]
Means = Literal["put-in", "told", "glossary"]
Why = Literal["", "busy", "refused", "cut", "broken", "slow", "too-long", "none"]


@dataclass(frozen=True, slots=True)
class Request:
    """One sentence to be drafted.

    In ``source`` amounts, counts and dates already stand in English, computed by rule, and must come back as
    they are: ``kept`` lists them in order. ``terms`` are the glossary's Chinese and English for this sentence,
    ``advice`` what it only advises. ``examples`` are pairs from the memory. ``problems`` say what was wrong with ``previous``, the answer to an
    earlier try. ``sentence`` is only for the record of what was sent.
    """

    source: str
    terms: tuple[tuple[str, str], ...] = ()
    kept: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    examples: tuple[tuple[str, str], ...] = ()
    advice: tuple[tuple[str, str], ...] = ()
    previous: str | None = None
    problems: tuple[str, ...] = ()
    sentence: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: a text, or None and why not. ``model`` is the one that the server says it used.

    ``status`` is HTTP's, where a server refused.

    ``busy``: refused for now, after all tries; ``refused``: it will not take this sentence; ``cut``: the answer
    ends half-way; ``broken``: it has not the shape that was asked for; ``slow``: no answer in time;
    ``too-long``: more than this engine takes; ``none``: it never answers.
    """

    text: str | None
    why: Why = ""
    model: str | None = None
    status: int | None = None

    @property
    def passing(self) -> bool:
        """Whether the same question may well be answered another time."""
        return self.why in ("busy", "slow")


@dataclass(frozen=True, slots=True)
class Sent:
    """A message about to leave this process: to whom, for which sentence, and its body whole.

    The key is never part of it: it travels in a header, and of headers only the names are kept. ``characters``
    are those of the sentence; ``attempt`` counts from 1 for one and the same message.
    """

    number: int
    host: str
    where: Where
    method: str
    path: str
    headers: tuple[str, ...]
    body: str
    sentence: str = ""
    characters: int = 0
    attempt: int = 1


@dataclass(frozen=True, slots=True)
class Received:
    """What came of message ``number``: the HTTP status or None, and what the server says that it counted."""

    number: int
    status: int | None
    size: int = 0
    tokens_in: int | None = None
    tokens_out: int | None = None
    characters: int | None = None
    model: str | None = None


class Ledger(Protocol):
    """Who is told of every message: before it leaves, and what came of it."""

    def number(self) -> int:
        """The number of the next message."""
        ...

    def sent(self, message: Sent) -> None:
        """Record a message; it leaves only when this has returned."""
        ...

    def received(self, reply: Received) -> None:
        """Record what came of a message."""
        ...


class Engine(Protocol):
    """A guest that drafts English. ``ask`` may be called from ``parallel`` threads at once."""

    @property
    def name(self) -> str:
        """The name that it is chosen by."""
        ...

    @property
    def where(self) -> Where:
        """Whether sentences stay in this process, on this machine, or leave it."""
        ...

    @property
    def host(self) -> str:
        """The host that sentences are sent to; empty where none is."""
        ...

    @property
    def identity(self) -> str:
        """Engine, model, prompt and parameters: the key of what is kept."""
        ...

    @property
    def means(self) -> Means:
        """How it is given terms: ``put-in`` the sentence in English, ``told`` beside it, or by a ``glossary``."""
        ...

    @property
    def parallel(self) -> int:
        """How many requests it takes at once."""
        ...

    def start(self, terms: tuple[tuple[str, str], ...]) -> None:
        """Make ready before the first question: find the key, load the model, lay down a glossary of ``terms``."""
        ...

    def ask(self, request: Request) -> Answer:
        """The answer to one request. Raises EnvironmentLacking only where it can no longer work at all."""
        ...

    def body(self, request: Request) -> str:
        """What would be sent for this request, so that it can be weighed before it is."""
        ...

    def close(self) -> None:
        """Let go of what ``start`` took."""
        ...


Open = Callable[[Ledger], Engine]
