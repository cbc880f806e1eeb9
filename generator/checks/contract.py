"""What a check is: a value with an id, a severity, a scope and one function that yields remarks.

The function sees the whole material; `per_sentence`, `per_text`, `per_table` and `per_source` turn a
function that looks at one thing into such a function. A check says what is to be done; the frame adds
its id, the severity, and the sentence and page or the line of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from generator.checks.addresses import without_addresses
from generator.checks.leniency import forgive
from generator.model import Bitext, Cell, Finding, Role, Severity, Table
from generator.quantities import Quantity, QuantityMatch, Style, compare_texts, find_numerals
from generator.quantities.arithmetic import Mismatch, check_table
from generator.script import to_full_stops
from generator.terms import Glossary, TermHit, TermUse, check_terms, closed_spans, find_terms

Span = tuple[int, int]
Scope = Literal["sentence", "text", "file", "table", "report", "source"]
PROSE: tuple[Scope, ...] = ("sentence", "text", "file")


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What the house has decided: its terms and how it writes numbers."""

    glossary: Glossary
    style: Style = field(default_factory=Style)


@dataclass(frozen=True)
class Pair:
    """A source with its English, and what both hold, found once for all checks.

    ``awaiting`` says that nobody has translated it yet. ``parts`` are the sentences of a text with the offsets
    at which they begin in its source and target.
    """

    source: str
    target: str
    context: CheckContext = field(repr=False, compare=False)
    sentence: str | None = None
    line: int | None = None
    page: int | None = None
    role: Role | None = None
    path: tuple[str, ...] = ()
    awaiting: bool = False
    parts: tuple[tuple[Pair, int, int], ...] = field(default=(), repr=False, compare=False)

    @cached_property
    def with_full_stops(self) -> Pair:
        """The same with 分贝，夜间 for 分贝,夜间: rules know the clauses by full-width stops. All spans hold for both."""
        source = to_full_stops(self.source)
        return self if source == self.source else replace(self, source=source)

    @cached_property
    def hits(self) -> tuple[TermHit, ...]:
        """The glossary's terms in the source."""
        return find_terms(self.source, self.context.glossary, path=self.path)

    @cached_property
    def terms(self) -> tuple[TermUse, ...]:
        """What became of each term in the English."""
        return check_terms(self.target, self.hits)

    @cached_property
    def numerals(self) -> tuple[Quantity, ...]:
        """The quantities of the source, those inside terms flagged so."""
        return find_numerals(self.source, closed_spans(self.hits))

    @cached_property
    def numbers(self) -> tuple[Quantity, ...]:
        """The quantities of the source, numerals inside terms left out."""
        return tuple(one for one in self.numerals if not one.soft)

    @cached_property
    def match(self) -> QuantityMatch:
        """The quantities of both sides, paired by value."""
        if self.with_full_stops is not self:
            return self.with_full_stops.match
        plain = without_addresses(self.source), without_addresses(self.target)
        compared = compare_texts(*plain, closed_spans(self.hits))
        return forgive(self.source, self.target, compared)

    @property
    def is_prose(self) -> bool:
        """Whether the source is a sentence rather than a heading, a cell or a label."""
        return self.source.rstrip('”’"』」）) \n')[-1:] in "。！？；…" and bool(self.source.strip())


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check has to say, in two languages, with the spans it means and the correction if it is certain.

    ``pair`` is where; without one the remark is about ``page`` or the whole report.
    """

    message: str
    message_zh: str
    source_span: Span | None = None
    target_span: Span | None = None
    fix: str | None = None
    severity: Severity | None = None
    pair: Pair | None = None
    page: int | None = None


@dataclass(frozen=True)
class Sheet:
    """A table of the report with its English, cell by cell."""

    table: Table
    cells: dict[tuple[int, int], Pair]

    @cached_property
    def grid(self) -> dict[tuple[int, int], Cell]:
        """The cells by the row and column where each begins."""
        return self.table.grid()

    @cached_property
    def mismatches(self) -> tuple[Mismatch, ...]:
        """The figures that do not follow from the others of the table."""
        rows = [
            [self.grid[r, c].source if (r, c) in self.grid else "" for c in range(self.table.columns)]
            for r in range(len(self.table.rows))
        ]
        return check_table(rows, self.table.header_rows, self.table.unit)

    def row(self, row: int) -> dict[int, str]:
        """The words of one row by column."""
        return {c: cell.source for (r, c), cell in sorted(self.grid.items()) if r == row}


@dataclass(frozen=True)
class Material:
    """All that is checked: pairs in order, the texts they make up and, for a report, the report itself."""

    pairs: tuple[Pair, ...]
    texts: tuple[Pair, ...]
    sheets: tuple[Sheet, ...] = ()
    bitext: Bitext | None = None

    @cached_property
    def translated(self) -> tuple[Pair, ...]:
        """The pairs that have an English."""
        return tuple(pair for pair in self.pairs if pair.target.strip())


Look = Callable[[Material, CheckContext], Iterable[Remark]]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule. ``id`` is the name of its file with hyphens; ``severity`` holds where a remark has none of its own."""

    id: str
    severity: Severity
    scope: Scope
    look: Look

    def run(self, material: Material, context: CheckContext) -> Iterator[Finding]:
        """The findings of this check in the material."""
        for remark in self.look(material, context):
            yield self._to_finding(_in_sentence(remark))

    def run_at(self, each: Each, pair: Pair, context: CheckContext) -> Iterator[Finding]:
        """The findings of this check, which looks at each pair on its own, in one pair."""
        for remark in each.at(pair, context):
            yield self._to_finding(_in_sentence(remark))

    def _to_finding(self, remark: Remark) -> Finding:
        pair = remark.pair
        return Finding(
            self.id,
            remark.severity or self.severity,
            remark.message,
            remark.message_zh,
            pair.sentence if pair else None,
            pair.page if pair else remark.page,
            pair.line if pair else None,
            remark.source_span,
            remark.target_span,
            remark.fix,
        )


