"""Material for the checks, from a report's bitext or from the pairs of a bilingual file.

Traditional sources are read as simplified ones, code point for code point, so that every check knows one script and
its spans hold in the original.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.checks.contract import CheckContext, Material, Pair, Sheet
from generator.model import Bitext, Sentence, Table, Text
from generator.script import to_simplified


def bitext_to_material(bitext: Bitext, context: CheckContext) -> Material:
    """A report's sentences, texts and tables, ready to be checked."""
    texts = {text.id: _text_to_pair(text, bitext, context) for text in bitext.texts}
    pairs = tuple(part for text in texts.values() for part, _, _ in text.parts)
    sheets = tuple(
        _table_to_sheet(block, bitext, texts) for block in bitext.report.blocks if isinstance(block, Table)
    )
    return Material(pairs, tuple(texts.values()), sheets, bitext)


def pairs_to_material(pairs: Iterable[tuple[str, str]], context: CheckContext) -> Material:
    """The pairs of a bilingual file, numbered from 1; each is a text of its own."""
    made = tuple(
        Pair(to_simplified(source), target, context, line=line)
        for line, (source, target) in enumerate(pairs, 1)
    )
    return Material(made, made)


def _text_to_pair(text: Text, bitext: Bitext, context: CheckContext) -> Pair:
    parts: list[tuple[Pair, int, int]] = []
    source = target = ""
    for sentence in bitext.sentences_of(text.id):
        pair = _sentence_to_pair(sentence, bitext, context)
        parts.append((pair, len(source), len(target)))
        source += pair.source
        target += f"{pair.target} "
    return Pair(
        to_simplified(text.source),
        target[:-1],
        context,
        page=text.place.page,
        role=text.role,
        path=text.path,
        parts=tuple(parts),
    )


def _sentence_to_pair(sentence: Sentence, bitext: Bitext, context: CheckContext) -> Pair:
    target = bitext.translation_of(sentence).target
    return Pair(
        to_simplified(sentence.source),
        target or "",
        context,
        sentence.id,
        page=sentence.place.page,
        role=sentence.role,
        path=sentence.path,
        awaiting=target is None,
    )


def _table_to_sheet(table: Table, bitext: Bitext, texts: dict[str, Pair]) -> Sheet:
    """The table's cells that have words, with their English: the bitext has their texts in the grid's order."""
    cells = [texts[text.id] for text in bitext.texts_of(table.id) if text.role == "cell"]
    places = [at for at, cell in table.grid().items() if cell.source.strip()]
    return Sheet(table, dict(zip(places, cells, strict=True)))
