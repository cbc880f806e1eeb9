"""A lesson as an entry that is ready to paste: into the company's glossary, or into a memory."""

from __future__ import annotations

import io
from typing import Any

from ruamel.yaml import YAML

from generator.learning.learn import Lesson
from generator.terms import Glossary


def lesson_to_yaml(lesson: Lesson, report: str, glossary: Glossary) -> str:
    """The lines of YAML: a glossary entry, only what it changes where the entry is there; or entries of a memory."""
    if lesson.kind == "memory" or lesson.zh is None:
        return _dump([{"source": edit.source, "target": edit.after} for edit in lesson.edits], "")
    known = glossary.look_up(lesson.known) if lesson.known else None
    if known:
        return _dump([{"zh": known.zh, "en": lesson.en}], "  ")
    source = f"company: edited in {report}"
    return _dump([{"zh": lesson.zh, "en": lesson.en, "domain": "business", "source": source}], "  ")


def _dump(entries: list[dict[str, Any]], indent: str) -> str:
    yaml = YAML()
    yaml.width = 10_000
    out = io.StringIO()
    yaml.dump(entries, out)
    return "".join(f"{indent}{line}\n" for line in out.getvalue().splitlines())
