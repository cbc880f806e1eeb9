"""Where an English phrase stands in a sentence: on word boundaries, inflected, recased, with other hyphens and quotes.

Both are cut into words; a word of the sentence stands for a word of the phrase when it is that word, its singular
or plural, a form of it where it is a verb, or its other spelling (centre, center). Articles in between do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.terms.words import OTHER_PLURALS, plural, singular, spelling_key, verb_forms

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("’‘ʼ＇", "'"),
        **dict.fromkeys("“”„＂", '"'),
        **dict.fromkeys("\u00a0\u202f", " "),
    }
)
_WORD = re.compile(r"(?P<word>[A-Za-z0-9\u00c0-\u024f]+)(?P<own>'s(?![A-Za-z])|(?<=s)'(?![A-Za-z]))?|&")
_SKIPPED = frozenset({"the", "a", "an", "its", "their", "our"})
# Between the words of a phrase; an abbreviation just defined, (“OA”) system, closes its bracket there.
_CLOSE = re.compile(r"[\s\-'\"/]*(?:\)\s)?")
_LOOSE = re.compile(r"[\s\-'\"/.,:;()&]*")
_SKIPPED_WORDS = re.compile(r"\b(?:the|a|an|its|their|our)\b", re.IGNORECASE)
# An abbreviation just defined: research and development (“R&D”).
_ASIDE = re.compile(r"\((?:the )?[\"']?(?P<short>[A-Z][\w&]*)[\"']?\)")
# Words that a capital turns into something else (a party, the Party): these are compared with their capitals.
_CAPITAL_MATTERS = frozenset({"party", "state", "act", "code", "measures", "articles", "council", "exchange"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: as written without its possessive ending, its spelling key, where it stands."""

    text: str
    key: str
    start: int
    end: int
    close_end: int  # before a possessive ending


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word of a phrase: as written, the spelling keys that stand for it, what follows it."""

    text: str
    exact: str
    keys: frozenset[str]
    gap: str


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a sentence: code points, and the places of its first word and behind its last among the words."""

    start: int
    end: int
    first: int
    last: int


