"""The examiner: every rule is one file here with a line in CHECKS, and knows nothing of the others.

`check_bitext` runs them all on a report, `check_pairs` the prose checks on any bilingual file. What the checks of
each sentence on its own find is asked of `Known` first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib import import_module
from typing import Any

from generator.checks.contract import PROSE, Check, CheckContext, Each, Material, Pair
from generator.checks.known import Known, finding_to_row, row_to_finding
from generator.checks.material import bitext_to_material, pairs_to_material
from generator.model import Bitext, Finding

__all__ = [
    "CHECKS",
    "NUMBER_CHECKS",
    "PROSE",
    "Check",
    "CheckContext",
    "Known",
    "check_bitext",
    "check_material",
    "check_pairs",
]

_NUMBERS = (
    "numbers-kept",
    "numbers-extra",
    "numbers-swapped",
    "dates-kept",
    "sign-kept",
    "approximation-kept",
    "bounds-kept",
    "percent-points",
    "currency-unit",
    "unit-scale-kept",
)
_FILES = (
    # is it all there?
    "untranslated",
    "empty-target",
    "target-equals-source",
    "chinese-left",
    "length-odd",
    "clause-dropped",
    "list-count-kept",
    "openness-kept",
    # are the numbers the same?
    *_NUMBERS,
    # does it say the same?
    "negation-kept",
    "opposites-kept",
    "obligation-kept",
    "hedge-kept",
    "future-kept",
    "claims-kept",
    "direction-kept",
    "to-or-by",
    "multiples-kept",
    "per-kept",
    "comparison-period-kept",
    # terms, names, codes, marks
    "terms-used",
    "forbidden-term",
    "drift",
    "first-mention",
    "latin-names-kept",
    "codes-kept",
    "urls-kept",
    "markers-kept",
    # one voice
    "same-source-two-targets",
    "two-sources-one-target",
    "spelling-variety",
    "date-style",
    "currency-style",
    "percent-space",
    "person-mixed",
    "quote-style",
    "heading-case",
    # clean English
    "corrupt-characters",
    "markup-left",
    "full-width-left",
    "title-marks-left",
    "hidden-characters",
    "brackets-paired",
    "quotes-paired",
    "doubled-punctuation",
    "space-before-punctuation",
    "double-space",
    "repeated-word",
    "article-form",
    "contractions",
    "capital-start",
    "opening-figure",
    "end-punctuation",
    "thousands-separators",
    # tables and the report as a whole
    "table-sums",
    "shares-100",
    "yoy-rate",
    "ratio-recomputed",
    "same-fact-equal",
    "heading-levels",
    "contents-kept",
    "cross-reference",
    "unread-left",
    "figure-described",
    "draft-left",
    "memory-conflict",
    # the source's own slips
    "source-language",
    "source-percent-unit",
    "source-file-date",
    "source-date-impossible",
    "source-grouping",
    "source-parts",
    "source-chart-shares",
    "source-decimals",
    "source-unit-missing",
    "source-brackets",
    "source-quotes",
    "source-half-width",
    "source-repeated",
    "source-doubled-noun",
    "source-cut-sentence",
    "source-characters",
    "source-wrong-word",
    "source-word-variants",
    "source-name-spacing",
    "personal-data",
    "hidden-instruction",
)


def _load(name: str) -> Check:
    check: Check = import_module(f"{__name__}.{name.replace('-', '_')}").CHECK
    return check


NUMBER_CHECKS = frozenset(_NUMBERS)
CHECKS: tuple[Check, ...] = tuple(_load(name) for name in _FILES)


def check_bitext(
    bitext: Bitext, context: CheckContext, checks: Sequence[Check] = CHECKS
) -> tuple[Finding, ...]:
    """What the checks find in a report, in the report's order."""
    return _find_in_report(bitext_to_material(bitext, context), context, checks, Known())


def check_material(
    material: Material, context: CheckContext, known: Known | None = None
) -> tuple[Finding, ...]:
    """What all checks find in a report that is ready to be checked; ``known`` has what was found in it before."""
    return _find_in_report(material, context, CHECKS, known or Known())


def _find_in_report(
    material: Material, context: CheckContext, checks: Sequence[Check], known: Known
) -> tuple[Finding, ...]:
    places = {pair.sentence: number for number, pair in enumerate(material.pairs)}
    pages = {pair.page: number for number, pair in reversed(list(enumerate(material.pairs)))}
    return _findings(
        checks, material, context, lambda one: places.get(one.sentence, pages.get(one.page, -1)), known
    )


def check_pairs(pairs: Iterable[tuple[str, str]], context: CheckContext) -> tuple[Finding, ...]:
    """What the prose checks find in the pairs of a bilingual file, by line; ``line`` counts from 1."""
    prose = [check for check in CHECKS if check.scope in PROSE]
    return _findings(prose, pairs_to_material(pairs, context), context, lambda one: one.line or 0, Known())


def _findings(
    checks: Sequence[Check],
    material: Material,
    context: CheckContext,
    place: Callable[[Finding], int],
    known: Known,
) -> tuple[Finding, ...]:
    """The findings by their place; those of one place in the order of the checks."""
    order = {check.id: number for number, check in enumerate(checks)}
    alone: dict[Callable[[Material], Iterable[Pair]], list[tuple[Check, Each]]] = {}
    found: list[Finding] = []
    for check in checks:
        if isinstance(check.look, Each):
            alone.setdefault(check.look.pairs, []).append((check, check.look))
        else:
            found += check.run(material, context)
    for pairs, several in alone.items():
        for pair in pairs(material):
            look = partial(_rows, several, pair, context)
            found += map(row_to_finding, known.rows(pair, pairs.__name__, look))
    return tuple(sorted(found, key=lambda one: (place(one), order[one.check])))


def _rows(
    checks: Iterable[tuple[Check, Each]], pair: Pair, context: CheckContext
) -> Iterator[dict[str, Any]]:
    """What the checks that look at each pair on its own find in one."""
    for check, each in checks:
        yield from map(finding_to_row, check.run_at(each, pair, context))
