"""The ledger: every number of a report with both sides, and what became of it.

A row is a number of the Chinese with the English that states it, or a number that only the English has.
The verdict says why the row is settled; rows that are missing, different or extra stand open until the
English is corrected or a person accepts the finding. Nothing is left without a verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from generator.checks import Known, numbers_swapped
from generator.checks.addresses import ABROAD, PHONE
from generator.checks.contract import Pair, Span
from generator.checks.numbers import first_reason
from generator.model import Bitext, Finding
from generator.quantities import Difference, Quantity, find_english_quantities, find_numerals
from generator.quantities.codes import code_digits
from generator.workbook import Sheet

Verdict = Literal[
    "agrees", "by rule", "in a term", "said once", "accepted", "different", "missing", "extra", "awaits"
]
OPEN: tuple[Verdict, ...] = ("different", "missing", "extra", "awaits")
COLUMNS = (
    ("Page", "页"),
    ("Chinese", "中文"),
    ("Value", "值"),
    ("Unit", "单位"),
    ("English", "英文"),
    ("Verdict", "结论"),
    ("Source sentence", "中文句"),
    ("English sentence", "英文句"),
    ("Sentence", "句号"),
)
_WIDTHS = (8, 22, 22, 12, 28, 14, 60, 60, 16)
_VERDICTS_ZH: dict[Verdict, str] = {
    "agrees": "一致",
    "by rule": "按规则生成",
    "in a term": "属于术语",
    "said once": "无需重复",
    "accepted": "已认可",
    "different": "不一致",
    "missing": "缺失",
    "extra": "多出",
    "awaits": "待译",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One number. ``value`` and ``unit`` are those of the Chinese, or of the English where only that has it."""

    page: int | None
    sentence: str
    text: str | None
    value: str
    unit: str | None
    english: str | None
    verdict: Verdict
    source: str
    target: str

    @property
    def open(self) -> bool:
        """Whether somebody must still look at it."""
        return self.verdict in OPEN


def bitext_to_ledger(
    bitext: Bitext, pairs: Iterable[Pair], accepted: Iterable[Finding] = (), known: Known | None = None
) -> tuple[Row, ...]:
    """The rows of all sentences in the report's order.

    ``pairs`` are the sentences as the checks see them, ``accepted`` findings that a person has settled, ``known`` what
    was found before.
    """
    known = known or Known()
    settled = {
        (one.sentence, span) for one in accepted for span in (one.source_span, one.target_span) if span
    }
    rows: list[Row] = []
    for pair in pairs:
        made = bitext.translations.get(pair.sentence or "")
        for place, row in _known_rows(pair, "by rule" if made and made.origin == "rule" else "agrees", known):
            is_settled = row.open and (pair.sentence, place) in settled
            rows.append(replace(row, verdict="accepted") if is_settled else row)
    return tuple(rows)


def ledger_to_sheet(rows: Sequence[Row]) -> Sheet:
    """The ledger for a workbook, one row a number, the open ones marked by their verdict."""
    heads = [f"{zh} {en}" for en, zh in COLUMNS]
    return Sheet("数字台账 Ledger", heads, _WIDTHS, [(row.page, *row_to_words(row)[1:]) for row in rows])


def row_to_words(row: Row) -> tuple[str, ...]:
    """A row as the words of its columns, for pages and workbooks."""
    verdict = f"{_VERDICTS_ZH[row.verdict]} {row.verdict}"
    page = "" if row.page is None else str(row.page)
    words = (row.text, row.value, row.unit, row.english, verdict, row.source, row.target, row.sentence)
    return (page, *(word or "" for word in words))


def _known_rows(pair: Pair, agrees: Verdict, known: Known) -> Iterator[tuple[Span, Row]]:
    """The rows of one sentence with their places, as they were when it was the same before."""

    def look() -> Iterator[dict[str, Any]]:
        for place, row in _pair_to_rows(pair, agrees):
            yield {"place": place, "row": asdict(row)}

    for kept in known.rows(pair, f"ledger {agrees}", look):
        start, end = kept["place"]
        yield (start, end), Row(**kept["row"])


def _pair_to_rows(pair: Pair, agrees: Verdict) -> Iterator[tuple[Span, Row]]:
    """The rows of one sentence with their place in the source, or in the English for a number that only it has."""
    match, english = pair.match, find_english_quantities(pair.target)
    partner = {one.source.start: one.target for one in (*match.joined, *match.matched)}
    partner |= {one.source.start: one.target for one in match.different}
    different = {one.source.start for one in match.different if _is_told(pair, one)}
    partner |= (phones := dict(_find_phones(pair, english)))
    missing = {one.start for one in match.missing}
    for number in pair.numerals:
        if not pair.target.strip():
            verdict: Verdict = "in a term" if number.soft else "awaits"
        elif number.start in missing or number.start in different:
            verdict = "missing" if number.start in missing else "different"
        elif number.start in phones:
            verdict = (
                agrees if code_digits(number.text) == code_digits(phones[number.start].text) else "different"
            )
        else:
            verdict = agrees if number.start in partner else "in a term" if number.soft else "said once"
        yield (number.start, number.end), _to_row(pair, number, partner.get(number.start), verdict)
    answered = {one.target.start for one in match.joined} | {target.start for target in partner.values()}
    extra = {number.start for number in match.extra}
    for number in english:
        if number.start not in answered:
            verdict = "extra" if number.start in extra else "in a term" if number.soft else "said once"
            yield (number.start, number.end), _to_row(pair, None, number, verdict)


def _is_told(pair: Pair, difference: Difference) -> bool:
    """Whether a difference is one that the checks speak of: another order only where two numbers are exchanged."""
    if first_reason(difference) != "order" or difference.source.kind == "ordinal":
        return True
    return any(numbers_swapped.look(pair, pair.context))


def _find_phones(pair: Pair, english: Sequence[Quantity]) -> Iterator[tuple[int, Quantity]]:
    """The telephone numbers of the English by the place of those of the Chinese, the same or else the next one."""
    theirs = _phones_among(english)
    ours = _phones_among(find_numerals(pair.source)) if theirs else []
    for number in sorted(
        ours, key=lambda one: all(code_digits(one.text) != code_digits(other.text) for other in theirs)
    ):
        if theirs:
            same = [other for other in theirs if code_digits(other.text) == code_digits(number.text)]
            yield number.start, theirs.pop(theirs.index((same or theirs)[0]))


def _phones_among(numbers: Iterable[Quantity]) -> list[Quantity]:
    return [one for one in numbers if PHONE.fullmatch(one.text) or ABROAD.fullmatch(one.text)]


def _to_row(pair: Pair, source: Quantity | None, target: Quantity | None, verdict: Verdict) -> Row:
    number = source or target
    assert number is not None
    return Row(
        pair.page,
        pair.sentence or "",
        source.text if source else None,
        number.value,
        number.unit,
        target.text if target else None,
        verdict,
        pair.source,
        pair.target,
    )
