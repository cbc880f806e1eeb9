"""The record of every message that left the machine, kept as it leaves, and the account of it.

``egress.jsonl`` beside the editions gets a line before a message leaves and one when its answer is there; nothing is
ever taken away from it. It holds each body whole, so that what a server was told can be read word by word; of
headers it holds the names only. ``egress.json`` is the account: hosts, messages with their hashes, and costs.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from generator.draft.costs import Price, Spent
from generator.engines import Received, Sent

Row = dict[str, Any]
Append = Callable[[Row], None]


class Egress:
    """A ledger for engines. ``earlier`` are the rows of former builds; ``append`` puts a row on the disk at once.

    ``spent`` is what this build has spent so far.
    """

    def __init__(self, earlier: Sequence[Row] = (), append: Append = lambda row: None) -> None:
        self.rows: list[Row] = [row for row in earlier if {"kind", "number"} <= row.keys()]
        self.spent = Spent()
        self._append = append
        self._lock = threading.Lock()
        self._next = 1 + max((row["number"] for row in self.rows), default=0)
        self._characters: dict[int, int] = {}

    def number(self) -> int:
        """The number of the next message."""
        with self._lock:
            self._next += 1
            return self._next - 1

    def sent(self, message: Sent) -> None:
        """A message, on the disk before it leaves."""
        body = message.body.encode()
        digest = {"size": len(body), "sha256": hashlib.sha256(body).hexdigest()}
        self._keep({"kind": "sent", **asdict(message), "headers": list(message.headers), **digest})

    def received(self, reply: Received) -> None:
        """What came of it."""
        self._keep({"kind": "received", **asdict(reply)})

    def _keep(self, row: Row) -> None:
        with self._lock:
            self._append(row)
            self.rows.append(row)
            self.spent += _spent_by(row, self._characters)


def spent_of(rows: Iterable[Row]) -> Spent:
    """What these messages and answers come to."""
    characters: dict[int, int] = {}
    total = Spent()
    for row in rows:
        total += _spent_by(row, characters)
    return total


def _spent_by(row: Row, characters: dict[int, int]) -> Spent:
    """What a message or an answer adds; ``characters`` remembers those of messages until they are answered."""
    if row["kind"] == "sent":
        characters[row["number"]] = row["characters"]
        return Spent(1, int(row["attempt"] > 1), row["size"])
    if not row["status"] or row["status"] >= 300:
        return Spent()
    billed, said_in, said_out = row["characters"], row["tokens_in"], row["tokens_out"]
    return Spent(
        characters=characters.get(row["number"], 0) if billed is None else billed,
        tokens_in=said_in or 0,
        tokens_out=said_out or 0,
        unsaid=int(said_in is None and said_out is None),
    )


def egress_record(egress: Egress, about: Mapping[str, Any], price: Price | None) -> dict[str, Any]:
    """What egress.json says: every message without its body, and what they cost, by build and by sentence."""
    sent = [row for row in egress.rows if row["kind"] == "sent"]
    answers = {row["number"]: row for row in egress.rows if row["kind"] == "received"}
    fields = ("number", "host", "where", "method", "path", "headers", "sentence", "attempt", "size", "sha256")
    said = ("status", "tokens_in", "tokens_out", "characters", "model")
    return {
        "schema": 1,
        **about,
        "costs": {
            "this_build": _costs(egress.spent, price),
            "all_builds": _costs(spent_of(egress.rows), price),
            "by_sentence": _by_sentence(egress.rows, price),
        },
        "sent": [
            {key: row[key] for key in fields} | {key: answers.get(row["number"], {}).get(key) for key in said}
            for row in sent
        ],
    }


def _by_sentence(rows: Sequence[Row], price: Price | None) -> dict[str, Any]:
    sentences = {row["number"]: row["sentence"] for row in rows if row["kind"] == "sent"}
    parts: dict[str, list[Row]] = {}
    for row in rows:
        sentence = sentences.get(row["number"])
        if sentence:
            parts.setdefault(sentence, []).append(row)
    return {sentence: _costs(spent_of(own), price) for sentence, own in sorted(parts.items())}


def _costs(spent: Spent, price: Price | None) -> dict[str, Any]:
    costs: dict[str, Any] = asdict(spent)
    return costs | {"amount": f"{price.of(spent)} {price.currency}"} if price else costs
