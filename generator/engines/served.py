"""What all engines behind a door have in common: where they are, and that they wait for nothing once they are closed."""

from __future__ import annotations

from dataclasses import dataclass

from generator.engines.contract import Where
from generator.engines.http import Door


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
