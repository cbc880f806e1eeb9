"""Links → pairs of Chinese and English as a memory takes them, with where they stand and how sure they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.alignment.english import cut_english
from generator.alignment.links import Link, Linked
from generator.alignment.segments import Segment
from generator.alignment.tables import CellPair, align_cells
from generator.reader.numbering import without_number
from generator.sentences import cut


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """A Chinese text and its English. ``kind`` is heading, sentence or cell; pages are those of the two files.

    ``shape`` says how many sentences stand on each side; ``due`` is the figure that should stand in an English cell
    where another one does.
    """

    source: str
    target: str
    source_page: int
    target_page: int
    kind: str
    path: tuple[str, ...]
    confidence: float
    shape: str = "1-1"
    moved: bool = False
    due: str | None = None


@dataclass(frozen=True, slots=True)
class Alone:
    """A text that has no counterpart."""

    text: str
    page: int
    path: tuple[str, ...]


def links_to_pairs(
    source: Sequence[Segment], target: Sequence[Segment], linked: Linked
) -> tuple[tuple[AlignedPair, ...], tuple[Alone, ...], tuple[Alone, ...]]:
    """The pairs in the order of the Chinese, and what is alone on either side."""
    pairs: list[AlignedPair] = []
    left = {id(segment): segment for whole in source for segment in whole.parts()}
    right = {id(segment): segment for whole in target for segment in whole.parts()}
    for link in linked.links:
        ours, theirs = [source[i] for i in link.source], [target[j] for j in link.target]
        if ours[0].role == "table":
            for cells in _cells(link, ours, theirs, linked):
                left.pop(id(cells.source), None)
                right.pop(id(cells.target), None)
                pairs += _cell_pairs(cells, link)
        else:
            pairs.append(_pair(ours, theirs, link))
            for segment in ours:
                left.pop(id(segment), None)
            for segment in theirs:
                right.pop(id(segment), None)
    return tuple(pairs), tuple(_alone(left.values())), tuple(_alone(right.values()))


def _cells(
    link: Link, ours: Sequence[Segment], theirs: Sequence[Segment], linked: Linked
) -> tuple[CellPair, ...]:
    collected = linked.collected
    evidence = [collected.source[i] for i in link.source], [collected.target[j] for j in link.target]
    return align_cells(ours, theirs, evidence, collected.weights, linked.lexicon)


def _cell_pairs(cells: CellPair, link: Link) -> Iterator[AlignedPair]:
    """A cell as a pair; sentence by sentence where both sides have as many."""
    confidence = cells.confidence * min(1.0, link.confidence + 0.05)
    ours = [part.strip() for part in cut(cells.source.text) if part.strip()]
    theirs = [part.strip() for part in cut_english(cells.target.text) if part.strip()]
    if len(ours) != len(theirs) or len(ours) < 2:
        ours, theirs = [cells.source.text], [cells.target.text.replace("\n", " ")]
    for a, b in zip(ours, theirs, strict=True):
        yield AlignedPair(
            a,
            b,
            cells.source.page,
            cells.target.page,
            "cell",
            cells.source.path,
            confidence,
            moved=link.moved,
            due=cells.wrong,
        )


def _pair(ours: Sequence[Segment], theirs: Sequence[Segment], link: Link) -> AlignedPair:
    source, target = "".join(segment.text for segment in ours), " ".join(segment.text for segment in theirs)
    heading = ours[0].role == theirs[0].role == "heading"
    if heading and None not in (ours[0].number, theirs[0].number) and ours[0].number != theirs[0].number:
        source, target = without_number(source), without_number(target)  # numbered otherwise in the English
    return AlignedPair(
        source,
        target,
        ours[0].page,
        theirs[0].page,
        "heading" if heading else "sentence",
        ours[0].path,
        link.confidence,
        f"{len(ours)}-{len(theirs)}",
        link.moved,
    )


def _alone(segments: Iterable[Segment]) -> Iterator[Alone]:
    for segment in segments:
        if segment.text.strip():
            yield Alone(segment.text, segment.page, segment.path)
