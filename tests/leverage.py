"""How far an older memory carries: a third of its pairs gone, another third with other years' numbers.

The numbers are changed by a rule of this file alone, on both sides: every figure of a pair loses its digits for others
(1 becomes 2, … 9 becomes 1, 0 stays) and every year is one less. Only pairs whose two sides hold the same figures are
changed. The truth is the memory as it was.

    python -m tests.leverage       prints the figures
"""

from __future__ import annotations

import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.exchange import export_tmx, read_pairs
from generator.memory import Pair, match_key
from generator.model import Bitext
from generator.pipeline.shelf import load_shelf, make_bitext
from generator.quantities import compare_texts, find_english_quantities
from generator.reader import read_report
from generator.settings import load_settings

SHARED = Path(__file__).resolve().parents[2] / "shared" / "reports" / "winning-health-2024"
SEED = 8
_NEXT = str.maketrans("123456789", "234567891")
_YEAR = re.compile(r"(?<!\d)20[0-2]\d(?!\d|[,.]\d)")
_FIGURE = re.compile(r"(?:(?<![A-Za-z\d.])|(?<=RMB))\d+(?:[,.]\d+)*(?![A-Za-z\d])")
_NEXT_SINGLE = str.maketrans(
    "23456789", "34567892"
)  # 1 and 0 would make a plural singular, or the other way round
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_KEPT_BEFORE = re.compile(rf"(?:第|No\.|Year|(?:{_MONTH})|[—–-])\s*$")
_KEPT_AFTER = re.compile(rf"\s*(?:[月日号章条]|(?:{_MONTH}))")


@dataclass(frozen=True)
class Carried:
    """How a report came out of an older memory; ``wrong`` are sentences whose figures are not those of the truth."""

    origins: dict[str, int]
    sources: dict[str, int]
    renumbered: int
    verbatim: int
    proposed: int
    awaiting: int
    wrong: tuple[tuple[str, str, str], ...]
    seconds: float


def older(pairs: Sequence[Pair], seed: int = SEED) -> tuple[tuple[Pair, ...], dict[str, str]]:
    """What is left of a memory, and what became of each source: gone, changed or as it was, by its key.

    A third of the sources has other numbers, or as many as have any that can be changed; a third of all is gone.
    """
    keys = list(dict.fromkeys(match_key(pair.source) for pair in pairs))
    others = {match_key(pair.source) for pair in pairs if other_year(pair)}
    chance = random.Random(seed)
    changed = set(sorted(sorted(others), key=lambda key: chance.random())[: len(keys) // 3])
    rest = sorted((key for key in keys if key not in changed), key=lambda key: chance.random())
    gone = set(rest[: len(keys) // 3])
    fate = {key: "changed" if key in changed else "gone" if key in gone else "as it was" for key in keys}
    left = [pair for pair in pairs if match_key(pair.source) not in gone]
    return tuple(
        (other_year(pair) or pair) if match_key(pair.source) in changed else pair for pair in left
    ), fate


def other_year(pair: Pair) -> Pair | None:
    """The pair with other figures on both sides; None where it has none, or the two sides do not say the same."""
    source, target = other_figures(pair.source), other_figures(pair.target)
    if source == pair.source or target == pair.target or not compare_texts(source, target).agrees:
        return None
    return replace(pair, source=source, target=target)


def other_figures(text: str) -> str:
    """The text with other figures; years are one less, days, months and the numbers of documents stay.

    >>> other_figures("2024年收入1,203.5万元，5月8日开会9次")
    '2023年收入2,304.6万元，5月8日开会2次'
    """

    def other(found: re.Match[str]) -> str:
        digits = found[0]
        before, after = text[: found.start()], text[found.end() :]
        if _YEAR.fullmatch(digits):
            return str(int(digits) - 1)
        if _KEPT_BEFORE.search(before) or _KEPT_AFTER.match(after):
            return digits
        if len(digits) == 1:
            return digits.translate(_NEXT_SINGLE)
        return digits.translate(_NEXT)

    return _FIGURE.sub(other, text)


def carry(folder: Path, seed: int = SEED) -> Carried:
    """The real report with its memory made older, in a folder of its own; the truth is the memory as it was."""
    pairs = read_pairs(SHARED / "memory.tmx")
    left, fate = older(pairs, seed)
    (folder / "older.tmx").write_bytes(export_tmx(left))
    settings = replace(
        load_settings(SHARED / "source.pdf"), memory=(folder / "older.tmx",), folder=folder, out=folder
    )
    report = read_report(settings.source)
    truth = make_bitext(report, replace_memory(settings, SHARED / "memory.tmx", report))
    shelf = load_shelf(settings, report)
    start = time.perf_counter()
    bitext = make_bitext(report, shelf)
    seconds = time.perf_counter() - start
    return judge(
        bitext, {s.source: truth.translation_of(s).target or "" for s in truth.sentences}, fate, seconds
    )


def replace_memory(settings: Any, memory: Path, report: Any) -> Any:
    """The shelf with the whole memory."""
    return load_shelf(replace(settings, memory=(memory,)), report)


def judge(bitext: Bitext, truth: dict[str, str], fate: dict[str, str], seconds: float) -> Carried:
    """The bitext held against the true English, figure by figure."""
    found = [(sentence, bitext.translation_of(sentence)) for sentence in bitext.sentences]
    fuzzy = [(s, t.target or "") for s, t in found if t.origin == "memory-fuzzy"]
    wrong = tuple(
        (s.source, t.target, truth.get(s.source, ""))
        for s, t in found
        if t.target
        and (
            figures(t.target) != figures(truth.get(s.source, t.target))
            if t.origin.startswith("memory")
            else not compare_texts(s.source, t.target).agrees
        )
    )
    return Carried(
        dict(sorted(Counter(t.origin for _, t in found).items())),
        dict(sorted(Counter(fate.values()).items())),
        sum(fate.get(match_key(s.source)) == "changed" for s, _ in fuzzy),
        sum(target == truth.get(s.source) for s, target in fuzzy),
        sum(bool(t.proposals) for _, t in found if t.target is None),
        sum(t.target is None for _, t in found),
        wrong,
        seconds,
    )


def figures(english: str) -> Counter[str]:
    """The quantities of an English text by value."""
    return Counter(quantity.value for quantity in find_english_quantities(english))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        print(carry(Path(name)))  # noqa: T201 - this is what it is for
