"""XLIFF 1.2 and 2.1 (docs.oasis-open.org/xliff), out to CAT tools and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element
from xml.sax.saxutils import quoteattr

from generator.errors import MemoryInvalid
from generator.exchange.rows import STATES, Row
from generator.exchange.xml import clean, inner_text, local_name, read_elements
from generator.memory import Pair
from generator.model import State

_MARKUP = frozenset({"bpt", "ept", "it", "ph", "x", "bx", "ex", "sc", "ec", "cp"})
_OURS = "duizhao"  # marks the notes that we wrote, so that they do not come back as a person's comments
_NOTE_HOLDERS = frozenset({"notes", "segment", "target"})
_CONTEXT = {"before": "Before 上句: ", "after": "After 下句: "}
_OLD_STATES: dict[State, str] = {
    "initial": "needs-translation",
    "translated": "translated",
    "reviewed": "signed-off",
    "final": "final",
}
_STATES: dict[str | None, State] = {old: new for new, old in _OLD_STATES.items()}
_STATES |= {state: state for state in STATES}


def read_xliff(path: Path) -> tuple[Pair, ...]:
    """The pairs of an XLIFF file in order; a unit without a target has an empty one.

    ``place`` counts the units from 1. Raises MemoryInvalid for broken XML and for a file without units.
    """
    return tuple(
        Pair(row.source, row.target, f"{path.name}:{number}", None, row.state)
        for number, row in enumerate(read_xliff_rows(path), 1)
    )


def read_xliff_rows(path: Path) -> tuple[Row, ...]:
    """The units of an XLIFF file as rows; the segments that a tool cut a unit into are joined again."""
    rows = tuple(_unit_to_row(unit) for unit in read_elements(path, "trans-unit", "unit"))
    if not rows:
        raise MemoryInvalid(
            f"{path.name}: there is no translation unit in this file; export it as XLIFF 1.2 or 2.1.",
            f"{path.name}：文件中没有翻译单元，请导出为 XLIFF 1.2 或 2.1。",
        )
    return rows


def _unit_to_row(unit: Element) -> Row:
    parts = [part for part in unit if local_name(part) in ("segment", "ignorable")] or [unit]
    targets = [target for part in parts for target in _children(part, "target")]
    states = [part.get("state") for part in parts] + [target.get("state") for target in targets]
    state: State = next((_STATES[state] for state in states if state in _STATES), "translated")
    notes = [
        inner_text(note, _MARKUP)
        for holder in (unit, *(child for child in unit if local_name(child) in _NOTE_HOLDERS))
        for note in _children(holder, "note")
        if _OURS not in (note.get("from"), note.get("category"))
    ]
    source = "".join(inner_text(s, _MARKUP) for part in parts for s in _children(part, "source"))
    target = _joined(inner_text(target, _MARKUP) for target in targets)
    return Row(unit.get("id") or "", 0, source, target, "\n".join(notes), state)


def _children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if local_name(child) == name)


def _joined(pieces: Iterable[str]) -> str:
    """English pieces with one blank between them where a tool cut and left none."""
    whole = ""
    for piece in pieces:
        whole += " " if whole and not whole[-1].isspace() and piece and not piece[0].isspace() else ""
        whole += piece
    return whole


def export_xliff(rows: Iterable[Row], version: str = "2.1") -> bytes:
    """The rows as XLIFF 2.1, or 1.2 for older tools; the same rows give the same bytes.

    With each sentence go its neighbours, page, headings and terms as notes, and its proposals as matches.
    """
    if version == "1.2":
        head = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n<file original="report" source-language="zh-CN" target-language="en" datatype="plaintext"><body>'
        body, foot = map(_old_unit, rows), "</body></file></xliff>"
    else:
        head = '<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0" srcLang="zh-CN" trgLang="en">\n<file id="report">'
        body, foot = map(_unit, rows), "</file></xliff>"
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *body, foot, ""]).encode()


def _unit(row: Row) -> str:
    target = f"<target>{clean(row.target)}</target>" if row.target else ""
    said = [("comment", row.comment), *((_OURS, note) for note in row.notes)]
    said += [("before", row.before), ("after", row.after)]
    notes = "".join(
        f"<note category={quoteattr(_OURS if kind in _CONTEXT else kind)}>{clean(_CONTEXT.get(kind, ''))}{clean(note)}</note>"
        for kind, note in said
        if note
    )
    matches = "".join(
        f'<mtc:match ref="#s1" type="tm" matchQuality="{one.score}" origin={quoteattr(one.place)}>'
        f"<source>{clean(one.source)}</source><target>{clean(one.target)}</target></mtc:match>"
        for one in row.proposals
    )
    return (
        f'<unit id={quoteattr(row.id)} xml:space="preserve">'
        + (f"<mtc:matches>{matches}</mtc:matches>" if matches else "")
        + (f"<notes>{notes}</notes>" if notes else "")
        + f'<segment id="s1" state={quoteattr(row.state)}><source>{clean(row.source)}</source>{target}</segment></unit>'
    )


def _old_unit(row: Row) -> str:
    state = quoteattr(_OLD_STATES[row.state])
    target = f"<target state={state}>{clean(row.target)}</target>" if row.target else ""
    context = "".join(
        f'<context context-type="x-{kind}">{clean(words)}</context>'
        for kind, words in (("before", row.before), ("after", row.after))
        if words
    )
    group = f'<context-group purpose="information">{context}</context-group>' if context else ""
    notes = "".join(f'<note from="{_OURS}">{clean(note)}</note>' for note in row.notes)
    notes += f"<note>{clean(row.comment)}</note>" if row.comment else ""
    offers = "".join(
        f'<alt-trans match-quality="{one.score}%" origin={quoteattr(one.place)}>'
        f"<source>{clean(one.source)}</source><target>{clean(one.target)}</target></alt-trans>"
        for one in row.proposals
    )
    return (
        f'<trans-unit id={quoteattr(row.id)} xml:space="preserve"><source>{clean(row.source)}</source>'
        f"{target}{group}{notes}{offers}</trans-unit>"
    )