class English:
    """A sentence cut into words, with the places of each spelling key.

    ``asides`` has the abbreviations defined in brackets: the place of the first word inside, and that behind the last.
    ``spelt_out`` has, for the place where such an abbreviation is spelt out, the place of the abbreviation.
    """

    __slots__ = ("asides", "places", "plain", "spelt_out", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = text.translate(_PLAIN)
        self.words = tuple(word for word in _words(self.plain) if word.key not in _SKIPPED)
        self.places: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            self.places.setdefault(word.key, []).append(place)
        self.asides: dict[int, int] = {}
        self.spelt_out: dict[int, int] = {}
        for match in _ASIDE.finditer(self.plain):
            self._note_aside(match)

    def _note_aside(self, match: re.Match[str]) -> None:
        inside = [
            place for place, word in enumerate(self.words) if match.start("short") <= word.start < match.end()
        ]
        if not inside:
            return
        first = inside[0]
        self.asides[first] = inside[-1] + 1
        initials = "".join(word.key[0] for word in self.words[:first])
        short = match["short"].lower().replace("&", "a")
        if initials.endswith(short):
            self.spelt_out[first - len(short)] = first

    def gap(self, place: int) -> str:
        """What stands between a word and the next, articles aside."""
        between = self.plain[self.words[place].end : self.words[place + 1].start]
        return _SKIPPED_WORDS.sub("", between)


def _words(plain: str) -> Iterator[Word]:
    for match in _WORD.finditer(plain):
        text = match["word"] or "and"
        end = match.end("word") if match["word"] else match.end()
        yield Word(text, spelling_key(text.lower()), match.start(), match.end(), end)


@lru_cache(maxsize=256)
def english(text: str) -> English:
    """The sentence cut into words; kept for a while, since one sentence is asked about many terms."""
    return English(text)


def holds_words(text: str, phrase: str) -> bool:
    """Whether the words of a phrase stand in a text in their order, others between them or not."""
    keys = iter(word.key for word in English(text).words)
    return all(word.key in keys for word in English(phrase).words)


@lru_cache(maxsize=16384)
def wanted(phrase: str, pos: str = "noun", strict: bool = False) -> tuple[Wanted, ...]:
    """The words of a phrase with what may stand for each.

    Loosely, every word may be singular or plural, and the first of a verb phrase, or a phrase of one word, may be a
    verb form. Strictly, only the last word may be plural: for renderings that are forbidden.
    """
    cut = English(phrase)
    words = cut.words or tuple(_words(cut.plain))
    last = len(words) - 1
    found = []
    for place, word in enumerate(words):
        verb = not strict and place == 0 and (pos == "verb" or last == 0)
        number = place == last or not strict
        gap = cut.plain[word.end : words[place + 1].start] if place < last else ""
        found.append(Wanted(word.text, word.key, _keys(word.text, number, verb), _SKIPPED_WORDS.sub("", gap)))
    return tuple(found)


def _keys(text: str, number: bool, verb: bool) -> frozenset[str]:
    low = text.lower()
    forms = {low}
    if number and len(low) > 2:
        forms |= {plural(low), singular(low) or low, OTHER_PLURALS.get(low, low)}
    if verb and len(low) > 3 and low.isalpha():
        forms |= set(verb_forms(low))
    return frozenset(spelling_key(form) for form in forms)


def find_phrase(
    phrase: str, sentence: English, *, pos: str = "noun", fixed: bool = False, strict: bool = False
) -> tuple[Found, ...]:
    """Where the phrase stands in the sentence, in order.

    ``fixed``: its capitals have to stand. ``strict``: for a forbidden rendering; no inflection but the last word's
    plural, capitals compared where they carry meaning.
    """
    words = wanted(phrase, pos, strict)
    if not words:  # signs, or Chinese that is kept
        return tuple(Found(*match.span(), 0, 0) for match in re.finditer(re.escape(phrase), sentence.text))
    starts = sorted({place for key in _first_keys(words) for place in sentence.places.get(key, ())})
    found = []
    for first in starts:
        pairs = _follow(words, sentence, first)
        if pairs is None or (fixed and not _keeps_capitals(pairs, sentence)):
            continue
        if strict and not _same_meaning(pairs, sentence):
            continue
        last = pairs[-1][1] + 1
        found.append(Found(*_around(phrase, sentence, first, last), first, last))
    return tuple(found)


def _around(phrase: str, sentence: English, first: int, last: int) -> tuple[int, int]:
    """The code points of the words, with the signs around them that the phrase has too: a bracket, a quotation mark."""
    start, end = sentence.words[first].start, sentence.words[last - 1].close_end
    lead, tail = _edges(phrase)
    if lead and sentence.plain.endswith(lead, 0, start):
        start -= len(lead)
    if tail and sentence.plain.startswith(tail, end):
        end += len(tail)
    return start, end


@lru_cache(maxsize=16384)
def _edges(phrase: str) -> tuple[str, str]:
    """What a phrase has before its first and behind its last word."""
    cut = English(phrase)
    if not cut.words:
        return "", ""
    lead = _SKIPPED_WORDS.sub("", cut.plain[: cut.words[0].start]).lstrip()
    return lead, cut.plain[cut.words[-1].end :].rstrip()


def _first_keys(words: tuple[Wanted, ...]) -> frozenset[str]:
    """The keys with which the phrase may begin: its first word's, or of its first two written as one."""
    keys = words[0].keys
    if len(words) > 1:
        keys |= {words[0].exact + key for key in words[1].keys}
    return keys | {key[:cut] for key in words[0].keys for cut in range(4, len(key) - 3)}


def _follow(words: tuple[Wanted, ...], sentence: English, first: int) -> list[tuple[Wanted, int]] | None:
    """(word of the phrase, place in the sentence) from ``first`` on; None where the phrase does not stand there.

    Two words may be written as one and one as two: healthcare, health care.
    """
    pairs: list[tuple[Wanted, int]] = []
    place, at = first, 0
    while at < len(words):
        place = _pass_aside(words[at], sentence, place) if pairs else place
        if place >= len(sentence.words) or (pairs and not _joined(pairs[-1], place, sentence)):
            return None
        key = sentence.words[place].key
        if key in words[at].keys:
            pairs.append((words[at], place))
            at += 1
        elif at + 1 < len(words) and any(key == words[at].exact + other for other in words[at + 1].keys):
            pairs.append((words[at + 1], place))
            at += 2
        elif _two_as_one(words[at], sentence, place):
            pairs.append((words[at], place + 1))
            at += 1
            place += 1
        else:
            return None
        place += 1
    return pairs


def _pass_aside(word: Wanted, sentence: English, place: int) -> int:
    """The place to read on at: behind a bracket that defines, or at the abbreviation that is spelt out here."""
    short = sentence.spelt_out.get(place)
    if short is not None and sentence.words[short].key in word.keys:
        return short
    if place in sentence.asides and sentence.words[place].key not in word.keys:
        return sentence.asides[place]
    return place


def _two_as_one(word: Wanted, sentence: English, place: int) -> bool:
    if place + 1 >= len(sentence.words) or sentence.gap(place) not in (" ", "-"):
        return False
    return sentence.words[place].key + sentence.words[place + 1].key in word.keys


def _joined(last: tuple[Wanted, int], place: int, sentence: English) -> bool:
    """Whether what stands between the last word read and this one may stand there in the phrase."""
    if place != last[1] + 1:
        return True  # a bracket was passed
    own, gap = last[0].gap, sentence.gap(last[1])
    loose = any(sign in own for sign in ".,:;()")
    return gap == own or bool((_LOOSE if loose else _CLOSE).fullmatch(gap))


def _keeps_capitals(pairs: list[tuple[Wanted, int]], sentence: English) -> bool:
    return all(
        not own.isupper() or other.isupper()
        for word, place in pairs
        for own, other in zip(word.text, sentence.words[place].text, strict=False)
    )


def _same_meaning(pairs: list[tuple[Wanted, int]], sentence: English) -> bool:
    """Whether capitals make no other thing of it: a forbidden name needs its capitals, a party is not the Party."""
    for word, place in pairs:
        own, other = word.text[0], sentence.words[place].text[0]
        if own.isupper() and not other.isupper():
            return False
        if word.exact in _CAPITAL_MATTERS and own.islower() and other.isupper() and place != 0:
            return False
    return True
