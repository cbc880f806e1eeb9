"""A sentence made ready for an engine: what is certain stands in it already, or a code stands for it.

Amounts, counts and dates are written in English by rule before the engine sees them. Terms are told beside the
sentence or put into it, as suits the engine. For a masked request a code (A11, N12) stands for every amount, date
and name, and for whatever else holds a figure or an address; so it does where an engine has lost the English itself.
A code comes back exactly once, that of a name at least once, or the answer is not taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from generator.draft.names import NAMES, find_name, to_plain
from generator.quantities import Style, find_quantities, quantity_to_english
from generator.terms import TermHit, closed_spans

_LETTERS = {"money": "A", "date": "D", "period": "D", "percent": "P", "name": "N", "term": "T"}
_LETTER = "A-Za-z\u00c0-\u024f"
_OTHER = re.compile(rf"[{_LETTER}0-9][{_LETTER}0-9_.@:/%&?=#+-]*[{_LETTER}0-9_/]|[0-9]")
_LATIN = re.compile(rf"[{_LETTER}]{{2,}}(?:-[{_LETTER}]+)*")
_CODE = re.compile(r"(?<![A-Za-z0-9])[A-Z]\d{2,}(?![0-9])")
_BLANKS = re.compile(r" {2,}")


@dataclass(frozen=True, slots=True)
class Ways:
    """How a sentence is made ready: which things get a code, and which terms are put in.

    ``names`` are Chinese names to be masked beside those of the glossary, with their English or None.
    """

    codes_for_numbers: bool = False
    codes_for_terms: bool = False
    mask: bool = False
    terms_put_in: bool = False
    names: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the source with its English; ``kind`` is a quantity's, or name, term, other."""

    start: int
    end: int
    english: str
    kind: str
    coded: bool


@dataclass(frozen=True, slots=True)
class Shield:
    """A sentence as the engine sees it: ``kept`` are the pieces that come back as they are, ``codes`` their English.

    ``hidden`` are the words that a masked request must not hold.
    """

    source: str
    terms: tuple[tuple[str, str], ...]
    advice: tuple[tuple[str, str], ...]
    kept: tuple[str, ...]
    codes: Mapping[str, str]
    hidden: tuple[str, ...] = ()

    def restore(self, answer: str) -> tuple[str, tuple[str, ...]]:
        """The answer with its codes in English, and what is wrong with the codes."""
        found = Counter(_CODE.findall(answer))
        problems = [f"{code} must stand in it" for code in self.codes if not found[code]]
        problems += [
            f"{code} must stand in it once"
            for code in self.codes
            if found[code] > 1 and not code.startswith("N")
        ]
        return _CODE.sub(lambda code: self.codes.get(code[0], code[0]), answer), tuple(problems)

    def conceal(self, words: str) -> str:
        """Words about the answer, with codes in the place of what they stand for."""
        for code, english in sorted(self.codes.items(), key=lambda item: -len(item[1])):
            words = words.replace(english, code)
        return words

    def find_leaks(self, *texts: str) -> tuple[str, ...]:
        """The hidden words that stand in one of the texts all the same, but those that are a part of another one."""
        found = [word for word in self.hidden if any(any(find_name(word, text)) for text in texts)]
        return tuple(word for word in found if not any(word in other and word != other for other in found))


