"""Radicals and ligatures that a text layer has for characters: browsers write ⼀ (U+2F00) where 一 (U+4E00) is printed.

A font has one glyph for both, and the program that makes the file names it by the lower code. On paper they are the
same; in every other form the radical is a character that no dictionary, no glossary and no search knows. So is ﬁ (U+FB01) for fi.
"""

from __future__ import annotations

import unicodedata

OTHERS = {  # whole characters of the CJK Radicals Supplement; ⼾ as the mainland prints it
    "⺁": "厂", "⺎": "兀", "⺒": "巳", "⺓": "幺", "⺟": "母", "⺠": "民", "⻁": "虎", "⻄": "西", "⻅": "见", "⻆": "角",
    "⻉": "贝", "⻋": "车", "⻑": "長", "⻓": "长", "⻔": "门", "⻘": "青", "⻙": "韦", "⻚": "页", "⻛": "风", "⻜": "飞",
    "⻝": "食", "⻢": "马", "⻣": "骨", "⻤": "鬼", "⻥": "鱼", "⻦": "鸟", "⻧": "卤", "⻨": "麦", "⻩": "黄", "⻪": "黾",
    "⻬": "齐", "⻮": "齿", "⻰": "龙", "⻱": "龜", "⻳": "龟", "⼾": "户",
}  # fmt: skip
LIGATURES = range(0xFB00, 0xFB07)
_CHARACTERS = str.maketrans(
    {code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0x2F00, 0x2FD6), *LIGATURES)}
) | str.maketrans(OTHERS)


def radicals_to_characters(text: str) -> str:
    """The text with the characters that are printed; all but radicals and ligatures stays as it is."""
    known = any("\u2e80" <= char <= "\u2fd5" or ord(char) in LIGATURES for char in text)
    return text.translate(_CHARACTERS) if known else text
