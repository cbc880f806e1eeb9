"""One glossary term in two accepted English forms.

Why: both are right, but a reader takes two names for two things: board of supervisors here, Supervisory Committee there.
Caught: names, bodies and titles whose accepted forms change within the file, at the rarer form.
Fine: abbreviations, first-mention and shortened forms (the Board); plurals; common terms, which may vary with their sentence.
Not seen: forms that the glossary does not accept; terms-used has those.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Pair, Remark, Span
from generator.checks.traces import stems
from generator.terms import TermUse

_DOMAINS = {"governance", "institution", "regulator", "law", "title"}


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark at each rarer form of a term."""
    places: defaultdict[tuple[str, str], list[tuple[Pair, Span, str]]] = defaultdict(list)
    for pair in material.translated:
        for use in pair.terms:
            if use.span and use.form and _is_name(use) and _stands_whole(use.span, use.form):
                places[use.hit.term.id, use.hit.text].append((pair, use.span, use.form))
    for (_, text), found in places.items():
        forms = Counter(form for _, _, form in found)
        usual, count = forms.most_common(1)[0]
        for pair, span, form in found:
            if forms[form] < count and not _is_same(form, usual):
                yield Remark(
                    f"“{text}” is “{usual}” elsewhere ({count} times). Keep one form.",
                    f"“{text}”在他处译为“{usual}”（{count} 处），请统一。",
                    target_span=span,
                    pair=pair,
                )


def _is_name(use: TermUse) -> bool:
    """Whether the term names something and stands in a full form of its own, no heading capitals or shared words."""
    term = use.hit.term
    full = use.use in ("preferred", "alternative") and not use.shared and use.form != use.hit.first
    return full and term.domain in _DOMAINS and term.pos == "noun" and not term.senses and len(term.zh) > 2


def _stands_whole(span: Span, form: str) -> bool:
    """Whether the form stands in one piece, not cut in two by a coordination."""
    return span[1] - span[0] <= len(form) + 3


def _is_same(one: str, other: str) -> bool:
    """Whether one form has the words of the other: the Board and the Board of Directors."""
    ours, theirs = stems(one), stems(other)
    return ours <= theirs or theirs <= ours


CHECK = Check("drift", "untidy", "file", look)
