"""What looks like a term in a report and has no entry, ranked, by counting alone.

Four signs: a title in 《》; a job's title longer than a listed one; a noun that ends like an organ, a rule, a
certificate or a system; a string that keeps returning among ever other neighbours (branching entropy) while its own
parts hold together.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.terms.find import find_terms, whole_term
from generator.terms.fold import fold
from generator.terms.glossary import Glossary

Sign = Literal["title", "job", "noun", "phrase"]

_TITLE = re.compile(r"《([^《》\n]{2,60})》")
_ENDINGS = (
    "委员会|董事会|监事会|协会|学会|联合会|研究院|研究所|实验室|事务所|管理部|事业部|中心|总局|管理局|"
    "制度|办法|指引|准则|规则|规程|条例|规范|标准|体系|机制|系统|平台|证书|认证|资质|专利|奖|称号|"
    "工程|项目|计划|基金|报告|指数|协议|模型"
)
# Where a noun begins: behind a word that leads to it.
_LEADS = "的了和与及或在将被把让按至该各每此这那之即又也都还已并"
_VERBS = (
    "通过|获得|荣获|取得|建立|制定|修订|完善|健全|开展|实施|加强|推进|推动|设立|设置|成立|参与|参加|执行|落实|"
    "遵守|根据|按照|依据|依照|严格|进行|提升|提高|构建|打造|形成|发布|披露|编制|组织|召开|审议|包括|涵盖|拥有|具有|"
    "被评为|入选|完成|支持|促进|优化|强化|搭建|引入|采用|符合|满足|确保|保障|(?<!可)持续|不断|积极|进一步|"
    "推出|加快|布局|携手|深耕|深化|累计|下设|旗下|签署|撰写|登载|恪守|部分|一系列|多项|各项|"
    "公司|集团|报告期内|我们|以及|相关|有关|等"
)
_NOUN = re.compile(
    rf"([\u3400-\u9fffA-Za-z0-9+·（）()-]{{2,16}}?(?:{_ENDINGS}))(?![\u3400-\u9fff]?(?:{_ENDINGS}))"
)
_SPLIT = re.compile(rf"(?:{_VERBS})|[{_LEADS}]")
_JOB = re.compile(
    r"(?:首席|执行|常务|高级|联席|名誉|代理)?副?(?:董事长|总经理|总裁|总监|主任|主席|秘书长)(?:助理)?"
)
_HAN_RUN = re.compile(r"[\u3400-\u9fff]{2,}")
# A phrase does not begin or end with these.
_EDGE = frozenset(
    _LEADS
    + "是为等对其以于从由使经到本所如不未非无很更最较均共与且但而则若因故个名次年月日元家项条万亿多上下中内外前后时间化性们着过给"
)
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A string that may be a term: how often it stands, by which sign, and where (the text around it)."""

    text: str
    sign: Sign
    count: int
    score: float
    contexts: tuple[str, ...]


def suggest_terms(texts: Iterable[str], glossary: Glossary, *, least: int = 3) -> tuple[Suggestion, ...]:
    """The strings without an entry that look like terms, the likeliest first.

    ``least`` is how often a phrase without any other sign has to stand.
    """
    folded = [fold(text).text for text in texts]
    signs: dict[str, Sign] = {}
    for sign, found in (("title", _titles(folded)), ("job", _jobs(folded)), ("noun", _nouns(folded))):
        for text in found:
            signs.setdefault(text, sign)  # type: ignore[arg-type]
    scores = _phrases(_without_terms(folded, glossary), least)
    for text in scores:
        signs.setdefault(text, "phrase")
    counts = {text: sum(one.count(text) for one in folded) for text in signs}
    suggestions = [
        Suggestion(
            text,
            sign,
            counts[text],
            _score(sign, counts[text], scores.get(text, 0.0)),
            _contexts(text, folded),
        )
        for text, sign in signs.items()
        if not _known(text, glossary)
    ]
    return tuple(sorted(_widest(suggestions), key=lambda one: (-one.score, one.text)))


def _score(sign: Sign, count: int, entropy: float) -> float:
    weight = {"title": 3.0, "job": 2.5, "noun": 1.5, "phrase": 0.0}[sign]
    return round(weight + math.log2(1 + count) * (0.5 + entropy / 2), 3)


