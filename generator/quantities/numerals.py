"""Numerals as printed: Arabic with any grouping, Chinese, capital, mixed, indefinite (数百, 十余, 上千).

``read_number`` reads one numeral at a place of a half-width text. It knows nothing of units or of what the
number is for; whether a Chinese numeral counts as a number at all is decided by its surroundings, in ``find``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.quantities.quantity import Approx, Kind, Quantity, shift, trimmed

DIGITS = {
    **{c: i for i, c in enumerate("〇一二三四五六七八九")},
    **{c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "○": 0, "两": 2, "貳": 2, "參": 3, "陸": 6, "弐": 2,
}  # fmt: skip
TENS = {"十": 1, "百": 2, "千": 3, "拾": 1, "佰": 2, "仟": 3}
BLOCKS = {"万": 4, "亿": 8, "萬": 4, "億": 8}
CHINESE = "".join(DIGITS) + "".join(TENS) + "".join(BLOCKS) + "廿卅"

POWER = r"(?:万亿|[十百千]?亿|[十百千]?万|千(?![瓦克米焦卡伏帕赫兆安乏])|百(?!分))"
_NO_KILO = r"(?!千[瓦克焦卡伏帕赫兆安乏]|(?<=[十百万亿])千米)"  # 六十二千瓦时: the 千 is the unit's; 三千米 is what it says
_POWERS = {"千": 3, "百": 2, "十": 1, "万": 4, "亿": 8}
_GROUPED = r"\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?"
_SPACED = r"\d{1,3}(?:(?:, | ,| )\d{3})+(?!\d)(?:\.\d+)?(?=\s*[万亿元股张人吨千户家])"
_WIDE = r"\d{1,3}(?:[,，]\d{3})+(?![\d,，])(?:\.\d+)?"
_WRONG = r"\d+(?:,\d+)*,\d{3,}(?:,\d+)*(?:\.\d+)?"
_PLAIN = r"\d+(?:\.\d+)?"
ARABIC = re.compile(f"(?P<ok>{_GROUPED}|{_SPACED}|{_WIDE})|(?P<wrong>{_WRONG})|(?P<plain>{_PLAIN})")
_MORE = re.compile(
    rf"\s*(?:(?P<over>[余多几]|\+(?=[个家名位项件人余万亿]))|(?P<about>来(?=[个家名位人万项年天])))?\s*(?P<power>{POWER})?"
)
_RUN = re.compile(f"(?:{_NO_KILO}[{CHINESE}])+(?:点[〇○零一二两三四五六七八九]+)?")
_BLOCK = "(?:[十百千]?(?:万亿|[万亿]))"
_SEVERAL = re.compile(rf"[数几]({_BLOCK}|(?:{_NO_KILO}[十百千]){{1,2}})[余多]?(?!种|样|元化)")
_NEXT = re.compile(rf"\s*(?P<figure>{_GROUPED}|{_PLAIN})\s*(?P<power>[十百千](?P<over>[余多])[万亿]|{POWER})")
_REST = re.compile(r"\d{1,4}(?:\.\d+)?(?=[余多]?\s*[元股人名户家个件份张台吨平公亩度千美港欧])")
_OVER = re.compile(f"[余多](?P<power>{_BLOCK})?")
_UPWARD = re.compile(f"上({_BLOCK}|[百千])")
_AFTER_POINT = re.compile(_BLOCK)
_ODD = re.compile(rf"(?:[几余多]|来(?=[个家名位人万项年天]))(?P<power>{_BLOCK})?")
_PAIR = re.compile(rf"([一二两三四五六七八])([二三四五六七八九])({_BLOCK}|(?:{_NO_KILO}[十百千])?)")
_YEARS = re.compile(r"(?:19|20)\d\d,(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral: ``digits`` × 10^``scale``, from ``start`` to ``end``.

    ``chinese`` when no figure is in it, ``bare`` when it is only a magnitude (百, 万), which counts nothing by itself.
    """

    start: int
    end: int
    digits: str
    scale: int = 0
    approx: Approx | None = None
    flags: tuple[str, ...] = ()
    chinese: bool = False
    bare: bool = False

    @property
    def value(self) -> str:
        """The value, as a decimal string; both ends for a range."""
        return "..".join(shift(part, self.scale) for part in self.digits.split(".."))