@dataclass(frozen=True, slots=True)
class Each:
    """A look at one pair after the other, none of which knows of the others: so what it said of one holds for it.

    Unless it must see the Chinese ``as_printed``, half-width stops between clauses are full-width ones for it.
    """

    look: Callable[[Pair, CheckContext], Iterable[Remark]]
    pairs: Callable[[Material], Iterable[Pair]]
    as_printed: bool = False

    def __call__(self, material: Material, context: CheckContext) -> Iterator[Remark]:
        """What it has to say of all pairs."""
        for pair in self.pairs(material):
            yield from self.at(pair, context)

    def at(self, pair: Pair, context: CheckContext) -> Iterator[Remark]:
        """What it has to say of one."""
        for remark in self.look(pair if self.as_printed else pair.with_full_stops, context):
            yield replace(remark, pair=pair)


def per_sentence(look: Callable[[Pair, CheckContext], Iterable[Remark]]) -> Look:
    """A check of every translated sentence on its own."""
    return Each(look, find_translated)


def find_translated(material: Material) -> Iterable[Pair]:
    """The sentences that have an English."""
    return material.translated


def per_text(look: Callable[[Pair, CheckContext], Iterable[Remark]]) -> Look:
    """A check of every text whose sentences all have an English; a bracket may close a sentence later."""
    return Each(look, find_whole)


def find_whole(material: Material) -> Iterable[Pair]:
    """The texts that have an English from end to end."""
    return filter(_is_whole, material.texts)


def _is_whole(text: Pair) -> bool:
    return bool(text.target.strip()) and all(part.target.strip() for part, _, _ in text.parts)


def per_source(look: Callable[[Pair, CheckContext], Iterable[Remark]]) -> Look:
    """A check of every text of the Chinese, translated or not."""
    return Each(look, find_texts, as_printed=True)


def find_texts(material: Material) -> Iterable[Pair]:
    """All texts."""
    return material.texts


def per_table(look: Callable[[Sheet, CheckContext], Iterable[Remark]]) -> Look:
    """A check of every table of a report."""

    def look_at_all(material: Material, context: CheckContext) -> Iterator[Remark]:
        for sheet in material.sheets:
            for remark in look(sheet, context):
                yield remark if remark.pair else replace(remark, page=remark.page or sheet.table.place.page)

    return look_at_all


def _in_sentence(remark: Remark) -> Remark:
    """A remark about a text, moved to the sentence in which its span begins."""
    if remark.pair is None or not remark.pair.parts:
        return remark
    part, source_at, target_at = _part_of(remark)
    return replace(
        remark,
        pair=part,
        source_span=_moved(remark.source_span, source_at, len(part.source)),
        target_span=_moved(remark.target_span, target_at, len(part.target)),
    )


def _part_of(remark: Remark) -> tuple[Pair, int, int]:
    assert remark.pair is not None
    parts = remark.pair.parts
    if remark.source_span is not None:
        return [part for part in parts if part[1] <= remark.source_span[0]][-1]
    if remark.target_span is not None:
        return [part for part in parts if part[2] <= remark.target_span[0]][-1]
    return parts[0]


def _moved(span: Span | None, start: int, length: int) -> Span | None:
    if span is None or not 0 <= span[0] - start <= length:
        return None
    return span[0] - start, min(span[1] - start, length)
