"""The number that a line begins with: 一、, （二）, 第三节, 4. – read from the Chinese, written and exchanged in English."""

from __future__ import annotations

import re
import unicodedata

_NUMERALS = "一二三四五六七八九十百零〇\\d"
_MARKERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"第\s*([{_NUMERALS}]+)\s*章[、：:\s]*"), "Chapter {}: "),
    (re.compile(rf"第\s*([{_NUMERALS}]+)\s*节[、：:\s]*"), "Section {}: "),
    (re.compile(rf"第\s*([{_NUMERALS}]+)\s*部分[、：:\s]*"), "Part {}: "),
    (re.compile(rf"附\s*[录錄]\s*([{_NUMERALS}]+)[、：:\s]+"), "Appendix {}: "),
    (re.compile(rf"[（(]\s*([{_NUMERALS}]+)\s*[）)][、：:\s]*"), "({}) "),
    (re.compile(r"([㈠-㈩⑴-⒇])[、．.\s]*"), "({}) "),
    (re.compile(r"([①-⑳])[、．.\s]*"), "({}) "),
    (re.compile(rf"([{_NUMERALS}]+)\s*[、．]\s*"), "{}. "),
    (re.compile(r"(\d+)\s*[.)）](?!\d)\s*"), "{}. "),
)
_DESIGNED = re.compile(r"(0\d(?=[\u4e00-\u9fff])|\d{1,2}(?=\s+[\u4e00-\u9fff]))\s*")


def split_heading(heading: str) -> tuple[str, str]:
    """``split_marker`` for a heading, which may have the bare number of its chapter before it, kept as it is printed.

    >>> split_heading("01 关于本报告")
    ('01 ', '关于本报告')
    """
    found = _DESIGNED.match(heading)
    return (f"{found[1]} ", heading[found.end() :]) if found else split_marker(heading)


def split_marker(line: str) -> tuple[str, str]:
    """The number of a line in English, with the blank after it, and the rest of the line.

    >>> split_marker("（二）股东回报")
    ('(2) ', '股东回报')
    >>> split_marker("公司治理")
    ('', '公司治理')
    """
    for pattern, english in _MARKERS:
        found = pattern.match(line)
        if found and line[found.end() :]:
            return english.format(_marker_number(found[1])), line[found.end() :]
    return "", line


_ENGLISH = re.compile(
    r"(?P<lead>[（(]?(?:(?:Section|Chapter|Part|Article|Item|Appendix)\s+)?)(?P<number>\d{1,3}|[IVX]{1,6}|[ivx]{1,6})"
    r"(?P<tail>[.):）、]{0,2}\s+)(?=\S)"
)
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def exchange_marker(english: str, old: str, new: str) -> tuple[str, str] | None:
    """The number that an English line begins with, exchanged in the form it is written in, and the rest of the line.

    ``old`` and ``new`` are as ``split_marker`` gives them. None where the line does not begin with the old number.

    >>> exchange_marker("III. Returns to Shareholders", "3. ", "4. ")
    ('IV. ', 'Returns to Shareholders')
    """
    found = _ENGLISH.match(english)
    before, now = re.search(r"\d+", old), re.search(r"\d+", new)
    if found is None or before is None or now is None or re.sub(r"\d+", "", old) != re.sub(r"\d+", "", new):
        return None
    for write in (str, to_roman, lambda value: to_roman(value).lower()):
        if found["number"] == write(int(before[0])):
            return f"{found['lead']}{write(int(now[0]))}{found['tail']}", english[found.end() :]
    return None


def to_roman(value: int) -> str:
    """The number in Roman figures; up to 39, all that headings need.

    >>> to_roman(14)
    'XIV'
    """
    written = ""
    for worth, figure in _ROMAN:
        written += figure * (value // worth)
        value %= worth
    return written


def _marker_number(printed: str) -> str:
    """The digits of a printed list number: 十二 → 12, ㈢ → 3, ⑷ → 4."""
    plain = unicodedata.normalize("NFKC", printed).strip("()")
    if plain.isdigit() and plain.isascii():
        return plain
    total = current = 0
    for character in plain:
        value = int(unicodedata.numeric(character, 0))
        if value in (10, 100):
            total += (current or 1) * value
            current = 0
        else:
            current = value
    return str(total + current)
