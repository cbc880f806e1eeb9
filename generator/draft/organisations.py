"""The companies, firms and foundations that a report names, by their legal form: a masked request must hold none of them.

Where the name begins no character tells: what stands before it is cut away where a word ends it (与, 子公司, 聘请), and kept
where that is not certain. What is kept too long is found in its own place all the same, which is what masking asks.
Not seen: an organisation without a legal form (a hospital, a brand), unless the report gives it as a short name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.draft.names import GENERIC, QUOTED, SHORT_NAMES, blocks_to_lines
from generator.draft.words import is_common_word
from generator.model import Block

_FORM = "(?:股份|有限责任|有限)公司|集团公司|合伙企业|事务所|基金会|研究院"
_ASIDE = r"(?:\((?:有限|普通|特殊普通)合伙\))?"
_NAMED = re.compile(rf"([\u3400-\u9fffA-Za-z0-9()&·]{{2,30}}?)(?:{_FORM}){_ASIDE}")
_BEFORE = re.compile(
    r"(?:[与和及由向对为是在于从给将被等的]|子公司|分公司|本公司|全资|参股|旗下|下属|客户|供应商|股东|机构|法人|单位|企业|联合|携手|聘请|选聘|续聘|聘任|"
    r"委托|包括|成立|设立|收购|投资|持有|转让|获得|根据|参与|支持|响应|合作|签约|其中|以及|即|有)(?=[^()]{2})"
)
_SHORT = re.compile(r"\([^()]{0,8}?" + SHORT_NAMES.pattern)
_SHORTEST = 2


def find_organisations(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The names of organisations in a report, with the short names that follow them, in order of their characters."""
    found: set[str] = set()
    for text in ("".join(line.split()) for line in blocks_to_lines(blocks)):
        for named in _NAMED.finditer(text):
            if name := _without_what_stands_before(named[1], named[0]):
                found |= {name, *_short_names(text, named.end())}
    return tuple(sorted(found))


def _without_what_stands_before(core: str, whole: str) -> str:
    """The name without the words before it; empty where it is a kind of organisation, as in 会计师事务所."""
    for before in reversed([*_BEFORE.finditer(core)]):
        if len(core) - before.end() >= _SHORTEST:
            core, whole = core[before.end() :], whole[before.end() :]
            break
    generic = is_common_word(core) or core in GENERIC or core.endswith(("该", "本", "上市", "各类"))
    return "" if generic or len(core) < _SHORTEST else whole


def _short_names(text: str, at: int) -> Iterator[str]:
    """What is given in brackets right behind a name as its short form."""
    if introduced := _SHORT.match(text, at):
        yield from (short for short in QUOTED.findall(introduced[1]) if short not in GENERIC)
