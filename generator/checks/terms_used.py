"""A glossary term of the Chinese that the English does not say.

Why: one term, one English: names of bodies, laws and captions are what a reader looks up.
Caught: a required name or title of a rule, or a term with a figure, without an accepted form in the English; a word of law,
finance or governance when the English has half of the words of each accepted form or less besides those of other terms
(outside directors, total property), or names a meeting or body (股东会, 审计委员会) otherwise; another required term that
is the whole heading or cell when it has less than a third of them.
Also a place or name in capitals of which one word is another (Pearl River Delta).
Fine: any accepted form, its plural, heading capitals, the abbreviation; a second mention that English says as "it";
a term told freely with the same words ("products were recalled"), or inside a quoted title.
Not seen: a right term in a wrong place; terms that the glossary only advises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence
from generator.checks.scripts import han_length
from generator.checks.traces import is_told, share_told, stems
from generator.terms import Term, TermHit, TermUse, find_terms

_TITLE = re.compile(r"[“《\"]([^“”《》\"]{6,})[”》\"]")
_BODIES = ("会", "董事", "监事")
_CAPITAL = re.compile(r"\b[A-Z][A-Za-z]+")
_UNIT = re.compile(r"[（(][^（()）]*[)）]\s*$")
_FIGURE_BEHIND = re.compile(r"[为达是约共近超]{0,2}\s*\d")
_STRICT = {"governance", "shareholders", "finance", "law", "regulator"}
_WEIGHTY = {"governance", "shareholders", "finance", "securities", "law", "regulator"}


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each required term that is missing."""
    for use in pair.terms:
        certain = any(one.certain for one in use.forbidden)
        if not use.required or use.use != "missing" or certain:
            continue
        if not _is_strict(use.hit) and (_is_told(use, pair) or not _is_weighty(pair.source, use.hit)):
            continue
        yield Remark(
            f"“{use.hit.text}” is “{use.hit.english}” in the glossary. Use it.",
            f"术语“{use.hit.text}”应译为“{use.hit.english}”。",
            (use.hit.start, use.hit.end),
            severity="wrong" if _is_official(use.hit.term) else None,
        )


def _is_strict(hit: TermHit) -> bool:
    """Whether the term must stand word for word: names, titles, and terms whose English has a figure (Scope 1)."""
    return hit.term.kind in ("name", "rule-title") or any(character.isdigit() for character in hit.term.en)


def _is_told(use: TermUse, pair: Pair) -> bool:
    """Whether enough words of an accepted form stand in the English where no other term is said."""
    hit, rest = use.hit, pair.target
    for other in pair.terms:
        if other.span and not _are_akin(other.hit.text, hit.text):
            start, end = other.span
            rest = rest[:start] + " " * (end - start) + rest[end:]
    if _is_name(hit):
        names = [stems(" ".join(_CAPITAL.findall(form))) for form in hit.accepted]
        return any(one and one <= stems(pair.target) for one in names) or share_told(hit, stems(rest)) == 1
    if hit.term.domain not in _STRICT or _FIGURE_BEHIND.match(pair.source, hit.end):
        return is_told(hit, stems(rest))
    said = stems(rest)
    return _names(hit, said) and all(_names(one, said) for one in _find_inner(hit, pair.context))


def _names(hit: TermHit, said: set[str]) -> bool:
    """Whether the English has more than half of the words of a form, and of a meeting or body what it is."""
    return share_told(hit, said) * 2 > 1 and (not hit.text.endswith("会") or bool(_heads(hit) & said))


def _find_inner(hit: TermHit, context: CheckContext) -> Iterator[TermHit]:
    """The persons and bodies of governance that a longer term names: 独立董事 in 独立董事专门会议."""
    for part in (hit.text[:-1], hit.text[1:]):
        for one in find_terms(part, context.glossary):
            if one.term.domain == "governance" and han_length(one.text) > 2 and one.text.endswith(_BODIES):
                yield one


def _are_akin(one: str, other: str) -> bool:
    """Whether two terms share three characters in a row, or one stands in the other: 有表决权的股份, 表决权股份总数."""
    return one in other or any(one[at : at + 3] in other for at in range(len(one) - 2))


def _heads(hit: TermHit) -> set[str]:
    """What the accepted forms call a meeting or body: meeting of "general meeting of shareholders", committee, board."""
    return stems(" ".join(re.split(r" (?:of|for|in) ", form)[0].split()[-1] for form in hit.accepted))


def _is_weighty(source: str, hit: TermHit) -> bool:
    """Whether a common term may not be left to the translator: it is all there is, or a word of law or finance."""
    if hit.english.startswith("the "):  # 本公司, 本报告: English says it, its or nothing
        return False
    if hit.text == _UNIT.sub("", source).strip() or _is_name(hit):
        return True
    long = han_length(hit.text) > (2 if hit.term.domain in _WEIGHTY else 4)
    return long and not _is_in_title(source, hit)


def _is_name(hit: TermHit) -> bool:
    """Whether it keeps its capitals wherever it stands: the Yangtze River Delta, a Party branch."""
    return hit.term.case == "fixed" and " " in hit.english


def _is_official(term: Term) -> bool:
    """Whether another English would name another body or law."""
    return (
        term.kind in ("name", "rule-title")
        and term.confidence == "high"
        and term.domain not in ("document", "business")
    )


def _is_in_title(source: str, hit: TermHit) -> bool:
    """Whether the term stands inside quotation or title marks with other words."""
    titles = [found.span(1) for found in _TITLE.finditer(source)]
    return any(
        start <= hit.start and hit.end <= end and (start, end) != (hit.start, hit.end)
        for start, end in titles
    )


CHECK = Check("terms-used", "doubtful", "sentence", per_sentence(look))
