"""quantities: a question about a text, answered without a report."""

from __future__ import annotations

import argparse
from typing import Any

from generator.commands.shape import add_command, add_texts, print_rows, texts_of


def add(commands: Any) -> None:
    """The commands of this file."""
    add_texts(
        add_command(commands, "quantities", _quantities, "the quantities of each text 识别文本中的数量")
    )


def _quantities(options: argparse.Namespace) -> int:
    from generator.pipeline.shelf import shipped_glossary
    from generator.quantities import find_quantities, quantity_to_english
    from generator.terms import closed_spans, find_terms

    glossary = shipped_glossary()
    for text in texts_of(options):
        rows = [
            {
                "text": found.text,
                "start": found.start,
                "end": found.end,
                "kind": found.kind,
                "value": found.value,
                "unit": found.unit,
                "approx": found.approx,
                "english": quantity_to_english(found),
                "flags": list(found.flags),
            }
            for found in find_quantities(text, closed_spans(find_terms(text, glossary)))
        ]
        print_rows(rows, options.json, ("text", "kind", "value", "unit", "approx", "english"))
    return 0
