"""What was found in a sentence before holds as long as all that the checks see of it is the same.

That is its words on both sides, its place, and what the glossary asks for in it; a check of sentences sees no
more. So an edit of one term sends only the sentences in which it stands through the checks again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from generator.checks.contract import Pair
from generator.model import Finding
from generator.terms import Term

Rows = list[dict[str, Any]]


class Known:
    """What was found in each sentence and text, by a key over what was looked at and by who looked.

    ``before`` is what an earlier build kept of this; ``now`` is what this one has asked for, to be kept for the next;
    ``looked`` are the keys of what was looked at anew.
    """

    def __init__(self, before: dict[str, dict[str, Rows]] | None = None) -> None:
        self.now: dict[str, dict[str, Rows]] = {}
        self.looked: set[str] = set()
        self._before = before or {}
        self._keys: dict[int, str] = {}
        self._terms: dict[int, str] = {}
        self._pairs: list[Pair] = []  # held, so that the id of one is never another's

    def rows(self, pair: Pair, who: str, look: Callable[[], Iterable[dict[str, Any]]]) -> Rows:
        """What ``look`` finds in the pair, or found when it was the same before."""
        key = self._key(pair)
        rows = self._before.get(key, {}).get(who)
        if rows is None:
            rows = list(look())
            self.looked.add(key)
        self.now.setdefault(key, {})[who] = rows
        return rows

    def _key(self, pair: Pair) -> str:
        if id(pair) not in self._keys:
            self._pairs.append(pair)
            self._keys[id(pair)] = self._hash(pair)
        return self._keys[id(pair)]

    def _hash(self, pair: Pair) -> str:
        seen = [pair.source, pair.target, pair.sentence, pair.page, pair.role, pair.path, pair.awaiting]
        parts = [self._key(part) for part, _, _ in pair.parts]
        digest = hashlib.sha256(json.dumps([seen, parts], ensure_ascii=False).encode())
        for hit in pair.hits:
            digest.update(repr((hit.start, hit.end, hit.english, self._term(hit.term))).encode())
            digest.update(repr((hit.accepted, hit.forbidden, hit.first, hit.abbr)).encode())
        return digest.hexdigest()[:32]

    def _term(self, term: Term) -> str:
        if id(term) not in self._terms:
            self._terms[id(term)] = hashlib.sha256(repr(term).encode()).hexdigest()
        return self._terms[id(term)]


def finding_to_row(finding: Finding) -> dict[str, Any]:
    """A finding as it is kept."""
    return asdict(finding)


def row_to_finding(row: dict[str, Any]) -> Finding:
    """A finding as it was kept; JSON makes lists of spans."""
    spans = {name: tuple(row[name]) for name in ("source_span", "target_span") if row[name] is not None}
    return Finding(**{**row, **spans})
