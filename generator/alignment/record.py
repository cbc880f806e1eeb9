"""An alignment → the memory that it gives, and the record of it as JSON."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.alignment.examine import Contradiction
from generator.alignment.pairs import AlignedPair, Alone
from generator.memory import Pair, match_key
from generator.model import Finding, Report

SURE = 0.5  # confidence from which a pair goes into the memory
MISCUT = 0.4  # confidence left to a pair that is a part of what belongs together
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two reports aligned. ``wrong`` has by the place of a pair what is wrong with its figures; ``swapped`` tells that the
    English was given first; ``alone`` are the texts without a counterpart on either side; ``encoder`` is the sentence
    encoder that helped to rank them.
    """

    chinese: Report
    english: Report
    pairs: tuple[AlignedPair, ...]
    alone: tuple[tuple[Alone, ...], tuple[Alone, ...]]
    wrong: Mapping[int, tuple[Finding, ...]]
    several_english: tuple[Contradiction, ...]
    several_chinese: tuple[Contradiction, ...]
    swapped: bool = False
    encoder: str | None = None

    def is_sure(self, place: int) -> bool:
        """Whether a pair goes into the memory: it is sure, its figures are right, and there is Chinese in it."""
        pair = self.pairs[place]
        return (
            pair.confidence >= SURE
            and not self.wrong.get(place)
            and bool(_HAN.search(pair.source))
            and not _HAN.search(pair.target)
        )

    def is_doubtful(self, place: int) -> bool:
        """Whether a pair is left out because it is not sure."""
        pair = self.pairs[place]
        return pair.confidence < SURE and bool(_HAN.search(pair.source))


def alignment_to_memory(alignment: Alignment) -> tuple[tuple[Pair, ...], tuple[str, ...]]:
    """The pairs for the memory in the order of the Chinese, each once, with its context; and a note on each."""
    pairs, notes, seen = [], [], set()
    for place, pair in enumerate(alignment.pairs):
        key = (match_key(pair.source), pair.target)
        if not alignment.is_sure(place) or key in seen:
            continue
        seen.add(key)
        pairs.append(
            Pair(
                pair.source,
                pair.target,
                alignment.chinese.source_file,
                path=pair.path,
                before=_beside(alignment.pairs, place, -1),
                after=_beside(alignment.pairs, place, 1),
                origin="alignment",
            )
        )
        notes.append(
            f"{alignment.chinese.source_file} p. {pair.source_page}; "
            f"{alignment.english.source_file} p. {pair.target_page}; confidence {_percent(pair)}%"
        )
    return tuple(pairs), tuple(notes)


def _beside(pairs: Sequence[AlignedPair], place: int, step: int) -> str:
    """The Chinese before or after a sentence; a cell's context are its heads."""
    other = place + step
    if pairs[place].kind == "cell" or not 0 <= other < len(pairs) or pairs[other].kind == "cell":
        return ""
    return pairs[other].source


def _percent(pair: AlignedPair) -> int:
    return int(100 * pair.confidence)


def alignment_to_record(alignment: Alignment) -> dict[str, Any]:
    """The alignment as JSON, and what the page shows."""
    places = range(len(alignment.pairs))
    doubtful = [place for place in places if alignment.is_doubtful(place)]
    wrong = [place for place in alignment.wrong if place not in doubtful]
    memory = alignment_to_memory(alignment)[0]
    return {
        "schema": 1,
        "chinese": _file(alignment.chinese),
        "english": _file(alignment.english),
        "swapped": alignment.swapped,
        "encoder": alignment.encoder,
        "counts": {
            "pairs": sum(bool(_HAN.search(pair.source)) for pair in alignment.pairs),
            "memory": len(memory),
            "doubtful": len(doubtful),
            "wrong_numbers": len(wrong),
            "several_english": len(alignment.several_english),
            "several_chinese": len(alignment.several_chinese),
            "chinese_alone": len(alignment.alone[0]),
            "english_alone": len(alignment.alone[1]),
            "moved": sum(pair.moved for pair in alignment.pairs),
            "shapes": dict(sorted(Counter(pair.shape for pair in alignment.pairs).items())),
        },
        "wrong_numbers": [_examined(alignment, place) for place in wrong],
        "several_english": [_contradiction(one, "target_page") for one in alignment.several_english],
        "several_chinese": [_contradiction(one, "source_page") for one in alignment.several_chinese],
        "doubtful": [_examined(alignment, place) for place in doubtful],
        "chinese_alone": [_alone(one) for one in alignment.alone[0]],
        "english_alone": [_alone(one) for one in alignment.alone[1]],
        "pairs": [
            {**_pair(pair), "memory": alignment.is_sure(place)} for place, pair in enumerate(alignment.pairs)
        ],
    }


def _file(report: Report) -> dict[str, Any]:
    return {"file": report.source_file, "sha256": report.source_sha256, "pages": report.pages}


def _pair(pair: AlignedPair) -> dict[str, Any]:
    return {
        "source": pair.source,
        "target": pair.target,
        "source_page": pair.source_page,
        "target_page": pair.target_page,
        "kind": pair.kind,
        "shape": pair.shape,
        "moved": pair.moved,
        "confidence": _percent(pair),
        "path": list(pair.path),
    }


def _examined(alignment: Alignment, place: int) -> dict[str, Any]:
    """A pair with what its figures say against it."""
    findings = [
        {"check": one.check, "message": one.message, "message_zh": one.message_zh}
        for one in alignment.wrong.get(place, ())
    ]
    return {**_pair(alignment.pairs[place]), "findings": findings}


def _contradiction(one: Contradiction, page: str) -> dict[str, Any]:
    return {
        "words": one.words,
        "renderings": [
            {"words": words, "pages": sorted({getattr(pair, page) for pair in pairs})}
            for words, pairs in one.renderings
        ],
    }


def _alone(one: Alone) -> dict[str, Any]:
    return {"text": one.text, "page": one.page, "path": list(one.path)}
