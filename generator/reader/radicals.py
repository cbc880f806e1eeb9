"""Radicals that a text layer has for characters: browsers write ⼀ (U+2F00) where 一 (U+4E00) is printed.

A font has one glyph for both, and the program that makes the file names it by the lower code. On paper they are the
same; in every other form the radical is a character that no dictionary, no glossary and no search knows.
"""

from __future__ import annotations

import unicodedata

SUPPLEMENT = {  # of the CJK Radicals Supplement those that are whole characters in today's Chinese
    "⺁": "厂", "⺟": "母", "⺠": "民", "⻄": "西", "⻅": "见", "⻆": "角", "⻉": "贝", "⻋": "车", "⻓": "长", "⻔": "门",
    "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食", "⻢": "马", "⻣": "骨", "⻤": "鬼", "⻥": "鱼", "⻦": "鸟", "⻧": "卤",
    "⻨": "麦", "⻩": "黄", "⻬": "齐", "⻮": "齿", "⻰": "龙", "⻳": "龟",
}  # fmt: skip
_CHARACTERS = str.maketrans(
    {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | SUPPLEMENT
)


def radicals_to_characters(text: str) -> str:
    """The text with the characters that are printed; all but radicals stays as it is."""
    return text.translate(_CHARACTERS) if any("\u2e80" <= char <= "\u2fd5" for char in text) else text
