"""learn: what people changed again and again, as entries that are ready to paste. Nothing is changed by it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from generator.commands.shape import add_command, add_report, progress_of, settings_of, tell

if TYPE_CHECKING:
    from generator.learning import Lesson
    from generator.model import Bitext
    from generator.pipeline.shelf import Shelf
    from generator.settings import Settings
    from generator.terms import Glossary

_SHOWN = 3  # places of a lesson that are shown of many
_MEMORY_ASKED = 20_000  # pairs of the memory that tell which Chinese goes with which English


def add(commands: Any) -> None:
    """The commands of this file."""
    sub = add_command(
        commands,
        "learn",
        _learn,
        "propose entries from what people changed the same way twice 由人工修改提出词条",
    )
    add_report(sub)


def _learn(options: argparse.Namespace) -> int:
    from generator.learning import learn
    from generator.pipeline.order import load_bitext

    settings = settings_of(options)
    bitext, shelf = load_bitext(settings, progress=progress_of(options))
    lessons = learn(_edits(bitext, shelf, settings), _corpus(bitext, shelf), shelf.glossary)
    for lesson in lessons:
        print(_headline(lesson))
    for lesson in lessons:
        _print(lesson, settings.name, shelf.glossary)
    tell(
        f"{len(lessons)} proposals; nothing was changed. Paste what you want to keep.",
        f"共 {len(lessons)} 条建议，未作任何修改。如需采用，请粘贴到相应文件。",
    )
    return 0


def _edits(bitext: Bitext, shelf: Shelf, settings: Settings) -> Any:
    """The English of people beside what stood there in the last builds, or what the memory has for it."""
    from generator.learning import find_edits
    from generator.records import bitext_to_record, edits_to_record
    from generator.renumber import Renumbering
    from generator.store import load_record

    renumbering = Renumbering((shelf.memory,), shelf.style, shelf.glossary)
    stood = [load_record(settings.out / name) for name in ("bitext.json", "edits.json")]
    known = edits_to_record(bitext_to_record(bitext), *stood)
    look_ups = (
        lambda sentence: shelf.memory.look_up(sentence.source, sentence.path),
        lambda sentence: renumbering.look_up(sentence.source),
    )
    return find_edits(bitext, look_ups, known)


def _corpus(bitext: Bitext, shelf: Shelf) -> list[tuple[str, str]]:
    """The report's own sentences, and the first pairs of the memory."""
    from itertools import islice

    said = [(sentence.source, bitext.translation_of(sentence).target or "") for sentence in bitext.sentences]
    return [*said, *((pair.source, pair.target) for pair in islice(shelf.memory.pairs, _MEMORY_ASKED))]


def _headline(lesson: Lesson) -> str:
    about = f"{lesson.zh}: " if lesson.zh else ""
    return f"{about}{lesson.gone} → {lesson.come} ({len(lesson.edits)} ×)"


def _print_more(count: int) -> None:
    if count > _SHOWN:
        print(f"  and {count - _SHOWN} more 另有 {count - _SHOWN} 处")


def _print(lesson: Lesson, report: str, glossary: Glossary) -> None:
    from generator.learning import lesson_to_yaml

    print(f"\n{_headline(lesson)}")
    for edit in lesson.edits[:_SHOWN]:
        print(f"  p. {edit.page} {edit.source}\n    - {edit.before}\n    + {edit.after}")
    _print_more(len(lesson.edits))
    for source, target in lesson.left[:_SHOWN]:
        print(f"  still as before 仍为原译: {source.strip()}\n      {target}")
    _print_more(len(lesson.left))
    where = "glossary 术语表" if lesson.kind == "term" else "translations.yaml or a memory 译文或翻译记忆"
    print(f"  to paste into 可粘贴至 {where}:\n{lesson_to_yaml(lesson, report, glossary)}")
