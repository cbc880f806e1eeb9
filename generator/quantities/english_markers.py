"""What stands round an English number and changes it: more than, nearly, at least, or more, up, down, brackets."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.quantities.quantity import Approx, Kind, Quantity, negative

_LEADS: tuple[tuple[Approx, str], ...] = (
    (
        "about",
        r"about|approximately|around|roughly|some|circa|approx\.?|an?\s+estimated|in\s+the\s+region\s+of|in\s+the\s+order\s+of|on\s+the\s+order\s+of",
    ),
    ("nearly", r"nearly|almost|close\s+to|just\s+under|approaching|nearing|almost\s+as\s+(?:many|much)\s+as"),
    (
        "at_least",
        r"at\s+least|(?:no|not)\s+(?:less|fewer|lower)\s+than|a\s+minimum\s+of|minimum|not\s+below|no\s+lower\s+than|at\s+a\s+minimum\s+of",
    ),
    (
        "at_most",
        r"at\s+most|up\s+to|(?:no|not)\s+(?:more|greater|higher|longer)\s+than|not\s+exceeding|not\s+to\s+exceed|a\s+maximum\s+of|within|(?:not|never)\s+exceed(?:ing|ed)?|as\s+(?:many|much|high)\s+as|maximum",
    ),
    (
        "over",
        r"more\s+than|over|above|exceeding|exceeded|exceeds|exceed|in\s+excess\s+of|greater\s+than|higher\s+than|upwards\s+of|surpassing|surpassed|surpasses|well\s+over|longer\s+than|topping|topped|beyond|(?:surpass|exceed|cross|top)(?:s|ed|ing)?\s+the|pass(?:ed|es|ing)(?:\s+the)?|br(?:oke|oken|eaks?|eaking)\s+through(?:\s+the)?|crossed|crossing",
    ),
    (
        "under",
        r"less\s+than|fewer\s+than|under|below|lower\s+than|short\s+of|smaller\s+than|not\s+reaching|shorter\s+than",
    ),
)
_LEAD = re.compile(
    r"(?<![A-Za-z])(?:"
    + "|".join(
        f"(?P<{approx}>{words})"
        for approx, words in sorted(_LEADS, key=lambda row: ("over", "under").count(row[0]))
    )
    + r")"
    r"(?P<gap>\s+(?:(?:a|an|the\s+total\s+of|a\s+total\s+of|another|one|of|the\s+level\s+of|the\s+age\s+of)\s+)?)$",
    re.I,
)
_SYMBOLS: dict[str, Approx] = {
    "≥": "at_least", "⩾": "at_least", ">=": "at_least", "≤": "at_most", "⩽": "at_most", "<=": "at_most", ">": "over", "＞": "over",
    "<": "under", "＜": "under",
}  # fmt: skip
_SYMBOL = re.compile("(?P<symbol>" + "|".join(_SYMBOLS) + r")\s?$")
# "may not serve for more than six years" is at most six
# "an increase of 28% over RMB980,000": more than it was, not more than that much
_COMPARED = re.compile(
    r"\b(?:up|increas\w*|r[io]se|risen|gr[eo]w\w*|improv\w*|gain\w*|climb\w*|jump\w*|surg\w*|higher|down|decreas\w*|declin\w*|f[ae]ll\w*"
    r"|drop\w*|reduc\w*|lower|sav\w*)\b[^.;,]{0,48}\d[\d,.]*(?:%|\s(?:million|billion|per\s?cent|percent(?:age\spoints?)?|points?|times))?\s+$",
    re.I,
)
_PASSED = re.compile(r"pass", re.I)
_DENIED = re.compile(r"\b(?:not|never|cannot)(?:\s+[a-z]+){1,4}\s+$")
_TURNED: dict[Approx, Approx] = {"over": "at_most", "under": "at_least"}
_TAILS: tuple[tuple[Approx, str], ...] = (
    (
        "at_least",
        r"\s+or\s+(?:more|above|over|older|higher|longer|greater)\b|\s+and\s+(?:above|over|more)\b(?!\s+(?:RMB|US\$|HK\$)?\s?\d)|\s+at\s+least",
    ),
    (
        "at_most",
        r"\s+or\s+(?:less|fewer|below|under|younger|lower|shorter)\b|\s+and\s+(?:below|under)\b(?!\s+(?:RMB|US\$|HK\$)?\s?\d)|\s+at\s+most",
    ),
    ("about", r"\s+or\s+so|-odd|\s+or\s+thereabouts"),
    ("over", r"\+(?=[\s.,;)]|$)|-plus"),
)
_TAIL = re.compile("|".join(f"(?P<{approx}>{words})" for approx, words in _TAILS))
_FROM_TO = re.compile(r"\b(?P<word>(?<=instead )of|from|to)\s+(?:about\s+|approximately\s+)?$", re.I)
_PAST = re.compile(r"(?:\bthe\s+)?\b(?:past|last|most\s+recent|recent|preceding)\s+$", re.I)
_MINUS = re.compile(r"(?:^|(?<=[\s(:,;/]))(?P<sign>-|(?:minus|negative)\s)$", re.I)
_BELOW_ZERO = re.compile(r"\s+below\s+zero(?![a-z])", re.I)
_BRACKETED = re.compile(r"\s*\(\s*(?P<inner>[^()]+?)\s*\)\s*%?\s*")
_UP = re.compile(
    r"(?:\bup|increas\w*|\brose|\brise|\brising|\brisen|grew|grow\w*|improv\w*|\bgain\w*|climb\w*|higher|expan\w*|surg\w*|jump\w*|rais\w*)(?:\s+(?:year[\s-]on[\s-]year|quarter[\s-]on[\s-]quarter|sharply|significantly|slightly|further))?(?:\s+(?:by|of|to))?(?:\s+(?:about|approximately|nearly|around|more\s+than|over|some))?\s*$",
    re.I,
)
_DOWN = re.compile(
    r"(?:\bdown|decreas\w*|declin\w*|\bfell|\bfall\w*|\bdrop\w*|reduc\w*|lower\w*|narrow\w*|shrank|shrunk|cut\w*)(?:\s+(?:year[\s-]on[\s-]year|quarter[\s-]on[\s-]quarter|sharply|significantly|slightly|further))?(?:\s+(?:by|of|to))?(?:\s+(?:about|approximately|nearly|around|more\s+than|over|some))?\s*$",
    re.I,
)
_DOWN_WIDE = re.compile(r"(?:\bdown|decreas\w*|declin\w*|\bfell|reduc\w*|lower\w*|\bcut)[^.;]{0,40}$", re.I)
_UP_AFTER = re.compile(
    r"\s+(?:year[\s-]on[\s-]year\s+)?(?:increase|growth|rise|improvement|gain|higher)\b", re.I
)
_DOWN_AFTER = re.compile(
    r"\s+(?:year[\s-]on[\s-]year\s+)?(?:decrease|decline|drop|reduction|fall|lower)\b", re.I
)


def attach_english(text: str, found: Quantity, floor: int) -> Quantity:
    """The quantity with its sign, approximators and direction; nothing before ``floor`` is taken."""
    found = _with_sign(text, found)
    if tail := _TAIL.match(text, found.end):
        found = replace(found, end=tail.end(), approx=tail.lastgroup)  # type: ignore[arg-type]
    if symbol := _SYMBOL.search(text, max(floor, found.start - 4), found.start):
        found = replace(found, start=symbol.start(), approx=_SYMBOLS[symbol["symbol"]])
    lead = _LEAD.search(text, max(floor, found.start - 34), found.start)
    if lead and (lead.start() == 0 or not text[lead.start() - 1].isalnum()):
        found = _with_lead(text, found, lead)
    return _recent(text, _with_ends(text, _with_direction(text, found)), floor)


def _recent(text: str, found: Quantity, floor: int) -> Quantity:
    """The past three years: a length of time that ends now."""
    if not found.value.startswith("P") or found.kind != "period":
        return found
    past = _PAST.search(text, max(floor, found.start - 24), found.start)
    return replace(found, start=past.start(), flags=(*found.flags, "recent")) if past else found


def _with_ends(text: str, found: Quantity) -> Quantity:
    """Whether it is what a change starts from or arrives at."""
    end = _FROM_TO.search(text, max(0, found.start - 30), found.start)
    return (
        replace(found, flags=(*found.flags, "to" if end["word"].lower() == "to" else "from"))
        if end
        else found
    )


def _with_lead(text: str, found: Quantity, lead: re.Match[str]) -> Quantity:
    approx: Approx = lead.lastgroup if lead.lastgroup != "gap" else None  # type: ignore[assignment]
    approx = next(name for name, _ in _LEADS if lead[name])
    if found.kind == "ordinal" or (_PASSED.match(lead.group()) and _is_few(found)):
        return found
    if _COMPARED.search(text, max(0, lead.start() - 80), lead.start()) and approx in {"over", "under"}:
        return found
    flags = (*found.flags, "order") if "order of" in lead.group().lower() else found.flags
    if _DENIED.search(text, max(0, lead.start() - 40), lead.start()):
        approx = _TURNED.get(approx, approx)
    return replace(found, start=lead.start(), approx=approx, flags=flags)


def _is_few(found: Quantity) -> bool:
    """Whether it counts so few that they are voted on: two proposals were passed, RMB1 billion was passed on the way up."""
    return found.kind == "count" and not found.scale and len(found.digits) < 4


def _with_sign(text: str, found: Quantity) -> Quantity:
    if found.kind not in {"money", "count", "percent", "points", "measure"} or found.value.startswith("-"):
        return found
    if minus := _MINUS.search(text, max(0, found.start - 10), found.start):
        return negative(found, minus.start("sign"), found.end)
    if found.unit == "°C" and (below := _BELOW_ZERO.match(text, found.end)):
        return negative(found, found.start, below.end())
    bracket = _BRACKETED.fullmatch(text)
    if (
        bracket
        and bracket.start("inner") == found.start
        and bracket.end("inner") == found.end
        and len(found.value) > 2
    ):
        kind: Kind = "percent" if text.rstrip().endswith(")%") else found.kind
        return replace(negative(found, text.index("("), len(text.rstrip())), kind=kind)
    return found


def _with_direction(text: str, found: Quantity) -> Quantity:
    if found.kind not in {"percent", "points", "ratio"}:
        return found
    before = text[max(0, found.start - 44) : found.start]
    if _UP.search(before) or _UP_AFTER.match(text, found.end):
        return replace(found, flags=(*found.flags, "up"))
    wide = found.value.startswith("-") and _DOWN_WIDE.search(before)
    if wide or _DOWN.search(before) or _DOWN_AFTER.match(text, found.end):
        return replace(found, flags=(*found.flags, "down"))
    return found
