"""The pages that a team works from: findings with the ledger of numbers, changes, and the certificate.

They stay in the house and are opened from disk: one file each, no script, nothing fetched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol

from markupsafe import Markup

from generator.exporters.fonts import pin
from generator.exporters.pdf import font_face, shut_out_system_fonts
from generator.exporters.templates import open_templates
from generator.exporters.theme import TEMPLATES, Theme
from generator.model import Bitext, Finding

Pieces = tuple[tuple[str, bool], ...]
_SHORT = 20  # characters of words that share a line


class LedgerRow(Protocol):
    """A number of the report with both sides and its verdict; the template reads its other fields."""

    @property
    def open(self) -> bool:
        """Whether somebody must still look at it."""
        ...


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with its sentence, both sides cut into pieces; the marked ones are what it means."""

    finding: Finding
    source: Pieces
    target: Pieces
    by: str | None = None


def findings_page(
    bitext: Bitext,
    findings: Sequence[Finding],
    *,
    name: str,
    coverage: Mapping[str, Any],
    ledger: Sequence[LedgerRow] = (),
    accepted: Sequence[tuple[Finding, str]] = (),
) -> bytes:
    """findings.html: what a person has to see to, the company's list of questions, what awaits, every number."""
    shown = [_view(bitext, finding) for finding in findings]
    return _render(
        "findings.html.j2",
        name=name,
        title=bitext.report.title,
        company=bitext.report.company,
        coverage=coverage,
        english=[view for view in shown if not view.finding.check.startswith("source-")],
        chinese=[view for view in shown if view.finding.check.startswith("source-")],
        accepted=[_view(bitext, finding, by) for finding, by in accepted],
        ledger=ledger,
        open_rows=sum(row.open for row in ledger),
    )


def changes_page(
    changes: Sequence[Any], *, name: str, edition: str, proof: Any = None, resets: Sequence[Any] = ()
) -> bytes:
    """changes.html: every sentence that is other than in the build before, with its cause, and proof of the rest.

    ``edition`` is the page beside it into which the changes link; without ``proof`` there was no build before.
    ``resets`` are the chapters of the PDFs that were set again.
    """
    values = {"changes": changes, "edition": edition, "proof": proof, "resets": resets}
    return _render("changes.html.j2", name=name, **values)


def versions_page(
    comparison: Any | None,
    orphans: Sequence[Any],
    *,
    name: str,
    sources: Mapping[str, Any],
    page: str | None = None,
    years: bool = False,
) -> bytes:
    """versions.html: what is other in this version of the source, and what a person's files say that no longer applies.

    ``page`` is the edition that the blocks are shown in, where there is one, ``years`` whether years.html lies beside
    it. Without ``comparison`` it is the first version.
    """
    values = {"comparison": comparison, "orphans": orphans, "name": name, "sources": sources}
    return _render("versions.html.j2", **values, page=page, years=years)


def overview_page(names: Sequence[str]) -> bytes:
    """The page that lists what a build left, for the browser of a watch."""
    return _render("overview.html.j2", names=names)


def live_script() -> bytes:
    """The script that a watch adds to the pages which it serves."""
    return (TEMPLATES / "review" / "live.js").read_bytes()


def alignment_page(alignment: Mapping[str, Any], *, name: str) -> bytes:
    """What an alignment of two reports found besides its pairs: wrong figures, contradictions, doubts, what is alone."""
    alone = {language: _passages(alignment[f"{language}_alone"]) for language in ("chinese", "english")}
    return _render("alignment.html.j2", alignment=alignment, alone=alone, name=name)


def _passages(texts: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Texts without a counterpart, those that stand together as one: its page, headings and lines.

    Short words and figures, as pictures and tables have them, share a line.
    """
    passages = []
    for (page, path), found in groupby(texts, key=_together):
        together = list(found)
        lines = [one["text"] for one in together]
        lines = [" · ".join(lines)] if path is None else lines
        passages.append({"page": page, "path": together[0]["path"], "lines": lines})
    return passages


def _together(text: Mapping[str, Any]) -> tuple[int, list[str] | None]:
    """Sentences stand together under the same headings, short words (None) on the same page."""
    return text["page"], None if len(text["text"]) <= _SHORT else text["path"]


def years_page(years: Any, carried: Any, *, name: str, page: str, counts: Mapping[str, int]) -> bytes:
    """years.html: both years' figures side by side, restatements marked, and how much of the text was carried over."""
    return _render("years.html.j2", years=years, carried=carried, name=name, page=page, counts=counts)


def certificate_page(certificate: Mapping[str, Any]) -> bytes:
    """The consistency certificate as a page for the board secretary."""
    return _render("certificate.html.j2", certificate=certificate, fonts="")


def certificate_pdf(certificate: Mapping[str, Any], theme: Theme) -> bytes:
    """The same page as a PDF, in the theme's own fonts."""
    shut_out_system_fonts()
    from generator.exporters.pages import html_to_pages

    faces = [font for font in theme.fonts if font.family in ("Head", "Han")]
    css = "".join(map(font_face, faces)) + "body, code { font-family: Head, Han; }"
    html = _render("certificate.html.j2", certificate=certificate, fonts=Markup(css)).decode()  # noqa: S704 - ours
    return html_to_pages(html, {pin(font).as_uri(): pin(font) for font in faces}).data


def _view(bitext: Bitext, finding: Finding, by: str | None = None) -> FindingView:
    sentence = next((one for one in bitext.sentences if one.id == finding.sentence), None)
    if sentence is None:
        return FindingView(finding, (), (), by)
    target = bitext.translation_of(sentence).target or ""
    return FindingView(
        finding, cut_at(sentence.source, finding.source_span), cut_at(target, finding.target_span), by
    )


def cut_at(text: str, span: tuple[int, int] | None) -> Pieces:
    """The text in pieces, the one in the span marked.

    >>> cut_at("共3次", (1, 2))
    (('共', False), ('3', True), ('次', False))
    """
    if span is None:
        return ((text, False),)
    start, end = span
    pieces = ((text[:start], False), (text[start:end], True), (text[end:], False))
    return tuple(piece for piece in pieces if piece[0])


def _render(template: str, **values: Any) -> bytes:
    return open_templates(TEMPLATES / "review").get_template(template).render(**values).encode()