def _known(text: str, glossary: Glossary) -> bool:
    """Whether an entry is the whole of it, or entries cover all its characters."""
    if whole_term(text, glossary):
        return True
    return sum(hit.end - hit.start for hit in find_terms(text, glossary)) >= len(text)


def _widest(suggestions: Sequence[Suggestion]) -> list[Suggestion]:
    """Without those that only stand inside another one."""
    by_length = sorted(suggestions, key=lambda one: (-len(one.text), one.text))
    kept: list[Suggestion] = []
    for one in by_length:
        inside = sum(other.count for other in kept if one.text in other.text)
        if inside < one.count:
            kept.append(one)
    return kept


def _contexts(text: str, folded: Sequence[str], most: int = 3) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for one in folded:
        at = one.find(text)
        if at != -1:
            found.setdefault(one[max(0, at - 12) : at + len(text) + 12])
        if len(found) == most:
            break
    return tuple(found)


def _titles(folded: Iterable[str]) -> Iterator[str]:
    for text in folded:
        yield from (match[1] for match in _TITLE.finditer(text))


def _jobs(folded: Iterable[str]) -> Iterator[str]:
    for text in folded:
        yield from (match[0] for match in _JOB.finditer(text) if len(match[0]) > 2)


def _nouns(folded: Iterable[str]) -> Iterator[str]:
    """Nouns with a telling ending, cut behind the last word that leads to them."""
    for text in folded:
        for match in _NOUN.finditer(text):
            noun = match[1]
            cuts = [cut.end() for cut in _SPLIT.finditer(noun) if cut.end() < len(noun) - 1]
            noun = (noun[cuts[-1] :] if cuts else noun).lstrip("是为等对其以于从由使向")
            if 3 <= len(noun) <= 16 and noun[0].isalpha() and noun.count("(") == noun.count(")"):
                yield noun


def _without_terms(folded: Iterable[str], glossary: Glossary) -> list[str]:
    """The texts with a bar where a term stands."""
    found = []
    for text in folded:
        for hit in reversed(find_terms(text, glossary)):
            text = f"{text[: hit.start]}|{text[hit.end :]}"
        found.append(text)
    return found


def _phrases(texts: Sequence[str], least: int) -> dict[str, float]:
    """Strings of 2 to 8 characters with the lesser of the entropies of their neighbours to the left and right."""
    counts: Counter[str] = Counter()
    left: dict[str, Counter[str]] = {}
    right: dict[str, Counter[str]] = {}
    for number, text in enumerate(texts):
        for run in _HAN_RUN.finditer(text):
            around = ("|" if text[: run.start()].endswith("|") else f"^{number}",
                      "|" if text.startswith("|", run.end()) else f"${number}")  # fmt: skip
            _count(run[0], around, counts, left, right)
    total = sum(count for gram, count in counts.items() if len(gram) == 1)
    return {
        gram: entropy
        for gram, count in counts.items()
        if count >= least
        and len(gram) > 2
        and gram[0] not in _EDGE
        and gram[-1] not in _EDGE
        and not _SPLIT.search(gram)
        and (entropy := min(_entropy(left[gram]), _entropy(right[gram]))) > 0.5
        and _holds_together(gram, counts, total)
    }


def _count(
    run: str,
    around: tuple[str, str],
    counts: Counter[str],
    left: dict[str, Counter[str]],
    right: dict[str, Counter[str]],
) -> None:
    """Counts the strings of a run. What stands around it is a neighbour: a term always the same, a text's end its own."""
    for start in range(len(run)):
        for end in range(start + 1, min(start + _LONGEST, len(run)) + 1):
            gram = run[start:end]
            counts[gram] += 1
            if end - start > 2:
                left.setdefault(gram, Counter())[run[start - 1] if start else around[0]] += 1
                right.setdefault(gram, Counter())[run[end] if end < len(run) else around[1]] += 1


def _entropy(neighbours: Counter[str]) -> float:
    total = neighbours.total()
    return -sum(count / total * math.log2(count / total) for count in neighbours.values())


def _holds_together(gram: str, counts: Counter[str], total: int) -> bool:
    """Whether, at each cut, the parts stand together eight times as often as chance would have it."""
    return all(
        counts[gram] * total > 8 * counts[gram[:cut]] * counts[gram[cut:]] for cut in range(1, len(gram))
    )
