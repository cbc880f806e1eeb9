"""British and American spelling in one report.

Why: a report has one spelling; two show that it was put together from several hands.
Caught: the words of the list below in the spelling that the file uses less often, with the other as correction.
Fine: capitalised words, which may be official names (Program, Center); words that both countries spell alike.
Not seen: words that are not in the list; which of the two the house wants when a file uses only one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Remark

_SAME = r"(?:ational|ation|ations|e|ed|es|er|ers|ing)"
_STEMS = (
    "organ|standard|real|util|optim|maxim|minim|central|digital|custom|recogn|emphas|summar|priorit|modern|commercial"
    "|special|general|global|final|local|author|capital|character|harmon|industrial|material|mechan|mobil|normal|symbol"
    "|stabil|steril|subsid|synchron|visual|neutral|popular|revital|critic|memor|penal|rational|socialize|urban|initial"
)
# Without the words that one country writes both ways, by meaning or taste: licence and license, tonne and ton, ageing.
_BRITISH = {
    "programme": "program", "programmes": "programs", "centre": "center", "centres": "centers", "labour": "labor",
    "colour": "color", "colours": "colors", "behaviour": "behavior", "behaviours": "behaviors", "favour": "favor",
    "honour": "honor", "honours": "honors", "honoured": "honored", "neighbour": "neighbor", "neighbouring": "neighboring",
    "endeavour": "endeavor", "endeavours": "endeavors", "defence": "defense", "offence": "offense",
    "fulfil": "fulfill", "fulfils": "fulfills", "fulfilment": "fulfillment", "enrol": "enroll", "enrols": "enrolls", "enrolment": "enrollment", "skilful": "skillful", "travelled": "traveled",
    "travelling": "traveling", "cancelled": "canceled", "modelling": "modeling", "labelled": "labeled",
    "labelling": "labeling", "metre": "meter", "metres": "meters", "litre": "liter", "litres": "liters",
    "kilometre": "kilometer", "kilometres": "kilometers", "fibre": "fiber",
    "analyse": "analyze", "analysed": "analyzed", "analysing": "analyzing", "catalyse": "catalyze",
    "manoeuvre": "maneuver", "sulphur": "sulfur", "aluminium": "aluminum", "anaesthesia": "anesthesia", "paediatric": "pediatric",
    "gynaecology": "gynecology", "haematology": "hematology", "oestrogen": "estrogen", "orthopaedic": "orthopedic",
    "cosy": "cozy", "tyre": "tire", "tyres": "tires", "plough": "plow",
    "instalment": "installment", "instalments": "installments", "counselling": "counseling", "counsellor": "counselor",
    "jewellery": "jewelry", "rigour": "rigor", "vigour": "vigor", "harbour": "harbor", "rumour": "rumor", "odour": "odor",
}  # fmt: skip
_AMERICAN = {american: british for british, american in _BRITISH.items()}
_ISE = re.compile(rf"\b({_STEMS})i(s|z)({_SAME})\b")
_WORD = re.compile(r"\b[a-z]+\b")


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each word in the spelling that is used less."""
    found = {"british": [], "american": []}  # type: dict[str, list[Remark]]
    for pair in material.translated:
        for variety, word, start, other in _find_words(pair.target):
            found[variety].append(
                Remark(
                    f"“{word}”: most of the English spells “{other}”. Use one spelling.",
                    f"“{word}”与全文多数拼写不一致。请改为“{other}”。",
                    target_span=(start, start + len(word)),
                    fix=other,
                    pair=pair,
                )
            )
    less = min(found, key=lambda variety: (len(found[variety]), variety == context.style.spelling))
    yield from found[less]


def _find_words(text: str) -> Iterator[tuple[str, str, int, str]]:
    """The words with two spellings: variety, word, place, the other spelling."""
    for match in _ISE.finditer(text):
        variety, letter = ("british", "z") if match[2] == "s" else ("american", "s")
        yield variety, match[0], match.start(), f"{match[1]}i{letter}{match[3]}"
    for match in _WORD.finditer(text):
        if match[0] in _BRITISH:
            yield "british", match[0], match.start(), _BRITISH[match[0]]
        elif match[0] in _AMERICAN:
            yield "american", match[0], match.start(), _AMERICAN[match[0]]


CHECK = Check("spelling-variety", "untidy", "file", look)
