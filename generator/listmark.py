"""The number that a line begins with: 一、, （二）, 第三节, 4. – read from the Chinese, written and exchanged in English."""

from __future__ import annotations

import re
import unicodedata

_NUMERALS = "一二三四五六七八九十百零〇\\d"
_MARKERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"第\s*([{_NUMERALS}]+)\s*章[、：:\s]*"), "Chapter {}: "),
    (re.compile(rf"第\s*([{_NUMERALS}]+)\s*节[、：:\s]*"), "Section {}: "),
    (re.compile(rf"第\s*([{_NUMERALS}]+)\s*部分[、：:\s]*"), "Part {}: "),
    (re.compile(rf"[（(]\s*([{_NUMERALS}]+)\s*[）)][、：:\s]*"), "({}) "),
    (re.compile(r"([㈠-㈩⑴-⒇])[、．.\s]*"), "({}) "),
    (re.compile(r"([①-⑳])[、．.\s]*"), "({}) "),
    (re.compile(rf"([{_NUMERALS}]+)\s*[、．]\s*"), "{}. "),
    (re.compile(r"(\d+)\s*[.)）](?!\d)\s*"), "{}. "),
)


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
