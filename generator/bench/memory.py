"""What a memory of a million pairs costs: to build its index once, and to look a sentence up.

The pairs are invented by rule, the same in every run. The floor of a look-up is a row of a plain SQLite table of the
same pairs by its primary key, measured in the same process.
"""

from __future__ import annotations

import multiprocessing
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from generator.bench import peak_megabytes
from generator.exchange import export_tmx, stream_pairs
from generator.memory import Memory, MemoryFile, Pair, Penalties, open_memory

Spent = dict[str, tuple[float, float]]

_ASKED = 2000  # sentences that are looked up exactly
_ALIKE = 300  # sentences of which a like one is looked for
_PIECE = 20_000
_TMX = "memory.tmx"
_BY_ID = "SELECT source, target FROM pairs WHERE id = ?"
_HAN = [chr(0x4E00 + 37 * n % 5000) for n in range(900)]
_VERBS = (
    ("审议通过", "approved"),
    ("持续推进", "went on with"),
    ("全面完成", "completed"),
    ("组织开展", "organised"),
)


def measure_memory(count: int) -> int:
    """Print what an index of this many pairs costs to build, and its look-ups beside their floor; 0."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_tmx(folder / _TMX, count)
        print(f"{count:,} pairs, a TMX of {_megabytes(folder / _TMX):.0f} MB")
        seconds, peak = _alone(_build, folder)
        size = sum(map(_megabytes, folder.rglob("*.sqlite")))
        print(f"index built once: {seconds:.1f} s, peak {peak:.0f} MB, {size:.0f} MB on disk")
        (opened, found, spent), peak = _alone(_look_up, folder, count)
        print(f"index opened: {opened * 1e3:.1f} ms, peak of all look-ups {peak:.0f} MB")
        print(f"{'look-up':20}{'median ms':>10}{'95 % ms':>10}{'ratio':>8}")
        for label, (middle, late) in spent.items():
            print(f"{label:20}{middle * 1e3:10.3f}{late * 1e3:10.3f}{middle / spent['floor'][0]:8.1f}")
        print(f"changed sentences whose pair is among the three proposals: {found} of {_ALIKE}")
    return 0


def _megabytes(path: Path) -> float:
    return path.stat().st_size / 2**20


def _alone(work: Callable[..., Any], *arguments: Any) -> Any:
    """What the work gives in a process of its own, and the peak memory of that process in MB."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments), pool.apply(peak_megabytes)


def invent_pair(number: int) -> Pair:
    """The pair of this number: another sentence for every number, with one date and two figures."""
    digits = number * 7919 + 12_345_678_901
    names = []
    for _ in range(4):
        digits, one = divmod(digits, len(_HAN))
        digits, other = divmod(digits * 31 + number, len(_HAN))
        names.append(_HAN[one] + _HAN[other])
    chinese, english = _VERBS[number % len(_VERBS)]
    amount = f"{number % 9973 + 2},{number % 900 + 100}.{number % 90 + 10}"
    source = (
        f"2024年，{names[0]}公司{chinese}{names[1]}{names[2]}项目{number % 97 + 2}个，"
        f"在{names[3]}投入资金{amount}元。"
    )
    target = (
        f"In 2024, company {number} {english} {number % 97 + 2} projects and invested RMB{amount} in them."
    )
    return Pair(source, target, "")


def _write_tmx(path: Path, count: int) -> None:
    """A TMX of this many pairs, piece by piece: the whole would not fit well in memory."""
    head, foot = export_tmx([]).split(b"  </body>")
    with path.open("wb") as file:
        file.write(head)
        for start in range(0, count, _PIECE):
            piece = export_tmx(invent_pair(n) for n in range(start, min(count, start + _PIECE)))
            file.write(piece[len(head) : -len(b"  </body>" + foot)])
        file.write(b"  </body>" + foot)


def _open(folder: Path) -> Memory:
    file = MemoryFile(folder / _TMX, "0" * 24)
    return open_memory([file], folder / "index", stream_pairs, Penalties())


def _build(folder: Path) -> float:
    start = time.perf_counter()
    _open(folder)
    return time.perf_counter() - start


def _look_up(folder: Path, count: int) -> tuple[float, int, Spent]:
    """Seconds to open the index, how many changed sentences were found again, and seconds by kind of look-up."""
    start = time.perf_counter()
    memory = _open(folder)
    opened = time.perf_counter() - start
    asked, few = _spread(count, _ASKED), _spread(count, _ALIKE)
    sources = [invent_pair(number).source for number in asked]
    changed = [_changed(invent_pair(number).source) for number in few]
    plain = _plain_table(folder, count)
    spent = {
        "floor": _spent(lambda id: plain.execute(_BY_ID, (id,)).fetchone(), asked),
        "exact": _spent(memory.look_up, sources),
        "not there": _spent(memory.look_up, [f"{source}（略）" for source in sources]),
        "other numbers": _spent(memory.find_renumbered, [_renumbered(source) for source in sources]),
        "alike": _spent(memory.find_similar, changed),
    }
    wanted = {source: invent_pair(number).target for number, source in zip(few, changed, strict=True)}
    found = sum(
        target in [like.target for like in memory.find_similar(source)] for source, target in wanted.items()
    )
    return opened, found, spent


def _spread(count: int, wanted: int) -> list[int]:
    """Numbers from all parts of the memory, in no order that a disk could read ahead."""
    return [n * 7_368_787 % count for n in range(1, wanted + 1)]


def _changed(source: str) -> str:
    """The sentence with a word exchanged and one added, and with another year's figures."""
    return _renumbered(source).replace("公司", "集团", 1).replace("投入资金", "累计投入专项资金")


def _renumbered(source: str) -> str:
    return source.replace("2024年", "2025年").replace("个，", "0个，")


def _plain_table(folder: Path, count: int) -> sqlite3.Connection:
    """The same pairs in a table without anything but its primary key."""
    plain = sqlite3.connect(folder / "plain.sqlite")
    plain.execute("CREATE TABLE pairs(id INTEGER PRIMARY KEY, source TEXT, target TEXT)")
    rows = ((n, pair.source, pair.target) for n, pair in ((n, invent_pair(n)) for n in range(count)))
    plain.executemany("INSERT INTO pairs VALUES(?, ?, ?)", rows)
    plain.commit()
    return plain


def _spent(work: Callable[[Any], object], asked: Iterable[Any]) -> tuple[float, float]:
    """The median and the 95th percentile of the seconds that the work takes for one."""
    seconds = []
    for one in asked:
        start = time.perf_counter()
        work(one)
        seconds.append(time.perf_counter() - start)
    cuts = statistics.quantiles(seconds, n=20)
    return cuts[9], cuts[18]
