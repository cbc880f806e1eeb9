"""TMX 1.4b, the exchange format of translation memories (gala-global.org/tmx-14b)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, repeat
from pathlib import Path
from xml.etree.ElementTree import Element

from generator.errors import MemoryInvalid
from generator.exchange.xml import LANGUAGE, clean, inner_text, local_name, read_elements
from generator.memory import Pair
from generator.model import State

_MARKUP = frozenset({"bpt", "ept", "it", "ph", "ut", "sub"})
# The two languages under the other names that programs have for them: of three letters, of Windows, in words.
_LANGUAGES = dict.fromkeys(("zho", "chi", "cmn", "chs", "cht", "chinese"), "zh") | dict.fromkeys(
    ("eng", "enu", "ena", "enc", "english"), "en"
)
# What we write, and the confirmation levels and origins that Trados writes.
_STATES: dict[str, State] = {
    "initial": "initial",
    "translated": "translated",
    "reviewed": "reviewed",
    "final": "final",
    "unspecified": "initial",
    "draft": "initial",
    "rejectedtranslation": "initial",
    "approvedtranslation": "reviewed",
    "rejectedsignoff": "translated",
    "approvedsignoff": "final",
}
_ORIGINS = {
    "machine": "machine",
    "mt": "machine",
    "nmt": "machine",
    "adaptivemt": "machine",
    "alignment": "alignment",
    "automatedalignment": "alignment",
}


def read_tmx(path: Path) -> Iterator[Pair]:
    """The pairs of a TMX file, by the languages that it names and not by their order.

    ``place`` counts the units from 1. Raises MemoryInvalid for broken XML and for a file without one pair.
    """
    empty, languages = True, set[str]()
    for number, unit in enumerate(read_elements(path, "tu"), 1):
        words = _by_language(unit)
        languages |= set(words)
        if words.get("zh") and "en" in words:
            empty = False
            yield _to_pair(words["zh"], words["en"], f"{path.name}:{number}", _props(unit))
    if empty:
        there = ", ".join(sorted(languages))
        raise MemoryInvalid(
            f"{path.name}: there is no Chinese and English pair in this file{f', its languages are {there}' if there else ''}; "
            "export a memory with languages zh and en.",
            f"{path.name}：文件中没有中英文句对{f'（所含语言：{there}）' if there else ''}，请导出语言为 zh 和 en 的翻译记忆。",
        )


def _to_pair(source: str, target: str, place: str, props: dict[str, list[str]]) -> Pair:
    """The pair with what OmegaT, memoQ, Trados and we ourselves say of it in properties."""

    def said(*names: str) -> str:
        return next((props[name][0] for name in names if name in props), "")

    return Pair(
        source,
        target,
        place,
        state=_STATES.get(said("x-state", "x-confirmationlevel").lower(), "translated"),
        path=tuple(props.get("x-heading", ())),
        before=said("prev", "x-context-pre"),
        after=said("next", "x-context-post"),
        origin=_ORIGINS.get(said("x-origin").lower(), ""),
    )


def _props(unit: Element) -> dict[str, list[str]]:
    """The properties of a unit and of its variants by type in small letters, in order."""
    found: dict[str, list[str]] = {}
    for holder in (unit, *unit):
        for prop in holder:
            if local_name(prop) == "prop" and prop.text and prop.text.strip():
                found.setdefault((prop.get("type") or "").lower(), []).append(prop.text.strip())
    return found


def _by_language(unit: Element) -> dict[str, str]:
    words: dict[str, str] = {}
    for variant in unit:
        if local_name(variant) != "tuv":
            continue
        language = re.split("[-_ ]", (variant.get(LANGUAGE) or variant.get("lang") or "").strip().lower())[0]
        segment = next((child for child in variant if local_name(child) == "seg"), None)
        if segment is not None:
            words.setdefault(_LANGUAGES.get(language, language), inner_text(segment, _MARKUP))
    return words


def export_tmx(pairs: Iterable[Pair], notes: Iterable[str] = ()) -> bytes:
    """The pairs as TMX 1.4, without a date so that the same pairs give the same bytes; each with its note, if it has one.

    The context goes out as OmegaT writes it (``prev`` and ``next``), the headings from the highest down.
    """
    units = "".join(_unit(pair, note) for pair, note in zip(pairs, chain(notes, repeat("")), strict=False))
    head = (
        '<header creationtool="duizhao" creationtoolversion="1" segtype="sentence" o-tmf="duizhao" '
        'adminlang="en" srclang="zh-CN" datatype="plaintext"/>'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n  {head}\n  <body>\n{units}  </body>\n</tmx>\n'
    ).encode()


def _unit(pair: Pair, note: str) -> str:
    props = [("x-state", pair.state), ("x-origin", pair.origin), ("prev", pair.before), ("next", pair.after)]
    props += [("x-heading", head) for head in pair.path]
    said = f"<note>{clean(note)}</note>" if note else ""
    said += "".join(f'<prop type="{name}">{clean(value)}</prop>' for name, value in props if value)
    return (
        f'    <tu>{said}<tuv xml:lang="zh-CN"><seg>{clean(pair.source)}</seg></tuv>'
        f'<tuv xml:lang="en"><seg>{clean(pair.target)}</seg></tuv></tu>\n'
    )
