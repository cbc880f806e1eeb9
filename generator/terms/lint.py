"""What a person who keeps the glossary should look at: entries against one another, and against a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.terms.check import TermUse, check_terms
from generator.terms.find import find_terms
from generator.terms.fold import fold_key
from generator.terms.glossary import Glossary
from generator.terms.phrase import english, find_phrase
from generator.terms.slots import SLOT
from generator.terms.term import Term


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """A remark on an entry: where it is written, by which rule, and what it says in both languages."""

    file: str
    line: int
    rule: str
    message: str
    message_zh: str


def lint_glossary(glossary: Glossary) -> tuple[Remark, ...]:
    """The remarks on a glossary by itself, in the order of its files."""
    remarks = [
        *_same_english(glossary.entries),
        *_shadowed(glossary.entries),
        *_pairs(glossary),
        *_examples(glossary),
        *_evidence(glossary.entries),
    ]
    return tuple(sorted(remarks))


def lint_use(glossary: Glossary, uses: Iterable[TermUse], *, day: str | None = None) -> tuple[Remark, ...]:
    """The remarks on a glossary as a report uses it: entries without a use, drift, entries out of their time.

    ``day`` is the day that the report is about, ``YYYY-MM-DD``.
    """
    by_term: dict[str, Counter[str]] = {}
    for use in uses:
        forms = by_term.setdefault(use.hit.term.id, Counter())
        if use.form and use.use in ("preferred", "alternative"):
            forms[use.use if "{" in use.hit.term.en else use.form] += 1
    remarks = [
        *(
            _remark(term, "unused", *_words_unused(term))
            for term in glossary.entries
            if term.id not in by_term
        ),
        *_drift(glossary, by_term),
        *_out_of_time(glossary, by_term, day),
    ]
    return tuple(sorted(remarks))


def _remark(term: Term, rule: str, message: str, message_zh: str) -> Remark:
    return Remark(term.origin.file, term.origin.line, rule, message, message_zh)


def _words_unused(term: Term) -> tuple[str, str]:
    return f"'{term.zh}' does not stand in the report", f"报告中没有出现“{term.zh}”"


def _same_english(entries: Sequence[Term]) -> Iterator[Remark]:
    """Two Chinese terms with one English: right for synonyms, and a loss where the report tells them apart."""
    by_english: dict[str, list[Term]] = {}
    for term in entries:
        by_english.setdefault(term.en.casefold(), []).append(term)
    for terms in by_english.values():
        for term in terms[1:]:
            first = terms[0]
            yield _remark(
                term,
                "same-english",
                f"'{term.zh}' and '{first.zh}' are both '{term.en}': make one a variant of the other if they are one",
                f"“{term.zh}”与“{first.zh}”的英文同为“{term.en}”：若为同一概念，请改作变体",
            )


def _shadowed(entries: Sequence[Term]) -> Iterator[Remark]:
    """A Chinese form of two entries: the later layer has it, within one layer the later entry."""
    owners: dict[str, Term] = {}
    for term in entries:
        for surface in term.surfaces:
            other = owners.setdefault(fold_key(surface), term)
            if other is not term:
                yield _remark(
                    term,
                    "duplicate",
                    f"'{surface}' is also a form of '{other.id}' ({other.origin.file}:{other.origin.line})",
                    f"“{surface}”也是“{other.id}”的形式（{other.origin.file}:{other.origin.line}）",
                )
                owners[fold_key(surface)] = term


def _pairs(glossary: Glossary) -> Iterator[Remark]:
    """A key inside another whose English lacks the inner English: an example should show that the longer one wins.

    Where each forbids what the other asks for, a person who mends one breaks the other.
    """
    tested = [term.example.zh for term in glossary.entries if term.example]
    for term in glossary.entries:
        for surface in term.surfaces:
            for inner in _inner(surface, glossary):
                if inner is term:
                    continue
                if _forbids(term, inner.en) and _forbids(inner, term.en):
                    yield _remark(term, "cycle", *_words_cycle(term, inner))
                if not _says(inner, term.en) and not any(surface in example for example in tested):
                    yield _remark(
                        term,
                        "untested-pair",
                        f"'{surface}' holds '{inner.zh}', and '{term.en}' does not hold '{inner.en}': give an example",
                        f"“{surface}”包含“{inner.zh}”，而英文互不包含：请补充 example",
                    )
                    break


def _inner(surface: str, glossary: Glossary) -> list[Term]:
    key = fold_key(surface)
    if SLOT.search(key):
        return []
    found = glossary.index.candidates(key)
    return list({one.key.term.id: one.key.term for one in found if one.end - one.start < len(key)}.values())


def _says(inner: Term, text: str) -> bool:
    return any(find_phrase(form, english(text), pos=inner.pos) for form in (inner.en, *inner.alternatives))


def _forbids(term: Term, text: str) -> bool:
    return any(one.text.casefold() == text.casefold() for one in term.forbidden)


def _words_cycle(term: Term, inner: Term) -> tuple[str, str]:
    return (
        f"'{term.zh}' forbids '{inner.en}' and '{inner.zh}', which stands inside it, forbids '{term.en}'",
        f"“{term.zh}”禁用“{inner.en}”，而其中的“{inner.zh}”禁用“{term.en}”",
    )


def _examples(glossary: Glossary) -> Iterator[Remark]:
    """Each example is a test of its entry."""
    for term in glossary.entries:
        if not term.example:
            continue
        hits = [hit for hit in find_terms(term.example.zh, glossary) if hit.term.id == term.id]
        uses = check_terms(term.example.en, find_terms(term.example.zh, glossary))
        if not hits:
            message, message_zh = "its example does not hold it", "example 中没有匹配到该词条"
        elif not all(use.right for use in uses if use.hit.term.id == term.id):
            message, message_zh = (
                "the English of its example fails its own check",
                "example 的英文未通过该词条的检查",
            )
        else:
            continue
        yield _remark(term, "example", f"'{term.zh}': {message}", f"“{term.zh}”：{message_zh}")


def _evidence(entries: Sequence[Term]) -> Iterator[Remark]:
    """Each entry that is not certain, and for each file how many rest on usage alone."""
    by_usage: dict[str, list[Term]] = {}
    for term in entries:
        if term.confidence != "high":
            message = f"'{term.zh}' is of {term.confidence} confidence: have it confirmed"
            yield _remark(term, "confidence", message, f"“{term.zh}”的把握为 {term.confidence}：请人工确认")
        elif term.source == ("established usage",):
            by_usage.setdefault(term.origin.file, []).append(term)
    for terms in by_usage.values():
        count, zh = len(terms), terms[0].zh
        message = (
            f"{count} entries from '{zh}' on rest on established usage alone: cite a text where there is one"
        )
        yield _remark(
            terms[0], "evidence", message, f"自“{zh}”起有 {count} 个词条仅以惯用为据：如有出处请注明"
        )


def _drift(glossary: Glossary, by_term: Mapping[str, Counter[str]]) -> Iterator[Remark]:
    """One term rendered two ways in one report."""
    for name, forms in sorted(by_term.items()):
        term = glossary.look_up(name)
        if term is None or len(forms) < 2 or len({fold.casefold() for fold in forms}) < 2:
            continue
        shown = ", ".join(
            f"'{form}' {count}" for form, count in sorted(forms.items(), key=lambda x: (-x[1], x[0]))
        )
        message = f"'{term.zh}' is rendered in {len(forms)} ways: {shown}"
        yield _remark(term, "drift", message, f"“{term.zh}”有 {len(forms)} 种译法：{shown}")


def _out_of_time(
    glossary: Glossary, by_term: Mapping[str, Counter[str]], day: str | None
) -> Iterator[Remark]:
    for name in sorted(by_term):
        term = glossary.look_up(name)
        if term is None:
            continue
        if term.status == "deprecated":
            yield _remark(
                term, "deprecated", f"'{term.zh}' is deprecated and used", f"“{term.zh}”已停用但仍出现"
            )
        if day and ((term.valid_from or day) > day or (term.valid_to or day) < day):
            span = f"{term.valid_from or ''}..{term.valid_to or ''}"
            message = f"'{term.zh}' is the name of {span}, the report is of {day}: right for what was then"
            yield _remark(
                term, "out-of-time", message, f"“{term.zh}”有效期为 {span}，报告日期为 {day}：请核对"
            )
