"""Whole cells and lines that are nothing but numbers: copied or compiled by rule, without an engine."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.quantities import english_units as en
from generator.quantities.find import find_quantities, half_width
from generator.quantities.quantity import Quantity, Style
from generator.quantities.units import UNITS
from generator.quantities.write import currency_mark, quantity_to_english
from generator.script import to_simplified

_DASHES = re.compile(r"[-—–－─―]{1,3}")
_FIGURES = re.compile(r"[\d\s.,%‰()+\-*/:;|~×<>≥≤±=]+")
_MARKS = str.maketrans("，．、；", ",.,;")
_DIGIT = re.compile(r"\d")
_GAP = re.compile(r"\s*(?P<mark>[,，、;；/()（）]|至|-)?\s*")
_GAP_ENGLISH = {
    ",": ", ",
    "，": ", ",
    "、": ", ",
    ";": "; ",
    "；": "; ",
    "/": "/",
    "(": " (",
    ")": ")",
    "（": " (",
    "）": ")",
    "至": " to ",
    "-": "-",
}


def text_to_english(
    text: str, style: Style | None = None, closed: Iterable[tuple[int, int]] = ()
) -> str | None:
    """The English of a text that is wholly a number, an amount, a date, a dash …; None for anything with words.

    Negative figures are copied, so that the brackets of a statement stay brackets.
    """
    style = style or Style()
    bare = text.strip()
    if not bare:
        return None
    if _DASHES.fullmatch(bare):
        return "—"
    lead = len(text) - len(text.lstrip())
    quantities = find_quantities(bare, [(start - lead, end - lead) for start, end in closed])
    plain = half_width(bare).translate(_MARKS)
    figures = _FIGURES.fullmatch(plain) is not None
    negative = any(q.value.startswith("-") and q.kind in {"count", "percent"} for q in quantities)
    if quantities and not (figures and negative) and (whole := _tiled(bare, quantities, style)) is not None:
        return whole
    return _copied(plain) if figures else None


def _tiled(text: str, quantities: tuple[Quantity, ...], style: Style) -> str | None:
    """Quantities with nothing but marks between them; None when anything else stands there, letters that may be a name too."""
    if any("as-written" in q.flags for q in quantities):
        return None
    if all(q.kind == "count" and q.unit is None and not q.approx for q in quantities):
        return None
    english, at = "", 0
    for quantity in quantities:
        gap = _GAP.fullmatch(text[at : quantity.start])
        if gap is None or (gap["mark"] is None and at):
            return None
        english += (_GAP_ENGLISH[gap["mark"]] if gap["mark"] else "") + _cell(quantity, style)
        at = quantity.end
    end = _GAP.fullmatch(text[at:])
    if end is None or (end["mark"] and end["mark"] not in ")）"):
        return None
    return (english + (")" if end["mark"] else "")).strip()


def _cell(quantity: Quantity, style: Style) -> str:
    """A cell begins with its English: no article before a year's end, a percentage keeps its brackets."""
    if quantity.kind == "count" and quantity.unit is None and not quantity.approx and not quantity.scale:
        return _copied(half_width(quantity.text)) or quantity.text
    return quantity_to_english(quantity, style)


def _copied(plain: str) -> str | None:
    """Figures and their marks as printed, with the blanks that English has; None without a figure."""
    if not _DIGIT.search(plain):
        return plain if re.fullmatch(r"[/]", plain) else None
    return (
        re.sub(r"\s+([,;)%])", r"\1", re.sub(r"\s{2,}", " ", re.sub(r",(?=\s)|(?<=\s),", ", ", plain)))
        .replace(",  ", ", ")
        .strip()
    )