def number_to_quantity(
    number: Number,
    end: int,
    kind: Kind,
    value: str,
    unit: str | None = None,
    printed: str = "",
    flags: tuple[str, ...] = (),
) -> Quantity:
    """What the number counts, from its first character to ``end``; its text is filled in by who scans."""
    return Quantity(
        "",
        number.start,
        end,
        kind,
        value,
        unit,
        number.approx,
        (*number.flags, *flags),
        number.digits,
        number.scale,
        printed,
    )


def power_of(word: str) -> int:
    """The power of ten of 万, 亿, 千万, 千多万, 万亿 …; 0 for no word."""
    return sum(_POWERS.get(c, 0) for c in word)


def read_number(text: str, at: int) -> Number | None:
    """The numeral that begins at ``at``, or None."""
    if text[at].isdigit():
        return _read_arabic(text, at)
    return _read_indefinite(text, at) or _read_pair(text, at) or _read_chinese(text, at)


def _read_arabic(text: str, at: int) -> Number | None:
    match = ARABIC.match(text, at)
    if match is None:
        return None
    flags: tuple[str, ...] = ()
    if match["wrong"] and (_YEARS.match(text, at) or sum(c.isdigit() for c in match["wrong"]) < 5):
        match = re.compile(_PLAIN).match(text, at)
        assert match is not None
    elif match["wrong"]:
        flags = ("grouping",)
    digits = re.sub(r"[,，\s]", "", match.group())
    more = _MORE.match(text, match.end())
    assert more is not None
    approx: Approx | None = "over" if more["over"] else "about" if more["about"] else None
    end = more.end() if more["power"] or approx else match.end()
    number = Number(at, end, digits, power_of(more["power"] or ""), approx, flags)
    return _with_smaller_parts(text, number) if more["power"] else number


def _with_smaller_parts(text: str, number: Number) -> Number:
    """3亿5,000万 and 1万2千: what follows with a smaller power belongs to the same number; 3千多万 is 3千万多."""
    while (part := _NEXT.match(text, number.end)) and power_of(part["power"]) < number.scale:
        small = Decimal(shift(part["figure"].replace(",", ""), power_of(part["power"]) - number.scale))
        digits = trimmed(format(Decimal(number.digits) + small, "f"))
        number = replace(number, end=part.end(), digits=digits, approx="over" if part["over"] else None)
    number = _with_rest(text, number)
    more = _OVER.match(text, number.end)
    if more is None:
        return number
    return replace(number, end=more.end(), scale=number.scale + power_of(more["power"] or ""), approx="over")


def _with_rest(text: str, number: Number) -> Number:
    """29万9059元: what is below ten thousand goes on without a power of its own."""
    rest = _REST.match(text, number.end)
    if rest is None or text[number.end - 1] != "万" or not number.value.endswith("0000"):
        return number
    whole, point, part = rest.group().partition(".")
    return replace(number, end=rest.end(), digits=number.value[:-4] + whole.zfill(4) + point + part, scale=0)


def _read_indefinite(text: str, at: int) -> Number | None:
    if several := _SEVERAL.match(text, at):
        return Number(at, several.end(), "1", power_of(several[1]), "over", ("several",), chinese=True)
    if upward := _UPWARD.match(text, at):
        return Number(at, upward.end(), "1", power_of(upward[1]), "at_least", (), chinese=True)
    return None


def _read_pair(text: str, at: int) -> Number | None:
    """七八家, 二三十人: two neighbours in a row are a range."""
    match = _PAIR.match(text, at)
    if match is None or DIGITS[match[2]] - DIGITS[match[1]] != 1 or _longer(text, match.end()):
        return None
    digits = f"{DIGITS[match[1]]}..{DIGITS[match[2]]}"
    return Number(at, match.end(), digits, power_of(match[3]), "about", (), chinese=True)


def _longer(text: str, at: int) -> bool:
    return text.startswith("点", at) or _RUN.match(text, at) is not None


