"""How wide columns are: those of a table, and the two of a page that shows both languages.

A table's have room for every word and figure first, then for what keeps the rows low.
Widths are estimated in millimetres from the letters, as no font is open here: an estimate a little too wide
costs nothing, and the check of the finished pages finds a word that broke all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil, sqrt

from generator.exporters.wording import Pair

PAGE, LANDSCAPE, GAP = 174.0, 265.0, 8.0
TYPE, DENSE_TYPE = 8.2, 7.4
# Size and leading of English and of Chinese text, in points, as print.css sets them.
ENGLISH, CHINESE = (9.6, 13.8), (9.4, 15.4)
# What lines that are not made even leave free at their ends, in ems: half a word, or where no mark may begin a line.
RAGGED_ENGLISH, RAGGED_CHINESE = 1.3, 0.4
# In steps so large that an edit seldom moves from one to the next: every page would have to be set anew.
SHARES = (54, 58, 62, 66)
WIDE = 7
PADDING, DENSE_PADDING = 3.4, 2.2
LEAST, SHORT = 8.0, 30.0
MM = 25.4
# A phone of 390 pixels: the width of its text in millimetres, and a little more, as widths are estimated too wide;
# the type of a table in points; and how many lines a cell may have before the table reads better row by row.
PHONE, PHONE_TYPE, PHONE_LINES = 100.0, 10.4, 8
# The share of the type's size that a second language below the first is set in, and that bold letters are wider.
SECOND, HEAVY = 0.88, 1.06
# A word that is longer breaks: an address, or a code.
LONGEST = 44.0
_EM = {
    **dict.fromkeys("ijl.,'’|!:;· ", 0.27),
    **dict.fromkeys("tfr()[]-–/I", 0.36),
    **dict.fromkeys("mwMW%‰@—", 0.84),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ&", 0.64),
}
_WORD = re.compile(r"[^\s\u3400-\u9fff\uff00-\uffef-]+-?|-")


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in one cell: its column, its pair, whether it is a head, and the room its figures need."""

    column: int
    pair: Pair
    head: bool
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns' shares of the width in thousandths; ``dense`` in smaller type, ``wide`` on a landscape page."""

    shares: tuple[int, ...]
    dense: bool
    wide: bool


@dataclass(frozen=True, slots=True)
class _Need:
    """What a column needs in millimetres: its longest word, its longest line, its longest line but for the head,
    and how much stands in it.
    """

    least: float
    whole: float
    body: float
    weight: float

    @property
    def wanted(self) -> float:
        """Where it reads well: a long line need not stand unbroken."""
        return max(self.least, min(self.whole, 26 + 4 * sqrt(self.whole)))


def words_to_columns(words: Iterable[Words], columns: int, *, english: bool, chinese: bool) -> Columns:
    """The widths for these cells in an edition that shows these languages."""
    cells = tuple(words)
    shown = (english, chinese)
    needs = _needs(cells, columns, shown, TYPE)
    crowded = sum(need.least for need in needs) > PAGE
    dense = crowded or (columns >= WIDE and sum(need.wanted for need in needs) > PAGE)
    if not dense:
        return Columns(_shares(_fit(needs, PAGE)), dense=False, wide=False)
    needs = _needs(cells, columns, shown, DENSE_TYPE)
    wanted = sum(need.least if crowded and columns < WIDE else need.wanted for need in needs)
    wide = wanted > PAGE
    return Columns(_shares(_fit(needs, LANDSCAPE if wide else PAGE)), dense=True, wide=wide)


def fits_phone(words: Iterable[Words], columns: int, *, english: bool, chinese: bool) -> bool:
    """Whether the table can be read on a phone as it is: no word is cut off, and no cell is a tall pile of words."""
    cells, shown = tuple(words), (english, chinese)
    needs = _needs(cells, columns, shown, PHONE_TYPE)
    if sum(need.least for need in needs) > PHONE:
        return False
    room = [width - DENSE_PADDING for width in _fit(needs, PHONE)]
    return all(
        sum(ceil(line / room[cell.column]) for line in _measure(cell, shown, PHONE_TYPE / 72 * MM)[1])
        <= PHONE_LINES
        for cell in cells
    )


