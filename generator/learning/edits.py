"""A person's English beside the English that stood there before: from the builds, and from the memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.memory import Match, match_key
from generator.model import Bitext, Sentence

LookUp = Callable[[Sentence], Match | None]


@dataclass(frozen=True, slots=True)
class Edit:
    """One sentence that a person worded otherwise; ``page`` is that of its first place."""

    source: str
    before: str
    after: str
    page: int


def find_edits(
    bitext: Bitext, look_ups: Iterable[LookUp], edits: Mapping[str, Any] | None = None
) -> tuple[Edit, ...]:
    """Each sentence with a person's English for which another one is known, once for each source, in the report's order.

    ``edits`` is edits.json, of this state of the report; what it does not know is asked of ``look_ups``, which give
    what the memory would have had.
    """
    told = {row["sentence"]: row["before"] for row in (edits or {"edits": ()})["edits"]}
    asked = tuple(look_ups)
    found: dict[str, Edit] = {}
    for sentence in bitext.sentences:
        now = bitext.translation_of(sentence)
        if now.origin != "person" or not now.target or match_key(sentence.source) in found:
            continue
        matches = (match for look_up in asked if (match := look_up(sentence)))
        before = told.get(sentence.id) or next((match.target.strip() for match in matches), None)
        if before and before.split() != now.target.split():
            edit = Edit(sentence.source.strip(), before, now.target, sentence.place.page)
            found[match_key(sentence.source)] = edit
    return tuple(found.values())
