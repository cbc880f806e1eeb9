"""The matcher of a glossary: every place where a surface form stands and no guard forbids it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick, MatchKind

from generator.terms.fold import HAN, fold, fold_key
from generator.terms.slots import SLOT, anchor_of, slot_pattern
from generator.terms.term import Term

# Before a match these say the opposite or something else (非独立董事, 原董事长).
_NEGATIONS = frozenset("非未不无反拟")
# … but not where they end a word of their own: 模拟, 虚拟, 违反, 相反.
_NEGATION_IN_WORD = re.compile(r"(?:[模虚]拟|[违相]反)$")
# 前 and 原 mean "former" only where a phrase begins; 目前, 召开前, 还原 do not.
_FORMER = re.compile(r"(?:^|[^\u3400-\u9fff]|[司的由与和及任为其向对将是被从])[前原]$")
# A job's title is a closed list: with one of these it is another title, which has to be an entry of its own.
_JOB_AFTER = ("副", "助理", "执行", "代理", "常务", "前任", "名誉", "候任", "联席", "首席")
_JOB_BEFORE = ("助理", "办公", "秘书", "候选", "特别助")
# What may not follow a law's short title that is not in its marks: 公司法人, 公司法定代表人, 证券法律; 公司法规定 may.
_NO_LAW = re.compile(r"[人定务律院治制]|规(?!定)")


@dataclass(frozen=True, slots=True)
class Key:
    """A folded surface form with its entry and guards, ready for comparison."""

    text: str
    term: Term
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]
    negatable: bool
    digit_first: bool
    digit_last: bool
    latin_first: bool
    latin_last: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A key found at ``start`` to ``end`` of folded text, with the Chinese of its slots."""

    start: int
    end: int
    key: Key
    slots: Mapping[str, str] = field(default_factory=dict)


class Index:
    """All keys of a glossary in one automaton. A later layer takes a surface form from an earlier one."""

    def __init__(self, entries: Iterable[Term]) -> None:
        owners: dict[str, Term] = {}
        for term in entries:
            for surface in term.surfaces:
                text = fold_key(surface)
                if text and (text not in owners or owners[text].layer <= term.layer):
                    owners[text] = term
        keys = [_key(text, term) for text, term in owners.items()]
        self.keys: Sequence[Key] = [key for key in keys if not SLOT.search(key.text)]
        self._slotted = [
            (anchor_of(key.text), slot_pattern(key.text), key) for key in keys if SLOT.search(key.text)
        ]
        self._exact = {key.text: key for key in self.keys}
        self._automaton = AhoCorasick([key.text for key in self.keys], MatchKind.Standard)

    def candidates(self, text: str) -> list[Candidate]:
        """The candidates in folded text that no guard forbids, by start, the longer first; they may overlap."""
        found = [
            Candidate(start, end, self.keys[number])
            for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)
            if _allowed(text, start, end, self.keys[number])
        ]
        if self._slotted:
            found += self._slot_candidates(text, {(one.start, one.end) for one in found})
        found.sort(key=lambda one: (one.start, -one.end))
        return found

    def look_up(self, text: str) -> Candidate | None:
        """The candidate that is the whole of the folded text."""
        key = self._exact.get(text)
        if key is not None:
            return Candidate(0, len(text), key)
        return next(
            (
                Candidate(0, len(text), key, match.groupdict())
                for anchor, pattern, key in self._slotted
                if anchor in text and (match := pattern.fullmatch(text))
            ),
            None,
        )

    def _slot_candidates(self, text: str, taken: set[tuple[int, int]]) -> Iterator[Candidate]:
        for anchor, pattern, key in self._slotted:
            for match in pattern.finditer(text) if anchor in text else ():
                if match.span() not in taken and _allowed(text, *match.span(), key):
                    yield Candidate(*match.span(), key, match.groupdict())


def _key(text: str, term: Term) -> Key:
    job = term.kind == "job"
    first, last = text[0], text[-1]
    touching_digits = term.match.digits
    return Key(
        text,
        term,
        tuple(fold(guard).text for guard in term.match.not_after) + (_JOB_AFTER if job else ()),
        tuple(fold(guard).text for guard in term.match.not_before) + (_JOB_BEFORE if job else ()),
        not term.protected and term.kind not in ("unit", "award"),
        touching_digits or first.isdecimal() or text.startswith(("{n", "{m")),
        touching_digits or last.isdecimal() or text.endswith(("{n}", "{m}")),
        first.isascii() and first.isalpha(),
        last.isascii() and last.isalpha(),
    )


def _allowed(text: str, start: int, end: int, key: Key) -> bool:
    """Whether no guard forbids the key here."""
    if key.term.match.whole and text[:start].strip() + text[end:].strip():
        return False
    before = text[start - 1] if start else ""
    after = text[end] if end < len(text) else ""
    if before and not _may_follow(text, start, before, key):
        return False
    if after and (
        (key.latin_last and after.isascii() and after.isalpha())
        or (key.digit_last and _digit_after(text, end))
        or (key.not_before and text.startswith(key.not_before, end))
    ):
        return False
    return not _is_law(key) or _in_marks(text, start, end) or not _NO_LAW.match(text, end)


def _may_follow(text: str, start: int, before: str, key: Key) -> bool:
    if key.latin_first and before.isascii() and before.isalpha():
        return False
    if key.digit_first and _digit_before(text, start):
        return False
    if key.not_after and text.endswith(key.not_after, 0, start):
        return False
    return not (key.negatable and _negated(text, start, before, key.term.pos == "verb"))


def _negated(text: str, start: int, before: str, verb: bool) -> bool:
    """Whether the match is denied. A verb keeps its English when it is denied or planned: only 非 and 反 change it."""
    if before in "前原":
        return bool(_FORMER.search(text, max(0, start - 2), start))
    if before not in _NEGATIONS or (verb and before not in "非反"):
        return False
    return not _NEGATION_IN_WORD.search(text, max(0, start - 2), start)


def _digit_before(text: str, start: int) -> bool:
    before = text[start - 1]
    return before.isdecimal() or (before in ".," and start > 1 and text[start - 2].isdecimal())


def _digit_after(text: str, end: int) -> bool:
    after = text[end]
    return after.isdecimal() or (after in ".," and end + 1 < len(text) and text[end + 1].isdecimal())


def _is_law(key: Key) -> bool:
    """Whether the key is a short title that may straddle a word (公司法 in 公司法人)."""
    return key.term.match.marks or (key.term.kind == "rule-title" and key.text.endswith("法"))


def _in_marks(text: str, start: int, end: int) -> bool:
    """Whether the span stands between 《 and 》."""
    opened, closed = text.rfind("《", 0, start), text.rfind("》", 0, start)
    return opened > closed and text.find("》", end) != -1 and not _runs_on(text, end)


def _runs_on(text: str, end: int) -> bool:
    """Whether, inside marks, the title goes on as another word (《公司法人治理准则》)."""
    return bool(HAN.match(text, end)) and bool(_NO_LAW.match(text, end))