def _read_chinese(text: str, at: int) -> Number | None:
    match = _RUN.match(text, at)
    if match is None:
        return None
    word = match.group()
    value = chinese_to_digits(word)
    if value is None:
        return None
    if "点" in word and (power := _AFTER_POINT.match(text, match.end())):
        return _scaled(at, power.end(), shift(value, power_of(power.group())))
    bare = all(c in TENS or c in BLOCKS for c in word) and not {"十", "拾"} & set(word)
    odd = _ODD.match(text, match.end())
    if odd and (odd.group()[0] != "几" or word[-1] in TENS):
        total = trimmed(shift(value, power_of(odd["power"] or "")))
        return replace(_scaled(at, odd.end(), total), approx="about" if odd.group()[0] == "来" else "over")
    return replace(_scaled(at, match.end(), value), bare=bare)


def _scaled(start: int, end: int, value: str) -> Number:
    """A Chinese numeral has no trailing zeros that mean anything, so it takes the scale that English will."""
    whole = len(value.partition(".")[0])
    scale = 12 if whole > 12 else 9 if whole > 9 else 6 if whole > 6 else 0
    return Number(start, end, trimmed(shift(value, -scale)), scale, chinese=True)


def chinese_to_digits(word: str) -> str | None:
    """二〇二五 → 2025, 三百零五 → 305, 壹佰 → 100, 十二点四六 → 12.46; None for what is no number (十四五)."""
    whole, point, fraction = word.partition("点")
    total = _positional(whole) or _composed(whole)
    if total is None or not point:
        return total
    return total + "." + "".join(str(DIGITS[c]) for c in fraction)


def _positional(word: str) -> str | None:
    if len(word) > 1 and not all(c in DIGITS for c in word):
        return None
    if len(word) == 2 and "〇" not in word and "○" not in word and "零" not in word:
        return None
    return "".join(str(DIGITS[c]) for c in word) if word and all(c in DIGITS for c in word) else None


def _composed(word: str) -> str | None:
    """The value of a numeral made of digits and powers, None when the powers do not fall as they must."""
    word = word.replace("廿", "二十").replace("卅", "三十")
    total = section = 0
    digit: int | None = None
    last, block = 99, 99
    for c in word:
        if c in DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = DIGITS[c]
            if digit == 0:
                digit, last = None, min(last, 4)
        elif c in TENS:
            if TENS[c] >= last or (digit is None and section and TENS[c] != 1):
                return None
            section += (1 if digit is None else digit) * 10 ** TENS[c]
            digit, last = None, TENS[c]
        else:
            power = BLOCKS[c]
            section += digit or 0
            if power == 8 and block == 4:
                total, block = (total + section) * 10**8, 8
            elif power >= block and block != 99:
                return None
            else:
                total, block = total + (section or 1) * 10**power, power
            section, digit, last = 0, None, 99
    return str(total + section + (digit or 0))


_CAPITAL = re.compile(
    r"(?P<yuan>[零壹贰貳叁參肆伍陆陸柒捌玖拾佰仟万亿萬億一二两三四五六七八九十百千]+)[元圆圓](?:零?(?P<jiao>[零壹贰叁肆伍陆柒捌玖一二三四五六七八九])角)?"
    r"(?:零?(?P<fen>[零壹贰叁肆伍陆柒捌玖一二三四五六七八九])分)?[整正]?"
)
_CAPITALS = frozenset("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟")


def read_capital_amount(text: str, at: int) -> Number | None:
    """人民币 amounts in words, 壹佰贰拾元伍角 and 三元五角, unit and all; None for an ordinary number."""
    match = _CAPITAL.match(text, at)
    if match is None or not (_CAPITALS & set(match.group()) or match["jiao"] or match["fen"]):
        return None
    yuan = chinese_to_digits(match["yuan"])
    if yuan is None:
        return None
    if match["jiao"] or match["fen"]:
        cents = (
            f"{DIGITS[match['jiao'] or '零']}{DIGITS[match['fen']]}"
            if match["fen"]
            else str(DIGITS[match["jiao"]])
        )
        return Number(at, match.end(), f"{yuan}.{cents}", chinese=True)
    return replace(_scaled(at, match.end(), yuan))
