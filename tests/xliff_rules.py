"""What XLIFF 1.2 and 2.1 ask of a document, as far as we write it: elements in order, attributes, values, ids.

From the two standards of OASIS (docs.oasis-open.org/xliff). Every element and attribute that is not named here counts as
a fault, so that something new in an export needs a rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

NEW, OLD = "{urn:oasis:names:tc:xliff:document:2.0}", "{urn:oasis:names:tc:xliff:document:1.2}"
MATCH = "{urn:oasis:names:tc:xliff:matches:2.0}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

TOKEN = re.compile(r"[\w:.\-·]+")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
ANY = re.compile(r".*", re.DOTALL)


def one_of(*values: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, values)))


@dataclass(frozen=True)
class Rule:
    """The children of an element, their names as one string in order; its attributes, ``!`` for those that must be there."""

    children: str = ""
    attributes: dict[str, re.Pattern[str]] = field(default_factory=dict)
    words: bool = False


_PRESERVE = one_of("default", "preserve")
_NEW_STATES = one_of("initial", "translated", "reviewed", "final")
_OLD_STATES = one_of(
    "final", "needs-adaptation", "needs-l10n", "needs-review-adaptation", "needs-review-l10n",
    "needs-review-translation", "needs-translation", "new", "signed-off", "translated",
)  # fmt: skip
_CONTEXTS = re.compile(
    "database|element|elementtitle|linenumber|numparams|paramnotes|record|recordtitle|sourcefile|x-[^\\s]+"
)

RULES: dict[str, Rule] = {
    f"{NEW}xliff": Rule("(file )+", {"!version": one_of("2.0", "2.1"), "!srcLang": LANGUAGE, "!trgLang": LANGUAGE}),
    f"{NEW}file": Rule("(notes )?(unit )+", {"!id": TOKEN}),
    f"{NEW}unit": Rule("(matches )?(notes )?(segment |ignorable )+", {"!id": TOKEN, SPACE: _PRESERVE}),
    f"{NEW}notes": Rule("(note )+"),
    f"{NEW}note": Rule("", {"category": ANY, "id": TOKEN}, words=True),
    f"{NEW}segment": Rule("source (target )?", {"id": TOKEN, "state": _NEW_STATES}),
    f"{NEW}source": Rule("", words=True),
    f"{NEW}target": Rule("", words=True),
    f"{MATCH}matches": Rule("(match )+"),
    f"{MATCH}match": Rule(
        "source target ",
        {
            "!ref": re.compile("#[\\w:.-]+"),
            "type": one_of("am", "ebm", "idm", "ice", "mt", "tm"),
            "matchQuality": re.compile(r"100(?:\.0+)?|\d{1,2}(?:\.\d+)?"),
            "origin": ANY,
        },
    ),
    f"{OLD}xliff": Rule("(file )+", {"!version": one_of("1.2")}),
    f"{OLD}file": Rule(
        "(header )?body ",
        {"!original": ANY, "!source-language": LANGUAGE, "!datatype": one_of("plaintext", "html", "xml"), "target-language": LANGUAGE},
    ),
    f"{OLD}body": Rule("(trans-unit )*"),
    f"{OLD}trans-unit": Rule(
        "source (target )?(context-group |note |alt-trans )*", {"!id": ANY, SPACE: _PRESERVE}
    ),
    f"{OLD}source": Rule("", words=True),
    f"{OLD}target": Rule("", {"state": _OLD_STATES}, words=True),
    f"{OLD}context-group": Rule("(context )+", {"purpose": one_of("information", "location", "match")}),
    f"{OLD}context": Rule("", {"!context-type": _CONTEXTS}, words=True),
    f"{OLD}note": Rule("", {"from": ANY}, words=True),
    f"{OLD}alt-trans": Rule("(source )?(target )+", {"match-quality": ANY, "origin": ANY}),
}  # fmt: skip
UNIQUE: dict[str, Callable[[Element], Iterator[Element]]] = {
    f"{NEW}xliff": lambda root: root.iter(f"{NEW}file"),
    f"{NEW}file": lambda file: file.iter(f"{NEW}unit"),
    f"{NEW}unit": lambda unit: unit.iter(f"{NEW}segment"),
    f"{OLD}file": lambda file: file.iter(f"{OLD}trans-unit"),
}


def find_faults(element: Element) -> Iterator[str]:
    """What is against the standard in an element and all below it."""
    name = element.tag.rpartition("}")[2]
    rule = RULES.get(element.tag)
    if rule is None:
        yield f"there is no element {element.tag} here"
        return
    children = "".join(f"{child.tag.rpartition('}')[2]} " for child in element)
    if not re.fullmatch(rule.children, children):
        yield f"{name} holds {children or 'nothing'}"
    if not rule.words and (
        (element.text or "").strip() or any((child.tail or "").strip() for child in element)
    ):
        yield f"{name} holds words"
    yield from _attribute_faults(element, name, rule)
    ids = [child.get("id") for child in UNIQUE.get(element.tag, lambda _: iter(()))(element)]
    yield from (f"{name}: the id {one} stands twice" for one in {one for one in ids if ids.count(one) > 1})
    if element.tag == f"{NEW}unit":
        known = {f"#{one}" for one in ids}
        refs = [match.get("ref") for match in element.iter(f"{MATCH}match")]
        yield from (f"{ref} points at nothing" for ref in refs if ref not in known)
    for child in element:
        yield from find_faults(child)


def _attribute_faults(element: Element, name: str, rule: Rule) -> Iterator[str]:
    for attribute, allowed in rule.attributes.items():
        value = element.get(attribute.lstrip("!"))
        if value is None and attribute.startswith("!"):
            yield f"{name} has no {attribute[1:]}"
        if value is not None and not allowed.fullmatch(value):
            yield f"{name} {attribute} is {value}"
    known = {attribute.lstrip("!") for attribute in rule.attributes}
    yield from (f"{name} has an attribute {one}" for one in element.attrib if one not in known)