def shield(source: str, hits: Sequence[TermHit], style: Style, ways: Ways) -> Shield:
    """The sentence made ready in these ways.

    >>> shield("公司捐赠12.5万元。", (), Style(), Ways()).source
    '公司捐赠 RMB125,000 。'
    >>> shield("公司捐赠12.5万元。", (), Style(), Ways(mask=True)).source
    '公司捐赠 A11 。'
    """
    pieces = _chosen([*_term_pieces(hits, ways), *_number_pieces(source, hits, style, ways)])
    hidden = []
    if ways.mask:
        pieces = _chosen([*pieces, *_name_pieces(source, ways)])
        pieces = sorted([*pieces, *_other_pieces(source, pieces, hits)], key=lambda piece: piece.start)
        hidden = [form for name, english in ways.names for form in (name, english) if form]
    words, codes, kept, at = "", dict[str, str](), list[str](), 0
    fresh = _fresh_codes(source)
    for piece in pieces:
        shown = piece.english
        if piece.coded:
            shown = next((code for code, english in codes.items() if _same_name(code, english, piece)), "")
            shown = shown or f"{_LETTERS.get(piece.kind, 'C')}{next(fresh)}"
            codes[shown] = piece.english
            hidden += [source[piece.start : piece.end].strip(), piece.english]
        kept.append(shown)
        words += f"{source[at : piece.start]} {shown} "
        at = piece.end
    words = _BLANKS.sub(" ", words + source[at:]).strip()
    free = [hit for hit in hits if hit.term.kind != "unit" and not _overlaps(hit, pieces)]
    return Shield(
        words,
        _told(hit for hit in free if not hit.term.advice),
        _told(hit for hit in free if hit.term.advice),
        tuple(kept),
        codes,
        tuple(dict.fromkeys(hidden)) if ways.mask else (),
    )


def _same_name(code: str, english: str, piece: Piece) -> bool:
    return piece.kind == "name" and code.startswith("N") and english == piece.english


def _term_pieces(hits: Sequence[TermHit], ways: Ways) -> Iterator[Piece]:
    for hit in hits:
        name = hit.term.kind in NAMES
        if (ways.mask and name) or (ways.terms_put_in and not hit.term.advice):
            coded = (ways.mask and name) or ways.codes_for_terms
            if hit.term.kind != "unit":
                yield Piece(hit.start, hit.end, hit.english, "name" if name else "term", coded)


def _number_pieces(source: str, hits: Sequence[TermHit], style: Style, ways: Ways) -> Iterator[Piece]:
    for found in find_quantities(source, closed_spans(hits)):
        coded = ways.mask or ways.codes_for_numbers
        yield Piece(found.start, found.end, quantity_to_english(found, style), found.kind, coded)


def _chosen(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces in order, the longer one where two overlap."""
    chosen: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: (piece.start - piece.end, piece.start)):
        if all(piece.end <= other.start or other.end <= piece.start for other in chosen):
            chosen.append(piece)
    return sorted(chosen, key=lambda piece: piece.start)


def _name_pieces(source: str, ways: Ways) -> Iterator[Piece]:
    """The names beside those of the glossary; one without an English stays, and keeps the sentence from being sent."""
    for name, english in ways.names:
        if english is not None:
            for form in (name, english):
                yield from (
                    Piece(start, end, english, "name", True) for start, end in find_name(form, source)
                )


def _other_pieces(source: str, pieces: Sequence[Piece], hits: Sequence[TermHit]) -> Iterator[Piece]:
    """What is left and holds a figure, an address or a Latin word that is no term: it comes back as it was."""
    starts, ends = [0, *(piece.end for piece in pieces)], [*(piece.start for piece in pieces), len(source)]
    plain = to_plain(source)
    for start, end in zip(starts, ends, strict=True):
        for found in _OTHER.finditer(plain, start, end):
            if any(c.isdecimal() or c in "@/" for c in found[0]):
                yield Piece(found.start(), found.end(), found[0], "other", True)
            elif _LATIN.fullmatch(found[0]) and not any(
                hit.start <= found.start() and found.end() <= hit.end for hit in hits
            ):
                yield Piece(found.start(), found.end(), found[0], "name", True)


def _overlaps(hit: TermHit, pieces: Iterable[Piece]) -> bool:
    return any(hit.start < piece.end and piece.start < hit.end for piece in pieces)


def _told(hits: Iterable[TermHit]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((hit.text, hit.english) for hit in hits))


def _fresh_codes(source: str) -> Iterator[str]:
    """Numbers for codes that do not stand in the source already."""
    return (str(number) for number in count(11) if str(number) not in source)
