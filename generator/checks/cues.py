"""Words of the Chinese and the English words that answer them, as one value.

The checks of meaning are made of cues: a cue says by which words a thing is told in either language, so
that a check can ask on which side it is told and on which it is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.checks.contract import Pair


@dataclass(frozen=True, slots=True)
class Cue:
    """A thing that is told by certain words: ``name`` and ``name_zh`` are for messages."""

    name: str
    name_zh: str
    source: re.Pattern[str]
    target: re.Pattern[str]

    def in_source(self, pair: Pair) -> re.Match[str] | None:
        """The first place where the Chinese tells it."""
        return self.source.search(pair.source)

    def in_target(self, pair: Pair) -> re.Match[str] | None:
        """The first place where the English tells it."""
        return self.target.search(pair.target)


def any_of(words: str) -> str:
    """A pattern that finds any of the words and patterns, which blanks part."""
    return "|".join(words.split())


def cue(source: str, target: str, name: str = "", name_zh: str = "") -> Cue:
    """A cue from two patterns; the English one stands on word boundaries and takes any case."""
    pattern = re.compile(rf"(?<![A-Za-z])(?:{target})(?![A-Za-z])", re.IGNORECASE)
    return Cue(name or target, name_zh or source, re.compile(source), pattern)