_UNIT_LINE = re.compile(
    r"\s*[（(\[【]?\s*(?P<head>(?:金额|货币|数量|计量|本表|除特别注明外[，,])?单位)\s*[:：]\s*(?P<units>[^（()）:：]+?)(?:\s*[（(](?P<aside>[^（()）]*)[)）])?"
    r"(?:[\s,，、;；]+(?:[币货]种\s*[:：]\s*)?(?P<currency>人民币|美元|港币|港元|欧元))?\s*[）)\]】]?\s*"
)
_CURRENCY_LINE = re.compile(
    r"\s*[（(]?\s*[币货]种\s*[:：]\s*(?P<currency>人民币|美元|港币|港元|欧元)\s*[）)]?\s*"
)
_SCALE = re.compile(r"(?P<scale>百万|千万|十万|万亿|亿|万|千|百)?(?P<unit>.+)")
_SCALED = {
    "百": "100",
    "千": "1,000",
    "万": "10,000",
    "十万": "100,000",
    "百万": "million",
    "千万": "10 million",
    "亿": "100 million",
    "万亿": "trillion",
}
_NAMES = {one: one for one, *_ in en.MEASURES}
_COUNT_NAMES = {
    "人": "person", "名": "person", "人次": "person-time", "户": "household", "家": "company", "项": "item", "件": "item", "个": "item",
    "次": "time", "场": "session", "份": "copy", "台": "unit", "套": "set", "辆": "vehicle", "条": "item", "小时": "hour", "张": "bond", "股": "share",
    "天": "day", "年": "year", "月": "month", "岁": "year of age", "学时": "training hour", "课时": "class hour", "倍": "times", "%": "%", "％": "%",
    "百分点": "percentage point", "个百分点": "percentage point",
}  # fmt: skip


def unit_line_to_english(text: str, style: Style | None = None) -> str | None:
    """单位：万元 → ``Unit: RMB10,000``; None for a text that is no unit line or names a unit we do not know."""
    style, text = style or Style(), to_simplified(text)
    if only := _CURRENCY_LINE.fullmatch(text):
        return f"Currency: {_currency_name(only['currency'], style)}"
    match = _UNIT_LINE.fullmatch(text)
    if match is None:
        return None
    units = [
        _unit_to_english(word, style)
        for word in re.split(r"[、,，；;\s]+|\s+和\s*", match["units"].strip())
        if word
    ]
    if not units or None in units or (match["aside"] and match["aside"] not in {"人民币", "RMB"}):
        return None
    named = ", ".join(dict.fromkeys(unit for unit in units if unit))
    currency = _currency_name(match["currency"], style) if match["currency"] else ""
    return f"Unit: {named}" + (f" ({currency})" if currency and currency not in named else "")


def unit_to_english(word: str, style: Style | None = None) -> str | None:
    """万吨 → ``10,000 tonnes``: what a cell in a column of units says; None for a unit that we do not know."""
    english = _unit_to_english(to_simplified(word.strip()), style or Style()) if word.strip() else None
    whole_word = english and re.match(r"[a-z]{4,}", english)
    return english[:1].upper() + english[1:] if english and whole_word else english


def _currency_name(word: str, style: Style) -> str:
    return style.currency if word == "人民币" else en.CURRENCIES[UNITS[word].base or "CNY"][0]


def _unit_to_english(word: str, style: Style) -> str | None:
    word = word.removeprefix("人民币") or "元"
    upper, slash, lower = word.partition("/")
    if slash and lower:
        top, bottom = _unit_to_english(upper, style), _unit_to_english(lower, style)
        return f"{top}/{bottom}" if top and bottom else None
    if word in _COUNT_NAMES:
        return _COUNT_NAMES[word]
    if (unit := UNITS.get(word)) and unit.kind == "measure":
        return unit.printed or next(
            one for one, _, base, places, _ in en.MEASURES if base == unit.base and places == 0
        )
    match = _SCALE.fullmatch(word)
    if match is None or match["unit"] not in UNITS:
        return None
    unit = UNITS[match["unit"]]
    if unit.kind == "money":
        return _money_unit(unit.base or "CNY", match["scale"] or "", style)
    if not match["scale"]:
        return None
    name = (
        _COUNT_NAMES.get(match["unit"])
        or unit.printed
        or next((m[0] for m in en.MEASURES if m[2] == unit.base and m[3] == 0), None)
    )
    return f"{_SCALED[match['scale']]} {_plural(name)}" if name else None


def _money_unit(code: str, scale: str, style: Style) -> str:
    mark = currency_mark(code, style)
    if not scale:
        return mark.strip()
    if scale == "千":
        return f"{mark.strip()}'000"
    figure = _SCALED[scale]
    return f"{mark.strip()} {figure}" if figure in {"million", "trillion"} else f"{mark}{figure}"


def _plural(name: str) -> str:
    plurals = {"person": "people", "company": "companies", "copy": "copies", "%": "%", "times": "times"}
    known = {one: many for one, many, *_ in en.MEASURES}
    return plurals.get(name) or known.get(name) or name + "s"
