"""Chinese text in the one form in which it is compared, with the way back to the original code points.

Folded alike: full-width and half-width letters and digits, traditional and simplified characters (OpenCC,
character by character), dashes, brackets, quotation marks, and blanks that carry nothing (第 2 号 = 第2号).
The title marks 《》 and the stops 。、 stay, since they decide where a title or a sentence ends.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from generator.script import simplified_table

_DASHES = "‐‑‒–—―─━−－﹣ｰ"
_PAIRS = {
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys("“”„‟「」『』＂", '"'),
    **dict.fromkeys("‘’‚‛＇", "'"),
    **dict.fromkeys("（﹙〔［", "("),
    **dict.fromkeys("）﹚〕］", ")"),
    **dict.fromkeys("・•‧∙⋅", "·"),
    **dict.fromkeys("～〜∼", "~"),
    "：": ":", "；": ";", "，": ",", "％": "%", "＆": "&", "＋": "+", "／": "/", "．": ".", "﹪": "%",
    "〈": "《", "〉": "》", "\u00a0": " ", "\u3000": " ",
}  # fmt: skip

_BLANK = r"\s\u00ad\u200b-\u200f\u2060\ufeff"
# A blank between two letters is a word's end and a blank between two digits a number's; all others are layout.
# A run of dashes is one dash.
_LOOSE = re.compile(
    rf"(?P<words>(?<=[A-Za-z])[{_BLANK}]+(?=[A-Za-z])|(?<=[0-9])[{_BLANK}]+(?=[0-9]))|[{_BLANK}]+|(?P<dash>--+)"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; ``starts[i]`` and ``ends[i]`` are the original code points of its i-th character.

    Both are None where every character stands where it stood.
    """

    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original text of a span, not empty, of the folded text."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


@cache
def _table() -> dict[int, str]:
    """One character for each one that folds, so that offsets stay."""
    table = dict(simplified_table())
    for code in range(0xFF10, 0xFF5B):
        char = chr(code)
        if unicodedata.category(char)[0] in "LN":
            table[code] = unicodedata.normalize("NFKC", char)
    table.update({ord(char): unicodedata.normalize("NFKC", char) for char in "₀₁₂₃₄₅₆₇₈₉⁰¹²³"})
    table.update({ord(char): plain for char, plain in _PAIRS.items()})
    return table


def fold(text: str) -> Folded:
    """The text in the form in which it is compared."""
    plain = text.translate(_table())
    loose = list(_LOOSE.finditer(plain))
    if not loose:
        return Folded(plain)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    last = 0
    for match in loose:
        pieces.append(plain[last : match.start()])
        starts += range(last, match.start())
        ends += range(last + 1, match.start() + 1)
        kept = " " if match["words"] else "-" if match["dash"] else ""
        if kept:
            pieces.append(kept)
            starts.append(match.start())
            ends.append(match.end())
        last = match.end()
    pieces.append(plain[last:])
    starts += range(last, len(plain))
    ends += range(last + 1, len(plain) + 1)
    return Folded("".join(pieces), tuple(starts), tuple(ends))


def fold_key(surface: str) -> str:
    """A surface form as the matcher looks for it: folded, without the marks 《》 around the whole."""
    key = fold(surface.strip()).text
    return key[1:-1] if key.startswith("《") and key.endswith("》") and "《" not in key[1:] else key


HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
# Anything of a Chinese text that has no place in English: characters, and full-width signs.
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60]")
