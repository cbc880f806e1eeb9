"""Entries of a person's files that no longer apply: kept where they are, and shown with the nearest present sentence.

Nothing that a person wrote is ever dropped. An entry is an orphan when no sentence of this version takes it; its
English may still be what the nearest sentence needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from generator.anchors import page_anchor
from generator.checks.decisions import Decision
from generator.listmark import split_marker
from generator.memory import Memory, Pair, match_key
from generator.model import Bitext, Finding, Sentence
from generator.script import find_readings
from generator.versions.alike import Index
from generator.versions.marked import Piece, compare_characters
from generator.versions.units import mask_numbers

_NEAR = 0.4  # less alike than this is no help to anybody


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person wrote: the file, the line where it is known, the Chinese it quotes and what it says of it.

    ``reason`` tells why it does not apply, in English and Chinese.
    """

    file: str
    source: str
    said: str
    reason: str
    reason_zh: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Orphan:
    """An entry with the sentence of this version that is nearest to it, and that sentence's English."""

    entry: Entry
    nearest: Sentence | None = None
    target: str | None = None

    @property
    def anchor(self) -> str:
        """The id under which an edition shows the nearest sentence."""
        return page_anchor(self.nearest.role, self.nearest.block) if self.nearest else ""

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The quoted source against the nearest sentence."""
        return compare_characters(self.entry.source, self.nearest.source.strip() if self.nearest else "")


def find_orphans(entries: Iterable[Entry], bitext: Bitext) -> tuple[Orphan, ...]:
    """Each entry with its nearest sentence: one whose English no person wrote before one that has such."""
    listed = tuple(entries)
    if not listed:
        return ()
    sentences = bitext.sentences
    words = [_words(sentence.source) for sentence in sentences]
    approved = {one.id for one in sentences if bitext.translation_of(one).origin == "person"}
    rest = Index((n, words[n]) for n, one in enumerate(sentences) if one.id not in approved and words[n])
    every = Index((n, said) for n, said in enumerate(words) if said)
    return tuple(_with_nearest(entry, (rest, every), bitext) for entry in listed)


def _with_nearest(entry: Entry, indexes: Sequence[Index], bitext: Bitext) -> Orphan:
    words = _words(entry.source)
    for index in indexes:
        found = index.nearest(words, _NEAR)
        if found:
            sentence = bitext.sentences[found[0]]
            return Orphan(entry, sentence, bitext.translation_of(sentence).target)
    return Orphan(entry)


def _words(source: str) -> str:
    return "".join(filter(str.isalpha, mask_numbers(source)))


def find_unused_pairs(
    pairs: Iterable[Pair], sentences: Sequence[Sentence], person: Memory
) -> tuple[Entry, ...]:
    """The pairs of a translations.yaml that no sentence takes, in their order; ``person`` is the memory of them."""
    by_key: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_key.setdefault(match_key(pair.source), []).append(pair)
    taken: set[str] = set()
    for sentence in sentences:
        found = [pair for key in _keys(sentence.source) for pair in by_key.get(key, ())]
        if not found:
            match = person.look_up_joined(sentence.source)
            found = list(match.pairs) if match else []
        taken |= {pair.place for pair in found if _is_meant(pair, sentence.path)}
    said = {key for sentence in sentences for key in _keys(sentence.source)}
    return tuple(
        _pair_to_entry(pair, match_key(pair.source) in said)
        for same in by_key.values()
        for pair in same
        if pair.place not in taken
    )


def _keys(source: str) -> tuple[str, ...]:
    """What a pair for this sentence may be found by: its words, in simplified ones too, and those after its number."""
    rest = split_marker(source.strip())[1]
    return tuple(dict.fromkeys(map(match_key, (source, *find_readings(source), rest))))


def _is_meant(pair: Pair, path: Sequence[str]) -> bool:
    return not pair.where or any(pair.where in head for head in path)


def _pair_to_entry(pair: Pair, stands: bool) -> Entry:
    file, _, line = pair.place.rpartition(":")
    if stands:
        reason = f"the sentence stands in the report, but under no heading that says “{pair.where}”"
        reason_zh = f"报告中有此句，但其上级标题均不含“{pair.where}”"
    else:
        reason, reason_zh = "no sentence says this any more", "已没有这样的句子"
    return Entry(file, pair.source, pair.target, reason, reason_zh, int(line) if line.isdigit() else None)


def findings_to_entries(findings: Iterable[Finding], quoted: Iterable[tuple[int, str]]) -> tuple[Entry, ...]:
    """The corrections that do not apply, from what applying them found; ``quoted`` gives their words by line."""
    words = dict(quoted)
    return tuple(
        Entry("corrections.yaml", words[finding.line], "", finding.message, finding.message_zh, finding.line)
        for finding in findings
        if finding.line in words
    )


def decisions_to_entries(decisions: Iterable[Decision], sentences: Iterable[Sentence]) -> tuple[Entry, ...]:
    """The decisions that settle nothing in this version."""
    said = {match_key(sentence.source) for sentence in sentences}
    return tuple(_decision_to_entry(decision, match_key(decision.source) in said) for decision in decisions)


def _decision_to_entry(decision: Decision, stands: bool) -> Entry:
    if stands:
        reason, reason_zh = "the finding does not arise any more", "该核对结果已不再出现"
    else:
        reason, reason_zh = "no sentence says this any more", "已没有这样的句子"
    said = f"{decision.check}: {decision.reason} – {decision.by}, {decision.decided}"
    return Entry("decisions.yaml", decision.source, said, reason, reason_zh)


def orphans_to_record(orphans: Iterable[Orphan]) -> list[dict[str, Any]]:
    """The part of versions.json that tells the orphans."""
    return [
        {
            "file": orphan.entry.file,
            "line": orphan.entry.line,
            "source": orphan.entry.source,
            "said": orphan.entry.said,
            "reason": orphan.entry.reason,
            "reason_zh": orphan.entry.reason_zh,
            "nearest": orphan.nearest
            and {
                "sentence": orphan.nearest.id,
                "page": orphan.nearest.place.page,
                "source": orphan.nearest.source,
                "target": orphan.target,
            },
            "pieces": [list(piece) for piece in orphan.pieces],
        }
        for orphan in orphans
    ]
