"""The index of one memory: its pairs in SQLite, found by words, by words without figures, and by likeness.

An index is made from a text file and from nothing else, under a name that holds the hash of both the file and
the program that read it. It is written beside its place and moved there whole, by one process at a time; so a
build that is killed leaves nothing that a later one could take for an index.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from heapq import nlargest
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any

from filelock import FileLock

from generator.errors import EnvironmentLacking
from generator.memory.pair import Pair, match_key, set_numbers_aside

_BATCH = 20_000
_SAMPLED = 20_000  # rows from which the frequency of character triples is judged
_POSTINGS = 10_000  # rows that a search for similar sources may look at, the rarest triples first
_NAMESAKES = 500  # of a line that a large memory holds thousands of times the first are enough
_RENUMBERED = 50
_PER_TRIPLE = 2_000

_TABLES = """
CREATE TABLE pairs(id INTEGER PRIMARY KEY, words INTEGER, mask INTEGER, source TEXT, target TEXT, place TEXT,
  state TEXT, heading TEXT, path TEXT, before TEXT, after TEXT, origin TEXT);
CREATE TABLE triples(triple TEXT PRIMARY KEY, rows INTEGER) WITHOUT ROWID;
CREATE TABLE about(pairs INTEGER, longest INTEGER);
CREATE VIRTUAL TABLE grams USING fts5(mask, tokenize='trigram', content='', columnsize=0, detail=none);
"""
_SELECT = """
SELECT p.source, p.target, p.place, p.heading, p.state, p.path, coalesce(p.before, b.source, ''),
  coalesce(p.after, a.source, ''), p.origin
