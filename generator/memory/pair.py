"""A source with its English as some file gave it, and what makes two sources the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from generator.model import State, bare
from generator.script import to_simplified

_SIMPLE = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "─": "—", "–": "—", "－": "-"})
_FIGURE = r"[0-9〇零一二三四五六七八九十百千万亿兆两]"
_FIGURES = re.compile(rf"(?:百分之)?{_FIGURE}(?:[.,]?{_FIGURE})*%?(?:[-~—至]{_FIGURE}(?:[.,]?{_FIGURE})*%?)*")


@dataclass(frozen=True, slots=True)
class Pair:
    """A source and its English, as some file gave it.

    ``where`` is a piece of the heading path that the pair is meant for, or None; ``place`` tells a person
    where the pair stands: ``memory.tmx:17``. ``state`` is one of XLIFF's words. ``path`` are the headings that
    stood above it, for a cell its row and column heads too; ``before`` and ``after`` the sources beside it.
    ``origin`` is ``machine`` or ``alignment`` where a program made the pair, else empty.
    """

    source: str
    target: str
    place: str
    where: str | None = None
    state: State = "translated"
    path: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """An English that was found: from one pair, or from neighbouring pairs joined.

    ``score`` is 100 for the same sentence, 101 or 102 where its context is the same too, less for what is only
    alike or was given a penalty: ``points_off`` of it. ``rivals`` are pairs with another English between which
    nothing decided.
    """

    target: str
    pairs: tuple[Pair, ...]
    score: int = 100
    points_off: int = 0
    rivals: tuple[Pair, ...] = ()

    @property
    def note(self) -> str:
        """Where it was found, for a person."""
        return " + ".join(dict.fromkeys(pair.place for pair in self.pairs))


@lru_cache(maxsize=65536)
def match_key(source: str) -> str:
    """What two sources share when a translator would call them the same sentence.

    >>> match_key("董事會（深圳）") == match_key("董事会 (深圳)")
    True
    """
    return to_simplified(bare(source)).translate(_SIMPLE)


@lru_cache(maxsize=65536)
def match_mask(source: str) -> str:
    """The key of a source with its numbers set aside."""
    return set_numbers_aside(match_key(source))


def set_numbers_aside(key: str) -> str:
    """A key with # for every run of figures, so that it is the same for other years' numbers.

    It only brings sentences together: whether their quantities can be exchanged is for another room to say.

    >>> set_numbers_aside("2024年营业收入12.5万元,增长3.2%")
    '#年营业收入#元,增长#'
    """
    return _FIGURES.sub("#", key)
