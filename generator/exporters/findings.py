"""The findings of a report as one page for the reviewer: counted, filtered without a script, with both sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.exporters.stage import theme_css
from generator.exporters.theme import TEMPLATES, Theme
from generator.model import Bitext, Finding, Sentence

SEVERITIES = {"wrong": ("Wrong", "有误"), "doubtful": ("Doubtful", "存疑"), "untidy": ("Untidy", "欠规范")}
Span = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of the reviewer's, such as a ledger of figures: titles in both languages, rows of plain words."""

    title: str
    title_zh: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence, marked where the finding points at it."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding with the two sentences it is about; ``number`` counts from 1 in the order of the page."""

    number: int
    finding: Finding
    source: tuple[Piece, ...]
    target: tuple[Piece, ...]
    origin: str
    page: int | None


def findings_page(
    bitext: Bitext, findings: Iterable[Finding], *, theme: Theme, sheets: Sequence[Sheet] = ()
) -> bytes:
    """A page that works from disk: no script, no address outside itself."""
    views = _views(bitext, findings)
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / "review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    css = theme_css(theme) + (TEMPLATES / "review" / "findings.css").read_text(encoding="utf-8")
    page = environment.get_template("findings.html.j2").render(
        css=Markup(css),  # noqa: S704 - our own style sheet
        report=bitext.report,
        views=views,
        severities=SEVERITIES,
        counts=Counter(view.finding.severity for view in views),
        checks=sorted(Counter(view.finding.check for view in views).items(), key=lambda c: (-c[1], c[0])),
        sentences=len(bitext.sentences),
        sheets=sheets,
    )
    return page.encode()


def _views(bitext: Bitext, findings: Iterable[Finding]) -> list[FindingView]:
    """The gravest first, then in the order of the source; what is about the whole report stands at the end."""
    grave = list(SEVERITIES)
    order = {sentence.id: place for place, sentence in enumerate(bitext.sentences)}
    sentences = {sentence.id: sentence for sentence in bitext.sentences}
    ranked = sorted(
        findings, key=lambda f: (grave.index(f.severity), order.get(f.sentence or "", len(order)), f.check)
    )
    return [
        _view(number, finding, sentences.get(finding.sentence or ""), bitext)
        for number, finding in enumerate(ranked, 1)
    ]


def _view(number: int, finding: Finding, sentence: Sentence | None, bitext: Bitext) -> FindingView:
    if sentence is None:
        return FindingView(number, finding, (), (), "", finding.page)
    translation = bitext.translation_of(sentence)
    return FindingView(
        number,
        finding,
        _pieces(sentence.source, finding.source_span),
        _pieces(translation.target or "", finding.target_span),
        translation.origin,
        finding.page or sentence.place.page,
    )


def _pieces(text: str, span: Span) -> tuple[Piece, ...]:
    start, end = span or (0, 0)
    parts = ((text[:start], False), (text[start:end], True), (text[end:], False))
    return tuple(Piece(part, marked) for part, marked in parts if part)