FROM pairs p LEFT JOIN pairs b ON b.id = p.id - 1 LEFT JOIN pairs a ON a.id = p.id + 1
WHERE {} ORDER BY p.id LIMIT {}
"""
_FREQUENCY = "SELECT triple, rows FROM triples WHERE triple IN ({})"


class Index:
    """The pairs of one memory. What was asked once is remembered, as a report asks for its sentences again."""

    def __init__(self, database: sqlite3.Connection, path: Path | None = None) -> None:
        self._database = database
        self._path = path
        self._one = Lock()  # drafts are asked for from several threads, and each looks for examples
        self._found: dict[str, tuple[Pair, ...]] = {}
        (self._pairs, self.longest) = self._rows("SELECT pairs, longest FROM about")[0]

    def __len__(self) -> int:
        return int(self._pairs)

    def pairs(self) -> Iterator[Pair]:
        """Every pair in the order of the file."""
        for first in range(1, len(self) + 1, _BATCH):
            query = _SELECT.format("p.id BETWEEN ? AND ?", _BATCH)
            yield from map(_to_pair, self._rows(query, first, first + _BATCH - 1))

    def find(self, key: str) -> tuple[Pair, ...]:
        """The pairs whose source has this key, in the order of the file."""
        if key not in self._found:
            rows = self._rows(_SELECT.format("p.words = ?", _NAMESAKES), _hash(key))
            self._found[key] = tuple(pair for pair in map(_to_pair, rows) if match_key(pair.source) == key)
        return self._found[key]

    def find_renumbered(self, mask: str) -> tuple[Pair, ...]:
        """The pairs whose source is the same when its figures are set aside; none for a mask without one."""
        if "#" not in mask:
            return ()
        return tuple(map(_to_pair, self._rows(_SELECT.format("p.mask = ?", _RENUMBERED), _hash(mask))))

    def find_alike(self, mask: str, limit: int = 40) -> tuple[Pair, ...]:
        """The pairs that share the most rare character triples with this mask, in the order of the file."""
        shared: Counter[int] = Counter()
        left = _POSTINGS
        for rows, triple in self._rarest_first(_triples(mask)):
            if rows > left:
                break
            quoted = '"' + triple.replace('"', '""') + '"'
            found = self._rows("SELECT rowid FROM grams WHERE grams MATCH ? LIMIT ?", quoted, _PER_TRIPLE)
            shared.update(row[0] for row in found)
            left -= max(1, len(found))
        best = nlargest(limit, ((count, -row) for row, count in shared.items()))
        wanted = self._rows(_SELECT.format(f"p.id IN ({_places(best)})", limit), *(-row for _, row in best))
        return tuple(map(_to_pair, wanted))

    def _rarest_first(self, triples: set[str]) -> list[tuple[int, str]]:
        """The triples with about how many rows hold each; one that the sample did not show twice is rare."""
        known = dict(self._rows(_FREQUENCY.format(_places(triples)), *sorted(triples)))
        return sorted((known.get(triple, 0), triple) for triple in triples)

    def _rows(self, query: str, *values: Any) -> list[Any]:
        try:
            with self._one:
                return self._database.execute(query, values).fetchall()
        except sqlite3.DatabaseError as fault:
            if self._path is None or isinstance(fault, sqlite3.ProgrammingError):
                raise
            self._database.close()
            self._path.unlink(missing_ok=True)
            raise EnvironmentLacking(
                f"{self._path}: the index of the memory was damaged and has been removed; run the command again.",
                f"{self._path}：翻译记忆索引已损坏并已删除，请重新运行命令。",
            ) from fault


def _places(values: Collection[Any]) -> str:
    """The question marks for values in a query."""
    return ", ".join("?" * len(values))


def _to_pair(row: Sequence[Any]) -> Pair:
    source, target, place, where, state, path, before, after, origin = row
    return Pair(
        source, target, place, where, state, tuple(path.split("\n")) if path else (), before, after, origin
    )


def open_index(folder: Path, name: str, key: str, pairs: Callable[[], Iterable[Pair]]) -> Index:
    """The index ``name`` of this key, from ``folder`` or made there now from ``pairs``; older ones are removed.

    Where the folder cannot be written it is made in memory and lost afterwards.
    """
    path = folder / f"{name}-{key[:24]}.sqlite"
    index = _open(path)
    if index is not None:
        return index
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / f"{name}.lock"):
            return _open(path) or _make(path, name, pairs)
    except (OSError, sqlite3.OperationalError):
        return make_index(pairs())


def _open(path: Path) -> Index | None:
    """The index that lies there; None where none does, or one that is damaged."""
    if not path.is_file():
        return None
    try:
        database = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        return Index(database, path)
    except (sqlite3.DatabaseError, EnvironmentLacking, IndexError):
        return None


def _make(path: Path, name: str, pairs: Callable[[], Iterable[Pair]]) -> Index:
    part = path.with_name(f"{name}.part")
    part.unlink(missing_ok=True)
    database = sqlite3.connect(part)
    _fill(database, pairs())
    database.close()
    with part.open("rb") as written:
        os.fsync(written.fileno())
    part.replace(path)
    for older in path.parent.glob(f"{name}-*.sqlite"):
        if older != path:
            older.unlink(missing_ok=True)
    made = _open(path)
    if made is None:
        raise EnvironmentLacking(
            f"{path}: the index of the memory cannot be read back; look whether the disk is full or failing.",
            f"{path}：翻译记忆索引写入后无法读取，请检查磁盘空间和磁盘状态。",
        )
    return made


def make_index(pairs: Iterable[Pair]) -> Index:
    """An index of these pairs that lives in memory only."""
    database = sqlite3.connect(":memory:", check_same_thread=False)
    _fill(database, pairs)
    return Index(database)


def _fill(database: sqlite3.Connection, pairs: Iterable[Pair]) -> None:
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    try:
        database.executescript(_TABLES)
    except sqlite3.OperationalError as fault:
        raise EnvironmentLacking(
            f"SQLite {sqlite3.sqlite_version} has no trigram index; install Python with SQLite 3.34 or newer.",
            f"SQLite {sqlite3.sqlite_version} 不支持 trigram 索引，请安装带 SQLite 3.34 或更新版本的 Python。",
        ) from fault
    count, longest = _fill_pairs(database, pairs)
    database.execute("CREATE INDEX by_words ON pairs(words)")
    database.execute("CREATE INDEX by_mask ON pairs(mask)")
    _fill_triples(database, count)
    database.execute("INSERT INTO about VALUES(?, ?)", (count, longest))
    database.commit()


def _fill_pairs(database: sqlite3.Connection, pairs: Iterable[Pair]) -> tuple[int, int]:
    """How many pairs there are, and the length of the longest key."""
    whole = (pair for pair in pairs if pair.source.strip() and pair.target.strip())
    count = longest = 0
    seen: set[int] = set()
    while batch := list(islice(whole, _BATCH)):
        rows, grams = [], []
        for number, pair in enumerate(batch, count + 1):
            key = match_key(pair.source)
            mask = set_numbers_aside(key)
            longest = max(longest, len(key))
            marked = _hash(mask)
            rows.append(_to_row(number, pair, _hash(key), marked))
            if marked not in seen:
                seen.add(marked)
                grams.append((number, mask))
        database.executemany(f"INSERT INTO pairs VALUES({_places(range(12))})", rows)
        database.executemany("INSERT INTO grams(rowid, mask) VALUES(?, ?)", grams)
        count += len(batch)
    return count, longest


def _to_row(number: int, pair: Pair, words: int, mask: int) -> tuple[Any, ...]:
    path = "\n".join(head.replace("\n", " ") for head in pair.path)
    return (
        number, words, mask, pair.source, pair.target, pair.place, pair.state, pair.where, path,
        pair.before or None, pair.after or None, pair.origin,
    )  # fmt: skip


def _fill_triples(database: sqlite3.Connection, count: int) -> None:
    """The triples that stand in two or more sampled rows, with about how many rows hold each."""
    step = max(1, count // _SAMPLED)
    sampled = database.execute("SELECT source FROM pairs WHERE id % ? = 0", (step,))
    counts = Counter(
        triple for (source,) in sampled for triple in _triples(set_numbers_aside(match_key(source)))
    )
    rows = sorted((triple, seen * step) for triple, seen in counts.items() if seen > 1)
    database.executemany("INSERT INTO triples VALUES(?, ?)", rows)


def _triples(mask: str) -> set[str]:
    return {mask[at : at + 3] for at in range(len(mask) - 2)}


def _hash(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest(), "big", signed=True)
