"""The glossary: files in, checked entries out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from generator.terms.fault import Fault, invalid
from generator.terms.fold import CHINESE, fold_key
from generator.terms.index import Index
from generator.terms.kept import keep_written, look_up_written
from generator.terms.merge import Merged, merge_layers
from generator.terms.phrase import holds_words
from generator.terms.shape import PLAIN
from generator.terms.slots import slots_of
from generator.terms.term import Example, Forbidden, Guards, Origin, Sense, Term, When
from generator.terms.written import Written, WrittenFile, read_written


@dataclass(frozen=True, slots=True)
class Profile:
    """What senses may ask about the report's company."""

    company: str = ""
    market: str = "a-share"
    domains: tuple[str, ...] = ()


@dataclass(frozen=True)
class Glossary:
    """Entries in the order of their files, and the company they are for."""

    entries: tuple[Term, ...] = ()
    profile: Profile = field(default_factory=Profile)

    @cached_property
    def by_id(self) -> Mapping[str, Term]:
        """The entries by id."""
        return {term.id: term for term in self.entries}

    @cached_property
    def index(self) -> Index:
        """The matcher, made when it is first asked for."""
        return Index(self.entries)

    @cached_property
    def found(self) -> dict[tuple[str, tuple[str, ...]], Any]:
        """What was found in texts before, by text and path: a build asks for the same sentence again and again."""
        return {}

    def look_up(self, name: str) -> Term | None:
        """The entry with this id."""
        return self.by_id.get(name)


@lru_cache(maxsize=64)
def _read_file(path: Path, content: bytes, kept: Path | None) -> WrittenFile:
    """A file as written, read again only when it says something else: a watch loads the glossary at every save."""
    found = look_up_written(path, content, kept) if kept else None
    if found is None:
        found = read_written(path)
        if kept:
            keep_written(path, content, found, kept)
    return found


def _read(path: Path, kept: Path | None) -> WrittenFile:
    try:
        return _read_file(path, path.read_bytes(), kept)
    except OSError:
        return read_written(path)


def load_glossary(paths: Sequence[Path], kept: Path | None = None) -> Glossary:
    """The glossary of these files, later ones over earlier ones; raises GlossaryInvalid with every fault.

    A folder is one layer: all its ``*.yaml`` by name, in which nothing may stand twice. A file is a layer of its own.
    ``kept`` is where what was read of the files of one folder is kept for the next time; it may be deleted.
    """
    layers: list[list[Written]] = []
    faults: list[Fault] = []
    profile: dict[str, Any] = {}
    for path in paths:
        layer: list[Written] = []
        for file in sorted(path.glob("*.yaml")) if path.is_dir() else [path]:
            written = _read(file, kept if path.is_dir() else None)
            layer += written.entries
            faults += written.faults
            profile |= written.profile
        layers.append(layer)
    merged, slips = merge_layers(layers)
    faults += slips
    for one in merged:
        faults += _check(one)
    if faults:
        raise invalid(faults)
    return Glossary(tuple(merged_to_term(one) for one in merged), _profile(profile))


def _profile(values: Mapping[str, Any]) -> Profile:
    return Profile(
        values.get("company", ""), values.get("market", "a-share"), tuple(values.get("domains", ()))
    )


def merged_to_term(merged: Merged) -> Term:
    """The entry of values that have been checked."""
    values = merged.values
    valid, checked = values.get("valid") or {}, values.get("checked") or {}
    example = values.get("example")
    return Term(
        id=merged.id,
        zh=values["zh"],
        en=values["en"],
        domain=values["domain"],
        source=tuple(values["source"]),
        variants=tuple(values.get("variants", ())),
        first=_first(values),
        kind=values.get("kind") or ("job" if values["domain"] == "title" else "term"),
        forms=tuple(values.get("forms", ())),
        alternatives=tuple(values.get("alternatives", ())),
        forbidden=_forbidden(values),
        match=_guards(values.get("match") or {}),
        senses=tuple(_sense(sense) for sense in values.get("senses", ())),
        valid_from=valid.get("from"),
        valid_to=valid.get("to"),
        example=Example(example["zh"], example["en"]) if example else None,
        checked_by=checked.get("by"),
        checked_date=checked.get("date"),
        origin=Origin(merged.written.file, merged.written.line),
        layer=merged.layer,
        **{key: values[key] for key in PLAIN if key in values},
    )


def _first(values: Mapping[str, Any]) -> str | None:
    """The form of the first mention, or one made of the English where an edit of that left it behind."""
    first, abbr = values.get("first"), values.get("abbr")
    if first and not holds_words(first, values["en"]):
        return f"{values['en']} ({abbr})" if abbr else None
    return first


def _forbidden(values: Mapping[str, Any]) -> tuple[Forbidden, ...]:
    return tuple(Forbidden(one["text"], one.get("why", "")) for one in values.get("forbidden", ()))


def _guards(values: Mapping[str, Any]) -> Guards:
    return Guards(
        tuple(values.get("not_after", ())),
        tuple(values.get("not_before", ())),
        bool(values.get("marks")),
        bool(values.get("digits")),
        bool(values.get("whole")),
    )


