"""The proof that a build changed what it says it changed, and nothing else.

The files of this build are held against those of the build before, byte for byte: every sentence that is not
among the changes, and every block of every page whose sentences, terms and place in the report are as they
were. What moved without a reason is named.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.changes import Change
from generator.pipeline.resets import Reset

Rows = Mapping[str, Mapping[str, Any]]

# A tag with an id, and the tags right before it that only open what it stands in.
_BLOCK = re.compile(r'(?:<[a-z](?![^<>]* id=")[^<>]*>\s*)*<[a-z][^<>]* id="([^"]+)"')
_NOTE = re.compile(r'<a class="term" [^>]*>(.*?)</a>', re.DOTALL)
_END = "</main>"


@dataclass(frozen=True, slots=True)
class Moved:
    """A block of a page, or a sentence, that is other than before though nothing explains it."""

    what: str
    where: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are now, and how many of them are byte for byte as before."""

    all: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Proof:
    """What was compared. ``because`` are the inputs, apart from words, that changed and may move any block.

    ``moved`` is what nothing explains; with ``because`` it is what that moved.
    """

    sentences: Count
    pages: Mapping[str, Count] = field(default_factory=dict)
    because: tuple[str, ...] = ()
    moved: tuple[Moved, ...] = ()

    @property
    def unexplained(self) -> tuple[Moved, ...]:
        """What moved though no change of a sentence and no other input explains it."""
        return () if self.because else self.moved


@dataclass(frozen=True, slots=True)
class State:
    """What one build made: the sentences and blocks of its records, and its pages by name."""

    sentences: Rows
    blocks: Rows
    pages: Mapping[str, str]


def state_of(bitext: Mapping[str, Any], content: Mapping[str, Any], pages: Mapping[str, str]) -> State:
    """The state that the records bitext.json and content.json, and the pages, tell of."""
    return State(
        {row["id"]: row for row in bitext["sentences"]},
        {row["id"]: row for row in content["blocks"]},
        pages,
    )


def prove_unchanged(
    before: State,
    after: State,
    changes: Sequence[Change],
    because: Sequence[str],
    explained: Collection[str] = (),
    resets: Sequence[Reset] = (),
) -> Proof:
    """Hold two builds against each other; ``changes`` are what this build says that it changed.

    ``explained`` are parts of a page that an input moves which moves nothing else: the list of terms. ``resets`` are
    the chapters that were set again: one whose text alone moved must hold a block that changed.
    """
    said = {change.sentence for change in changes}
    same = {id for id, row in after.sentences.items() if _words(row) == _words(before.sentences.get(id))}
    moved = [Moved(id, "bitext.json") for id in after.sentences if id not in said and id not in same]
    counts = {}
    for name in after.pages:
        if name in before.pages:
            counts[name], found = _compare_pages(name, before, after)
            moved += [one for one in found if one.what not in explained]
    touched = _touched(before, after)
    moved += [
        Moved(one.chapter, one.file)
        for one in resets
        if one.because == ("text",) and not one.blocks & touched
    ]
    return Proof(Count(len(after.sentences), len(same)), counts, tuple(because), tuple(moved))


def _words(row: Mapping[str, Any] | None) -> tuple[str, str | None] | None:
    return (row["source"], row["target"]) if row else None


def _compare_pages(name: str, before: State, after: State) -> tuple[Count, list[Moved]]:
    """The blocks of one page in both builds, and those that moved without a reason."""
    touched = _touched(before, after)
    ids = before.blocks.keys() | after.blocks.keys()
    then, now = page_to_blocks(before.pages[name], ids), page_to_blocks(after.pages[name], ids)
    same = {id for id, html in now.items() if then.get(id) == html}
    blocks = [id for id in now if id in ids]
    told = same | touched
    moved = [Moved(id, name) for id in blocks if id not in told and _bare(now[id]) != _bare(then.get(id, ""))]
    if not touched:  # covers, contents and lists of terms are made of the words of others
        moved += [Moved(id, name) for id in now if id not in ids and id not in same]
    return Count(len(blocks), sum(id in same for id in blocks)), moved


def _bare(html: str) -> str:
    """A block without the links to definitions: they stand where a term is said first, which another block moves."""
    return _NOTE.sub(r"\1", html)


def _touched(before: State, after: State) -> set[str]:
    """The blocks that may differ: theirs is a sentence or a cell that changed, came or went."""
    found = set(_different(before.blocks, after.blocks))
    for id in _different(before.sentences, after.sentences):
        row = after.sentences.get(id) or before.sentences[id]
        found.add(str(row["block"]))
    return found


def _different(before: Rows, after: Rows) -> Iterator[str]:
    for id in before.keys() | after.keys():
        if before.get(id) != after.get(id):
            yield id


def page_to_blocks(page: str, ids: Collection[str]) -> dict[str, str]:
    """The HTML of each block of a page, from the tags that open it to those that open the next.

    What stands before the first block (cover, contents) and after the last (list of terms) has ids of its own.
    """
    page = page[: page.find(_END)] if _END in page else page
    page = page[max(page.find("<body"), 0) :]
    starts = [
        (found.start(), found[1])
        for found in _BLOCK.finditer(page)
        if found[1] in ids or found[1] in ("cover", "contents", "terms")
    ]
    ends = [start for start, _ in starts[1:]] + [len(page)]
    return {id: page[start:end] for (start, id), end in zip(starts, ends, strict=True)}


def proof_to_record(proof: Proof) -> dict[str, Any]:
    """The proof as build.json and changes.json tell it."""
    return {
        "sentences": _count(proof.sentences),
        "pages": {name: _count(count) for name, count in proof.pages.items()},
        "because": list(proof.because),
        "moved": [{"what": one.what, "where": one.where} for one in proof.moved],
    }


def _count(count: Count) -> dict[str, int]:
    return {"all": count.all, "changed": count.all - count.unchanged, "unchanged": count.unchanged}
