"""English text as a PDF gives it: cut into sentences, words that a line end parted made whole again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

_STOP = re.compile(r"[.!?;\n]")
_CLOSERS = "”’\"')]"
_NEXT = re.compile(r"\s+[“‘\"'(\[]*[A-Z0-9•]|\s*$")
_SHORT = frozenset(
    (
        "co", "corp", "inc", "ltd", "no", "nos", "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "vs",
        "etc", "dept", "approx", "est", "fig", "figs", "vol", "art", "sec", "para", "ed", "eds", "viz",
        "cf", "al", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec",
    )
)  # fmt: skip
_INITIALS = re.compile(r"(?:^|[\s(“])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])$")
_MARK = re.compile(r"^\s*[(（]?(?:\d{1,3}(?:\.\d{1,3})*|[IVXivx]{1,5}|[A-Za-z])$")
_PARTED = re.compile(r"\b([A-Za-z]+)[-\u2010\u00ad] ?([a-z]+\b|[A-Z]+(?![A-Za-z]))")
_CALL = re.compile(r"\b([A-Za-z]{3,})(\.|[:;](?=\d+\s*$))\d{1,2}(?=\s|$)")  # of a note, set small and high
_PREFIXES = frozenset(
    (
        "anti", "bi", "co", "counter", "cross", "ex", "extra", "inter", "intra", "macro", "mega", "micro", "mid", "mini",
        "multi", "non", "over", "post", "pre", "pro", "pseudo", "quasi", "re", "self", "semi", "socio", "sub", "super",
        "tele", "trans", "tri", "ultra", "un", "under", "well",
    )
)  # fmt: skip
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")


def cut_english(text: str) -> list[str]:
    """The sentences of an English text; joined they are the text. A semicolon outside brackets ends one too.

    >>> cut_english("Winning Co., Ltd. held 3 meetings (No. 1; No. 2). It grew; costs fell.")
    ['Winning Co., Ltd. held 3 meetings (No. 1; No. 2). ', 'It grew; ', 'costs fell.']
    """
    pieces, start = [], 0
    closed = text.rstrip(_CLOSERS + " \n").endswith((".", ";", "!", "?", ":"))
    for end in _ends(text, closed):
        if text[start:end].strip() and text[end:].strip():
            pieces.append(text[start:end])
            start = end
    pieces.append(text[start:])
    return pieces


def _ends(text: str, closed: bool) -> Iterator[int]:
    """Where sentences end; a line that is not ``closed`` is a heading or a list of words, not cut at semicolons."""
    depth, seen = 0, 0
    for found in _STOP.finditer(text):
        between = text[seen : found.start()]
        depth = max(0, depth + between.count("(") - between.count(")"))
        seen = found.start()
        at = found.end()
        if found[0] == ";" and (depth or not closed or not text[at : at + 1].isspace()):
            continue
        if found[0] in ".!?":
            while at < len(text) and text[at] in _CLOSERS:
                at += 1
            if not _NEXT.match(text, at) or (found[0] == "." and _is_short(text[: found.start()], text[at:])):
                continue
            depth = 0
        while at < len(text) and text[at].isspace():
            at += 1
        yield at


def _is_short(before: str, after: str) -> bool:
    """Whether a full stop belongs to an abbreviation, an initial or the number of a list."""
    word = re.split(r"[\s(“]", before)[-1].lower()
    if _MARK.match(before) or _INITIALS.search(before):
        return True
    if word in ("no", "nos"):
        return bool(re.match(r"\s*\d", after))
    return word in _SHORT and (word not in ("co", "ltd", "inc", "corp", "etc") or not _begins(after))


def _begins(after: str) -> bool:
    """Whether a sentence begins: a capital, and no further part of a company's name."""
    return bool(re.match(r"\s*[“(]?[A-Z]", after)) and not re.match(r"\s*(?:Ltd|Inc|Co|LLC|Limited)\b", after)


def mend_hyphens(texts: Iterable[str]) -> Mapping[str, str]:
    """Which words with a hyphen are one word parted at a line end, by what else stands in the same texts.

    ``environ-mental`` is ``environmental`` where that word stands elsewhere, or where neither half is a word of these
    texts; a compound that stands twice, whose halves are words, or that begins as compounds do, keeps its hyphen.
    """
    words: Counter[str] = Counter()
    parted: dict[str, tuple[str, str]] = {}
    for text in texts:
        words.update(word.lower() for word in _WORD.findall(text))
        for found in _PARTED.finditer(text):
            parted[found[0]] = (found[1], found[2])
    mended = {}
    for whole, (left, right) in sorted(parted.items()):
        joined = (left + right).lower()
        soft = not whole.isascii() and right.islower()
        alone = (
            right.islower()
            and not words[left.lower()]
            and not words[right.lower()]
            and left.lower() not in _PREFIXES
        )
        once = words[f"{left}-{right}".lower()] == 1
        if soft or words[joined] or (alone and once and min(len(left), len(right)) > 2):
            mended[whole] = left + right
    return mended


def mend(text: str, mended: Mapping[str, str]) -> str:
    """The text with its parted words whole, without the calls of notes at the ends of sentences, with plain blanks only."""
    plain = re.sub(r"[^\S\n]+", " ", text)
    plain = _CALL.sub(lambda found: found[0] if found[1].lower() in _SHORT else found[1] + found[2], plain)
    return _PARTED.sub(lambda found: mended.get(found[0], found[0]), plain)
