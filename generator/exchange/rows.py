"""The rows that go out to people and come back: id, page, source, English, comment, state.

A row's id holds the sentence's id, a mark of the English that went out and the first letter of its state
(``s1f…:9c2e…:t``), so that what comes back tells by itself what the person changed, wherever the row has been
moved to. What else goes out with a row (neighbours, terms, proposals, remarks) is for reading only.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.memory import Pair, match_key
from generator.model import Bitext, Proposal, Sentence, State, Translation

HEADS = ("ID", "Page 页", "Source 原文", "English 英文", "Comment 备注", "State 状态")
STATES: tuple[State, ...] = ("initial", "translated", "reviewed", "final")
_ID = re.compile(r"\S+:[0-9a-f]{8}:[itrf]")
_WORDS = (  # by these a column of another program's table is known, too
    ("id",),
    ("page", "页"),
    ("source", "原文", "中文", "chinese", "zh"),
    ("english", "英文", "译文", "target", "en"),
    ("comment", "备注", "note"),
    ("state", "状态", "status"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence as it stands in a file for review. ``page`` is 0 and ``id`` empty where a file lost them.

    ``comment`` is what people wrote; ``remarks`` is what the program has to say of the sentence. ``retyped`` is an English
    that a spreadsheet keeps as a number, a date or a formula: what was typed can no longer be told from it.
    """

    id: str
    page: int
    source: str
    target: str
    comment: str = ""
    state: State = "translated"
    path: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    terms: tuple[tuple[str, str], ...] = ()
    proposals: tuple[Proposal, ...] = ()
    remarks: tuple[str, ...] = ()
    retyped: bool = False

    @property
    def notes(self) -> tuple[str, ...]:
        """Page, headings, terms and remarks in words, for whoever works on the sentence."""
        place = f"p. {self.page} 第 {self.page} 页" if self.page else ""
        terms = "; ".join(f"{term} = {english}" for term, english in self.terms)
        said = (place, " › ".join(self.path), f"Terms 术语: {terms}" if terms else "", *self.remarks)
        return tuple(one for one in said if one)

    @property
    def offers(self) -> tuple[str, ...]:
        """The proposals in words: ``82 %: English … (Chinese …, memory.tmx:3)``."""
        return tuple(f"{p.score} %: {p.target} ({p.source}; {p.place})" for p in self.proposals)


def bitext_to_rows(
    bitext: Bitext,
    comments: Mapping[str, str] | None = None,
    remarks: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Row, ...]:
    """One row for each distinct sentence and English, in the report's order.

    ``comments`` are a person's by the key of the source, ``remarks`` the program's by the sentence's id.
    """
    rows: dict[tuple[str, str], Row] = {}
    words = [sentence.source.strip() for sentence in bitext.sentences]
    for number, sentence in enumerate(bitext.sentences):
        found = bitext.translation_of(sentence)
        key = match_key(sentence.source)
        if (key, found.target or "") not in rows:
            beside = words[number - 1] if number else "", "".join(words[number + 1 : number + 2])
            rows[key, found.target or ""] = _to_row(
                sentence, found, beside, (comments or {}).get(key, ""), (remarks or {}).get(sentence.id, ())
            )
    return tuple(rows.values())


def _to_row(
    sentence: Sentence, found: Translation, beside: tuple[str, str], comment: str, remarks: Sequence[str]
) -> Row:
    target = found.target or ""
    return Row(
        row_id(sentence.id, target, found.state),
        sentence.place.page,
        sentence.source.strip(),
        target,
        comment,
        found.state,
        sentence.path,
        *beside,
        tuple(found.terms.items()),
        found.proposals,
        tuple(remarks),
    )


def bitext_to_pairs(bitext: Bitext) -> tuple[Pair, ...]:
    """What a report leaves for the next one's memory: each sentence with its English, its state and its context."""
    rows = bitext_to_rows(bitext)
    by_machine = {
        row_id(one.sentence, one.target, one.state)
        for one in bitext.translations.values()
        if one.target and one.origin.startswith("engine")
    }
    return tuple(
        Pair(
            row.source,
            row.target,
            f"p. {row.page}",
            None,
            row.state,
            row.path,
            row.before,
            row.after,
            "machine" if row.id in by_machine else "",
        )
        for row in rows
        if row.target.strip()
    )


def row_id(sentence: str, target: str, state: State = "translated") -> str:
    """The id of a row: the sentence's, a mark of its English, the first letter of its state."""
    return f"{sentence}:{mark(target)}:{state[0]}"


def mark(target: str) -> str:
    """A short mark of an English: what went out is known by it when it comes back."""
    return hashlib.sha256(target.strip().encode()).hexdigest()[:8]


def to_state(words: str, id: str = "") -> State:
    """The state that a cell names; for a word that is none of them, the one with which the row went out.

    A reviewer who writes "OK" there has not taken back what a person approved before.
    """
    named = words.strip().lower()
    letter = id.strip().rpartition(":")[2] if id.count(":") == 2 else ""
    known = (state for state in STATES if named == state)
    return next(known, next((state for state in STATES if state[0] == letter), "translated"))


def find_columns(heads: Sequence[str]) -> dict[str, int] | None:
    """Our heads with the columns in which a table has them, whatever their order; None without source and English.

    >>> find_columns(["中文", "English", "Remark"])
    {'Source 原文': 0, 'English 英文': 1}
    """
    found: dict[str, int] = {}
    for head, words in zip(HEADS, _WORDS, strict=True):
        exact = [place for place, said in enumerate(heads) if said.strip() == head]
        alike = [place for place, said in enumerate(heads) if said.strip().lower() in words]
        if exact or alike:
            found[head] = (exact or alike)[0]
    return found if {HEADS[2], HEADS[3]} <= set(found) else None


def find_rows(
    lines: Sequence[Sequence[str]], before: Mapping[str, int] | None = None
) -> tuple[dict[str, int] | None, tuple[int, ...]]:
    """Our heads with their columns, and which lines are rows: the heads may have been sorted in among them.

    A table without heads that holds rows of ours, as when one was cut in two, has the columns of the one ``before`` it.
    """
    heads = next((number for number, line in enumerate(lines) if find_columns(line)), None)
    columns = find_columns(lines[heads]) if heads is not None else None
    if columns is None and before is not None and any(_is_ours(line, before) for line in lines):
        columns = dict(before)
    return columns, tuple(number for number, line in enumerate(lines) if number != heads and any(line))


def _is_ours(cells: Sequence[str], columns: Mapping[str, int]) -> bool:
    at = columns.get(HEADS[0], len(cells))
    return at < len(cells) and bool(_ID.fullmatch(cells[at].strip()))


def cells_to_row(cells: Sequence[str], columns: Mapping[str, int], margin: Iterable[str] = ()) -> Row:
    """The row in the cells of a table line; ``margin`` are comments that people fastened to it."""
    id, page, source, target, comment, state = (
        cells[columns[head]] if head in columns and columns[head] < len(cells) else "" for head in HEADS
    )
    said = dict.fromkeys(one.strip() for one in (comment, *margin) if one.strip())
    number = page.strip().removesuffix(".0")
    return Row(
        id.strip(),
        int(number) if number.isascii() and number.isdigit() else 0,
        source,
        target,
        "\n".join(said),
        to_state(state, id),
    )
