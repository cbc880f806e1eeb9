"""Names that a masked request must not hold, in every form in which a text may write them.

A company is called by its whole name, by that without its legal form and its place, and by its brand; a text may write it
in traditional characters, in full-width letters, or with blanks that a PDF left between the characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from generator.checks.traces import LEXICON, load_lexicon
from generator.model import Block, block_source
from generator.script import to_simplified
from generator.terms import Glossary

NAMES = frozenset({"name", "award"})  # the kinds of glossary entries that are names
SHORT_NAMES = re.compile('简称[：:为]?((?:[“"「][^”"」]{2,12}[”"」][或、和、及]?)+)')
QUOTED = re.compile('[“"「]([^”"」]{2,12})[”"」]')
GENERIC = frozenset({"公司", "集团", "股份", "企业", "本公司", "上市公司"})  # what any company is called
_LEGAL = re.compile("(?:股份有限公司|有限责任公司|有限公司|集团公司|公司)$")
_GROUP = re.compile("(?:控股)?(?:集团|控股|股份)$")
_PLACE = re.compile(
    "^(?:中国|.{2,3}?(?:省|市|自治区)|黑龙江|内蒙古|北京|天津|上海|重庆|河北|山西|辽宁|吉林|江苏|浙江|安徽|福建|江西|山东|河南|"
    "湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|广西|西藏|宁夏|新疆|香港|澳门|深圳|广州|杭州|南京|苏州|武汉|成都|"
    "西安|长沙|青岛|大连|厦门|宁波|无锡|合肥|珠海|东莞|佛山)"
)
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_POINTS = dict.fromkeys(map(ord, "•‧・∙⋅･"), ord("·"))  # between the parts of a name
_BRAND, _SHORT = 2, 4  # the short names of the exchanges have four characters


def short_forms(whole: str) -> tuple[str, ...]:
    """What else a company may be called by, the longest first; a brand that is a common word is none.

    >>> short_forms("广东青梧水务科技股份有限公司")
    ('广东青梧水务科技', '青梧水务科技', '青梧水务', '青梧')
    """
    core = _GROUP.sub("", _LEGAL.sub("", whole))
    bare = _PLACE.sub("", core)
    common, _ = load_lexicon(LEXICON)
    brand = bare[:_BRAND] if not common.match(bare) else ""
    forms = [core, bare, bare[:_SHORT], brand]
    return tuple(dict.fromkeys(form for form in forms if len(form) > _BRAND or (form and form == brand)))


def glossary_names(glossary: Glossary) -> Iterator[tuple[str, str]]:
    """The names of a glossary with their English: they are hidden inside a longer term too."""
    for term in glossary.entries:
        if term.kind in NAMES:
            yield from ((form, term.en) for form in (term.zh, *term.variants))


def to_plain(text: str) -> str:
    """The text as names are looked for in it, code point for code point: simplified, ASCII in half width, one point."""
    return to_simplified(text.translate(_FULL_WIDTH | _POINTS))


def blocks_to_lines(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines of a report as names are looked for in them."""
    return (to_plain(line) for block in blocks for line in block_source(block).split("\n"))


def find_name(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a name stands in a text, however it is written."""
    if _squeezed(name) in _squeezed(text):
        yield from (found.span() for found in _pattern(name).finditer(to_plain(text)))


@lru_cache(maxsize=4096)
def _squeezed(text: str) -> str:
    return "".join(to_plain(text).lower().split())


@lru_cache(maxsize=4096)
def _pattern(name: str) -> re.Pattern[str]:
    characters = [re.escape(character) for character in to_plain(name) if not character.isspace()]
    whole = r"\s*".join(characters)
    return re.compile(rf"(?<![A-Za-z0-9]){whole}(?![A-Za-z0-9])", re.IGNORECASE)
