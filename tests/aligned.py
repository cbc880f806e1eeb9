"""How right a memory made of two editions is, held against the sample's known pairs: precision and recall.

python -m tests.aligned        builds the sample's English edition, aligns it with the Chinese PDF, prints both
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from generator.__main__ import main
from generator.alignment import Alignment, alignment_to_memory
from generator.exchange.tmx import read_tmx
from generator.memory import Pair
from generator.model import Bitext, bare
from generator.pipeline.order import load_bitext
from generator.settings import load_settings

SAMPLE = Path(__file__).resolve().parent.parent / "reports" / "sample-2024"
HAN = re.compile(r"[\u3400-\u9fff]")
Change = Callable[[str, str], str]


@cache
def sample() -> Bitext:
    return load_bitext(load_settings(SAMPLE))[0]


def keep(source: str, target: str) -> str:
    return target


def score(
    memory: Alignment | Sequence[Pair], change: Change = keep, without: Sequence[str] = ()
) -> tuple[float, float]:
    """Precision and recall of the memory, by sentences and cells with Chinese in them.

    A pair is right when its Chinese is one or more whole sentences in order and its English is theirs. What stands
    in blocks that the English left out (``without``) must have no pair.
    """
    bitext = sample()
    due: dict[str, set[str]] = {}
    order: list[tuple[str, str]] = []
    for sentence in bitext.sentences:
        if HAN.search(sentence.source) and sentence.block not in without and sentence.role != "label":
            target = plain(change(sentence.source.strip(), bitext.translation_of(sentence).target or ""))
            due.setdefault(plain(sentence.source), set()).add(target)
            order.append((plain(sentence.source), target))
    found: set[str] = set()
    pairs = alignment_to_memory(memory)[0] if isinstance(memory, Alignment) else memory
    right = 0
    for pair in pairs:
        parts = sentences_in(plain(pair.source), plain(pair.target), order, due)
        right += bool(parts)
        found |= parts
    return right / len(pairs), len(found) / len(due)


def sentences_in(
    source: str, target: str, order: Sequence[tuple[str, str]], due: dict[str, set[str]]
) -> set[str]:
    """The sentences that a pair renders rightly; none where it is wrong."""
    if target in due.get(source, ()):
        return {source}
    for start in range(len(order)):
        chinese = english = ""
        for place in range(start, min(start + 3, len(order))):
            chinese, english = chinese + order[place][0], english + order[place][1]
            if chinese == source and english == target:
                return {one for one, _ in order[start : place + 1]}
    return set()


def plain(text: str) -> str:
    return bare(text).lower().translate(str.maketrans("", "", "‐-–—’‘“”'\""))


def align_editions(folder: Path) -> tuple[float, float]:
    """The precision and recall of the memory that the commands make of the sample's Chinese PDF and English edition."""
    memory = folder / "memory.tmx"
    built = main(["build", str(SAMPLE), "--edition", "en", "--out", str(folder), "--offline", "--quiet"])
    english = str(folder / "sample-2024.en.pdf")
    aligned = main(["memory", "align", str(SAMPLE / "source.pdf"), english, "-o", str(memory), "--quiet"])
    assert built == aligned == 0
    return score(list(read_tmx(memory)))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        precision, recall = align_editions(Path(name))
    print(f"precision {precision:.3f}, recall {recall:.3f}")  # noqa: T201 - this is what it is for