def _sense(values: Mapping[str, Any]) -> Sense:
    when = values.get("when")
    return Sense(
        values["en"],
        When(**{key: tuple(words) for key, words in when.items()}) if when else None,
        tuple(values.get("alternatives", ())),
        _forbidden(values),
    )


def _check(merged: Merged) -> Iterator[Fault]:
    """What is wrong with the meaning of an entry, key by key."""
    values, written = merged.values, merged.written
    checks: tuple[Iterable[tuple[str, str, str]], ...] = (
        _check_surfaces(values),
        _check_english(values),
        _check_forbidden(values),
        _check_senses(values),
        _check_slots(values),
        _check_rest(values),
    )
    for found in checks:
        for key, message, message_zh in found:
            yield Fault(written.file, written.lines.get(key, written.line), message, message_zh)


def _check_surfaces(values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for key, text in [("zh", values.get("zh")), *(("variants", v) for v in values.get("variants") or ())]:
        if text and len(fold_key(text)) == 1 and not (values.get("match") or {}).get("whole"):
            yield (
                key,
                f"'{text}' is one character and would match inside other words: give its compounds, or match: {{whole: true}} for cells",
                f"“{text}”只有一个字，会误配其他词：请改列复合词，或写 match: {{whole: true}} 仅用于整格",
            )
        elif text and not fold_key(text):
            yield key, f"'{text}' holds nothing to match", f"“{text}”没有可匹配的文字"


def _accepted(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("en", "first", "abbr"):
        if values.get(key):
            yield key, values[key]
    for key in ("forms", "alternatives"):
        for text in values.get(key) or ():
            yield key, text


def _check_english(values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    if values.get("keep"):
        return
    texts = list(_accepted(values))
    for sense in values.get("senses") or ():
        texts += [("senses", text) for text in (sense.get("en"), *sense.get("alternatives", ())) if text]
    for key, text in texts:
        if match := CHINESE.search(text):
            yield (
                key,
                f"'{text}' is English and holds the Chinese or full-width sign '{match[0]}': type its ASCII form",
                f"英文“{text}”中有中文或全角符号“{match[0]}”：请改用半角英文符号",
            )


def _check_forbidden(values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    accepted = [text for _, text in _accepted(values)]
    yield from _contradictions("forbidden", values.get("forbidden") or (), accepted)
    for sense in values.get("senses") or ():
        own = [text for text in (sense.get("en"), *sense.get("alternatives", ())) if text]
        yield from _contradictions("senses", sense.get("forbidden") or (), own)


def _contradictions(
    key: str, forbidden: Iterable[Mapping[str, str]], accepted: Sequence[str]
) -> Iterator[tuple[str, str, str]]:
    """Forbidden renderings that stand, on word boundaries, in an accepted one."""
    for one in forbidden:
        text = one.get("text", "")
        for other in accepted:
            if text and text in other and re.search(rf"(?<!\w){re.escape(text)}(?!\w)", other):
                yield (
                    key,
                    f"'{text}' is forbidden and stands in the accepted '{other}': take one of them out",
                    f"“{text}”被列为错误译法，却出现在可接受的“{other}”中：请删去其一",
                )


def _check_senses(values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    senses = values.get("senses")
    if not senses:
        return
    if senses[-1].get("when"):
        yield (
            "senses",
            "no sense is the default: let the last one have no 'when'",
            "没有默认义项：最后一项不得带 when",
        )
    if any(not sense.get("when") for sense in senses[:-1]):
        yield (
            "senses",
            "a sense without 'when' hides those after it: move it to the end",
            "没有 when 的义项会遮盖其后各项：请移到最后",
        )


def _check_slots(values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """A slot of the English must be in each Chinese form, and only ``{n}`` and ``{place}`` are slots."""
    zh = [values.get("zh") or "", *(values.get("variants") or ())]
    needed: set[str] = set()
    for key, text in _accepted(values):
        for name, style in slots_of(text):
            if name not in ("n", "m", "place") or style not in ("", "th", "word"):
                yield (key, f"'{text}': a slot is {{n}}, {{n:th}}, {{n:word}}, {{m}} or {{place}}",
                       f"“{text}”：占位符只能是 {{n}}、{{n:th}}、{{n:word}}、{{m}} 或 {{place}}")  # fmt: skip
            needed.add(name)
    for text in zh:
        lacking = needed - {name for name, _ in slots_of(text)}
        if lacking:
            listed = ", ".join(f"{{{name}}}" for name in sorted(lacking))
            yield (
                "zh",
                f"the English has {listed}, '{text}' has not",
                f"英文含占位符 {listed}，而“{text}”没有",
            )


def _check_rest(values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    if "source" in values and not values["source"]:
        yield (
            "source",
            "'source' is empty: a URL, 'established usage' or 'company: …'",
            "source 为空：请填写出处",
        )
    valid = values.get("valid") or {}
    if valid.get("from") and valid.get("to") and valid["from"] > valid["to"]:
        yield "valid", "'from' is later than 'to'", "from 晚于 to"
