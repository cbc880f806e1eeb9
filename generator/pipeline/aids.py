"""What the pages of a report offer beside it: definitions, key figures, and where old links lead."""

from __future__ import annotations

from generator.anchors import follow_anchors, moved_to_former
from generator.exporters import Aids
from generator.exporters.aids import KeyFigure
from generator.exporters.key_figures import find_key_figures
from generator.exporters.notes import find_notes
from generator.exporters.view import find_year
from generator.model import Bitext, Finding
from generator.reader import report_to_content
from generator.settings import Settings
from generator.store import Stage, to_json
from generator.terms import Glossary


def make_aids(
    stage: Stage, settings: Settings, bitext: Bitext, glossary: Glossary
) -> tuple[Aids, tuple[Finding, ...]]:
    """Definitions, key figures, and where the anchors of earlier builds lead, which anchors.json keeps for the next."""
    before, known = stage.earlier_record("content.json"), stage.earlier_record("anchors.json")
    anchors = follow_anchors(before, known, report_to_content(bitext.report))
    stage.write("anchors.json", to_json(anchors))
    notes, places = find_notes(bitext, glossary)
    figures, findings = find_figures(bitext, settings, glossary)
    return Aids(notes, places, figures, moved_to_former(anchors["moved"])), findings


def find_figures(
    bitext: Bitext, settings: Settings, glossary: Glossary
) -> tuple[tuple[KeyFigure, ...], tuple[Finding, ...]]:
    """The key figures of the report's year, and a finding for each that the company chose and no table has."""
    year = settings.year or find_year(bitext.report.title)
    return find_key_figures(bitext, glossary, year, settings.key_figures)