def _needs(cells: Iterable[Words], columns: int, shown: tuple[bool, bool], size: float) -> list[_Need]:
    padding = PADDING if size == TYPE else DENSE_PADDING
    needs = [_Need(LEAST, LEAST, LEAST, 1.0)] * columns
    for cell in cells:
        word, lines = _measure(cell, shown, size / 72 * MM)
        line, need = max(lines) + padding, needs[cell.column]
        least = max(need.least, min(word, LONGEST) + padding)
        body = need.body if cell.head else max(need.body, line)
        weight = need.weight + (2 if cell.head else 1) * sum(lines) ** 2
        needs[cell.column] = _Need(least, max(need.whole, least, line), body, weight)
    return needs


def _measure(cell: Words, shown: tuple[bool, bool], em: float) -> tuple[float, tuple[float, float]]:
    """Millimetres of the longest piece that cannot break, and of each language on one line."""
    if cell.head:
        em *= HEAVY
    english, chinese = shown
    target = cell.pair.english if english else ""
    source = cell.pair.source if chinese and not (english and cell.pair.once) else ""
    small = SECOND if english else 1.0
    pieces = [(piece, 1.0) for piece in _WORD.findall(target)] + [
        (piece, small) for piece in _WORD.findall(source)
    ]
    if cell.figure:
        pieces.append((cell.figure, 1.0))
    longest = max((width(piece) * part for piece, part in pieces), default=0.0)
    return longest * em, (width(target) * em, width(source) * small * em)


def width(text: str) -> float:
    """The width of a line in ems."""
    return sum((_EM.get(letter, 0.55 if letter < "\u2e80" else 1.0) for letter in text), 0.0)


def _fit(needs: list[_Need], room: float) -> list[float]:
    """Widths that fill the room: the sum of the squares of the cells' heights is least within each need's bounds.

    Dates and names stand on one line where there is room for that.
    """
    unbroken = [replace(n, least=max(n.least, n.body)) if n.body <= SHORT else n for n in needs]
    if sum(need.least for need in unbroken) <= 0.9 * room:
        needs = unbroken
    if sum(need.whole for need in needs) <= room:
        more = (room - sum(need.whole for need in needs)) / max(len(needs), 1)
        return [need.whole + more for need in needs]
    if sum(need.least for need in needs) >= room:
        return [need.least for need in needs]
    low, high = 0.0, room
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(_grown(needs, middle)) < room else (low, middle)
    return _grown(needs, low)


def _grown(needs: list[_Need], scale: float) -> list[float]:
    return [max(need.least, min(need.whole, scale * need.weight ** (1 / 3))) for need in needs]


def _shares(widths: list[float]) -> tuple[int, ...]:
    total = sum(widths) or 1
    shares = [int(1000 * width / total) for width in widths]
    if shares:
        shares[shares.index(max(shares))] += 1000 - sum(shares)
    return tuple(shares)


def english_share(pairs: Iterable[Pair], letters: float = 1.0) -> int:
    """The English column's share of the page in percent at which these texts, side by side, are lowest together.

    ``letters`` is how much wider the letters of the face are than they are estimated here.
    """
    lengths = [(width(p.english) * letters * ENGLISH[0], width(p.source) * CHINESE[0]) for p in pairs if p]

    def height(share: int) -> float:
        left = PAGE * share / 100 - GAP / 2
        english = left / MM * 72 - RAGGED_ENGLISH * ENGLISH[0]
        chinese = (PAGE - GAP - left) / MM * 72 - RAGGED_CHINESE * CHINESE[0]
        return sum(
            max(ceil(en / english) * ENGLISH[1], ceil(zh / chinese) * CHINESE[1]) for en, zh in lengths
        )

    return min(SHARES, key=lambda share: (height(share), share))


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands to the right of a column's units: so many decimals, and all the signs such as % or a bracket."""

    decimals: int = 0
    signs: str = ""


_FIGURE = re.compile(r"^(?P<units>.*?)(?:\.(?P<decimals>\d+))?(?P<sign>[%％‰)）]*)$", re.DOTALL)


def find_tail(figures: Iterable[str]) -> Tail:
    """The longest tail of a column's figures."""
    parts = [match for figure in figures if (match := _FIGURE.match(figure.strip()))]
    decimals = max((len(part["decimals"] or "") for part in parts), default=0)
    return Tail(decimals, "".join(sorted({sign for part in parts for sign in part["sign"]})))


def pad(figure: str, tail: Tail) -> str:
    """What a figure lacks to the right, so that its decimal point stands under those above it."""
    part = _FIGURE.match(figure.strip())
    if part is None:
        return ""
    lacks = tail.decimals - len(part["decimals"] or "")
    point = "." if tail.decimals and not part["decimals"] else ""
    return point + "0" * lacks + "".join(sign for sign in tail.signs if sign not in part["sign"])
