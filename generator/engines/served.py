"""What engines behind a door have in common: where they are, that they wait for nothing once they are closed, and the
terms that can be laid before them as a list; which of their counts can be true.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.engines.contract import Where
from generator.engines.http import Door

_MOST = 10_000_000  # tokens or characters; an answer is never longer than a million bytes


@dataclass(slots=True)
class Served:
    """An engine behind a door."""

    door: Door

    @property
    def where(self) -> Where:
        """Whether sentences stay on this machine."""
        return self.door.address.where

    @property
    def host(self) -> str:
        """The host that sentences are sent to."""
        return self.door.address.host

    def close(self) -> None:
        """Wait for nothing any more."""
        self.door.close()


def unequivocal(terms: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The terms without those whose Chinese has two English."""
    english: dict[str, set[str]] = {}
    for zh, en in terms:
        english.setdefault(zh, set()).add(en)
    return tuple(dict.fromkeys((zh, en) for zh, en in terms if len(english[zh]) == 1))


def is_count(said: object) -> bool:
    """Whether a server's word can be a count of one request: what is below nothing would give a budget back."""
    return isinstance(said, int) and not isinstance(said, bool) and 0 <= said <= _MOST
