"""The glossary as TBX (ISO 30042:2019, TBX-Basic in its data-category-as-attribute style), out and back.

A concept has a language section for each language. ``en`` is a preferred term, ``alternatives`` are admitted ones,
``forbidden`` deprecated ones; ``abbr`` is an abbreviation and ``first`` a full form. Names of data categories are
those of TBX-Basic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from defusedxml.ElementTree import fromstring

from generator.errors import WrongUse
from generator.terms.exchange import Exported, Imported, Record, count_lost, term_to_record
from generator.terms.term import Term

CARRIED = frozenset(
    {"id", "zh", "en", "domain", "source", "variants", "abbr", "first", "alternatives", "forbidden", "pos",
     "definition", "note"}
)  # fmt: skip
_NS = "urn:iso:std:iso:30042:ed-2"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STATUS = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "deprecated": "deprecatedTerm-admn-sts",
}
_POS = {"noun": "noun", "verb": "verb", "adj": "adjective", "phrase": "other"}
_POS_BACK = {name: pos for pos, name in _POS.items()}
_OURS = "Duizhao glossary"
# What an XML id may be; an entry with another id is found again by its Chinese.
_ID = re.compile(r"[^\W\d][\w.-]*")

ElementTree.register_namespace("", _NS)


def export_tbx(entries: Iterable[Term], *, company: str = "") -> Exported:
    """A TBX file; ``company`` is named as the customer that the entries are for."""
    records = [term_to_record(term) for term in entries]
    root = ElementTree.Element(f"{{{_NS}}}tbx", {"type": "TBX-Basic", "style": "dca", _LANG: "en"})
    header = _add(root, "tbxHeader")
    _add(_add(_add(header, "fileDesc"), "sourceDesc"), "p", _OURS)
    body = _add(_add(root, "text"), "body")
    for number, record in enumerate(records, 1):
        _concept(body, number, record, company)
    ElementTree.indent(root)
    data = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    lost = count_lost(records, CARRIED)
    ids = sum(1 for record in records if not _is_xml_id(record["id"]) and record["id"] != record["zh"])
    return Exported(data, len(records), lost | ({"id": ids} if ids else {}))


def _is_xml_id(name: str) -> bool:
    """Whether an id can stand as one in XML, and is not taken for a number of ours."""
    return bool(_ID.fullmatch(name)) and not re.fullmatch(r"c\d+", name)


def _add(
    parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str
) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{_NS}}}{name}", attributes)
    child.text = text
    return child


def _concept(body: ElementTree.Element, number: int, record: Record, company: str) -> None:
    concept = _add(body, "conceptEntry", id=record["id"] if _is_xml_id(record["id"]) else f"c{number}")
    _add(concept, "descrip", record["domain"], type="subjectField")
    if company:
        _add(concept, "admin", company, type="customerSubset")
    if record.get("definition"):
        _add(concept, "descrip", record["definition"], type="definition")
    for source in record["source"]:
        _add(concept, "admin", source, type="source")
    if record.get("note"):
        _add(concept, "note", record["note"])
    chinese = _add(concept, "langSec", **{_LANG: "zh-CN"})
    _term(chinese, record["zh"], "preferred")
    for variant in record.get("variants", ()):
        _term(chinese, variant, "admitted")
    english = _add(concept, "langSec", **{_LANG: "en"})
    _term(english, record["en"], "preferred", pos=record.get("pos", "noun"))
    if record.get("abbr"):
        _term(english, record["abbr"], "admitted", kind="abbreviation")
    if record.get("first"):
        _term(english, record["first"], "admitted", kind="fullForm")
    for text in record.get("alternatives", ()):
        _term(english, text, "admitted")
    for wrong in record.get("forbidden", ()):
        text, why = (wrong["text"], wrong["why"]) if isinstance(wrong, dict) else (wrong, "")
        _term(english, text, "deprecated", note=why)


def _term(
    section: ElementTree.Element, text: str, status: str, *, pos: str = "", kind: str = "", note: str = ""
) -> None:
    part = _add(section, "termSec")
    _add(part, "term", text)
    _add(part, "termNote", _STATUS[status], type="administrativeStatus")
    if pos:
        _add(part, "termNote", _POS[pos], type="partOfSpeech")
    if kind:
        _add(part, "termNote", kind, type="termType")
    if note:
        _add(part, "note", note)


def read_tbx(data: bytes, file: str) -> Imported:
    """The records of a TBX file, of this edition or the one before (termEntry, langSet, tig); raises WrongUse."""
    try:
        root = fromstring(data, forbid_dtd=False)
    except Exception:
        raise WrongUse(
            f"{file} is no XML that can be read as TBX", f"{file} 不是可读取的 TBX（XML）文件"
        ) from None
    concepts = [node for node in root.iter() if _local(node) in ("conceptEntry", "termEntry")]
    if not concepts:
        raise WrongUse(
            f"{file} has no conceptEntry: it is no TBX file", f"{file} 中没有 conceptEntry：不是 TBX 文件"
        )
    ours = any(_local(node) == "p" and node.text == _OURS for node in root.iter())
    records = tuple((number, _record(node, ours)) for number, node in enumerate(concepts, 1))
    return Imported(file, records, CARRIED - {"id"} if ours else frozenset())


def _local(node: ElementTree.Element) -> str:
    return str(node.tag).rsplit("}", 1)[-1]


def _record(concept: ElementTree.Element, ours: bool) -> Record:
    record: Record = {}
    name = concept.get("id", "")
    if ours and _is_xml_id(name):
        record["id"] = name
    for node in concept:
        kind, text = node.get("type"), (node.text or "").strip()
        if not text:
            continue
        if kind == "subjectField":
            record["domain"] = text
        elif kind == "definition":
            record["definition"] = text
        elif kind == "source":
            record.setdefault("source", []).append(text)
        elif _local(node) == "note":
            record["note"] = text
    for section in concept:
        if _local(section) in ("langSec", "langSet"):
            language = (section.get(_LANG) or "").lower()
            (_read_chinese if language.startswith("zh") else _read_english)(record, section)
    return record


def _terms(section: ElementTree.Element) -> Iterator[tuple[str, dict[str, str], str]]:
    """(term, its notes by type, its reason) of a language section."""
    for part in section.iter():
        if _local(part) not in ("termSec", "tig", "ntig"):
            continue
        notes = {str(n.get("type")): (n.text or "").strip() for n in part.iter() if _local(n) == "termNote"}
        why = next(((n.text or "").strip() for n in part if _local(n) == "note"), "")
        term = next((n for n in part.iter() if _local(n) == "term"), None)
        text = "".join(term.itertext()).strip() if term is not None else ""
        if text:
            yield text, notes, why


def _read_chinese(record: Record, section: ElementTree.Element) -> None:
    for text, _, _ in _terms(section):
        if "zh" in record:
            record.setdefault("variants", []).append(text)
        else:
            record["zh"] = text


def _read_english(record: Record, section: ElementTree.Element) -> None:
    for text, notes, why in _terms(section):
        status = notes.get("administrativeStatus", "")
        if status.startswith(("deprecated", "superseded")):
            record.setdefault("forbidden", []).append({"text": text, "why": why} if why else text)
        elif notes.get("termType") == "abbreviation" and "abbr" not in record:
            record["abbr"] = text
        elif notes.get("termType") == "fullForm" and "first" not in record:
            record["first"] = text
        elif "en" not in record:
            record["en"] = text
            pos = _POS_BACK.get(notes.get("partOfSpeech", "noun"), "noun")
            if pos != "noun":
                record["pos"] = pos
        else:
            record.setdefault("alternatives", []).append(text)
