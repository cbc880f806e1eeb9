"""The terms that a page explains: those of the glossary that have a definition, where each stands first in a chapter."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from generator.exporters.aids import Note, NotePlace
from generator.model import Bitext, Role
from generator.terms import Glossary, TermHit, check_terms, find_terms

_PROSE: frozenset[Role] = frozenset({"paragraph", "item", "note"})
# More explained words than this in one sentence would make it hard to read.
_MOST = 2

Notes = dict[tuple[str, str], Note]
Places = dict[str, tuple[NotePlace, ...]]


def find_notes(bitext: Bitext, glossary: Glossary) -> tuple[Notes, Places]:
    """The notes by (Chinese, English), and by sentence the places that open them: each once a chapter, in prose."""
    notes: Notes = {}
    places: Places = {}
    explained: set[tuple[str, str]] = set()
    for sentence in bitext.sentences:
        said = bitext.translation_of(sentence)
        hits = find_terms(sentence.source, glossary, path=sentence.path) if said.target else ()
        defined = {hit.text: _note(hit) for hit in hits if _is_defined(hit) and hit.text in said.terms}
        for zh, note in defined.items():
            notes.setdefault((zh, said.terms[zh]), note)
        if said.target and defined and sentence.role in _PROSE:
            chapter = sentence.path[0] if sentence.path else ""
            found = _places(sentence.source, said.target, hits, defined)
            fresh = [one for one in found if (chapter, one.note.id) not in explained][:_MOST]
            explained |= {(chapter, one.note.id) for one in fresh}
            if fresh:
                places[sentence.id] = tuple(sorted(fresh, key=lambda one: one.start))
    return notes, places


def _is_defined(hit: TermHit) -> bool:
    """Whether the term has a definition, and stands in the sense that it defines: other senses have none."""
    return bool(hit.term.definition) and (not hit.term.senses or hit.english == hit.term.en)


def _places(
    source: str, target: str, hits: Sequence[TermHit], defined: Mapping[str, Note]
) -> list[NotePlace]:
    """Where the English says a defined term, each once, in the order of the source."""
    found: dict[str, NotePlace] = {}
    for use in check_terms(target, hits):
        note = defined.get(use.hit.text)
        if use.span and note and not use.shared:
            found.setdefault(note.id, NotePlace(*use.span, note))
    return list(found.values())


def _note(hit: TermHit) -> Note:
    digest = hashlib.sha256(hit.term.id.encode()).hexdigest()[:10]
    return Note(f"term-{digest}", hit.text, hit.english, hit.term.definition, hit.abbr)
